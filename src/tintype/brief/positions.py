"""Places in the frame: "on the left", "in the background", "in a row", "to its right"."""

from __future__ import annotations

from tintype.brief.draft import Draft, Reading
from tintype.brief.relations import OWN_PLACE
from tintype.brief.together import FOOD, joint

FILLINGS = FOOD | frozenset("flower rose tulip sunflower branch leaf bouquet".split())
"""What stays in its vessel when the two have a place together."""
THINGLY = ("subject", "environment")
PREDICATIVE = (
    "look",
    "verb",
    "copula",
    "filler",
    "shade",
    "fix",
    "cammod",
    "lightmod",
    "size",
    "colour",
    "cam",
    "in_row",
)
"""What may stand between a thing and its place."""


def read_in_row(reading: Reading, position: int) -> int:
    """ "three cubes in a row", "a cube, a cone and a sphere side by side"."""
    item = reading.items[position]
    owner = reading.last or reading.newest
    following = reading.items[position + 1] if position + 1 < len(reading.items) else None
    placed = following is not None and str(following.senses.get("position", "")).startswith("its_")
    if owner is None or (placed and owner.count == 1):
        reading.filler.update(range(item.first, item.last + 1))
        return position + 1
    others: tuple[str, ...] = ()
    if owner.count == 1:
        members = _list_before(reading, owner)
        owner, others = members[0], tuple(member.id for member in members[1:])
    reading.relate("in_row", owner.id, others, item.first, item.last)
    reading.grow(item.last)
    return position + 1


def _list_before(reading: Reading, owner: Draft) -> list[Draft]:
    related = {r.subject for r in reading.relations if r.kind in ("inside", "on")}
    members = [d for d in reading.things if d.stands and d.element == "subject" and d.id not in related]
    return members if owner in members else [owner]


def read_sequence(reading: Reading, position: int) -> int:
    """ "from left to right: a cup, a bowl and a vase"; of light it says where it comes from."""
    item = reading.items[position]
    kind = str(item.senses["sequence"])
    previous = reading.latest
    if previous is not None and previous.element == "lighting" and reading.touching(item.first):
        side = {"left_of": "left", "right_of": "right", "in_front_of": "front", "behind": "back"}[kind]
        reading.say("direction", side)
        reading.grow(item.last, [("direction", side)])
        return position + 1
    reading.sequences.append((kind, len(reading.things), item.first, item.last))
    if previous is not None and previous.element == "subject" and reading.touching(item.first):
        reading.grow(item.last)
    else:
        reading.filler.update(range(item.first, item.last + 1))
    return position + 1


def read_position(reading: Reading, position: int) -> int:
    """A place in the frame; 0 if the words mean something else here."""
    item = reading.items[position]
    place = str(item.senses["position"])
    following = reading.items[position + 1] if position + 1 < len(reading.items) else None
    if following is not None and following.key == ":" and place in ("left", "right", "middle", "front"):
        reading.fronted = place
        reading.filler.update(range(item.first, item.last + 1))
        return position + 2
    if _in_brackets(reading, position):
        return position + 1
    bare = " " not in item.key
    previous = reading.latest
    touching = reading.touching(item.first, marks_only=True)
    if bare and place in ("left", "right", "middle") and _opens_list(reading, position):
        reading.fronted = place
        reading.filler.add(item.first)
        return position + 1
    if not touching and spoken_just_before(reading, position):
        touching, previous = True, next(p for p in reversed(reading.phrases) if p.element in THINGLY)
    if bare and not (touching and place in ("left", "right", "middle")):
        return 0
    if (
        previous is not None
        and touching
        and previous.element == "lighting"
        and place in ("left", "right", "back", "front")
    ):
        place = _lit_side(reading, item.first, place)
        reading.said["lighting"].setdefault("direction", place)
        reading.grow(item.last, [("direction", place)])
        return position + 1
    if place == "flank":
        return _flank(reading, position)
    if place == "its_between":
        return _between_them(reading, position, touching)
    if place.startswith("its_"):
        return _beside_it(reading, position, place, touching)
    near = touching and previous is not None and previous.element in THINGLY
    if near and _stand_there(reading, place, item.last):
        return position + 1
    if bare:
        return 0
    reading.fronted = place
    reading.filler.update(range(item.first, item.last + 1))
    return position + 1


