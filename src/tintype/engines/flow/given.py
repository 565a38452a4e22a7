"""Pictures and masks that come with a request: opened, laid on the network's grid, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.core.errors import BadFile, BadSize

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels

    Floats = npt.NDArray[np.float32]

MOST_PIXELS = 64_000_000


def size_of(path: str) -> tuple[int, int]:
    """(width, height) by the file's header; raises BadFile, BadSize."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            size = image.size
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadFile(f"The image {path} cannot be read ({error}); give a PNG, JPEG or WebP.") from error
    if size[0] * size[1] > MOST_PIXELS:
        raise BadSize(
            f"The image is {size[0]}x{size[1]}; make it smaller than {MOST_PIXELS // 10**6} megapixels."
        )
    return size


def opened(path: str, size: tuple[int, int]) -> Pixels:
    """uint8 (H, W, 3|4) at size (width, height)."""
    from PIL import Image

    size_of(path)
    try:
        with Image.open(path) as image:
            layers = "RGBA" if image.has_transparency_data else "RGB"
            picture = image.convert(layers)
    except (OSError, ValueError) as error:
        raise BadFile(f"The image {path} cannot be read ({error}); give a PNG, JPEG or WebP.") from error
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return np.array(picture)


def opened_mask(path: str, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """uint8 (H, W), 255 = to be painted; raises BadFile for one that lets nothing be painted."""
    from PIL import Image

    size_of(path)
    try:
        with Image.open(path) as image:
            mask = np.asarray(image.convert("L").resize(size, Image.Resampling.NEAREST))
    except (OSError, ValueError) as error:
        raise BadFile(f"The mask {path} cannot be read ({error}); give a PNG.") from error
    if not (mask >= 128).any():
        raise BadFile("The mask keeps every pixel; make it white (255) where the picture is to be painted.")
    return mask


def gridded(pixels: Pixels, rows: int, columns: int) -> Floats:
    """float32 (1, 3, rows, columns) in [−1, 1]; the picture in the middle, its edges repeated around."""
    from PIL import Image

    height, width = pixels.shape[:2]
    share = min(columns / width, rows / height)
    across, down = max(1, round(width * share)), max(1, round(height * share))
    small = Image.fromarray(np.ascontiguousarray(pixels[..., :3])).resize(
        (across, down), Image.Resampling.BOX
    )
    left, top = (columns - across) // 2, (rows - down) // 2
    around = ((top, rows - down - top), (left, columns - across - left), (0, 0))
    whole = np.pad(np.asarray(small, np.float32) / 127.5 - 1, around, mode="edge")
    return np.ascontiguousarray(whole.transpose(2, 0, 1)[None])


def gridded_mask(mask: npt.NDArray[np.uint8], rows: int, columns: int) -> Floats:
    """float32 (1, 1, rows, columns), 1 = to be painted: every cell that the mask touches."""
    field = gridded(np.repeat(mask[..., None], 3, 2), rows, columns)[:, :1]
    return (field > -1).astype(np.float32)
