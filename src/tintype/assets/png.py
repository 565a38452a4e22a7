"""Writes PNG files, twenty times as fast as usual and a few per cent larger.

All rows are told as differences to their left or to their upper neighbours, whichever are smaller, and
ISA-L packs that. Pillow tries five filters on each row and packs with zlib at its fastest in eight times
the time, which was half of what a server spends on a small picture.
PNG specification, third edition: https://www.w3.org/TR/png-3/ (5, 9, 12.7).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tintype.core.picture import Pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR = {1: 0, 3: 2, 4: 6}
"""Channels → PNG's colour type."""
_LEFT, _UP = 1, 2
_TRIED = 8
"""Of so many rows one decides for all."""
_PIECE = 1 << 20
_LEVEL = 1
"""Of 0 to 3: a seventh smaller than 0 in hardly more time; 2 and 3 gain nothing on pictures."""


def encode(pixels: Pixels, chunks: Iterable[tuple[bytes, bytes]] = ()) -> bytes:
    """The file of pixels of shape (height, width, 1|3|4). chunks: (type, data) to put before them."""
    from isal import isal_zlib

    height, width, channels = pixels.shape
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOUR[channels], 0, 0, 0)
    data = isal_zlib.compress(filtered(pixels).data, _LEVEL)
    pieces = [data[start : start + _PIECE] for start in range(0, len(data), _PIECE)]
    whole = [(b"IHDR", head), *chunks, *((b"IDAT", piece) for piece in pieces), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, body) for kind, body in whole)


def filtered(pixels: Pixels) -> Pixels:
    """Rows as PNG wants them: a byte that names the filter, then differences modulo 256.
    Shape (height, 1 + width · channels)."""
    import numpy as np

    height, width, channels = pixels.shape
    rows = np.ascontiguousarray(pixels).reshape(height, width * channels)
    out = np.empty((height, 1 + rows.shape[1]), np.uint8)
    below = np.arange(1, height, _TRIED)
    if _size(rows[below] - rows[below - 1]) < _size(rows[below, channels:] - rows[below, :-channels]):
        out[:, 0] = _UP
        out[0, 1:] = rows[0]
        np.subtract(rows[1:], rows[:-1], out=out[1:, 1:])
    else:
        out[:, 0] = _LEFT
        out[:, 1 : 1 + channels] = rows[:, :channels]
        np.subtract(rows[:, channels:], rows[:, :-channels], out=out[:, 1 + channels :])
    return out


def _size(differences: Pixels) -> int:
    """How large differences are, as signed numbers: the rule of thumb of PNG 12.7."""
    import numpy as np

    return int(np.abs(differences.view(np.int8)).view(np.uint8).sum(dtype=np.uint64))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(kind)))
