"""Moving, joining and labelling meshes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tintype.scene.kinds.curves import radius_at
from tintype.scene.kinds.shapes import picture_grid, surface
from tintype.scene.mesh import Mesh

Array = npt.NDArray[np.float64]
Vec3 = tuple[float, float, float]

LIFT = 0.0003
"""How far a label floats over what it is glued to, metres."""

PRINT = 0.00015
"""The same for letters printed on the thing itself, which must cast no shadow of their sheet."""


def put(mesh: Mesh, at: Vec3 = (0, 0, 0), *, turn: Vec3 = (0, 0, 0), scale: float = 1.0) -> Mesh:
    """The mesh scaled, turned about x, then y, then z (degrees), then moved."""
    spin = turning(turn)
    vertices = mesh.vertices.astype(np.float64) * scale @ spin.T + np.asarray(at, dtype=np.float64)
    normals = None if mesh.normals is None else (mesh.normals @ spin.T).astype(np.float32)
    return Mesh(vertices.astype(np.float32), mesh.faces, mesh.uv * np.float32(scale), normals)


def turning(turn: Vec3) -> Array:
    """The rotation matrix of turns about x, then y, then z (degrees)."""
    (a, b, c), (d, e, f) = np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))
    about_x = np.array([[1, 0, 0], [0, a, -d], [0, d, a]])
    about_y = np.array([[b, 0, e], [0, 1, 0], [-e, 0, b]])
    about_z = np.array([[c, -f, 0], [f, c, 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def join(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh of several that wear the same material."""
    offset = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes[:-1])])
    normals = [mesh.normals for mesh in meshes if mesh.normals is not None]
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([mesh.faces + np.int32(o) for mesh, o in zip(meshes, offset, strict=True)]),
        np.concatenate([mesh.uv for mesh in meshes]),
        np.concatenate(normals) if len(normals) == len(meshes) else None,
    )


def inverted(mesh: Mesh) -> Mesh:
    """The mesh seen from its other side: the wall of a cavity."""
    normals = None if mesh.normals is None else -mesh.normals
    return Mesh(mesh.vertices, np.ascontiguousarray(mesh.faces[:, ::-1]), mesh.uv, normals)


def bent(mesh: Mesh, warp: npt.NDArray[np.float64], *, crease: float = 40.0) -> Mesh:
    """The mesh with its vertices replaced (N, 3) and its normals found again."""
    return surface(warp, mesh.faces.astype(np.int64), mesh.uv.astype(np.float64), crease=crease)


def grounded(mesh: Mesh) -> Mesh:
    """The mesh moved so that its lowest point is at z = 0."""
    return put(mesh, (0, 0, -float(mesh.vertices[:, 2].min())))


def flat_label(width: float, height: float, at: Vec3, *, turn: Vec3 = (0, 0, 0)) -> Mesh:
    """A picture facing −y, upright, centred at `at` (already lifted by the caller), turned about its
    centre. turn=(-90, 0, 0) lays it down to be read from above."""
    x, z = np.array([-width / 2, width / 2]), np.array([-height / 2, height / 2])
    sheet = picture_grid(np.array([[[a, 0.0, b] for a in x] for b in z]))
    spin = turning(turn)
    return Mesh(
        (sheet.vertices @ spin.T + np.asarray(at)).astype(np.float32),
        sheet.faces,
        sheet.uv,
        (np.tile([0.0, -1.0, 0.0], (len(sheet.vertices), 1)) @ spin.T).astype(np.float32),
    )


def round_picture(radius: float, at: Vec3, *, turn: Vec3 = (0, 0, 0), segments: int = 64) -> Mesh:
    """A disc facing −y with uv over [0, 1]² of its bounding square."""
    t = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    ring = np.stack([np.cos(t), np.zeros(segments), np.sin(t)], axis=1)
    points = np.vstack([ring, [0, 0, 0]])
    i = np.arange(segments)
    faces = np.stack([i, (i + 1) % segments, np.full(segments, segments)], axis=1).astype(np.int64)
    sheet = surface(points, faces, points[:, [0, 2]] / 2 + 0.5)
    spin = turning(turn)
    normals = np.tile([0.0, -1.0, 0.0], (len(sheet.vertices), 1)) @ spin.T
    vertices = sheet.vertices.astype(np.float64) * radius @ spin.T + np.asarray(at)
    return Mesh(vertices.astype(np.float32), sheet.faces, sheet.uv, normals.astype(np.float32))


def wrapped_label(
    radius: float | Array, low: float, high: float, width: float, *, lift: float = LIFT
) -> Mesh:
    """A label around the front of a round vessel from height `low` to `high`, `width` metres wide
    along the curve. radius: of the vessel, or its outer profile (N, 2), which the label follows."""
    z = np.linspace(low, high, 13 if isinstance(radius, np.ndarray) else 2)
    r = radius_at(radius, z) if isinstance(radius, np.ndarray) else np.full(len(z), radius)
    r = r + lift
    angle = np.linspace(-0.5, 0.5, 33) * width / float(r.mean()) - np.pi / 2
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = np.concatenate(
        [r[:, None, None] * ring[None], np.broadcast_to(z[:, None, None], (len(z), 33, 1))], axis=2
    )
    return picture_grid(points)


def ripple(points: Array, rng: np.random.Generator, *, wavelength: float, waves: int = 10) -> Array:
    """A smooth random field of about unit amplitude at (N, 3) points: a sum of plane waves in random
    directions. wavelength: the shortest, in metres."""
    direction = rng.normal(size=(waves, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    length = wavelength * rng.uniform(1.0, 2.2, waves)
    phase = rng.uniform(0, 2 * np.pi, waves)
    value = np.cos(points @ (direction * (2 * np.pi / length)[:, None]).T + phase)
    return value.sum(axis=1) * np.sqrt(2.0 / waves)
