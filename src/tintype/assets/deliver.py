"""Delivery: the file of a picture that somebody asked for, made of the PNG in the store."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Literal

from tintype.core.errors import BadOption

if TYPE_CHECKING:
    from tintype.assets.provenance import Made, Signer

Format = Literal["png", "jpeg", "webp"]


def deliver(
    data: bytes, format: Format = "png", compression: int = 100, signer: Signer | None = None
) -> bytes:
    """A stored picture as PNG, JPEG or WebP, stamped as it was, and signed if there is a signer.

    data: the stored file. compression: 0 to 100, the quality of JPEG and WebP. Raises BadOption.
    """
    if format not in ("png", "jpeg", "webp"):
        raise BadOption(f"Pictures are delivered as png, jpeg or webp, not as {format!r}.")
    if not 0 <= compression <= 100:
        raise BadOption(f"The compression {compression} is out of range; use 0 to 100.")
    as_it_is = format == "png" and data.startswith(b"\x89PNG")
    file = data if as_it_is else _transcoded(data, format, compression)
    return file if signer is None else signer.sign(file, format, _made(data))


def _made(data: bytes) -> Made:
    """What a stored file says of its making, for the manifest."""
    from PIL import Image

    from tintype.assets.provenance import Made
    from tintype.assets.stamp import read_back, unstamped

    _, record = read_back(Image.open(io.BytesIO(data)))
    stamp = unstamped(record)
    if stamp is None:  # brought in by somebody: all we did was to write the file
        return Made("", "stage", "edit", time.time())
    return Made(stamp.plan.model, stamp.plan.engine, stamp.plan.operation, time.time())


def _transcoded(data: bytes, format: Format, compression: int) -> bytes:
    """The pixels in another format, with what the file says of its making."""
    import numpy as np
    from PIL import Image

    from tintype.assets.stamp import read_back, written

    image = Image.open(io.BytesIO(data))
    image.load()
    text, record = read_back(image)
    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info else "RGB"
    pixels = np.asarray(image.convert(mode))
    return written(pixels, format.upper(), text, record, quality=compression)
