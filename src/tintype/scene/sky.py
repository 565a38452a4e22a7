"""The sky: radiance from every direction, and the sun or moon in it. numpy only.

Unit of all power in a Scene: power 1.0 is the irradiance under which a perfect white diffuser
leaves radiance 0.8 in linear display units, so irradiance = power · `WHITE` with WHITE = 0.8 π.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene import air
from tintype.scene.model import Sky
from tintype.scene.places.noise import fbm, smoothstep
from tintype.scene.tint import tint

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

WHITE = 0.8 * float(np.pi)
"""Irradiance (linear display units) of power 1.0."""

_CLEAR_KELVIN = 6500.0


def radiance(sky: Sky, directions: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Linear sRGB radiance (N, 3) arriving from unit `directions` (N, 3).

    Over the upper half the cosine-weighted integral has luminance
    `sky.power · (1 − sky.sun) · WHITE`; the disc of sun or moon is left out when `sky.sun` > 0
    (see `sun_light`). Below the horizon the haze or floor light goes on, dimmer.
    """
    d = np.asarray(directions, np.float64).reshape(-1, 3)
    return (_form(sky, d) * _scale(sky)).astype(np.float32)


def sun_light(sky: Sky) -> tuple[tuple[float, float, float], tuple[float, float, float], float] | None:
    """(unit direction towards the disc, irradiance linear sRGB on a plane facing it, degrees across).

    None if the sky has no disc light or it is below the horizon. On level ground it adds
    `sky.power · sky.sun · WHITE`; for a disc lower than 3° it is what a disc at 3° would give.
    """
    if sky.sun <= 0 or sky.elevation <= 0:
        return None
    facing = sky.power * sky.sun * WHITE / max(float(np.sin(np.deg2rad(sky.elevation))), 0.052)
    colour = disc_colour(sky) * facing
    x, y, z = toward(sky.azimuth, sky.elevation)
    return (x, y, z), (float(colour[0]), float(colour[1]), float(colour[2])), sky.sun_degrees


def disc_colour(sky: Sky) -> Array:
    """Linear sRGB (3,) of the disc, luminance 1: reddened by the air it shines through."""
    colour = tint(sky.kelvin, sky.colour)
    if sky.kind == "clear":
        through = air.sunlight(max(sky.elevation, 0.0)) ** 0.85
        colour = through * colour / tint(_CLEAR_KELVIN)
    return colour / luminance(colour)


def toward(azimuth: float, elevation: float) -> tuple[float, float, float]:
    """Unit vector: azimuth anticlockwise from +x seen from above, elevation over the horizon."""
    a, e = np.deg2rad(azimuth), np.deg2rad(elevation)
    return float(np.cos(e) * np.cos(a)), float(np.cos(e) * np.sin(a)), float(np.sin(e))


def luminance(rgb: Array) -> float:
    """Rec. 709 luminance of one linear sRGB colour."""
    return float(rgb @ np.array([0.2126, 0.7152, 0.0722]))


@lru_cache(maxsize=64)
def _scale(sky: Sky) -> float:
    """Factor that gives the form its power, by midpoint quadrature over the upper half."""
    rows, columns = 160, 320
    sin_e = np.sqrt((np.arange(rows) + 0.5) / rows)  # equal steps of sin² are equal cosine weights
    around = 2 * np.pi * (np.arange(columns) + 0.5) / columns
    z = np.repeat(sin_e, columns)
    flat, phi = np.sqrt(1 - z * z), np.tile(around, rows)
    rgb = _form(sky, np.stack([flat * np.cos(phi), flat * np.sin(phi), z], axis=1))
    mean = luminance(rgb.mean(axis=0))
    return sky.power * (1 - sky.sun) * WHITE / (np.pi * max(mean, 1e-9))


def _form(sky: Sky, d: Array) -> Array:
    return _KINDS[sky.kind](sky, d)


