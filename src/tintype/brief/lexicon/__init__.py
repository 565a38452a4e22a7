"""The dictionary: every phrase the parser knows, with all it can mean, ready for longest match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tintype.brief.lexicon import (
    adjectives,
    colours,
    kinds,
    lens,
    light,
    materials,
    mood,
    numbers,
    places,
    prepositions,
    verbs,
    words,
)

Senses = dict[str, Any]
"""Sense name → its payload. Names: noun, stranger, material, colour, dark, light_shade, shade, size, number, row,
det, look, fix (element, says), light, lightmod, cam, cammod, atmomod, place, named, backdrop, ground,
style, part, detail, liquid, fluid, negation, prep, position, in_row, sequence, verb, copula, conj, lettering,
tail, filler, direction, ordinal."""

DICTIONARY: dict[str, Senses] = {}
LONGEST: dict[str, int] = {}
"""First word → number of words of the longest phrase that starts with it."""

_SPACED = re.compile(r"\s*([&/])\s*|-")


def _add(phrases: str, sense: str, payload: Any) -> None:
    for phrase in phrases.split("|"):
        key = phrase if phrase.isalpha() else _normal(phrase)
        DICTIONARY.setdefault(key, {}).setdefault(sense, payload)
        first, _, rest = key.partition(" ")
        LONGEST[first] = max(LONGEST.get(first, 0), rest.count(" ") + 2 if rest else 1)


def _normal(phrase: str) -> str:
    """As the tokens of a sentence will spell it: "b&w" → "b & w", "close-up" → "close up"."""
    return " ".join(_SPACED.sub(lambda found: f" {found[1] or ''} ", phrase).split())


def _add_table(table: Mapping[Any, str], sense: str) -> None:
    for value, phrases in table.items():
        _add(phrases, sense, value)


def _things() -> None:
    for phrase, preset in kinds.PRESETS.items():
        _add(phrase, "noun", preset)
    for kind, phrases in kinds.KIND_WORDS.items():
        _add(phrases, "noun", {"kind": kind})
    for kind, phrases in kinds.MORE_WORDS.items():
        _add(phrases, "noun", {"kind": kind})
    _add(kinds.STRANGERS, "stranger", True)
    _add_table(colours.COLOUR_WORDS, "colour")
    _add(colours.DARK_WORDS, "dark", True)
    _add(colours.LIGHT_WORDS, "light_shade", True)
    _add(colours.PLAIN_SHADES, "shade", True)
    _add_table(materials.MATERIAL_WORDS, "material")
    _add_table(materials.LIQUIDS, "liquid")
    _add(materials.LIQUID_WITH_COLOUR, "fluid", True)
    _add_table(adjectives.SIZES, "size")
    _add(adjectives.PARTS, "part", True)
    _add(adjectives.DETAILS, "detail", True)
    _add(adjectives.LOOKS, "look", True)


def _scenery() -> None:
    for phrase, says in places.PLACE_EXTRAS.items():
        _add(phrase, "place", says)
    for setting, phrases in places.SETTING_WORDS.items():
        _add(phrases, "place", (("setting", setting),))
    fog = {word: amount for amount, phrases in places.FOG_AMOUNT.items() for word in phrases.split("|")}
    for weather, phrases in places.WEATHER.items():
        for phrase in phrases.split("|"):
            haze = (("fog", fog[phrase]),) if phrase in fog else ()
            _add(phrase, "fix", ("environment", (("weather", weather), *haze)))
    for season, phrases in places.SEASONS.items():
        _add(phrases, "fix", ("environment", (("season", season),)))
    _add(places.NAMED_PLACES, "named", True)
    _add(places.BACKDROP_NOUNS, "backdrop", True)
    _add(places.SURFACE_NOUNS, "ground", True)


def _looks() -> None:
    for table, element in (
        (light.STANDALONE, "lighting"),
        (lens.STANDALONE, "camera"),
        (mood.FILM_LOOK, "atmosphere"),
    ):
        for says, phrases in table.items():
            _add(phrases, "fix", (element, says))
    for film, phrases in lens.FILMS.items():
        _add(phrases, "fix", ("camera", (("film", film),)))
    for key, table in (("grade", mood.GRADES), ("mood", mood.MOODS), ("style", mood.STYLES)):
        for value, phrases in table.items():
            _add(phrases, "fix", ("atmosphere", ((key, value),)))
    _add(mood.NEUTRAL, "fix", ("atmosphere", ()))
    _add_table(light.NOUN_SAYS, "light")
    _add(light.NOUNS, "light", ())
    _add(lens.NOUNS, "cam", ())
    _add_table(light.MODIFIERS, "lightmod")
    _add_table(lens.MODIFIERS, "cammod")
    _add_table(mood.MODIFIERS, "atmomod")
    _add_table(light.DIRECTIONS, "direction")
    _add(words.STYLE_NOUNS, "style", True)


def _grammar() -> None:
    _add_table(numbers.NUMBERS, "number")
    _add_table(numbers.ROWS, "row")
    _add_table(prepositions.PREPOSITIONS, "prep")
    for value in (
        "left_of",
        "right_of",
        "behind",
        "in_front_of",
        "on",
        "under",
        "above",
        "next_to",
        "between",
    ):
        for phrase in prepositions.PREPOSITIONS[value].split("|"):
            _add("|".join(f"{adverb} {phrase}" for adverb in prepositions.PRECISELY), "prep", value)
    _add_table(prepositions.POSITIONS, "position")
    for value, phrases in prepositions.POSITIONS.items():
        for phrase in phrases.split("|") if value.startswith("its_") and value != "its_between" else ():
            if " " in phrase and phrase != "on top":
                _add("|".join(f"{adverb} {phrase}" for adverb in prepositions.PRECISELY), "position", value)
    _add(prepositions.IN_ROW, "in_row", True)
    _add_table(prepositions.SEQUENCES, "sequence")
    _add_table(words.ORDINALS, "ordinal")
    for phrases, sense in (
        (words.DETERMINERS, "det"),
        (words.NEGATIONS, "negation"),
        (words.LETTERING, "lettering"),
        (words.LABEL_TAILS, "tail"),
        (words.COPULAS, "copula"),
        (words.CONJUNCTIONS, "conj"),
        (words.FILLERS, "filler"),
        (verbs.IRREGULAR_VERBS, "verb"),
    ):
        _add(phrases, sense, True)
    for verb in verbs.VERBS.split("|"):
        _add("|".join(_inflected(verb)), "verb", True)


def _inflected(verb: str) -> tuple[str, ...]:
    """Every regular form: "place" → place, places, placing, placed."""
    stem = verb[:-1] if verb.endswith("e") else verb
    short = len(stem) < 5 and stem[-1] in "tpnbgdm" and stem[-2] in "aeiou"
    doubled = stem + stem[-1] if short else stem
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"
    return verb, third, stem + "ing", doubled + "ing", stem + "ed", doubled + "ed"


for _fill in (_things, _scenery, _looks, _grammar):
    _fill()
