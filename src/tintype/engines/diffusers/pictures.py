"""Pictures and masks that come with a request: opened, laid out for a pipeline, and put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tintype.core.errors import BadFile, BadSize
from tintype.runtime import pictures

if TYPE_CHECKING:
    import numpy.typing as npt
    from PIL.Image import Image as Picture

    from tintype.core.picture import Pixels

    Mask = npt.NDArray[np.uint8]

MOST_PIXELS = 64_000_000


def opened(path: str) -> Pixels:
    """uint8 (H, W, 3|4), upright. Raises BadFile, BadSize."""
    pixels = pictures.opened(path)
    if pixels.shape[0] * pixels.shape[1] > MOST_PIXELS:
        raise BadSize(
            f"The picture is {pixels.shape[1]}x{pixels.shape[0]}; make it smaller than 64 megapixels."
        )
    return pixels


def opened_mask(path: str, size: tuple[int, int]) -> Mask:
    """uint8 (H, W), 255 = paint anew; raises BadFile for one of another size or that keeps everything."""
    mask = pictures.opened_mask(path, size)
    if not (mask >= 128).any():
        raise BadFile("The mask keeps every pixel; make it white (255) where the picture is to be painted.")
    return mask


def extended(pixels: Pixels, sides: dict[str, int]) -> tuple[Pixels, Mask]:
    """The picture with its edges repeated around it, and the mask of what is new."""
    around = ((sides["top"], sides["bottom"]), (sides["left"], sides["right"]))
    whole = np.pad(pixels, (*around, (0, 0)), mode="edge")
    return whole, np.pad(np.zeros(pixels.shape[:2], np.uint8), around, constant_values=255)


@dataclass(frozen=True)
class Frame:
    """The size at which a network paints for a picture: not larger than it likes, sides as it wants them."""

    width: int
    height: int

    @classmethod
    def of(cls, width: int, height: int, multiple: int, most: int) -> Frame:
        """most: pixels."""
        share = min(1.0, (most / (width * height)) ** 0.5)
        across, down = (
            max(multiple, -(-round(side * share) // multiple) * multiple) for side in (width, height)
        )
        return cls(across, down)

    def laid(self, pixels: Pixels) -> Picture:
        """As a pipeline takes it: RGB, of this size."""
        from PIL import Image

        image = Image.fromarray(np.ascontiguousarray(pixels[..., :3]))
        return image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def laid_mask(self, mask: Mask) -> Picture:
        from PIL import Image

        return Image.fromarray(mask).resize((self.width, self.height), Image.Resampling.BILINEAR)


def sized(painted: Any, width: int, height: int) -> Pixels:
    """uint8 (height, width, 3) of what a network painted in its frame."""
    from PIL import Image

    image = Image.fromarray(painted) if isinstance(painted, np.ndarray) else painted
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    return np.array(image.convert("RGB"))
