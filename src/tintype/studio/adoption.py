"""A picture that somebody brings in becomes a file of ours and a line for the gallery."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from tintype.core.ids import new_id
from tintype.core.job import PictureRecord

if TYPE_CHECKING:
    from tintype.assets.foreign import Recalled
    from tintype.assets.store import Store
    from tintype.studio.settings import Settings


LONGEST = 256 << 10
"""Bytes of what a file says of its making, as they are kept: beyond, the program's own words go."""


def adopted(data: bytes, owner: str, store: Store, settings: Settings) -> tuple[PictureRecord, str | None]:
    """Looks at the bytes, keeps the pixels in sRGB and upright, and of what else was in the file only what
    one of ours says of its making, so that it can be varied.

    What the file says of its making is remembered: prompt, model and seed in the record, all of it as
    JSON beside it (a `Recalled`, None if it says nothing). Raises BadFile for what is no picture,
    TooLarge for more than the settings allow.
    """
    from tintype.assets.foreign import read_settings
    from tintype.assets.intake import open_picture
    from tintype.assets.stamp import infotext, stamp_of, written

    taken = open_picture(
        data, max_bytes=settings.upload_mb << 20, max_pixels=settings.upload_megapixels * 1_000_000
    )
    said = read_settings(data)
    ours = stamp_of(data)
    text, record = (infotext(ours.plan), msgspec.json.encode(ours)) if ours else (None, None)
    file = written(taken.pixels, "PNG", text, record)
    height, width = taken.pixels.shape[:2]
    kept = PictureRecord(
        id=new_id(), job=None, index=0, owner=owner, digest=store.put(file), width=width, height=height,
        bytes=len(file), prompt=(said.prompt if said else "") or "", model=(said.model if said else "") or "",
        seed=(said.seed if said else 0) or 0, plan=None, seconds=0.0, created=time.time(),
    )  # fmt: skip
    return kept, None if said is None else _noted(said)


def _noted(said: Recalled) -> str:
    """As it is kept: JSON, without what no JSON or no text can be."""
    from tintype.assets.foreign import harmless

    whole = harmless(msgspec.to_builtins(said))
    noted = msgspec.json.encode(whole)
    if len(noted) > LONGEST:
        noted = msgspec.json.encode({**whole, "more": {}})
    return noted.decode()
