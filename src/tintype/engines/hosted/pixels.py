"""Pixels for the wire and from it: pictures and masks as files, answers as pixels of the planned size."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile, EngineFailed, TooLarge

if TYPE_CHECKING:
    from tintype.core.picture import Pixels

MOST_BYTES = 50 << 20
"""Of a picture sent along; what providers take."""
_MOST_PIXELS = 1 << 26
_KINDS = ("PNG", "JPEG", "WEBP")


def sent(path: str, mode: str | None = None) -> bytes:
    """A picture file as a PNG to send along: upright, without anything but its pixels.

    Where it was taken, and by whom, is nobody's business. Raises BadFile, TooLarge.
    """
    return _png(_opened(path, mode))


def sent_mask(path: str, size: tuple[int, int]) -> bytes:
    """A mask of ours (255 = repaint) as OpenAI has it: transparent where to paint. For those who read
    brightness instead, that part is white too."""
    from PIL import Image

    mask = _opened(path, "L").resize(size, Image.Resampling.NEAREST)
    white = mask.point([0] * 128 + [255] * 128)
    alpha = white.point([255 - value for value in range(256)])
    return _png(Image.merge("RGBA", (white, white, white, alpha)))


def size_of(path: str) -> tuple[int, int]:
    """(width, height) of a picture file, upright; raises BadFile."""
    return _opened(path, None).size


def received(data: bytes, host: str) -> Pixels:
    """The pixels of an answer; raises EngineFailed for what is no picture."""
    import numpy as np
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise EngineFailed(
                        f"{host} sent a picture of {image.width}x{image.height}; ask for less."
                    )
                clear = "A" in image.getbands() or "transparency" in image.info
                pixels = np.array(image.convert("RGBA" if clear else "RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise EngineFailed(f"{host} sent what is no picture ({len(data)} bytes); try again.") from error
    if pixels.shape[2] == 4 and bool((pixels[..., 3] == 255).all()):
        return np.ascontiguousarray(pixels[..., :3])
    return pixels


def fitted(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The same picture at (width, height): scaled until it covers that, what sticks out is cut off evenly."""
    import numpy as np
    from PIL import Image

    width, height = size
    if pixels.shape[1::-1] == size:
        return pixels
    scale = max(width / pixels.shape[1], height / pixels.shape[0])
    left, top = (pixels.shape[1] - width / scale) / 2, (pixels.shape[0] - height / scale) / 2
    box = (left, top, left + width / scale, top + height / scale)
    image = Image.fromarray(pixels)
    if pixels.shape[2] == 4:  # else the colour of what is transparent bleeds into the edges
        resized = image.convert("RGBa").resize(size, Image.Resampling.LANCZOS, box).convert("RGBA")
    else:
        resized = image.resize(size, Image.Resampling.LANCZOS, box)
    return np.asarray(resized)


def within(painted: Pixels, image: str, mask: str) -> Pixels:
    """The painted picture where the mask is 255, the first image everywhere else, byte for byte where
    that has the planned size."""
    import numpy as np
    from PIL import Image

    height, width = painted.shape[:2]
    base = fitted(np.asarray(_opened(image, "RGBA")), (width, height))
    hole = np.asarray(_opened(mask, "L").resize((width, height), Image.Resampling.NEAREST)) >= 128
    alpha = painted[..., 3:] if painted.shape[2] == 4 else np.full((height, width, 1), 255, np.uint8)
    whole = np.where(hole[..., None], np.dstack([painted[..., :3], alpha]), base)
    return whole if (whole[..., 3] < 255).any() else np.ascontiguousarray(whole[..., :3])


def _opened(path: str, mode: str | None) -> Any:
    """A picture file, upright, in that mode; None: RGB, or RGBA where it has transparency."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if mode is None:
                clear = "A" in upright.getbands() or "transparency" in upright.info
                mode = "RGBA" if clear else "RGB"
            return upright.convert(mode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadFile(f"The image {path} cannot be read ({error}); give a PNG, JPEG or WebP.") from error


def _png(image: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=3)
    data = file.getvalue()
    if len(data) > MOST_BYTES:
        raise TooLarge(
            f"The image of {image.width}x{image.height} has {len(data) >> 20} MB, and at most"
            f" {MOST_BYTES >> 20} are taken; send a smaller one."
        )
    return data
