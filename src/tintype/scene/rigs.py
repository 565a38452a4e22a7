"""Light rigs: what a Brief says of light, hung around the set by a photographer's habits.

Directions are where light comes FROM as the camera sees it: left is −x, front is −y (the camera's
side), back is +y. All distances and sizes grow with `setting.radius`. Under an ordinary key the
side that faces it receives about power 1.0 in all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tintype.brief.vocabulary import COLOURS
from tintype.scene.materials import row
from tintype.scene.model import Light, Setting, Sky, Vec3
from tintype.scene.sky import luminance, sky_for, toward
from tintype.scene.tint import linear

if TYPE_CHECKING:
    from tintype.brief.model import Lighting
    from tintype.scene.places.catalogue import Place

# Where a key stands for a direction word: azimuth anticlockwise from +x, elevation, in degrees.
# "front" is a pair about the camera and "below" a pair of low lamps, so that neither hides the set.
_DIRECTIONS: dict[str, tuple[float, float]] = {
    "left": (206, 30), "right": (334, 30), "front": (238, 36), "back": (97, 48), "above": (97, 68),
    "below": (218, 4), "above-left": (219, 46), "above-right": (321, 46), "back-left": (136, 42),
    "back-right": (44, 42),
}  # fmt: skip

# Source → side in radii, kelvin, round, distance in radii, direction when none is said.
_SOURCES: dict[str, tuple[tuple[float, float], int, bool, float, str]] = {
    "window": ((2.6, 3.0), 5600, False, 4.6, "left"),
    "softbox": ((2.4, 2.4), 5500, False, 4.6, "above-left"),
    "key": ((1.5, 1.5), 5400, False, 5.0, "above-left"),
    "spotlight": ((0.35, 0.35), 4600, True, 6.0, "above-left"),
    "ring": ((1.5, 1.5), 5600, True, 5.0, "front"),
    "sun": ((0.5, 0.5), 5100, True, 9.0, "above-left"),
    "moon": ((0.7, 0.7), 8400, True, 8.0, "above-left"),
    "sky": ((4.5, 4.5), 6500, False, 5.5, "above-left"),
    "screen": ((1.6, 1.0), 7800, False, 3.4, "left"),
    "lamp": ((0.55, 0.55), 3200, True, 3.6, "above-left"),
    "candle": ((0.22, 0.22), 2300, True, 2.8, "left"),
    "fire": ((1.0, 0.7), 2200, False, 3.0, "left"),
    "neon": ((0.3, 3.2), 5500, False, 3.8, "left"),
}  # fmt: skip
_MOON_KELVIN = 14000
"""Bluer than the moon is, as night is remembered."""

_WARM_NEAR = frozenset({"candle", "fire", "lamp", "neon", "screen", "moon"})
_COLOURED_HOURS = frozenset({"dawn", "sunrise", "golden_hour", "sunset", "dusk", "blue_hour"})
_LOW_SUN = frozenset({"sunrise", "golden_hour", "sunset"})
_DRAMATIC = frozenset({"dramatic", "moody", "mysterious", "eerie", "noir", "cinematic"})
_LAMPS = frozenset({"softbox", "spotlight", "ring", "neon", "candle", "lamp", "fire", "screen", "key"})

# Hour → kelvin of daylight indoors, its strength, whether the beam is low.
_INDOOR_HOURS: dict[str, tuple[int, float, bool]] = {
    "dawn": (7000, 0.7, False), "sunrise": (3600, 0.9, True), "morning": (5100, 1.0, False),
    "noon": (5600, 1.0, False), "afternoon": (5200, 1.0, False), "golden_hour": (3500, 1.0, True),
    "sunset": (3000, 0.9, True), "dusk": (8000, 0.6, False), "blue_hour": (10000, 0.5, False),
    "night": (3200, 0.6, False), "midnight": (9000, 0.4, False),
}  # fmt: skip


def lit(
    lighting: Lighting,
    place: Place,
    setting: Setting,
    rng: np.random.Generator,
    *,
    style: tuple[str, ...] = (),
) -> tuple[tuple[Light, ...], Sky]:
    """The lights and the Sky for a resolved `Brief.lighting` in a place.

    Indoors a key, a fill and a rim under a dim Sky; out of doors the sun and the sky obey the
    words, and lamps come in addition. style: words of `Atmosphere.style` and `.mood`; dramatic ones
    deepen the shadows. The camera is taken to stand at −y, 5–60° up, with a half angle up to 40°.
    """
    if place.indoor:
        return _indoors(lighting, place, setting, rng, style)
    return _outdoors(lighting, place, setting, rng)


def _indoors(
    lighting: Lighting, place: Place, setting: Setting, rng: np.random.Generator, style: tuple[str, ...]
) -> tuple[tuple[Light, ...], Sky]:
    level, around, fill = _levels(lighting, style)
    gain = _gain(place, setting)
    level, around = level * gain, around * gain
    source = lighting.source or ("softbox" if place.scale_class == "hand" else "window")
    hour = _INDOOR_HOURS.get(lighting.time or "")
    kelvin = lighting.kelvin or (hour[0] if hour and lighting.source not in _LAMPS else _SOURCES[source][1])
    strength = hour[1] if hour else 1.0
    if source == "moon":
        kelvin = max(kelvin, _MOON_KELVIN)
    if source in _WARM_NEAR and lighting.key != "high":
        around, fill = around * 0.55, fill * 0.6
    power = level * strength - 0.5 * around
    keys = _keys(lighting, source, place, setting, rng, power=max(power, 0.2), kelvin=kelvin)
    side = 1.0 if keys[0].at[0] <= 0 else -1.0
    lights = [
        *keys,
        *([] if lighting.direction == "front" else [_fill(setting, side, fill * level, kelvin)]),
        *_rims(lighting, place, setting, side, level, style),
        *_washes(place, setting, side, gain * strength * _wash_level(lighting, setting, style), kelvin),
    ]
    azimuth = float(np.rad2deg(np.arctan2(keys[0].at[1], keys[0].at[0]))) % 360
    kind = "room" if place.sky == "room" and not {"studio", "product"} & set(style) else "studio"
    share = 1.0 if source == "moon" else 0.25 if kind == "studio" else 0.5
    tone = int(share * kelvin + (1 - share) * 5500)
    return tuple(lights), Sky(kind=kind, azimuth=round(azimuth, 1), power=round(around, 4), kelvin=tone)


def _levels(lighting: Lighting, style: tuple[str, ...]) -> tuple[float, float, float]:
    """Power facing the key in all, of the surroundings, and of the fill as a share of it."""
    if lighting.shadows is False:
        return 1.05, 0.6, 0.35
    if lighting.key == "high":
        return 1.0, 0.46, 0.2
    if lighting.key == "low":
        # Only the background falls dark: what the key meets keeps its exposure.
        return 1.08, 0.03, 0.012
    if _DRAMATIC & set(style):
        return 1.15, 0.07, 0.02
    # A direction that was named must be seen: less comes from everywhere else.
    if lighting.direction == "above":
        return 1.1, 0.22, 0.2
    if lighting.direction is not None or lighting.quality == "hard":
        return 1.1, 0.12, 0.03
    return 1.1, 0.19, 0.08


def _gain(place: Place, setting: Setting) -> float:
    """Less light over pale ground, a little more over dark, as a light meter would have it."""
    pale = luminance(linear(setting.surface.colour or row(setting.surface.name).colour))
    return place.gain * float(np.clip(1.06 - 0.26 * pale, 0.84, 1.05))


def _keys(
    lighting: Lighting, source: str, place: Place, setting: Setting, rng: np.random.Generator,
    *, power: float, kelvin: int,
) -> list[Light]:  # fmt: skip
    """The key, or the pair that stands for it ("front", "below", neon of two colours)."""
    size, _, disc, distance, usual = _SOURCES[source]
    word = lighting.direction or usual
    azimuth, elevation = _DIRECTIONS[word]
    if (_INDOOR_HOURS.get(lighting.time or "", (0, 0, False))[2]) and word in {"left", "right", "above-left"}:
        elevation = 16.0
    width, height = _sized(lighting, size)
    if lighting.direction in {"left", "right"}:
        # Nearer and more from the side: the light falls off across the picture, as it does by a window.
        azimuth, distance = azimuth + (7.0 if azimuth > 270 else -7.0), 0.78 * distance
    azimuth += float(rng.uniform(-4, 4))
    role = "practical" if source in _WARM_NEAR else "key"
    colour = _hex(lighting.colour)
    at = _hung(azimuth, elevation, distance, height, place, setting)
    key = Light(
        role="window" if source == "window" else "neon" if source == "neon" else role, at=at,
        aim=_aim(setting), size=_metres(width, height, setting), power=round(power, 4),
        kelvin=kelvin, colour=colour, round=disc,
    )  # fmt: skip
    if source == "neon":
        return _neon(key, colour, rng)
    if word in {"front", "below"}:
        half = msgspec.structs.replace(key, power=round(power * 0.55, 4))
        return [half, _mirrored(half)]
    return [key]


def _neon(key: Light, colour: str | None, rng: np.random.Generator) -> list[Light]:
    """Two tubes across from each other, the second in another colour unless one was named."""
    pairs = (("#ff2f9a", "#18c8ff"), ("#ff4a2a", "#3a6bff"), ("#b04bff", "#1fe0c0"))
    first, second = pairs[int(rng.integers(len(pairs)))]
    one = msgspec.structs.replace(key, colour=colour or first, power=round(key.power * 0.9, 4))
    other = msgspec.structs.replace(
        _mirrored(key), colour=colour or second, power=round(key.power * (0.3 if colour else 0.5), 4)
    )
    return [one, other]


def _fill(setting: Setting, side: float, power: float, kelvin: int) -> Light:
    """A large weak light from the camera's other side; side is +1 when the key is on the left."""
    azimuth = 270 + side * 48
    at = _polar(azimuth, 24, 5.6, setting)
    tone = int(0.4 * kelvin + 0.6 * 6000)
    return Light(
        role="fill", at=at, aim=_aim(setting), size=_metres(3, 3, setting), power=round(power, 4), kelvin=tone
    )


