"""A bouquet: roses and sprigs in a cone of paper tied with a ribbon."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.flowers import STALK, dome, rose_head
from tintype.scene.kinds.growth import GOLDEN, blade, bow, copies, facing, frames, sheet, stem, swell, unit
from tintype.scene.kinds.placing import join, turning
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material


@kind(
    "bouquet",
    slots={
        "petal": Material(name="petal", colour="#e58aa0"),
        "second": Material(name="petal", colour="#f4ede0"),
        "leaf": Material(name="leaf", colour="#6f8f68"),
        "stem": STALK,
        "wrap": Material(name="paper", colour="#c9a777"),
        "ribbon": Material(name="silk", colour="#f2ece2"),
    },
    paint=("petal",),
)
def bouquet(rng: np.random.Generator) -> list[Part]:
    """Roses and daisies with eucalyptus in a cone of paper tied with a ribbon, standing, 0.4 m."""
    large = [rose_head(rng, size=size, petals=22, fine=7) for size in (0.0385, 0.042)]
    small = rose_head(rng, size=0.032, petals=20, fine=7)
    blooms: dict[str, list[Mesh]] = {"petal": [], "second": []}
    green: list[Mesh] = [_foliage(rng)]
    for k in range(14):
        share = np.sqrt((k + 0.5) / 14)
        a = k * GOLDEN + rng.normal(0, 0.1)
        axis = unit(np.array([np.cos(a) * share * 0.62, np.sin(a) * share * 0.62 - 0.12, 1.0]))
        at = np.array([np.cos(a) * share * 0.097, np.sin(a) * share * 0.097, 0.312 - 0.055 * share**2])
        head = facing(axis) @ turning((0, 0, float(rng.uniform(0, 360))))
        slot, (petals, sepals) = ("second", small) if k % 3 == 2 else ("petal", large[k % 2])
        blooms[slot].append(copies(petals, head, at))
        green.append(copies(sepals, head, at))
    return [
        Part("petal", join(blooms["petal"])),
        Part("second", join(blooms["second"])),
        Part("leaf", join(green)),
        Part("stem", _tied_stems(rng)),
        Part("wrap", _paper_cone(rng)),
        Part("ribbon", _ribbon()),
    ]


def _foliage(rng: np.random.Generator) -> Mesh:
    parts: list[Mesh] = []
    for k in range(15):
        a = k * GOLDEN * 1.7
        start = np.array([np.cos(a) * 0.06, np.sin(a) * 0.06, 0.27])
        end = np.array([np.cos(a) * 0.135, np.sin(a) * 0.135, 0.31 + rng.uniform(-0.03, 0.05)])
        path = bow(start, end, np.array([0, 0, 0.012]), 9)
        parts.append(stem(path, 0.001, sides=4))
        for i in range(1, 9):
            one = blade(0.036, 0.0115 * swell(np.linspace(0, 1, 8), 0.7, 0.9), bend=0.5, fold=0.3, cols=4)
            out = unit(path[i] - path[i - 1])
            side = unit(np.cross([0, 0, 1.0], out)) * (1 if i % 2 else -1)
            parts.append(copies(one, frames(out * 0.7 + side * 0.8, [0, 0, 1.0]), path[i]))
    return join(parts)


def _tied_stems(rng: np.random.Generator) -> Mesh:
    """Stems that cross at the ribbon and spread to the table below it."""
    parts: list[Mesh] = []
    for k in range(14):
        a, r = k * GOLDEN, 0.035 * np.sqrt((k + 0.5) / 14)
        foot = np.array([np.cos(a) * r, np.sin(a) * r, 0.0])
        top = np.array([np.cos(a + 2.4) * 0.04, np.sin(a + 2.4) * 0.04, 0.3])
        tie = np.array([np.cos(a) * r * 0.5, np.sin(a) * r * 0.5, 0.11])
        parts.append(stem(np.stack([foot, tie, top]), rng.uniform(0.0022, 0.0032), sides=6))
    return join(parts)


def _paper_cone(rng: np.random.Generator) -> Mesh:
    """Folded paper from the tie to the blossoms, its rim in points."""
    a = np.linspace(2 * np.pi, 0, 97)[None, :]
    t = np.linspace(0, 1, 14)[:, None]
    pleat = np.abs(((a * 11 / (2 * np.pi)) % 1.0) - 0.5) * 2 - 0.5
    phase = rng.uniform(0, 6)
    rim = 0.255 + 0.022 * np.sin(3 * a + phase) + 0.014 * pleat
    z = 0.06 + (rim - 0.06) * t
    waist = (
        0.021 + 0.03 * np.clip((0.11 - z) / 0.05, 0, 1) + 0.098 * np.clip((z - 0.11) / 0.16, 0, 1.2) ** 0.9
    )
    r = waist * (1 + 0.11 * pleat * np.clip(0.35 + t, 0, 1))
    return sheet(np.stack([r * np.cos(a), r * np.sin(a), z + 0 * a], -1))


def _ribbon() -> Mesh:
    """A band around the waist with a bow of two loops and two tails in front."""
    a = np.linspace(2 * np.pi, 0, 33)[None, :]
    z = np.linspace(0.1, 0.121, 5)[:, None]
    r = 0.0265 + 0.002 * np.sin(np.pi * (z - 0.1) / 0.021)
    band = sheet(np.stack([r * np.cos(a), r * np.sin(a), z + 0 * a], -1))
    parts = [band]
    for side in (-1.0, 1.0):
        u = np.linspace(0, 2 * np.pi, 21)
        loop = np.stack(
            [side * 0.026 * (1 - np.cos(u)), -0.031 - 0.006 * np.sin(u / 2), 0.11 + 0.014 * np.sin(u)], -1
        )
        tail = bow([0, -0.031, 0.11], [side * 0.03, -0.04, 0.03], np.array([side * 0.012, -0.012, 0.01]), 12)
        for path in (loop, tail):
            wide = np.array([0, 0.006, 0.0]) if path is loop else np.array([0.006, 0.0, 0.0025])
            parts.append(sheet(np.stack([path - wide, path, path + wide], axis=1)))
    knot = copies(dome(0.008, 0.007), facing(np.array([0, -1.0, 0])), np.array([0, -0.031, 0.11]))
    return join([*parts, knot])
