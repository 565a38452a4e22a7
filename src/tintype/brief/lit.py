"""Where light comes from: "from the left", "through leaves", "lit by candles"."""

from __future__ import annotations

from tintype.brief.chunks import Chunk, chunk_at
from tintype.brief.draft import Reading
from tintype.brief.items import Item
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.looks import modifier_says
from tintype.brief.model import Value
from tintype.brief.nouns import read_chunk
from tintype.brief.things import read_thing

BEYOND = frozenset("frame camera shot picture image scene set".split())
SHINING = ("light", "illuminat", "brighten", "shin", "glow", "beam", "cast", "throw")
UNSEEN = frozenset({"out of shot", "out of frame", "off camera"})
"""Said of what lights the picture without being in it."""


def unseen_lamp(reading: Reading, item: Item, following: Item | None) -> bool:
    """ "a lamp out of shot on the right": light from there, and no lamp in the picture."""
    phrase, lamp = reading.latest, reading.newest
    side = str(item.senses.get("position"))
    words = {token.word for token in reading.tokens[item.first : item.last + 1]}
    lights = side in ("left", "right") and words & BEYOND and _shines(reading, following)
    if (
        (item.key not in UNSEEN and not lights)
        or phrase is None
        or lamp is None
        or lamp.kind not in SOURCE_KINDS
    ):
        return False
    if phrase.says != [("thing", lamp.id)] or lamp is not reading.things[-1]:
        return False
    reading.things.pop()
    reading.phrases.pop()
    reading.relations = [r for r in reading.relations if lamp.id not in (r.subject, *r.objects)]
    reading.pending = [held for held in reading.pending if lamp.id not in held[1]]
    reading.newest = reading.last = reading.main = reading.things[-1] if reading.things else None
    reading.phrase("lighting", phrase.first, item.last, [("source", SOURCE_KINDS[lamp.kind])])
    if lights:
        reading.say("direction", side)
    return True


def _shines(reading: Reading, item: Item | None) -> bool:
    return item is not None and reading.tokens[item.first].word.startswith(SHINING)


def read_direction(reading: Reading, position: int, prep: str, first: int) -> int:
    """ "from the left", "from above-left": where light comes from; 0 if it is no direction."""
    items = reading.items
    if prep not in ("from", "to", "on", "at"):
        return 0
    end = position + 1
    while end < len(items) and items[end].has("det") and not items[end].has("direction"):
        end += 1
    if end >= len(items) or not items[end].has("direction") or prep != "from":
        return 0
    name = str(items[end].senses["direction"])
    if name in ("left", "right") and _opens_list(reading, position, end):
        reading.sequences.append((f"{name}_of", len(reading.things), first, items[end].last))
        reading.filler.update(range(first, items[end].last + 1))
        return end + 1
    last = items[end].last
    following = items[end + 1] if end + 1 < len(items) else None
    if name in ("above", "back") and following is not None and following.has("position"):
        side = {"left": "left", "right": "right"}.get(str(following.senses["position"]))
        if side:
            name, last, end = f"{name}-{side}", following.last, end + 1
    previous = reading.latest
    if previous is not None and previous.element == "lighting" and reading.touching(items[position].first):
        reading.grow(last, [("direction", name)])
        reading.said["lighting"]["direction"] = name
    else:
        reading.phrase("lighting", first, last, [("direction", name)])
    return end + 1


def _opens_list(reading: Reading, position: int, end: int) -> bool:
    """ "From the left: a cup, a jug, a vase" names an order and no light."""
    items = reading.items
    before = items[position - 1] if position else None
    after = items[end + 1] if end + 1 < len(items) else None
    opens = before is None or before.kind in ("break", "stopmark")
    if not opens or after is None or after.key not in (":", ",") or reading.context == "lighting":
        return False
    following = chunk_at(items, end + 2, reading.tokens)
    if following is None:
        return False
    return any(item.has("colour") for item in following.items) or (
        following.head is not None and following.head.named_kind is not None
    )


def read_lit(reading: Reading, position: int, first: int) -> int:
    """ "lit by three candles": the light, and the things that give it."""
    chunk = chunk_at(reading.items, position + 1, reading.tokens)
    if chunk is None or chunk.head is None:
        reading.filler.update(range(reading.items[position].first, reading.items[position].last + 1))
        return position + 1
    kind = chunk.head.named_kind
    if kind in SOURCE_KINDS and kind not in ("moon",):
        says: list[tuple[str, Value]] = [("source", SOURCE_KINDS[kind])]
        for modifier in chunk.modifiers:
            says += modifier_says(modifier, "lightmod", "lighting")
        if kind not in ("window", "screen"):
            draft = read_thing(reading, chunk, first)
            draft.stands = False
            phrase = reading.phrases.pop()
            says = [("thing", draft.id), *says]
            reading.phrase("lighting", phrase.first, phrase.last, says)
        else:
            reading.phrase("lighting", first, chunk.head.last, says)
        return chunk.last
    read_chunk(reading, chunk, first)
    return chunk.last


def read_light_through(reading: Reading, chunk: Chunk) -> int:
    """ "light through leaves", "sun from a window on the left": part of the light's phrase."""
    items, tokens = reading.items, reading.tokens
    end, position = chunk.items[-1].last, chunk.last
    says: list[tuple[str, Value]] = []
    kind = chunk.head.named_kind if chunk.head else None
    if kind in SOURCE_KINDS:
        says.append(("source", SOURCE_KINDS[kind]))
    elif kind in ("leaf", "tree", "branch"):
        says.append(("quality", "soft"))
    for modifier in chunk.modifiers:
        if modifier.has("direction") and modifier.key in ("left", "right"):
            says.append(("direction", modifier.key))
    if (
        position < len(items)
        and items[position].has("position")
        and tokens[items[position].first].kind == "word"
    ):
        place = str(items[position].senses["position"])
        if place in ("left", "right", "back"):
            says.append(("direction", place))
            end, position = items[position].last, position + 1
    for key, value in says:
        reading.say(key, value)
    reading.grow(end, says)
    return position
