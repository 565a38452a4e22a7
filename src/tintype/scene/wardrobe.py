"""What a thing wears: the sentence's colour, material and contents on the slots of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tintype.brief.vocabulary import COLOURS, MATERIALS
from tintype.scene.materials import MATERIAL_ROWS as ROWS
from tintype.scene.model import Material

if TYPE_CHECKING:
    import numpy as np

    from tintype.brief.model import Thing
    from tintype.scene.kinds.catalogue import Kind

METAL_COLOURS = frozenset({"gold", "silver", "copper"})
"""Colour words that mean the metal when said of something hard: "a gold sphere"."""

_SOFT = frozenset({
    "petal", "leaf", "fruit_skin", "linen", "cotton", "velvet", "silk", "wool", "denim", "felt", "fur",
    "rubber", "wax", "paper", "cardboard", "bread_crust", "chocolate", "paint", "lacquer", "eggshell",
    "soap", "foam", "bark",
})  # fmt: skip
"""Materials of things that take "gold" as a colour, not as a metal."""

_PAINTABLE = frozenset({"metal", "steel", "iron", "aluminium"})
"""Metals that a colour word paints over even when the metal is named: "a blue metal bucket"."""

COLOURFUL = frozenset({
    "colourful", "colorful", "multicoloured", "multicolored", "multicolour", "multicolor", "assorted",
    "rainbow", "motley", "multi",
})  # fmt: skip
"""Words that ask for many colours at once."""

MIXED = ("coral", "yellow", "turquoise", "purple", "orange", "blue", "pink", "lime", "red", "sky_blue")
"""The colours of many things that should be colourful, neighbours well apart."""

ITS_OWN: dict[str, frozenset[str]] = {
    "marble": frozenset({"white", "grey", "ivory"}),
    "black_marble": frozenset({"black", "charcoal"}),
    "green_marble": frozenset({"green", "emerald"}),
    "gold": frozenset({"gold", "yellow"}),
    "rose_gold": frozenset({"pink", "gold"}),
    "brass": frozenset({"gold", "yellow"}),
    "copper": frozenset({"copper", "orange"}),
    "bronze": frozenset({"brown", "gold"}),
    "silver": frozenset({"silver", "grey"}),
    "chrome": frozenset({"silver", "grey"}),
    "steel": frozenset({"silver", "grey"}),
    "brushed_steel": frozenset({"silver", "grey"}),
    "aluminium": frozenset({"silver", "grey"}),
    "terracotta": frozenset({"orange", "rust", "brown"}),
    "porcelain": frozenset({"white"}),
    "plaster": frozenset({"white"}),
    "limestone": frozenset({"beige", "cream"}),
    "travertine": frozenset({"beige", "cream", "ivory"}),
    "sandstone": frozenset({"tan", "beige"}),
    "oak": frozenset({"brown", "tan"}),
    "walnut": frozenset({"brown"}),
    "ebony": frozenset({"black"}),
    "bark": frozenset({"brown"}),
    "snow": frozenset({"white"}),
    "milk": frozenset({"white"}),
    "pearl": frozenset({"white", "cream"}),
    "obsidian": frozenset({"black"}),
    "jade": frozenset({"green", "emerald"}),
    "coffee": frozenset({"brown", "black"}),
    "honey": frozenset({"amber", "gold"}),
    "chocolate": frozenset({"brown"}),
    "grass": frozenset({"green"}),
    "moss": frozenset({"green"}),
    "rusty_iron": frozenset({"rust", "brown"}),
    "water": frozenset({"blue"}),
    "ice": frozenset({"white", "blue"}),
}
"""Colours that a material has by nature; said of it, they change nothing."""

_WOODS = frozenset({"oak", "walnut", "pine", "ebony", "cherry_wood", "bamboo", "plywood", "wood"})
_WOOD_COLOURS = frozenset({"brown", "tan", "beige", "rust", "amber", "cream"})
"""Colours that a stain can give wood; any other is paint."""

_DARK_MARBLE = {
    "black": "black_marble",
    "charcoal": "black_marble",
    "green": "green_marble",
    "emerald": "green_marble",
}


def fabric(name: str, colour: str | None, *, seed: int = 0) -> Material:
    """A Material by its name and a colour word (or None): "marble", "white" keeps its natural hue."""
    if name == "marble" and colour in _DARK_MARBLE:
        return Material(name=_DARK_MARBLE[colour], seed=seed)
    own = colour is None or colour in ITS_OWN.get(name, frozenset())
    return Material(name=name, colour=None if own or colour is None else COLOURS.get(colour), seed=seed)


CHALKED = ("chalkboard", "blackboard")
"""Names of a sign whose board is slate."""

_GLAZED = frozenset({"jar"})
"""Glass unless a colour is named: "a yellow jar" is a glazed one, "a jar of honey" is not."""


def clothing(thing: Thing, kind: Kind, rng: np.random.Generator) -> tuple[dict[str, Material], list[str]]:
    """Slot → Material for the slots that differ from the kind's own, and notes."""
    seed = int(rng.integers(0, 1000))
    notes: list[str] = []
    clothes: dict[str, Material] = {}
    name = thing.material
    if name is not None and (name not in MATERIALS or name not in ROWS):
        notes.append(f"I know no material “{name}”; the {thing.word or thing.kind} keeps its own.")
        name = None
    elif name is not None and not ROWS[name].solid:
        # "a water bottle": a liquid makes no bottle, but may be in one
        if kind.contents is not None and ROWS[name].family == "liquid":
            clothes[kind.contents] = Material(name=name, seed=seed)
        name = None
    if name in _PAINTABLE and _paints_over(str(name), thing.colour):
        name = "lacquer"
    for slot in _painted(thing, kind, name):
        own = kind.slots[slot]
        if slot != kind.paint[0] and name is None and ROWS[own.name].metallic:
            continue  # paint on a jar leaves its brass cap brass
        if slot != kind.paint[0] and not _takes(own, name or _base(kind.slots[kind.paint[0]], thing.colour)):
            continue
        glazed = own.name == "glass" and kind.name in _GLAZED and not thing.contents
        bare = "ceramic" if glazed and thing.colour in COLOURS else _base(own, thing.colour)
        clothes[slot] = fabric(name or bare, thing.colour, seed=seed)
        if own.glow and name in {None, "emissive"}:
            clothes[slot] = Material(
                name=own.name, colour=COLOURS.get(thing.colour or ""), seed=seed, glow=own.glow
            )
    clothes.update(_filled(thing, kind, seed))
    if "label" in kind.slots and any(board in thing.word.lower() for board in CHALKED):
        clothes["label"] = Material(name="slate", colour="#2b302d", seed=seed)
    return clothes, notes


