"""Lights and sky as numbers: panels, the sun's disc, what glows, and the sky laid out on a grid.

One list serves both tracers: `walk` draws from it itself, the scalar one gets Mitsuba emitters of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Mesh

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Light, Scene

WHITE = 0.8
"""Radiance of an ideal white diffuse surface that faces a light of power 1."""

SKY = (256, 512)
"""Rows and columns of the sky's grid."""

SUN_AWAY = 300.0
"""Distance of the sun's disc in set radii."""

_LUMA = np.array([0.2126, 0.7152, 0.0722])


@dataclass(frozen=True, eq=False)
class Lamp:
    """A surface that emits. radiance: linear RGB float32 (h, w, 3) over its uv,
    (1, 1, 3) if even. panel: only there to light, the camera looks through it."""

    mesh: Mesh
    radiance: npt.NDArray[np.float32]
    panel: bool = False


def lamps(scene: Scene) -> list[Lamp]:
    """The scene's lights and its sun; what glows on bodies is added with them."""
    from tintype.scene.sky import sun_light
    from tintype.scene.tint import tint

    made = [
        Lamp(panel(light), _even(panel_radiance(light, tint(light.kelvin, light.colour))), True)
        for light in scene.lights
        if light.power > 0
    ]
    sun = sun_light(scene.sky)
    if sun is not None:
        direction, irradiance, degrees = sun
        disc = sun_disc(np.asarray(direction), degrees, SUN_AWAY * scene.setting.radius)
        made.append(Lamp(disc, _even(np.asarray(irradiance) / solid_angle(degrees))))
    return made


def sky_light(scene: Scene) -> npt.NDArray[np.float32]:
    """Radiance of the sky on its grid, float32 (rows, columns, 3); see `sky_grid`."""
    from tintype.scene.sky import radiance

    grid = sky_grid()
    return radiance(scene.sky, grid.reshape(-1, 3)).reshape(grid.shape)


def sky_grid() -> npt.NDArray[np.float32]:
    """Unit directions of the sky's pixels, float32 (rows, columns, 3): row 0 looks up, column 0
    along +y, columns turn towards +x."""
    rows, columns = SKY
    theta = (np.arange(rows) + 0.5) / rows * np.pi
    phi = (np.arange(columns) + 0.5) / columns * 2 * np.pi
    s = np.sin(theta)[:, None]
    x, y = np.sin(phi) * s, np.cos(phi) * s
    return np.stack([x, y, np.broadcast_to(np.cos(theta)[:, None], x.shape)], 2).astype(np.float32)


def panel(light: Light) -> Mesh:
    """The light's surface: a rectangle or a disc of 48 sides that faces its aim."""
    if light.round:
        turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        outline = np.stack([np.cos(turn), np.sin(turn)], 1)
    else:
        outline = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], float)
    outline = outline * (np.asarray(light.size) / 2)
    return _facing(np.asarray(light.at, float), np.subtract(light.aim, light.at), outline)


def panel_radiance(light: Light, colour: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Radiance, RGB (3,), with which the panel gives irradiance π · WHITE · power at its aim.

    A disc of radius r seen face on from d gives E = π L r² / (r² + d²); a rectangle is taken as
    the disc of its area. colour: linear RGB.
    """
    distance = float(np.linalg.norm(np.subtract(light.aim, light.at)))
    area = light.size[0] * light.size[1] * (np.pi / 4 if light.round else 1.0)
    seen = area / (area + np.pi * distance**2)
    return np.asarray(colour) * (WHITE * light.power / max(seen, 1e-9))


def sun_disc(direction: npt.NDArray[np.float64], degrees: float, away: float) -> Mesh:
    """A disc of that apparent diameter seen from the origin, facing it."""
    turn = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    radius = away * np.tan(np.deg2rad(degrees / 2))
    outline = radius * np.stack([np.cos(turn), np.sin(turn)], 1)
    return _facing(direction * away, -direction, outline)


def solid_angle(degrees: float) -> float:
    """Steradians of a disc of that apparent diameter."""
    return float(2 * np.pi * (1 - np.cos(np.deg2rad(degrees / 2))))


def areas(mesh: Mesh) -> npt.NDArray[np.float64]:
    """Area of each face, m²."""
    a, b, c = (mesh.vertices[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    return np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2


def strength(lamp: Lamp) -> float:
    """About what the lamp does to the set's centre: luminance · apparent size, for drawing lamps."""
    area = float(areas(lamp.mesh).sum())
    centre = lamp.mesh.vertices.mean(axis=0)
    away = float(centre @ centre)
    return float(lamp.radiance.mean(axis=(0, 1)) @ _LUMA) * area / (area + np.pi * away)


def luminance(rgb: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Rec. 709 luminance, last axis RGB."""
    return np.asarray(rgb, np.float64) @ _LUMA


def _even(rgb: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    return np.asarray(rgb, np.float32).reshape(1, 1, 3)


def _facing(
    at: npt.NDArray[np.float64], toward: npt.NDArray[np.float64], outline: npt.NDArray[np.float64]
) -> Mesh:
    """A flat convex sheet of that outline (N, 2) about `at` whose front looks along `toward`."""
    normal = toward / max(float(np.linalg.norm(toward)), 1e-12)
    aside = np.cross(normal, [0.0, 0.0, 1.0] if abs(normal[2]) < 0.999 else [0.0, 1.0, 0.0])
    aside /= np.linalg.norm(aside)
    # aside × above looks backwards, so the outline is walked the other way round.
    above = np.cross(aside, normal)
    corners = at + outline[::-1, :1] * aside + outline[::-1, 1:] * above
    n = len(corners)
    faces = np.stack([np.zeros(n - 2), np.arange(1, n - 1), np.arange(2, n)], 1).astype(np.int32)
    return Mesh(corners.astype(np.float32), faces, np.zeros((n, 2), np.float32))
