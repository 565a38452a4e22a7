"""Tables and studio sweeps: where small things are photographed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import frame, leafage, muntins, worn
from tintype.scene.places.ground import box, floor, side_wall, sweep, wall

if TYPE_CHECKING:
    from numpy.random import Generator

_PAPER = Material(name="matte_plastic", colour="#e9e7e3")


def table(setting: Setting, *, back: float = 3.2, half: float = 15.0, front: float = 13.0) -> Dressed:
    """A slab whose top is z = 0, its front edge behind the camera."""
    r = setting.radius
    return Part("table", box((-half * r, half * r), (-front * r, back * r), (-0.3 * r, 0.0))), setting.surface


def room_behind(setting: Setting, wall_at: float, colour: str, *, name: str = "plaster") -> list[Dressed]:
    """A wall far behind a table and the floor below it."""
    r = setting.radius
    cloth = setting.backdrop or Material(name=name, colour=colour)
    return [
        (Part("wall", wall((-60 * r, 60 * r), (-9 * r, 40 * r), wall_at * r)), cloth),
        worn("floor", floor((-60 * r, 60 * r), (-13 * r, wall_at * r), -8 * r), "oak", "#6d4c30"),
    ]


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
    backdrop=Material(name="plaster", colour="#b9ab98"),
    depth=12.0,
    wash=0.75, sky="room", elevation=9.5, focal=70.0, extent=(2.2, 1.4),
    dressing=("book", "cup", "vase"),
)  # fmt: skip
def tabletop(setting: Setting, rng: Generator) -> list[Dressed]:
    """A wooden table before a wall in soft light, a window and a picture out of focus."""
    r, flip = setting.radius, 1.0 if rng.random() < 0.5 else -1.0
    parts = [table(setting), *room_behind(setting, 12.0, "#b9ab98")]
    x = sorted((flip * 4.2, flip * 8.8))
    parts += bright_window(setting, (x[0], x[1]), (-1.0, 7.0), 11.9, glow=0.85, colour="#f4f1e6")
    x = sorted((-flip * 3.0 * r, -flip * 6.0 * r))
    at = (x[0], x[1]), (-0.2 * r, 2.6 * r)
    parts.append(worn("frame", frame(*at, 11.9 * r, bar=0.3 * r, depth=0.2 * r), "walnut"))
    parts.append(worn("print", wall(*at, 11.8 * r), "paper", "#8f8a6e"))
    parts.append(
        worn("rail", box((-60 * r, 60 * r), (11.8 * r, 12 * r), (-2.2 * r, -1.7 * r)), "paint", "#d8cfc0")
    )
    return parts


@place(
    "marble_table", indoor=True, scale_class="hand", surface=Material(name="marble"),
    backdrop=Material(name="plaster", colour="#e3ded6"),
    depth=14.0,
    wash=0.5, sky="room", elevation=9.5, focal=85.0, extent=(2.2, 1.4),
    dressing=("vase", "flower", "plate"),
)  # fmt: skip
def marble_table(setting: Setting, rng: Generator) -> list[Dressed]:
    """A marble slab in a bright interior: tall panes and a plant, far out of focus."""
    r = setting.radius
    parts = [table(setting, back=3.0), *room_behind(setting, 14.0, "#e3ded6")]
    for left in (-11.5, -5.5, 3.5):
        parts += bright_window(setting, (left, left + 4.2), (-1.0, 12.0), 13.9, glow=0.95, colour="#f3f6f8")
    centre = np.array([[5.3, 11.5, -0.6], [6.0, 11.0, 1.2], [4.7, 12.0, 0.8]]) * r
    size = np.array([[1.3, 1.0, 1.5], [1.0, 0.9, 1.2], [1.1, 0.8, 1.2]]) * r
    return parts + leafage(centre, size, rng, leaves=260, leaf=0.42 * r, colours=("#4f6f3a", "#6d8a4c"))


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
