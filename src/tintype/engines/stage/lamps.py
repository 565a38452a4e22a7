"""Lights and sky → emitters: panels, the sun's disc, the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tintype.scene.mesh import Mesh

if TYPE_CHECKING:
    from types import ModuleType

    import numpy.typing as npt

    from tintype.scene.model import Light

WHITE = 0.8
"""Radiance of an ideal white diffuse surface that faces a light of power 1."""

ENVIRONMENT = (256, 512)
"""Rows and columns of the baked sky."""


def panel(light: Light) -> Mesh:
    """The light's surface: a rectangle or a disc of 48 sides that faces its aim."""
    normal = _unit(np.subtract(light.aim, light.at))
    aside = _unit(np.cross(normal, [0, 0, 1.0] if abs(normal[2]) < 0.999 else [0, 1.0, 0]))
    above = np.cross(aside, normal)
    if light.round:
        turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        outline = np.stack([np.cos(turn), np.sin(turn)], 1)
    else:
        outline = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], float)
    outline = outline * (np.asarray(light.size) / 2)
    # `aside` × `above` points away from the aim, so the outline is walked the other way round.
    return _sheet(np.asarray(light.at) + outline[::-1, :1] * aside + outline[::-1, 1:] * above)


def panel_radiance(light: Light, colour: npt.NDArray[np.float32]) -> list[float]:
    """Radiance, RGB, with which the panel gives irradiance π · WHITE · power at its aim.

    A disc of radius r seen face on from d gives E = π L r² / (r² + d²); a rectangle is taken as
    the disc of its area. colour: linear RGB of luminance 1.
    """
    distance = float(np.linalg.norm(np.subtract(light.aim, light.at)))
    area = light.size[0] * light.size[1] * (np.pi / 4 if light.round else 1.0)
    seen = area / (area + np.pi * distance**2)
    return [float(c) * WHITE * light.power / seen for c in colour]


def sun_disc(
    direction: npt.NDArray[np.float32], degrees: float, centre: npt.NDArray[np.float32], distance: float
) -> Mesh:
    """A disc of that apparent diameter, `distance` away from `centre`, facing it."""
    normal = -_unit(np.asarray(direction, float))
    aside = _unit(np.cross(normal, [0, 0, 1.0] if abs(normal[2]) < 0.999 else [0, 1.0, 0]))
    above = np.cross(aside, normal)
    turn = np.linspace(0, 2 * np.pi, 32, endpoint=False)[::-1, None]
    radius = distance * np.tan(np.deg2rad(degrees / 2))
    return _sheet(centre - normal * distance + radius * (np.cos(turn) * aside + np.sin(turn) * above))


def sun_radiance(irradiance: npt.NDArray[np.float32], degrees: float) -> list[float]:
    """Radiance of a disc of that diameter that gives `irradiance` (RGB) face on."""
    solid = 2 * np.pi * (1 - np.cos(np.deg2rad(degrees / 2)))
    return [float(e) / solid for e in irradiance]


def sky_grid() -> npt.NDArray[np.float32]:
    """Unit directions of the pixels of the environment, float32 (rows, columns, 3), z up."""
    rows, columns = ENVIRONMENT
    theta = (np.arange(rows) + 0.5) / rows * np.pi
    phi = (np.arange(columns) + 0.5) / columns * 2 * np.pi
    s = np.sin(theta)[:, None]
    x, y = np.sin(phi) * s, np.cos(phi) * s
    return np.stack([x, y, np.broadcast_to(np.cos(theta)[:, None], x.shape)], 2).astype(np.float32)


def environment(mi: ModuleType, radiance: npt.NDArray[np.float32]) -> dict[str, Any]:
    """The envmap of radiance laid out as `sky_grid`; Mitsuba's own has y up."""
    upright = mi.ScalarTransform4f().rotate([1, 0, 0], 90)
    return {
        "type": "envmap",
        "bitmap": mi.Bitmap(np.ascontiguousarray(radiance, np.float32)),
        "to_world": upright,
    }


def _sheet(outline: npt.NDArray[np.float64]) -> Mesh:
    """A flat convex sheet, as a fan."""
    n = len(outline)
    faces = np.stack([np.zeros(n - 2), np.arange(1, n - 1), np.arange(2, n)], 1).astype(np.int32)
    return Mesh(outline.astype(np.float32), faces, np.zeros((n, 2), np.float32))


def _unit(v: npt.ArrayLike) -> npt.NDArray[np.float64]:
    array = np.asarray(v, float)
    return array / max(float(np.linalg.norm(array)), 1e-12)
