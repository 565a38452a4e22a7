"""POST /api/pictures: bring a picture in, and what it says of its making, whatever program wrote it."""

from __future__ import annotations

import functools
import math
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel, JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.server.api.answers import Id, Painter, PictureView, Reader, picture_view, problems

router = APIRouter(prefix="/pictures", tags=["gallery"])


class Recalled(BaseModel):
    """What a picture says of its making, as far as it could be read. raw: as that program wrote it."""

    program: str
    prompt: str | None = None
    negative: str | None = None
    seed: int | None = None
    size: str | None = None
    steps: int | None = None
    model: str | None = None
    raw: JsonValue = None


class BroughtIn(BaseModel):
    """The picture as it is kept, and what it says of its making."""

    picture: PictureView
    recalled: Recalled | None


@router.post("", status_code=201, responses=problems(400, 413, 429, 507))
async def bring_in(
    request: Request, who: Painter, file: Annotated[UploadFile, File(description="PNG, JPEG, WebP, …")]
) -> BroughtIn:
    """Keep a picture; jobs may start from it. Its file name is not looked at."""
    studio = request.app.state.studio
    data = await file.read()
    record = await run_in_threadpool(functools.partial(studio.jobs.adopt, data, who.owner))
    return BroughtIn(picture=picture_view(record), recalled=await run_in_threadpool(recalled, data))


@router.get("/{id}/recall", responses=problems(400, 404))
async def recall(request: Request, id: Id, who: Reader) -> Recalled | None:
    """What the picture's file says of its making; null if it says nothing."""
    studio = request.app.state.studio

    def work() -> Recalled | None:
        record = studio.gallery.get(id, owner=who.sees)
        return recalled(studio.store.get(record.digest))

    return await run_in_threadpool(work)


def recalled(data: bytes) -> Recalled | None:
    """The settings in a file, None if there are none."""
    from tintype.assets.foreign import read_settings

    found = read_settings(data)
    if found is None:
        return None
    facts: dict[str, Any] = msgspec.to_builtins(found)
    size = facts.get("size")
    if isinstance(size, list | tuple):
        facts["size"] = "x".join(str(side) for side in size)
    return Recalled.model_validate({name: finite(facts.get(name)) for name in Recalled.model_fields})


def finite(value: Any) -> Any:
    """The value as JSON can say it: what is infinite or no number is None."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [finite(inner) for inner in value]
    return value
