"""A picture as an assistant gets to see it: small enough for any of them. The file itself stays whole."""

from __future__ import annotations

import io

from PIL import Image

SIDE = 1024
"""Longest side, in pixels."""
MOST = 700_000
"""Bytes of all pictures of an answer; base64 makes a third more of it, and 1 MB is what some take."""


def glimpse(data: bytes, most: int = MOST) -> tuple[bytes, str]:
    """(a file of at most `most` bytes, its media type) of a picture file: JPEG, or PNG where it is
    transparent."""
    image = Image.open(io.BytesIO(data))
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if clear else "RGB")
    side = SIDE
    while True:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        if clear:
            image.save(file, "PNG", optimize=True)
        else:
            image.save(file, "JPEG", quality=88)
        if file.tell() <= most or side <= 64:
            return file.getvalue(), "image/png" if clear else "image/jpeg"
        side = side * 3 // 4
