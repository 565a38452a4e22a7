"""Streets and roofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.ground import terrain

if TYPE_CHECKING:
    import numpy as np


@place(
    "street",
    indoor=False,
    scale_class="land",
    surface=Material(name="asphalt"),
    backdrop=Material(name="brick"),
    wall=4.0,
    horizon=True,
    sky="clear",
)
def street(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "night_street",
    indoor=False,
    scale_class="land",
    surface=Material(name="wet_asphalt"),
    backdrop=Material(name="brick"),
    wall=4.0,
    horizon=True,
    sky="night",
    time="night",
)
def night_street(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]


@place(
    "rooftop",
    indoor=False,
    scale_class="land",
    surface=Material(name="concrete"),
    backdrop=Material(name="brick"),
    wall=4.0,
    horizon=True,
    sky="clear",
)
def rooftop(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    return [(Part("ground", terrain(r, lambda x, y: 0 * x)), setting.surface)]
