"""/api: the studio's own API. Whatever the page does, it does through here."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from tintype.server.api import compare, gallery, house, jobs, keys, pack, pipes, streams, uploads, words

PREFIX = "/api"


def router(studio: Any, settings: Any) -> APIRouter:
    """All addresses of the own API."""
    whole = APIRouter(prefix=PREFIX)
    for part in (jobs, pipes, streams, compare, words, pack, gallery, uploads, house, keys):
        whole.include_router(part.router)
    return whole
