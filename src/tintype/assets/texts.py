"""Texts: what programs wrote into a PNG, JPEG or WebP file, without decoding a pixel of it.

The boxes of each format are walked by hand, so text after the pixels is found as well, and what
unpacks to too much is left out instead of being unpacked.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

from tintype.assets.quiet import quietly

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2 << 20
"""Bytes of a text that are read."""
NAMES = frozenset({
    "parameters", "fooocus_scheme", "prompt", "workflow", "invokeai_metadata", "sd-metadata", "Dream",
    "Comment", "Description", "Software", "Source",
})  # fmt: skip
"""Of what other programs write, what can be understood; nothing else is unpacked."""
_MOST_BOXES = 100_000

_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_MODEL, _MAKE, _DESCRIPTION, _NAME, _DOCUMENT = 0x0110, 0x010F, 0x010E, 0x010D, 0x010C
_EXIF_IFD, _USER_COMMENT, _MAKER_NOTE = 0x8769, 0x9286, 0x927C


def texts(data: bytes) -> dict[str, str]:
    """Name (of NAMES) → text, as PNG files have them. Never raises: what is broken says nothing."""
    found: dict[str, str] = {}
    try:
        if data.startswith(b"\x89PNG"):
            exif = b""
            for kind, body in _chunks(data):
                name = body.partition(b"\0")[0].decode("latin-1") if kind in _TEXTS else ""
                if name in NAMES and name not in found:
                    found[name] = _text(kind, body)
                exif = exif or (body if kind == b"eXIf" else b"")
            return {**_of_exif(exif), **found} if exif else found
        blocks = _segments(data) if data.startswith(b"\xff\xd8") else _riff(data)
        return _of_exif(next(blocks, b""))
    except (struct.error, IndexError):
        pass  # cut off in the middle of a box
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    for _ in range(_MOST_BOXES):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IEND" or at + 12 > len(data):
            return
        yield kind, data[at + 8 : at + 8 + length] if kind != b"IDAT" else b""
        at += 12 + length


def _segments(data: bytes) -> Iterator[bytes]:
    """EXIF blocks of a JPEG, which come before its pixels."""
    at = 2
    for _ in range(_MOST_BOXES):
        if data[at] != 0xFF or data[at + 1] == 0xDA:  # no segment, or a scan
            return
        length = struct.unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + length]
        if data[at + 1] == 0xE1 and body.startswith(b"Exif\0\0"):
            yield body
        at += 2 + length


def _riff(data: bytes) -> Iterator[bytes]:
    """EXIF blocks of a WebP."""
    at = 12 if data.startswith(b"RIFF") else len(data)
    for _ in range(_MOST_BOXES):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind == b"EXIF":
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _text(kind: bytes, body: bytes) -> str:
    """The text in a chunk, "" if it cannot be unpacked."""
    rest = body.partition(b"\0")[2]
    if kind == b"tEXt":
        return _plain(rest[:LONGEST])
    packed, flag = rest[1:], rest[:1]
    if kind == b"iTXt":
        packed = packed[1:].partition(b"\0")[2].partition(b"\0")[2]  # past language and translated name
        if flag == b"\0":
            return packed[:LONGEST].decode("utf-8", "replace")
    try:
        return _plain(zlib.decompressobj().decompress(packed, LONGEST))
    except zlib.error:
        return ""


def _plain(text: bytes) -> str:
    """Latin-1 by the standard; some write UTF-8 there, which hardly ever reads as such by chance."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _of_exif(block: bytes) -> dict[str, str]:
    """What programs put into EXIF, under the name that it has in a PNG."""
    from PIL import Image

    try:
        with quietly():
            exif = Image.Exif()
            exif.load(block)
            inner = exif.get_ifd(_EXIF_IFD)
            return _named({**dict(exif), **inner})
    except Exception:  # EXIF that nobody can read says nothing
        return {}


def _named(tags: dict[int, Any]) -> dict[str, str]:
    from tintype.assets.stamp import comment

    found: dict[str, str] = {}
    said = tags.get(_USER_COMMENT)
    text = (comment(said) or _bare(said)) if isinstance(said, bytes) else said
    if isinstance(text, str) and text:
        found["parameters"] = text[:LONGEST]
    scheme = tags.get(_MAKER_NOTE)
    if scheme:
        found["fooocus_scheme"] = (
            scheme.decode("ascii", "ignore") if isinstance(scheme, bytes) else str(scheme)
        )
    for tag in (_MODEL, _MAKE, _DESCRIPTION, _NAME, _DOCUMENT):
        name, colon, body = str(tags.get(tag, "")).partition(":")
        if colon and name in ("prompt", "workflow"):
            found[name] = body[:LONGEST]
    return found


def _bare(said: bytes) -> str:
    """A comment without the eight letters that tell its encoding."""
    return said.strip(b"\0").decode("utf-8", "replace")
