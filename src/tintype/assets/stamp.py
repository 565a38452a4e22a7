"""What a file says of its own making, written into it and read back.

PNG:       text chunk `parameters` in the convention of AUTOMATIC1111 (prompt, newline, "Steps: …,
           Sampler: …, Seed: …"), which most galleries and readers know; chunk `tintype`, JSON.
JPEG,WebP: EXIF UserComment with the same text (UNICODE header, UTF-16BE, as piexif writes it);
           EXIF ImageDescription "tintype:" + base64(zlib(JSON)), for an EXIF block ends at 64 KB.

Only the fields of `Stamp` are ever written: no settings, no environment, no paths.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import re
import zlib
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.assets import png
from tintype.assets.opening import opened
from tintype.assets.quiet import quietly
from tintype.core.errors import BadFile, OurError
from tintype.core.request import Plan
from tintype.core.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from tintype.core.picture import Picture, Pixels

KEY, PARAMETERS = "tintype", "parameters"
LARGEST = 200 * 2**20
"""A file of more bytes than this is not opened."""

_DESCRIPTION, _SOFTWARE, _EXIF_IFD, _USER_COMMENT = 0x010E, 0x0131, 0x8769, 0x9286
_FOREIGN = ("invokeai_metadata", "sd-metadata", "prompt", "Comment", "Description")
"""Where other programs write into a PNG: Invoke, its elder, ComfyUI, NovelAI."""
_UNICODE = b"UNICODE\0"
_EXIF_LIMIT = 65_000
_PACKED = 2000
"""Bytes of a record beyond which packing it is worth the time."""


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """How a picture came to be. sha256: of its pixels as painted, see `digest`.

    seconds: painting took. parent: sha256 of the picture it was changed from. version: of tintype.
    """

    plan: Plan
    seconds: float
    sha256: str
    parent: str | None = None
    version: str = VERSION


def stamp(picture: Picture) -> Stamp:
    """The Stamp of a picture."""
    return Stamp(
        plan=picture.plan,
        seconds=round(picture.seconds, 3),
        sha256=digest(picture.pixels),
        parent=picture.parent,
    )


def digest(pixels: Pixels) -> str:
    """sha256 over height, width, channels and the pixels row by row, as 64 hex digits."""
    import numpy as np

    height, width, channels = pixels.shape
    sha = hashlib.sha256(f"{height} {width} {channels}\n".encode())
    sha.update(np.ascontiguousarray(pixels).reshape(-1).data)
    return sha.hexdigest()


def infotext(plan: Plan) -> str:
    """The plan in AUTOMATIC1111's words; values with , : or newline are JSON-quoted as there."""
    fields = {
        "Steps": plan.settings.get("samples", plan.settings.get("steps", 1)),
        "Sampler": plan.settings.get("sampler", plan.engine),
        "Seed": plan.seed,
        "Size": f"{plan.width}x{plan.height}",
        "Model": plan.model,
        "Quality": plan.quality,
        "Version": f"tintype {VERSION}",
    }
    return plan.prompt + "\n" + ", ".join(f"{key}: {_quoted(str(value))}" for key, value in fields.items())


def encode(picture: Picture, format: str) -> bytes:
    """The whole file as bytes, stamped. format: PNG, JPEG or WEBP. In JPEG, which has no alpha
    channel, what is transparent is white."""
    record = msgspec.json.encode(stamp(picture))
    return written(picture.pixels, format, infotext(picture.plan), record, profile=picture.profile)


def written(
    pixels: Pixels,
    format: str,
    text: str | None,
    record: bytes | None,
    *,
    quality: int = 95,
    profile: bytes | None = None,
) -> bytes:
    """Pixels as a file that says `text` to other programs and `record` to us; None: says nothing.

    quality: of JPEG and WebP, 0 to 100. profile: ICC, of the colours; None: sRGB.
    """
    from PIL import Image

    if format == "PNG":
        colours = [(b"iCCP", b"icc\0\0" + zlib.compress(profile))] if profile else []
        return png.encode(
            pixels, [*colours, *((kind, data) for kind, data, *_ in _png_text(text, record).chunks)]
        )
    image = Image.fromarray(pixels)
    file = io.BytesIO()
    if format == "JPEG" and image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    manner: dict[str, Any] = {"subsampling": 0} if format == "JPEG" else {"method": 4}
    if profile:
        manner["icc_profile"] = profile
    image.save(file, format, quality=quality, exif=_exif(text, record), **manner)
    return file.getvalue()


