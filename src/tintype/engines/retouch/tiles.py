"""A picture worked on piece by piece: any size in bounded memory, and no seam.

Each piece is handed over with a rim of its surroundings, the halo. Where that is at least as wide as
what the work looks at, the pieces together are exactly what the whole picture would have given; at the
edge of the picture a piece ends where the picture ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from tintype.core.event import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels

Work = Callable[["Pixels"], "Pixels"]
"""uint8 (h, w, C) → uint8 (h·scale, w·scale, C)."""

TILE = 256
"""Side of a piece without its rim."""
_GRID = 4
"""Pieces begin at multiples of this: networks look at pixels by two or by four."""


def tiled(
    pixels: Pixels, work: Work, emit: Emit, *, doing: str, scale: int = 1, halo: int = 32, tile: int = TILE
) -> Pixels:
    """The work done on the whole picture, uint8 (H·scale, W·scale, C); tells of each piece."""
    height, width, channels = pixels.shape
    halo += -halo % _GRID
    done = np.empty((height * scale, width * scale, channels), np.uint8)
    pieces = list(_pieces(height, width, tile))
    for index, (top, left) in enumerate(pieces):
        emit(Progress(doing, index, len(pieces)))
        bottom, right = min(top + tile, height), min(left + tile, width)
        above, before = max(0, top - halo), max(0, left - halo)
        worked = work(pixels[above : bottom + halo, before : right + halo])
        core = worked[
            (top - above) * scale : (bottom - above) * scale,
            (left - before) * scale : (right - before) * scale,
        ]
        done[top * scale : bottom * scale, left * scale : right * scale] = core
    emit(Progress(doing, len(pieces), len(pieces)))
    return done


def _pieces(height: int, width: int, tile: int) -> Iterator[tuple[int, int]]:
    """(top, left) of every piece, row by row."""
    for top in range(0, height, tile):
        for left in range(0, width, tile):
            yield top, left
