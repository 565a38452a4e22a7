"""What a sentence says against itself. Each rule names two groups of readings that exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tintype.brief.model import Brief, Element, Phrase, Span, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Test = Callable[[Value], bool]


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Two stretches of the sentence that pull in opposite directions. suggestions: words that could
    stand in place of both, one direction each."""

    element: Element
    reason: str
    spans: tuple[Span, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """Readings (key → test on its value) of which any one is enough."""

    says: tuple[tuple[str, Test], ...]


def _one_of(*values: Value) -> Test:
    return lambda value: value in values


def _at_most(limit: float) -> Test:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value <= limit


def _at_least(limit: float) -> Test:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value >= limit


DAY = ("sunrise", "morning", "noon", "afternoon", "golden_hour", "sunset")
NIGHT = ("night", "midnight")

Rule = tuple[Element, Side, Side, str, tuple[str, ...]]

RULES: tuple[Rule, ...] = (
    (
        "atmosphere",
        Side((("style", _one_of("candid")),)),
        Side((("style", _one_of("studio", "product")), ("source", _one_of("softbox", "ring")))),
        "is found by chance, while {b} is arranged: pick one direction and build the rest around it.",
        ("candid, soft window light", "professional studio lighting, posed"),
    ),
    (
        "camera",
        Side((("f_number", _at_most(2.8)), ("focus", _one_of("shallow")))),
        Side((("focus", _one_of("deep")),)),
        "blurs all but one plane, so {b} cannot hold.",
        ("f/1.8, shallow depth of field", "f/11, everything in focus"),
    ),
    (
        "camera",
        Side((("f_number", _at_least(11)),)),
        Side((("focus", _one_of("shallow")),)),
        "keeps nearly everything sharp, so {b} cannot hold.",
        ("f/2, shallow depth of field", "f/11, everything in focus"),
    ),
    (
        "lighting",
        Side((("time", _one_of(*DAY)), ("source", _one_of("sun")))),
        Side((("time", _one_of(*NIGHT)), ("source", _one_of("moon")))),
        "is day and {b} is night: choose the hour.",
        ("noon sunlight", "moonlit night"),
    ),
    (
        "lighting",
        Side((("time", _one_of("noon")),)),
        Side((("time", _one_of("golden_hour", "sunset", "sunrise", "dawn", "dusk", "blue_hour")),)),
        "has the sun overhead, {b} has it at the horizon: choose the hour.",
        ("noon", "golden hour"),
    ),
    (
        "lighting",
        Side((("quality", _one_of("hard")),)),
        Side((("quality", _one_of("soft")),)),
        "gives sharp-edged shadows and {b} gives none: pick one quality.",
        ("hard light, crisp shadows", "soft diffused light"),
    ),
    (
        "lighting",
        Side((("shadows", _one_of(False)),)),
        Side((("quality", _one_of("hard")), ("key", _one_of("low")), ("shadows", _one_of(True)))),
        "asks for no shadows, but {b} is made of them.",
        ("soft shadowless light", "hard light with long shadows"),
    ),
    (
        "lighting",
        Side((("key", _one_of("high")),)),
        Side((("key", _one_of("low")),)),
        "is bright all over and {b} is mostly dark: pick one key.",
        ("high-key, bright and airy", "low-key, dark and moody"),
    ),
    (
        "lighting",
        Side((("kelvin", _at_most(4000)),)),
        Side((("kelvin", _at_least(6500)),)),
        "is warm and {b} is cold: light one from each side on purpose, or choose.",
        ("warm light, 3200K", "cool light, 6500K"),
    ),
    (
        "camera",
        Side((("angle", _one_of("low", "worm")),)),
        Side((("angle", _one_of("high", "top")), ("shot", _one_of("aerial")))),
        "looks up and {b} looks down: choose where the camera stands.",
        ("low angle", "bird's-eye view"),
    ),
    (
        "camera",
        Side((("shot", _one_of("macro", "close-up")),)),
        Side((("shot", _one_of("wide", "aerial")),)),
        "is near enough to touch and {b} stands far back: choose the distance.",
        ("macro close-up", "wide shot"),
    ),
    (
        "atmosphere",
        Side((("grade", _one_of("monochrome", "noir")),)),
        Side((("grade", _one_of("vivid", "teal_orange", "pastel")),)),
        "has no colour, {b} is about colour.",
        ("black and white", "vivid colours"),
    ),
    (
        "atmosphere",
        Side((("mood", _one_of("serene", "minimal")),)),
        Side((("mood", _one_of("energetic")),)),
        "is still and {b} moves: pick one mood.",
        ("serene mood", "energetic mood"),
    ),
    (
        "environment",
        Side((("weather", _one_of("clear")),)),
        Side((("weather", _one_of("rain", "storm", "snow", "cloudy", "fog")),)),
        "is a clear sky, {b} is not.",
        ("under a clear sky", "in the rain"),
    ),
    (
        "environment",
        Side((("season", _one_of("summer")),)),
        Side((("season", _one_of("winter")), ("weather", _one_of("snow")))),
        "and {b} do not meet: choose the season.",
        ("in summer", "in winter snow"),
    ),
)

_OPPOSITE = {"left_of": "right_of", "behind": "in_front_of", "on": "under", "above": "under"}


def contradictions(brief: Brief) -> tuple[Clash, ...]:
    """Every clash between things the sentence SAYS (what is only implied never clashes)."""
    return (*_by_rule(brief), *_two_places(brief), *_relations(brief))


def _by_rule(brief: Brief) -> Iterator[Clash]:
    for element, one, other, because, suggestions in RULES:
        first, second = _speaking(brief, one), _speaking(brief, other)
        if first and second and first != second:
            reason = f'"{first.text}" {because.format(b=_quoted(second))}'
            yield Clash(
                element=element, reason=reason, spans=(first.span, second.span), suggestions=suggestions
            )


def _speaking(brief: Brief, side: Side) -> Phrase | None:
    for phrase in brief.phrases:
        for key, value in phrase.says:
            if any(key == name and test(value) for name, test in side.says):
                return phrase
    return None


def _two_places(brief: Brief) -> Iterator[Clash]:
    places = [(phrase, value) for phrase in brief.phrases for key, value in phrase.says if key == "setting"]
    outdoors = [
        p for p in places if p[1] in {"beach", "dunes", "desert", "meadow", "forest", "lake", "snowfield"}
    ]
    indoors = [
        p for p in places if p[1] in {"seamless", "studio", "gallery", "bathroom", "kitchen", "library"}
    ]
    if outdoors and indoors:
        (first, _), (second, _) = outdoors[0], indoors[0]
        yield Clash(
            element="environment",
            reason=f"{_quoted(first)} is outdoors and {_quoted(second)} is a room: choose the place.",
            spans=(first.span, second.span),
            suggestions=(first.text, second.text),
        )


def _relations(brief: Brief) -> Iterator[Clash]:
    words = {thing.id: thing.word for thing in brief.things}
    seen = {(r.kind, r.subject, o): r for r in brief.relations for o in r.objects}
    for (kind, subject, other), relation in seen.items():
        opposite = _OPPOSITE.get(kind)
        clash = seen.get((opposite, subject, other)) or seen.get((kind, other, subject))  # type: ignore[call-overload]
        asymmetric = kind in {*_OPPOSITE, *_OPPOSITE.values(), "inside"}
        if clash and asymmetric and relation.span.start < clash.span.start:
            a, b = words.get(subject, subject), words.get(other, other)
            yield Clash(
                element="subject",
                reason=f"The {a} cannot stand both ways to the {b}: say it once.",
                spans=(relation.span, clash.span),
                suggestions=(f"{a} {kind.replace('_', ' ')} {b}", f"{b} {kind.replace('_', ' ')} {a}"),
            )


def _quoted(phrase: Phrase) -> str:
    return f'"{phrase.text}"'