def _rim_power(lighting: Lighting, place: Place, style: tuple[str, ...]) -> float:
    """Dark pictures need an edge of light to part things from the ground; a named side bears little
    of it, or a glossy thing would shine on the wrong one."""
    if lighting.rim:
        return 1.1
    if lighting.key == "low" or _DRAMATIC & set(style) or lighting.source in _WARM_NEAR:
        return 0.5 if lighting.direction is None else 0.36
    if lighting.direction is not None:
        return 0.12
    return 0.3 if place.scale_class == "hand" else 0.18


def _rims(
    lighting: Lighting, place: Place, setting: Setting, side: float, level: float, style: tuple[str, ...] = ()
) -> list[Light]:
    """A strip behind, across from the key, that draws edges; stronger when asked for."""
    if lighting.rim is False or (lighting.shadows is False and not lighting.rim):
        return []
    if not lighting.rim and lighting.direction in {"back", "back-left", "back-right"}:
        return []
    power = _rim_power(lighting, place, style) * level
    at = _hung(90 - side * 38, 40, 4.4, 2.4, place, setting)
    size = _metres(0.6, 2.4, setting)
    kelvin = 9000 if lighting.source == "moon" else 5800
    rim = Light(role="rim", at=at, aim=_aim(setting), size=size, power=round(power, 4), kelvin=kelvin)
    if lighting.key != "low" or place.scale_class != "hand":
        return [rim]
    # Glass and dark things before black are drawn by an edge of light on both sides.
    return [rim, msgspec.structs.replace(_mirrored(rim), power=round(0.7 * power, 4))]


