"""Tables and studio sweeps: where small things are photographed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.beyond import PALE, beyond
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import worn
from tintype.scene.places.ground import box, floor, side_wall, sweep, wall

if TYPE_CHECKING:
    from numpy.random import Generator

_PAPER = Material(name="matte_plastic", colour="#e9e7e3")


def table(setting: Setting, *, back: float = 3.2, half: float = 15.0, front: float = 13.0) -> Dressed:
    """A slab whose top is z = 0, its front edge behind the camera."""
    r = setting.radius
    return Part("table", box((-half * r, half * r), (-front * r, back * r), (-0.3 * r, 0.0))), setting.surface


@place(
    "seamless", indoor=True, scale_class="hand", surface=_PAPER, wall=5.0, depth=7.5,
    wash=0.55, elevation=9.0, focal=85.0,
    extent=(2.5, 1.6),
)  # fmt: skip
def seamless(setting: Setting, rng: Generator) -> list[Dressed]:
    """A paper sweep. With a backdrop of its own, the surface becomes a board before it."""
    r, paper = setting.radius, setting.backdrop or setting.surface
    curve = sweep(r, width=45, front=30, back=7.5, bend=5.5, height=40)
    if paper == setting.surface:
        return [(Part("sweep", curve), paper)]
    low = type(curve)(
        curve.vertices - np.array([0, 0, 0.12 * r], np.float32), curve.faces, curve.uv, curve.normals
    )
    board = box((-20 * r, 20 * r), (-20 * r, 2.4 * r), (-0.12 * r, 0.0))
    return [(Part("sweep", low), paper), (Part("board", board), setting.surface)]


@place(
    "studio", indoor=True, scale_class="hand", surface=Material(name="concrete", colour="#4d4e51"),
    backdrop=Material(name="paint", colour="#4a4d54"),
    depth=6.0,
    wash=0.75, wall=6.0, elevation=9.0, focal=70.0, extent=(2.5, 1.8),
)  # fmt: skip
def studio(setting: Setting, rng: Generator) -> list[Dressed]:
    """A dark floor that meets a wall on which a lamp leaves a pool (see `rigs`)."""
    r = setting.radius
    floor_part = Part("ground", floor((-60 * r, 60 * r), (-40 * r, 6 * r)))
    back = Part("wall", wall((-60 * r, 60 * r), (0, 45 * r), 6 * r))
    return [(floor_part, setting.surface), (back, setting.backdrop or setting.surface)]


@place(
    "tabletop", indoor=True, scale_class="hand", surface=Material(name="wood"),
    depth=12.0,
    wash=2.1, sky="room", elevation=9.5, focal=70.0, extent=(2.2, 1.4),
    dressing=("book", "cup", "vase"),
)  # fmt: skip
def tabletop(setting: Setting, rng: Generator) -> list[Dressed]:
    """A wooden table before a painted wall in soft light, one thing on it out of focus."""
    return [table(setting), *beyond(setting, rng, 12.0)]


@place(
    "marble_table", indoor=True, scale_class="hand", surface=Material(name="marble"),
    depth=14.0,
    wash=2.0, sky="room", elevation=9.5, focal=85.0, extent=(2.2, 1.4),
    dressing=("vase", "flower", "plate"),
)  # fmt: skip
def marble_table(setting: Setting, rng: Generator) -> list[Dressed]:
    """A marble slab in a bright interior, pale and far out of focus."""
    return [table(setting, back=3.0), *beyond(setting, rng, 14.0, PALE)]


@place(
    "gallery", indoor=True, scale_class="room", surface=Material(name="concrete", colour="#a9a7a2"),
    backdrop=Material(name="plaster", colour="#efede8"), wall=5.0, depth=5.0, wash=0.75, elevation=7.0,
    focal=45.0, extent=(2.5, 2.0),
    dressing=("plinth", "frame", "bench"),
)  # fmt: skip
def gallery(setting: Setting, rng: Generator) -> list[Dressed]:
    """White walls with hung canvases over a polished concrete floor."""
    r = setting.radius
    white = setting.backdrop or Material(name="plaster", colour="#efede8")
    parts: list[Dressed] = [
        (Part("ground", floor((-40 * r, 12 * r), (-30 * r, 5 * r))), setting.surface),
        (Part("wall", wall((-40 * r, 12 * r), (0.14 * r, 14 * r), 5 * r)), white),
        (Part("side", side_wall(10 * r, (-3 * r, 5 * r), (0.14 * r, 14 * r))), white),
        worn("gap", wall((-40 * r, 12 * r), (0, 0.14 * r), 5.03 * r), "paint", "#2b2b2c"),
    ]
    colours = ["#28415e", "#a8432e", "#c9a24a", "#39493b", "#1f1f22", "#8d9aa5"]
    rng.shuffle(colours)
    for k, (left, wide, low, tall) in enumerate(
        ((-7.2, 2.6, 1.5, 3.2), (-3.4, 1.7, 1.9, 1.7), (2.7, 2.5, 1.5, 1.9))
    ):
        x, z = (left * r, (left + wide) * r), (low * r, (low + tall) * r)
        parts.append(worn("canvas_edge", box(x, (4.9 * r, 5 * r), z), "linen", "#e5dfd2"))
        inner = (x[0] + 0.16 * r, x[1] - 0.16 * r), (z[0] + 0.16 * r, z[1] - 0.16 * r)
        parts.append(worn("painting", wall(*inner, 4.89 * r), "paint", colours[k]))
        cut = z[0] + (0.3 + 0.3 * float(rng.random())) * tall * r
        parts.append(
            worn(
                "painting",
                wall((inner[0][0], inner[0][1]), (inner[1][0], cut), 4.88 * r),
                "paint",
                colours[k + 3],
            )
        )
    return parts


@place(
    "void", indoor=True, scale_class="hand", surface=Material(name="matte_plastic", colour="#0a0a0b"),
    wall=None,
    elevation=8.0, focal=85.0, extent=(2.5, 2.0),
)  # fmt: skip
def void(setting: Setting, rng: Generator) -> list[Dressed]:
    """Nothing: a black sheet that ends in black."""
    r, black = setting.radius, Material(name="velvet", colour="#030303")
    return [
        (Part("ground", floor((-50 * r, 50 * r), (-40 * r, 30 * r))), setting.surface),
        (Part("wall", wall((-50 * r, 50 * r), (0, 60 * r), 30 * r)), setting.backdrop or black),
        (Part("side", side_wall(-50 * r, (0, 30 * r), (0, 60 * r))), black),
        (Part("side", side_wall(50 * r, (0, 30 * r), (0, 60 * r))), black),
    ]