def _studio(sky: Sky, d: Array) -> Array:
    """A studio as polished things see it: a large soft box towards `azimuth` with another above, strips
    on both sides of the camera, a dark flag behind it, grey between. Their edges show in metal."""
    z = d[:, 2]
    turn = np.rad2deg(np.arctan2(d[:, 1], d[:, 0]))
    around, front = (_turned(turn, sky.azimuth), _turned(turn, 270.0))
    up = np.rad2deg(np.arcsin(np.clip(z, -1, 1)))
    level = 0.34 + 0.5 * smoothstep(-0.1, 0.9, z) - 0.14 * smoothstep(0.0, -0.6, z)
    level = level * (1 - 0.6 * _panel(front, 0, 26, 6) * _panel(up, 8, 34, 8))
    near = -1.0 if _turned(np.array([sky.azimuth]), 270.0)[0] < 0 else 1.0
    box = _panel(around, 0, 30, 2) * _panel(up, 36, 26, 2) * (1.3 + 0.9 * smoothstep(10, 60, up))
    strip = _panel(front, -64 * near, 9, 1.5) * _panel(up, 22, 34, 1.5)
    kicker = _panel(front, 40 * near, 7, 1.5) * _panel(up, 16, 22, 1.5)
    top = _panel(up, 78, 9, 2)
    return (level + 1.6 * box + 0.6 * strip + 0.8 * kicker + 0.8 * top)[:, None] * tint(
        sky.kelvin, sky.colour
    )


def _turned(turn: Array, azimuth: float) -> Array:
    """Angles about the vertical as seen from `azimuth`, in −180..180."""
    return (turn - azimuth + 180) % 360 - 180


def _room(sky: Sky, d: Array) -> Array:
    """An interior: a window towards `azimuth`, a soft strip across from it, a pale ceiling."""
    z = d[:, 2]
    around = _turned(np.rad2deg(np.arctan2(d[:, 1], d[:, 0])), sky.azimuth)
    up = np.rad2deg(np.arcsin(np.clip(z, -1, 1)))
    walls = 0.48 + 0.42 * np.cos(np.deg2rad(around)) + 0.4 * smoothstep(0.5, 0.95, z)
    walls = walls - 0.35 * smoothstep(-0.05, -0.5, z)
    warm, cool = tint(sky.kelvin * 0.93, sky.colour), tint(sky.kelvin * 1.12, sky.colour)
    window = _panel(around, 0, 24, 1.5) * _panel(up, 32, 22, 1.5)
    window *= 1 - 0.8 * np.maximum(_panel(around, 0, 1.2, 0.6), _panel(up, 34, 1.2, 0.6))
    strip = _panel(around, -140, 7, 2) * _panel(up, 30, 26, 2)
    top = smoothstep(0.93, 0.97, z)
    return walls[:, None] * warm + (7 * window + 1.5 * strip + 1.2 * top)[:, None] * cool


def _panel(x: Array, centre: float, half: float, soft: float) -> Array:
    """1 inside centre ± half, 0 outside, with edges `soft` wide."""
    return 1 - smoothstep(half - soft, half + soft, np.abs(x - centre))


def _clear(sky: Sky, d: Array) -> Array:
    """Air lit by the sun (module `air`), with fair-weather clouds; more of them as `sun` falls."""
    sun = np.array(toward(sky.azimuth, sky.elevation))
    base = _coloured(_compressed(air.scattered(d, sky.azimuth, sky.elevation), sky), d, sky)
    base = _clouded(base, d, sun, sky) * (tint(sky.kelvin, sky.colour) / tint(_CLEAR_KELVIN))
    below = smoothstep(-0.12, -0.4, d[:, 2])[:, None]
    return base * (1 - 0.75 * below)


def _compressed(rgb: Array, sky: Sky) -> Array:
    """The glow about the sun held within a few times the mean, as film does; blue let in after sunset."""
    mean = air.mean_luminance(sky.elevation)
    dusk = float(np.clip((2.0 - sky.elevation) / 6.0, 0, 1))
    rgb = rgb + dusk * (1 + 1.6 * dusk) * mean * np.array([0.07, 0.48, 1.0])
    bright = (rgb @ np.array([0.2126, 0.7152, 0.0722]))[:, None]
    limit = (6.0 - 4.0 * dusk) * mean
    return rgb / (1 + bright / limit)


