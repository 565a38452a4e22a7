"""Finished pictures by link: /files/{picture}.{ext}, with a signature or as somebody who may see them.

/files/{picture}-{0…100}.jpg and .webp have that quality.
"""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.core.errors import Forbidden, NotFound
from tintype.core.ids import LENGTH
from tintype.server import access, links

TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
"""Extension → media type."""
FORMATS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}

_NAME = re.compile(rf"([0-9A-Z]{{{LENGTH}}})(?:-(100|[1-9]?\d))?\.({'|'.join(TYPES)})")


def router() -> APIRouter:
    """GET /files/{name}."""
    router = APIRouter()

    @router.get("/files/{name}", include_in_schema=False)
    async def file(request: Request, name: str, expires: str = "", signature: str = "") -> Response:
        state = request.app.state
        owner = None
        if signature:
            if not links.opens(state.secret, name, expires, signature):
                raise Forbidden("This link is over, or was altered; ask for a new one.")
        else:
            owner = access.caller("read")(request).sees
        match = _NAME.fullmatch(name)
        if match is None:
            raise NotFound(f"There is no picture file “{name[:60]}”.")
        id, quality, ext = match.groups()
        record = await run_in_threadpool(state.studio.ledger.picture_of, id, owner=owner)
        if record.deleted is not None:
            raise NotFound(f"The picture “{id}” is in the bin.")
        data: Any = await run_in_threadpool(
            state.studio.gallery.file, record, FORMATS[ext], int(quality or 100)
        )
        return Response(data, media_type=TYPES[ext], headers={"cache-control": "private, max-age=3600"})

    return router