def colourful(thing: Thing) -> bool:
    """Whether a thing should show many colours: "five colourful balloons", "a rainbow umbrella"."""
    words = {part for word in thing.words for part in word.lower().replace("-", " ").split()}
    return thing.colour is None and not words.isdisjoint(COLOURFUL)


def mixed(thing: Thing, kind: Kind, rng: np.random.Generator) -> list[dict[str, Material]]:
    """What each copy of a colourful thing wears: every copy a colour of its own, or one thing with
    every slot in another."""
    start, step = int(rng.integers(len(MIXED))), int(rng.choice([1, 3]))
    own = [name for name in MIXED if name in COLOURS]
    worn: list[dict[str, Material]] = []
    for number in range(thing.count):
        tints = [own[(start + step * (number + slot)) % len(own)] for slot in range(len(kind.paint) + 1)]
        clothes, _ = clothing(msgspec.structs.replace(thing, colour=tints[0]), kind, rng)
        if thing.count == 1:
            for slot, tint in zip(kind.paint[1:], tints[1:], strict=False):
                if slot in clothes:
                    clothes[slot] = msgspec.structs.replace(clothes[slot], colour=COLOURS[tint])
        worn.append(clothes)
    return worn


def see_through(kind: Kind, materials: dict[str, Material]) -> bool:
    """Whether what lies inside shows through the walls: glass, crystal, acrylic."""
    slots = kind.paint[:1] or tuple(kind.slots)[:1]
    names = [(materials.get(slot) or kind.slots[slot]).name for slot in slots]
    return any(name in {"glass", "crystal", "acrylic"} for name in names)


def _takes(own: Material, name: str) -> bool:
    """Whether a secondary slot follows the main one: a cork stays cork, a cap is not made of glass."""
    clear = ROWS[name].family == "glass"
    return own.name != "cork" and (not clear or ROWS[own.name].family == "glass")


def _painted(thing: Thing, kind: Kind, material: str | None) -> tuple[str, ...]:
    return kind.paint if thing.colour in COLOURS or material is not None else ()


def _base(own: Material, colour: str | None) -> str:
    """The material a bare colour word is painted on: the kind's own, unless it means a metal, or
    paint on metal or wood. Black crockery is stoneware: black porcelain shows only its reflections."""
    if colour in METAL_COLOURS and own.name not in _SOFT and colour in ROWS:
        return str(colour)
    if own.name in _WOODS and colour in COLOURS and colour not in _WOOD_COLOURS:
        return "paint"
    if own.name == "glass" and colour in {"black", "charcoal", "white", "ivory", "grey"}:
        return "lacquer"
    if own.name == "porcelain" and colour in {"black", "charcoal"}:
        return "stoneware"
    return "lacquer" if _paints_over(own.name, colour) else own.name


def _paints_over(metal: str, colour: str | None) -> bool:
    """Whether a colour word means paint over this material: it is a metal, and not of that hue."""
    own = METAL_COLOURS | ITS_OWN.get(metal, frozenset())
    return bool(ROWS[metal].metallic) and colour in COLOURS and colour not in own


def _filled(thing: Thing, kind: Kind, seed: int) -> dict[str, Material]:
    """What is in it: "milk", "red wine", "amber liquid", "blue"."""
    if kind.contents is None or not thing.contents:
        return {}
    words = thing.contents.lower().replace("-", " ").split()
    joined = "_".join(words)
    colour = next((word for word in (joined, *words) if word in COLOURS), None)
    liquid = next((word for word in words if word in ROWS), None)
    if liquid is None:
        liquid = {"juice": "tea", "whisky": "tea", "whiskey": "tea", "perfume": "water"}.get(
            words[-1], "water"
        )
    if liquid == "wine":
        tint = {"white": "#e9d98a", "rose": "#eba39a", "rosé": "#eba39a", "pink": "#eba39a"}.get(words[0])
        return {kind.contents: Material(name="wine", colour=tint, seed=seed)}
    return {kind.contents: fabric(liquid, colour, seed=seed)}
