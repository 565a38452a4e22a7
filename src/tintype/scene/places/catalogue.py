"""The places: where a Scene happens, built to the scale of what stands in it.

A place is one function that takes a `Setting` and returns its dressed Parts, decorated with
`@place`. Standing surface z = 0 about the origin; the camera looks along +y from −y; everything is
laid out in units of `setting.radius`, so a flacon and a tree both find a filled picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from tintype.core.errors import BadOption
from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.streams import stream

if TYPE_CHECKING:
    import numpy as np

Dressed = tuple[Part, Material]
Build = Callable[[Setting, "np.random.Generator"], list[Dressed]]
SkyKind = Literal["studio", "room", "clear", "overcast", "night"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """What composing and lighting need to know of a place. Lengths in units of setting.radius.

    indoor: lit by lamps and windows, not by the sun. scale_class: what belongs there: hand, room
    or land. surface, backdrop: what is worn when the sentence says nothing. extent: half size in x
    and y of the level area where things can stand. wall: y of an upright wall to lean on or hang
    from, None if there is none. depth, wash: y of a back wall that a lamp of its own washes, and the
    power it gets; 0 = none. gain: how much more light the place needs to be exposed. horizon: the
    backdrop is far away (sky, hills, facades).
    elevation: a flattering camera height in degrees. focal: a flattering lens in mm. sky: the kind
    of light from everywhere. time: its hour when none is said. dressing: catalogue kinds that may
    stand about in the background.
    """

    name: str
    build: Build
    indoor: bool
    scale_class: Literal["hand", "room", "land"]
    surface: Material
    backdrop: Material | None = None
    extent: tuple[float, float] = (1.5, 1.2)
    wall: float | None = None
    depth: float = 0.0
    wash: float = 0.0
    gain: float = 1.0
    horizon: bool = False
    elevation: float = 12.0
    focal: float = 60.0
    sky: SkyKind = "studio"
    time: str = "noon"
    dressing: tuple[str, ...] = ()


PLACES: dict[str, Place] = {}

VEINS = 0.24
"""Metres of veined stone that one tile of it covers on things of hand size."""


def place(name: str, **facts: Any) -> Callable[[Build], Build]:
    """Enter a builder into the catalogue. `facts` are the fields of Place."""

    def enter(build: Build) -> Build:
        assert name not in PLACES, f"place {name!r} is entered twice"
        PLACES[name] = Place(name=name, build=build, **facts)
        return build

    return enter


def default(name: str, *, radius: float = 0.5, seed: int = 0, weather: str = "clear") -> Setting:
    """The Setting of a place with its own surface and backdrop."""
    return Setting(
        name=name, surface=_known(name).surface, backdrop=PLACES[name].backdrop, radius=radius, seed=seed,
        weather=weather,
    )  # fmt: skip


@lru_cache(maxsize=4)
def built(setting: Setting) -> tuple[Dressed, ...]:
    """Everything that is there before the bodies come: Parts in world metres with their Material.

    Equal Settings give equal meshes. Raises BadOption for a name that is not in `PLACES`.
    """
    here = _known(setting.name)
    worn = msgspec.structs.replace(
        setting,
        surface=_weathered(setting.surface, setting.weather, indoor=here.indoor),
        backdrop=setting.backdrop or here.backdrop,
    )
    parts = here.build(worn, stream(setting.seed, "place", setting.name))
    return tuple((_veined(part, material, setting.radius), material) for part, material in parts)


_VEINED = frozenset({"marble", "black_marble", "green_marble"})


def _veined(part: Part, material: Material, radius: float) -> Part:
    """Stone whose veins run across about what the picture shows of it, however large the set is."""
    if material.name not in _VEINED:
        return part
    tile = min(max(3.4 * radius, VEINS), 1.6)
    mesh = part.mesh
    return Part(part.slot, replace(mesh, uv=mesh.uv * mesh.uv.dtype.type(VEINS / tile)))


_WET = {"asphalt": "wet_asphalt"}
_BARE = frozenset({"water", "ice", "wet_asphalt"})


def _weathered(surface: Material, weather: str, *, indoor: bool) -> Material:
    """What rain and snow make of the ground out of doors."""
    if indoor:
        return surface
    if weather in {"rain", "storm"}:
        return msgspec.structs.replace(surface, name=_WET.get(surface.name, surface.name))
    if weather == "snow" and surface.name not in _BARE:
        return Material(name="snow", seed=surface.seed)
    return surface


def _known(name: str) -> Place:
    if name not in PLACES:
        raise BadOption(f"I know no place {name!r}; the places are {', '.join(sorted(PLACES))}.")
    return PLACES[name]