def read(path: Path) -> Stamp:
    """The Stamp in a file; raises BadFile when there is none or the file is not whole."""
    found = read_all(path)
    if found.stamp is None:
        raise BadFile(
            f"{path} does not say how it was made; only pictures saved by tintype, and not saved again by"
            " another program, can be read."
        )
    return found.stamp


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says. text: the `parameters` of whatever program made it. size: (width, height)."""

    format: str
    size: tuple[int, int]
    text: str | None = None
    stamp: Stamp | None = None
    sha256: str
    """of the pixels as they are in the file now."""


def read_all(path: Path) -> Found:
    """Everything we understand in a PNG, JPEG or WebP file; raises BadFile."""
    import numpy as np

    image = open_image(path)
    text, record = read_back(image)
    try:
        found = msgspec.json.decode(record, type=Stamp) if record else None
    except msgspec.MsgspecError as error:
        raise BadFile(_unreadable(path, record or b"", error)) from error
    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") else "RGB"
    pixels = np.asarray(image.convert(mode))
    return Found(format=image.format or "", size=image.size, text=text, stamp=found, sha256=digest(pixels))


def stamp_of(data: bytes) -> Stamp | None:
    """The Stamp in the bytes of a file; None where there is none that we can read. Decodes no pixels."""
    from PIL import Image

    try:
        with quietly():
            return unstamped(read_back(Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]))[1])
    except Exception:  # whatever a decoder stumbles over: then it says nothing
        return None


def unstamped(record: bytes | None) -> Stamp | None:
    """The Stamp in a record, None where there is none that we can read."""
    try:
        return msgspec.json.decode(record, type=Stamp) if record else None
    except msgspec.MsgspecError:
        return None


def _unreadable(path: Path, record: bytes, error: msgspec.MsgspecError) -> str:
    """Why a record that is not ours to read is not: a later version wrote it, or somebody altered it."""
    with contextlib.suppress(msgspec.MsgspecError):
        version = msgspec.json.decode(record, type=_Versioned).version
        if _order(version) > _order(VERSION):
            return f"{path} was made by tintype {version[:20]}, and this is {VERSION}; update to read it."
    return f"What {path} says of itself cannot be read ({str(error)[:200]}); it was altered."


class _Versioned(msgspec.Struct):
    version: str


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,6}", version)[:4])


def open_image(path: Path) -> Image.Image:
    """A PNG, JPEG or WebP file, wholly loaded; raises BadFile for anything else."""
    try:
        size = os.stat(path).st_size
        if not path.is_file():
            raise BadFile(f"{path} is not a file; name a PNG, JPEG or WebP picture.")
        if size > LARGEST:
            raise BadFile(f"{path} has {size >> 20} MB; pictures of up to {LARGEST >> 20} MB are read.")
        with open(path, "rb") as file:
            return opened(file, str(path))
    except FileNotFoundError as error:
        raise BadFile(f"There is no file {path}; check the name.") from error
    except PermissionError as error:
        raise BadFile(f"{path} may not be read; change its permissions.") from error
    except (OSError, ValueError) as error:
        raise BadFile(f"{path} cannot be read ({error}); check the name.") from error


def _png_text(text: str | None, record: bytes | None) -> Any:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    if text is not None:
        info.add_text(PARAMETERS, text)  # becomes iTXt by itself where Latin-1 is not enough
    if record is not None:
        info.add_itxt(KEY, record.decode(), zip=len(record) > _PACKED)
    info.add_text("Software", f"tintype {VERSION}")
    return info


def _exif(text: str | None, record: bytes | None) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    if record is not None:
        exif[_DESCRIPTION] = f"{KEY}:" + base64.b64encode(zlib.compress(record, 9)).decode()
    exif[_SOFTWARE] = f"tintype {VERSION}"
    if text is None:
        return exif.tobytes()
    for length in (len(text), 1000):  # what we read back ourselves is whole; the words for others may be cut
        exif.get_ifd(_EXIF_IFD)[_USER_COMMENT] = _UNICODE + text[-length:].encode("utf-16-be")
        data = exif.tobytes()
        if len(data) <= _EXIF_LIMIT:
            return data
    raise OurError("The description of this picture is too long for JPEG and WebP; save it as .png.")


def read_back(image: Image.Image) -> tuple[str | None, bytes | None]:
    """(what some program says of the making, our JSON) as far as the file has them."""
    if image.format == "PNG":
        text = next((image.info[key] for key in (PARAMETERS, *_FOREIGN) if image.info.get(key)), None)
        record = image.info.get(KEY)
        return (str(text) if text else None), (str(record).encode() if record else None)
    try:
        with quietly():
            exif = image.getexif()
            told = exif.get_ifd(_EXIF_IFD).get(_USER_COMMENT)
            description = exif.get(_DESCRIPTION)
    except Exception:  # EXIF that nobody can read says nothing
        return None, None
    text = comment(told) if isinstance(told, bytes) else None
    return text, _unpacked(description) if isinstance(description, str) else None


def comment(data: bytes) -> str | None:
    """An EXIF UserComment; its UTF-16 is big-endian by convention, but not everybody knows."""
    if data.startswith(b"ASCII\0\0\0"):
        return data[8:].decode("ascii", "replace")
    if not data.startswith(_UNICODE):
        return None
    readings = [data[8:].decode(order, "replace") for order in ("utf-16-be", "utf-16-le")]
    return max(readings, key=lambda text: sum(character.isascii() for character in text))


def _unpacked(description: str) -> bytes | None:
    """Our JSON out of an ImageDescription, None if it is somebody else's."""
    head, _, body = description.partition(":")
    if head != KEY:
        return None
    try:
        unpacker = zlib.decompressobj()
        return unpacker.decompress(base64.b64decode(body, validate=True), 8 * 2**20)
    except (ValueError, zlib.error) as error:  # of base64 as well
        raise BadFile(f"What the picture says of itself is damaged ({error}).") from error


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if any(mark in value for mark in ",:\n") else value
