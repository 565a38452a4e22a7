"""Rooms for work and rest: desk, office, library, living room, window sill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.beyond import bright_window, room_behind
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import books, curtain, frame, leafage, muntins, spines, worn
from tintype.scene.places.ground import box, boxes, floor, joined, side_wall, wall
from tintype.scene.places.still_life import table

if TYPE_CHECKING:
    import numpy.typing as npt
    from numpy.random import Generator

    Array = npt.NDArray[np.float64]


def shelves(
    setting: Setting, rng: Generator, x: tuple[float, float], z: tuple[float, float], y: float, *,
    storey: float,
    wood: str = "walnut",
) -> list[Dressed]:  # fmt: skip
    """A wall of books between x and z (radii), fronts at depth y, `storey` from board to board."""
    r = setting.radius
    boards: list[tuple[list[float], list[float]]] = []
    rows: list[tuple[Array, Array]] = []
    thick = 0.07 * storey
    for low in np.arange(z[0], z[1], storey):
        boards.append(([x[0], y, low - thick], [x[1], y + storey, low]))
        rows.append(books(x, float(low), y + 0.08 * storey, storey * 0.9, rng))
    for left in np.arange(x[0], x[1] + 0.01, max(3.2 * storey, 0.5)):
        boards.append(([left - thick, y - 0.02 * storey, z[0]], [left, y + storey, z[1]]))
    low, high = np.concatenate([a for a, _ in rows]), np.concatenate([b for _, b in rows])
    case = boxes(np.array([a for a, _ in boards]) * r, np.array([b for _, b in boards]) * r)
    dark = worn("case", wall((x[0] * r, x[1] * r), (z[0] * r, z[1] * r), (y + storey) * r), wood, "#2a1c12")
    return [*spines(low * r, high * r, rng), worn("boards", case, wood), dark]


@place(
    "desk", indoor=True,
    depth=9.0,
    wash=1.5, scale_class="hand", surface=Material(name="oak"),
    sky="room", elevation=10.0, focal=60.0,
    extent=(2.2, 1.3),
    dressing=("book", "stack_of_books", "pen", "notebook", "mug", "desk_lamp"),
)  # fmt: skip
def desk(setting: Setting, rng: Generator) -> list[Dressed]:
    """An oak desk in a dim room: the glow of a window, shelves out of focus."""
    parts = [table(setting, back=2.7), *room_behind(setting, 9.0, "#b9ad9b")]
    parts += bright_window(setting, (-8.5, -4.6), (-1.2, 5.0), 8.9, glow=0.9, colour="#e9eef4")
    parts += shelves(setting, rng, (1.6, 11.0), (-2.6, 6.0), 8.2, storey=1.35)
    return parts


@place(
    "office", indoor=True,
    depth=9.0,
    wash=0.3, scale_class="hand", surface=Material(name="walnut"),
    backdrop=Material(name="paint", colour="#3d4038"), sky="room", elevation=9.0, focal=55.0,
    extent=(2.2, 1.3),
    time="dusk", dressing=("desk_lamp", "book", "phone", "notebook", "hat", "glass"),
)  # fmt: skip
def office(setting: Setting, rng: Generator) -> list[Dressed]:
    """A detective's office: light through slats, filing cabinets in the dark."""
    r = setting.radius
    parts = [table(setting, back=2.7), *room_behind(setting, 9.0, "#3d4038", name="paint")]
    x, z, y = (-6.2 * r, 1.4 * r), (-0.7 * r, 5.4 * r), 8.9 * r
    parts.append(worn("pane", wall(x, z, y), "emissive", "#e8c894", glow=1.0))
    heights = np.arange(z[0], z[1], 0.26 * r)
    low = np.stack([np.full_like(heights, x[0]), np.full_like(heights, y - 0.35 * r), heights], axis=1)
    slats = boxes(low, low + np.array([x[1] - x[0], 0.2 * r, 0.12 * r]))
    parts.append(worn("slats", slats, "paint", "#4a4034"))
    parts.append(worn("frame", frame(x, z, y, bar=0.28 * r, depth=0.4 * r), "walnut"))
    for k in range(2):
        left = (3.0 + 2.3 * k) * r
        for row in range(5):
            bottom = (-6.6 + 1.5 * row) * r
            drawer = box((left, left + 2.1 * r), (7.6 * r, 8.9 * r), (bottom, bottom + 1.42 * r))
            handle = box(
                (left + 0.8 * r, left + 1.3 * r), (7.5 * r, 7.6 * r), (bottom + 0.9 * r, bottom + 1.0 * r)
            )
            parts += [worn("cabinet", drawer, "paint", "#565a4c"), worn("handle", handle, "brass")]
    return parts


