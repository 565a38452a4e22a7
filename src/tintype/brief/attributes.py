"""What belongs to a thing: material, contents, parts, and the things it holds."""

from __future__ import annotations

from tintype.brief.chunks import Chunk
from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon.kinds import LIQUID_VESSELS, SUPPORTS, VESSELS
from tintype.brief.lexicon.materials import LIQUIDS
from tintype.brief.nouns import read_chunk
from tintype.brief.shades import colour_of, material_of
from tintype.brief.things import plant_in_pot, read_thing, wine_vessel

ABSTRACT = frozenset("height size shape kind age style length width type colour color variety origin".split())
BRINGING = frozenset({"with", "w", "w /", "featuring", "including"})
LIVING = frozenset("person man woman child girl boy baby cat dog horse bird duck rabbit bear".split())
"""Kinds that carry things in hand or mouth rather than on top."""


def read_attribute(reading: Reading, chunk: Chunk, prep: str, role: str, first: int) -> int:
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
        if prep == "made_cover" and owner.colour is None:
            owner.colour = colour_of(chunk.items)[0]
        owner.words.append(
            reading.items[chunk.first - 1].key
            + " "
            + " ".join(i.key for i in chunk.items if not i.has("det"))
        )
        reading.grow(chunk.items[-1].last)
        return chunk.last
    if owner is not None and (
        (prep == "like" and role == "thing") or (prep == "with" and role == "material" and chunk.article)
    ):
        owner.words.append(" ".join([prep, *(i.key for i in chunk.items if not i.has("det"))]))
        reading.grow(chunk.items[-1].last)
        return chunk.last
    if role in ("part", "detail"):
        read_chunk(reading, chunk, chunk.items[0].first, "with")
        return chunk.last
    if owner is not None and prep in ("of", "full", "with", "made") and _contents(reading, owner, chunk):
        return chunk.last
    if prep == "of" and owner is not None and role in ("material",):
        owner.material = owner.material or material_of(chunk.items, used=[])[0]
        owner.colour = owner.colour or colour_of(chunk.items)[0]
        reading.grow(chunk.items[-1].last)
        return chunk.last
    if role == "thing" and prep == "for" and chunk.head is not None and chunk.head.unknown:
        reading.filler.update(range(reading.items[chunk.first].first, chunk.items[-1].last + 1))
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
    wine_vessel(owner, head)
    reading.grow(head.last)
    return True


def _held(reading: Reading, owner: Draft, chunk: Chunk, prep: str) -> int:
    """ "a vase with three roses": a second thing in, on or beside the first, in the same phrase."""
    first = chunk.items[0].first
    merge = bool(reading.phrases) and ("thing", owner.id) in reading.phrases[-1].says
    anchor, newest = reading.last, reading.newest
    if plant_in_pot(reading, owner, chunk):
        return chunk.last
    draft = read_thing(reading, chunk, first)
    if prep == "with" and reading.items[chunk.first - 1].key in BRINGING:
        apart = chunk.first > 1 and reading.items[chunk.first - 2].kind == "break"
        reading.withs[draft.id] = (reading.main or owner) if apart else owner
    vessel = owner.kind in VESSELS and not (draft.kind in VESSELS and prep == "with")
    if vessel and prep in ("of", "full", "with"):
        reading.relate("inside", draft.id, (owner.id,), first, chunk.items[-1].last)
        draft.stands = False
    elif (owner.kind in SUPPORTS and prep in ("with", "of", "full")) or (
        prep == "topped" and owner.known and owner.kind not in LIVING
    ):
        reading.relate("on", draft.id, (owner.id,), first, chunk.items[-1].last)
        draft.stands = False
    elif prep == "with" and owner.known and draft.known:
        reading.relate("next_to", draft.id, (owner.id,), first, chunk.items[-1].last)
    elif prep in ("of", "wear") or (draft.kind == "hat" and not owner.known):
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
