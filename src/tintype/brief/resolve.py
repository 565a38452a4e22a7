"""What places mean once the sentence is read: who stands left of, behind, on or between whom."""

from __future__ import annotations

from itertools import pairwise

from tintype.brief.draft import Draft, Reading


def resolve_sequences(reading: Reading) -> None:
    """Each thing of the list is left of (behind, …) the next one."""
    held = {
        r.subject
        for r in reading.relations
        if r.kind == "inside" or (r.kind == "on" and r.objects[0] not in reading.governed)
    }
    starts = [0, *(before for _, before, _, _ in reading.sequences), len(reading.things)]
    for (kind, _, first, last), (since, before, until) in zip(
        reading.sequences, zip(starts, starts[1:], starts[2:], strict=False), strict=True
    ):
        lists = [
            [d for d in row if d.stands and d.element == "subject" and d.id not in held]
            for row in (reading.things[before:until], reading.things[since:before])
        ]
        for one, other in pairwise(lists[0] if len(lists[0]) > 1 else lists[1]):
            if not _related(reading, one, other):
                reading.relate(kind, one.id, (other.id,), first, last)  # type: ignore[arg-type]


def resolve_positions(reading: Reading) -> None:
    """ "A cube on the left and a sphere on the right" → the cube is left of the sphere."""
    placed = {
        name: [d for d in reading.things if d.place == name]
        for name in ("left", "middle", "right", "back", "front")
    }
    _hub_of_sides(reading, placed)
    order = [d for name in ("left", "middle", "right") for d in placed[name]]
    for before, after in pairwise(order):
        if before.place != after.place and not _related(reading, before, after):
            _relate(reading, "left_of", before, after)
    subjects = standing(reading)
    _one_and_other(reading, subjects)
    _in_the_middle(reading, subjects)
    _stacked(reading)
    if (
        len(order) == 1
        and len(subjects) == 2
        and order[0] in subjects
        and not _related(reading, *subjects, strictly=True)
    ):
        other = next(d for d in subjects if d is not order[0])
        if order[0].place == "left":
            _relate(reading, "left_of", order[0], other)
        elif order[0].place == "right":
            _relate(reading, "right_of", order[0], other)
    main = next((d for d in subjects if d.place is None or d.place in ("middle", "front")), None)
    for draft in placed["back"]:
        if main is None or main is draft or _related(reading, draft, main):
            continue
        if main.place == "front":
            _relate(reading, "in_front_of", main, draft)
        else:
            _relate(reading, "behind", draft, main)
    for draft in placed["front"]:
        other = next((d for d in subjects if d is not draft and d.place != "front"), None)
        if other is not None and not _related(reading, draft, other):
            _relate(reading, "in_front_of", draft, other)


def standing(reading: Reading) -> list[Draft]:
    """The things that stand in the picture, without the furniture they stand on."""
    things = [d for d in reading.things if d.element == "subject" and d.kind != "moon"]
    free = [d for d in things if d.stands and d.id not in reading.governed]
    return free if len(free) > 1 else [d for d in things if d.stands]


def _hub_of_sides(reading: Reading, placed: dict[str, list[Draft]]) -> None:
    """ "a vase with a cup to the left and a jug to the right": the vase is in the middle."""
    sides = [*placed["left"], *placed["right"]]
    if len(placed["left"]) != 1 or len(placed["right"]) != 1 or placed["middle"]:
        return
    rest = [d for d in standing(reading) if d not in sides]
    brought = any(d.id in reading.withs for d in sides)
    if brought and len(rest) == 1 and rest[0].place is None and rest[0] is reading.things[0]:
        placed["middle"].append(rest[0])


def _one_and_other(reading: Reading, subjects: list[Draft]) -> None:
    """ "a cup with a jug on one side and a pear on the other": the cup stands between them."""
    things = reading.things
    one = next((d for d in things if d.place == "one"), None)
    other = next((d for d in things if d.place == "other"), None)
    if other is not None and one is None:
        _opposite(reading, other)
    if one is None or other is None:
        return
    rest = [d for d in subjects if d not in (one, other)]
    first = min(things.index(one), things.index(other))
    hub = next((d for d in rest if d.place == "middle"), None)
    hub = hub or next((d for d in reversed(rest) if things.index(d) < first), rest[0] if rest else None)
    if hub is None:
        _relate(reading, "left_of", one, other)
        return
    pair = {one.id, other.id}
    reading.relations = [
        r
        for r in reading.relations
        if not (r.subject in pair and hub.id in r.objects)
        and not (r.subject == hub.id and pair & {*r.objects})
    ]
    _relate(reading, "between", hub, one, other)


def _opposite(reading: Reading, other: Draft) -> None:
    """ "a jar on its left, a jug on the other side": the jug stands on the right of it."""
    turned = {"left_of": "right_of", "right_of": "left_of"}
    held = next((r for r in reading.relations if r.kind in turned and r.subject != other.id), None)
    if held is not None:
        hub = next(d for d in reading.things if d.id == held.objects[0])
        _relate(reading, turned[held.kind], other, hub)


def _in_the_middle(reading: Reading, subjects: list[Draft]) -> None:
    """ "a cup, a jug in the middle, a pear": of three things one stands between the others."""
    middle = [d for d in subjects if d.place == "middle"]
    others = [d for d in subjects if d.place is None]
    if len(middle) != 1 or len(others) != 2 or len(subjects) != 3:
        return
    if any({middle[0].id} & {r.subject, *r.objects} and r.kind != "on" for r in reading.relations):
        return
    _relate(reading, "between", middle[0], *others)


def _stacked(reading: Reading) -> None:
    """ "a plate at the bottom, a candle on top": the candle stands on the plate."""
    top = next((d for d in reading.things if d.place == "top"), None)
    if top is None:
        return
    bottom = next((d for d in reading.things if d.place == "bottom"), None)
    at = reading.things.index(top)
    if bottom is None and at == 0 and len(reading.things) == 2:
        bottom = reading.things[1]
    earlier = [d for d in reading.things[: reading.things.index(top)] if d.element == "subject"]
    below = bottom or (earlier[-1] if earlier else None)
    if below is not None and not _related(reading, top, below):
        _relate(reading, "on", top, below)


def _related(reading: Reading, first: Draft, second: Draft, *, strictly: bool = False) -> bool:
    """Whether some relation holds between the two; strictly: one that says more than that they are near."""
    pair = {first.id, second.id}
    near = ("next_to", "in_row") if strictly else ()
    return any({r.subject, *r.objects} == pair and r.kind not in near for r in reading.relations)


def _relate(reading: Reading, kind: str, subject: Draft, *others: Draft) -> None:
    span = subject.span
    token = next(i for i, t in enumerate(reading.tokens) if t.start >= span.start)
    reading.relate(kind, subject.id, tuple(d.id for d in others), token, token)  # type: ignore[arg-type]
