"""Pictures as A1111's programs send them: base64, perhaps of another size than what is to be painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from tintype.assets import inline
from tintype.assets.intake import open_picture
from tintype.core.errors import BadFile

if TYPE_CHECKING:
    from tintype.core.picture import Pixels

STRETCH, CROP, FILL = 0, 1, 2
"""Their resize_mode: to the size, whatever the shape; cut what is too much; repeat the border."""


def decoded(text: str, name: str) -> bytes:
    """The file in a base64 string or data: URL; raises BadFile."""
    if text.startswith(("http://", "https://")):
        raise BadFile(f"The {name} is an address, and none is fetched here; send the picture as base64.")
    return inline.decoded(text, name)


def opened(text: str, name: str, settings: Any) -> Pixels:
    """The picture in a base64 string, uint8 (H, W, 3|4); raises BadFile, TooLarge."""
    return open_picture(
        decoded(text, name), max_bytes=settings.upload_mb << 20,
        max_pixels=settings.upload_megapixels * 1_000_000, name=name,
    ).pixels  # fmt: skip


def sized(pixels: Pixels, size: tuple[int, int], mode: int) -> Pixels:
    """The picture at (width, height) in their way; the same one if it has that size already."""
    width, height = size
    high, wide = pixels.shape[:2]
    if (wide, high) == size:
        return pixels
    image = Image.fromarray(pixels)
    if mode not in (CROP, FILL):
        return np.asarray(image.resize(size, Image.Resampling.LANCZOS))
    if mode == CROP:  # cut first: a sliver, scaled up whole, would fill any memory
        scale = min(wide / width, high / height)
        left, top = (wide - width * scale) / 2, (high - height * scale) / 2
        box = max(0, left), max(0, top), min(wide, wide - left), min(high, high - top)
        return np.asarray(image.resize(size, Image.Resampling.LANCZOS, box=box))
    scale = min(width / wide, height / high)
    inner = min(width, max(1, round(wide * scale))), min(height, max(1, round(high * scale)))
    small = np.asarray(image.resize(inner, Image.Resampling.LANCZOS))
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    border = ((top, height - inner[1] - top), (left, width - inner[0] - left), (0, 0))
    return np.pad(small, border, mode="edge")


def mask_of(pixels: Pixels, *, invert: bool) -> Pixels:
    """255 where it is painted anew, uint8 (H, W, 3). As there: the alpha channel counts where there is
    one, else how light it is; more than half is white."""
    if pixels.shape[2] == 4 and (pixels[..., 3] != 255).any():
        light = pixels[..., 3]
    else:
        light = np.asarray(Image.fromarray(np.ascontiguousarray(pixels[..., :3])).convert("L"))
    painted = (light > 128) != invert
    return np.where(painted[..., None], np.uint8(255), np.uint8(0)).repeat(3, axis=2)
