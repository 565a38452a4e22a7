"""Where things stand, found by pattern: "over to its left-hand side", "a hand's width behind"."""

from __future__ import annotations

from functools import lru_cache

from tintype.brief.lexicon import Senses
from tintype.brief.lexicon.placing import CANONICAL, COMPILED, OPENING, VERB_STEMS


def opens(word: str) -> bool:
    """Whether a pattern may start with that word."""
    return word in OPENING or word.startswith(VERB_STEMS)


@lru_cache(maxsize=4096)
def place_at(words: tuple[str, ...]) -> tuple[Senses, str, int] | None:
    """(senses, plain words, number of words) of the longest pattern that starts these words."""
    text = " ".join(words)
    best: tuple[int, str, str] | None = None
    for sense, value, pattern in COMPILED:
        found = pattern.match(text)
        if found is None or found.end() == 0 or (best is not None and found.end() <= best[0]):
            continue
        if found.end() < len(text) and text[found.end()] != " ":
            continue
        side = next((group for group in found.groups() if group), "")
        best = (found.end(), sense, value.replace("@", side))
    if best is None:
        return None
    end, sense, value = best
    count = text[:end].count(" ") + 1
    if sense == "sequence" and value in ("left", "right"):
        value += "_of"
    payload = value if sense in ("position", "prep", "sequence") else True
    return {sense: payload}, CANONICAL.get(value, text[:end]), count
