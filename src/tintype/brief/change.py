"""Change one thing: the words of one element are replaced, every other word stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tintype.brief.coach import joined
from tintype.brief.model import ELEMENTS, Brief, Element
from tintype.brief.parse import parse
from tintype.core.errors import BadOption

if TYPE_CHECKING:
    from tintype.brief.model import Phrase

_DANGLING = re.compile(r"^(?:[\s,;]|\b(?:and|with|under|in|by|at)\b)+$", re.IGNORECASE)


def change(brief: Brief, element: Element, words: str) -> Brief:
    """The Brief of the sentence with `element` said as `words` ("" removes it).

    Only the phrases of that element are cut; if the sentence would then be read differently
    elsewhere, it is put together anew from the phrases of the other elements. Raises BadOption
    when `element` is none of the five.
    """
    if element not in ELEMENTS:
        raise BadOption(f'There is no element "{element}"; it is one of {", ".join(ELEMENTS)}.')
    replaced = _replaced(brief, element, words.strip())
    cut = parse(replaced) if replaced else None
    if cut is not None and _others(cut, element) == _others(brief, element):
        return cut
    return parse(_rebuilt(brief, element, words.strip()))


def _others(brief: Brief, element: Element) -> list[tuple[Element, str]]:
    return sorted((p.element, p.text.lower()) for p in brief.phrases if p.element != element)


def _replaced(brief: Brief, element: Element, words: str) -> str:
    """The sentence with the element's phrases cut and `words` where the first of them stood."""
    phrases = brief.element(element)
    if not phrases:
        return joined(brief.sentence, words) if words else brief.sentence
    pieces: list[str] = []
    end = 0
    for i, phrase in enumerate(phrases):
        pieces.append(brief.sentence[end : phrase.span.start])
        pieces.append(words if i == 0 else "")
        end = phrase.span.end
    pieces.append(brief.sentence[end:])
    return _tidied("".join(pieces))


def _tidied(sentence: str) -> str:
    """No doubled or leading separators after a cut."""
    parts = [part for part in re.split(r"\s*,\s*", sentence) if part and not _DANGLING.match(part)]
    return re.sub(r"\s+", " ", ", ".join(parts)).strip(" ,;")


def _rebuilt(brief: Brief, element: Element, words: str) -> str:
    """All other phrases in the order of the sentence, with `words` in the element's place."""
    first = next((p.span.start for p in brief.element(element)), len(brief.sentence))
    order: list[tuple[int, str]] = [(p.span.start, p.text) for p in _without(brief, element)]
    if words:
        order.append((first, words))
    return ", ".join(text for _, text in sorted(order))


def _without(brief: Brief, element: Element) -> list[Phrase]:
    return [p for p in brief.phrases if p.element != element]
