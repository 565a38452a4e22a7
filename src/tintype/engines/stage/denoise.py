"""Noise out, detail kept: Intel Open Image Denoise, guided by albedo and normals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Image = npt.NDArray[np.float32]


ENOUGH = 8
"""Samples per pixel from which the guides may be trusted to the pixel."""


def denoised(light: Image, albedo: Image, normal: Image, *, samples: int) -> Image:
    """Light without noise, float32 (H, W, 3); the guides have the same shape and `samples` a pixel.

    The albedo is noisy itself behind glass, where some rays are mirrored and some pass; it is cleaned
    first, or its noise would be taken for detail. Without the package the light comes back as it is.
    """
    try:
        import mitsuba_oidn
    except ImportError:
        return light
    guide = np.ascontiguousarray(np.clip(albedo, 0.0, 1.0), np.float32)
    trusted = samples >= ENOUGH
    if trusted:
        guide = np.clip(np.asarray(mitsuba_oidn.denoise(guide)), 0.0, 1.0)
    clean = mitsuba_oidn.denoise(
        np.ascontiguousarray(light, np.float32),
        np.ascontiguousarray(guide, np.float32),
        np.ascontiguousarray(np.clip(normal, -1.0, 1.0), np.float32),
        hdr=True,
        clean_aux=trusted,
    )
    return np.array(clean, np.float32)
