"""Kinds: what some bytes are, told by what is in them and never by a name.

A polyglot is two things at once: a picture for us, an archive, a document or a program for somebody
else. No picture of honest origin is one.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 50_000
"""Chunks of a PNG, segments of a JPEG: 64 megapixels in PNG have 24,000 at the most."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or document"),
    (b"\x80\x02", "a Python pickle"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"#!", "a script"),
    (b"8BPS", "a Photoshop document"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\1\0", "an icon"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<svg", "an SVG drawing"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<script", "a web page"),
    (b"<?php", "a script"),
)
_BRANDS = {b"heic": "a HEIC photograph", b"heix": "a HEIC photograph", b"mif1": "a HEIC photograph",
           b"avif": "an AVIF picture", b"avis": "an AVIF picture"}  # fmt: skip
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
)
_BEGINNING = 1024
"""Within so many bytes a reader of PDF looks for its mark."""


def guess(data: bytes) -> str:
    """What it may be, in words that fit after "is"."""
    for start, what in _STARTS:
        if data.startswith(start):
            return what
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "a film")
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<", b"{", b"[")):
        for mark, what in _MARKUP:
            if mark in head:
                return what
        return "markup" if head.startswith(b"<") else "JSON"
    return "not a picture of a kind that is known here"


def begun(data: bytes) -> str | None:
    """The kind of picture that it begins like, None if like none."""
    return next((what for start, what in _PICTURES if data.startswith(start)), None)


def hidden(data: bytes) -> str | None:
    """What else a picture is for somebody who opens it with another program; None for an honest one."""
    if b"%PDF-" in data[:_BEGINNING]:
        return "a PDF document"
    if _is_zip(data):
        return "a zip archive or document"
    tail = data[end(data) :][:_BEGINNING]
    for start, what in _STARTS:
        if len(start) >= 4 and tail.startswith(start):  # two bytes stand anywhere by chance
            return what
    plain = tail.lower()
    return next((what for mark, what in _MARKUP if mark in plain), None)


def end(data: bytes) -> int:
    """Where the picture ends by its own account, in bytes; the length where it does not say."""
    try:
        if data.startswith(b"\x89PNG"):
            return _end_of_png(data)
        if data.startswith(b"\xff\xd8"):
            return _end_of_jpeg(data)
        if data.startswith(b"RIFF"):
            size = struct.unpack_from("<I", data, 4)[0]
            return min(8 + size + size % 2, len(data))
    except (struct.error, IndexError):
        pass  # cut off: the decoder says so
    return len(data)


def crowded(data: bytes) -> bool:
    """Whether it has more parts than any picture needs: reading them all would take minutes."""
    try:
        if data.startswith(b"\x89PNG"):
            return sum(1 for _ in _chunks(data)) > MOST_PARTS
        if data.startswith(b"\xff\xd8"):
            return sum(1 for _ in _segments(data)) > MOST_PARTS
    except struct.error:
        pass  # cut off: the decoder says so
    return data.startswith(b"GIF8") and data.count(b"!\xfe") > MOST_PARTS


def _is_zip(data: bytes) -> bool:
    """Whether it ends in a zip archive's directory, as a reader of zip looks for it."""
    last = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if last < 0 or last + 22 > len(data):
        return False
    start = last - struct.unpack_from("<I", data, last + 12)[0]
    return start >= 0 and data[start : start + 4] == b"PK\x01\x02"


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """(kind, where it ends) of the chunks of a PNG, of a few more than there may be."""
    at = 8
    for _ in range(MOST_PARTS + 1):
        if at + 12 > len(data):
            return
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        yield kind, at
        if kind == b"IEND":
            return


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """(marker, where it ends) of the segments of a JPEG up to its first scan, as `_chunks`."""
    at = 2
    for _ in range(MOST_PARTS + 1):
        if at + 4 > len(data) or data[at] != 0xFF:
            return
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        at += 2 + length
        yield marker, at
        if marker == 0xDA:
            return


def _end_of_png(data: bytes) -> int:
    return next((min(at, len(data)) for kind, at in _chunks(data) if kind == b"IEND"), len(data))


def _end_of_jpeg(data: bytes) -> int:
    """After the first end mark that follows a scan; what a segment holds is no mark."""
    scan = next((at for marker, at in _segments(data) if marker == 0xDA), len(data))
    found = data.find(b"\xff\xd9", scan)
    return len(data) if found < 0 else found + 2
