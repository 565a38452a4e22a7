"""What a list shares: "a lamp and a book on a shelf" are both on it."""

from __future__ import annotations

from bisect import bisect_left

from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon.kinds import FRUITS
from tintype.brief.model import Relation

CARRIERS = frozenset("table shelf bench stool plinth tray sofa".split())
"""Kinds that carry several things side by side; of a saucer or a book only the last is meant."""

DISHES = frozenset("bowl plate basket box bucket".split())
FOOD = FRUITS | frozenset("egg bread cheese cake donut mushroom pumpkin ice_cube".split())
"""Foods named together share a dish; a candle named before them does not."""

TOO_LARGE = frozenset(
    "chair armchair sofa bench table shelf ladder tree pine palm bush house lighthouse tower boat bridge car"
    " fence street_lamp tent snowman column".split()
)
"""Kinds that stand beside the furniture rather than on it."""

JOINED = (
    "conj",
    "det",
    "number",
    "colour",
    "material",
    "size",
    "look",
    "shade",
    "dark",
    "light_shade",
    "part",
)


def share_supports(reading: Reading) -> None:
    """Everything joined by "and" to what stands on a piece of furniture stands on it too."""
    kinds = {draft.id: draft.kind for draft in reading.things}
    shared = [
        r
        for r in reading.relations
        if (r.kind == "on" and kinds.get(r.objects[0]) in CARRIERS)
        or (r.kind in ("on", "inside") and kinds.get(r.objects[0]) in DISHES and kinds.get(r.subject) in FOOD)
    ]
    if not shared:
        return
    index = {draft.id: at for at, draft in enumerate(reading.things)}
    placed = {r.subject for r in reading.relations if r.kind in ("on", "inside", "under", "above")}
    starts = [token.start for token in reading.tokens]
    for relation in shared:
        at, support = index[relation.subject], index[relation.objects[0]]
        step = 1 if support < at else -1
        _along(reading, relation, at, step, placed, starts)


def _along(
    reading: Reading, relation: Relation, at: int, step: int, placed: set[str], starts: list[int]
) -> None:
    things = reading.things
    found: list[Draft] = []
    dish = next(d.kind for d in things if d.id == relation.objects[0]) in DISHES
    conjoined = False
    while 0 <= at + step < len(things):
        pair = (things[at], things[at + step]) if step > 0 else (things[at + step], things[at])
        link = joint(reading, *pair, starts)
        other = things[at + step]
        conjoined = conjoined or link == "and"
        if link is None or other.id in placed or other.kind in TOO_LARGE or not other.known:
            break
        if other.kind not in FOOD and dish:
            break
        found.append(other)
        at += step
    token = bisect_left(starts, relation.span.start)
    for other in found if conjoined else ():
        placed.add(other.id)
        reading.relate(relation.kind, other.id, relation.objects, token, token)


def joint(reading: Reading, before: Draft, after: Draft, starts: list[int]) -> str | None:
    """ "and" or "," if nothing but a joint and adjectives stand between the two nouns."""
    found: str | None = None
    first, last = bisect_left(starts, before.span.end), bisect_left(starts, after.span.start)
    at = bisect_left(reading.items, first, key=lambda item: item.first)
    for item in reading.items[at : at + last - first]:
        if item.first >= last:
            break
        if item.kind == "break" and item.key == ",":
            found = found or ","
        elif item.has("conj"):
            found = "and"
        elif item.kind != "word" or item.has("prep", "position", "copula") or not item.has(*JOINED):
            return None
    return found