@place(
    "window_sill", indoor=True, scale_class="hand", surface=Material(name="paint", colour="#ece9e2"),
    sky="room",
    elevation=8.0, focal=60.0, extent=(2.4, 0.9), time="morning", wall=None,
    dressing=("potted_plant", "book", "vase", "cup"),
)  # fmt: skip
def window_sill(setting: Setting, rng: Generator) -> list[Dressed]:
    """A white sill before a window; a garden glows outside, out of focus."""
    r = setting.radius
    parts: list[Dressed] = [
        (Part("sill", box((-9 * r, 9 * r), (-12 * r, 1.75 * r), (-0.35 * r, 0))), setting.surface),
        worn("frame", frame((-4.6 * r, 4.6 * r), (0.16 * r, 9 * r), 1.9 * r, bar=0.34 * r, depth=0.35 * r),
        "paint", "#f0eee8"),
        worn("bars", muntins((-4.6 * r, 4.6 * r), (0.16 * r, 9 * r), 1.8 * r, panes=(3, 3), bar=0.17 * r),
        "paint", "#f0eee8"),
        worn("reveal", joined([
            wall((-30 * r, -4.9 * r), (-9 * r, 30 * r), 1.9 * r),
            wall((4.9 * r, 30 * r), (-9 * r, 30 * r), 1.9 * r),
            wall((-5 * r, 5 * r), (9.2 * r, 30 * r), 1.9 * r)]), "plaster", "#d9d4ca"),
    ]  # fmt: skip
    return parts + garden_backing(setting, rng)


def garden_backing(setting: Setting, rng: Generator) -> list[Dressed]:
    """What film sets hang outside a window: painted sky, lawn and trees that glow by themselves."""
    r = setting.radius
    grey = setting.weather not in {"clear", "cloudy"}
    air, dim = ("#aebbc8", 0.5) if grey else ("#dcebf7", 1.0)
    parts: list[Dressed] = [
        worn("sky", wall((-70 * r, 70 * r), (-3 * r, 60 * r), 42 * r), "emissive", air, glow=dim),
        worn(
            "lawn", wall((-70 * r, 70 * r), (-40 * r, -3 * r), 41 * r), "emissive", "#8fa866", glow=0.45 * dim
        ),
    ]
    rows = (
        ("#93ab78", 0.6, 38.0, 3.4),
        ("#6f8f52", 0.42, 35.0, 1.4),
        ("#4f7040", 0.28, 32.0, -0.6),
        ("#a8bd78", 0.6, 29.0, -3.8),
    )
    for colour, glow, depth, top in rows:
        n = 26
        at = np.stack([rng.uniform(-26, 26, n), np.full(n, depth), top - rng.uniform(0.5, 3.5, n)], axis=1)
        size = np.stack([rng.uniform(1.2, 3.2, n), np.full(n, 0.6), rng.uniform(0.9, 2.2, n)], axis=1)
        leaf = leafage(at * r, size * r, rng, leaves=150, leaf=0.55 * r, colours=(colour,))[0][0]
        parts.append((Part("trees", leaf.mesh), Material(name="emissive", colour=colour, glow=dim * glow)))
    return parts


