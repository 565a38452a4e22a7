"""Opening: a PNG, JPEG or WebP file, wholly decoded, or one sentence that says why not."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from tintype.assets.quiet import quietly
from tintype.core.errors import BadFile, TintypeError

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 90_000_000
"""A picture of more than these is not decoded, if it comes from anywhere."""
MOST_STORED = 178_000_000
"""The same for one of ours; of more, Pillow opens none."""


def opened(file: IO[bytes], name: str, most: int = MOST_PIXELS) -> Image.Image:
    """The picture in an open file, of at most `most` pixels; `name` begins the sentence. Raises BadFile."""
    from PIL import Image, UnidentifiedImageError

    try:
        with quietly():
            image = Image.open(file, formats=["PNG", "JPEG", "WEBP"])
            if image.width * image.height > most:
                raise BadFile(
                    f"{name} has {image.width}x{image.height} pixels, more pixels than are safe to open;"
                    " scale it down first."
                )
            image.load()
            return image
    except TintypeError:
        raise
    except UnidentifiedImageError as error:
        raise BadFile(f"{name} is not a PNG, JPEG or WebP picture; name one that is.") from error
    except Image.DecompressionBombError as error:
        raise BadFile(f"{name} claims more pixels than are safe to open; scale it down first.") from error
    except Exception as error:  # every decoder breaks in its own way
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadFile(f"{name} is broken or cut off ({said}); fetch it again from where it came.") from error
