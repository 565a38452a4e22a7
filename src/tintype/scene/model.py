"""The Scene: what stands where, under which light, before which lens. Pure data, JSON both ways.

Axes: right-handed, metres; x to the camera's right, y away from the camera, z up; the ground or
table top is z = 0. The camera looks along +y. Angles in degrees. Colours are sRGB hex strings.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Vec3 = tuple[float, float, float]


class Material(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """name: from `brief.vocabulary.MATERIALS`. colour: sRGB hex, or None for its natural colour.
    seed: of its veins and grain. glow: emitted radiance over white paper in room light, 0 = none."""

    name: str
    colour: str | None = None
    seed: int = 0
    glow: float = 0.0


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing on the set. id: 1..254, its value in the id buffer. kind: a name of the catalogue.
    materials: slot → Material, for the slots that differ from the kind's own. at: centre of its
    base. tilt: laid over about x before it is turned, 90 brings its top to the front; such a body has
    its lowest point at the height of what it lies on. yaw: turned about z, anticlockwise from above.
    scale: 1 = life size. shape: seed of its
    form. text: lettering on its label. on: id of the body it stands on or in. thing: the Brief's
    thing id, None for set dressing."""

    id: int
    kind: str
    at: Vec3
    yaw: float = 0.0
    tilt: float = 0.0
    scale: float = 1.0
    shape: int = 0
    materials: dict[str, Material] = {}
    text: str | None = None
    on: int | None = None
    thing: str | None = None


class Setting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The place. name: from `brief.vocabulary.SETTINGS`. surface: what things stand on. backdrop:
    what is behind. weather: clear, cloudy, rain, snow, fog, storm. radius: metres around the origin
    that the composition uses; the place is built to that scale. seed: of its forms."""

    name: str
    surface: Material
    backdrop: Material | None = None
    weather: str = "clear"
    radius: float = 0.5
    seed: int = 0


class Light(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A one-sided rectangular or disc area light. at: its centre; it faces `aim`. size: width and
    height (metres). watts_like power: irradiance at `aim` in units where 1.0 exposes a white
    diffuse surface facing the light to middle white. kelvin or colour (hex) tint it. visible: the
    camera may see it (a window, a neon tube); otherwise it only lights."""

    role: Literal["key", "fill", "rim", "back", "top", "window", "practical", "neon"]
    at: Vec3
    aim: Vec3
    size: tuple[float, float]
    power: float
    kelvin: int = 5500
    colour: str | None = None
    round: bool = False


class Sky(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Light from everywhere. kind: studio (dim even grey), room (warm interior), clear, overcast,
    night. azimuth: where the sun or moon stands, degrees anticlockwise from +x seen from above (so
    90 is straight behind the set); elevation: degrees over the horizon, negative after sunset.
    power: irradiance on the ground, same unit as Light.power. sun: share of the power that comes
    from the disc, 0..1. sun_degrees: its apparent diameter (0.53 is real; larger is softer)."""

    kind: Literal["studio", "room", "clear", "overcast", "night"]
    azimuth: float = 60.0
    elevation: float = 40.0
    power: float = 0.3
    sun: float = 0.0
    sun_degrees: float = 1.0
    kelvin: int = 6500
    colour: str | None = None


class Camera(msgspec.Struct, frozen=True, kw_only=True):
    """A thin lens. focal_mm: full-frame equivalent over the 36 mm LONG side of the frame.
    f_number: 32 or more paints everything sharp. focus: distance in metres to the sharp plane.
    roll: degrees. scale_mm: the aperture is focal_mm / f_number * `blur` millimetres wide; blur
    lets a set built at another scale keep its depth of field."""

    at: Vec3
    aim: Vec3
    focal_mm: float
    f_number: float
    focus: float
    roll: float = 0.0
    blur: float = 1.0


class Film(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The look, applied after light. exposure: stops. grade: as in the Brief. grain, vignette,
    bloom, fog: 0..1. warmth: −1 cold .. 1 warm. contrast, saturation: 1 = as lit. balance: how much
    of the colour of the light on the set the camera takes away, 0..1."""

    exposure: float = 0.0
    grade: str | None = None
    grain: float = 0.0
    vignette: float = 0.0
    bloom: float = 0.0
    warmth: float = 0.0
    contrast: float = 1.0
    saturation: float = 1.0
    balance: float = 0.0


class Fog(msgspec.Struct, frozen=True, kw_only=True):
    """Haze by distance: light travels exp(−density · metres); the rest becomes `colour`."""

    density: float
    colour: str


class Scene(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything `stage` needs; equal Scenes and seeds give equal pictures.

    frame: width / height it was composed for. notes: sentences about what could not be met.
    """

    setting: Setting
    bodies: tuple[Body, ...]
    lights: tuple[Light, ...]
    sky: Sky
    camera: Camera
    film: Film = Film()
    fog: Fog | None = None
    frame: float = 1.0
    seed: int = 0
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain JSON values; `Scene.from_json` reads them back to an equal Scene."""
        return msgspec.json.decode(msgspec.json.encode(self))  # to_builtins would leave tuples in it

    @classmethod
    def from_json(cls, data: object) -> Scene:
        """Raises msgspec.ValidationError naming the field that is wrong."""
        return msgspec.convert(data, cls)
