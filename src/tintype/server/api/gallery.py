"""/api/pictures: what was painted or brought in; found, marked, thrown away and brought back."""

from __future__ import annotations

import functools
import time
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StrictBool
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.core.colour import Colour
from tintype.core.job import PictureRecord
from tintype.server import links
from tintype.server.api.answers import (
    Before,
    Format,
    Id,
    IdText,
    Limit,
    Painter,
    PictureList,
    PictureView,
    Reader,
    Side,
    Strict,
    picture_view,
    problems,
)  # fmt: skip

router = APIRouter(prefix="/pictures", tags=["gallery"])

FOREVER = "private, max-age=31536000, immutable"
"""A picture's file never changes; only its marks do."""

_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES.values()}},
}
_THUMBNAIL: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}}},
}


class Marks(Strict):
    """What to mark; what is left out stays."""

    favourite: StrictBool | None = None
    tags: list[Annotated[str, Field(min_length=1, max_length=80)]] | None = Field(default=None, max_length=64)


class Ids(Strict):
    """Pictures; those that are not there, or somebody else's, are passed over."""

    ids: list[IdText] = Field(min_length=1, max_length=1000)


class Count(BaseModel):
    """How many pictures it met."""

    count: int


class Link(BaseModel):
    """An address that opens the picture to everybody who has it, until `expires`."""

    url: str
    expires: int


@router.get("", responses=problems(400))
async def pictures(
    request: Request,
    who: Reader,
    words: Annotated[str, Query(max_length=500, description="All must occur in the prompt.")] = "",
    model: Annotated[str | None, Query(max_length=200)] = None,
    favourite: bool | None = None,
    tag: Annotated[str | None, Query(min_length=1, max_length=80)] = None,
    colour: Annotated[Colour | None, Query(description="A page may hold fewer, and yet go on.")] = None,
    deleted: Annotated[bool, Query(description="What is in the bin, instead.")] = False,
    before: Before = None,
    limit: Limit = 50,
) -> PictureList:
    """One's pictures, newest first; with the scope admin everybody's."""
    gallery = request.app.state.studio.gallery
    which: dict[str, Any] = {
        "owner": who.sees, "words": words.replace("\0", " "), "model": model and model.replace("\0", ""),
        "favourite": favourite, "tag": tag, "deleted": deleted, "before": before, "limit": limit,
    }  # fmt: skip
    if colour is not None:
        seen, after = await run_in_threadpool(functools.partial(gallery.coloured, colour, **which))
        return PictureList(pictures=[picture_view(record) for record in seen], next=after)
    found: list[PictureRecord] = await run_in_threadpool(functools.partial(gallery.list, **which))
    return PictureList(
        pictures=[picture_view(record) for record in found],
        next=found[-1].id if len(found) == limit else None,
    )


@router.post("/delete", responses=problems(400, 413))
async def delete_many(request: Request, body: Ids, who: Painter) -> Count:
    """Put pictures into the bin; `restore` takes them out again."""
    gallery = request.app.state.studio.gallery
    return Count(count=await run_in_threadpool(functools.partial(gallery.delete, body.ids, owner=who.sees)))


@router.post("/restore", responses=problems(400, 413))
async def restore_many(request: Request, body: Ids, who: Painter) -> Count:
    """Take pictures out of the bin."""
    gallery = request.app.state.studio.gallery
    return Count(count=await run_in_threadpool(functools.partial(gallery.restore, body.ids, owner=who.sees)))


@router.post("/purge")
async def purge(request: Request, who: Painter) -> Count:
    """Empty the bin, for good; how many files went."""
    gallery = request.app.state.studio.gallery
    work = functools.partial(gallery.purge, time.time() + 1, owner=who.sees)
    return Count(count=await run_in_threadpool(work))


@router.get("/{id}", responses=problems(400, 404))
async def picture(request: Request, id: Id, who: Reader) -> PictureView:
    """One picture, also one in the bin."""
    return picture_view(await _found(request, id, who.sees))


@router.patch("/{id}", responses=problems(400, 404, 413))
async def mark(request: Request, id: Id, body: Marks, who: Painter) -> PictureView:
    """Mark a picture as favourite, give it tags."""
    gallery = request.app.state.studio.gallery

    def work() -> PictureRecord:
        record = gallery.get(id, owner=who.sees)
        if body.tags is not None:
            record = gallery.tag(id, body.tags, owner=who.sees)
        if body.favourite is not None:
            record = gallery.favourite(id, body.favourite, owner=who.sees)
        return record

    return picture_view(await run_in_threadpool(work))


@router.delete("/{id}", responses=problems(400, 404))
async def delete(request: Request, id: Id, who: Painter) -> PictureView:
    """Put a picture into the bin."""
    gallery = request.app.state.studio.gallery

    def work() -> PictureRecord:
        gallery.get(id, owner=who.sees)
        gallery.delete([id], owner=who.sees)
        return gallery.get(id, owner=who.sees)

    return picture_view(await run_in_threadpool(work))


@router.get("/{id}/lineage", responses=problems(400, 404))
async def lineage(request: Request, id: Id, who: Reader) -> PictureList:
    """The pictures it came from, oldest first; itself; those that came from it."""
    gallery = request.app.state.studio.gallery
    found = await run_in_threadpool(functools.partial(gallery.lineage, id, owner=who.sees))
    return PictureList(pictures=[picture_view(record) for record in found], next=None)


@router.get("/{id}/thumbnail", response_class=Response, responses={**_THUMBNAIL, **problems(400, 404)})
async def thumbnail(request: Request, id: Id, who: Reader, side: Side = Side.small) -> Response:
    """A small WebP of it."""
    record = await _found(request, id, who.sees)
    gallery = request.app.state.studio.gallery
    data: Any = await run_in_threadpool(gallery.thumbnail, record, int(side))
    return Response(data, media_type="image/webp", headers={"cache-control": FOREVER})


@router.get("/{id}/file", response_class=Response, responses={**_FILE, **problems(400, 404)})
async def file(
    request: Request,
    id: Id,
    who: Reader,
    format: Format = Format.png,
    compression: Annotated[int, Query(ge=0, le=100, description="Quality of jpeg and webp.")] = 100,
    download: Annotated[bool, Query(description="To be saved, not shown.")] = False,
) -> Response:
    """The picture, which says how it was made."""
    record = await _found(request, id, who.sees)
    gallery = request.app.state.studio.gallery
    data: Any = await run_in_threadpool(gallery.file, record, format.value, compression)
    name = f'{"attachment" if download else "inline"}; filename="tintype-{id}.{format.value}"'
    headers = {"cache-control": FOREVER, "content-disposition": name}
    return Response(data, media_type=_TYPES[format.value], headers=headers)


@router.get("/{id}/link", responses=problems(400, 404))
async def link(request: Request, id: Id, who: Reader, format: Format = Format.png) -> Link:
    """An address for others, which ends after an hour."""
    await _found(request, id, who.sees)
    url = links.link(request.app.state.secret, id, format.value, base=str(request.base_url))
    return Link(url=url, expires=int(time.time()) + 60 * links.MINUTES)


async def _found(request: Request, id: str, owner: str | None) -> PictureRecord:
    gallery = request.app.state.studio.gallery
    return await run_in_threadpool(functools.partial(gallery.get, id, owner=owner))
