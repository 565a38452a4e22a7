"""Streets and roofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import balls, worn
from tintype.scene.places.ground import box, boxes, floor, joined, made, tubes
from tintype.scene.places.noise import fbm

if TYPE_CHECKING:
    import numpy.typing as npt
    from numpy.random import Generator

    Array = npt.NDArray[np.float64]

WALLS = (
    ("brick", "#8a4a38"),
    ("plaster", "#d9c9a8"),
    ("limestone", None),
    ("plaster", "#b9a48c"),
    ("brick", "#6e4034"),
)
NEON = ("#ff2d8f", "#19d3ff", "#ff5a1f", "#7a4dff", "#2dffb0", "#ffd21f")


def houses(setting: Setting, rng: Generator, *, night: bool) -> list[Dressed]:
    """Two rows of fronts along the street, from beyond the set to the vanishing point, and its end."""
    r = setting.radius
    parts: list[Dressed] = []
    glass: list[Array] = []
    stone: list[Array] = []
    for side in (-1, 1):
        y = 2.4
        while y < 75:
            deep, tall = float(rng.uniform(5, 9)), float(rng.uniform(6.5, 12))
            name, colour = WALLS[int(rng.integers(len(WALLS)))]
            inner, outer = side * 4.8, side * 12.0
            parts.append(
                worn(
                    "house", box(_span(inner, outer, r), (y * r, (y + deep) * r), (0, tall * r)), name, colour
                )
            )
            stone.append(_row(_span(inner - side * 0.14, inner, 1), (y, y + deep), (tall - 0.3, tall + 0.05)))
            stone.append(_row(_span(inner - side * 0.1, inner, 1), (y, y + deep), (1.75, 1.9)))
            a, b = _windows(side, inner, (y, y + deep), tall)
            glass.append(a)
            stone.append(b)
            y += deep
    end = box((-20 * r, 20 * r), (80 * r, 84 * r), (0, 11 * r))
    parts.append(worn("end", end, "plaster", "#a89880"))
    panes, ledges = np.concatenate(glass), np.concatenate(stone)
    parts.append(worn("ledges", boxes(ledges[:, 0] * r, ledges[:, 1] * r), "limestone", "#c9bfae"))
    return parts + _glazed(panes, r, rng, night=night)


def _span(a: float, b: float, r: float) -> tuple[float, float]:
    return (min(a, b) * r, max(a, b) * r)


def _row(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> Array:
    return np.array([[[x[0], y[0], z[0]], [x[1], y[1], z[1]]]])


def _windows(side: int, inner: float, y: tuple[float, float], tall: float) -> tuple[Array, Array]:
    """Panes and sills of one front: a shop below, windows above; (N, 2, 3) low and high corners."""
    columns = max(int((y[1] - y[0]) / 1.5), 2)
    step = (y[1] - y[0]) / columns
    panes: list[Array] = []
    sills: list[Array] = []
    x = _span(inner - side * 0.03, inner + side * 0.05, 1)
    out = _span(inner - side * 0.1, inner, 1)
    for c in range(columns):
        left = y[0] + (c + 0.24) * step
        right = y[0] + (c + 0.76) * step
        panes.append(_row(x, (left - 0.12 * step, right + 0.12 * step), (0.35, 1.5)))
        for bottom in np.arange(2.35, tall - 1.4, 1.7):
            panes.append(_row(x, (left, right), (bottom, bottom + 1.05)))
            sills.append(_row(out, (left - 0.08, right + 0.08), (bottom - 0.12, bottom)))
            sills.append(
                _row(
                    _span(inner - side * 0.06, inner, 1),
                    (left - 0.08, right + 0.08),
                    (bottom + 1.05, bottom + 1.16),
                )
            )
    return np.concatenate(panes), np.concatenate(sills) if sills else np.zeros((0, 2, 3))


def _glazed(panes: Array, r: float, rng: Generator, *, night: bool) -> list[Dressed]:
    """Dark reflecting panes; at night many of them lit, warm and cool."""
    tone = rng.choice(5, size=len(panes), p=(0.5, 0.22, 0.13, 0.1, 0.05) if night else (1, 0, 0, 0, 0))
    looks = (("lacquer", "#12181c", 0.0), ("emissive", "#ffb765", 1.5), ("emissive", "#ffd9a0", 2.2),
             ("emissive", "#9fc4ff", 1.4), ("emissive", "#ff7a4d", 1.6))  # fmt: skip
    return [
        worn("panes", boxes(panes[tone == k, 0] * r, panes[tone == k, 1] * r), name, colour, glow=glow)
        for k, (name, colour, glow) in enumerate(looks)
        if np.any(tone == k)
    ]


def road(setting: Setting, *, line: str | None) -> list[Dressed]:
    """Carriageway at z = 0, kerbs and pavements on both sides, a dashed line beyond the set."""
    r = setting.radius
    parts: list[Dressed] = [(Part("ground", floor((-40 * r, 40 * r), (-40 * r, 400 * r))), setting.surface)]
    for side in (-1, 1):
        parts.append(
            worn(
                "pavement",
                box(_span(side * 3.0, side * 4.8, r), (-40 * r, 100 * r), (-0.1 * r, 0.09 * r)),
                "concrete",
                "#8f8c86",
            )
        )
        parts.append(
            worn(
                "kerb",
                box(_span(side * 2.85, side * 3.0, r), (-40 * r, 100 * r), (-0.1 * r, 0.1 * r)),
                "granite",
                "#9a9791",
            )
        )
    if line:
        start = np.arange(3.2, 80, 2.6)
        low = np.stack([np.full_like(start, -0.07), start, np.full_like(start, -0.01)], axis=1) * r
        high = np.stack([np.full_like(start, 0.07), start + 1.3, np.full_like(start, 0.004)], axis=1) * r
        parts.append(worn("line", boxes(low, high), "paint", line))
    return parts


@place(
    "street", indoor=False,
    gain=1.35, scale_class="land", surface=Material(name="asphalt"), sky="clear", horizon=True,
    elevation=6.0, focal=40.0, extent=(2.4, 1.6), time="afternoon",
    dressing=("car", "street_lamp", "bench", "tree", "sign"),
)  # fmt: skip
def street(setting: Setting, rng: Generator) -> list[Dressed]:
    """A road between fronts of brick and plaster."""
    return [*road(setting, line="#d9d6cc"), *houses(setting, rng, night=False), *lamps(setting, lit=False)]


@place(
    "night_street", indoor=False, scale_class="land", surface=Material(name="wet_asphalt"), sky="night",
    horizon=True,
    elevation=6.0, focal=40.0, extent=(2.4, 1.6), time="night",
    dressing=("car", "street_lamp", "neon_sign", "umbrella", "sign"),
)  # fmt: skip
def night_street(setting: Setting, rng: Generator) -> list[Dressed]:
    """Wet asphalt under lit windows and neon."""
    parts = [*road(setting, line=None), *houses(setting, rng, night=True), *lamps(setting, lit=True)]
    return parts + puddles(setting, rng) + neon(setting, rng) + traffic(setting, rng)


def lamps(setting: Setting, *, lit: bool) -> list[Dressed]:
    """Street lamps on both kerbs, into the distance."""
    r = setting.radius
    y = np.arange(9.0, 70, 9.0)
    foot = np.concatenate(
        [np.stack([np.full_like(y, s * 3.25), y + (s > 0) * 4.5, 0 * y], axis=1) for s in (-1, 1)]
    )
    top = foot + np.array([0, 0, 4.6])
    arm = top.copy()
    arm[:, 0] -= np.sign(foot[:, 0]) * 0.9
    poles = tubes(foot * r, top * r, np.full(len(foot), 0.07 * r), np.full(len(foot), 0.045 * r))
    arms = tubes(top * r, arm * r, np.full(len(foot), 0.045 * r), np.full(len(foot), 0.04 * r))
    head = balls((arm - np.array([0, 0, 0.1])) * r, np.full(len(arm), 0.16 * r))
    glow = (
        worn("heads", head, "emissive", "#ffc27a", glow=9.0)
        if lit
        else worn("heads", head, "plastic", "#e6e2d8")
    )
    return [worn("poles", poles, "iron", "#33363a"), worn("arms", arms, "iron", "#33363a"), glow]


def puddles(setting: Setting, rng: Generator) -> list[Dressed]:
    """Sheets of standing water, thin enough to stand in."""
    r = setting.radius
    turn: Array = np.linspace(0.0, 2 * np.pi, 40, endpoint=False)
    points: list[Array] = []
    faces: list[npt.NDArray[np.int64]] = []
    for k in range(26):
        y = 2.5 * 16.0 ** float(rng.random()) - 5
        x, size = float(rng.uniform(-2.6, 2.6)), float(rng.uniform(0.25, 0.9))
        out: Array = size * (
            1 + 0.55 * fbm(np.cos(turn) * 1.5 + 7.0 * k, np.sin(turn) * 1.5, setting.seed + 3, octaves=3)
        )
        edge = np.stack(
            [x + 1.5 * out * np.cos(turn), y + out * np.sin(turn), np.full(40, 0.003 + 0.0001 * k)], axis=1
        )
        points.append(np.concatenate([edge, [[x, y, 0.003 + 0.0001 * k]]]))
        faces.append(np.stack([np.arange(40), (np.arange(40) + 1) % 40, np.full(40, 40)], axis=1) + 41 * k)
    vertices = np.concatenate(points) * r
    return [worn("puddles", made(vertices, np.concatenate(faces), vertices[:, :2]), "lacquer", "#0a0b0d")]


def neon(setting: Setting, rng: Generator) -> list[Dressed]:
    """Signs that stand out from the fronts: upright boxes edged with tubes, strips over the shops."""
    r = setting.radius
    parts: list[Dressed] = []
    for k in range(22):
        side = -1 if k % 2 else 1
        y, z = (
            3.4 + 2.2 * (k // 2) * (1 + 0.06 * k) + float(rng.uniform(0, 0.8)),
            float(rng.uniform(2.2, 4.4)),
        )
        colour = NEON[int(rng.integers(len(NEON)))]
        if rng.random() < 0.6:
            tall = float(rng.uniform(1.0, 2.6))
            board = box(
                _span(side * 3.95, side * 4.75, r), ((y - 0.06) * r, (y + 0.06) * r), (z * r, (z + tall) * r)
            )
            parts.append(worn("sign", board, "paint", "#15161a"))
            for x0, x1, z0, z1 in _outline(side, z, tall):
                parts.append(
                    worn(
                        "neon",
                        box(_span(x0, x1, r), ((y - 0.12) * r, (y - 0.07) * r), (z0 * r, z1 * r)),
                        "emissive",
                        colour,
                        glow=9.0,
                    )
                )
        else:
            long = float(rng.uniform(1.2, 3.0))
            strip = box(_span(side * 4.62, side * 4.7, r), (y * r, (y + long) * r), (1.62 * r, 1.7 * r))
            parts.append(worn("neon", strip, "emissive", colour, glow=9.0))
    return _merged(parts)


def _outline(side: int, z: float, tall: float) -> list[tuple[float, float, float, float]]:
    a, b, t = side * 4.02, side * 4.68, 0.05
    bars = [(a, a + side * t, z + 0.08, z + tall - 0.08), (b - side * t, b, z + 0.08, z + tall - 0.08),
            (a, b, z + 0.08, z + 0.08 + t), (a, b, z + tall - 0.08 - t, z + tall - 0.08)]  # fmt: skip
    rows = np.arange(z + 0.3, z + tall - 0.3, 0.34)
    return bars + [(a + side * 0.18, b - side * 0.18, float(v), float(v) + 0.12) for v in rows]


def _merged(parts: list[Dressed]) -> list[Dressed]:
    """Parts of one material joined, to keep the set short."""
    kinds: dict[tuple[str, str | None, float], list[Part]] = {}
    for part, material in parts:
        kinds.setdefault((material.name, material.colour, material.glow), []).append(part)
    return [
        (
            Part(group[0].slot, joined([p.mesh for p in group])),
            Material(name=key[0], colour=key[1], glow=key[2]),
        )
        for key, group in kinds.items()
    ]


def traffic(setting: Setting, rng: Generator) -> list[Dressed]:
    """Far head and tail lamps."""
    r = setting.radius
    y = rng.uniform(22, 70, 9)
    parts: list[Dressed] = []
    for side, colour in ((-1, "#fff0d0"), (1, "#ff2a1a")):
        x = side * (1.3 + 0.3 * rng.random(9))
        at = np.concatenate([np.stack([x + d, y, np.full(9, 0.45)], axis=1) for d in (-0.32, 0.32)]) * r
        parts.append(
            worn("lamps", balls(at, np.full(18, 0.09 * r), rows=6, columns=8), "emissive", colour, glow=8.0)
        )
    return parts


@place(
    "rooftop", indoor=False, scale_class="land", surface=Material(name="concrete", colour="#9b9890"),
    sky="clear",
    horizon=True, elevation=6.0, focal=45.0, extent=(2.4, 1.6), time="sunset", wall=4.0,
    dressing=("potted_plant", "chair", "lantern", "armchair"),
)  # fmt: skip
def rooftop(setting: Setting, rng: Generator) -> list[Dressed]:
    """A deck with a parapet over a city that goes on to the horizon."""
    r = setting.radius
    parts: list[Dressed] = [
        (Part("deck", floor((-14 * r, 14 * r), (-30 * r, 4 * r))), setting.surface),
        (Part("parapet", box((-14 * r, 14 * r), (4 * r, 4.35 * r), (-3 * r, 0.55 * r))), setting.surface),
        worn(
            "coping",
            box((-14 * r, 14 * r), (3.93 * r, 4.42 * r), (0.55 * r, 0.62 * r)),
            "limestone",
            "#b5ada0",
        ),
        worn("city_floor", floor((-900 * r, 900 * r), (5 * r, 1500 * r), -26 * r), "asphalt", "#4c4b4b"),
    ]
    return parts + skyline(setting, rng)


def skyline(setting: Setting, rng: Generator) -> list[Dressed]:
    """Towers by the hundred, with window grids on the near ones."""
    r, n = setting.radius, 260
    y = np.sort(rng.uniform(14, 190, n) ** 1.0)
    x = rng.uniform(-0.75, 0.75, n) * (y + 10)
    wide, tall = rng.uniform(2.2, 5.5, n), -26 + rng.gamma(4.0, 4.2, n) + 8 + 0.03 * y
    tall = np.minimum(tall, 3.0 + 0.11 * y + rng.uniform(-1, 1, n))
    low = np.stack([x - wide / 2, y, np.full(n, -26.0)], axis=1)
    high = np.stack([x + wide / 2, y + wide, tall], axis=1)
    pick = rng.integers(5, size=n)
    tones = ("#8d8479", "#a3978a", "#6f6a66", "#b5a794", "#7d6a5c")
    parts = [
        worn("towers", boxes(low[pick == k] * r, high[pick == k] * r), "plaster", c)
        for k, c in enumerate(tones)
    ]
    panes: list[Array] = []
    for k in range(n):
        if y[k] < 90 and tall[k] > -4:
            columns, rows = int(wide[k] / 0.55), int(min((tall[k] + 8) / 0.75, 16))
            cx, cz = np.meshgrid(np.arange(columns), np.arange(rows))
            left = x[k] - wide[k] / 2 + (cx.ravel() + 0.25) * wide[k] / columns
            top = tall[k] - 0.5 - 0.75 * cz.ravel()
            a = np.stack([left, np.full_like(left, y[k] - 0.03), top - 0.4], axis=1)
            panes.append(np.stack([a, a + np.array([0.3, 0.05, 0.4])], axis=1))
    every = np.concatenate(panes)[:9000]
    lit_ = rng.random(len(every)) < 0.12
    return [
        *parts,
        worn("panes", boxes(every[~lit_, 0] * r, every[~lit_, 1] * r), "lacquer", "#20272d"),
        worn("panes", boxes(every[lit_, 0] * r, every[lit_, 1] * r), "emissive", "#ffc98a", glow=0.8),
    ]
