"""The look: what the Brief says of atmosphere, as Film after the light and Fog in the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.model import Film, Fog
from tintype.scene.places import PLACES

if TYPE_CHECKING:
    from tintype.brief.model import Atmosphere, Brief
    from tintype.scene.model import Setting

_GRADES = frozenset({
    "warm", "cool", "sepia", "monochrome", "teal_orange", "vivid", "muted", "pastel", "vintage",
    "cinematic", "noir",
})  # fmt: skip

# Mood or style → contrast, saturation, vignette, bloom, warmth, exposure: each adds to the neutral.
_MOODS: dict[str, tuple[float, float, float, float, float, float]] = {
    "serene": (-0.06, -0.04, 0.0, 0.06, 0.0, 0.08), "dramatic": (0.14, 0.03, 0.16, 0.0, 0.0, 0.0),
    "moody": (0.1, -0.06, 0.2, 0.0, 0.0, -0.05), "cheerful": (0.02, 0.12, 0.0, 0.0, 0.08, 0.15),
    "mysterious": (0.06, -0.08, 0.22, 0.1, -0.1, -0.05), "romantic": (-0.06, 0.03, 0.08, 0.16, 0.15, 0.05),
    "melancholic": (-0.05, -0.2, 0.1, 0.0, -0.15, -0.08), "elegant": (0.06, -0.06, 0.08, 0.03, 0.0, 0.0),
    "minimal": (-0.02, -0.06, 0.0, 0.0, 0.0, 0.08), "cozy": (0.0, 0.05, 0.1, 0.06, 0.2, 0.0),
    "eerie": (0.1, -0.2, 0.25, 0.08, -0.2, -0.1), "energetic": (0.12, 0.18, 0.0, 0.0, 0.0, 0.1),
    "nostalgic": (-0.08, -0.12, 0.14, 0.08, 0.15, 0.0), "dreamy": (-0.12, 0.0, 0.0, 0.35, 0.05, 0.12),
    "product": (0.03, 0.0, 0.0, 0.0, 0.0, 0.05), "editorial": (0.06, -0.03, 0.04, 0.0, 0.0, 0.0),
    "painterly": (-0.04, 0.08, 0.08, 0.12, 0.05, 0.0),
}  # fmt: skip

_HAZE = {"fog": 0.5, "rain": 0.16, "snow": 0.22, "storm": 0.2, "cloudy": 0.04}
_FOG_BY_TIME = {
    "dawn": "#b9b6c6", "sunrise": "#e3bfa4", "morning": "#d3d6d6", "golden_hour": "#e6c193",
    "sunset": "#dba281", "dusk": "#8b8aa6", "blue_hour": "#5d6f98", "night": "#202635", "midnight": "#161b29",
}  # fmt: skip
_DAY_FOG = "#cdd2d6"

# Place → how much of the light of what lies 60 set radii away is lost in clear air, as optical depth.
_AERIAL = {
    "mountains": 0.42, "lake": 0.36, "meadow": 0.25, "desert": 0.12, "dunes": 0.3, "snowfield": 0.3,
    "forest": 0.5, "sea": 0.08, "beach": 0.08, "garden": 0.2, "field": 0.25,
}  # fmt: skip
_CLEAR_AIR = "#b4c9e2"
_PLAIN_DAY = frozenset({"morning", "noon", "afternoon"})


def look(brief: Brief, setting: Setting, *, distance: float, indoor: bool) -> tuple[Film, Fog | None]:
    """Film and Fog for a resolved Brief. distance: from the camera to the group, metres."""
    haze = 0.0 if indoor else _HAZE.get(setting.weather, 0.0)
    amount = brief.atmosphere.fog if brief.atmosphere.fog is not None else haze
    time = brief.lighting.time or (PLACES[setting.name].time if setting.name in PLACES else "noon")
    fog = _fog(amount, time, distance + 1.5 * setting.radius)
    if fog is None and not indoor:
        fog = _aerial(setting, time)
    return _film(brief.atmosphere, brief, balance=_balance(brief, time)), fog


# A photographer sets the camera to the light at hand, but leaves in what the sentence asks to see of it.
_BALANCE = 0.8
_LAMP_BALANCE = 0.6
_SHOWN = frozenset({"candle", "fire", "neon", "moon", "screen"})


def _balance(brief: Brief, time: str) -> float:
    """How much of the light's colour the camera takes away. time: of the words, else of the place."""
    light, said = brief.lighting, brief.atmosphere
    if light.source == "lamp" and not light.colour:
        return _LAMP_BALANCE
    if light.kelvin or light.colour or light.source in _SHOWN or said.grade in {"warm", "cool", "vintage"}:
        return 0.0
    if light.time is not None and light.time not in _PLAIN_DAY:
        return 0.0
    if time in {"night", "midnight"} or {"cozy", "nostalgic", "romantic"} & set(said.mood):
        return 0.0
    return _BALANCE


def _film(said: Atmosphere, brief: Brief, *, balance: float) -> Film:
    totals = [1.0, 1.0, 0.05, 0.04, 0.0, 0.0]
    for word in dict.fromkeys((*said.mood, *said.style)):
        for i, change in enumerate(_MOODS.get(word, ())):
            totals[i] += change
    contrast, saturation, vignette, bloom, warmth, exposure = totals
    light = brief.lighting
    if light.source in {"neon", "candle", "fire", "lamp"} or brief.environment.setting == "night_street":
        bloom += 0.2
    if light.key == "low":
        contrast, exposure = contrast + 0.04, exposure + 0.2
    grain = said.grain if said.grain is not None else 0.35 if brief.camera.film else 0.0
    return Film(
        exposure=round(max(-0.6, min(0.4, exposure)), 3),
        grade=said.grade if said.grade in _GRADES else None,
        grain=round(max(0.0, min(1.0, grain)), 3),
        vignette=round(max(0.0, min(1.0, said.vignette if said.vignette is not None else vignette)), 3),
        bloom=round(max(0.0, min(0.7, bloom)), 3),
        warmth=round(max(-0.5, min(0.5, warmth)), 3),
        contrast=round(max(0.7, min(1.4, contrast)), 3),
        saturation=round(max(0.5, min(1.4, saturation)), 3),
        balance=balance,
    )


def _fog(amount: float, time: str, reach: float) -> Fog | None:
    """At amount 1 half the light is lost just behind the group, so that the group stays readable."""
    if amount <= 0.01:
        return None
    density = 0.693 * amount**1.5 / reach
    return Fog(density=round(density, 6), colour=_FOG_BY_TIME.get(time, _DAY_FOG))


def _aerial(setting: Setting, time: str) -> Fog | None:
    """The air itself: far hills turn paler and bluer, near things stay as they are."""
    depth = _AERIAL.get(setting.name)
    if depth is None or time in {"night", "midnight"}:
        return None
    colour = _CLEAR_AIR if time in _PLAIN_DAY else _FOG_BY_TIME.get(time, _CLEAR_AIR)
    return Fog(density=round(depth / (60 * setting.radius), 6), colour=colour)
