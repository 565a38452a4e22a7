"""POST /v1/images/edits and /v1/images/variations: pictures become other pictures."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.assets import masks
from tintype.core.errors import BadSize
from tintype.core.frame import check_size
from tintype.core.job import PictureRecord
from tintype.server import access
from tintype.server.access import Caller
from tintype.server.openai import bodies, names
from tintype.server.openai.accept import accept, order_of
from tintype.server.openai.answers import Answer
from tintype.server.openai.bodies import Body
from tintype.server.openai.documented import body_of, replies
from tintype.server.openai.generations import answered, check_background
from tintype.server.openai.params import Asked, asked
from tintype.server.openai.wording import Refused
from tintype.studio.references import reference

router = APIRouter(tags=["images"])

Painter = Annotated[Caller, Depends(access.caller("generate"))]
UNSAID = "another picture like this one"
"""Prompt of a variation of a picture that says nothing of itself."""


@router.post("/images/edits", response_class=Response, **body_of("edits"), responses=replies())
async def edit(request: Request, who: Painter) -> Response:
    """Change pictures by a prompt; where the mask's alpha is 0, or everywhere without one."""
    body = await bodies.read(request, owner=who.sees, files=True)
    studio = request.app.state.studio
    call = await run_in_threadpool(asked, "edits", body.fields, studio)
    check_background(call, names.able(call.model, "edit", studio).options)
    if not body.images:
        raise Refused("Missing required parameter: 'image'.", "image", "missing_required_parameter")
    records, mask = await run_in_threadpool(_taken_in, studio, call, body, who)
    call = dataclasses.replace(call, size=call.size or _size_of(records[0]))
    order = order_of(
        call, operation="edit", images=tuple(reference(record.digest) for record in records),
        mask=reference(mask) if mask else None,
    )  # fmt: skip
    job = await accept(request, order, call, who, body.digest)
    sent = [(record.width, record.height) for record in records]
    return await answered(request, Answer(request, call, job, "edit", sent))


@router.post("/images/variations", response_class=Response, **body_of("variations"), responses=replies())
async def vary(request: Request, who: Painter) -> Response:
    """Make pictures like one. OpenAI retired this call; programs still use it."""
    body = await bodies.read(request, owner=who.sees, files=True)
    studio = request.app.state.studio
    call = await run_in_threadpool(asked, "variations", body.fields, studio)
    names.able(call.model, "vary", studio)
    if len(body.images) != 1:
        raise Refused("A variation takes exactly one 'image'.", "image", "missing_required_parameter")
    (record,) = (await run_in_threadpool(_taken_in, studio, call, body, who))[0]
    call = dataclasses.replace(
        call, size=call.size or _size_of(record), prompt=record.prompt or UNSAID, stream=False
    )
    order = order_of(call, operation="vary", images=(reference(record.digest),))
    job = await accept(request, order, call, who, body.digest)
    return await answered(request, Answer(request, call, job, "edit", [(record.width, record.height)]))


def _taken_in(studio: Any, call: Asked, body: Body, who: Caller) -> tuple[list[PictureRecord], str | None]:
    """(the pictures as they are kept now, digest of the mask: 255 = repaint). Raises BadFile, Refused."""
    if body.mask is not None and body.markup is not None:
        raise Refused("The parameters mask and markup cannot be combined.", "markup")
    images = list(body.images)
    if body.markup is not None:
        images[0] = masks.marked(images[0], body.markup, _opener(studio))
    records = [studio.jobs.adopt(data, who.owner) for data in images]
    size = records[0].width, records[0].height
    if body.mask is not None:
        drawn = masks.from_alpha(body.mask, size, _opener(studio))
    elif (call.name or "").startswith("dall-e"):  # there the picture's own holes were the mask
        drawn = masks.holes(images[0], _opener(studio))
    else:
        drawn = None
    return records, studio.store.put(drawn) if drawn else None


def _opener(studio: Any) -> masks.Limits:
    settings = studio.settings
    return masks.Limits(settings.upload_mb << 20, settings.upload_megapixels * 1_000_000)


def _size_of(record: PictureRecord) -> tuple[int, int]:
    """The size of a picture that is changed; raises BadSize if nothing can be painted at it."""
    try:
        return check_size((record.width, record.height))
    except BadSize as error:
        raise BadSize(f"The image is {record.width}x{record.height}: {error} Or name a size.") from error
