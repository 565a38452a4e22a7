"""Counters and walls: kitchen, bathroom, café, brick and concrete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.beyond import bright_window, room_behind
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import balls, tiles, worn
from tintype.scene.places.ground import box, boxes, floor, grid_faces, made, side_wall, wall
from tintype.scene.places.still_life import table

if TYPE_CHECKING:
    import numpy.typing as npt
    from numpy.random import Generator

    Array = npt.NDArray[np.float64]


def tiled(
    setting: Setting,
    y: float,
    z: float,
    *,
    size: tuple[float, float],
    shift: float,
    name: str,
    colour: str | None,
) -> list[Dressed]:
    """A tiled wall up to height z with plaster over it. y, z in radii; tile size in metres when that fits."""
    r = setting.radius
    scale = float(np.clip(1.0, 1.6 * r, 8 * r))
    width, height = size[0] * scale, size[1] * scale
    gap = 0.05 * height
    face = tiles((-9 * r, 9 * r), (0.0, z * r), y * r, size=(width, height), gap=gap, shift=shift)
    return [
        worn("tiles", face, name, colour),
        worn("grout", wall((-40 * r, 40 * r), (0, z * r), y * r + gap), "plaster", "#98928a"),
        (Part("wall", wall((-40 * r, 40 * r), (z * r, 30 * r), y * r + gap)),
         setting.backdrop or Material(name="plaster", colour="#dcd6ca")),
    ]  # fmt: skip


@place(
    "kitchen", indoor=True,
    depth=3.6,
    wash=0.8, scale_class="hand", surface=Material(name="granite", colour="#8a8782"), sky="room",
    elevation=10.0, focal=55.0, extent=(2.2, 1.4), wall=3.6, time="morning",
    dressing=("bowl", "jar", "pitcher", "lemon", "bread", "plate", "knife"),
)  # fmt: skip
def kitchen(setting: Setting, rng: Generator) -> list[Dressed]:
    """A worktop, glazed tiles, an oak shelf with jars."""
    r = setting.radius
    parts = [table(setting, back=3.6)]
    parts += tiled(setting, 3.6, 5.6, size=(0.15, 0.075), shift=0.5, name="ceramic", colour="#e6e9e4")
    parts.append(worn("shelf", box((-9 * r, 9 * r), (2.9 * r, 3.6 * r), (1.95 * r, 2.07 * r)), "oak"))
    x = -8.0
    while x < 8.0:
        wide, tall = float(rng.uniform(0.45, 0.75)), float(rng.uniform(0.6, 1.3))
        name, colour = (
            ("ceramic", "#d8d2c4"),
            ("ceramic", "#5d7f86"),
            ("stoneware", None),
            ("copper", None),
        )[int(rng.integers(4))]
        at = np.array([[x * r, 3.25 * r, 2.07 * r]])
        parts.append(worn("jar", _jar(at[0], wide * 0.5 * r, tall * r), name, colour))
        x += wide + float(rng.uniform(0.1, 0.5))
    return parts


def _jar(at: Array, radius: float, height: float) -> Mesh:
    """A lidded jar."""
    profile = np.array(
        [[0, 0], [0.85, 0], [1, 0.1], [1, 0.75], [0.7, 0.86], [0.72, 0.93], [0.5, 1.0], [0, 1.0]]
    )
    turn = np.linspace(0, 2 * np.pi, 25)
    x, y = profile[:, :1] * radius * np.cos(turn), profile[:, :1] * radius * np.sin(turn)
    z = np.broadcast_to(profile[:, 1:] * height, x.shape)
    points = np.stack([x, y, z], axis=-1).reshape(-1, 3) + at
    return made(points, grid_faces(len(profile), 25), points[:, :2], smooth=True)


@place(
    "bathroom", indoor=True,
    depth=3.4,
    wash=0.3, scale_class="hand", surface=Material(name="marble"), sky="room", elevation=9.0,
    focal=60.0, extent=(2.2, 1.3), wall=3.4, time="morning",
    dressing=("soap", "cream_jar", "tube", "potted_plant"),
)  # fmt: skip
def bathroom(setting: Setting, rng: Generator) -> list[Dressed]:
    """A marble counter before pale green tiles, a round mirror and a brass rail."""
    r = setting.radius
    parts = [table(setting, back=3.4)]
    parts += tiled(setting, 3.4, 9.0, size=(0.1, 0.2), shift=0.0, name="ceramic", colour="#b9cdc4")
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    for name, radius, y, colour in (("brass", 0.95, 3.33, None), ("mirror", 0.9, 3.31, None)):
        rim = np.stack([1.9 + radius * np.cos(turn), np.full(64, y), 1.4 + radius * np.sin(turn)], axis=1) * r
        points = np.concatenate([rim, [[1.9 * r, y * r, 1.4 * r]]])
        faces = np.stack([np.arange(64), (np.arange(64) + 1) % 64, np.full(64, 64)], axis=1)
        parts.append(worn(name, made(points, faces, points[:, [0, 2]]), name, colour))
    rail = box((-5.6 * r, -2.2 * r), (3.0 * r, 3.1 * r), (1.5 * r, 1.58 * r))
    towel = box((-5.0 * r, -3.3 * r), (2.93 * r, 3.17 * r), (0.35 * r, 1.62 * r))
    return [*parts, worn("rail", rail, "brass"), worn("towel", towel, "cotton", "#e9e2d4")]


@place(
    "cafe", indoor=True,
    depth=18.0,
    wash=0.6, scale_class="hand", surface=Material(name="walnut"),
    backdrop=Material(name="paint", colour="#4a3b30"), sky="room", elevation=9.0, focal=75.0,
    extent=(2.0, 1.2),
    time="afternoon", dressing=("cup", "plate", "spoon", "notebook", "cake", "donut"),
)  # fmt: skip
def cafe(setting: Setting, rng: Generator) -> list[Dressed]:
    """A table by the window of a café: pendant lamps and a bar, all bokeh."""
    r = setting.radius
    parts = [table(setting, back=2.6), *room_behind(setting, 18.0, "#4a3b30", name="paint")]
    n = 34
    at = np.stack([rng.uniform(-7, 7, n), rng.uniform(9, 17, n), rng.uniform(-0.7, 3.2, n)], axis=1) * r
    parts.append(worn("pendants", balls(at, rng.uniform(0.16, 0.34, n) * r), "emissive", "#ffc983", glow=6.0))
    parts.append(worn("bar", box((-3 * r, 14 * r), (14 * r, 15 * r), (-8 * r, -1.6 * r)), "oak", "#7a5436"))
    parts.append(worn("shelf", box((-2 * r, 14 * r), (17.2 * r, 18 * r), (0.8 * r, 1.0 * r)), "oak"))
    low = np.stack([rng.uniform(-2, 13, 40), np.full(40, 17.3), np.full(40, 1.0)], axis=1)
    high = low + np.stack([rng.uniform(0.2, 0.5, 40), np.full(40, 0.4), rng.uniform(0.5, 1.5, 40)], axis=1)
    for k, colour in enumerate(("#7a3e1d", "#2f4a34", "#c9b28a")):
        parts.append(worn("bottles", boxes(low[k::3] * r, high[k::3] * r), "ceramic", colour))
    return parts + bright_window(setting, (-13, -6), (-3, 6), 17.8, glow=1.3, colour="#eaf0f4")


@place(
    "brick_wall", indoor=True,
    depth=3.0,
    wash=0.7, scale_class="hand", surface=Material(name="concrete"),
    backdrop=Material(name="brick"), sky="room", elevation=8.0, focal=60.0, extent=(2.4, 1.5), wall=3.0,
    dressing=("plinth", "box", "ladder", "barrel"),
)  # fmt: skip
def brick_wall(setting: Setting, rng: Generator) -> list[Dressed]:
    """Bricks laid in courses over a concrete floor, each standing out a little differently."""
    r = setting.radius
    brick = setting.backdrop or Material(name="brick")
    parts: list[Dressed] = [(Part("ground", floor((-40 * r, 40 * r), (-30 * r, 3.2 * r))), setting.surface)]
    if brick.name != "brick":
        return [*parts, (Part("wall", wall((-40 * r, 40 * r), (0, 25 * r), 3 * r)), brick)]
    scale = float(np.clip(1.0, 1.4 * r, 4.5 * r))
    face = tiles(
        (-9 * r, 9 * r), (0, 8 * r), 3 * r, size=(0.225 * scale, 0.075 * scale), gap=0.011 * scale, shift=0.5
    )
    points = face.vertices.reshape(-1, 24, 3).copy()
    points[:, :, 1] += rng.uniform(0, 0.006 * scale, (len(points), 1)).astype(np.float32)
    tone = rng.integers(4, size=len(points))
    for k, colour in enumerate((brick.colour or "#9a4b36", "#8a4030", "#a8573f", "#7c3c30")):
        mine = points[tone == k].reshape(-1, 3)
        count = len(mine) // 24
        faces = (np.arange(count * 6) * 4)[:, None, None] + np.array([[0, 1, 2], [0, 2, 3]])
        mesh = type(face)(mine, faces.reshape(-1, 3).astype(np.int32), mine[:, [0, 2]].copy())
        parts.append(worn("bricks", mesh, "terracotta", colour))
    parts.append(
        worn("mortar", wall((-40 * r, 40 * r), (0, 25 * r), 3 * r + 0.012 * scale), "plaster", "#a39a8c")
    )
    return parts


@place(
    "concrete_room", indoor=True,
    depth=4.6,
    wash=0.7, scale_class="room", surface=Material(name="concrete", colour="#8d8b87"),
    backdrop=Material(name="concrete"), elevation=7.0, focal=45.0, extent=(2.4, 1.8), wall=4.6,
    dressing=("plinth", "chair", "steps"),
)  # fmt: skip
def concrete_room(setting: Setting, rng: Generator) -> list[Dressed]:
    """Cast walls in panels with their tie holes, bare floor."""
    r = setting.radius
    cast = setting.backdrop or Material(name="concrete")
    wide, tall, gap = 2.8 * r, 1.9 * r, 0.025 * r
    xs, zs = np.meshgrid(np.arange(-6, 6) * wide + 0.6 * r, np.arange(0, 6) * tall)
    low = np.stack([xs.ravel() + gap, np.full(xs.size, 4.6 * r), zs.ravel() + gap], axis=1)
    panels = boxes(low, low + np.array([wide - gap, 0.1 * r, tall - gap]))
    holes = np.concatenate(
        [low + np.array([fx * wide, 0.035 * r, fz * tall]) for fx in (0.15, 0.85) for fz in (0.22, 0.78)]
    )
    return [
        (Part("ground", floor((-30 * r, 9 * r), (-30 * r, 4.7 * r))), setting.surface),
        (Part("panels", panels), cast),
        worn("joints", wall((-30 * r, 30 * r), (0, 14 * r), 4.66 * r), "concrete", "#4c4b49"),
        worn("ties", balls(holes, np.full(len(holes), 0.055 * r), rows=8), "concrete", "#3a3938"),
        (Part("side", side_wall(8 * r, (-1.5 * r, 4.7 * r), (0, 12 * r))), cast),
    ]
