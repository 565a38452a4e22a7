"""What every material is, before any texture: one row of facts each. Pure data.

Families
    opaque    light stops at the surface (paint, stone, wood, metal, cloth)
    glass     refracts and may tint (absorption along the path inside)
    liquid    refracts and tints; needs a vessel
    thin      a sheet that lets some light through (leaf, petal, paper, silk)
    emitter   shines by itself

What a colour word does
    replace   the surface simply has that colour (paint, dye, glaze, plastic)
    tint      stain, patina or another variety: the colour rules, the material's own hue shows through
    absorb    light that crosses a reference thickness comes out in that colour (glass, liquids)

Indices of refraction and metal tints are the usual table values at 589 nm / in sRGB.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["opaque", "glass", "liquid", "thin", "emitter"]
Colouring = Literal["replace", "tint", "absorb"]


@dataclass(frozen=True)
class MaterialRow:
    """colour: natural sRGB hex (of glass and liquids: of light through the reference thickness).
    roughness: 0.03..1. metallic: 0 or 1. ior: index of refraction. recipe: name of the texture that
    `engines.stage.surfaces` bakes. solid: a thing can be made of it; false for liquids, powders and
    ground covers, which need a vessel or the ground."""

    name: str
    family: Family
    colour: str
    roughness: float
    metallic: float
    ior: float
    recipe: str
    colouring: Colouring
    solid: bool


def _opaque(
    name: str,
    colour: str,
    roughness: float,
    recipe: str,
    *,
    ior: float = 1.5,
    colouring: Colouring = "replace",
    solid: bool = True,
) -> MaterialRow:
    return MaterialRow(name, "opaque", colour, roughness, 0.0, ior, recipe, colouring, solid)


def _metal(name: str, colour: str, roughness: float, recipe: str = "polished_metal") -> MaterialRow:
    return MaterialRow(name, "opaque", colour, roughness, 1.0, 1.5, recipe, "tint", True)


def _clear(name: str, family: Family, colour: str, ior: float, roughness: float = 0.03) -> MaterialRow:
    recipe = "ice" if name == "ice" else "frosted" if roughness > 0.1 else family
    return MaterialRow(name, family, colour, roughness, 0.0, ior, recipe, "absorb", family == "glass")


def _thin(name: str, colour: str, roughness: float, recipe: str) -> MaterialRow:
    return MaterialRow(name, "thin", colour, roughness, 0.0, 1.45, recipe, "replace", True)


_CLEAR = (
    _clear("glass", "glass", "#fafdfb", 1.5),
    _clear("frosted_glass", "glass", "#f4f9f7", 1.5, 0.32),
    _clear("crystal", "glass", "#fbfcfd", 1.58),
    _clear("acrylic", "glass", "#f7fbfc", 1.49),
    _clear("ice", "glass", "#e4f3f8", 1.31, 0.08),
    _clear("water", "liquid", "#e3f3f5", 1.333),
    _clear("wine", "liquid", "#7a0f24", 1.34),
    _clear("coffee", "liquid", "#2b130a", 1.34),
    _clear("tea", "liquid", "#b5591c", 1.334),
    _clear("honey", "liquid", "#e08d18", 1.49),
    _clear("oil", "liquid", "#e3c24a", 1.47),
    _clear("ink", "liquid", "#0c1030", 1.36),
)

_METAL = (
    _metal("gold", "#ffd37a", 0.16),
    _metal("brass", "#e3c06e", 0.2),
    _metal("copper", "#f0a584", 0.2),
    _metal("bronze", "#b98a55", 0.27, "patina"),
    _metal("silver", "#f6f3ec", 0.12),
    _metal("chrome", "#c9cccf", 0.05),
    _metal("steel", "#c3c2c0", 0.22),
    _metal("brushed_steel", "#c4c3c0", 0.3, "brushed"),
    _metal("iron", "#8f8c88", 0.45, "cast_metal"),
    _opaque("rusty_iron", "#7e4527", 0.8, "rust", colouring="tint"),
    _metal("aluminium", "#dfe1e3", 0.32, "brushed"),
    _metal("rose_gold", "#f0b9a0", 0.16),
    _metal("metal", "#c9c8c5", 0.25),
    _metal("mirror", "#f2f4f4", 0.03, "mirror"),
)

_MINERAL = (
    _opaque("ceramic", "#eeebe4", 0.14, "glaze"),
    _opaque("porcelain", "#f5f4f0", 0.08, "porcelain"),
    _opaque("terracotta", "#b9663f", 0.82, "terracotta", colouring="tint"),
    _opaque("stoneware", "#a89984", 0.42, "stoneware"),
    _opaque("marble", "#eceae6", 0.1, "marble", colouring="tint"),
    _opaque("black_marble", "#17171a", 0.08, "dark_marble", colouring="tint"),
    _opaque("green_marble", "#1f4a38", 0.09, "dark_marble", colouring="tint"),
    _opaque("granite", "#8d8985", 0.22, "granite", colouring="tint"),
    _opaque("slate", "#4a4f54", 0.6, "slate", colouring="tint"),
    _opaque("sandstone", "#c9a377", 0.85, "sandstone", colouring="tint"),
    _opaque("limestone", "#d3cab8", 0.75, "limestone", colouring="tint"),
    _opaque("travertine", "#d9c8ab", 0.4, "travertine", colouring="tint"),
    _opaque("terrazzo", "#dcd8d0", 0.16, "terrazzo", colouring="tint"),
    _opaque("concrete", "#9c9a96", 0.75, "concrete", colouring="tint"),
    _opaque("plaster", "#e8e4dc", 0.85, "plaster"),
    _opaque("brick", "#9a4b36", 0.85, "brick", colouring="tint"),
    _opaque("obsidian", "#0e0d10", 0.05, "obsidian", colouring="tint"),
    _opaque("jade", "#5f9a76", 0.16, "jade", colouring="tint"),
    _opaque("pearl", "#efe8df", 0.18, "pearl", colouring="tint"),
    _opaque("stone", "#8c8780", 0.7, "rock", colouring="tint"),
)

_GROUND = (
    _opaque("asphalt", "#3c3c3e", 0.82, "asphalt", solid=False),
    _opaque("wet_asphalt", "#232426", 0.4, "wet_asphalt", ior=1.4, solid=False),
    _opaque("gravel", "#8b857c", 0.85, "gravel", colouring="tint", solid=False),
    _opaque("sand", "#d8bd8f", 0.92, "sand", colouring="tint", solid=False),
    _opaque("snow", "#f1f4f8", 0.75, "snow", ior=1.31, colouring="tint", solid=False),
    _opaque("salt", "#efedea", 0.6, "salt", solid=False),
    _opaque("grass", "#587a2f", 0.7, "grass", colouring="tint", solid=False),
    _opaque("moss", "#5a6d2a", 0.95, "moss", colouring="tint", solid=False),
    _opaque("soil", "#57402e", 0.95, "soil", colouring="tint", solid=False),
    _opaque("straw", "#cfae62", 0.7, "straw", colouring="tint"),
)

_WOOD = (
    _opaque("oak", "#b8946c", 0.42, "oak", colouring="tint"),
    _opaque("walnut", "#6b4a33", 0.38, "walnut", colouring="tint"),
    _opaque("pine", "#d8b27a", 0.45, "pine", colouring="tint"),
    _opaque("ebony", "#2c221d", 0.25, "fine_wood", colouring="tint"),
    _opaque("cherry_wood", "#97593a", 0.32, "fine_wood", colouring="tint"),
    _opaque("bamboo", "#d3b677", 0.35, "bamboo", colouring="tint"),
    _opaque("plywood", "#d6b98c", 0.5, "pine", colouring="tint"),
    _opaque("driftwood", "#a2978a", 0.88, "driftwood", colouring="tint"),
    _opaque("wood", "#a6815c", 0.42, "oak", colouring="tint"),
    _opaque("bark", "#5e4a3a", 0.95, "bark", colouring="tint"),
    _opaque("cork", "#b98d5f", 0.85, "cork", colouring="tint"),
    _opaque("wicker", "#b58a52", 0.6, "wicker", colouring="tint"),
)

_CLOTH = (
    _opaque("linen", "#d9cfbd", 0.92, "linen"),
    _opaque("cotton", "#eae6de", 0.92, "cotton"),
    _opaque("velvet", "#6d1b2c", 0.85, "velvet"),
    _opaque("wool", "#c9bda8", 0.97, "wool"),
    _opaque("denim", "#3b5378", 0.9, "denim"),
    _opaque("leather", "#6f4429", 0.45, "leather"),
    _opaque("suede", "#a07b57", 0.95, "suede"),
    _opaque("felt", "#8a8880", 0.97, "felt"),
    _opaque("fur", "#8a6d50", 0.95, "fur"),
    _opaque("fabric", "#b9b2a6", 0.92, "cotton"),
    _thin("silk", "#e6dccb", 0.35, "silk"),
)

_PLANT_AND_FOOD = (
    _thin("leaf", "#4c7a35", 0.42, "leaf"),
    _thin("petal", "#e59aa8", 0.62, "petal"),
    _opaque("fruit_skin", "#b9302a", 0.32, "fruit_skin"),
    _opaque("eggshell", "#ecdcc6", 0.6, "eggshell"),
    _opaque("chocolate", "#3f2416", 0.35, "chocolate", colouring="tint"),
    _opaque("bread_crust", "#a8733f", 0.72, "bread_crust", colouring="tint"),
    _opaque("milk", "#f7f3ea", 0.06, "milk", ior=1.35, solid=False),
)

_MADE = (
    _opaque("plastic", "#d9d9d6", 0.22, "plastic"),
    _opaque("matte_plastic", "#d2d2cf", 0.5, "plastic"),
    _opaque("rubber", "#2a2a2b", 0.8, "rubber"),
    _opaque("wax", "#efe6d2", 0.38, "wax", ior=1.44),
    _opaque("soap", "#efe3d0", 0.4, "wax", ior=1.46),
    _opaque("cardboard", "#b08a5c", 0.88, "cardboard"),
    _opaque("paint", "#e6e3dc", 0.5, "paint"),
    _opaque("lacquer", "#8f1d1b", 0.06, "lacquer"),
    _opaque("foam", "#e2e0da", 0.97, "foam"),
    _thin("paper", "#f4f1e9", 0.88, "paper"),
    MaterialRow("emissive", "emitter", "#fff1d6", 0.5, 0.0, 1.5, "emissive", "replace", True),
)

MATERIAL_ROWS: dict[str, MaterialRow] = {
    entry.name: entry
    for table in (_CLEAR, _METAL, _MINERAL, _GROUND, _WOOD, _CLOTH, _PLANT_AND_FOOD, _MADE)
    for entry in table
}
"""Material name → its row, for every name in `brief.vocabulary.MATERIALS`."""

REFERENCE_THICKNESS: dict[str, float] = {"glass": 0.012, "liquid": 0.05}
"""Family → metres of it after which light has the row's colour (Beer-Lambert)."""


def row(name: str) -> MaterialRow:
    """The facts about one material. Raises KeyError for a name outside the vocabulary."""
    return MATERIAL_ROWS[name]
