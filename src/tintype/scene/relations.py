"""What the sentence asks of places, made consistent: who rests on whom, who is left of or behind whom.

Wishes are taken in the order they were said; one that contradicts an earlier one is dropped with a
note. All names are thing ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tintype.scene.extent import clearance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.brief.model import Brief, Relation
    from tintype.scene.cast import Cast

How = Literal["on", "inside", "above", "under"]
Axis = Literal["left", "behind"]

_SAID = {
    "left_of": "left of", "right_of": "right of", "in_front_of": "in front of", "next_to": "next to",
    "in_row": "in a row with",
}  # fmt: skip


@dataclass(frozen=True)
class Rest:
    """A thing that stands on, lies in, hangs above or stands under another."""

    how: How
    parent: str


@dataclass(frozen=True)
class Wishes:
    """rests: child → where it rests. before: (axis, a, b): a is left of, or behind, b; a and b are
    siblings on one support. beside: pairs that stand side by side. level: groups at one depth in a
    row. rings: thing → the thing it surrounds. between: (s, a): s between two of the things a."""

    rests: dict[str, Rest] = field(default_factory=dict[str, Rest])
    before: list[tuple[Axis, str, str]] = field(default_factory=list[tuple[Axis, str, str]])
    beside: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    level: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    rings: dict[str, str] = field(default_factory=dict[str, str])
    between: dict[str, str] = field(default_factory=dict[str, str])
    notes: list[str] = field(default_factory=list[str])

    def support(self, thing: str) -> str | None:
        """What a thing rests on; None for the ground."""
        rest = self.rests.get(thing)
        return rest.parent if rest else self.rings.get(thing)

    def siblings(self, a: str, b: str) -> tuple[str, str] | None:
        """The ancestors of a and b (or themselves) that share a support; None if one carries the other."""
        above_a, above_b = self.chain(a), self.chain(b)
        if a in above_b or b in above_a:
            return None
        pairs = [(x, y) for x in above_a for y in above_b if self.support(x) == self.support(y)]
        return pairs[0] if pairs and pairs[0][0] != pairs[0][1] else None

    def chain(self, thing: str) -> list[str]:
        """A thing and everything below it, down to the ground."""
        chain = [thing]
        while (parent := self.support(chain[-1])) is not None:
            chain.append(parent)
        return chain

    def follows(self, axis: Axis, a: str, b: str) -> bool:
        """Whether a is already known to be left of (behind) b, directly or through others."""
        open_, seen = [a], {a}
        while open_:
            here = open_.pop()
            for kind, first, second in self.before:
                if kind == axis and first == here and second not in seen:
                    seen.add(second)
                    open_.append(second)
        return b in seen and b != a


def wishes(brief: Brief, cast: Cast, scale: Mapping[str, float]) -> Wishes:
    """The consistent part of the Brief's relations among the things that are cast."""
    known = {actor.thing.id for actor in cast.actors}
    asked = Wishes()
    relations = [r for r in brief.relations if r.subject in known]
    pairs = [(r, o) for r in relations for o in r.objects if o in known and o != r.subject]
    for relation, other in pairs:
        if relation.kind in {"on", "inside", "above", "under"}:
            _rest(asked, cast, scale, relation, other)
        elif relation.kind == "around":
            _surround(asked, cast, relation.subject, other)
    _share_tables(asked, cast, pairs)
    for relation, other in pairs:
        if relation.kind in {"left_of", "right_of", "behind", "in_front_of", "next_to"}:
            _order(asked, cast, relation, other)
    for relation in relations:
        others = list(dict.fromkeys(o for o in relation.objects if o in known and o != relation.subject))
        if relation.kind == "between":
            _between(asked, cast, relation, others)
        elif relation.kind == "in_row":
            _row(asked, (relation.subject, *others))
    return asked


def _word(cast: Cast, thing: str) -> str:
    named = cast.of(thing)[0].thing
    return named.word or named.kind.replace("_", " ")


def _conflict(asked: Wishes, cast: Cast, a: str, kind: str, b: str) -> None:
    wish = f"“{_word(cast, a)}” {_SAID.get(kind, kind)} “{_word(cast, b)}”"
    asked.notes.append(f"{wish} contradicts what was said before; painted without that.")


