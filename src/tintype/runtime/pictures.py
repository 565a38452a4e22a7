"""Pictures and masks of a request: opened from their files, and put together again."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tintype.core.errors import BadFile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tintype.core.picture import Pixels

SOFT = 0.012
"""Width of the soft edge inside a mask, as a share of the long side."""


def opened(path: str) -> Pixels:
    """The first frame of a PNG, JPEG or WebP file, upright: uint8 (H, W, 3|4). Raises BadFile."""
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


def opened_mask(path: str, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """The mask for a picture of that size (width, height): uint8 (H, W), 255 = repaint. Raises BadFile."""
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
    return mask


def put_back(original: Pixels, painted: Pixels, mask: npt.NDArray[np.uint8]) -> Pixels:
    """The original with what was painted inside the mask, softly at its inner edge. Outside, where the
    mask is under 128, every byte stays."""
    import numpy as np
    from PIL import Image, ImageFilter

    inside = mask >= 128
    radius = max(1.0, SOFT * max(mask.shape))
    spread = Image.fromarray(inside.astype(np.uint8) * 255).filter(ImageFilter.GaussianBlur(radius))
    share = np.clip(np.asarray(spread, np.float32) / 127.5 - 1, 0, 1)[..., None]
    blend = original[..., :3] * (1 - share) + painted[..., :3] * share
    out = original.copy()
    out[inside, :3] = np.round(blend).astype(np.uint8)[inside]
    if out.shape[2] == 4:
        seen = np.maximum(out[..., 3], np.round(255 * share[..., 0]).astype(np.uint8))
        out[inside, 3] = seen[inside]
    return out
