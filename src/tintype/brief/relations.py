"""Prepositions: how things stand to each other, or that what follows is a place, a light, a lens."""

from __future__ import annotations

from tintype.brief.chunks import Chunk, chunk_at
from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon.kinds import LIQUID_VESSELS, SUPPORTS, VESSELS
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.lexicon.materials import LIQUIDS
from tintype.brief.looks import modifier_says
from tintype.brief.model import RelationKind, Value
from tintype.brief.nouns import read_chunk, role_of
from tintype.brief.shades import colour_of, material_of
from tintype.brief.things import read_thing

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
    }
)
OWN_PLACE: dict[str, RelationKind] = {
    "its_left": "left_of", "its_right": "right_of", "its_back": "behind", "its_front": "in_front_of",
    "its_side": "next_to", "its_top": "on", "its_under": "under", "its_above": "above", "its_inside": "inside",
    "its_around": "around",
}  # fmt: skip


def read_preposition(reading: Reading, position: int, first: int) -> int:
    """Reads items[position], a preposition, and what it governs; returns the next item to read.
    first: the token the phrase starts at (a verb may stand before the preposition)."""
    items = reading.items
    prep = str(items[position].senses["prep"])
    if prep == "lit":
        return read_lit(reading, position, first)
    direction = _direction(reading, position, prep, first)
    if direction:
        return direction
    chunk = chunk_at(items, position + 1, reading.tokens)
    if chunk is None:
        reading.filler.update(range(items[position].first, items[position].last + 1))
        return position + 1
    role = role_of(chunk, prep)
    if prep in (
        "of",
        "full",
        "made",
        "made_adj",
        "with",
        "wear",
        "cover",
        "topped",
        "for",
        "like",
        "made_cover",
    ):
        return _attributive(reading, chunk, prep, role, items[position].first)
    if role == "style" or (role == "loose" and prep in ("in", "with", "at", "for")):
        return _in_adjective(reading, chunk, prep, position)
    if role == "thing" and prep in ("in", "at") and _unknown_place(chunk):
        reading.phrase("environment", first, chunk.items[-1].last, [])
        return chunk.last
    if role != "thing":
        return _scenic(reading, chunk, prep, role, first)
    return _spatial(reading, chunk, prep, first)


GROUNDS = frozenset("snow sand grass water moss soil gravel asphalt wet_asphalt straw salt".split())
ABSTRACT = frozenset("height size shape kind age style length width type colour color variety origin".split())
CONTAINERS = frozenset(
    "bag sack backpack drawer nest pocket cage cradle net tank aquarium terrarium dome case hand wallet purse pan pouch"
    " mouth arm hammock crib pram wheelbarrow cart truck van plane train bus".split()
)


def _unknown_place(chunk: Chunk) -> bool:
    """ "in a pharmacy": an unknown noun after "in" or "at" is a place unless it is known to hold things."""
    return chunk.head is not None and chunk.head.unknown and chunk.head.key not in CONTAINERS


def _direction(reading: Reading, position: int, prep: str, first: int) -> int:
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


def _attributive(reading: Reading, chunk: Chunk, prep: str, role: str, first: int) -> int:
    owner = reading.newest
    if prep in ("made", "made_adj") and owner is not None:
        material, _ = material_of(chunk.items, used=[])
        colour, _ = colour_of(chunk.items)
        if material or colour:
            owner.material = material or owner.material
            owner.colour = owner.colour or colour
            reading.grow(chunk.items[-1].last)
            return chunk.last
    if prep in ("cover", "made_cover") and owner is not None:
        owner.words.append(
            reading.items[chunk.first - 1].key
            + " "
            + " ".join(i.key for i in chunk.items if not i.has("det"))
        )
        reading.grow(chunk.items[-1].last)
        return chunk.last
    if role in ("part", "detail"):
        read_chunk(reading, chunk, chunk.items[0].first, "with")
        return chunk.last
    if owner is not None and prep in ("of", "full", "with", "made") and _contents(reading, owner, chunk):
        return chunk.last
    if prep == "of" and owner is not None and role in ("material",):
        owner.material = owner.material or material_of(chunk.items, used=[])[0]
        reading.grow(chunk.items[-1].last)
        return chunk.last
    if role == "thing" and owner is not None and prep == "of" and _belongs(owner, chunk):
        owner.words.append("of " + " ".join(i.key for i in chunk.items if not i.has("det")))
        owner.colour = owner.colour or colour_of(chunk.modifiers)[0]
        reading.grow(chunk.items[-1].last)
        return chunk.last
    if role == "thing" and owner is not None and prep != "for":
        return _held(reading, owner, chunk, prep)
    draft = read_chunk(reading, chunk, chunk.items[0].first, prep)
    if draft is not None and role == "thing":
        settle(reading, draft, main=True)
    return chunk.last


def _belongs(owner: Draft, chunk: Chunk) -> bool:
    """ "a bouquet of white tulips", "a bust of Caesar": one thing, not two."""
    kind = chunk.head.named_kind if chunk.head else None
    if owner.kind == "bouquet":
        return kind in ("rose", "tulip", "sunflower", "flower")
    abstract = chunk.head is not None and chunk.head.key in ABSTRACT
    return abstract or (not owner.known and kind is None)