def _rest(asked: Wishes, cast: Cast, scale: Mapping[str, float], relation: Relation, other: str) -> None:
    child, parent, how = relation.subject, other, relation.kind
    if (
        how == "under"
        and cast.of(parent)[0].kind.scale_class == "land"
        and not cast.of(parent)[0].kind.floats
    ):
        if not asked.follows("behind", child, parent):  # "an egg under a tree": before its trunk
            asked.before.append(("behind", parent, child))
        return
    if how == "under" and not _fits_under(cast, scale, child, parent):
        child, parent, how = (
            other,
            relation.subject,
            "on",
        )  # "a book under a lamp": the lamp stands on the book
    if child in asked.chain(parent):
        _conflict(asked, cast, relation.subject, relation.kind, other)
    elif child in asked.rests or child in asked.rings:
        if parent not in asked.chain(child):
            _conflict(asked, cast, relation.subject, relation.kind, other)
    else:
        asked.rests[child] = Rest(how, parent)  # type: ignore[arg-type]


def _fits_under(cast: Cast, scale: Mapping[str, float], child: str, parent: str) -> bool:
    low, high = cast.of(child)[0], cast.of(parent)[0]
    if high.kind.floats:
        return True
    box = low.box * scale[child]
    radius = float(max(box[1, 0] - box[0, 0], box[1, 1] - box[0, 1])) / 2
    free = clearance(high.body.kind, high.body.shape, radius / scale[parent]) * scale[parent]
    return free > 0.55 * float(box[1, 2])


def _surround(asked: Wishes, cast: Cast, ring: str, middle: str) -> None:
    if ring in asked.rests or ring in asked.rings or ring in asked.chain(middle):
        _conflict(asked, cast, ring, "around", middle)
    elif len(cast.of(ring)) < 3:
        asked.beside.append((ring, middle))
    else:
        asked.rings[ring] = middle


def _share_tables(asked: Wishes, cast: Cast, pairs: list[tuple[Relation, str]]) -> None:
    """A small thing said to be beside one that stands on furniture stands there too."""
    for relation, other in pairs:
        if relation.kind in {"on", "inside", "above", "under", "around"}:
            continue
        for free, held in ((relation.subject, other), (other, relation.subject)):
            rest = asked.rests.get(held)
            if rest is None or rest.how != "on" or free in asked.rests or free in asked.chain(held):
                continue
            table, thing = cast.of(rest.parent)[0].kind, cast.of(free)[0].kind
            if table.scale_class == "room" and table.stand is not None and thing.scale_class == "hand":
                asked.rests[free] = rest


def _order(asked: Wishes, cast: Cast, relation: Relation, other: str) -> None:
    pair = asked.siblings(relation.subject, other)
    if pair is None:
        _conflict(asked, cast, relation.subject, relation.kind, other)
        return
    a, b = pair
    if relation.kind == "next_to":
        asked.beside.append(pair)
        return
    axis: Axis = "left" if relation.kind in {"left_of", "right_of"} else "behind"
    first, second = (a, b) if relation.kind in {"left_of", "behind"} else (b, a)
    if asked.follows(axis, second, first):
        _conflict(asked, cast, relation.subject, relation.kind, other)
    else:
        asked.before.append((axis, first, second))


def _between(asked: Wishes, cast: Cast, relation: Relation, others: list[str]) -> None:
    middle = relation.subject
    if len(others) == 1 and len(cast.of(others[0])) >= 2:
        asked.between[middle] = others[0]
        return
    if len(others) < 2:
        if others:
            asked.beside.append((middle, others[0]))
        return
    first, second = asked.siblings(middle, others[0]), asked.siblings(middle, others[1])
    if first is None or second is None or first[0] != second[0] or first[1] == second[1]:
        _conflict(asked, cast, middle, "between", others[0])
        return
    middle, a, b = first[0], first[1], second[1]
    for left, right in ((a, b), (b, a)):
        if not asked.follows("left", middle, left) and not asked.follows("left", right, middle):
            asked.before.extend([("left", left, middle), ("left", middle, right)])
            asked.level.append((left, middle, right))
            return
    _conflict(asked, cast, middle, "between", others[0])


def _row(asked: Wishes, members: tuple[str, ...]) -> None:
    lifted = [members[0]]
    for member in members[1:]:
        pair = asked.siblings(members[0], member)
        if pair is not None and pair[1] not in lifted:
            lifted[0] = pair[0]
            lifted.append(pair[1])
    asked.level.append(tuple(lifted))
    for left, right in pairwise(lifted):
        if not asked.follows("left", right, left):
            asked.before.append(("left", left, right))
