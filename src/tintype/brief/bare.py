"""Colours and materials that stand alone after a thing: "two cups, one red and one blue"."""

from __future__ import annotations

from dataclasses import replace

from tintype.brief.chunks import Chunk, chunk_at
from tintype.brief.draft import Reading
from tintype.brief.refer import colours_ahead, deal_colour, one_and_other
from tintype.brief.shades import colour_of, material_of

COLOURING = frozenset("coloured colored painted all entirely".split())
"""Words that add nothing to a bare colour."""


def colour_after(reading: Reading, position: int, role: str) -> bool:
    """ "a vase, crimson", "sphere (chrome)": a bare colour, or a material set against the noun."""
    chunk = chunk_at(reading.items, position, reading.tokens)
    owner = reading.newest
    if chunk is None or owner is None:
        return False
    if role == "material":
        mark = reading.items[position - 1]
        glued = mark.key in ("(", "[", ":") and reading.touching_mark(mark.first)
        if not glued or chunk.article or owner.material is not None:
            return False
        owner.material = material_of(chunk.items, used=[])[0]
        reading.phrase("subject", chunk.items[0].first, chunk.items[-1].last, [("thing", owner.id)])
        return True
    colour, used = colour_of(chunk.items)
    more = [item for item in chunk.items if item not in used and item.key not in COLOURING]
    if colour is None or more:
        return False
    _, left = reading.shares.get(owner.id, (owner, 0))
    if left or (owner.colour is None and 1 < owner.count == colours_ahead(reading, chunk)):
        chunk.count = 1
        return share_out(reading, chunk)
    if deal_colour(reading, chunk):
        return True
    after = reading.items[chunk.last] if chunk.last < len(reading.items) else None
    if owner.colour is None and owner.count > 1 and after is not None and after.has("position"):
        chunk.count = 1
        return share_out(reading, chunk)
    owner.colour = owner.colour or colour
    reading.phrase("subject", chunk.items[0].first, chunk.items[-1].last, [("thing", owner.id)])
    return True


def share_out(reading: Reading, chunk: Chunk) -> bool:
    """ "two apples, one red and one green": two things of one each."""
    owner = reading.newest
    colour, _ = colour_of(chunk.items)
    if owner is None or colour is None:
        return False
    if owner.count == 1 and owner.id not in reading.shares and one_and_other(reading, chunk):
        return True
    whole, left = reading.shares.get(owner.id, (owner, owner.count))
    if owner.id in reading.shares and any(item.key == "other" for item in chunk.items):
        chunk.count = left
    elif chunk.count is None or chunk.items[0].has("det"):
        return False
    if left < chunk.count or (owner.id not in reading.shares and owner.colour is not None):
        return False
    share = whole
    if owner.id in reading.shares:
        share = replace(whole, id=f"t{len(reading.things) + 1}", words=list(whole.words))
        reading.things.append(share)
    share.count, share.colour = chunk.count, colour
    reading.shares[share.id] = (whole, left - chunk.count)
    reading.phrase("subject", chunk.items[0].first, chunk.items[-1].last, [("thing", share.id)])
    reading.mentions.append((chunk.items[0].first, chunk.items[-1].last, share.id))
    reading.newest = share
    return True
