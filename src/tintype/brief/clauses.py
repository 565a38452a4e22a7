"""Clauses of place, read over the whole sentence once its things are known.

The words are rewritten with numbered things and one-letter directions (`lexicon.directions`); few patterns
then cover a verb, a participle, a possessive, an inversion or a list by place alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon.directions import BOUND, CLAUSES, RULES

_CUE = frozenset(
    "before ahead beyond left right leftmost rightmost middle centre center central front back rear"
    " foreground background behind nearest"
    " closest furthest farthest above below top bottom underneath beneath"
    " between nearer closer upper lower".split()
)
_KINDS = {"L": "left_of", "R": "right_of", "F": "in_front_of", "B": "behind", "U": "on", "D": "under"}
_PLACES = {"L": "left", "R": "right", "M": "middle", "F": "front", "B": "back", "U": "top", "D": "bottom"}
_TURNED = {
    "left_of": "right_of",
    "right_of": "left_of",
    "behind": "in_front_of",
    "in_front_of": "behind",
}
_LONGEST = 600

Said = tuple[str, Draft, tuple[Draft, ...]]
"""(relation, who stands so, to whom)"""


def read_clauses(reading: Reading) -> None:
    """Relations that a clause of place says, in place of what was guessed word by word."""
    if len(reading.things) < 2 or _CUE.isdisjoint(token.word for token in reading.tokens):
        return
    text = in_symbols(reading)
    if len(text) > _LONGEST:
        return
    told = False
    for pattern, truths in CLAUSES:
        found = pattern.search(text)
        if found is not None and _say(reading, found, truths):
            told = True
            text = text[: found.start()] + " ; " + text[found.end() :]
    if not told:
        _list_by_place(reading, text)


def in_symbols(reading: Reading) -> str:
    """The sentence with numbered things and one-letter directions."""
    text = " ".join(abstract(reading, ("camera", "environment")))
    for pattern, symbol in RULES:
        text = pattern.sub(symbol, text)
    return text.strip()


def abstract(reading: Reading, dropped: tuple[str, ...] = ()) -> list[str]:
    """The words of the sentence with "<0>", "<1>", … for its things; without phrases of these elements."""
    index = {draft.id: at for at, draft in enumerate(reading.things)}
    mentions = sorted((first, last, index[name]) for first, last, name in reading.mentions if name in index)
    starts = [first for first, _, _ in mentions]
    dull = {
        at
        for phrase in reading.phrases
        if phrase.element in dropped
        for at in range(phrase.first, phrase.last + 1)
    }
    words: list[str] = []
    seen = -1
    for at, token in enumerate(reading.tokens):
        near = bisect_right(starts, at) - 1
        if near >= 0 and mentions[near][0] <= at <= mentions[near][1]:
            if near != seen:
                owned = "'s" if reading.text_of(mentions[near][1]).endswith(("'s", "’s")) else ""
                words.append(f"<{mentions[near][2]}>{owned}")
            seen = near
        elif at not in dull and token.word not in ("-", "–", "—"):
            words.append(token.word)
        elif token.word in ("–", "—"):
            words.append(",")
    return words


def _say(reading: Reading, found: re.Match[str], truths: str) -> bool:
    """Record what the groups of a clause say; False if they name no two things."""
    said: list[Said] = []
    for truth in truths.split(";"):
        place, *members = truth.split()
        kind = "between" if place == "M" else _KINDS.get(found.group(int(place)), "")
        drafts = [reading.things[int(found.group(int(member)))] for member in members]
        if len({draft.id for draft in drafts}) < len(drafts):
            return False
        if not kind and (found.group(int(place)) != "M" or drafts[1].count < 2):
            return False
        if place != "M" and found.group(int(place)) == "M":
            kind, drafts = "between", [drafts[0], drafts[1], drafts[1]]
        elif "~" in found.group() and "=" not in found.group() and _carries(reading, drafts[-1]):
            return False
        said.append((kind, drafts[0], tuple(drafts[1:])))
    _replace(reading, said)
    return True


def _carries(reading: Reading, draft: Draft) -> bool:
    """Whether it is only what the thing before it stands on."""
    return draft.id in reading.governed and draft is not reading.things[0]


def _replace(reading: Reading, said: list[Said]) -> None:
    """These relations, and no others among the things they name."""
    members = {draft.id for _, one, others in said for draft in (one, *others)}
    wanted = {(kind, one.id, tuple(d.id for d in others)) for kind, one, others in said}
    turned: dict[tuple[str, str, tuple[str, ...]], tuple[str, str, tuple[str, ...]]] = {
        (_TURNED[kind], others[0].id, (one.id,)): (kind, one.id, (others[0].id,))
        for kind, one, others in said
        if kind in _TURNED
    }
    kept = [
        r
        for r in reading.relations
        if not {r.subject, *r.objects} <= members
        or r.kind == "in_row"
        or (r.kind, r.subject, r.objects) in wanted
        or (r.kind, r.subject, r.objects) in turned
        or (r.kind == "next_to" and r.subject not in reading.withs)
    ]
    held = {turned.get((r.kind, r.subject, r.objects)) for r in kept}
    reading.relations = kept
    for kind, subject, others in said:
        subject.stands = True
        for draft in (subject, *others):
            draft.place = None
        if (kind, subject.id, tuple(d.id for d in others)) in held:
            continue
        token = next(at for at, t in enumerate(reading.tokens) if t.start >= subject.span.start)
        reading.relate(kind, subject.id, tuple(d.id for d in others), token, token)  # type: ignore[arg-type]


def _list_by_place(reading: Reading, text: str) -> None:
    """ "Left: a vase. Right: a cup.", "vase left, cup right": as many places as things, in turn."""
    row: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        found = BOUND.match(text, at)
        if found is None:
            if row:
                break
            gap = text.find(" ", at)
            at = len(text) if gap < 0 else gap
            continue
        if found.group(1) and reading.things[int(found.group(1))].id in reading.governed:
            at = found.end()
            continue
        if found.group(1) or found.group(2):
            row.append(found.group(1) or found.group(2))
        at = found.end()
    bound = _bind(row)
    if bound is None:
        return
    said = _chain([(reading.things[int(thing)], place) for thing, place in bound])
    if said:
        _replace(reading, said)
        for thing, place in bound:
            reading.things[int(thing)].place = _PLACES[place]


def _bind(row: list[str]) -> list[tuple[str, str]] | None:
    """Pairs of (thing, place) if the two take turns."""
    if len(row) < 4 or len(row) % 2:
        return None
    first, second = row[::2], row[1::2]
    if all(one.isdigit() for one in first) and not any(one.isdigit() for one in second):
        return list(zip(first, second, strict=True)) if len({*first}) == len(first) else None
    if all(one.isdigit() for one in second) and not any(one.isdigit() for one in first):
        return list(zip(second, first, strict=True)) if len({*second}) == len(second) else None
    return None


def _chain(placed: list[tuple[Draft, str]]) -> list[Said]:
    """What stands next to what along one axis: L M R, F M B or U M D."""
    for axis, kind in (("LMR", "left_of"), ("FMB", "in_front_of"), ("UMD", "on")):
        if all(place in axis for _, place in placed) and len({place for _, place in placed}) > 1:
            row = sorted(placed, key=lambda pair: axis.index(pair[1]))
            return [(kind, one, (other,)) for (one, here), (other, there) in pairwise(row) if here != there]
    return []
