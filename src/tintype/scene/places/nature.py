"""Gardens, woods and meadows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.ground import terrain

if TYPE_CHECKING:
    import numpy as np


@place(
    "garden",
    indoor=False,
    scale_class="land",
    surface=Material(name="grass"),
    horizon=True,
    sky="clear",
)
def garden(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "forest",
    indoor=False,
    scale_class="land",
    surface=Material(name="soil"),
    horizon=True,
    sky="clear",
)
def forest(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "meadow",
    indoor=False,
    scale_class="land",
    surface=Material(name="grass"),
    horizon=True,
    sky="clear",
)
def meadow(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]
