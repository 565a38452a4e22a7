"""Noise out, detail kept: Intel Open Image Denoise, guided by albedo and normals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Image = npt.NDArray[np.float32]


def denoised(light: Image, albedo: Image, normal: Image) -> Image:
    """Light without noise, float32 (H, W, 3); the guides have the same shape.

    Raises nothing of its own: without the package the light comes back as it is.
    """
    try:
        import mitsuba_oidn
    except ImportError:
        return light
    clean = mitsuba_oidn.denoise(
        np.ascontiguousarray(light, np.float32),
        np.ascontiguousarray(np.clip(albedo, 0.0, 1.0), np.float32),
        np.ascontiguousarray(np.clip(normal, -1.0, 1.0), np.float32),
        hdr=True,
    )
    return np.array(clean, np.float32)
