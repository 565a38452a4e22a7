"""Intake: bytes that somebody sends us become pixels, or a sentence that says why not.

What a file is, its content decides, never its name. Its claims are checked before anything is
decoded: length, kind, width and height. What then comes out is sRGB, upright, 8 bits, RGB or RGBA.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tintype.assets.kinds import MOST_PARTS, begun, crowded, end, guess, hidden
from tintype.assets.quiet import quietly
from tintype.core.errors import BadFile, TintypeError, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from tintype.core.picture import Pixels

FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp", "GIF": ".gif", "TIFF": ".tif", "BMP": ".bmp"}
"""Pillow's names of what is opened → usual ending."""

_MEGA = 1_000_000
_LARGEST_PROFILE = 4 << 20
"""Bytes of an ICC profile that is looked at; those of printers have two megabytes."""


@dataclass(frozen=True, eq=False)
class Intake:
    """What was in the file. pixels: uint8 (H, W, 3|4), sRGB, upright. format: Pillow's name. changed: what
    was done to get there, in words, such as "turned upright". profile: ICC, of the colours as they are, if
    they were not to be brought to sRGB and have one."""

    pixels: Pixels
    format: str
    changed: tuple[str, ...] = ()
    profile: bytes | None = None


def open_picture(
    data: bytes,
    *,
    max_bytes: int = 50 << 20,
    max_pixels: int = 64 * _MEGA,
    name: str = "image",
    keep_profile: bool = False,
) -> Intake:
    """The picture in some bytes; raises TooLarge or BadFile, naming it `name`.

    Of an animation it is the first frame. keep_profile: RGB colours with an ICC profile stay as they are.
    """
    import numpy as np

    if not data:
        raise BadFile(f"The {name} is empty; send a PNG, JPEG or WebP file.")
    if len(data) > max_bytes:
        raise TooLarge(
            f"The {name} has {len(data) / (1 << 20):.1f} MB; at most {max_bytes >> 20} MB are taken,"
            " so send a smaller file."
        )
    with _refused(name, data):
        image = _opened(data, max_pixels, name)
        changed = list(_left_out(image, data))
        image.load()
        upright = _upright(image)
        if upright is not image:
            changed.append("turned upright")
        profile = _profile(upright) if keep_profile else None
        plain = _in_srgb(upright, changed) if profile is None else _as_it_is(upright)
        format = "JPEG" if image.format == "MPO" else image.format or ""
        return Intake(np.ascontiguousarray(np.asarray(plain)), format, tuple(changed), profile)


def _opened(data: bytes, max_pixels: int, name: str) -> Image.Image:
    """The picture, looked at but not decoded."""
    from PIL import Image

    if crowded(data):
        raise TooLarge(f"The {name} is made of more than {MOST_PARTS:,} parts; save it again as PNG.")
    other = hidden(data) if begun(data) else None
    if other is not None:
        raise BadFile(f"The {name} is a picture and {other} in one file; save it again as a picture only.")
    image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    width, height = image.size
    if width * height > max_pixels:
        raise TooLarge(
            f"The {name} is {width}x{height}, {width * height / _MEGA:.0f} megapixels; at most"
            f" {max_pixels / _MEGA:.0f} are taken, so scale it down."
        )
    if image.format == "TIFF" and image.info.get("compression", "raw") != "raw":
        # libtiff unpacks it, which writes to the terminal and has known more attacks than any other
        raise BadFile(f"The {name} is a compressed TIFF file; save it as PNG, or without compression.")
    return image


def _left_out(image: Image.Image, data: bytes) -> Iterator[str]:
    """What of the file will not be in the pixels."""
    # `n_frames` walks through all frames, of which a small file may hold a million.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        yield "first frame of an animation"
    elif end(data) < len(data):
        yield "what followed the picture left out"
    if image.format == "PNG" and data[24] == 16:
        yield "16 bits made 8"


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF orientation says; the same one if there is nothing to turn."""
    from PIL import ImageOps

    with contextlib.suppress(Exception):  # an EXIF block that nobody can read turns nothing
        if image.getexif().get(0x0112, 1) in range(2, 9):
            return ImageOps.exif_transpose(image)
    return image


def _profile(image: Image.Image) -> bytes | None:
    """The ICC profile of RGB colours, None without a usable one."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or len(profile) > _LARGEST_PROFILE or image.mode not in ("RGB", "RGBA", "P", "PA"):
        return None
    with contextlib.suppress(Exception):  # a profile that nobody can read says nothing of the colours
        described: Any = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
        if described.xcolor_space.strip() == "RGB":
            return profile
    return None


def _as_it_is(image: Image.Image) -> Image.Image:
    """RGB or RGBA with the values that the file has."""
    clear = image.mode in ("RGBA", "PA") or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


def _in_srgb(image: Image.Image, changed: list[str]) -> Image.Image:
    """RGB or RGBA, 8 bits, out of whatever mode and colour space it is in."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
        if "16 bits made 8" not in changed:
            changed.append("16 bits made 8")
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    if profile and len(profile) <= _LARGEST_PROFILE:
        converted = _by_profile(image, profile, clear)
        if converted is not None:
            changed.append("colours brought to sRGB")
            return converted
    return image.convert("RGBA" if clear else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits or floats, in 8. What has a range keeps it: dark stays dark."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(image, np.float32))
    highest = float(values.max())
    if image.mode.startswith("I;16") or (image.mode == "I" and 255 < highest <= 65_535):
        top = 65_535.0
    elif image.mode == "F" and highest <= 1:
        top = 1.0
    else:
        top = max(highest, 255.0)
    return Image.fromarray(np.clip(np.rint(values * (255 / top)), 0, 255).astype(np.uint8), "L")


def _by_profile(image: Image.Image, profile: bytes, clear: bool) -> Image.Image | None:
    """Converted by its ICC profile; None without a usable one (then it is taken for sRGB)."""
    from PIL import Image, ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        flat = image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")
        out = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if out is None or not clear:
        return out
    alpha = image.convert("RGBA").getchannel("A")
    return Image.merge("RGBA", (*out.split(), alpha))


@contextlib.contextmanager
def _refused(name: str, data: bytes) -> Iterator[None]:
    """Whatever a decoder stumbles over becomes one sentence; it warns nobody."""
    from PIL import Image, UnidentifiedImageError

    try:
        with quietly():
            yield
    except TintypeError:
        raise
    except UnidentifiedImageError as error:
        like = begun(data)
        if like is not None:
            raise BadFile(
                f"The {name} begins like a {like} file but is broken; send it again from where it came."
            ) from error
        raise BadFile(f"The {name} is {guess(data)}; send a PNG, JPEG or WebP file.") from error
    except Image.DecompressionBombError as error:
        claimed = re.search(r"\((\d+) pixels\)", str(error))
        pixels = f"{int(claimed[1]) / _MEGA:.0f} megapixels" if claimed else "more pixels than there can be"
        raise TooLarge(
            f"The {name} claims {pixels}, more than is safe to open; scale it down first."
        ) from error
    except MemoryError as error:
        raise TooLarge(f"The {name} needs more memory than there is; scale it down first.") from error
    except Exception as error:  # every decoder breaks in its own way
        if "text chunk" in str(error).lower() or "MAX_TEXT" in str(error):
            raise TooLarge(
                f"The {name} carries texts of more than a megabyte; save it again without them."
            ) from error
        said = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        raise BadFile(
            f"The {name} is broken or cut off ({said}); send it again from where it came."
        ) from error
