"""The coach: what a Brief leaves out, says too vaguely or says against itself.

Silent on a directed sentence: four of five elements are enough ("you do not need all five in every
prompt"). A contradiction is always said.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Literal

import msgspec

from tintype.brief.contradictions import contradictions
from tintype.brief.genre import genre
from tintype.brief.model import ELEMENTS, Brief, Element, Span
from tintype.brief.parse import parse
from tintype.brief.suggestions import OFFERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tintype.brief.suggestions import Offer

Fault = Literal["empty", "vague", "contradicts"]
ENOUGH = 4
"""Elements with words of their own from which a sentence counts as directed."""
SHORT = 5
"""Content words up to which a sentence is too short to direct a picture."""

_VAGUE = re.compile(
    r"\b(nice|beautiful|good|great|cool|amazing|awesome|pretty|lovely|interesting|perfect|stunning|some(thing)?|"
    r"stuff|things?|whatever|somehow|best|fantastic|epic)\b",
    re.IGNORECASE,
)
_FILLER = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "with", "and", "or", "to", "from", "by", "for", "is", "are"}
    | {"it", "its", "my", "your", "photo", "picture", "image", "photograph", "shot"}
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One remark. reason: one sentence. suggestions: words that could be added (or put in place of
    the words at `spans`) and fit the rest of the sentence."""

    element: Element
    fault: Fault
    reason: str
    suggestions: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def coach(brief: Brief) -> tuple[Finding, ...]:
    """Everything worth saying about a sentence, contradictions first; empty for a good one."""
    return (*_contradicting(brief), *_short(brief), *_vague(brief), *_empty(brief))


def filled(brief: Brief) -> tuple[Element, ...]:
    """The elements that have words of their own."""
    return tuple(element for element in ELEMENTS if brief.element(element))


def joined(sentence: str, words: str) -> str:
    """The sentence, word for word, with more words after it."""
    if sentence.rstrip().endswith((".", "!", "?")):
        return f"{sentence} {words[:1].upper()}{words[1:]}."
    return f"{sentence.rstrip().rstrip(',')}, {words}" if sentence.strip() else words


def offers(brief: Brief, element: Element) -> Iterator[Offer]:
    """(words, reason) for one element that can be added without changing what is already said."""
    for words, because in OFFERS[genre(brief)].get(element, ()):
        if fits(brief, element, words):
            yield words, because


def fits(brief: Brief, element: Element, words: str) -> bool:
    """Whether the words are read as that element, and nothing said before changes or clashes."""
    more = parse(joined(brief.sentence, words))
    if len(more.element(element)) <= len(brief.element(element)):
        return False
    if len(contradictions(more)) > len(contradictions(brief)):
        return False
    if more.things[: len(brief.things)] != brief.things or more.relations != brief.relations:
        return False
    return all(_keeps(brief, more, part) for part in ELEMENTS if part != "subject")


def _keeps(brief: Brief, more: Brief, part: Element) -> bool:
    """Every value that was said, or followed from what was said, still holds."""
    before, after = getattr(brief.resolved(), part), getattr(more.resolved(), part)
    said = getattr(brief, part)
    for key in said.__struct_fields__:
        old, new = getattr(said, key), getattr(after, key)
        if isinstance(old, tuple):
            if not set(old) <= set(new):  # pyright: ignore[reportUnknownArgumentType]
                return False
            continue
        held = old if old is not None else getattr(before, key) if key in ("time", "setting") else None
        if held is not None and held != new:
            return False
    return True


def _contradicting(brief: Brief) -> Iterator[Finding]:
    for clash in contradictions(brief):
        yield Finding(
            element=clash.element,
            fault="contradicts",
            reason=clash.reason,
            suggestions=clash.suggestions,
            spans=clash.spans,
        )


def _short(brief: Brief) -> Iterator[Finding]:
    words = [w for w in re.findall(r"\w+", brief.sentence.lower()) if w not in _FILLER]
    if len(words) > SHORT or len(filled(brief)) >= ENOUGH:
        return
    missing: list[Element] = [element for element in ELEMENTS if not brief.element(element)]
    ideas = [offer[0] for element in missing for offer in islice(offers(brief, element), 1)]
    yield Finding(
        element="subject",
        fault="vague",
        reason=f"Only {len(words)} telling words: the rest is left to chance; say where and how it is lit.",
        suggestions=tuple(ideas[:3]),
    )


def _vague(brief: Brief) -> Iterator[Finding]:
    for phrase in brief.phrases:
        found = _VAGUE.search(phrase.text)
        if found and not phrase.says and phrase.element != "subject":
            yield Finding(
                element=phrase.element,
                fault="vague",
                reason=f'"{phrase.text}" can mean anything; name what you would see.',
                suggestions=tuple(w for w, _ in OFFERS[genre(brief)].get(phrase.element, ()))[:3],
                spans=(phrase.span,),
            )


_WHY: dict[Element, str] = {
    "subject": "Nothing is named that the picture could be of.",
    "environment": "No place or surface is named, so the background is left to chance.",
    "lighting": "No light is named; its direction and softness decide most of the mood.",
    "camera": "No lens or angle is named; 24 mm and 85 mm make two different pictures of one subject.",
    "atmosphere": "No mood, grade or grain is named, so the finish stays neutral.",
}


def _empty(brief: Brief) -> Iterator[Finding]:
    if len(filled(brief)) >= ENOUGH:
        return
    for element in ELEMENTS:
        if brief.element(element) or (element == "subject" and brief.element("environment")):
            continue
        ideas = tuple(words for words, _ in offers(brief, element))[:3]
        yield Finding(element=element, fault="empty", reason=_WHY[element], suggestions=ideas)
