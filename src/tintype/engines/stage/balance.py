"""White balance: what colour the light on a set has, and the gains that take some of it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.film import LUMA

if TYPE_CHECKING:
    import numpy.typing as npt

    Image = npt.NDArray[np.floating]
    Gains = npt.NDArray[np.float32]

_DARKEST = 0.06
"""A surface that throws back less than this in some channel says little of the light's colour."""
_BRIGHTEST = 1.5
"""Luminance, in units of a white surface in full light, above which a highlight counts no more."""
_STRONGEST = 2.0
"""The most that a channel is raised or lowered, as cameras have it too."""
_ENOUGH = 256
"""Pixels along the long side from which the light is told."""


def illuminant(light: Image, albedo: Image) -> Gains:
    """Colour of the light on matt surfaces, float32 (3,) of luminance 1.

    light, albedo: linear (H, W, 3). A surface shows albedo · light, so every pixel that shows a
    surface (albedo 0: the sky) tells its light; as for a photographer with a grey card, the
    colourless, pale and well lit tell it best.
    """
    own = np.clip(np.asarray(albedo, np.float32), 0.0, 1.0)
    floor, peak = own.min(axis=-1), own.max(axis=-1)
    told = floor > _DARKEST
    if not told.any():
        return np.ones(3, np.float32)
    fallen = np.asarray(light, np.float32)[told] / own[told]
    bright = fallen @ LUMA
    kept = np.isfinite(bright) & (bright > 1e-4)
    weight = (floor * (floor / np.maximum(peak, _DARKEST)) ** 3)[told][kept]
    weight = weight * np.minimum(bright[kept], _BRIGHTEST)
    if not weight.sum() > 0:
        return np.ones(3, np.float32)
    colour = (fallen[kept] / bright[kept, None] * weight[:, None]).sum(axis=0) / weight.sum()
    return (colour / float(colour @ LUMA)).astype(np.float32)


def white(light: Image, albedo: Image, amount: float) -> Gains:
    """Gains (3,) of a camera set to this light: with `amount` 1 white surfaces come out white, with 0
    as lit.

    Von Kries's in linear RGB, (1 / illuminant)^amount; they keep the luminance.
    """
    if amount <= 0:
        return np.ones(3, np.float32)
    every = max(1, max(light.shape[:2]) // _ENOUGH)
    seen = illuminant(light[::every, ::every], albedo[::every, ::every])
    gains = np.clip(seen, 1 / _STRONGEST, _STRONGEST) ** np.float32(-min(amount, 1.0))
    return (gains / float(gains @ LUMA)).astype(np.float32)
