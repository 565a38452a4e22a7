"""The camera: where the eye is, which way it looks, how wide its aperture is.

A thin lens after Kolb, Mitchell, Hanrahan, "A Realistic Camera Model for Computer Graphics" (1995),
§2: every point of the aperture sees the same point of the sharp plane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Camera

PINHOLE_FROM = 32.0
LONG_SIDE_MM = 36.0


@dataclass(frozen=True, eq=False)
class Lens:
    """origin, right, up, forward: float64 (3,), world; the last three are orthonormal. reach: half
    the long side of the frame at distance 1. radius: of the aperture, metres, 0 for a pinhole.
    focus: metres along `forward` to the sharp plane."""

    origin: npt.NDArray[np.float64]
    right: npt.NDArray[np.float64]
    up: npt.NDArray[np.float64]
    forward: npt.NDArray[np.float64]
    reach: float
    radius: float
    focus: float


def lens(camera: Camera) -> Lens:
    """The Lens of a Camera; a camera that looks straight down has +y at the top of its frame."""
    origin = np.asarray(camera.at, float)
    forward = _unit(np.asarray(camera.aim, float) - origin)
    above = np.array([0.0, 0.0, 1.0]) if abs(forward[2]) < 0.9999 else np.array([0.0, 1.0, 0.0])
    right = _unit(np.cross(forward, above))
    up = np.cross(right, forward)
    c, s = np.cos(np.deg2rad(camera.roll)), np.sin(np.deg2rad(camera.roll))
    pinhole = camera.f_number >= PINHOLE_FROM
    wide = 0.0 if pinhole else camera.focal_mm / camera.f_number * camera.blur / 1000.0
    return Lens(
        origin=origin,
        right=c * right + s * up,
        up=c * up - s * right,
        forward=forward,
        reach=LONG_SIDE_MM / 2 / camera.focal_mm,
        radius=wide / 2,
        focus=max(camera.focus, 1e-4),
    )


def directions(view: Lens, width: int, height: int) -> npt.NDArray[np.float32]:
    """Unit directions through the centres of the pixels, float32 (height, width, 3)."""
    unit = 2.0 * view.reach / max(width, height)
    x = ((np.arange(width) + 0.5) - width / 2) * unit
    y = (height / 2 - (np.arange(height) + 0.5)) * unit
    d = view.forward + x[None, :, None] * view.right + y[:, None, None] * view.up
    return (d / np.linalg.norm(d, axis=2, keepdims=True)).astype(np.float32)


def _unit(v: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    length = float(np.linalg.norm(v))
    assert length > 0, "a camera must look at a point other than its own"
    return v / length
