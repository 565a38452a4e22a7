"""POST /v1/content_provenance_checks: who made a picture, as far as its file proves it."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tintype.assets.provenance import check
from tintype.server import access
from tintype.server.access import Caller
from tintype.server.openai import bodies
from tintype.server.openai.documented import file_body, replies
from tintype.server.openai.wording import Refused

router = APIRouter(tags=["provenance"])

Reader = Annotated[Caller, Depends(access.caller("read"))]


@router.post(
    "/content_provenance_checks", response_class=Response, **file_body(), responses=replies("provenance")
)
async def provenance(request: Request, who: Reader) -> Response:
    """Look for a C2PA manifest. A SynthID watermark cannot be detected here, and never is."""
    del who
    body = await bodies.read(request, files=True)
    others = [*body.fields, *(one.param for one in (*body.images, body.mask, body.markup) if one)]
    if others:
        raise Refused(f"Unknown parameter: '{others[0][:60]}'.", others[0][:60], "unknown_parameter")
    if body.file is None:
        raise Refused("Missing required parameter: 'file'.", "file", "missing_required_parameter")
    if not body.file.data:
        raise Refused("The file is empty; send a PNG, JPEG, WebP or GIF file.", "file", "empty_image_file")
    found = await run_in_threadpool(check, body.file.data, request.app.state.studio.signer)
    c2pa: dict[str, Any] = {
        "type": "c2pa", "outcome": "detected" if found.detected else "not_detected",
        "validation_state": found.state, "issuer": found.issuer, "model": found.model,
        "generated_at": found.generated_at,
    }  # fmt: skip
    synthid = {"type": "synthid", "outcome": "not_detected", "model": None, "generated_at": None}
    return JSONResponse(
        {"object": "content_provenance_check", "created_at": int(time.time()), "results": [c2pa, synthid]}
    )
