"""POST /v1/images/edits and /v1/images/variations: pictures become other pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.server import access
from tintype.server.access import Caller
from tintype.server.openai import bodies, names, pictures
from tintype.server.openai.accept import Made, accept, order_of
from tintype.server.openai.answers import Answer
from tintype.server.openai.documented import body_of, replies
from tintype.server.openai.generations import answered, check_background
from tintype.server.openai.params import asked
from tintype.server.openai.wording import Refused
from tintype.studio.references import reference

if TYPE_CHECKING:
    from tintype.core.job import PictureRecord
    from tintype.ports.engine import ModelCard
    from tintype.server.openai.params import Asked

router = APIRouter(tags=["images"])

Painter = Annotated[Caller, Depends(access.caller("generate"))]
UNSAID = "another picture like this one"
"""Prompt of a variation of a picture that says nothing of itself."""


@router.post("/images/edits", response_class=Response, **body_of("edits"), responses=replies())
async def edit(request: Request, who: Painter) -> Response:
    """Change pictures by a prompt; where the mask's alpha is 0, or everywhere without one."""
    body = await bodies.read(request, files=True)
    studio = request.app.state.studio
    call = await run_in_threadpool(asked, "edits", body.fields, studio)
    card = names.able(call.model, "edit", studio)
    check_background(call, card.options)
    if not body.images:
        raise Refused("Missing required parameter: 'image'.", "image", "missing_required_parameter")

    async def make() -> Made:
        await pictures.bring(request, body, who)
        holes = (call.name or "").startswith("dall-e")
        records, mask = await run_in_threadpool(pictures.take_in, studio, body, who, holes=holes)
        order = order_of(
            call, operation="edit", images=tuple(reference(record.digest) for record in records),
            mask=reference(mask) if mask else None,
            size=_size(call, records[0], card, masked=mask is not None),
        )  # fmt: skip
        return order, [(record.width, record.height) for record in records]

    job, new = await accept(request, call, who, body.digest, make)
    return await answered(Answer(request, call, job, "edit"), again=not new)


@router.post("/images/variations", response_class=Response, **body_of("variations"), responses=replies())
async def vary(request: Request, who: Painter) -> Response:
    """Make pictures like one. OpenAI retired this call; programs still use it."""
    body = await bodies.read(request, files=True)
    studio = request.app.state.studio
    call = await run_in_threadpool(asked, "variations", body.fields, studio)
    most = names.varying(call.model, studio)
    if len(body.images) != 1 or body.mask or body.markup:
        raise Refused("A variation takes exactly one 'image'.", "image", "missing_required_parameter")

    async def make() -> Made:
        await pictures.bring(request, body, who)
        (record,), _ = await run_in_threadpool(pictures.take_in, studio, body, who)
        order = order_of(
            call, operation="vary", images=(reference(record.digest),), prompt=record.prompt,
        )  # fmt: skip
        if most is None:  # painted anew from what its file says
            return msgspec.structs.replace(order, options={"how": "new"}), [(record.width, record.height)]
        size = call.size or pictures.size_like(record, most)
        order = msgspec.structs.replace(order, prompt=record.prompt or UNSAID, size=size)
        return order, [(record.width, record.height)]

    job, new = await accept(request, call, who, body.digest, make)
    return await answered(Answer(request, call, job, "edit"), again=not new)


def _size(asked: Asked, record: PictureRecord, card: ModelCard, *, masked: bool) -> tuple[int, int]:
    """Of what an edit gives. A model that takes any size keeps that of the picture under a mask, whatever
    was asked for: programs always name one, and what the mask keeps is to stay as it is."""
    own = (record.width, record.height)
    if card.sizes[0] == 1:
        return own if masked else asked.size or own
    return asked.size or pictures.size_like(record, card.sizes[1])