def _wash_level(lighting: Lighting, setting: Setting, style: tuple[str, ...]) -> float:
    if lighting.key == "low":
        return 0.05
    if lighting.source in {"candle", "fire", "moon", "neon", "screen"}:
        return 0.12
    if lighting.rim and luminance(linear(setting.surface.colour or row(setting.surface.name).colour)) < 0.2:
        return 0.08
    if lighting.key == "high" or lighting.shadows is False:
        return 1.3
    return 0.16 if _DRAMATIC & set(style) else 1.0


def _washes(place: Place, setting: Setting, side: float, level: float, kelvin: int) -> list[Light]:
    """A lamp over the frame that washes the back wall from the key's side."""
    if place.wash * level <= 0:
        return []
    r, depth = setting.radius, place.depth
    at = (-2.2 * side * r, (depth - min(0.62 * depth, 6.0)) * r, (4.2 + 0.32 * depth) * r)
    aim = (0.6 * side * r, depth * r, 0.7 * r)
    tone = int(0.5 * kelvin + 0.5 * 5400)
    power = round(place.wash * level, 4)
    size = _metres(2.4, 2.4, setting)
    return [Light(role="back", at=at, aim=aim, size=size, power=power, kelvin=tone)]


def _outdoors(
    lighting: Lighting, place: Place, setting: Setting, rng: np.random.Generator
) -> tuple[tuple[Light, ...], Sky]:
    time = lighting.time or ("night" if lighting.source == "moon" else place.time)
    usual = "left" if rng.random() < 0.6 else "right"
    azimuth, height = _DIRECTIONS[lighting.direction or usual]
    if lighting.direction is None and time in _LOW_SUN:
        azimuth += 7.0 if azimuth > 270 else -7.0  # raking light draws dunes, grass and snow
    azimuth += float(rng.uniform(-8, 8))
    weather = "fog" if lighting.shadows is False else setting.weather
    if lighting.quality == "soft" and weather == "clear" and time not in {"night", "midnight"}:
        weather = "cloudy"
    sky = sky_for(time, weather, azimuth=round(azimuth % 360, 1))
    sky = _aimed(sky, lighting, height)
    sky = _graded(sky, lighting)
    sky = msgspec.structs.replace(sky, power=round(sky.power * place.gain, 4))
    lights: list[Light] = []
    if lighting.source in _LAMPS:
        sky = msgspec.structs.replace(sky, power=round(sky.power * 0.5, 4), sun=round(sky.sun * 0.4, 4))
        kelvin = lighting.kelvin or _SOURCES[lighting.source][1]
        lights += _keys(lighting, lighting.source, place, setting, rng, power=0.7, kelvin=kelvin)
    elif place.name == "night_street" and sky.kind == "night":
        lights += _street_glow(lighting, place, setting, rng)
    if lighting.rim:
        side = 1.0 if toward(azimuth, 0)[0] <= 0 else -1.0
        lights += _rims(lighting, place, setting, side, 0.9)
    return tuple(lights), sky