@place(
    "living_room", indoor=True,
    depth=4.6,
    wash=0.6, scale_class="room", surface=Material(name="oak"),
    backdrop=Material(name="plaster", colour="#d5cdbf"), wall=4.6, sky="room", elevation=9.0, focal=40.0,
    extent=(2.4, 1.8), dressing=("sofa", "armchair", "potted_plant", "table", "frame", "lantern"),
)  # fmt: skip
def living_room(setting: Setting, rng: Generator) -> list[Dressed]:
    """Oak floor, rug, skirting, a curtained window in the back wall."""
    r = setting.radius
    cloth = setting.backdrop or Material(name="plaster", colour="#d5cdbf")
    parts: list[Dressed] = [
        (Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4.6 * r))), setting.surface),
        (Part("wall", wall((-30 * r, 30 * r), (0, 16 * r), 4.6 * r)), cloth),
        worn("skirting", box((-30 * r, 30 * r), (4.52 * r, 4.6 * r), (0, 0.22 * r)), "paint", "#efebe3"),
        worn("rug", box((-2.9 * r, 2.9 * r), (-1.9 * r, 1.9 * r), (0, 0.012 * r)), "wool", "#a65b45"),
        worn(
            "rug_edge",
            joined([box((-3.1 * r, 3.1 * r), (-2.1 * r, 2.1 * r), (0, 0.009 * r))]),
            "wool",
            "#d8c7a8",
        ),
    ]
    parts += bright_window(setting, (-6.4, -3.4), (0.9, 5.4), 4.58, glow=1.0, colour="#eef3f7")
    for x in ((-7.4, -6.0), (-3.7, -2.5)):
        cloth_mesh = curtain((x[0] * r, x[1] * r), (0.05 * r, 6.0 * r), 4.4 * r, folds=6, depth=0.28 * r)
        parts.append(worn("curtain", cloth_mesh, "linen", "#c9bfae"))
    parts.append(worn("rod", box((-7.7 * r, -2.2 * r), (4.2 * r, 4.28 * r), (6.0 * r, 6.08 * r)), "brass"))
    x, z = (3.0 * r, 5.4 * r), (2.2 * r, 4.4 * r)
    parts.append(worn("frame", frame(x, z, 4.6 * r, bar=0.12 * r, depth=0.1 * r), "oak"))
    return [*parts, worn("print", wall(x, z, 4.56 * r), "paper", "#5d7a80")]


@place(
    "library", indoor=True,
    depth=4.2,
    wash=1.1, scale_class="room", surface=Material(name="walnut"), sky="room", elevation=8.0,
    focal=50.0, extent=(2.4, 1.8), wall=4.2, time="afternoon",
    dressing=("stack_of_books", "book", "armchair", "ladder", "desk_lamp"),
)  # fmt: skip
def library(setting: Setting, rng: Generator) -> list[Dressed]:
    """A wall of spines, floor to ceiling."""
    r = setting.radius
    storey = float(np.clip(0.34 / r, 0.45, 1.3))
    ground = Part("ground", floor((-30 * r, 30 * r), (-30 * r, 5 * r)))
    parts: list[Dressed] = [(ground, setting.surface)]
    parts += shelves(setting, rng, (-10.0, 10.0), (0.25, 9.0), 4.2, storey=storey)
    parts.append(
        worn("plinth", box((-30 * r, 30 * r), (4.1 * r, 4.2 * r), (0, 0.25 * r)), "walnut", "#3a2517")
    )
    parts.append(
        (
            Part("wall", wall((-40 * r, 40 * r), (0, 16 * r), 5.6 * r)),
            setting.backdrop or Material(name="walnut"),
        )
    )
    return [*parts, worn("side", side_wall(12 * r, (-2 * r, 5.6 * r), (0, 16 * r)), "walnut", "#4a3020")]
