"""/v1: what programs written for OpenAI's image API call. docs/openai.md says what differs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from tintype.server import errors
from tintype.server.openai import edits, generations, models, provenance
from tintype.server.openai.wording import worded

PREFIX = "/v1"


def router(studio: Any, settings: Any) -> APIRouter:
    """All addresses of this face."""
    del studio, settings  # they are the application's
    whole = APIRouter(prefix=PREFIX)
    for part in (generations.router, edits.router, models.router, provenance.router):
        whole.include_router(part)
    return whole


errors.shape(PREFIX, worded)