def _aimed(sky: Sky, lighting: Lighting, height: float) -> Sky:
    """The sun brought low enough (or high enough) that a direction word can be seen, power facing it kept."""
    if lighting.direction is None or sky.elevation <= 0:
        return sky
    wanted = 72.0 if lighting.direction == "above" else min(sky.elevation, max(height, 12.0))
    if sky.kind == "night":
        wanted = max(height, 12.0)
    before, after = (max(float(np.sin(np.deg2rad(e))), 0.052) for e in (sky.elevation, wanted))
    rest, disc = sky.power * (1 - sky.sun), sky.power * sky.sun / before * after
    power = rest + disc
    return msgspec.structs.replace(
        sky, elevation=round(wanted, 1), power=round(power, 4), sun=round(disc / power, 4)
    )


def _graded(sky: Sky, lighting: Lighting) -> Sky:
    """Kelvin, colour, quality and key of the words, applied to the sky."""
    changes: dict[str, object] = {}
    # Low sun and twilight bring their colour with them; tinting the whole sky would drown its blue.
    if lighting.kelvin and lighting.time not in _COLOURED_HOURS:
        changes["kelvin"] = int(np.clip(lighting.kelvin * 6500 / 5500, 1700, 20000))
    if lighting.colour:
        changes["colour"] = _hex(lighting.colour)
    if lighting.quality == "soft":
        changes["sun_degrees"] = 8.0
    if lighting.quality == "hard":
        changes["sun_degrees"] = 0.53
    if lighting.key == "low":
        changes["power"] = round(sky.power * 0.55, 4)
    if lighting.key == "high":
        changes["power"] = round(sky.power * 1.15, 4)
    return msgspec.structs.replace(sky, **changes)


def _street_glow(lighting: Lighting, place: Place, setting: Setting, rng: np.random.Generator) -> list[Light]:
    """Signs out of frame on both sides of a night street, and a lamp above."""
    neon = _keys(lighting, "neon", place, setting, rng, power=0.6, kelvin=5500)
    lamp = Light(
        role="top", at=_polar(250, 62, 6, setting), aim=_aim(setting), size=_metres(1, 1, setting),
        power=0.3, kelvin=3400, round=True,
    )  # fmt: skip
    return [*neon, lamp]


def _sized(lighting: Lighting, size: tuple[float, float]) -> tuple[float, float]:
    """The source made small for hard light, large for soft."""
    width, height = size
    if lighting.shadows is False:
        return max(width, 4.5), max(height, 4.5)
    if lighting.quality == "hard":
        return min(width, 0.4), min(height, 0.4)
    if lighting.quality == "soft":
        return max(width, 2.4), max(height, 2.4)
    return width, height


def _hung(
    azimuth: float, elevation: float, distance: float, height: float, place: Place, setting: Setting
) -> Vec3:
    """A light's place: before the back wall if there is one, and not sunk into the table."""
    direction = toward(azimuth, elevation)
    if place.wall is not None and direction[1] > 0.05:
        distance = min(distance, 0.8 * place.wall / direction[1])
    x, y, z = (d * distance for d in direction)
    z = max(z, 0.45 * height + 0.1)
    r = setting.radius
    return round(x * r, 5), round(y * r, 5), round(z * r, 5)


def _polar(azimuth: float, elevation: float, distance: float, setting: Setting) -> Vec3:
    x, y, z = (round(d * distance * setting.radius, 5) for d in toward(azimuth, elevation))
    return x, y, z


def _aim(setting: Setting) -> Vec3:
    return 0.0, 0.0, round(0.45 * setting.radius, 5)


def _metres(width: float, height: float, setting: Setting) -> tuple[float, float]:
    return round(width * setting.radius, 5), round(height * setting.radius, 5)


def _mirrored(light: Light) -> Light:
    """The same light on the other side of the camera."""
    return msgspec.structs.replace(light, at=(-light.at[0], light.at[1], light.at[2]))


def _hex(colour: str | None) -> str | None:
    """A colour word of the vocabulary, or a hex string, as hex; None for words it does not know."""
    if colour is None or colour.startswith("#"):
        return colour
    return COLOURS.get(colour)
