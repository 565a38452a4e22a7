"""Counts and colours that float beside their thing: "vases, six of them", "pink for the cup"."""

from __future__ import annotations

import re

from tintype.brief.clauses import abstract
from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon import DICTIONARY
from tintype.brief.lexicon.apart import COLOURS, COUNTS, GIVEN
from tintype.brief.lexicon.colours import DARK, LIGHT

_WORTH = {
    "pair": 2,
    "couple": 2,
    "duo": 2,
    "trio": 3,
    "threesome": 3,
    "foursome": 4,
    "quartet": 4,
    "quintet": 5,
    "sextet": 6,
    "half a dozen": 6,
    "half dozen": 6,
    "dozen": 12,
    "a dozen": 12,
    "twice": 2,
    "thrice": 3,
    "three times": 3,
}


def settle_floating(reading: Reading) -> None:
    """Give counts and colours that stand apart to their things."""
    if not reading.things:
        return
    text = " ".join(abstract(reading))
    for pattern in COUNTS:
        for found in pattern.finditer(text):
            draft = reading.things[int(found.group(_at(found)))]
            number = _number(found.group("number"))
            if number and (draft.plural or draft.count == 1) and draft.id not in reading.shares:
                draft.count = number
    for found in GIVEN.finditer(text):
        reading.things[int(found.group(_at(found)))].colour = None
        _paint(reading.things[int(found.group(_at(found)))], found)
    if all(draft.colour for draft in reading.things):
        return
    for pattern in COLOURS:
        for found in pattern.finditer(text):
            _paint(reading.things[int(found.group(_at(found)))], found)


def _at(found: re.Match[str]) -> int:
    """The group that holds the number of the thing: the only one without a name."""
    named = set(found.re.groupindex.values())
    return next(at for at in range(1, found.re.groups + 1) if at not in named)


def _number(words: str) -> int:
    if words.isdigit():
        return min(int(words), 100)
    for held, worth in _WORTH.items():
        if words.removeprefix("a ") == held.removeprefix("a "):
            return worth
    senses = DICTIONARY.get(words, {})
    return int(senses["number"]) if "number" in senses else 0


def _paint(draft: Draft, found: re.Match[str]) -> None:
    if draft.colour is not None:
        return
    colour = str(DICTIONARY[found.group("colour")]["colour"])
    shade = (found.group("shade") or "").strip()
    table = (
        DARK
        if shade in ("dark", "deep", "darker")
        else LIGHT
        if shade in ("light", "pale", "pastel", "lighter", "soft")
        else {}
    )
    draft.colour = table.get(colour, colour)
