"""Prepositions: how things stand to each other, or that what follows is a place, a light, a lens."""

from __future__ import annotations

from tintype.brief.attributes import read_attribute, settle
from tintype.brief.bare import share_out
from tintype.brief.chunks import Chunk, chunk_at
from tintype.brief.draft import Draft, Reading
from tintype.brief.items import Item
from tintype.brief.lexicon.kinds import SUPPORTS, VESSELS
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.lit import read_direction, read_light_through, read_lit
from tintype.brief.model import RelationKind
from tintype.brief.nouns import read_chunk, role_of
from tintype.brief.refer import as_another, colours_ahead, deal_colour, points_back
from tintype.brief.shades import colour_of, material_of
from tintype.brief.things import read_thing, reread_inside

SPATIAL = frozenset(
    {
        "left_of",
        "right_of",
        "behind",
        "in_front_of",
        "under",
        "above",
        "between",
        "next_to",
        "inside",
        "around",
        "one_side",
        "other_side",
    }
)


HIDING = frozenset("hides hide hiding lurks".split())
"""What does not hide anything in "behind the vase hides a box"."""
OWN_PLACE: dict[str, RelationKind] = {
    "its_left": "left_of",
    "its_right": "right_of",
    "its_back": "behind",
    "its_front": "in_front_of",
    "its_side": "next_to",
    "its_top": "on",
    "its_under": "under",
    "its_above": "above",
    "its_inside": "inside",
    "its_around": "around",
    "its_between": "between",
}


def read_preposition(reading: Reading, position: int, first: int) -> int:
    """Reads items[position], a preposition, and what it governs; returns the next item to read.
    first: the token the phrase starts at (a verb may stand before the preposition)."""
    items = reading.items
    prep = str(items[position].senses["prep"])
    if reading.pending and reading.tokens[items[position].first].word in HIDING:
        reading.filler.add(items[position].first)
        return position + 1
    if prep == "lit":
        return read_lit(reading, position, first)
    direction = read_direction(reading, position, prep, first)
    if direction:
        return direction
    chunk = chunk_at(items, position + 1, reading.tokens)
    if _relative(reading, position, prep, first):
        return position + 2
    if prep in SPATIAL and points_back(reading, position, prep, first):
        return position + 2
    if chunk is None:
        reading.filler.update(range(items[position].first, items[position].last + 1))
        return position + 1
    lit = reading.latest is not None and reading.latest.element == "lighting" and reading.touching(first)
    if prep == "of" and lit and chunk.head is not None and chunk.head.named_kind in SOURCE_KINDS:
        end = read_lit(reading, position, first)
        stretch = reading.phrases.pop()
        reading.grow(stretch.last, stretch.says)
        return end
    if prep == "in" and _in_a_colour(reading, chunk):
        chunk.head = None
    if (prep in SPATIAL or prep == "on") and len(chunk.items) > 1 and not chunk.definite:
        as_another(reading, chunk)
    role = role_of(chunk, prep)
    if prep in ATTRIBUTIVE:
        return read_attribute(reading, chunk, prep, role, items[position].first)
    if role == "style" or (role == "loose" and prep in ("in", "with", "at", "for")):
        return _in_adjective(reading, chunk, prep, position)
    if role == "thing" and prep in ("in", "at") and _unknown_place(chunk):
        reading.phrase("environment", first, chunk.items[-1].last, [])
        return chunk.last
    if role != "thing":
        return _scenic(reading, chunk, prep, role, first)
    return _spatial(reading, chunk, prep, first)


ATTRIBUTIVE = frozenset("of full made made_adj with wear cover topped for like made_cover".split())
"""Prepositions after which something belongs to the thing before them."""
GROUNDS = frozenset("snow sand grass water moss soil gravel asphalt wet_asphalt straw salt".split())


CONTAINERS = frozenset(
    "bag sack backpack drawer nest pocket cage cradle net tank aquarium terrarium dome case hand wallet purse"
    " pan pouch mouth arm hammock crib pram wheelbarrow cart truck van plane train bus".split()
)


