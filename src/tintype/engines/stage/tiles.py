"""How a picture is cut into tiles and passes, so that it grows, fits in memory and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tile:
    """A rectangle of pixels; (x, y) is its upper left corner."""

    x: int
    y: int
    width: int
    height: int


def tiles(width: int, height: int, most: int) -> list[Tile]:
    """Bands of whole rows (parts of rows where one is too long) of at most `most` pixels each."""
    rows = max(1, most // width)
    return [Tile(0, y, width, min(rows, height - y)) for y in range(0, height, rows)]
