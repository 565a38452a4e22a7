"""Pictures that come with a call: fetched from where JSON says they are, looked at, kept."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from tintype.assets import inline, masks
from tintype.core.errors import BadFile, BadSize, NotFound
from tintype.core.frame import LONGEST, SHORTEST, check_size
from tintype.runtime.http import fetch
from tintype.server.openai.wording import Refused, blaming

if TYPE_CHECKING:
    from starlette.requests import Request

    from tintype.core.job import PictureRecord
    from tintype.server.access import Caller
    from tintype.server.openai.bodies import Body, Sent

_LONGEST_URL = 20_971_520


async def bring(request: Request, body: Body, who: Caller) -> None:
    """Puts bytes where JSON has references. Raises Refused, BadPicture, LargePicture."""
    for sent in (*body.images, body.mask, body.markup):
        if sent is not None and not isinstance(sent.data, bytes):
            sent.data = await _bytes_of(request, sent, who.sees)


async def _bytes_of(request: Request, sent: Sent, owner: str | None) -> bytes:
    """The bytes behind {"image_url": …} or {"file_id": …}; a bare string is an address."""
    said, name = sent.data, sent.param
    if isinstance(said, str):
        said = {"image_url": said}
    if not isinstance(said, dict) or len({"image_url", "file_id"} & said.keys()) != 1:
        raise Refused(f"Give exactly one of image_url and file_id for '{name}'.", name, "invalid_type")
    if "file_id" in said:
        kept = functools.partial(_kept, request.app.state.studio, str(said["file_id"])[:64], name, owner)
        return await run_in_threadpool(kept)
    url = said["image_url"]
    if isinstance(url, dict):
        url = url.get("url")
    if not isinstance(url, str) or len(url) > _LONGEST_URL:
        raise Refused(
            f"The image_url of '{name}' must be a string of at most 20 MB.", name, "invalid_image_url"
        )
    if url.startswith("data:"):
        return _inline(url, name)
    settings = request.app.state.settings
    if not url.startswith(("http://", "https://")):
        raise Refused(
            f"The image_url of '{name}' begins with none of data:, https:// and http://; send one that does.",
            name, "invalid_image_url",
        )  # fmt: skip
    if settings.offline:
        raise Refused(
            "This server is offline and fetches nothing; send the picture itself.", name, "invalid_image_url"
        )
    with blaming(name, "failed_to_download_image"):
        return await fetch(url, most=settings.upload_mb << 20)


def _inline(url: str, name: str) -> bytes:
    try:
        return inline.decoded(url, name)
    except BadFile as error:
        raise Refused(
            f"The data URL of '{name}' is not base64; write data:image/png;base64,….", name,
            "invalid_base64_image",
        ) from error  # fmt: skip


def _kept(studio: Any, id: str, name: str, owner: str | None) -> bytes:
    try:
        return studio.store.get(studio.gallery.get(id, owner=owner).digest)
    except NotFound as error:
        raise Refused(
            f"The file_id “{id}” of '{name}' is no picture here; no files are kept but pictures, so give the"
            " id of one, or send it as an image_url.", name, "image_file_not_found",
        ) from error  # fmt: skip


def take_in(
    studio: Any, body: Body, who: Caller, *, holes: bool = False
) -> tuple[list[PictureRecord], str | None]:
    """(the pictures as they are kept now, digest of the mask: 255 = repaint), once all have their bytes.

    holes: the first picture's own transparency is the mask where none comes, as DALL-E has it.
    Raises BadPicture, LargePicture, Refused.
    """
    limits = masks.Limits(studio.settings.upload_mb << 20, studio.settings.upload_megapixels * 1_000_000)
    images = list(body.images)
    if body.mask is not None and body.markup is not None:
        raise Refused("The parameters mask and markup cannot be combined.", "markup")
    if body.markup is not None:
        with blaming(images[0].param):
            limits.open(images[0].data, "image")
        with blaming("markup"):
            images[0].data = masks.marked(images[0].data, body.markup.data, limits)
    records: list[PictureRecord] = []
    for sent in images:
        with blaming(sent.param):
            records.append(studio.jobs.adopt(sent.data, who.owner))
    drawn = None
    if body.mask is not None:
        with blaming("mask"):
            drawn = masks.from_alpha(body.mask.data, (records[0].width, records[0].height), limits)
    elif holes:
        drawn = masks.holes(images[0].data, limits)
    return records, studio.store.put(drawn) if drawn else None


def size_like(record: PictureRecord, most: int) -> tuple[int, int]:
    """The size of a picture that is changed; scaled to the nearest that can be painted if it cannot.
    most: the longest side. Raises BadSize for a picture that is too narrow."""
    width, height = record.width, record.height
    long = min(max(width, height, SHORTEST), most, LONGEST)
    scale = long / max(width, height)
    try:
        return check_size((max(1, round(width * scale)), max(1, round(height * scale))))
    except BadSize as error:
        raise BadSize(f"The image is {width}x{height}: {error} Or name a size.") from error