def _contents(reading: Reading, owner: Draft, chunk: Chunk) -> bool:
    """A liquid in a vessel: "a bottle of red wine", "filled with amber liquid"."""
    head = chunk.head
    if head is None or not (owner.kind in VESSELS or not owner.known) or owner.contents:
        return False
    liquid = head.senses.get("liquid") or (material_of([head], used=[])[0] if head.has("material") else None)
    if (
        not (head.has("fluid") or liquid in LIQUIDS)
        or head.plural
        or (owner.kind not in LIQUID_VESSELS and not head.has("material", "liquid"))
    ):
        return False
    colour, _ = colour_of([i for i in chunk.items if i is not head] or chunk.items)
    liquid = str(liquid or "clear")
    owner.contents = (
        colour
        if colour and ((head.has("fluid") and liquid in ("clear", "water")) or liquid == "clear")
        else liquid
    )
    for item in chunk.modifiers:
        if item.has("liquid") and liquid == "clear" and not colour:
            owner.contents = str(item.senses["liquid"])
    reading.grow(head.last)
    return True


def _held(reading: Reading, owner: Draft, chunk: Chunk, prep: str) -> int:
    """ "a vase with three roses": a second thing in, on or beside the first, in the same phrase."""
    first = chunk.items[0].first
    merge = bool(reading.phrases) and ("thing", owner.id) in reading.phrases[-1].says
    anchor, newest = reading.last, reading.newest
    draft = read_thing(reading, chunk, first)
    vessel = owner.kind in VESSELS and not (draft.kind in VESSELS and prep == "with")
    if vessel and prep in ("of", "full", "with"):
        reading.relate("inside", draft.id, (owner.id,), first, chunk.items[-1].last)
        draft.stands = False
    elif owner.kind in SUPPORTS and prep in ("with", "topped", "of", "full"):
        reading.relate("on", draft.id, (owner.id,), first, chunk.items[-1].last)
        draft.stands = False
    elif prep == "with" and owner.known and draft.known:
        reading.relate("next_to", draft.id, (owner.id,), first, chunk.items[-1].last)
    elif prep in ("of", "wear"):
        draft.stands = False
    if merge and reading.phrases[-1].element == "subject":
        stretch = reading.phrases.pop()
        reading.grow(stretch.last, stretch.says)
    reading.newest = draft
    if not draft.stands:
        reading.last = anchor if anchor is not None else newest
    else:
        reading.last = draft
    return chunk.last


def _in_adjective(reading: Reading, chunk: Chunk, prep: str, position: int) -> int:
    """ "a dress in red", "in polished brass", "in pastel": what the last thing is like."""
    owner = reading.newest
    colour, used = colour_of(chunk.items)
    if owner is not None and colour and prep == "in" and chunk.head is None:
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
        reading.grow(chunk.items[-1].last)
        return chunk.last
    previous = reading.latest
    if role == "material" and reading.detail == reading.items[chunk.first - 1].first - 1:
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
        return _light_through(reading, chunk)
    if prep in ("flanked", "surrounded", "between"):
        return _several(reading, chunk, prep, first)
    anchor = reading.last
    before = reading.items[chunk.first - 2] if chunk.first >= 2 else None
    if before is not None and before.has("conj") and reading.base is not None and prep in SPATIAL:
        anchor = reading.base
    if before is not None and before.has("conj") and reading.pending and reading.main is None:
        anchor = None
    reading.base = anchor
    draft = read_thing(reading, chunk, first)
    last = chunk.items[-1].last
    kind = _relation(prep, draft)
    if anchor is None or kind is None:
        if kind is not None:
            reading.pending.append((kind, (draft.id,), reading.span(first, last)))
        settle(reading, draft, main=False)
        return chunk.last
    reading.relate(kind, anchor.id, (draft.id,), first, last)
    if kind == "inside":
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


def _light_through(reading: Reading, chunk: Chunk) -> int:
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


def _several(reading: Reading, chunk: Chunk, prep: str, first: int) -> int:
    """Between A and B, flanked by, surrounded by: one or two objects."""
    items = reading.items
    anchor = reading.last
    drafts = [read_thing(reading, chunk, first)]
    position = chunk.last
    if (
        position < len(items)
        and items[position].has("conj")
        and drafts[0].count == 1
        and prep != "surrounded"
    ):
        second = chunk_at(items, position + 1, reading.tokens)
        if second is not None and role_of(second, prep) == "thing":
            drafts.append(read_thing(reading, second, items[position].last + 1))
            stretch = reading.phrases.pop()
            reading.grow(stretch.last, stretch.says)
            position = second.last
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


def settle(reading: Reading, draft: Draft, *, main: bool) -> None:
    """The thing becomes what the next words refer to; waiting relations get their subject."""
    reading.newest = draft
    if main:
        reading.main = draft
        if reading.fronted is not None:
            draft.place, reading.fronted = draft.place or reading.fronted, None
        for kind, objects, span in reading.pending:
            _settle_pending(reading, draft, kind, objects, (span.start, span.end))
        reading.pending.clear()
    if draft.stands:
        reading.last = draft


def _settle_pending(
    reading: Reading, draft: Draft, kind: str, objects: tuple[str, ...], place: tuple[int, int]
) -> None:
    first = next(i for i, token in enumerate(reading.tokens) if token.start >= place[0])
    last = max(i for i, token in enumerate(reading.tokens) if token.end <= place[1])
    if kind == "surrounded":
        for name in objects:
            reading.relate("around", name, (draft.id,), first, last)
    else:
        reading.relate(kind, draft.id, objects, first, last)  # type: ignore[arg-type]
