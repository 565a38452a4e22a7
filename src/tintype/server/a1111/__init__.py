"""/sdapi/v1: what programs written for AUTOMATIC1111's web UI call. docs/a1111.md says what differs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from tintype.core.errors import TintypeError
from tintype.server import errors
from tintype.server.a1111 import extras, lists, painting, progress
from tintype.server.a1111.choices import Choices

PREFIX = "/sdapi/v1"


def router(studio: Any, settings: Any) -> APIRouter:
    """All addresses of this face."""
    choices = Choices(studio)
    whole = APIRouter(prefix=PREFIX)
    for part in (
        painting.router(studio, settings, choices), progress.router(studio), choices.router(),
        lists.router(studio), extras.router(studio, settings),
    ):  # fmt: skip
        whole.include_router(part)
    return whole


def worded(error: TintypeError, status: int, request_id: str) -> dict[str, Any]:
    """An error in their shape; whoever looks at `detail` reads our sentence."""
    said = errors.sentence(error)
    return {"error": type(error).__name__, "detail": said, "body": "", "errors": said}


errors.shape(PREFIX, worded)
