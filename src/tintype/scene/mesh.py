"""Triangles: what every form on the set is made of. numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Mesh:
    """vertices float32 (N, 3) in metres; faces int32 (M, 3), anticlockwise seen from outside;
    uv float32 (N, 2), in METRES along the surface so that textures keep their scale, except in
    picture slots (see Part); normals float32 (N, 3) unit, or None for flat shading by face."""

    vertices: npt.NDArray[np.float32]
    faces: npt.NDArray[np.int32]
    uv: npt.NDArray[np.float32]
    normals: npt.NDArray[np.float32] | None = None

    def bounds(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Lower and upper corner, each float32 (3,)."""
        return self.vertices.min(axis=0), self.vertices.max(axis=0)


@dataclass(frozen=True, eq=False)
class Part:
    """A mesh that wears one material. slot: the material slot of its kind ("body", "cap", "glass",
    "liquid", "label", …). In PICTURE SLOTS ("label", "screen", "page", "dial", "canvas") uv covers
    [0, 1]², u to the right and v up as read from the front."""

    slot: str
    mesh: Mesh


PICTURE_SLOTS = frozenset({"label", "screen", "page", "dial", "canvas"})


def turn(yaw: float, tilt: float = 0.0) -> npt.NDArray[np.float64]:
    """Rotation by `tilt` degrees about x (the top comes to the front), then by `yaw` degrees about z,
    anticlockwise from above: float64 (3, 3)."""
    c, s = np.cos(np.deg2rad(yaw)), np.sin(np.deg2rad(yaw))
    about_z = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    c, s = np.cos(np.deg2rad(tilt)), np.sin(np.deg2rad(tilt))
    return about_z if tilt == 0 else about_z @ np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def moved(
    mesh: Mesh, *, at: tuple[float, float, float], yaw: float = 0.0, tilt: float = 0.0, scale: float = 1.0
) -> Mesh:
    """The mesh scaled, then laid over by `tilt`, then turned by `yaw` degrees, then moved."""
    turned = turn(yaw, tilt).astype(np.float32)
    vertices = (mesh.vertices * np.float32(scale)) @ turned.T + np.asarray(at, np.float32)
    normals = None if mesh.normals is None else (mesh.normals @ turned.T).astype(np.float32)
    return Mesh(vertices.astype(np.float32), mesh.faces, mesh.uv, normals)
