"""Planes, slabs, sweeps and heightfields: the plain carpentry of places. numpy only.

All sizes are metres. Meshes face up or towards −y (the camera) unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Mesh

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Height = Callable[[Array, Array], Array]


def made(vertices: Array, faces: npt.NDArray[np.integer], uv: Array, *, smooth: bool = False) -> Mesh:
    """A Mesh in its contract types; `smooth` adds vertex normals weighted by face area."""
    points, corners = np.asarray(vertices, np.float32), np.asarray(faces, np.int32)
    normals = _normals(np.asarray(vertices, np.float64), corners) if smooth else None
    return Mesh(points, corners, np.asarray(uv, np.float32), normals)


def _normals(vertices: Array, faces: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    total = np.zeros_like(vertices)
    for axis in range(3):
        for corner in range(3):
            total[:, axis] += np.bincount(faces[:, corner], across[:, axis], len(vertices))
    length = np.linalg.norm(total, axis=1, keepdims=True)
    total = np.where(length > 1e-20, total / np.maximum(length, 1e-20), [0.0, 0.0, 1.0])
    return total.astype(np.float32)


def grid_faces(rows: int, columns: int) -> npt.NDArray[np.int32]:
    """Two triangles per cell of a rows × columns grid of vertices stored row by row."""
    i = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)[None, :]).ravel()
    quads = np.stack([i, i + 1, i + columns + 1, i + columns], axis=1)
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)


def joined(meshes: list[Mesh]) -> Mesh:
    """One Mesh of many; vertex normals survive only if all have them."""
    offsets = np.cumsum([0] + [len(m.vertices) for m in meshes[:-1]])
    faces = np.concatenate([m.faces + o for m, o in zip(meshes, offsets, strict=True)]).astype(np.int32)
    normals = [m.normals for m in meshes if m.normals is not None]
    return Mesh(
        np.concatenate([m.vertices for m in meshes]),
        faces,
        np.concatenate([m.uv for m in meshes]),
        np.concatenate(normals) if len(normals) == len(meshes) else None,
    )


def floor(x: tuple[float, float], y: tuple[float, float], z: float = 0.0) -> Mesh:
    """A level rectangle that faces up."""
    v = np.array([[x[0], y[0], z], [x[1], y[0], z], [x[1], y[1], z], [x[0], y[1], z]])
    return made(v, np.array([[0, 1, 2], [0, 2, 3]]), v[:, :2])


def wall(x: tuple[float, float], z: tuple[float, float], y: float) -> Mesh:
    """An upright rectangle at depth y that faces the camera."""
    v = np.array([[x[0], y, z[0]], [x[1], y, z[0]], [x[1], y, z[1]], [x[0], y, z[1]]])
    return made(v, np.array([[0, 1, 2], [0, 2, 3]]), v[:, [0, 2]])


def side_wall(x: float, y: tuple[float, float], z: tuple[float, float]) -> Mesh:
    """An upright rectangle along y at x that faces the middle of the set."""
    v = np.array([[x, y[0], z[0]], [x, y[1], z[0]], [x, y[1], z[1]], [x, y[0], z[1]]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    return made(v, faces if x < 0 else faces[:, ::-1], v[:, 1:])


def box(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> Mesh:
    """A closed box with uv in metres on every side."""
    return boxes(np.array([[x[0], y[0], z[0]]]), np.array([[x[1], y[1], z[1]]]))


def boxes(low: Array, high: Array) -> Mesh:
    """Many boxes at once: low and high corners, each (N, 3)."""
    low, high = np.asarray(low, np.float64), np.asarray(high, np.float64)
    # Each side: the fixed axis, whether it is the high side, and the two axes of its uv.
    sides = [(0, 0, 2, 1), (0, 1, 1, 2), (1, 0, 0, 2), (1, 1, 2, 0), (2, 0, 1, 0), (2, 1, 0, 1)]
    vertices: list[Array] = []
    uv: list[Array] = []
    for axis, top, u, v in sides:
        for s, t in ((0, 0), (1, 0), (1, 1), (0, 1)):
            point = np.empty_like(low)
            point[:, axis] = (high if top else low)[:, axis]
            point[:, u] = (high if s else low)[:, u]
            point[:, v] = (high if t else low)[:, v]
            vertices.append(point)
            flat = (0, 1) if axis == 2 else (1, 2) if axis == 0 else (0, 2)
            uv.append(point[:, flat])
    points = np.stack(vertices, axis=1).reshape(-1, 3)
    first = (np.arange(len(low) * 6) * 4)[:, None]
    faces = np.concatenate([first + np.array([0, 1, 2]), first + np.array([0, 2, 3])])
    return made(points, faces, np.stack(uv, axis=1).reshape(-1, 2))


def sweep(radius: float, *, width: float, front: float, back: float, bend: float, height: float) -> Mesh:
    """A cyclorama: level from y=−front to y=back−bend, a quarter circle of radius `bend`, then up.

    All in units of `radius`; uv runs along the surface in metres.
    """
    angles = np.linspace(0, np.pi / 2, 48)
    y = np.concatenate([[-front], back - bend + bend * np.sin(angles), [back]])
    z = np.concatenate([[0.0], bend * (1 - np.cos(angles)), [height]])
    y[0] = -front
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(y), np.diff(z)))])
    x = np.linspace(-width, width, 9)
    xs, ys = np.meshgrid(x, y)
    zs = np.broadcast_to(z[:, None], xs.shape)
    uv = np.stack([xs, np.broadcast_to(along[:, None], xs.shape)], axis=-1) * radius
    vertices = np.stack([xs, ys, zs], axis=-1).reshape(-1, 3) * radius
    return made(vertices, grid_faces(len(y), len(x)), uv.reshape(-1, 2), smooth=True)


def terrain(
    radius: float,
    height: Height,
    *,
    reach: float = 2500.0,
    rings: int = 300,
    columns: int = 300,
    centre: float = -4.0,
) -> Mesh:
    """Ground to the horizon, dense where the camera looks.

    A polar grid about (0, centre), rings growing geometrically up to `reach`; most columns lie
    within ±50° of +y. height(x, y) takes and gives units of `radius`.
    """
    ring = np.concatenate([[0.0], 0.3 * (reach / 0.3) ** np.linspace(0, 1, rings - 1)])
    front = np.linspace(-50, 50, int(columns * 0.8))
    rest = np.linspace(50, 180, (columns - len(front)) // 2 + 1)[1:]
    angle = np.deg2rad(np.concatenate([-rest[::-1], front, rest]))
    x, y = ring[:, None] * np.sin(angle), ring[:, None] * np.cos(angle) + centre
    xyz = np.stack([x, y, height(x, y)], axis=-1).reshape(-1, 3) * radius
    return made(xyz, grid_faces(rings, len(angle)), xyz[:, :2], smooth=True)


def relief(
    radius: float, height: Height, *, x: tuple[float, float], y: tuple[float, float], cells: tuple[int, int]
) -> Mesh:
    """A heightfield over a rectangle, in units of `radius`; cells along x and y."""
    xs, ys = np.meshgrid(np.linspace(*x, cells[0] + 1), np.linspace(*y, cells[1] + 1))
    xyz = np.stack([xs, ys, height(xs, ys)], axis=-1).reshape(-1, 3) * radius
    return made(xyz, grid_faces(cells[1] + 1, cells[0] + 1), xyz[:, :2], smooth=True)


def tubes(foot: Array, tip: Array, wide: Array, narrow: Array, *, sides: int = 8) -> Mesh:
    """Open cones from foot (N, 3) to tip (N, 3) with radii wide and narrow (N,)."""
    axis = tip - foot
    length = np.linalg.norm(axis, axis=1, keepdims=True)
    axis = axis / np.maximum(length, 1e-9)
    other = np.where(np.abs(axis[:, 2:3]) > 0.9, [[1.0, 0, 0]], [[0, 0, 1.0]])
    a = np.cross(axis, other)
    a /= np.linalg.norm(a, axis=1, keepdims=True)
    b = np.cross(axis, a)
    turn = np.linspace(0, 2 * np.pi, sides + 1)
    ring = np.cos(turn)[None, :, None] * a[:, None] + np.sin(turn)[None, :, None] * b[:, None]
    low = foot[:, None] + ring * wide[:, None, None]
    high = tip[:, None] + ring * narrow[:, None, None]
    points = np.stack([low, high], axis=1).reshape(-1, 3)
    u = np.broadcast_to(turn * wide[:, None], (len(foot), sides + 1))
    uv = np.stack([np.stack([u, np.zeros_like(u)], -1), np.stack([u, length + 0 * u], -1)], axis=1)
    base = (np.arange(len(foot)) * 2 * (sides + 1))[:, None, None]
    faces = (base + grid_faces(2, sides + 1)[None]).reshape(-1, 3)
    return made(points, faces, uv.reshape(-1, 2), smooth=True)
