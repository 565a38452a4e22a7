"""Delivery: the file of a picture that somebody asked for, made of the PNG in the store."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Literal

from tintype.core.errors import BadOption

if TYPE_CHECKING:
    from PIL import Image

    from tintype.assets.provenance import Made, Signer

Format = Literal["png", "jpeg", "webp"]

LONGEST_SIDE = {"jpeg": 65_535, "webp": 16_383}
"""Pixels that a format can hold in a row or a column."""


def deliver(
    data: bytes,
    format: Format = "png",
    compression: int = 100,
    signer: Signer | None = None,
    *,
    created: float | None = None,
) -> bytes:
    """A stored picture as PNG, JPEG or WebP, stamped as it was, and signed if there is a signer.

    A picture that somebody brought in is not signed: we did not make it. data: the stored file.
    compression: 0 to 100, the quality of JPEG and WebP. created: when it was painted, in seconds since
    1970, now if that is not known. Raises BadOption; BadFile for a stored file that is damaged.
    """
    if format not in ("png", "jpeg", "webp"):
        raise BadOption(f"Pictures are delivered as png, jpeg or webp, not as {format!r}.")
    if not 0 <= compression <= 100:
        raise BadOption(f"The compression {compression} is out of range; use 0 to 100.")
    as_it_is = format == "png" and data.startswith(b"\x89PNG")
    file = data if as_it_is else _transcoded(data, format, compression)
    if signer is None:
        return file
    made = _made(data, time.time() if created is None else created)
    return file if made is None else signer.sign(file, format, made)


def _made(data: bytes, created: float) -> Made | None:
    """What a stored file says of its making, for the manifest; None for one that was brought in."""
    from PIL import Image

    from tintype.assets.provenance import Made
    from tintype.assets.quiet import quietly
    from tintype.assets.stamp import read_back, unstamped

    try:
        with quietly(), Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
            _, record = read_back(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    stamp = unstamped(record)
    if stamp is None:
        return None
    return Made(stamp.plan.model, stamp.plan.engine, stamp.plan.operation, created)


def _transcoded(data: bytes, format: Format, compression: int) -> bytes:
    """The pixels in another format, with what the file says of its making."""
    import numpy as np

    from tintype.assets.opening import MOST_STORED, opened
    from tintype.assets.stamp import read_back, written

    image = opened(io.BytesIO(data), "The stored picture", MOST_STORED)
    _fits(image, format)
    text, record = read_back(image)
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    pixels = np.asarray(image.convert("RGBA" if clear else "RGB"))
    return written(pixels, format.upper(), text, record, quality=compression)


def _fits(image: Image.Image, format: Format) -> None:
    longest = LONGEST_SIDE.get(format, max(image.size))
    if max(image.size) > longest:
        raise BadOption(
            f"A picture of {image.width}x{image.height} is too long for {format}, which holds {longest}"
            " pixels; ask for png."
        )
