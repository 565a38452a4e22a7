"""Material → Surface: the row's recipe, baked once and kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces import (  # noqa: F401  (each enters its recipes)
    ceramic,
    clear,
    cloth,
    ground,
    made,
    metal,
    organic,
    stone,
    wall,
    wood,
)
from tintype.engines.stage.surfaces.surface import RECIPES, Base, finished, linear, luminance, plain
from tintype.scene.materials import REFERENCE_THICKNESS, row
from tintype.scene.streams import stream

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Field, Surface
    from tintype.scene.materials import MaterialRow
    from tintype.scene.model import Material


def surface(material: Material, *, detail: int = 512) -> Surface:
    """The material made ready for light; maps are detail × detail, or 1 × 1 where plain.

    Equal arguments give equal (and shared: do not write into them) arrays.
    """
    return _surface(material.name, material.colour, material.seed, material.glow, detail)


@lru_cache(maxsize=16)
def _surface(name: str, colour: str | None, seed: int, glow: float, detail: int) -> Surface:
    entry = row(name)
    base = Base(entry, _wanted(entry, colour), colour is not None)
    bake = RECIPES.get(entry.recipe)
    raw = plain(base) if bake is None else bake(base, detail, stream(seed, "surface", name))
    baked = finished(raw)
    if base.own and entry.family == "opaque" and not entry.metallic:
        baked = replace(baked, specular=baked.specular * _flagged(base.colour))
    if entry.family in REFERENCE_THICKNESS:
        baked = replace(baked, absorption=_absorption(base.colour, REFERENCE_THICKNESS[entry.family]))
    if entry.family == "emitter" or glow > 0:
        power = glow if glow > 0 else 4.0
        baked = replace(baked, glow=_floats(base.colour / max(float(base.colour.max()), 1e-4) * power))
    return baked


def _flagged(colour: Field) -> float:
    """How much of its mirror image a thing of a named colour keeps: a photographer flags dark things with
    black cards, or they would show the colours of the room instead of their own."""
    return float(np.interp(luminance(colour), [0.01, 0.12], [0.1, 0.5]))


def _wanted(entry: MaterialRow, colour: str | None) -> Field:
    """The colour a recipe should have on average: the row's own, or the one asked for."""
    natural = linear(entry.colour)
    if colour is None:
        return natural
    asked = linear(colour)
    if entry.colouring != "tint":
        return asked
    if entry.metallic:
        # Anodised metal: the hue of the word at a reflectance that still reads as metal.
        lift = max(float(luminance(asked)), 0.45 * float(luminance(natural))) / max(
            float(luminance(asked)), 1e-3
        )
        asked = asked * min(lift, 0.9 / max(float(asked.max()), 1e-3))
        return (0.92 * asked + 0.08 * natural).astype(np.float32)
    return (0.88 * asked + 0.12 * natural).astype(np.float32)


def _absorption(colour: Field, metres: float) -> tuple[float, float, float]:
    """Beer-Lambert: exp(−a · metres) = colour."""
    return _floats(-np.log(np.clip(colour, 0.002, 0.999)) / metres)


def _floats(rgb: Field) -> tuple[float, float, float]:
    return float(rgb[0]), float(rgb[1]), float(rgb[2])
