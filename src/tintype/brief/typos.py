"""One slip of the finger in a long noun: two letters swapped, one doubled or dropped."""

from __future__ import annotations

from functools import cache

from tintype.brief.lexicon import DICTIONARY

SHORTEST = 6
REAL_WORDS = frozenset("dessert planner patter canvass".split())


@cache
def _index() -> dict[str, str]:
    """Every noun of the dictionary with one letter left out → the noun."""
    return {
        noun[:at] + noun[at + 1 :]: noun
        for noun, senses in DICTIONARY.items()
        if "noun" in senses and noun.isalpha() and len(noun) >= SHORTEST
        for at in range(len(noun))
    }


def nearest_noun(word: str) -> str | None:
    """The noun that was meant, or None. A substituted letter is no slip ("battle" is not "bottle")."""
    if len(word) < SHORTEST or not word.isascii() or word in REAL_WORDS:
        return None
    if word in _index():
        return _index()[word]
    for at in range(len(word)):
        shorter = word[:at] + word[at + 1 :]
        if "noun" in DICTIONARY.get(shorter, {}) and len(shorter) >= SHORTEST:
            return shorter
        swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        if "noun" in DICTIONARY.get(swapped, {}):
            return swapped
    return None
