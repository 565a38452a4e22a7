"""Thumbnails: small WebP files, made when they are first asked for and kept beside the picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from tintype.assets.opening import MOST_STORED, opened
from tintype.assets.quiet import quietly
from tintype.core.errors import BadFile, BadOption, CannotWrite, DiskFull, NoNetwork

if TYPE_CHECKING:
    from tintype.assets.store import Store

SIDES = (256, 512)
"""Longest side in pixels."""


def thumbnail(store: Store, digest: str, side: Literal[256, 512] = 256) -> bytes:
    """A WebP of the stored picture, at most `side` pixels long. Raises NotFound, BadFile, BadOption."""
    if side not in SIDES:
        raise BadOption(f"Thumbnails are {' or '.join(map(str, SIDES))} pixels long, not {side}.")
    mark = f"{side}.webp"
    made = store.kept(digest, mark)
    if made is None:
        made = _shrunk(store.get(digest), digest, side)
        try:
            store.keep(digest, mark, made)
        except (DiskFull, CannotWrite, NoNetwork):  # it is made anew next time
            return made
    return made


def _shrunk(data: bytes, digest: str, side: int) -> bytes:
    from PIL import Image, ImageOps

    try:
        image = opened(io.BytesIO(data), f"The stored picture {digest[:12]}…", MOST_STORED)
    except BadFile as error:
        raise BadFile(
            f"The stored picture {digest[:12]}… is damaged; paint it again from its plan."
        ) from error
    with quietly():
        small = ImageOps.exif_transpose(image)
        clear = small.mode in ("RGBA", "LA", "PA") or "transparency" in small.info
        small = small.convert("RGBA" if clear else "RGB")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()