def _stand_there(reading: Reading, place: str, last: int) -> bool:
    """The latest thing, and what came "with" it, has that place; False if there is none."""
    newest = reading.newest
    owner = newest if newest is None or newest.stands else reading.last
    if newest is not None and newest.id in reading.withs and newest.kind not in FILLINGS:
        owner = newest
    if owner is None:
        return False
    for member in company(reading, owner):
        member.place = member.place or place
        set_apart(reading, member, place)
    if owner.kind == "window" and place in ("left", "right"):
        reading.say("direction", place)
        reading.say("source", "window")
    reading.grow(last)
    return True


def _opens_list(reading: Reading, position: int) -> bool:
    """ "right, a cup; left, a jug": a bare side that stands before what is there."""
    items = reading.items
    before = items[position - 1] if position else None
    after = items[position + 1] if position + 1 < len(items) else None
    opens = before is None or before.kind in ("break", "stopmark") or before.has("conj")
    return opens and after is not None and (after.key in (",", "-", "—", "–") or after.has("det", "number"))


def spoken_just_before(reading: Reading, position: int) -> bool:
    """Whether only adjectives and verbs stand between a thing and the place: "a cup, blurred behind it" no,
    "a cup blurred behind it" yes."""
    items = reading.items
    phrase = next((p for p in reversed(reading.phrases) if p.element in THINGLY), None)
    if phrase is None:
        return False
    at = position - 1
    while at >= 0 and items[at].first > phrase.last:
        item = items[at]
        if item.kind == "mark":
            at -= 1
            continue
        if item.kind != "word" or item.has(
            "prep", "det", "conj", "number", "noun", "negation", "place", "light"
        ):
            return False
        if not (item.unknown or item.has(*PREDICATIVE)):
            return False
        at -= 1
    return at >= 0


def company(reading: Reading, draft: Draft) -> list[Draft]:
    """The things that "with" brought in together with this one: "with a cup and a jug behind it"."""
    starts = [token.start for token in reading.tokens]
    found = [draft]
    at = next(index for index, other in enumerate(reading.things) if other is draft)
    while found[-1].id not in reading.withs:
        if at == 0 or joint(reading, reading.things[at - 1], reading.things[at], starts) is None:
            return [draft]
        at -= 1
        found.append(reading.things[at])
    return found


def set_apart(reading: Reading, draft: Draft, place: str) -> None:
    """A thing with a place of its own is not simply in, on or beside what it came "with"."""
    if draft.id not in reading.withs:
        return
    loose = ("next_to",) if place in ("left", "right", "middle") else ("next_to", "inside", "on")
    kept = [r for r in reading.relations if r.subject != draft.id or r.kind not in loose]
    if len(kept) < len(reading.relations):
        reading.relations = kept
        draft.stands = True


def _in_brackets(reading: Reading, position: int) -> bool:
    """ "bowl (right)": where the thing before the bracket stands; whether it was so."""
    around = [reading.items[at].key for at in (position - 1, position + 1) if 0 <= at < len(reading.items)]
    beside = reading.latest is not None and reading.latest.element == "subject"
    at = reading.items[position]
    side = at.senses["position"]
    plain = side in ("left", "right", "middle", "back", "front")
    if not beside or not plain or around != ["(", ")"] or reading.newest is None:
        return False
    reading.newest.place = reading.newest.place or str(side)
    reading.phrase("subject", at.first, at.last, [("thing", reading.newest.id)])
    return True


def _lit_side(reading: Reading, end: int, side: str) -> str:
    """A shadow that falls to the right is cast by light from the left."""
    start = reading.phrases[-1].first
    cast = any(token.word in ("shadow", "shadows") for token in reading.tokens[start:end])
    return {"left": "right", "right": "left"}.get(side, side) if cast else side


def _beside_it(reading: Reading, position: int, place: str, touching: bool) -> int:
    """ "behind it": the thing before it stands there, or the one that follows will."""
    item = reading.items[position]
    if item.key == "on top" and touching:
        return _on_top(reading, position)
    if item.key == "on top" and reading.main is None:
        reading.fronted = "top"
        reading.filler.update(range(item.first, item.last + 1))
        return position + 1
    touching = touching or spoken_just_before(reading, position)
    kind = OWN_PLACE[place]
    target = reading.prior if reading.main is None else _antecedent(reading, touching, item.key)
    target = _topic(reading, target, touching)
    if target is None or (
        "it" not in item.key.split()[-1] and "them" not in item.key and "its" not in item.key
    ):
        reading.filler.update(range(item.first, item.last + 1))
        return position + 1
    subject = reading.newest
    for relation in reading.relations:
        held = relation.kind == "inside" and subject is not None and relation.subject == subject.id
        if held and relation.objects[0] != target.id:
            subject = next(d for d in reading.things if d.id == relation.objects[0])
            break
    if reading.main is not None and touching and subject is not None and subject is not target:
        reading.relations = [
            r
            for r in reading.relations
            if r.subject != subject.id
            or r.kind not in ("next_to", "on", *(("inside",) if kind == "on" else ()))
        ]
        for member in company(reading, subject):
            if member is not target:
                set_apart(reading, member, place)
                reading.relate(kind, member.id, (target.id,), item.first, item.last)
        reading.grow(item.last)
        return position + 1
    reading.topic = (target, len(reading.things))
    reading.pending.append((kind, (target.id,), reading.span(item.first, item.last)))
    reading.filler.update(range(item.first, item.last + 1))
    return position + 1


