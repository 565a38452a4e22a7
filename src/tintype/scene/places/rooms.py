"""Rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.ground import floor, wall

if TYPE_CHECKING:
    import numpy as np


@place(
    "desk",
    indoor=True,
    scale_class="hand",
    surface=Material(name="oak"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def desk(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "window_sill",
    indoor=True,
    scale_class="hand",
    surface=Material(name="paint"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def window_sill(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "kitchen",
    indoor=True,
    scale_class="hand",
    surface=Material(name="granite"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def kitchen(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "bathroom",
    indoor=True,
    scale_class="hand",
    surface=Material(name="marble"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def bathroom(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "living_room",
    indoor=True,
    scale_class="room",
    surface=Material(name="oak"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def living_room(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "library",
    indoor=True,
    scale_class="room",
    surface=Material(name="walnut"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def library(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "office",
    indoor=True,
    scale_class="hand",
    surface=Material(name="walnut"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def office(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "cafe",
    indoor=True,
    scale_class="hand",
    surface=Material(name="oak"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def cafe(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "brick_wall",
    indoor=True,
    scale_class="hand",
    surface=Material(name="concrete"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def brick_wall(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts


@place(
    "concrete_room",
    indoor=True,
    scale_class="room",
    surface=Material(name="concrete"),
    backdrop=Material(name="plaster"),
    wall=4.0,
    sky="room",
)
def concrete_room(setting: Setting, rng: np.random.Generator) -> list[Dressed]:  # noqa: ARG001
    """Crude."""
    r = setting.radius
    parts = [(Part("ground", floor((-30 * r, 30 * r), (-30 * r, 4 * r))), setting.surface)]
    parts.append(
        (Part("wall", wall((-30 * r, 30 * r), (0, 30 * r), 4 * r)), setting.backdrop or setting.surface)
    )
    return parts
