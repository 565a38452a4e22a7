"""Prompt upsampling: fill what is empty, keep every word, contradict nothing, say why.

Rules always hold, whoever proposes the words (our tables or a chat model): the user's sentence
stands first and verbatim; only elements without words are filled; nothing read before is read
differently after; no new contradiction. So enriching twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from tintype.brief.coach import fits, joined
from tintype.brief.genre import genre
from tintype.brief.model import ELEMENTS, Brief, Element
from tintype.brief.parse import parse
from tintype.brief.suggestions import OFFERS, SYMBOL_ELSE, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORDS = 160
"""Characters one addition may have."""


class Addition(msgspec.Struct, frozen=True):
    """Words added for one element, and why."""

    element: Element
    words: str
    because: str


class Enriched(msgspec.Struct, frozen=True):
    """sentence: the user's words, then the additions. notes: e.g. that a chat model was not used."""

    sentence: str
    additions: tuple[Addition, ...]
    notes: tuple[str, ...] = ()


Ask = Callable[[Brief, tuple[Element, ...]], Sequence[Addition]]
"""Somebody who proposes additions for the empty elements; may raise OSError or ValueError."""


def enrich(brief: Brief, seed: int = 0, *, ask: Ask | None = None) -> Enriched:
    """Fill the empty elements of a sentence. seed ≥ 0 picks among what fits.

    `ask` (a chat model) proposes first; what it proposes is held to the same rules, and what it
    leaves empty or breaks is filled from the tables.
    """
    additions: list[Addition] = []
    notes: list[str] = []
    proposed, complaint = _asked(brief, ask)
    if complaint:
        notes.append(complaint)
    current = brief
    for number, element in enumerate(empty(brief)):
        own = [a for a in proposed if a.element == element]
        for addition in (*own, *_from_tables(current, element, seed + number)):
            if fits(current, element, addition.words):
                additions.append(addition)
                current = parse(joined(current.sentence, addition.words))
                break
            if addition in own:
                notes.append(
                    f'The chat model\'s "{addition.words}" would have changed what you wrote; left out.'
                )
    return Enriched(current.sentence, tuple(additions), tuple(notes))


def empty(brief: Brief) -> tuple[Element, ...]:
    """The elements to fill. A place without a thing is a picture of the place: no subject is put in."""
    return tuple(
        element
        for element in ELEMENTS
        if not brief.element(element) and not (element == "subject" and brief.element("environment"))
    )


def _asked(brief: Brief, ask: Ask | None) -> tuple[list[Addition], str | None]:
    if ask is None or not empty(brief):
        return [], None
    try:
        answers = list(ask(brief, empty(brief)))
    except (OSError, ValueError) as problem:
        return [], f"The chat model did not answer usably ({problem}); enriched by the built-in rules."
    usable = [a for a in answers if a.words.strip() and len(a.words) <= LONGEST_WORDS and "\n" not in a.words]
    return usable, None


def _from_tables(brief: Brief, element: Element, turn: int) -> Iterator[Addition]:
    if element == "subject" and genre(brief) == "idea":
        yield Addition("subject", _symbol(brief.sentence), "an idea needs a thing that stands for it")
        return
    table = OFFERS[genre(brief)].get(element, ())
    for i in range(len(table)):
        words, because = table[(turn + i) % len(table)]
        yield Addition(element, words, because)


def _symbol(sentence: str) -> str:
    lower = sentence.lower()
    return next((thing for stems, thing in SYMBOLS if any(stem in lower for stem in stems)), SYMBOL_ELSE)
