"""Intake: bytes that somebody sends us become pixels, or a sentence that says why not.

What a file is, its content decides, never its name. Its claims are checked before anything is
decoded: length, kind, width and height. What then comes out is sRGB, upright, 8 bits, RGB or RGBA.
"""

from __future__ import annotations

import contextlib
import io
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tintype.core.errors import BadFile, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from tintype.core.picture import Pixels

FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp", "GIF": ".gif", "TIFF": ".tif", "BMP": ".bmp"}
"""Pillow's names of what is opened → usual ending."""

_MEGA = 1_000_000
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or document"),
    (b"\x80\x02", "a Python pickle"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
)


@dataclass(frozen=True, eq=False)
class Intake:
    """What was in the file. pixels: uint8 (H, W, 3|4), sRGB, upright. format: Pillow's name. changed: what
    was done to get there, in words, such as "turned upright"."""

    pixels: Pixels
    format: str
    changed: tuple[str, ...] = ()


def open_picture(
    data: bytes, *, max_bytes: int = 50 << 20, max_pixels: int = 64 * _MEGA, name: str = "image"
) -> Intake:
    """The picture in some bytes; raises TooLarge or BadFile, naming it `name`.

    Of an animation it is the first frame.
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
        format = image.format or ""
        changed: list[str] = []
        if getattr(image, "n_frames", 1) > 1:
            image.seek(0)
            changed.append("first frame of an animation")
        image.load()
        upright = _upright(image)
        if upright is not image:
            changed.append("turned upright")
        plain = _in_srgb(upright, changed)
        return Intake(np.ascontiguousarray(np.asarray(plain)), format, tuple(changed))


def _opened(data: bytes, max_pixels: int, name: str) -> Image.Image:
    """The picture, looked at but not decoded."""
    from PIL import Image

    image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    width, height = image.size
    if width * height > max_pixels:
        raise TooLarge(
            f"The {name} is {width}x{height}, {width * height / _MEGA:.0f} megapixels; at most"
            f" {max_pixels / _MEGA:.0f} are taken, so scale it down."
        )
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF orientation says; the same one if there is nothing to turn."""
    from PIL import ImageOps

    if image.getexif().get(0x0112, 1) in (0, 1):
        return image
    with contextlib.suppress(Exception):  # an EXIF block that nobody can read turns nothing
        return ImageOps.exif_transpose(image)
    return image


def _in_srgb(image: Image.Image, changed: list[str]) -> Image.Image:
    """RGB or RGBA, 8 bits, out of whatever mode and colour space it is in."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
        changed.append("16 bits made 8")
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    if image.mode == "CMYK" or profile:
        converted = _by_profile(image, profile, clear)
        if converted is not None:
            changed.append("colours brought to sRGB")
            return converted
    return image.convert("RGBA" if clear else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits or floats, scaled to 8 bits of grey."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(image, np.float64))
    top = 65535.0 if image.mode.startswith("I") and values.max() > 255 else max(float(values.max()), 1.0)
    scale = 255.0 if image.mode == "F" and top <= 1.0 else 255.0 / top
    return Image.fromarray(np.clip(np.round(values * scale), 0, 255).astype(np.uint8), "L")


def _by_profile(image: Image.Image, profile: bytes | None, clear: bool) -> Image.Image | None:
    """Converted by its ICC profile; None without a usable one (then it is taken for sRGB)."""
    from PIL import Image, ImageCms

    if not profile:
        return None
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnidentifiedImageError as error:
        raise BadFile(
            f"The {name} is {_guess(data)}, not a picture; send a PNG, JPEG or WebP file."
        ) from error
    except Image.DecompressionBombError as error:
        raise TooLarge(
            f"The {name} claims more pixels than are safe to open; scale it down first."
        ) from error
    except (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, zlib.error) as error:
        said = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        raise BadFile(
            f"The {name} is broken or cut off ({said}); send it again from where it came."
        ) from error
    except MemoryError as error:
        raise TooLarge(f"The {name} needs more memory than there is; scale it down first.") from error


def _guess(data: bytes) -> str:
    """What it may be instead of a picture."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return what
    start = data[:512].lstrip().lower()
    if b"<svg" in start:
        return "an SVG drawing"
    if start.startswith((b"<!doctype", b"<html", b"<script", b"<?php")):
        return "a web page"
    if start.startswith((b"{", b"[")):
        return "JSON"
    return "of a kind nobody knows here"