def _coloured(rgb: Array, d: Array, sky: Sky) -> Array:
    """What slide film makes of the air: a deeper blue overhead and no yellow at the horizon by day, rose
    instead of green between gold and blue when the sun is low (single scattering leaves both too green).
    """
    day = float(np.clip((sky.elevation - 8) / 14, 0, 1))
    low = float(np.clip(1 - abs(sky.elevation - 4) / 12, 0, 1))
    up = smoothstep(0.0, 0.4, d[:, 2])[:, None]
    deep = 1 + day * (0.25 + 0.75 * up) * (np.array([0.5, 0.78, 1.08]) - 1)
    rose = 1 + low * (0.5 + 0.5 * up) * (np.array([1.04, 0.86, 1.16]) - 1)
    luma = (rgb @ np.array([0.2126, 0.7152, 0.0722]))[:, None]
    away = 0.75 * low * smoothstep(0.0, 0.4, d[:, 2])[:, None]
    pale = 0.75 * day * (1 - smoothstep(0.0, 0.3, d[:, 2]))[:, None]
    rgb = rgb * deep * rose * (1 - away) + luma * np.array([0.86, 0.95, 1.6]) * away
    return rgb * (1 - pale) + luma * np.array([0.84, 0.98, 1.3]) * pale


def _clouded(base: Array, d: Array, sun: Array, sky: Sky) -> Array:
    """Broken cloud on a level sheet: lit by what is left of the sun, shaded by its own depth."""
    z = np.maximum(d[:, 2], 0.0)
    x, y = 1.1 * d[:, 0] / (z + 0.13), 1.1 * d[:, 1] / (z + 0.13)
    warp = fbm(x * 0.7 + 9.1, y * 0.7, 71, octaves=3)
    field = fbm(x + 0.8 * warp + 3.7, y + 0.5 * warp, 11, octaves=6)
    cover = _cover(sky)
    thick = smoothstep(0.32 - 0.75 * cover, 0.75 - 0.55 * cover, field) * smoothstep(0.015, 0.14, d[:, 2])
    toward_sun = np.clip(d @ sun, -1, 1)
    ambient = base.mean(axis=0) * 0.9 + 0.25 * base
    light = air.sunlight(max(sky.elevation, -3.0) + 2.0)
    lit = light * air.cloud_gain(sky.elevation) * (0.55 + 0.9 * np.clip(toward_sun, 0, 1) ** 6)[:, None]
    shade = (1 - 0.45 * smoothstep(0.3, 1.0, thick))[:, None]
    return base * (1 - 0.85 * thick)[:, None] + (ambient * 0.8 + lit * shade) * (0.85 * thick)[:, None]


def _cover(sky: Sky) -> float:
    """Share of cloud, 0.25 under a full sun to 0.8 when the disc gives little of the light."""
    if sky.elevation <= 0 or sky.sun <= 0:
        return 0.35
    facing = sky.sun / max(float(np.sin(np.deg2rad(sky.elevation))), 0.052)
    direct = facing / (facing + 1 - sky.sun)
    return float(np.interp(direct, [0.2, 0.7], [0.8, 0.25]))


def _overcast(sky: Sky, d: Array) -> Array:
    """An overcast sky after Moon and Spencer (1942), flatter than their 1 : 3, softly mottled."""
    z = np.maximum(d[:, 2], 0.0)
    x, y = d[:, 0] / (z + 0.25), d[:, 1] / (z + 0.25)
    mottle = 1 + 0.3 * fbm(1.2 * x + 4.2, 1.2 * y, 23, octaves=5) * smoothstep(0.0, 0.3, z)
    level = (1 + 1.3 * z) / 2.3 * mottle * (1 - 0.6 * smoothstep(0.0, -0.3, d[:, 2]))
    return level[:, None] * tint(sky.kelvin, sky.colour)


def _night(sky: Sky, d: Array) -> Array:
    """Deep blue, paler at the horizon, with stars; the moon's disc only where no light stands for it."""
    z = np.maximum(d[:, 2], 0.0)
    blue = np.array([0.2, 0.36, 0.9])
    pale = np.array([0.42, 0.55, 0.9])
    low = np.exp(-6 * z)[:, None]
    rgb = (0.55 * blue * (1 - low) + 0.9 * pale * low) * (tint(sky.kelvin, sky.colour) / tint(8000))
    angle = np.rad2deg(np.arccos(np.clip(d @ np.array(toward(sky.azimuth, sky.elevation)), -1, 1)))
    glow = 1.5 * np.exp(-angle / 5) + 0.5 * np.exp(-angle / 25)
    if sky.sun <= 0:
        glow = glow + 60 * (1 - smoothstep(0.9, 1.1, angle))
    rgb = rgb + glow[:, None] * np.array([0.9, 0.95, 1.0]) * 0.5 + _stars(d)[:, None]
    return rgb * (1 - 0.8 * smoothstep(0.0, -0.2, d[:, 2]))[:, None]


