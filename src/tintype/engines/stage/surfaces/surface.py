"""Surface: a material made ready for light, and the small arithmetic recipes share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from tintype.scene.materials import Family, MaterialRow

    # float32 in fact; numpy's own stubs widen most arithmetic to an unknown precision.
    Field = npt.NDArray[np.floating]
    Recipe = Callable[["Base", int, np.random.Generator], "Surface"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Surface:
    """What light meets. Maps tile seamlessly; rows run along +v, columns along +u.

    albedo: float32 (h, w, 3), LINEAR sRGB 0..1; of metals the reflectance at normal incidence; of
    glass and liquids the colour of light through the reference thickness; (1, 1, 3) if plain.
    roughness: float32 (h, w), 0.03..1 (perceptual: alpha = roughness²). metallic: 0 or 1.
    height: float32 (h, w) relief in metres, mean 0, or None. normal: float32 (h, w, 3) unit
    tangent-space normals from it (x along u, y along v, z out), or None.
    tile: metres covered by one tile. specular: 0..1, 0.5 = ior 1.5. clearcoat, sheen: 0..1.
    ior: index of refraction. absorption: per metre, RGB, inside glass and liquids (Beer-Lambert).
    translucency: share of diffuse light that goes through a thin sheet, 0..1; for opaque things a
    hint of how waxy they are. glow: linear RGB radiance it emits.
    """

    family: Family
    albedo: Field
    roughness: Field
    metallic: float = 0.0
    height: Field | None = None
    normal: Field | None = None
    tile: float = 0.5
    specular: float = 0.5
    clearcoat: float = 0.0
    sheen: float = 0.0
    ior: float = 1.5
    absorption: tuple[float, float, float] = (0.0, 0.0, 0.0)
    translucency: float = 0.0
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)


RECIPES: dict[str, Recipe] = {}
"""Recipe name (MaterialRow.recipe) → the function that bakes it; filled by the family modules."""


def recipe(*names: str) -> Callable[[Recipe], Recipe]:
    """Enter a recipe under these names."""

    def enter(bake: Recipe) -> Recipe:
        for name in names:
            assert name not in RECIPES, f"recipe {name!r} is entered twice"
            RECIPES[name] = bake
        return bake

    return enter


@dataclass(frozen=True, eq=False)
class Base:
    """What a recipe starts from: the material's row, the colour asked for (linear RGB (3,), already
    mixed as the row says) and whether anybody asked for one."""

    row: MaterialRow
    colour: Field
    own: bool


def linear(hex_colour: str) -> Field:
    """'#rrggbb' → linear sRGB float32 (3,) (IEC 61966-2-1)."""
    digits = hex_colour.lstrip("#")
    c = np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float64) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4).astype(np.float32)


def luminance(rgb: Field) -> Field:
    """Relative luminance of linear sRGB, last axis RGB (Rec. 709 weights)."""
    return rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def mixed(a: Field, b: Field, t: Field) -> Field:
    """Colours a → b by the field t (0..1); a, b are (3,) or (h, w, 3)."""
    return (a + (b - a) * t[..., None]).astype(np.float32)


def shaded(colour: Field, tone: Field, hue: Field | None = None) -> Field:
    """A colour lightened and darkened by exp(tone); `hue` shifts it between cool (−) and warm (+)."""
    warm = np.array([1.0, 0.25, -0.6], np.float32)
    power = tone[..., None] if hue is None else tone[..., None] + hue[..., None] * warm
    return (colour * np.exp(power)).astype(np.float32)


def true_to(albedo: Field, colour: Field) -> Field:
    """The map scaled per channel so that its mean is the colour, without burning out."""
    for _ in range(3):
        mean = np.maximum(albedo.mean(axis=(0, 1)), 1e-5)
        albedo = np.clip(albedo * (colour / mean), 0.0, 0.97)
    return albedo.astype(np.float32)


def flat(value: float) -> Field:
    """A plain (1, 1) map."""
    return np.full((1, 1), value, np.float32)


def plain(base: Base, **facts: Any) -> Surface:
    """The row as it stands: one colour, one roughness. `facts` are fields of Surface that differ."""
    row = base.row
    own: dict[str, Any] = {
        "family": row.family,
        "albedo": np.clip(base.colour, 0.0, 0.97).reshape(1, 1, 3).astype(np.float32),
        "roughness": flat(row.roughness),
        "metallic": row.metallic,
        "ior": row.ior,
        "specular": specular_of(row.ior),
    }
    return Surface(**(own | facts))


def textured(base: Base, albedo: Field, **facts: Any) -> Surface:
    """The row with a map for its colour, whose mean is made the colour asked for."""
    return plain(base, albedo=true_to(albedo, base.colour), **facts)


def relief(field: Field, slope: float, tile: float) -> Field:
    """A field scaled to a relief in metres whose root mean square slope is `slope`."""
    step = tile / field.shape[0]
    steep = np.sqrt(np.mean(np.diff(field, axis=0) ** 2) + np.mean(np.diff(field, axis=1) ** 2)) / step
    return (field * np.float32(slope / max(float(steep), 1e-9))).astype(np.float32)


def specular_of(ior: float) -> float:
    """The principled 0..1 scale: F0 = 0.08 · specular with F0 = ((n − 1)/(n + 1))²."""
    return float(min(((ior - 1) / (ior + 1)) ** 2 / 0.08, 1.0))


def normals(height: Field, tile: float) -> Field:
    """Unit normals (h, w, 3) of a relief in metres over a square tile of `tile` metres."""
    h, w = height.shape
    du = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * (w / (2 * tile))
    dv = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * (h / (2 * tile))
    n = np.stack([-du, -dv, np.ones_like(du)], axis=-1)
    return (n / np.linalg.norm(n, axis=-1, keepdims=True)).astype(np.float32)


def finished(surface: Surface) -> Surface:
    """Maps brought into their ranges, relief centred, normals derived from it."""
    height = surface.height
    normal = None
    if height is not None:
        height = (height - height.mean()).astype(np.float32)
        normal = normals(height, surface.tile)
    return replace(
        surface,
        albedo=np.clip(surface.albedo, 0.0, 1.0).astype(np.float32),
        roughness=np.clip(surface.roughness, 0.03, 1.0).astype(np.float32),
        height=height,
        normal=normal,
    )