def _in_a_colour(reading: Reading, chunk: Chunk) -> bool:
    """ "in a cheerful tangerine": a colour although it names a fruit too."""
    owner, head = reading.newest, chunk.head
    if owner is None or head is None or not head.has("colour") or head.plural or owner.colour is not None:
        return False
    return all(
        item is head or item.has("det", "shade", "look", "dark", "light_shade") for item in chunk.items
    )


def _relative(reading: Reading, position: int, prep: str, first: int) -> bool:
    """ "a lamp, to the right of which stands a mug": the subject comes later."""
    items = reading.items
    following = items[position + 1] if position + 1 < len(items) else None
    if (
        following is None
        or following.key not in ("which", "whom")
        or reading.last is None
        or (prep not in SPATIAL and prep != "on")
    ):
        return False
    reading.pending.append((prep, (reading.last.id,), reading.span(first, following.last)))
    reading.filler.update(range(first, following.last + 1))
    return True


def _unknown_place(chunk: Chunk) -> bool:
    """ "in a pharmacy": an unknown noun after "in" or "at" is a place unless it is known to hold things."""
    return chunk.head is not None and chunk.head.unknown and chunk.head.key not in CONTAINERS


def _in_adjective(reading: Reading, chunk: Chunk, prep: str, position: int) -> int:
    """ "a dress in red", "in polished brass", "in pastel": what the last thing is like."""
    owner = reading.newest
    colour, used = colour_of(chunk.items)
    if owner is not None and colour and prep == "in" and chunk.head is None:
        if len(used) == len(chunk.items) and deal_colour(reading, chunk):
            return chunk.last
        if owner.colour is None and 1 < owner.count == colours_ahead(reading, chunk):
            chunk.count = 1
            share_out(reading, chunk)
            return chunk.last
        owner.colour = owner.colour or colour
        reading.grow(used[-1].last)
        return chunk.last
    reading.filler.update(range(reading.items[position].first, reading.items[position].last + 1))
    read_chunk(reading, chunk, chunk.items[0].first, prep)
    return chunk.last


def _scenic(reading: Reading, chunk: Chunk, prep: str, role: str, first: int) -> int:
    """A place, a surface, a light or a feel after a preposition."""
    owner = reading.newest
    worn = chunk.head is not None and chunk.head.senses.get("material") not in GROUNDS
    if (
        role == "material"
        and prep in ("in", "made_adj")
        and worn
        and owner is not None
        and owner.material is None
    ):
        owner.material = material_of(chunk.items, used=[])[0]
        owner.colour = owner.colour or colour_of(chunk.items)[0]
        reading.grow(chunk.items[-1].last)
        return chunk.last
    previous = reading.latest
    worn = worn and chunk.head is not None and chunk.head.senses.get("material") != "ice"
    if role == "material" and worn and reading.detail == reading.items[chunk.first - 1].first - 1:
        reading.grow(chunk.items[-1].last)
        return chunk.last
    joined = previous is not None and reading.touching(reading.items[chunk.first - 1].first)
    lit = role in ("light", "named") or (
        role == "fix" and chunk.head is not None and chunk.head.senses["fix"][0] == "lighting"
    )
    if joined and previous is not None and previous.element == "lighting" and lit:
        read_chunk(reading, chunk, chunk.items[0].first, prep)
        stretch = reading.phrases.pop()
        reading.grow(stretch.last, stretch.says)
        return chunk.last
    read_chunk(reading, chunk, first if role != "loose" else chunk.items[0].first, prep)
    return chunk.last


