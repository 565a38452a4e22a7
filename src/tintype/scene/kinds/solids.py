"""Plain solids and the architecture of a still life: plinth, column, arch, steps."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import arc, fillet
from tintype.scene.kinds.growth import Array, line
from tintype.scene.kinds.placing import grounded, join, put
from tintype.scene.kinds.shapes import ball, box, extrude, lathe
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

PLASTER = {"body": Material(name="plaster", colour="#ece7de")}
MATTE = {"body": Material(name="matte_plastic", colour="#e9e4da")}
Generator = np.random.Generator


@kind("sphere", slots=MATTE, paint=("body",))
def sphere(_rng: Generator) -> list[Part]:
    """A sphere, 12 cm across."""
    return [Part("body", grounded(ball((0.12, 0.12, 0.12), detail=72)))]


@kind("cube", slots=MATTE, paint=("body",), stand=0.11, stand_radius=0.055)
def cube(_rng: Generator) -> list[Part]:
    """A cube of 11 cm with edges just broken."""
    return [Part("body", box((0.11, 0.11, 0.11), 0.002, steps=3))]


@kind("cylinder", slots=MATTE, paint=("body",), stand=0.13, stand_radius=0.05)
def cylinder(_rng: Generator) -> list[Part]:
    """An upright cylinder, 10 cm across and 13 cm tall."""
    profile = fillet([(0, 0), (0.05, 0, 0.002), (0.05, 0.13, 0.002), (0, 0.13)])
    return [Part("body", lathe(profile, segments=96))]


@kind("cone", slots=MATTE, paint=("body",))
def cone(_rng: Generator) -> list[Part]:
    """A cone, 12 cm across and 15 cm tall, its tip slightly rounded."""
    profile = fillet([(0, 0), (0.06, 0, 0.0015), (0.0, 0.15, 0.0)])
    side = line(profile[-2], [0.0012, 0.1475], 12)
    tip = [(0.0009, 0.1485), (0.0004, 0.1492), (0.0, 0.1494)]
    return [Part("body", lathe(np.vstack([profile[:-2], side, tip]), segments=96))]


@kind("torus", slots=MATTE, paint=("body",))
def torus(_rng: Generator) -> list[Part]:
    """A ring of 14 cm with a thick round section, lying."""
    return [Part("body", lathe(arc((0.05, 0.021), 0.021, -180, 180, 41), segments=96))]


@kind("pyramid", slots=MATTE, paint=("body",))
def pyramid(_rng: Generator) -> list[Part]:
    """A square pyramid, 14 cm wide and 12 cm tall."""

    def slope(p: Array) -> Array:
        return np.column_stack([p[:, :2] * (1 - p[:, 2:] / 0.12 * 0.985), p[:, 2]])

    return [Part("body", box((0.14, 0.14, 0.12), 0.0012, steps=2, divisions=8, warp=slope))]


@kind("egg_shape", slots=MATTE, paint=("body",))
def egg_shape(_rng: Generator) -> list[Part]:
    """An egg standing on its blunt end, 14 cm tall."""
    t = np.deg2rad(np.linspace(-90, 90, 49))
    z = 0.07 + 0.07 * np.sin(t)
    r = 0.052 * np.cos(t) * (1 - 0.16 * np.sin(t))
    r[[0, -1]] = 0.0
    return [Part("body", lathe(np.column_stack([r, z]), segments=80))]


@kind("capsule", slots=MATTE, paint=("body",))
def capsule(_rng: Generator) -> list[Part]:
    """A cylinder with half spheres for ends, lying along x, 17 cm long."""
    ends = [arc((0, 0.04), 0.04, -90, 0, 17), arc((0, 0.13), 0.04, 0, 90, 17)]
    profile = np.vstack(ends)
    profile[[0, -1], 0] = 0.0
    return [Part("body", put(lathe(profile, segments=64), (-0.085, 0, 0.04), turn=(0, 90, 0)))]


# ------------------------------------------------------------------ architecture


@kind("plinth", slots=PLASTER, paint=("body",), stand=0.18, stand_radius=0.1)
def plinth(_rng: Generator) -> list[Part]:
    """A square plinth with base and cornice mouldings, 18 cm tall, to stand things on."""
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], float)
    layers: list[Mesh] = []
    steps = (
        (0.115, 0.0, 0.03, 0.002), (0.108, 0.03, 0.008, 0.003), (0.098, 0.037, 0.109, 0.001),
        (0.104, 0.145, 0.008, 0.003), (0.11, 0.152, 0.028, 0.002),
    )  # fmt: skip
    for half, low, height, bevel in steps:
        layers.append(put(extrude(square * half, height, bevel=bevel), (0, 0, low)))
    return [Part("body", join(layers))]


@kind(
    "column",
    slots={"body": Material(name="limestone", colour="#e6dfd0")},
    paint=("body",),
    stand=1.1,
    stand_radius=0.14,
    scale_class="room",
)
def column(_rng: Generator) -> list[Part]:
    """A fluted classical column with base and capital, 1.1 m tall, as a pedestal."""
    base = [(0, 0.04), (0.165, 0.04), *arc((0.15, 0.06), 0.02, -80, 80, 9), (0.143, 0.083)]
    base += [
        *arc((0.149, 0.098), 0.014, 230, 130, 8),
        (0.141, 0.112),
        *arc((0.134, 0.124), 0.013, -75, 75, 8),
    ]
    base += [(0.126, 0.14), (0.12, 0.148), (0, 0.148)]
    capital = [
        (0, 0.95),
        (0.103, 0.95),
        *arc((0.103, 0.958), 0.006, -60, 60, 6),
        (0.102, 0.968),
        (0.104, 0.975),
    ]
    capital += [*arc((0.104, 1.02), 0.045, -80, 0, 9), (0.149, 1.045), (0, 1.045)]
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], float)
    parts = [
        extrude(square * 0.175, 0.042, bevel=0.002),
        lathe(base, segments=96),
        _fluted_shaft(),
        lathe(capital, segments=96),
        put(extrude(square * 0.16, 0.056, bevel=0.003), (0, 0, 1.044)),
    ]
    return [Part("body", join(parts))]


def _fluted_shaft(flutes: int = 20, low: float = 0.14, high: float = 0.955) -> Mesh:
    """Round flutes between flat arrises, ending in half domes; the shaft swells slightly (entasis)."""
    t = np.concatenate([np.linspace(0, 0.06, 8), np.linspace(0.1, 0.9, 14), np.linspace(0.94, 1, 8)])
    z = low + t * (high - low)
    r = 0.122 - 0.019 * t + 0.004 * np.sin(np.pi * t)

    def cut(p: Array) -> Array:
        radius = np.hypot(p[:, 0], p[:, 1])
        u = (np.arctan2(p[:, 1], p[:, 0]) * flutes / (2 * np.pi)) % 1.0 - 0.5
        share = (p[:, 2] - low) / (high - low)
        end = np.clip(np.minimum(share - 0.015, 0.985 - share) / 0.04, 0, 1)
        depth = 0.011 * np.sqrt(np.clip(1 - (u / 0.43) ** 2, 0, None)) * np.sqrt(1 - (1 - end) ** 2)
        return np.column_stack([p[:, :2] * (1 - depth / radius)[:, None], p[:, 2]])

    return lathe(np.column_stack([r, z]), segments=flutes * 12, warp=cut)


@kind("arch", slots=PLASTER, paint=("body",))
def arch(rng: Generator) -> list[Part]:
    """A round arch standing across the view, 30 cm tall, with a moulding and a keystone."""
    outer, inner, spring = 0.125, rng.uniform(0.078, 0.084), 0.17
    body = _arch_slab(inner, outer, spring, 0.08)
    rim = _arch_slab(inner - 0.0, inner + 0.014, spring, 0.09)
    key = extrude([(-0.011, 0), (0.011, 0), (0.018, 0.06), (-0.018, 0.06)], 0.1, bevel=0.0015)
    key = put(key, (0, 0.05, spring + inner - 0.006), turn=(90, 0, 0))
    imposts = [
        put(
            box((outer - inner + 0.014, 0.094, 0.012), 0.0015),
            (side * (outer + inner) / 2, 0, spring - 0.012),
        )
        for side in (-1, 1)
    ]
    feet = [
        put(box((outer - inner + 0.014, 0.094, 0.02), 0.0015), (side * (outer + inner) / 2, 0, 0))
        for side in (-1, 1)
    ]
    return [Part("body", join([body, rim, key, *imposts, *feet]))]


def _arch_slab(inner: float, outer: float, spring: float, depth: float) -> Mesh:
    """A slab with a round-headed opening, standing on z = 0 across x."""
    over = arc((0, spring), outer, 0, 180, 49)
    under = arc((0, spring), inner, 180, 0, 49)
    outline = np.vstack([[(-outer, 0), (-inner, 0)], under, [(inner, 0), (outer, 0)], over])
    return put(extrude(outline, depth, bevel=0.0012, steps=2), (0, depth / 2, 0), turn=(90, 0, 0))


@kind("steps", slots=PLASTER, paint=("body",), stand=0.12, stand_radius=0.045)
def steps(_rng: Generator) -> list[Part]:
    """Three steps rising away from the camera, 32 cm wide; things stand on the middle one."""
    run, rise = 0.09, 0.06
    outline = [(0.0, 0.0), (3 * run, 0.0), (3 * run, 3 * rise)]
    for k in (2, 1, 0):
        outline += [(k * run, (k + 1) * rise), (k * run, k * rise)]
    slab = extrude(outline[:-1], 0.32, bevel=0.0015)
    return [Part("body", put(slab, (-0.16, -1.5 * run, 0), turn=(90, 0, 90)))]
