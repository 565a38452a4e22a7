"""The dictionary: every phrase the parser knows, with all it can mean, ready for longest match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tintype.brief.lexicon import colours, kinds, lens, light, materials, mood, places, words

Senses = dict[str, Any]
"""Sense name → its payload. Names: noun, material, colour, dark, light_shade, shade, size, number, row,
det, look, fix (element, says), light, lightmod, cam, cammod, atmomod, place, named, backdrop, ground,
style, part, detail, liquid, fluid, negation, prep, position, in_row, verb, copula, conj, lettering,
tail, filler, direction."""

DICTIONARY: dict[str, Senses] = {}
LONGEST: dict[str, int] = {}
"""First word → number of words of the longest phrase that starts with it."""

_SPACED = re.compile(r"\s*([&/])\s*|-")


def _add(phrases: Iterable[str], sense: str, payload: Any) -> None:
    for phrase in phrases:
        key = " ".join(_SPACED.sub(lambda found: f" {found[1] or ''} ", phrase).split()) if not phrase.isalpha() else phrase
        senses = DICTIONARY.setdefault(key, {})
        senses.setdefault(sense, payload)
        first = key.split(" ", 1)[0]
        LONGEST[first] = max(LONGEST.get(first, 0), key.count(" ") + 1)


def _add_table(table: Mapping[str, str], sense: str) -> None:
    for value, phrases in table.items():
        _add(phrases.split("|"), sense, value)


def _things() -> None:
    for phrase, preset in kinds.PRESETS.items():
        _add([phrase], "noun", preset)
    for kind, phrases in kinds.KIND_WORDS.items():
        _add(phrases.split("|"), "noun", {"kind": kind})
    _add_table(colours.COLOUR_WORDS, "colour")
    _add(colours.DARK_WORDS.split("|"), "dark", True)
    _add(colours.LIGHT_WORDS.split("|"), "light_shade", True)
    _add(colours.PLAIN_SHADES.split("|"), "shade", True)
    _add_table(materials.MATERIAL_WORDS, "material")
    _add_table(materials.LIQUIDS, "liquid")
    _add(materials.LIQUID_WITH_COLOUR.split("|"), "fluid", True)
    _add_table(words.SIZES, "size")
    _add(words.PARTS.split("|"), "part", True)
    _add(words.DETAILS.split("|"), "detail", True)
    _add(words.LOOKS.split("|"), "look", True)


def _scenery() -> None:
    for phrase, says in places.PLACE_EXTRAS.items():
        _add([phrase], "place", says)
    for phrase, (setting, surface) in materials.TABLE_SURFACES.items():
        _add([phrase], "place", (("setting", setting), ("surface", surface)))
    for setting, phrases in places.SETTING_WORDS.items():
        _add(phrases.split("|"), "place", (("setting", setting),))
    for weather, phrases in places.WEATHER.items():
        for phrase in phrases.split("|"):
            fog = places.FOG_AMOUNT.get(phrase)
            says = (("weather", weather),) if fog is None else (("weather", weather), ("fog", fog))
            _add([phrase], "fix", ("environment", says))
    for season, phrases in places.SEASONS.items():
        _add(phrases.split("|"), "fix", ("environment", (("season", season),)))
    _add(places.NAMED_PLACES.split("|"), "named", True)
    _add(places.BACKDROP_NOUNS.split("|"), "backdrop", True)
    _add(places.SURFACE_NOUNS.split("|"), "ground", True)


def _looks() -> None:
    for table, element in ((light.STANDALONE, "lighting"), (lens.STANDALONE, "camera"), (mood.FILM_LOOK, "atmosphere")):
        for phrase, says in table.items():
            _add([phrase], "fix", (element, says))
    for film, phrases in lens.FILMS.items():
        _add(phrases.split("|"), "fix", ("camera", (("film", film),)))
    for key, table in (("grade", mood.GRADES), ("mood", mood.MOODS), ("style", mood.STYLES)):
        for value, phrases in table.items():
            _add(phrases.split("|"), "fix", ("atmosphere", ((key, value),)))
    _add(mood.NEUTRAL.split("|"), "fix", ("atmosphere", ()))
    for noun in light.NOUNS.split("|"):
        _add([noun], "light", light.NOUN_SAYS.get(noun, ()))
    _add(lens.NOUNS.split("|"), "cam", ())
    for sense, table in (("lightmod", light.MODIFIERS), ("cammod", lens.MODIFIERS), ("atmomod", mood.MODIFIERS)):
        for phrases, says in table.items():
            _add(phrases.split("|"), sense, says)
    _add_table(light.DIRECTIONS, "direction")
    _add(words.STYLE_NOUNS.split("|"), "style", True)


def _grammar() -> None:
    for table, sense in ((words.NUMBERS, "number"), (words.ROWS, "row"), (words.PREPOSITIONS, "prep"), (words.POSITIONS, "position")):
        for phrase, value in table.items():
            _add([phrase], sense, value)
    for phrases, sense in (
        (words.DETERMINERS, "det"), (words.IN_ROW, "in_row"), (words.NEGATIONS, "negation"), (words.LETTERING, "lettering"),
        (words.LABEL_TAILS, "tail"), (words.COPULAS, "copula"), (words.CONJUNCTIONS, "conj"), (words.FILLERS, "filler"),
    ):  # fmt: skip
        _add(phrases.split("|"), sense, True)
    for verb in words.VERBS.split("|"):
        _add(_inflected(verb), "verb", True)
    _add(words.IRREGULAR_VERBS.split("|"), "verb", True)


def _inflected(verb: str) -> tuple[str, ...]:
    stem = verb[:-1] if verb.endswith("e") else verb
    doubled = stem + stem[-1] if len(stem) < 5 and stem[-1] in "tpnbgdm" and stem[-2] in "aeiou" else stem
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"
    return verb, third, stem + "ing", doubled + "ing", stem + "ed", doubled + "ed"


for _fill in (_things, _scenery, _looks, _grammar):
    _fill()
