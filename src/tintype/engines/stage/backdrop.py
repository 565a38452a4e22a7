"""What the camera sees where it meets nothing: the sky itself, sharp and without noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.lens import directions

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.lens import Lens
    from tintype.scene.model import Fog, Scene

    Image = npt.NDArray[np.float32]

FINEST = 768
"""Longest side, in pixels, of the sky behind a picture; larger pictures interpolate it."""

_VEIL = 0.35
"""Optical depth of fog straight up, in units of that along 20 set radii."""


def backdrop(scene: Scene, eye: Lens, width: int, height: int) -> Image:
    """Radiance behind the set, float32 (h, w, 3), h and w in proportion to the frame."""
    from tintype.scene.sky import radiance

    long = max(width, height)
    w, h = (max(2, round(side * min(1.0, FINEST / long))) for side in (width, height))
    toward = directions(eye, w, h)
    seen = radiance(scene.sky, toward.reshape(-1, 3)).reshape(h, w, 3)
    return fogged(seen, toward, scene.fog, scene.setting.radius) if scene.fog else seen


def fogged(seen: Image, toward: Image, fog: Fog, radius: float) -> Image:
    """The sky through a layer of fog: thick at the horizon, thin overhead."""
    from tintype.scene.tint import linear

    up = np.maximum(toward[..., 2:], 0.02)
    through = np.exp(-_VEIL * min(fog.density * 20 * radius, 4.0) / up)
    return (seen * through + linear(fog.colour) * (1 - through)).astype(np.float32)
