"""Tables and studio sweeps: where small things are photographed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.ground import floor, wall

if TYPE_CHECKING:
    import numpy as np


@place(
    "seamless",
    indoor=True,
    scale_class="hand",
    surface=Material(name="matte_plastic", colour="#e9e7e3"),
)
def seamless(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "studio",
    indoor=True,
    scale_class="hand",
    surface=Material(name="concrete", colour="#5a5b5e"),
    backdrop=Material(name="paint"),
    wall=4.0,
)
def studio(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "tabletop",
    indoor=True,
    scale_class="hand",
    surface=Material(name="wood"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def tabletop(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "marble_table",
    indoor=True,
    scale_class="hand",
    surface=Material(name="marble"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def marble_table(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "gallery",
    indoor=True,
    scale_class="room",
    surface=Material(name="concrete", colour="#b9b7b2"),
    backdrop=Material(name="plaster"),
    wall=4.0,
)
def gallery(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "void",
    indoor=True,
    scale_class="hand",
    surface=Material(name="matte_plastic", colour="#0b0b0c"),
)
def void(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts
