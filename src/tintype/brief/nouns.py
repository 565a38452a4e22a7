"""What a noun group is: a thing, a place, a surface, a light, a lens, a mood."""

from __future__ import annotations

from tintype.brief.chunks import Chunk
from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon.kinds import MOVABLE_TABLES
from tintype.brief.looks import read_look, read_loose
from tintype.brief.scenery import read_place
from tintype.brief.things import read_part, read_thing

CARRIED = frozenset({"on", "at", "across", "in", "against", "over", "through", "along"})


FURNITURE = frozenset({"side table", "bedside table", "coffee table", "nightstand", "end table"})


def role_of(chunk: Chunk, prep: str | None, context: str | None = None) -> str:
    """thing, place, material, backdrop, ground, light, cam, style, part, detail, fix or loose."""
    head = chunk.head
    if head is None:
        return "loose"
    if head.unknown:
        return "thing"
    if (prep == "on" or (prep is None and head.key in FURNITURE)) and _movable(chunk):
        return "thing"
    if head.key == "shelf" and not any(item.has("material") for item in chunk.modifiers):
        return "thing"
    if head.has("noun") and head.has("place"):
        bare = not chunk.article and chunk.count is None and not head.plural and chunk.first > 0
        bare = bare or context == "environment"
        return "place" if prep in CARRIED or (prep is None and bare) else "thing"
    if head.has("noun") and head.has("material"):
        bare = not chunk.article and chunk.count is None and not head.plural
        return "material" if bare and prep in ("on", "across", "made", "against", "of") else "thing"
    if head.key == "shade" and prep in (None, "in", "inside"):
        return "style"
    for role in ("noun", "fix", "light", "cam", "place", "named", "detail", "part", "backdrop"):
        if role == "part" and head.has("part") and head.has("material") and prep in CARRIED:
            return "material"
        if role == "part" and head.has("part") and prep not in (None, "with", "has", "of", "wear", "in"):
            return "thing"
        if head.has(role) and not (role == "fix" and head.has("material", "light")):
            return {"noun": "thing"}.get(role, role)
    scene = next((item for item in chunk.modifiers if item.has("place")), None)
    if head.has("style") and scene is not None:
        chunk.head = scene
        return "place"
    for role in ("style", "ground", "material", "fix", "fluid", "liquid"):
        if head.has(role):
            return {"fluid": "thing", "liquid": "thing"}.get(role, role)
    return "loose"


def _movable(chunk: Chunk) -> bool:
    """A small, round or side table stands in the picture; a plain table is what it stands on."""
    head = chunk.head
    if head is None or head.named_kind != "table":
        return False
    little = any(
        item.key == "round" or (item.has("size") and item.senses["size"] in ("small", "tiny"))
        for item in chunk.modifiers
    )
    return head.key in MOVABLE_TABLES or (little and head.key in ("table", "marble table"))


def read_chunk(reading: Reading, chunk: Chunk, first: int, prep: str | None = None) -> Draft | None:
    """Write the group into the reading as one phrase from token `first`; the thing it made, if any."""
    role = role_of(chunk, prep, reading.context)
    if role == "thing":
        return read_thing(reading, chunk, first)
    if role in ("place", "material", "backdrop", "ground", "named"):
        read_place(reading, chunk, first, role, prep)
    elif role in ("light", "cam", "fix"):
        read_look(reading, chunk, first, role)
    elif role in ("part", "detail"):
        return read_part(reading, chunk, first, role, prep)
    else:
        read_loose(reading, chunk)
    return None
