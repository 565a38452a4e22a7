"""The Brief while it is being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tintype.brief.items import Item
from tintype.brief.lexicon import DICTIONARY
from tintype.brief.model import (
    Atmosphere,
    Brief,
    Camera,
    Element,
    Environment,
    Excluded,
    Lighting,
    Phrase,
    Relation,
    RelationKind,
    SizeWord,
    Span,
    Thing,
    Value,
)
from tintype.brief.tokens import Token

Likeness = Callable[[str], tuple[str, float] | None]
PARTS: dict[str, type[msgspec.Struct]] = {
    "environment": Environment,
    "lighting": Lighting,
    "camera": Camera,
    "atmosphere": Atmosphere,
}
OWNER: dict[str, Element] = {
    key: element
    for element, part in PARTS.items()
    for key in part.__struct_fields__  # type: ignore[misc]
}
OWNER["colour"] = "lighting"


@dataclass(slots=True)
class Draft:
    """A Thing that can still change; `place` is "left", "right", … when the sentence says it alone.
    stands: False for what is in, on or part of another thing and so is no anchor for relations."""

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
    words: list[str] = field(default_factory=list[str])
    element: Any = "subject"
    place: str | None = None
    plural: bool = False
    stands: bool = True

    def thing(self) -> Thing:
        """The finished Thing."""
        return Thing(
            id=self.id,
            kind=self.kind,
            known=self.known,
            word=self.word,
            span=self.span,
            count=max(1, self.count),
            colour=self.colour,
            material=self.material,
            size=self.size,
            text=self.text,
            contents=self.contents,
            words=tuple(dict.fromkeys(self.words)),
            element=self.element,
        )


@dataclass(slots=True)
class Stretch:
    """A phrase that can still grow: tokens [first, last]."""

    element: Element
    first: int
    last: int
    says: list[tuple[str, Value]]


class Reading:
    """Everything read so far, and what the next words may refer to.

    main: the thing the current clause is about; last: the latest thing that stands by itself;
    pending: a relation whose subject comes later ("behind the vase, a candle"); topic: what "to its
    left" was last said of, and how many things there were then; sequences: orders such as "from left
    to right" as (relation, number of things before it, first and last token); shares: of a thing that
    "one red and one green" divides, the whole and how many are left; queue: the things that a list of
    colours is being dealt to; withs: the things that "with" brought in, and to what; governed: what "on"
    and the like brought in to carry others; possessor: what "has" something, and how many things there
    were then.
    """

    def __init__(
        self, sentence: str, tokens: list[Token], items: list[Item], likeness: Likeness | None
    ) -> None:
        self.sentence, self.tokens, self.items, self.likeness = sentence, tokens, items, likeness
        self.phrases: list[Stretch] = []
        self.things: list[Draft] = []
        self.relations: list[Relation] = []
        self.said: dict[str, dict[str, Value | tuple[str, ...]]] = {name: {} for name in PARTS}
        self.excluded: list[Excluded] = []
        self.likened: list[tuple[str, str]] = []
        self.filler: set[int] = set()
        self.main: Draft | None = None
        self.last: Draft | None = None
        self.newest: Draft | None = None
        self.pending: list[tuple[str, tuple[str, ...], Span]] = []
        self.prior: Draft | None = None
        self.loose_text: str | None = None
        self.labelled = False
        self.context: str | None = None
        self.detail = -2
        self.base: Draft | None = None
        self.fronted: str | None = None
        self.topic: tuple[Draft, int] | None = None
        self.shares: dict[str, tuple[Draft, int]] = {}
        self.withs: dict[str, Draft] = {}
        self.governed: set[str] = set()
        self.possessor: tuple[Draft, int] | None = None
        self.queue: list[Draft] = []
        self.sequences: list[tuple[str, int, int, int]] = []
        self.mentions: list[tuple[int, int, str]] = []

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens [first, last]."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def say(self, key: str, value: Value, element: Element | None = None) -> None:
        """Record `key = value`; the first word on a matter stands, moods and styles add up."""
        part = self.said[element or OWNER[key]]
        if key in ("mood", "style"):
            held = part.get(key, ())
            if isinstance(held, tuple) and value not in held:
                part[key] = (*held, str(value))
        elif key not in part:
            part[key] = value

    def phrase(self, element: Element, first: int, last: int, says: list[tuple[str, Value]]) -> Stretch:
        """A new phrase over tokens [first, last], and everything it says recorded."""
        if element != "subject":
            for key, value in says:
                if key not in ("thing", "lettering"):
                    self.say(key, value)
        stretch = Stretch(element, first, last, list(says))
        self.phrases.append(stretch)
        return stretch

    def grow(self, last: int, says: list[tuple[str, Value]] | None = None) -> None:
        """The latest phrase now reaches to token `last`."""
        if self.phrases:
            self.phrases[-1].last = max(self.phrases[-1].last, last)
            self.phrases[-1].says += says or []

    def relate(
        self, kind: RelationKind, subject: str, objects: tuple[str, ...], first: int, last: int
    ) -> None:
        """Record a relation once."""
        relation = Relation(kind=kind, subject=subject, objects=objects, span=self.span(first, last))
        same = (kind, subject, objects)
        if subject not in objects and all((r.kind, r.subject, r.objects) != same for r in self.relations):
            self.relations.append(relation)

    def text(self, item: Item) -> str:
        """The user's own words of an item."""
        span = self.span(item.first, item.last)
        return self.sentence[span.start : span.end]

    def text_of(self, token: int) -> str:
        """The user's own spelling of a token."""
        return self.sentence[self.tokens[token].start : self.tokens[token].end]

    @property
    def latest(self) -> Stretch | None:
        """The latest phrase."""
        return self.phrases[-1] if self.phrases else None

    def touching(self, first: int, *, marks_only: bool = False) -> bool:
        """Whether only words (or only marks) stand between the latest phrase and token `first`."""
        if self.latest is None:
            return False
        kinds = ("mark",) if marks_only else ("word", "mark")
        return all(token.kind in kinds for token in self.tokens[self.latest.last + 1 : first])

    def touching_mark(self, mark: int) -> bool:
        """Whether the mark at that token stands right after the latest phrase, without white space."""
        return (
            self.latest is not None
            and self.latest.last == mark - 1
            and self.latest.element == "subject"
            and self.tokens[mark - 1].end == self.tokens[mark].start
        )

    def finish(self) -> Brief:
        """The Brief, without what is only implied."""
        phrases = [self._close(stretch) for stretch in sorted(self.phrases, key=lambda s: (s.first, s.last))]
        parts = {name: part(**self.said[name]) for name, part in PARTS.items()}
        return Brief(
            sentence=self.sentence,
            phrases=tuple(p for p in phrases if p is not None),
            things=tuple(draft.thing() for draft in self.things),
            relations=tuple(self.relations),
            excluded=tuple(self.excluded),
            likened=tuple(self.likened),
            unread=self._unread(),
            **parts,  # type: ignore[arg-type]
        )

    def _close(self, stretch: Stretch) -> Phrase | None:
        span = self.span(stretch.first, stretch.last)
        text = self.sentence[span.start : span.end]
        if text.count(")") > text.count("(") and self.sentence[span.start - 1 : span.start] == "(":
            span = Span(span.start - 1, span.end)
            text = self.sentence[span.start : span.end]
        return Phrase(stretch.element, text, span, tuple(dict.fromkeys(stretch.says)))

    def _unread(self) -> tuple[Span, ...]:
        covered = set(self.filler)
        for stretch in self.phrases:
            covered.update(range(stretch.first, stretch.last + 1))
        spans: list[Span] = []
        for index, token in enumerate(self.tokens):
            if index in covered or token.kind not in (
                "word",
                "number",
                "other",
                "quote",
                "mm",
                "stop",
                "kelvin",
            ):
                continue
            if DICTIONARY.get(token.word, {}).keys() & {"filler", "prep", "det", "conj", "copula", "style"}:
                continue
            if spans and not self.sentence[spans[-1].end : token.start].strip():
                spans[-1] = Span(spans[-1].start, token.end)
            else:
                spans.append(Span(token.start, token.end))
        return tuple(spans)


def unique(says: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """The first word on each key; moods and styles all."""
    seen: set[str] = set()
    kept: list[tuple[str, Value]] = []
    for key, value in says:
        if key in ("mood", "style") or key not in seen:
            kept.append((key, value))
            seen.add(key)
    return kept
