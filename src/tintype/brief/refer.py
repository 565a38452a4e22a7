"""Words that point back: "the first", "the latter", "the red one", and colours dealt out in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tintype.brief.chunks import Chunk, chunk_at
from tintype.brief.draft import Draft, Reading
from tintype.brief.shades import colour_of

LONGEST_LIST = 12


def spoken_of(reading: Reading) -> list[Draft]:
    """The things that the sentence is about: not what they stand on or in."""
    bearing = {r.objects[0] for r in reading.relations if r.kind in ("on", "inside")}
    things = [d for d in reading.things if d.element == "subject"]
    return [d for d in things if d.id not in bearing or d.colour is not None] or things


def read_ordinal(reading: Reading, position: int, share: Callable[[Reading, Chunk], bool]) -> int:
    """ "the first is red": the words that follow speak of that thing; 0 if they name it anew."""
    items = reading.items
    item = items[position]
    following = chunk_at(items, position + 1, reading.tokens)
    things = spoken_of(reading)
    owner = reading.newest
    if (
        following is not None
        and owner is not None
        and (owner.count > 1 or owner.id in reading.shares)
        and colour_of(following.items)[0]
    ):
        following.count = 1
        if following.head is None and share(reading, following):
            return following.last
        if following.head is None and len(things) == 1 and owner.colour and item.senses["ordinal"] != 0:
            more = replace(
                owner,
                id=f"t{len(reading.things) + 1}",
                count=1,
                colour=colour_of(following.items)[0],
                words=[],
            )
            reading.things.append(more)
            point_to(reading, more, item.first, following.items[-1].last)
            return following.last
    if len(things) < 2 or (following is not None and following.head is not None):
        return 0
    place = int(item.senses["ordinal"])
    if item.key.startswith("the latter"):
        place = -1
    if not -len(things) <= place < len(things):
        return 0
    point_to(reading, things[place], item.first, item.last)
    return position + 1


def point_to(reading: Reading, draft: Draft, first: int, last: int) -> None:
    """Words [first, last] mean that thing."""
    reading.phrase("subject", first, last, [("thing", draft.id)])
    reading.mentions.append((first, last, draft.id))
    reading.newest = draft
    if draft.stands:
        reading.last = draft
    reading.main = reading.main or draft


def the_one(reading: Reading, chunk: Chunk) -> None:
    """ "the red one", "is the one": a thing there is already, which may get its colour here."""
    colour, _ = colour_of(chunk.items)
    things = [d for d in spoken_of(reading) if d.count == 1]
    newest = reading.newest
    if colour is not None:
        held = [d for d in things if d.colour == colour]
        bare = [d for d in things if d.colour is None]
        target = held[0] if held else newest if newest in bare else bare[0] if len(bare) == 1 else None
    else:
        target = newest if newest is not None and newest.count == 1 else None
    if newest is not None and newest.known and (target is None or _elsewhere(reading, chunk, target)):
        target = replace(newest, id=f"t{len(reading.things) + 1}", colour=None, place=None, count=1, words=[])
        reading.things.append(target)
    if target is None:
        reading.newest = None
        reading.filler.update(range(chunk.items[0].first, chunk.items[-1].last + 1))
        return
    target.colour = target.colour or colour
    point_to(reading, target, chunk.items[0].first, chunk.items[-1].last)


def as_another(reading: Reading, chunk: Chunk) -> bool:
    """Turn "a tiny blue one" into one more of the latest kind; whether the group was such a one."""
    pattern = reading.newest
    if pattern is None or chunk.head is not None or chunk.items[-1].key not in ("one", "ones"):
        return False
    numbers = [int(item.senses["number"]) for item in chunk.items[:-1] if item.has("number")]
    chunk.head = replace(chunk.items[-1], key=pattern.kind, senses={})
    if pattern.known:
        chunk.head.senses = {"noun": {"kind": pattern.kind}}
    chunk.items = [*chunk.items[:-1], chunk.head]
    chunk.count = numbers[-1] if numbers else None
    return True


def _elsewhere(reading: Reading, chunk: Chunk, target: Draft) -> bool:
    """ "the one up front" after "the cone in the back" is another."""
    after = reading.items[chunk.last] if chunk.last < len(reading.items) else None
    if after is None or not after.has("position") or target.place is None:
        return False
    return str(after.senses["position"]) not in (target.place, "its_" + target.place)


def colours_ahead(reading: Reading, chunk: Chunk) -> int:
    """How many bare colours are listed from this one on: "(red, green and blue)"."""
    items, found = reading.items, 1
    at = chunk.last
    while at < len(items) and found < LONGEST_LIST:
        while at < len(items) and (items[at].key == "," or items[at].has("conj")):
            at += 1
        following = chunk_at(items, at, reading.tokens) if at < len(items) else None
        if following is None or len(colour_of(following.items)[1]) != len(following.items):
            break
        found, at = found + 1, following.last
    return found


def deal_colour(reading: Reading, chunk: Chunk) -> bool:
    """ "a cup and a vase, red and blue respectively": as many colours as things, one each in order."""
    colour, _ = colour_of(chunk.items)
    if colour is None:
        return False
    if not reading.queue:
        waiting = [d for d in reading.things if d.element == "subject" and d.count == 1 and d.colour is None]
        bearing = {r.objects[0] for r in reading.relations if r.kind in ("on", "inside")}
        ahead = colours_ahead(reading, chunk)
        lists = (waiting, [d for d in waiting if d.id not in bearing], [d for d in waiting if d.known])
        fitting = [found for found in lists if ahead > 1 and len(found) == ahead]
        reading.queue = fitting[0] if fitting else reading.queue
        if not reading.queue:
            return False
    draft = reading.queue.pop(0)
    draft.colour = draft.colour or colour
    reading.phrase("subject", chunk.items[0].first, chunk.items[-1].last, [("thing", draft.id)])
    return True


def one_and_other(reading: Reading, chunk: Chunk) -> bool:
    """ "a cup and a vase, one red, the other blue": each of the two gets its colour."""
    colour, used = colour_of(chunk.items)
    if colour is None or chunk.head is not None:
        return False
    words = [item.key for item in chunk.items if item not in used]
    waiting = [d for d in spoken_of(reading) if d.count == 1 and d.colour is None]
    if not waiting and words[-1:] == ["other"] and reading.newest is not None and reading.newest.count == 1:
        other = replace(reading.newest, id=f"t{len(reading.things) + 1}", colour=colour, place=None, words=[])
        reading.things.append(other)
        point_to(reading, other, chunk.items[0].first, chunk.items[-1].last)
        return True
    if not waiting or words not in (["one"], ["other"], ["the", "other"], ["1"]):
        return False
    if words[-1] == "one" and len(waiting) < 2:
        return False
    waiting[0].colour = colour
    point_to(reading, waiting[0], chunk.items[0].first, chunk.items[-1].last)
    return True


def points_back(reading: Reading, position: int, prep: str, first: int) -> bool:
    """ "in front of the second", "behind the other": a relation to a thing spoken of before."""
    items, anchor = reading.items, reading.last
    following = items[position + 1] if position + 1 < len(items) else None
    things = spoken_of(reading)
    if following is None or len(things) < 2 or not following.has("ordinal"):
        return False
    place = -1 if following.key.startswith("the latter") else int(following.senses["ordinal"])
    if anchor is None or not -len(things) <= place < len(things) or things[place] is anchor:
        return False
    reading.relate(prep, anchor.id, (things[place].id,), first, following.last)  # type: ignore[arg-type]
    reading.filler.update(range(items[position].first, following.last + 1))
    return True
