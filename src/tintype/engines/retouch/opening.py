"""Files that the engine works on: pictures and masks, as pixels.

Whoever has a store hands files over that are plain already (8 bits, sRGB, upright). `plain` makes the
best of any other; the studio gives the engine a stricter reader.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile, BadOption

if TYPE_CHECKING:
    from tintype.core.picture import Pixels
    from tintype.core.request import Request

Open = Callable[[str], "Pixels"]
"""Path → uint8 (H, W, 3|4); raises BadFile."""
Planned = tuple[tuple[int, int], dict[str, Any], tuple[str, ...]]
"""((width, height) of what comes out, settings, notes)."""


def plain(path: str) -> Pixels:
    """The first frame of a PNG, JPEG or WebP file, upright, 8 bits. Raises BadFile."""
    import numpy as np
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=["PNG", "JPEG", "WEBP"]) as file:
            file.load()
            image: Image.Image = file
            with contextlib.suppress(Exception):  # an EXIF block that nobody can read turns nothing
                image = ImageOps.exif_transpose(file)
            clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            return np.asarray(image.convert("RGBA" if clear else "RGB"))
    except FileNotFoundError as error:
        raise BadFile(f"There is no file {path}; check the name.") from error
    except Exception as error:  # every decoder breaks in its own way
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadFile(f"The picture {path} cannot be read ({said}); give a PNG, JPEG or WebP.") from error


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
    import numpy as np
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG", "JPEG", "WEBP"]) as image:
            mask = np.asarray(image.convert("L"))
    except Exception as error:
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadFile(f"The mask {path} cannot be read ({said}); give a PNG.") from error
    if mask.shape[::-1] != size:
        raise BadFile(
            f"The mask is {mask.shape[1]}x{mask.shape[0]} and the picture {size[0]}x{size[1]};"
            " make them the same size."
        )
    if not mask.any():
        raise BadFile("The mask keeps every pixel, so there is nothing to fill; mark what is to go.")
    if mask.all():
        raise BadFile(
            "The mask covers the whole picture, so there is nothing to fill it from; leave some of it."
        )
    return mask
