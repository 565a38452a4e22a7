"""Files that the engine works on: pictures and masks, as pixels.

Whoever has a store hands files over that are plain already (8 bits, sRGB, upright). The studio gives the
engine a stricter reader than `runtime.pictures.opened`, which makes the best of any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile, BadOption
from tintype.runtime import pictures

if TYPE_CHECKING:
    from tintype.core.picture import Pixels
    from tintype.core.request import Request

Open = Callable[[str], "Pixels"]
"""Path → uint8 (H, W, 3|4); raises BadFile."""
Planned = tuple[tuple[int, int], dict[str, Any], tuple[str, ...]]
"""((width, height) of what comes out, settings, notes)."""


def one_of(request: Request) -> str:
    """The one picture of a request; raises BadOption for none and for several."""
    count = len(request.images)
    if count == 0:
        raise BadOption(f"There is no picture to {request.operation}; give one.")
    if count > 1:
        raise BadOption(f"{count} pictures were given; the model “retouch” takes one at a time.")
    (path,) = request.images
    return path


def opened_mask(path: str, size: tuple[int, int]) -> Pixels:
    """The mask for a picture of `size` (width, height): uint8 (H, W), 255 = fill, 0 = keep.

    Raises BadFile for one of another size, that keeps everything or leaves nothing to fill from.
    """
    mask = pictures.opened_mask(path, size)
    if not mask.any():
        raise BadFile("The mask keeps every pixel, so there is nothing to fill; mark what is to go.")
    if mask.all():
        raise BadFile(
            "The mask covers the whole picture, so there is nothing to fill it from; leave some of it."
        )
    return mask
