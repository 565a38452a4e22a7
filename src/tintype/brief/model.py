"""The Brief: a sentence read the way an art director reads it. Pure data, JSON both ways.

Every phrase keeps its span, so nothing the user wrote is ever rewritten or lost. What the sentence
says, what it implies and what nobody said are three different things and stay apart.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Element = Literal["subject", "environment", "lighting", "camera", "atmosphere"]
ELEMENTS: tuple[Element, ...] = ("subject", "environment", "lighting", "camera", "atmosphere")

RelationKind = Literal[
    "left_of", "right_of", "behind", "in_front_of", "on", "under", "above",
    "between", "next_to", "inside", "around", "in_row",
]  # fmt: skip
SizeWord = Literal["tiny", "small", "large", "huge"]
Value = str | int | float | bool


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Characters [start, end) of the sentence."""

    start: int
    end: int


class Phrase(msgspec.Struct, frozen=True):
    """A stretch of the user's words read under one element.

    says: what it was understood to mean, as (key, value), keys as in Lighting, Camera, Atmosphere
    and Environment, or "thing" (value: thing id) for subject phrases. Empty if not understood.
    """

    element: Element
    text: str
    span: Span
    says: tuple[tuple[str, Value], ...] = ()


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """An object (or several alike) that should be seen.

    kind: a name from `vocabulary.KINDS`, or the lemma of the user's noun when `known` is false.
    word, span: the user's noun. count: how many. colour: a name from `vocabulary.COLOURS`.
    material: a name from `vocabulary.MATERIALS`. text: words to letter on it.
    contents: material or colour of what is in it ("amber liquid", "milk"). words: adjectives that
    no table knows, kept for models that do. element: "subject", or "environment" for set dressing.
    """

    id: str
    kind: str
    known: bool
    word: str
    span: Span
    count: int = 1
    colour: str | None = None
    material: str | None = None
    size: SizeWord | None = None
    text: str | None = None
    contents: str | None = None
    words: tuple[str, ...] = ()
    element: Literal["subject", "environment"] = "subject"


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """`subject` stands in `kind` to `objects` (thing ids), as seen by the camera.

    "between" has two objects, "in_row" has none or lists the other members; "on" may have the
    pseudo object "surface" (the table or ground of the environment).
    """

    kind: RelationKind
    subject: str
    objects: tuple[str, ...]
    span: Span


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is. setting: a name from `vocabulary.SETTINGS`; surface: a material name for what
    things stand on; backdrop: a material or colour behind them; weather: clear, cloudy, rain,
    snow, fog, storm, wind; season; place: the user's proper noun ("Tokyo")."""

    setting: str | None = None
    surface: str | None = None
    surface_colour: str | None = None
    backdrop: str | None = None
    weather: str | None = None
    season: str | None = None
    place: str | None = None


class Lighting(msgspec.Struct, frozen=True, kw_only=True):
    """The light. direction: left, right, front, back, above, below, above-left, above-right,
    back-left, back-right (where it comes FROM). quality: hard, soft. kelvin: 1500..12000.
    source: window, sun, moon, softbox, key, spotlight, ring, neon, candle, lamp, fire, sky, screen.
    time: dawn, sunrise, morning, noon, afternoon, golden_hour, sunset, dusk, blue_hour, night,
    midnight. key: "high" or "low". shadows: False for "no shadows". colour: of coloured light."""

    direction: str | None = None
    quality: str | None = None
    kelvin: int | None = None
    source: str | None = None
    time: str | None = None
    key: str | None = None
    shadows: bool | None = None
    rim: bool | None = None
    colour: str | None = None


class Camera(msgspec.Struct, frozen=True, kw_only=True):
    """The lens. focal_mm: 8..600, full-frame equivalent. f_number: 0.95..32. angle: eye, low,
    high, top, worm, dutch. shot: macro, close-up, medium, full, wide, aerial. focus: shallow, deep.
    view: front, side, three-quarter, back. film: the stock or body named ("Portra 400")."""

    focal_mm: float | None = None
    f_number: float | None = None
    angle: str | None = None
    shot: str | None = None
    focus: str | None = None
    view: str | None = None
    film: str | None = None


class Atmosphere(msgspec.Struct, frozen=True, kw_only=True):
    """The feel. grain, fog, vignette: 0..1. grade: warm, cool, sepia, monochrome, teal_orange,
    vivid, muted, pastel, vintage, cinematic, noir. mood: serene, dramatic, moody, cheerful,
    mysterious, romantic, melancholic, elegant, minimal, cozy, eerie, energetic, nostalgic, dreamy.
    style: photorealistic, product, candid, editorial, studio, painterly, abstract, render."""

    grain: float | None = None
    fog: float | None = None
    vignette: float | None = None
    grade: str | None = None
    mood: tuple[str, ...] = ()
    style: tuple[str, ...] = ()


class Implied(msgspec.Struct, frozen=True):
    """Something the sentence does not say but means: `element.key = value`, with the reason."""

    element: Element
    key: str
    value: Value
    because: str


class Excluded(msgspec.Struct, frozen=True):
    """Something that must not be there ("no shadows", "without people")."""

    what: str
    span: Span


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, read. `environment` … `atmosphere` hold what was SAID; `implied` what follows
    from it (never in conflict with what was said; see `resolved`). `unread`: words that no rule
    understood, as spans. `likened`: (user's word, the known kind it was taken for)."""

    sentence: str
    phrases: tuple[Phrase, ...] = ()
    things: tuple[Thing, ...] = ()
    relations: tuple[Relation, ...] = ()
    environment: Environment = Environment()
    lighting: Lighting = Lighting()
    camera: Camera = Camera()
    atmosphere: Atmosphere = Atmosphere()
    implied: tuple[Implied, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    unread: tuple[Span, ...] = ()
    likened: tuple[tuple[str, str], ...] = ()

    def element(self, element: Element) -> tuple[Phrase, ...]:
        """The phrases read under one element, in the order of the sentence."""
        return tuple(phrase for phrase in self.phrases if phrase.element == element)

    def resolved(self) -> Brief:
        """The same Brief with `implied` values filled in where nothing was said."""
        filled: dict[str, dict[str, Value]] = {}
        for hint in self.implied:
            if hint.element == "subject":
                continue
            said = getattr(getattr(self, hint.element), hint.key)
            if said is None or said == ():
                value = (hint.value,) if said == () else hint.value
                filled.setdefault(hint.element, {})[hint.key] = value  # type: ignore[assignment]
        parts = {
            name: msgspec.structs.replace(getattr(self, name), **values) for name, values in filled.items()
        }
        return msgspec.structs.replace(self, **parts)
