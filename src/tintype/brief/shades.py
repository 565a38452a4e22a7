"""What adjectives say: colours with their shades, materials, sizes."""

from __future__ import annotations

from tintype.brief.items import Item
from tintype.brief.lexicon.colours import DARK, LIGHT


def colour_of(modifiers: list[Item]) -> tuple[str | None, list[Item]]:
    """The colour that the modifiers give ("dark blue" → navy) and the items that gave it."""
    for index, item in enumerate(modifiers):
        if not item.has("colour"):
            continue
        name = str(item.senses["colour"])
        before = modifiers[index - 1] if index else None
        if before is not None and before.has("dark"):
            return DARK.get(name, name), [before, item]
        if before is not None and before.has("light_shade"):
            return LIGHT.get(name, name), [before, item]
        if before is not None and before.has("shade"):
            return name, [before, item]
        return name, [item]
    return None, []


def material_of(modifiers: list[Item], *, used: list[Item]) -> tuple[str | None, Item | None]:
    """The material that the modifiers give; of "oak wood" the finer one, of "black marble" the stone."""
    found = [item for item in modifiers if item.has("material") and item not in used]
    if not found:
        return None, None
    plain = ("wood", "stone", "metal", "fabric")
    best = next((item for item in found if item.senses["material"] not in plain), found[0])
    return str(best.senses["material"]), best


def tinted_material(material: str | None, colour: str | None) -> tuple[str | None, str | None]:
    """Marble names its own colours: black marble is a material, white marble is plain marble."""
    if material == "marble" and colour in ("black", "charcoal"):
        return "black_marble", None
    if material == "marble" and colour in ("green", "emerald"):
        return "green_marble", None
    return material, colour
