"""Verbs: "stands behind", "is red", "casting long shadows", "laughing naturally"."""

from __future__ import annotations

from tintype.brief.chunks import chunk_at
from tintype.brief.draft import Reading
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.lit import read_lit
from tintype.brief.nouns import role_of
from tintype.brief.refer import deal_colour
from tintype.brief.relations import read_preposition
from tintype.brief.shades import colour_of, material_of

SHINING = frozenset(
    [
        "cast",
        "casts",
        "casting",
        "shine",
        "shines",
        "shining",
        "glow",
        "glows",
        "glowing",
        "illuminate",
        "illuminates",
        "illuminating",
        "lights",
        "throwing",
    ]
)

MANNER = frozenset("gently softly neatly carefully partially half perfectly beautifully".split())
"""Adverbs that a verb takes along."""


def read_copula(reading: Reading, position: int) -> int:
    """ "is red", "is made of glass", "has a golden cap"."""
    items = reading.items
    item = items[position]
    reading.filler.update(range(item.first, item.last + 1))
    following = items[position + 1] if position + 1 < len(items) else None
    if following is None:
        return position + 1
    if following.has("prep") and item.has("verb", "copula") and reading.things:
        return read_preposition(reading, position + 1, item.first)
    chunk = chunk_at(items, position + 1, reading.tokens)
    owner = reading.newest
    if owner is not None and item.key.split()[-1] in ("has", "have", "having"):
        reading.possessor = (owner, len(reading.things))
    previous = reading.latest
    if (
        previous is not None
        and previous.element in ("lighting", "camera", "atmosphere")
        and previous.last + 1 == item.first
    ):
        reading.context = previous.element
        return position + 1
    if chunk is None or owner is None:
        return position + 1
    shade = chunk.head is not None and chunk.head.has("colour") and not chunk.article and chunk.count is None
    if (
        shade
        and chunk.head is chunk.items[-1]
        and (chunk.last >= len(items) or items[chunk.last].kind != "word")
    ):
        chunk.head = None
    if chunk.head is None or (not chunk.article and role_of(chunk, None) == "material"):
        colour, used = colour_of(chunk.items)
        material, _ = material_of(chunk.items, used=used)
        if colour and not material and deal_colour(reading, chunk):
            return chunk.last
        if colour or material:
            owner.colour, owner.material = owner.colour or colour, owner.material or material
            reading.grow(chunk.items[-1].last)
            return chunk.last
    if item.key in ("has", "have", "having", "which has", "that has") and role_of(chunk, "with") in (
        "part",
        "detail",
    ):
        owner.words.append(" ".join(i.key for i in chunk.items if not i.has("det")))
        reading.grow(chunk.items[-1].last)
        return chunk.last
    return position + 1


def read_verb(reading: Reading, position: int) -> int:
    """A verb after a thing; a preposition may follow it; 0 if the word is no verb here."""
    items = reading.items
    item = items[position]
    if item.key in ("keep", "keeps", "keeping") and _keeps_company(reading, position):
        return read_preposition(reading, position, item.first)
    end = position + 1
    while (
        end < len(items)
        and items[end].kind == "word"
        and (
            (items[end].has("verb") and not items[end].has("noun", "light"))
            or (items[end].unknown and items[end].key.endswith("ly"))
            or (items[end].has("filler") and items[end].key in MANNER)
        )
    ):
        end += 1
    following = items[end] if end < len(items) else None
    if reading.newest is not None and reading.newest.kind in SOURCE_KINDS and item.key in SHINING:
        reading.say("source", SOURCE_KINDS[reading.newest.kind])
    if following is not None and following.has("prep") and not following.has("negation"):
        if following.senses["prep"] == "lit":
            return read_lit(reading, end, item.first)
        if _governs(reading, end):
            return read_preposition(reading, end, item.first)
    if following is not None and following.has("position", "in_row") and reading.things:
        reading.filler.update(range(item.first, items[end - 1].last + 1))
        reading.grow(items[end - 1].last)
        return end
    if (
        item.has("look")
        and following is not None
        and following.kind == "word"
        and not following.has("det", "prep", "conj", "number")
        and not reading.things
    ):
        return 0
    _describe(reading, position, end)
    return end


def _keeps_company(reading: Reading, position: int) -> bool:
    """ "a duck keeps a mug company" stands next to it."""
    items = reading.items
    chunk = chunk_at(items, position + 1, reading.tokens)
    if chunk is None or chunk.last >= len(items) or items[chunk.last].key != "company":
        return False
    items[position].senses = {**items[position].senses, "prep": "next_to"}
    return True


def _governs(reading: Reading, position: int) -> bool:
    return chunk_at(reading.items, position + 1, reading.tokens) is not None or reading.items[position].has(
        "direction"
    )


def _describe(reading: Reading, position: int, end: int) -> None:
    """ "a woman laughing naturally": words of the woman, part of her phrase."""
    items, owner = reading.items, reading.newest
    first, last = items[position].first, items[end - 1].last
    phrase = reading.latest
    following = items[end] if end < len(items) else None
    touching = reading.touching(first)
    transitive = (
        following is not None
        and following.kind == "word"
        and following.has("det", "number", "colour", "size", "light", "fix", "noun", "look")
    )
    if (
        owner is not None
        and phrase is not None
        and phrase.element == "subject"
        and touching
        and not transitive
    ):
        owner.words.append(" ".join(reading.tokens[i].word for i in range(first, last + 1)))
        reading.grow(last)
    else:
        reading.filler.update(range(first, last + 1))