def _spatial(reading: Reading, chunk: Chunk, prep: str, first: int) -> int:
    """A relation to a thing, or light that falls through or across one."""
    previous = reading.latest
    near = (
        previous is not None
        and previous.element == "lighting"
        and reading.touching(reading.items[chunk.first - 1].first)
    )
    key = reading.items[chunk.first - 1].key
    source = (chunk.head.named_kind if chunk.head else None) in SOURCE_KINDS
    if near and (prep in ("through", "from", "to") or (key == "by" and source)):
        return read_light_through(reading, chunk)
    if prep in ("flanked", "surrounded", "between"):
        return _several(reading, chunk, prep, first)
    anchor = reading.last
    if prep == "flanking":
        return _flanking(reading, chunk, anchor, first)
    if prep in ("in", "inside") and anchor is not None and reread_inside(reading, anchor, chunk, first):
        return chunk.last
    before = reading.items[chunk.first - 2] if chunk.first >= 2 else None
    if before is not None and before.has("conj") and reading.base is not None and prep in SPATIAL:
        anchor = reading.base
    if before is not None and before.has("conj") and reading.pending and reading.main is None:
        anchor = None
    reading.base = anchor
    number = len(reading.things)
    draft = read_thing(reading, chunk, first)
    if prep in ("on", "in", "at") and len(reading.things) > number:
        reading.governed.add(draft.id)
    last = chunk.items[-1].last
    if len(reading.things) == number and _inverted(reading, chunk, draft is anchor, before):
        anchor = None
    kind = _relation(prep, draft)
    if prep in ("one_side", "other_side"):
        kind = "next_to"
        _take_side(reading, anchor, prep.removesuffix("_side"))
    if anchor is None or kind is None:
        if kind is not None:
            reading.pending.append((kind, (draft.id,), reading.span(first, last)))
            reading.topic = (draft, len(reading.things))
        settle(reading, draft, main=False)
        return chunk.last
    reading.relate(kind, anchor.id, (draft.id,), first, last)
    if kind == "inside":
        anchor.stands = False
    settle(reading, draft, main=False)
    return chunk.last


def _take_side(reading: Reading, anchor: Draft | None, side: str) -> None:
    """ "on one side of a vase": said of what stands before it, or of what comes next."""
    if anchor is None:
        reading.fronted = side
    else:
        anchor.place = anchor.place or side


def _inverted(reading: Reading, chunk: Chunk, itself: bool, before: Item | None) -> bool:
    """ "a box, and on the box there is a camera": what the known thing carries comes after it."""
    opens = before is not None and (before.kind == "break" or before.has("conj", "filler"))
    if not itself and not opens:
        return False
    items, at = reading.items, chunk.last
    brought = at < len(items) and items[at].has("copula", "verb")
    while at < len(items) and (items[at].key == "," or items[at].has("copula", "verb", "filler")):
        if items[at].has("det", "number"):
            break
        at += 1
    following = chunk_at(items, at, reading.tokens)
    noun = following is not None and following.head is not None and role_of(following, None) == "thing"
    listed = at < len(items) and items[chunk.last].key == "," and chunk.definite
    listed = listed and following is not None and (following.article or following.count is not None)
    return noun and (itself or brought or listed)


def _flanking(reading: Reading, chunk: Chunk, anchor: Draft | None, first: int) -> int:
    """ "two candles on either side of a mirror": the mirror stands between them."""
    earlier = [d for d in reading.things if d.stands and d.element == "subject" and d is not anchor]
    draft = read_thing(reading, chunk, first)
    if anchor is None:
        draft.place = draft.place or "middle"
        return chunk.last
    pair = (earlier[-1].id if anchor.count == 1 and earlier else anchor.id, anchor.id)
    reading.relate("between", draft.id, pair, first, chunk.items[-1].last)
    anchor.stands = False
    settle(reading, draft, main=False)
    return chunk.last


def _relation(prep: str, draft: Draft) -> RelationKind | None:
    if prep in SPATIAL:
        return prep  # type: ignore[return-value]
    if prep == "on":
        return "on"
    if prep == "in" and draft.element == "environment":
        return None
    if prep == "in":
        return (
            "inside"
            if draft.kind in VESSELS or not draft.known
            else "on"
            if draft.kind in SUPPORTS
            else "inside"
        )
    if prep == "at":
        return "next_to" if draft.known else None
    if prep == "against":
        return "in_front_of" if draft.element == "environment" else "next_to"
    return None


