"""Shores and open water."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.ground import terrain

if TYPE_CHECKING:
    import numpy as np


@place(
    "beach",
    indoor=False,
    scale_class="land",
    surface=Material(name="sand"),
    horizon=True,
    sky="clear",
)
def beach(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "lake",
    indoor=False,
    scale_class="land",
    surface=Material(name="gravel"),
    horizon=True,
    sky="clear",
)
def lake(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "sea",
    indoor=False,
    scale_class="land",
    surface=Material(name="water"),
    horizon=True,
    sky="clear",
)
def sea(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]
