"""Sand, rock, snow and air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.ground import terrain

if TYPE_CHECKING:
    import numpy as np


@place(
    "dunes",
    indoor=False,
    scale_class="land",
    surface=Material(name="sand"),
    horizon=True,
    sky="clear",
)
def dunes(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "desert",
    indoor=False,
    scale_class="land",
    surface=Material(name="sand"),
    horizon=True,
    sky="clear",
)
def desert(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "mountains",
    indoor=False,
    scale_class="land",
    surface=Material(name="gravel"),
    horizon=True,
    sky="clear",
)
def mountains(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "snowfield",
    indoor=False,
    scale_class="land",
    surface=Material(name="snow"),
    horizon=True,
    sky="clear",
)
def snowfield(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "sky",
    indoor=False,
    scale_class="land",
    surface=Material(name="foam"),
    horizon=True,
    sky="clear",
)
def sky(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]
