"""What blurs behind a table: a wall in a colour of its own, and something pale on it. By seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.dress import balls, curtain, frame, leafage, muntins, worn
from tintype.scene.places.ground import box, floor, wall

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

    from tintype.scene.places.catalogue import Dressed

    Dressing = Callable[[Setting, Generator, float, float], list[Dressed]]

WALLS = (
    "#d6d1c9", "#cdc9c3", "#c0c6bb", "#bcc6ca", "#d6cbc5", "#c6bfb8", "#b0bab7", "#d0cabc", "#c8c3c7",
    "#d2d2ce",
)  # fmt: skip
"""Paints that let things of any colour stand out before them; greyed, so that they tint nothing."""

PALE = ("#e6e0d6", "#dfe0dc", "#d9dcdc", "#e4d8cb", "#dbd9d0")


def bright_window(
    setting: Setting, x: tuple[float, float], z: tuple[float, float], y: float, *, glow: float, colour: str
) -> list[Dressed]:
    """A window seen from inside: a pane of daylight behind bars. Lengths in radii."""
    r = setting.radius
    xr, zr = (x[0] * r, x[1] * r), (z[0] * r, z[1] * r)
    bar = 0.045 * (xr[1] - xr[0])
    return [
        worn("pane", wall(xr, zr, (y - 0.02) * r), "emissive", colour, glow=glow),
        worn("frame", frame(xr, zr, y * r, bar=bar * 1.4, depth=bar * 2), "paint", "#e8e4da"),
        worn("bars", muntins(xr, zr, (y - 0.05) * r, panes=(2, 3), bar=bar), "paint", "#e8e4da"),
    ]


def room_behind(setting: Setting, wall_at: float, colour: str, *, name: str = "plaster") -> list[Dressed]:
    """A wall far behind a table and the floor below it."""
    r = setting.radius
    cloth = setting.backdrop or Material(name=name, colour=colour)
    return [
        (Part("wall", wall((-60 * r, 60 * r), (-9 * r, 40 * r), wall_at * r)), cloth),
        worn("floor", floor((-60 * r, 60 * r), (-13 * r, wall_at * r), -8 * r), "oak", "#8a6a4a"),
    ]


def beyond(setting: Setting, rng: Generator, wall_at: float, walls: tuple[str, ...] = WALLS) -> list[Dressed]:
    """A painted wall at depth `wall_at` (radii) and one thing before it, off to a side and out of focus."""
    colour = walls[int(rng.integers(len(walls)))]
    side = 1.0 if rng.random() < 0.5 else -1.0
    dressing = _DRESSINGS[int(rng.integers(len(_DRESSINGS)))]
    return [*room_behind(setting, wall_at, colour), *dressing(setting, rng, wall_at, side)]


def _span(side: float, near: float, far: float) -> tuple[float, float]:
    """A stretch of x on one side, in radii, in rising order."""
    return (near, far) if side > 0 else (-far, -near)


def _bare(setting: Setting, rng: Generator, y: float, side: float) -> list[Dressed]:
    """Only the light on the wall, over a low panel."""
    r = setting.radius
    rail = box((-60 * r, 60 * r), ((y - 0.2) * r, y * r), (-2.4 * r, -2.0 * r))
    return [worn("rail", rail, "paint", "#e6ded0")]


def _lit(setting: Setting, rng: Generator, y: float, side: float) -> list[Dressed]:
    """A tall window half out of frame, a curtain at its edge."""
    r = setting.radius
    pane = bright_window(setting, _span(side, 3.6, 8.4), (-4.0, 9.0), y - 0.1, glow=0.95, colour="#f7f4ea")
    a, b = _span(side, 2.5, 4.2)
    cloth = curtain((a * r, b * r), (-7 * r, 9.6 * r), (y - 0.5) * r, folds=5, depth=0.4 * r)
    return [*pane, worn("curtain", cloth, "linen", "#efe9dd")]


def _green(setting: Setting, rng: Generator, y: float, side: float) -> list[Dressed]:
    """A plant in a pale pot on the floor, its crown beside the table."""
    r = setting.radius
    x, depth = side * 4.4, y - 2.6
    centre = np.array([[x, depth, 0.2], [x + 0.9, depth + 0.5, 1.9], [x - 0.9, depth - 0.4, 1.3]]) * r
    size = np.array([[1.5, 1.0, 1.6], [1.1, 0.9, 1.3], [1.0, 0.8, 1.2]]) * r
    colours = ("#5d8048", "#7c9c58", "#47683c")
    stem = box((x * r - 0.12 * r, x * r + 0.12 * r), (depth * r, (depth + 0.2) * r), (-5 * r, 0.0))
    return [*leafage(centre, size, rng, leaves=230, leaf=0.5 * r, colours=colours),
            worn("stem", stem, "bark")]  # fmt: skip


def _shelved(setting: Setting, rng: Generator, y: float, side: float) -> list[Dressed]:
    """A board on the wall with a few pots on it."""
    r = setting.radius
    a, b = _span(side, 2.2, 12.0)
    board = box((a * r, b * r), ((y - 0.9) * r, y * r), (0.9 * r, 1.06 * r))
    parts = [worn("shelf", board, "oak", "#c39a68")]
    tones = ("#efe9de", "#c8785a", "#8fa39a", "#d9c6a5", "#56697a")
    for k in range(6):
        x = a + (k + 0.6) * (b - a) / 6.4 + float(rng.uniform(-0.15, 0.15))
        size = float(rng.uniform(0.38, 0.62))
        pot = balls(np.array([[x, y - 0.5, 1.06 + size]]) * r, np.array([size * r]))
        parts.append(worn("pot", pot, "stoneware", tones[int(rng.integers(len(tones)))]))
    return parts


def _hung(setting: Setting, rng: Generator, y: float, side: float) -> list[Dressed]:
    """A large pale print in a thin oak frame."""
    r = setting.radius
    (a, b), z = _span(side, 2.0, 5.6), (-0.4 * r, 4.4 * r)
    x = (a * r, b * r)
    tones = ("#c9d2cf", "#e0c9b3", "#cfc3cc", "#d9d6b8")
    mat = wall(x, z, (y - 0.06) * r)
    inner = wall((x[0] + 0.7 * r, x[1] - 0.7 * r), (z[0] + 0.8 * r, z[1] - 0.8 * r), (y - 0.1) * r)
    return [
        worn("frame", frame(x, z, y * r, bar=0.14 * r, depth=0.16 * r), "oak", "#c7a274"),
        worn("mat", mat, "paper", "#f2eee6"),
        worn("print", inner, "paper", tones[int(rng.integers(len(tones)))]),
    ]


_DRESSINGS: tuple[Dressing, ...] = (_bare, _lit, _green, _shelved, _hung, _lit)