def _stars(d: Array) -> Array:
    """Points of light, one chance per cell of a fine grid on the cube around the viewer."""
    axis = np.argmax(np.abs(d), axis=1)
    rows = np.arange(len(d))
    major = np.abs(d[rows, axis])
    u, v = d[rows, (axis + 1) % 3] / major * 70, d[rows, (axis + 2) % 3] / major * 70
    i, j = np.floor(u), np.floor(v)
    h = [np.modf(np.abs(np.sin(i * a + j * b + axis * c) * 43758.5453))[0] for a, b, c in _STAR_HASH]
    away = np.hypot(u - i - 0.2 - 0.6 * h[1], v - j - 0.2 - 0.6 * h[2])
    born = (h[0] > 0.93) & (d[:, 2] > 0.02)
    return np.where(born, 10 * ((h[0] - 0.93) / 0.07) ** 3 * np.exp(-((away / 0.065) ** 2)), 0.0)


_STAR_HASH = ((12.9898, 78.233, 37.719), (39.346, 11.135, 83.155), (73.156, 52.235, 9.151))
_KINDS = {"studio": _studio, "room": _room, "clear": _clear, "overcast": _overcast, "night": _night}


# Hour → elevation of sun (or moon, at night), power facing the disc, power from the rest of the sky,
# kelvin of the whole. Elevations are those of a mid-latitude spring day; powers keep the picture exposed.
_HOURS: dict[str, tuple[float, float, float, int]] = {
    "dawn": (-2.0, 0.0, 0.55, 6300),
    "sunrise": (5.0, 0.85, 0.36, 5800),
    "morning": (26.0, 0.8, 0.3, 6400),
    "noon": (58.0, 0.8, 0.3, 6500),
    "afternoon": (36.0, 0.8, 0.3, 6300),
    "golden_hour": (10.0, 0.98, 0.31, 5500),
    "sunset": (4.0, 0.85, 0.38, 6100),
    "dusk": (-3.5, 0.0, 0.42, 6500),
    "blue_hour": (-6.0, 0.0, 0.32, 7000),
    "night": (35.0, 0.32, 0.14, 8500),
    "midnight": (50.0, 0.24, 0.1, 9000),
}
_GREY = frozenset({"rain", "storm", "fog", "snow"})


def sky_for(time: str, weather: str = "clear", *, azimuth: float = 215.0) -> Sky:
    """The Sky of an hour (a word of `brief.Lighting.time`) and a weather (of `Environment.weather`).

    azimuth: where the sun or moon stands. Raises KeyError for a word that is not in the list.
    """
    elevation, facing, rest, kelvin = _HOURS[time]
    kind = "night" if time in {"night", "midnight"} else "clear"
    if weather in _GREY:
        return _grey(time, weather, azimuth)
    if weather == "cloudy":
        facing, rest = facing * 0.4, rest * 1.9
    ground = facing * max(float(np.sin(np.deg2rad(elevation))), 0.052) if elevation > 0 else 0.0
    power = ground + rest
    return Sky(
        kind=kind, azimuth=azimuth, elevation=elevation, power=round(power, 4),
        sun=round(ground / power, 4), sun_degrees=1.5 if kind == "night" else 1.0, kelvin=kelvin,
    )  # fmt: skip


def _grey(time: str, weather: str, azimuth: float) -> Sky:
    """An overcast sky: no disc, colder and darker as the sun sinks."""
    elevation = _HOURS[time][0]
    dark = time in {"night", "midnight"}
    power = 0.14 if dark else float(np.interp(elevation, [-6, 0, 20], [0.4, 0.65, 0.95]))
    kelvin = 9000 if dark else int(np.interp(elevation, [-6, 4, 12, 25], [9500, 6000, 6200, 6800]))
    if weather == "fog" and not dark:
        power, kelvin = 1.12 * power, int(0.9 * kelvin)  # the sun is in it somewhere
    return Sky(
        kind="overcast", azimuth=azimuth, elevation=elevation, kelvin=kelvin,
        power=round(power * (0.7 if weather == "storm" else 1.0), 4),
    )  # fmt: skip
