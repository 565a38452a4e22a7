"""POST /api/pictures/zip: several pictures in one file, packed while it is sent."""

from __future__ import annotations

import functools
import re
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tintype.core.errors import NotFound, TintypeError
from tintype.core.job import PictureRecord
from tintype.server.api.answers import Format, IdText, Reader, Strict, Whole, problems

router = APIRouter(prefix="/pictures", tags=["gallery"])

LEFT_OUT = "LEFT-OUT.txt"
"""Names the pictures that could not be read, and why; only there when there are some."""

_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}},
}


class ToPack(Strict):
    """Pictures for one file, in this order; those that are not there, or somebody else's, are passed
    over. compression: quality of jpeg and webp."""

    ids: Annotated[list[IdText], Field(min_length=1, max_length=1000)]
    format: Format = Format.png
    compression: Annotated[Whole, Field(ge=0, le=100)] = 92


@router.post("/zip", response_class=Response, responses={**_ZIP, **problems(400, 404, 413)})
async def pack(request: Request, body: ToPack, who: Reader) -> Response:
    """A zip file of pictures, each of which says how it was made. Their order is in their names."""
    gallery = request.app.state.studio.gallery
    records = await run_in_threadpool(_records, gallery, body.ids, who.sees)
    if not records:
        raise NotFound("None of these pictures is here; load the gallery again.")
    read = functools.partial(gallery.file, format=body.format.value, compression=body.compression)
    name = f"tintype-{time.strftime('%Y-%m-%d')}-{len(records)}.zip"
    return StreamingResponse(
        zipped(records, read, body.format.value), media_type="application/zip",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _records(gallery: Any, ids: list[str], owner: str | None) -> list[PictureRecord]:
    found: list[PictureRecord] = []
    for id in dict.fromkeys(ids):
        try:
            record = gallery.get(id, owner=owner)
        except NotFound:
            continue
        if record.deleted is None:
            found.append(record)
    return found


def zipped(records: list[PictureRecord], read: Any, format: str) -> Iterator[bytes]:
    """The file, a picture at a time. Pictures are stored, not deflated: they are as small as they get."""
    out = _Pipe()
    missing: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:  # type: ignore[arg-type]
        for number, record in enumerate(records, 1):
            name = f"{number:0{len(str(len(records)))}d}-{name_of(record)}.{format}"
            try:
                data = read(record)
            except TintypeError as error:
                missing.append(f"{name}: {error}")
                continue
            packed.writestr(zipfile.ZipInfo(name, time.localtime(record.created)[:6]), data)
            yield out.taken()
        if missing:
            packed.writestr(LEFT_OUT, "\n".join(missing) + "\n")
    yield out.taken()


def name_of(record: PictureRecord) -> str:
    """A file name that says what the picture is of: the sentence's beginning and the seed."""
    plain = unicodedata.normalize("NFKD", record.prompt).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].rstrip("-")
    return f"{words}-{record.seed}" if words else record.id


class _Pipe:
    """What a ZipFile writes to: bytes that are taken away as they come. It cannot seek."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data
