"""The colour of light: kelvin and hex to linear sRGB, as a camera balanced for 5500 K sees it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

_BALANCE = 5500.0
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_XYZ_TO_RGB = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)


def linear(colour: str) -> Array:
    """An sRGB hex string as linear sRGB (3,) in [0, 1] (IEC 61966-2-1)."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def blackbody(kelvin: float) -> Array:
    """Linear sRGB (3,) of a black body, luminance 1; 1667..25000 K.

    Chromaticity by the cubic spline of Kim et al. (US patent 7024034, 2002) on the Planckian locus.
    """
    t = float(np.clip(kelvin, 1667, 25000))
    if t < 4000:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
    if t < 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t < 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    rgb = np.maximum(_XYZ_TO_RGB @ np.array([x / y, 1.0, (1 - x - y) / y]), 0.0)
    return rgb / float(rgb @ _LUMA)


@lru_cache(maxsize=256)
def _tint(kelvin: float, colour: str | None) -> tuple[float, float, float]:
    rgb = blackbody(kelvin) / blackbody(_BALANCE)
    if colour is not None:
        rgb = linear(colour) + 1e-3
    # Half luminance, half brightest channel: a blue lamp is not made six times as strong as a white one.
    rgb = rgb / (0.5 * float(rgb @ _LUMA) + 0.5 * float(rgb.max())) if colour else rgb / float(rgb @ _LUMA)
    return float(rgb[0]), float(rgb[1]), float(rgb[2])


def tint(kelvin: float, colour: str | None = None) -> Array:
    """Linear sRGB (3,) to multiply a white light with; 5500 K without a colour is (1, 1, 1).

    By kelvin the luminance is 1. A `colour` (hex) replaces kelvin.
    """
    return np.array(_tint(float(kelvin), colour))
