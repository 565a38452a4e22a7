"""How much room a kind takes: bounds, outline, tops and clearances, measured on its own mesh.

All lengths at life size, about the centre of the base. Equal arguments give equal answers, cached.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.kinds.catalogue import form
from tintype.scene.mesh import turn

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_SAMPLES = 1500
_DIRECTIONS = 96


@lru_cache(maxsize=2048)
def bounds(kind: str, shape: int, yaw: float = 0.0, tilt: float = 0.0) -> Floats:
    """Lower and upper corner after laying over by `tilt` and turning by `yaw`: float64 (2, 3)."""
    lower, upper = np.full(3, np.inf), np.full(3, -np.inf)
    matrix = turn(yaw, tilt)
    for part in form(kind, shape):
        points = part.mesh.vertices @ matrix.T
        lower, upper = np.minimum(lower, points.min(axis=0)), np.maximum(upper, points.max(axis=0))
    return np.stack([lower, upper])


@lru_cache(maxsize=512)
def cloud(kind: str, shape: int) -> Floats:
    """About 1500 points spread evenly over the surface: float64 (N, 3)."""
    corners = np.concatenate([part.mesh.vertices[part.mesh.faces] for part in form(kind, shape)])
    corners = corners.astype(np.float64)  # (T, 3, 3): triangle, corner, xyz
    edges = corners[:, 1:] - corners[:, :1]
    area = np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1) + 1e-12
    rng = np.random.default_rng(0)
    pick = np.searchsorted(np.cumsum(area) / area.sum(), (np.arange(_SAMPLES) + 0.5) / _SAMPLES)
    u, v = rng.random((_SAMPLES, 1)), rng.random((_SAMPLES, 1))
    fold = u + v > 1
    u, v = np.where(fold, 1 - u, u), np.where(fold, 1 - v, v)
    pick = np.minimum(pick, len(corners) - 1)
    return corners[pick, 0] + u * edges[pick, 0] + v * edges[pick, 1]


@lru_cache(maxsize=512)
def outline(kind: str, shape: int) -> Floats:
    """The points that stick out furthest, seen from everywhere: float64 (K, 3), K ≤ 96."""
    points = np.concatenate([part.mesh.vertices for part in form(kind, shape)]).astype(np.float64)
    i = np.arange(_DIRECTIONS) + 0.5  # a Fibonacci sphere of directions
    z = 1 - 2 * i / _DIRECTIONS
    angle = np.pi * (1 + 5**0.5) * i
    flat = np.sqrt(1 - z * z)
    directions = np.stack([flat * np.cos(angle), flat * np.sin(angle), z])
    return points[np.unique(np.argmax(points @ directions, axis=0))]


@lru_cache(maxsize=2048)
def top(kind: str, shape: int, radius: float) -> float:
    """Height of the highest point within `radius` of the axis; of the whole thing if none is."""
    points = cloud(kind, shape)
    near = np.hypot(points[:, 0], points[:, 1]) <= radius
    return float(points[near, 2].max()) if near.any() else float(bounds(kind, shape)[1, 2])


@lru_cache(maxsize=2048)
def clearance(kind: str, shape: int, radius: float) -> float:
    """Height free above the ground within `radius` of the axis, as under a table; inf if open."""
    points = cloud(kind, shape)
    near = np.hypot(points[:, 0], points[:, 1]) <= radius
    return float(points[near, 2].min()) if near.any() else float("inf")


@lru_cache(maxsize=512)
def solidity(kind: str, shape: int, tilt: float = 0.0) -> float:
    """Share of the bounding rectangle that is filled, seen from the front: 1 a box, 0.3 a table."""
    points = (cloud(kind, shape) @ turn(0.0, tilt).T)[:, [0, 2]]
    low, high = points.min(axis=0), points.max(axis=0)
    cells = np.clip(((points - low) / np.maximum(high - low, 1e-9) * 14).astype(np.int64), 0, 13)
    return len(np.unique(cells[:, 0] * 14 + cells[:, 1])) / 196
