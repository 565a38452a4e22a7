"""Surface → the BSDF that Mitsuba's own integrator shades it with, where `shade` cannot run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tintype.engines.stage.pieces import CLEAR

if TYPE_CHECKING:
    from types import ModuleType

    import numpy.typing as npt

    from tintype.engines.stage.surfaces.surface import Surface
    from tintype.scene.mesh import Mesh

SMOOTH_GLASS = 0.06
"""Glass and liquids rougher than this scatter what they refract."""


def bsdf(mi: ModuleType, surface: Surface | None, chord: float) -> dict[str, Any]:
    """The plugin dictionary for a surface, None = black; `chord`: mean metres of a ray inside it (see
    `chord`)."""
    if surface is None:
        return {"type": "diffuse", "reflectance": {"type": "rgb", "value": [0.0, 0.0, 0.0]}}
    if surface.family in CLEAR:
        return _clear(surface, chord)
    if surface.family == "thin":
        return _thin(mi, surface)
    return _opaque(mi, surface)


def _opaque(mi: ModuleType, surface: Surface) -> dict[str, Any]:
    shading: dict[str, Any] = {
        "type": "principled",
        "base_color": _texture(mi, surface.albedo),
        "roughness": _texture(mi, surface.roughness[..., None]),
        "metallic": float(surface.metallic),
        "specular": float(np.clip(surface.specular, 0.001, 1.0)),
        "sheen": float(surface.sheen),
        "sheen_tint": 0.5,
        "clearcoat": float(surface.clearcoat),
        "clearcoat_gloss": 0.95,
    }
    if surface.normal is not None:
        relief = _texture(mi, (surface.normal + 1.0) / 2.0)
        shading = {"type": "normalmap", "normalmap": relief, "bsdf": shading}
    return {"type": "twosided", "bsdf": shading}


def _thin(mi: ModuleType, surface: Surface) -> dict[str, Any]:
    return {
        "type": "principledthin",
        "base_color": _texture(mi, surface.albedo),
        "roughness": _texture(mi, surface.roughness[..., None]),
        "eta": 1.5,
        "diff_trans": float(np.clip(2.0 * surface.translucency, 0.0, 2.0)),
    }


def _clear(surface: Surface, chord: float) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "dielectric",
        "int_ior": float(surface.ior),
        "ext_ior": 1.0,
        "specular_reflectance": {"type": "rgb", "value": [1.0, 1.0, 1.0]},
        "specular_transmittance": {"type": "rgb", "value": tint(surface, chord)},
    }
    rough = float(surface.roughness.mean())
    if rough > SMOOTH_GLASS:
        made |= {"type": "roughdielectric", "distribution": "ggx", "alpha": rough * rough}
    return made


def tint(surface: Surface, chord: float) -> list[float]:
    """Share of light that each crossing of the surface lets through, RGB: half a mean chord's worth
    of absorption, as a ray crosses the surface once going in and once coming out."""
    return [float(np.exp(-a * chord / 2)) for a in surface.absorption]


def chord(mesh: Mesh) -> float:
    """Mean length of a random ray's way inside a closed mesh, metres: 4 V / S (Cauchy)."""
    a, b, c = (mesh.vertices[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    normal = np.cross(b - a, c - a)
    area = float(np.linalg.norm(normal, axis=1).sum()) / 2
    centre = mesh.vertices.mean(axis=0)
    volume = abs(float(((a - centre) * normal).sum())) / 6
    low, high = mesh.bounds()
    return min(4 * volume / max(area, 1e-12), float(np.linalg.norm(high - low)))


def _texture(mi: ModuleType, values: npt.NDArray[np.float32]) -> dict[str, Any]:
    """A tiling bitmap of linear values; rows run along +v."""
    data = np.ascontiguousarray(values, np.float32)
    return {"type": "bitmap", "data": mi.TensorXf(data), "raw": True, "filter_type": "bilinear"}