def _flanked_apart(reading: Reading, chunk: Chunk) -> bool:
    """ "flanked by a candle on the left and a book on the right": each has a side of its own."""
    items, anchor = reading.items, reading.last
    if chunk.last >= len(items) or not items[chunk.last].has("position") or anchor is None:
        return False
    side = str(items[chunk.last].senses["position"]).removeprefix("its_")
    if side not in ("left", "right", "one"):
        return False
    anchor.place = anchor.place or "middle"
    draft = read_thing(reading, chunk, chunk.items[0].first)
    draft.place = side
    settle(reading, draft, main=False)
    reading.grow(items[chunk.last].last)
    return True


def _alone(reading: Reading, chunk: Chunk) -> bool:
    """The "in between a vase" that follows two things: the vase is what stands between them."""
    items, at = reading.items, chunk.first - 2
    opens = at >= 0 and (items[at].kind == "break" or items[at].has("conj"))
    after = items[chunk.last] if chunk.last < len(items) else None
    return opens and chunk.count in (None, 1) and not (after is not None and after.has("conj", "position"))


def _trailing_colour(reading: Reading, draft: Draft, position: int) -> int:
    """The "in grey" of "between a box in grey and a clock"; the next item to read."""
    items = reading.items
    if position >= len(items) or items[position].key not in ("in", "painted", "coloured"):
        return position
    shade = chunk_at(items, position + 1, reading.tokens)
    if shade is None or shade.article or len(colour_of(shade.items)[1]) != len(shade.items):
        return position
    draft.colour = draft.colour or colour_of(shade.items)[0]
    reading.grow(shade.items[-1].last)
    return shade.last


def _several(reading: Reading, chunk: Chunk, prep: str, first: int) -> int:
    """Between A and B, flanked by, surrounded by: one or two objects."""
    items = reading.items
    anchor = reading.last
    if prep == "flanked" and anchor is not None and _flanked_apart(reading, chunk):
        return chunk.last + 1
    before = [d for d in reading.things if d.stands and d.element == "subject"][-2:]
    drafts = [read_thing(reading, chunk, first)]
    position = chunk.last
    if prep == "between" and len(before) == 2 and _alone(reading, chunk):
        reading.relate("between", drafts[0].id, (before[0].id, before[1].id), first, chunk.items[-1].last)
        settle(reading, drafts[0], main=False)
        return position
    position = _trailing_colour(reading, drafts[0], position)
    side = str(items[position].senses.get("position")) if position < len(items) else ""
    if side in ("left", "right", "one"):
        drafts[0].place, position = side, position + 1
    joined = position < len(items) and (items[position].has("conj") or items[position].key == "from")
    if joined and drafts[0].count == 1 and prep != "surrounded":
        second = chunk_at(items, position + 1, reading.tokens)
        if second is not None and role_of(second, prep) == "thing":
            drafts.append(read_thing(reading, second, items[position].last + 1))
            stretch = reading.phrases.pop()
            reading.grow(stretch.last, stretch.says)
            position = _trailing_colour(reading, drafts[1], second.last)
    if prep == "between" and len(drafts) == 1 and anchor is not None:
        kind = _relation("in", drafts[0]) if drafts[0].count == 1 else None
        if kind is not None:
            reading.relate(kind, anchor.id, (drafts[0].id,), first, items[position - 1].last)
            settle(reading, drafts[0], main=False)
            return position
    last = items[position - 1].last
    names = tuple(draft.id for draft in drafts)
    objects = names if len(names) == 2 else (names[0], names[0])
    for draft in drafts:
        draft.stands = False
    if anchor is None:
        if prep == "surrounded":
            reading.pending.append(("surrounded", names, reading.span(first, last)))
        else:
            reading.pending.append(("between", objects, reading.span(first, last)))
    elif prep == "surrounded":
        for name in names:
            reading.relate("around", name, (anchor.id,), first, last)
    else:
        reading.relate("between", anchor.id, objects, first, last)
    reading.newest = drafts[-1]
    return position
