"""sample: a random Scene, drawn over everything a sentence could have asked for.

It draws a Brief and composes it, so a sampled Scene obeys the same rules as a composed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tintype.brief.model import (
    Atmosphere,
    Brief,
    Camera,
    Environment,
    Lighting,
    Relation,
    RelationKind,
    Span,
    Thing,
)
from tintype.brief.vocabulary import COLOURS
from tintype.scene.compose import compose
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.materials import MATERIAL_ROWS
from tintype.scene.places import PLACES
from tintype.scene.wardrobe import METAL_COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from tintype.scene.model import Scene

    Rng = np.random.Generator

T = TypeVar("T")
_HERE = Span(0, 0)
_FRAMES = (1.0, 1.0, 3 / 2, 2 / 3, 4 / 3, 3 / 4, 16 / 9, 9 / 16, 21 / 9)
_BESIDE: tuple[RelationKind, ...] = ("left_of", "right_of", "behind", "in_front_of", "next_to")
_DIRECTIONS = (
    "left", "right", "front", "back", "above", "above-left", "above-right", "back-left", "back-right",
)  # fmt: skip
_SOURCES = ("window", "sun", "softbox", "key", "spotlight", "ring", "neon", "candle", "lamp", "sky", "moon")
_TIMES = (
    "dawn", "sunrise", "morning", "noon", "afternoon", "golden_hour", "sunset", "dusk", "blue_hour",
    "night",
)  # fmt: skip
_GRADES = (
    "warm", "cool", "sepia", "monochrome", "teal_orange", "vivid", "muted", "pastel", "vintage",
    "cinematic", "noir",
)  # fmt: skip
_MOODS = (
    "serene", "dramatic", "moody", "cheerful", "mysterious", "romantic", "melancholic", "elegant",
    "minimal",
    "cozy", "eerie", "energetic", "nostalgic", "dreamy",
)  # fmt: skip
_WEATHERS = ("clear", "clear", "clear", "cloudy", "rain", "snow", "fog")
_FOCALS = (24.0, 28.0, 35.0, 50.0, 50.0, 85.0, 85.0, 100.0, 135.0)
_STOPS = (1.4, 1.8, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0)
_NOT_WORN = frozenset({
    "mirror", "fruit_skin", "bread_crust", "petal", "leaf", "soap", "eggshell", "bark", "emissive",
    "ink", "paint",
})  # fmt: skip
"""Materials that things have by nature; nobody asks for a jug of fruit skin."""

_WORDS = (
    "LUMEN", "OPEN", "HOTEL", "BLOOM", "NORD", "SALT", "ATLAS", "CAFE", "HELLO", "MIRA", "OLIVE", "TEA",
    "RIVER",
    "EDEN", "STILL", "AMBER", "NOVA", "SILK", "MOON", "PAPER",
)  # fmt: skip


def sample(rng: Rng, *, frame: float | None = None) -> Scene:
    """A random Scene; `frame` is drawn too unless given. Equal generators give equal Scenes."""
    brief = draw(rng)
    shape = _one(rng, _FRAMES) if frame is None else frame
    return compose(brief, int(rng.integers(0, 2**31)), frame=shape)


def draw(rng: Rng) -> Brief:
    """A random Brief without a sentence, over the whole vocabulary that the catalogues can build."""
    things = tuple(_thing(rng, number) for number in range(_one(rng, (1, 1, 1, 2, 2, 2, 3, 3, 4))))
    relations = tuple(_relations(rng, things))
    return Brief(
        sentence="",
        things=things,
        relations=relations,
        environment=_environment(rng),
        lighting=_lighting(rng),
        camera=_camera(rng),
        atmosphere=_atmosphere(rng),
    )


def _one(rng: Rng, options: Sequence[T]) -> T:
    return options[int(rng.integers(len(options)))]


def _maybe(rng: Rng, chance: float, options: Sequence[T]) -> T | None:
    pick = _one(rng, options)
    return pick if rng.random() < chance else None


def _thing(rng: Rng, number: int) -> Thing:
    kind = KINDS[_one(rng, sorted(KINDS))]
    solid = [name for name, row in MATERIAL_ROWS.items() if row.solid and name not in _NOT_WORN]
    text = " ".join(_one(rng, _WORDS) for _ in range(1 + int(rng.random() < 0.25)))
    return Thing(
        id=f"t{number}",
        kind=kind.name,
        known=True,
        word=kind.name.replace("_", " "),
        span=_HERE,
        count=_one(rng, (1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6)),
        colour=_maybe(rng, 0.6, sorted(set(COLOURS) - METAL_COLOURS)),
        material=_maybe(rng, 0.3, solid),
        size=_maybe(rng, 0.15, ("tiny", "small", "large", "huge")),
        text=text if kind.lettering is not None and rng.random() < 0.35 else None,
        contents=_maybe(rng, 0.3, ("wine", "milk", "coffee", "tea", "water", "amber", "honey"))
        if kind.contents
        else None,
    )


def _relations(rng: Rng, things: tuple[Thing, ...]) -> list[Relation]:
    """Each thing after the first, mostly, in some relation to an earlier one."""
    relations: list[Relation] = []
    if len(things) == 1 and things[0].count > 2 and rng.random() < 0.4:
        return [Relation(kind="in_row", subject=things[0].id, objects=(), span=_HERE)]
    if len(things) >= 3 and rng.random() < 0.15:
        objects = (things[1].id, things[2].id)
        return [Relation(kind="between", subject=things[0].id, objects=objects, span=_HERE)]
    for i in range(1, len(things)):
        if rng.random() < 0.85:
            other = things[int(rng.integers(i))]
            kind = _one(rng, _possible(things[i], other))
            relations.append(Relation(kind=kind, subject=things[i].id, objects=(other.id,), span=_HERE))
    return relations


def _possible(subject: Thing, other: Thing) -> tuple[RelationKind, ...]:
    carrier, cargo = KINDS[other.kind], KINDS[subject.kind]
    options: list[RelationKind] = list(_BESIDE)
    order = ("hand", "room", "land")
    smaller = order.index(cargo.scale_class) <= order.index(carrier.scale_class)
    if carrier.stand is not None and smaller:
        options.extend(("on", "on", "on"))
    if carrier.hollow is not None and smaller and cargo.hollow is None and subject.count <= 6:
        options.extend(("inside", "inside"))
    if subject.count >= 3 and other.count == 1:
        options.append("around")
    return tuple(options)


def _environment(rng: Rng) -> Environment:
    surfaces = [name for name, row in MATERIAL_ROWS.items() if row.family == "opaque" and not row.metallic]
    return Environment(
        setting=_maybe(rng, 0.8, sorted(PLACES)),
        surface=_maybe(rng, 0.2, surfaces),
        backdrop=_maybe(rng, 0.1, sorted(COLOURS)),
        weather=_maybe(rng, 0.3, _WEATHERS),
    )


def _lighting(rng: Rng) -> Lighting:
    return Lighting(
        direction=_maybe(rng, 0.7, _DIRECTIONS),
        quality=_maybe(rng, 0.5, ("hard", "soft")),
        kelvin=_maybe(rng, 0.2, (2700, 3200, 4000, 5600, 7500, 9000)),
        source=_maybe(rng, 0.35, _SOURCES),
        time=_maybe(rng, 0.35, _TIMES),
        key=_maybe(rng, 0.15, ("high", "low")),
        shadows=_maybe(rng, 0.05, (False,)),
        rim=_maybe(rng, 0.15, (True,)),
        colour=_maybe(rng, 0.06, ("red", "blue", "magenta", "cyan", "green", "purple")),
    )


def _camera(rng: Rng) -> Camera:
    return Camera(
        focal_mm=_maybe(rng, 0.6, _FOCALS),
        f_number=_maybe(rng, 0.5, _STOPS),
        angle=_maybe(rng, 0.35, ("eye", "low", "high", "top", "dutch", "worm")),
        shot=_maybe(rng, 0.25, ("macro", "close-up", "medium", "full", "wide")),
        focus=_maybe(rng, 0.15, ("shallow", "deep")),
        view=_maybe(rng, 0.1, ("front", "side", "three-quarter")),
    )


def _atmosphere(rng: Rng) -> Atmosphere:
    mood = _maybe(rng, 0.4, _MOODS)
    return Atmosphere(
        grain=_maybe(rng, 0.25, (0.25, 0.5, 0.8)),
        fog=_maybe(rng, 0.12, (0.3, 0.6)),
        vignette=_maybe(rng, 0.1, (0.3, 0.6)),
        grade=_maybe(rng, 0.35, _GRADES),
        mood=() if mood is None else (mood,),
    )
