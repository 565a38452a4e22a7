"""Cutlery: it lies along x, the business end to the left."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, spline
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import extrude, thick_sheet, tube
from tintype.scene.kinds.vessels import plug
from tintype.scene.mesh import Mesh, Part


def _blank(
    x: Array, half: Array, z: Array, thick: float, *, dish: Array | None = None, rows: int = 9
) -> Mesh:
    """A thick strip along x with half width `half` and height `z` per column; dish: how much lower
    its middle lies than its edge."""
    s = np.linspace(-1, 1, rows)[:, None]
    low = np.zeros_like(x) if dish is None else dish
    points = np.stack([np.broadcast_to(x, (rows, len(x))), s * half, z - low * (1 - s**2)], axis=-1)
    return thick_sheet(points, thick, crease=55)


def _shank(x: Array) -> Array:
    """Half width of a handle from its narrow neck (x = −0.03) to its broad round end (x = 0.1)."""
    t = np.clip((x + 0.03) / 0.13, 0, 1)
    return (0.0030 + 0.0062 * t**1.6) * np.sqrt(np.clip((0.1005 - x) / 0.008, 0.02, 1))


@kind("spoon", slots={"body": coat("silver")}, paint=("body",))
def spoon(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.05)
    a = np.linspace(0.04, np.pi - 0.12, 28)
    bowl_x = -0.072 + 0.032 * -np.cos(a)
    bowl_half = 0.0205 * np.sin(a) ** 0.75 * (1 - 0.16 * np.cos(a) * -1)
    x = np.concatenate([bowl_x, np.linspace(float(bowl_x[-1]) + 0.002, 0.1, 36)])
    half = np.concatenate([bowl_half, np.maximum(_shank(x[28:]), 0.0012)])
    half[24:31] = np.maximum(half[24:31], 0.0040)
    arch = np.interp(x, [-0.105, -0.04, -0.01, 0.04, 0.1], [0.0095, 0.0098, 0.0155, 0.0105, 0.0035])
    dish = np.concatenate([0.0080 * np.sin(a) ** 1.2, np.zeros(36)])
    made = _blank(x * size, half * size, arch, 0.0016, dish=dish)
    return [Part("body", _sunk(made))]


@kind("fork", slots={"body": coat("silver")}, paint=("body",))
def fork(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.05)

    def arch(x: Array) -> Array:
        return np.interp(
            x, [-0.105, -0.085, -0.055, -0.02, 0.04, 0.1], [0.0095, 0.0045, 0.0050, 0.0140, 0.0095, 0.003]
        )

    x = np.linspace(-0.0585, 0.1, 60)
    head = np.interp(x, [-0.0585, -0.05, -0.040, -0.030], [0.0122, 0.0122, 0.0085, 0.0032])
    half = np.where(x < -0.030, head, np.maximum(_shank(x), 0.0012))
    pieces = [_blank(x * size, half * size, arch(x), 0.0018)]
    for y in (-0.0104, -0.00347, 0.00347, 0.0104):
        t = np.linspace(-0.104, -0.0570, 18)
        wide = np.interp(t, [-0.104, -0.099, -0.06], [0.0006, 0.0014, 0.0018])
        tine = _blank(t * size, wide * size, arch(t), 0.0018, rows=5)
        pieces.append(put(tine, (0, y * size, 0)))
    return [Part("body", _sunk(join(pieces)))]


@kind("knife", slots={"body": coat("steel"), "handle": coat("ebony")}, paint=("body", "handle"))
def knife(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.05)
    edge = spline([(0.0, -0.011), (-0.06, -0.0125), (-0.105, -0.009), (-0.126, 0.0035)], 24)
    back = spline([(-0.126, 0.0065), (-0.100, 0.0100), (-0.05, 0.0105), (0.0, 0.0085)], 16)
    blade = put(extrude(np.vstack([edge, back])[::-1], 0.0016, bevel=0.0006, steps=2), (0, 0, 0.0052))
    path = np.column_stack([np.linspace(-0.004, 0.104, 30), np.zeros(30), np.full(30, 0.0062)])
    swell = np.interp(
        path[:, 0], [-0.004, 0.0, 0.03, 0.085, 0.101, 0.104], [0.0058, 0.0062, 0.0060, 0.0068, 0.0060, 0.0040]
    )
    grip = tube(path, swell, section=ellipse(3.0, 1.84, 28, power=3.0), up=(0, 0, 1))
    ends = [put(_pin(0.0021, 0.0128), (x, 0, 0)) for x in (0.022, 0.052, 0.082)]
    bolster = tube(
        [(-0.006, 0, 0.0062), (0.001, 0, 0.0062)],
        0.0063,
        section=ellipse(3.1, 1.86, 28, power=3.0),
        up=(0, 0, 1),
    )
    parts = [("body", join([blade, bolster, *ends])), ("handle", grip)]
    low = min(float(mesh.vertices[:, 2].min()) for _, mesh in parts)
    return [Part(slot, put(mesh, (0, 0, -low * size), scale=size)) for slot, mesh in parts]


def _pin(radius: float, top: float) -> Mesh:
    return plug(radius, 0.004, top - 0.0004, edge=0.0002)


def _sunk(mesh: Mesh) -> Mesh:
    return put(mesh, (0, 0, -float(mesh.vertices[:, 2].min())))
