"""POST /api/pictures: bring a picture in, and what it says of its making, whatever program wrote it.
POST /api/masks: bring in what a job shall paint anew; no gallery shows it."""

from __future__ import annotations

import functools
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel, JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.server.api.answers import Id, Painter, PictureView, Reader, picture_view, problems

router = APIRouter(tags=["gallery"])


class Recalled(BaseModel):
    """What a picture says of its making, as far as it says it. more: what else it names, in that
    program's words."""

    program: str
    prompt: str | None = None
    negative: str | None = None
    seed: int | None = None
    size: str | None = None
    steps: int | None = None
    model: str | None = None
    more: dict[str, JsonValue] = {}


class BroughtIn(BaseModel):
    """The picture as it is kept, and what it says of its making."""

    picture: PictureView
    recalled: Recalled | None


class Mask(BaseModel):
    """A mask as jobs name it; kept as long as one that names it is not over, and for an hour."""

    mask: str
    width: int
    height: int


@router.post("/pictures", status_code=201, responses=problems(400, 413, 429, 507))
async def bring_in(
    request: Request, who: Painter, file: Annotated[UploadFile, File(description="PNG, JPEG, WebP, …")]
) -> BroughtIn:
    """Keep a picture; jobs may start from it. Its file name is not looked at."""
    studio = request.app.state.studio
    data = await file.read()
    record = await run_in_threadpool(functools.partial(studio.jobs.adopt, data, who.owner))
    return BroughtIn(picture=picture_view(record), recalled=await run_in_threadpool(recalled, data))


@router.post("/masks", status_code=201, responses=problems(400, 413, 429, 507))
async def bring_mask(
    request: Request, who: Painter, file: Annotated[UploadFile, File(description="White is painted anew.")]
) -> Mask:
    """Take in a mask of a picture's size, for the jobs to come."""
    studio = request.app.state.studio
    adopt = functools.partial(studio.jobs.adopt, await file.read(), who.owner, shown=False)
    record = await run_in_threadpool(adopt)
    return Mask(mask=record.digest, width=record.width, height=record.height)


@router.get("/pictures/{id}/recall", responses=problems(400, 404))
async def recall(request: Request, id: Id, who: Reader) -> Recalled | None:
    """What the picture's file says of its making, or said when it was brought in; null if nothing."""
    studio = request.app.state.studio

    def work() -> Recalled | None:
        record = studio.gallery.get(id, owner=who.sees)
        said = studio.ledger.recalled(record.id)  # of one that was brought in
        return shown(msgspec.json.decode(said)) if said else recalled(studio.store.get(record.digest))

    return await run_in_threadpool(work)


def recalled(data: bytes) -> Recalled | None:
    """The settings in a file, None if there are none."""
    from tintype.assets.foreign import harmless, read_settings

    found = read_settings(data)
    return None if found is None else shown(harmless(msgspec.to_builtins(found)))


def shown(facts: dict[str, Any]) -> Recalled:
    """As it is answered."""
    size = facts.get("size")
    if isinstance(size, list):
        facts["size"] = "x".join(str(side) for side in size)
    return Recalled.model_validate({name: facts.get(name) for name in Recalled.model_fields})
