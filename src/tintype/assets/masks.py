"""Masks: what others mean by holes in a picture, as what our engines are given: 255 = repaint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tintype.assets import png
from tintype.assets.intake import open_picture
from tintype.core.errors import BadFile

if TYPE_CHECKING:
    from tintype.core.picture import Pixels


@dataclass(frozen=True)
class Limits:
    """Of a file that is opened: bytes and pixels."""

    bytes: int
    pixels: int

    def open(self, data: bytes, name: str) -> Pixels:
        """uint8 (H, W, 3|4); raises BadFile, TooLarge."""
        return open_picture(data, max_bytes=self.bytes, max_pixels=self.pixels, name=name).pixels


def from_alpha(data: bytes, size: tuple[int, int], limits: Limits) -> bytes:
    """A PNG, 255 where the mask's alpha is 0, for a picture of `size` (width, height).

    Raises BadFile for a mask without alpha, of another size, or that lets nothing be changed.
    """
    pixels = limits.open(data, "mask")
    height, width = pixels.shape[:2]
    if (width, height) != size:
        raise BadFile(
            f"The mask is {width}x{height} and the image {size[0]}x{size[1]}; make them the same size."
        )
    if pixels.shape[2] != 4:
        raise BadFile(
            "The mask has no alpha channel; send a PNG that is transparent where the image is to be changed."
        )
    drawn = _grey(255 - pixels[..., 3])
    if drawn is None:
        raise BadFile("The mask keeps every pixel; make it transparent where the image is to be changed.")
    return drawn


def from_file(data: bytes, name: str, size: tuple[int, int], limits: Limits) -> bytes:
    """The same from a file that a person drew: where it is clear in places those are changed, else where it
    is white. Raises BadFile, TooLarge, naming it `name`."""
    import numpy as np

    pixels = open_picture(data, max_bytes=limits.bytes, max_pixels=limits.pixels, name=f"mask {name}").pixels
    height, width = pixels.shape[:2]
    if (width, height) != size:
        raise BadFile(
            f"The mask {name} is {width}x{height} and the picture {size[0]}x{size[1]};"
            " make them the same size."
        )
    clear = pixels.shape[2] == 4 and bool((pixels[..., 3] < 255).any())
    marked = 255 - pixels[..., 3] if clear else np.rint(pixels[..., :3].mean(2)).astype(np.uint8)
    drawn = _grey(marked)
    if drawn is None:
        raise BadFile(
            f"The mask {name} keeps every pixel; make it transparent, or white on black, where the picture"
            " is to be changed."
        )
    if marked.all():
        raise BadFile(f"The mask {name} marks the whole picture; leave something to fill it from.")
    return drawn


def holes(data: bytes, limits: Limits) -> bytes | None:
    """The same from a picture's own alpha; None where it has no holes."""
    pixels = limits.open(data, "image")
    return _grey(255 - pixels[..., 3]) if pixels.shape[2] == 4 else None


def marked(data: bytes, markup: bytes, limits: Limits) -> bytes:
    """The picture with the markup, a transparent drawing of the same size, laid over it; PNG.

    Raises BadFile for a markup of another size, or one that hides everything.
    """
    import numpy as np
    from PIL import Image

    below, above = limits.open(data, "image"), limits.open(markup, "markup")
    if below.shape[:2] != above.shape[:2]:
        raise BadFile(
            f"The markup is {above.shape[1]}x{above.shape[0]} and the image"
            f" {below.shape[1]}x{below.shape[0]}; make them the same size."
        )
    if above.shape[2] != 4 or not (above[..., 3] < 255).any():
        raise BadFile("The markup has no transparent pixels; draw on a transparent PNG.")
    laid = Image.alpha_composite(Image.fromarray(below).convert("RGBA"), Image.fromarray(above))
    return png.encode(np.asarray(laid if below.shape[2] == 4 else laid.convert("RGB")))


def _grey(mask: Pixels) -> bytes | None:
    """A grey PNG of a mask (H, W), None if it is 0 all over."""
    return png.encode(mask[..., None]) if mask.any() else None