def _on_top(reading: Reading, position: int) -> int:
    """ "a box with a candle on top": the candle is not in the box."""
    item, owner = reading.items[position], reading.newest
    reading.filler.update(range(item.first, item.last + 1))
    held = [r for r in reading.relations if owner is not None and r.subject == owner.id]
    if owner is not None and held and held[-1].kind in ("inside", "next_to"):
        reading.relations.remove(held[-1])
        reading.relate("on", owner.id, held[-1].objects, item.first, item.last)
        owner.stands = False
        reading.grow(item.last)
    elif owner is not None and not held:
        owner.place = owner.place or "top"
    return position + 1


def _flank(reading: Reading, position: int) -> int:
    """ "a vase with candles on either side": the vase stands between them."""
    item, owner = reading.items[position], reading.newest
    reading.filler.update(range(item.first, item.last + 1))
    members = company(reading, owner) if owner is not None else []
    others = [d for d in reading.things if d not in members and d.stands and d.element == "subject"]
    if owner is None or not others or owner.element != "subject":
        return position + 1
    if owner.count == 1 and len(members) == 1 and owner.id not in reading.withs and len(others) > 1:
        return position + 1
    both = {member.id for member in members}
    reading.relations = [r for r in reading.relations if r.subject not in both]
    if owner.count == 1 and len(members) == 1:
        owner.count = 2
    pair = (members[-1].id, owner.id)
    reading.relate("between", others[-1].id, pair, item.first, item.last)
    owner.stands = False
    return position + 1


def _between_them(reading: Reading, position: int, touching: bool) -> int:
    """ "a lemon, a lime and a knife between them": they are the two things before it."""
    item = reading.items[position]
    standing = [d for d in reading.things if d.stands and d.element == "subject"]
    newest = reading.newest
    subject = newest if touching and len(standing) > 2 and newest in standing else None
    standing = [d for d in standing if d is not subject]
    reading.filler.update(range(item.first, item.last + 1))
    pairs = [d for d in reading.things if d.count > 1 and d is not newest]
    if len(standing) == 2 and touching and newest in standing and len(pairs) == 1:
        subject, standing = newest, [pairs[0], pairs[0]]
    if len(standing) < 2:
        return position + 1
    both = (standing[-2].id, standing[-1].id)
    if subject is None:
        reading.pending.append(("between", both, reading.span(item.first, item.last)))
    else:
        set_apart(reading, subject, "between")
        reading.relate("between", subject.id, both, item.first, item.last)
        reading.grow(item.last)
    return position + 1


def _topic(reading: Reading, candidate: Draft | None, touching: bool) -> Draft | None:
    """ "a plate; to its left a fork and to its right a knife": both lie beside the plate."""
    if candidate is None or touching or reading.topic is None:
        return candidate
    topic, since = reading.topic
    return topic if since < len(reading.things) and reading.things[since] is candidate else candidate


def _antecedent(reading: Reading, touching: bool, words: str) -> Draft | None:
    subjects = [d for d in reading.things if d.stands and d.element == "subject"]
    subjects = [d for d in subjects if d.id not in reading.governed or d is reading.newest] or subjects
    if not subjects:
        return None
    newest = reading.newest
    brought = reading.withs.get(company(reading, newest)[-1].id) if touching and newest is not None else None
    if brought is not None and brought in subjects:
        return brought
    if touching and reading.possessor is not None:
        owner, since = reading.possessor
        if since < len(reading.things) and reading.things[since] is reading.newest:
            return owner
    if touching and reading.newest is not None and len(subjects) > 1:
        others = [d for d in subjects if d is not reading.newest]
        if not words.endswith(("left of it", "right of it")):
            return others[0]
        under = {r.objects[0] for r in reading.relations if r.kind == "on"}
        return ([d for d in others if d.id not in under] or others)[-1]
    return reading.main or subjects[0]
