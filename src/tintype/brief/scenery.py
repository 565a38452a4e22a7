"""Noun groups that name where it is: settings, surfaces, backdrops, names on the map."""

from __future__ import annotations

from tintype.brief.chunks import Chunk
from tintype.brief.draft import Reading, unique
from tintype.brief.items import Item
from tintype.brief.model import Value
from tintype.brief.shades import colour_of, material_of, tinted_material

WOODS = frozenset("wood oak walnut pine bamboo".split())
"""A worktop of these is no marble table."""


def read_place(reading: Reading, chunk: Chunk, first: int, role: str, prep: str | None) -> None:
    """Setting, surface, backdrop or a name on the map."""
    head = chunk.head
    assert head is not None
    modifiers = chunk.modifiers
    colour, used = colour_of(modifiers)
    material, item = material_of(modifiers if role != "material" else [*modifiers, head], used=used)
    material, colour = tinted_material(material, colour)
    says: list[tuple[str, Value]] = []
    if (
        role == "material"
        and head.senses["material"] == "water"
        and reading.said["environment"].get("setting")
    ):
        reading.phrase("environment", first, head.last, [])
        return
    if role == "backdrop" or prep == "against":
        _say_backdrop(says, head, material, colour or _shade(modifiers))
        if any(modifier.key in ("plain", "solid", "clean", "simple") for modifier in modifiers) and head.has(
            "backdrop"
        ):
            says.append(("setting", "seamless"))
        for modifier in modifiers:
            if modifier.has("place"):
                says += [pair for pair in modifier.senses["place"] if pair[0] not in dict(says)]
        modifiers = [m for m in modifiers if not m.has("dark", "light_shade", "lightmod")]
    elif role == "place":
        says += _nearer_place(head, modifiers)
        _say_surface(says, material, colour)
    elif role == "named":
        says.append(("place", reading.text(head)))
    else:
        _say_surface(says, material, colour)
    for modifier in modifiers:
        if modifier in used or modifier is item:
            continue
        says += _place_modifier(reading, modifier)
    reading.phrase("environment", first, chunk.items[-1].last, unique(says))


def _shade(modifiers: list[Item]) -> str | None:
    """ "a dark background" is black, a light one white."""
    keys = {modifier.key for modifier in modifiers}
    return "black" if keys & {"dark", "darkened"} else "white" if keys & {"light", "bright", "pale"} else None


def _nearer_place(head: Item, modifiers: list[Item]) -> list[tuple[str, Value]]:
    """ "a café table" is in a café."""
    own = list(head.senses["place"])
    if dict(own).get("setting") == "tabletop":
        for modifier in modifiers:
            if modifier.has("place") and not modifier.has("noun"):
                return list(modifier.senses["place"])
    return own


def _say_surface(says: list[tuple[str, Value]], material: str | None, colour: str | None) -> None:
    held = dict(says)
    setting = held.get("setting")
    if setting in ("seamless", "studio", "sky", "void", "brick_wall"):
        if colour or material:
            says.append(("backdrop", colour or material or ""))
        return
    if material and "surface" not in held:
        says.append(("surface", material))
    if setting == "tabletop" and material in ("marble", "black_marble", "green_marble"):
        says[:] = [("setting", "marble_table") if pair[0] == "setting" else pair for pair in says]
    elif setting == "marble_table" and material in WOODS and "surface" not in held:
        says[:] = [("setting", "tabletop") if pair[0] == "setting" else pair for pair in says]
    if colour:
        says.append(("surface_colour", colour))


def _say_backdrop(
    says: list[tuple[str, Value]], head: Item, material: str | None, colour: str | None
) -> None:
    if head.has("place") and not head.has("backdrop"):
        says += head.senses["place"]
    own = head.senses.get("material") if not head.has("backdrop") else None
    value = colour or material or own
    if value and "backdrop" not in dict(says):
        says.append(("backdrop", value))


def _place_modifier(reading: Reading, modifier: Item) -> list[tuple[str, Value]]:
    if modifier.has("named"):
        return [("place", reading.text(modifier))]
    if modifier.has("fix") and not (modifier.has("look") and modifier.senses["fix"][0] == "atmosphere"):
        return list(modifier.senses["fix"][1])
    if modifier.has("dark") and modifier.key == "dark":
        return [("key", "low")]
    return []
