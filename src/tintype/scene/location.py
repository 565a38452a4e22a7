"""The place of a picture: the one that was said, or the one that suits what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tintype.brief.vocabulary import COLOURS, MATERIALS
from tintype.scene.dress import SIGN
from tintype.scene.model import Material, Setting
from tintype.scene.places import PLACES
from tintype.scene.streams import stream
from tintype.scene.wardrobe import fabric

if TYPE_CHECKING:
    import numpy as np

    from tintype.brief.model import Brief, Environment
    from tintype.scene.cast import Cast

_SURFACES: dict[str, str] = {
    "marble": "marble_table", "black_marble": "marble_table", "green_marble": "marble_table", "oak": "desk",
    "walnut": "desk", "wood": "tabletop", "pine": "tabletop", "cherry_wood": "desk", "ebony": "desk",
    "sand": "beach", "snow": "snowfield", "grass": "meadow", "moss": "forest", "soil": "forest",
    "asphalt": "street", "wet_asphalt": "night_street", "gravel": "garden", "water": "lake",
    "brick": "brick_wall",
}  # fmt: skip
"""Where a surface is at home; other surfaces lie on a table."""

_BY_SCALE: dict[str, tuple[str, ...]] = {
    "hand": ("tabletop", "seamless", "studio", "tabletop"),
    "room": ("living_room", "gallery", "concrete_room"),
    "land": ("meadow", "meadow", "mountains"),
}
_BY_KIND: dict[str, str] = {
    "boat": "lake", "lighthouse": "sea", "palm": "beach", "cactus": "desert", "snowman": "snowfield",
    "hot_air_balloon": "sky", "car": "street", "street_lamp": "street", "tent": "mountains",
    "pine": "mountains",
    "shell": "beach", "bridge": "lake", "moon": "mountains", "neon_sign": "night_street", "laptop": "desk",
    "desk_lamp": "desk", "plinth": "gallery", "column": "gallery", "frame": "gallery",
}  # fmt: skip
_BY_WEATHER = {"snow": "snowfield", "storm": "sea", "fog": "forest", "rain": "street"}
_BY_MOOD = {
    "minimal": "seamless",
    "serene": "lake",
    "dreamy": "sky",
    "mysterious": "forest",
    "cozy": "living_room",
}
_WEATHERS = frozenset({"clear", "cloudy", "rain", "snow", "fog", "storm"})
_NIGHT = frozenset({"night", "midnight"})
_WHERE = frozenset({"in", "at", "inside", "on", "by", "near", "outside", "within", "of", "front"})
_ARTICLES = frozenset({"a", "an", "the", "my", "his", "her", "our", "their", "some"})

AFLOAT = frozenset({"boat"})
"""Kinds that float where there is water."""

WATERS = frozenset({"lake", "sea"})
"""Places whose ground can be water."""
_SCALES = ("hand", "room", "land")


def location(brief: Brief, cast: Cast, seed: int) -> tuple[Setting, list[str]]:
    """The Setting for a resolved Brief, still of radius 0.5, and notes. Draws from its own stream."""
    rng = stream(seed, "place")
    said = brief.environment
    notes: list[str] = []
    name = said.setting
    if name is not None and name not in PLACES:
        notes.append(f"I know no place “{name}”; painted elsewhere.")
        name = None
    if name == "street" and brief.lighting.time in _NIGHT and "night_street" in PLACES:
        name = "night_street"
    if name is None:
        notes += [f"I know no “{word}”; painted a plain place instead." for word in _unknown_places(brief)]
    name = name or _suited(brief, cast, rng)
    place = PLACES[name]
    surface = _worn(said.surface, said.surface_colour, place.surface, rng)
    if name == "lake" and said.surface is None and any(actor.body.kind in AFLOAT for actor in cast.actors):
        surface = Material(name="water", seed=surface.seed)  # the shore goes: z = 0 is open water
    backdrop = _backdrop(said, place.backdrop, rng)
    if backdrop is not None and name == "seamless" and said.surface is None and said.surface_colour is None:
        surface = backdrop  # a sweep is one sheet: its colour is that of the floor too
    weather = said.weather if said.weather in _WEATHERS else "storm" if said.weather == "wind" else "clear"
    setting = Setting(
        name=name, surface=surface, backdrop=backdrop, weather=weather, seed=int(rng.integers(0, 10_000))
    )  # fmt: skip
    return setting, notes


def _unknown_places(brief: Brief) -> list[str]:
    """The nouns of phrases that say where it is and that nobody understood: "in a pharmacy"."""
    found: list[str] = []
    for phrase in brief.phrases:
        words = phrase.text.split()
        if phrase.element != "environment" or phrase.says or not words:
            continue
        if words[0].lower() not in _WHERE:
            continue
        while words and words[0].lower() in _WHERE | _ARTICLES:
            words = words[1:]
        if words:
            found.append(" ".join(words))
    return found


def _suited(brief: Brief, cast: Cast, rng: np.random.Generator) -> str:
    """A place for what was said of surface, things, weather and mood, in this order."""
    said = brief.environment
    scale = main_scale(cast)
    street = "night_street" if brief.lighting.time in _NIGHT else "street"
    pick = rng.random()
    if said.surface is not None:
        name = _SURFACES.get(said.surface, "tabletop" if scale == "hand" else "concrete_room")
    elif said.backdrop is not None:
        name = "brick_wall" if said.backdrop == "brick" else "seamless" if scale == "hand" else "gallery"
    elif cast.actors:
        kinds = [actor.body.kind for actor in cast.actors if PLACES.get(_BY_KIND.get(actor.body.kind, ""))]
        fitting = [_BY_KIND[kind] for kind in kinds]
        fitting = [
            place for place in fitting if scale in {"hand", PLACES[place].scale_class} or scale == "room"
        ]
        choice = _BY_SCALE[scale]
        name = (
            fitting[0]
            if fitting and (scale != "hand" or len(fitting) == len(cast.actors))
            else choice[int(pick * len(choice))]
        )
        if name == "street":
            name = street
    elif said.weather in _BY_WEATHER:
        name = _BY_WEATHER[said.weather]
    else:
        moods = [_BY_MOOD[word] for word in brief.atmosphere.mood if word in _BY_MOOD]
        name = moods[0] if moods else ("seamless", "concrete_room", "gallery")[int(pick * 3)]
    return name if name in PLACES else next(iter(PLACES))


def main_scale(cast: Cast) -> str:
    """hand, room or land: the largest class among the things of the sentence."""
    classes = [actor.kind.scale_class for actor in cast.actors if not actor.thing.id.endswith(SIGN)]
    return max(classes, key=_SCALES.index, default="hand")


def _worn(name: str | None, colour: str | None, own: Material, rng: np.random.Generator) -> Material:
    seed = int(rng.integers(0, 1000))
    if name is not None and name in MATERIALS:
        return fabric(name, colour, seed=seed)
    if colour is not None and colour in COLOURS:
        return msgspec.structs.replace(own, colour=COLOURS[colour], seed=seed)
    return msgspec.structs.replace(own, seed=seed)


def _backdrop(said: Environment, own: Material | None, rng: np.random.Generator) -> Material | None:
    seed = int(rng.integers(0, 1000))
    if said.backdrop in COLOURS:
        base = own.name if own is not None else "paint"
        return Material(name=base, colour=COLOURS[str(said.backdrop)], seed=seed)
    if said.backdrop in MATERIALS:
        return Material(name=str(said.backdrop), seed=seed)
    return None if own is None else msgspec.structs.replace(own, seed=seed)
