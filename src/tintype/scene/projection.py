"""World to picture: the pinhole a Camera amounts to. Shared by framing, the guide and the judges.

The 36 mm of a full frame lie along the LONG side of the picture, so a focal length frames alike in
landscape and in portrait. A positive roll turns the camera anticlockwise as seen from behind it,
and the picture's content clockwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Camera

    Floats = npt.NDArray[np.float64]

LONG_SIDE_MM = 36.0


def half_tangents(focal_mm: float, frame: float) -> tuple[float, float]:
    """Tangents of half the angle of view, across and up, for a picture of width/height `frame`."""
    long = LONG_SIDE_MM / 2 / focal_mm
    return (long, long / frame) if frame >= 1 else (long * frame, long)


def axes(camera: Camera) -> Floats:
    """Right, up and forward of the camera as the rows of a float64 (3, 3), roll included."""
    forward = np.asarray(camera.aim, np.float64) - np.asarray(camera.at, np.float64)
    forward = forward / np.linalg.norm(forward)
    x, y, z = forward.tolist()
    flat = float(np.hypot(x, y))
    # Straight down or up there is no horizon to be level with; +y is then the top of the frame.
    level = abs(z) < 0.9999
    right = np.array([y / flat, -x / flat, 0.0]) if level else np.array([-np.sign(z), 0.0, 0.0])
    up = np.cross(right, forward)
    c, s = np.cos(np.deg2rad(camera.roll)), np.sin(np.deg2rad(camera.roll))
    return np.stack([c * right + s * up, c * up - s * right, forward])


def seen(camera: Camera, frame: float, points: npt.ArrayLike) -> Floats:
    """Where points appear: float64 (N, 3) of across (0 left .. 1 right), down (0 top .. 1 bottom)
    and depth along the view in metres. `points`: (N, 3) world. Points behind the camera keep a
    depth ≤ 0 and meaningless places."""
    offset = np.asarray(points, np.float64).reshape(-1, 3) - np.asarray(camera.at, np.float64)
    right, up, depth = (offset @ axes(camera).T).T
    safe = np.where(depth > 1e-6, depth, 1e-6)
    across, upward = half_tangents(camera.focal_mm, frame)
    return np.stack([0.5 + right / safe / across / 2, 0.5 - up / safe / upward / 2, depth], axis=1)


def pixels(camera: Camera, width: int, height: int, points: npt.ArrayLike) -> Floats:
    """As `seen`, with across and down in pixels of a width × height picture (edges at 0 and width)."""
    return seen(camera, width / height, points) * np.array([width, height, 1.0])


def horizon(camera: Camera, frame: float) -> float:
    """Where the horizon crosses the middle column, 0 top .. 1 bottom; may lie outside, and is ±inf
    for a camera that looks straight down or up."""
    forward = axes(camera)[2]
    level = float(np.hypot(forward[0], forward[1]))
    _, upward = half_tangents(camera.focal_mm, frame)
    if level < 1e-6:
        return float(np.copysign(np.inf, forward[2]))
    return float(0.5 + forward[2] / level / upward / 2)
