"""Sunlight scattered by the air: why noon is blue and evening is gold. numpy only.

Single scattering in a spherical shell of Rayleigh and Mie particles with an ozone layer, plus an
isotropic term that stands for the higher orders (Nishita et al. 1993; coefficients of Hillaire,
"A Scalable and Production Ready Sky and Atmosphere Rendering Technique", EGSR 2020, table 1).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

_GROUND, _TOP = 6360.0, 6460.0  # km
_RAYLEIGH = np.array([5.802e-3, 13.558e-3, 33.1e-3])  # per km
_MIE, _MIE_LOST = 3.996e-3, 4.40e-3
_OZONE = np.array([0.650e-3, 1.881e-3, 0.085e-3])
_G = 0.76
_HEIGHTS = np.concatenate([[0.0], np.geomspace(0.3, 100.0, 31)])
_COSINES = np.sin(np.deg2rad(np.linspace(-14, 90, 160)))
_UPS = np.deg2rad(np.concatenate([np.linspace(0, 12, 25), np.linspace(14, 90, 24)]))
_AROUND = np.deg2rad(np.linspace(0, 180, 46))


def _density(height: Array) -> tuple[Array, Array, Array]:
    """Relative density of Rayleigh, Mie and ozone at heights in km."""
    h = np.maximum(height, 0.0)
    return np.exp(-h / 8.0), np.exp(-h / 1.2), np.maximum(0.0, 1 - np.abs(h - 25) / 15)


def _leave(height: Array, cosine: Array) -> Array:
    """Distance in km from `height` to the top of the air along a ray of that zenith cosine."""
    r = _GROUND + height
    return -r * cosine + np.sqrt(np.maximum(r * r * (cosine * cosine - 1) + _TOP * _TOP, 0.0))


@lru_cache(maxsize=1)
def _depths() -> Array:
    """Extinction optical depth (heights, cosines, 3) to the top of the air; huge below the horizon."""
    h, mu = np.meshgrid(_HEIGHTS, _COSINES, indexing="ij")
    length = _leave(h, mu)
    steps = (np.arange(48) + 0.5) / 48
    t = length[..., None] * steps**2
    width = length[..., None] * 2 * steps / 48
    r = _GROUND + h[..., None]
    height = np.sqrt(r * r + t * t + 2 * r * t * mu[..., None]) - _GROUND
    ray, mie, ozone = (np.sum(d * width, axis=-1)[..., None] for d in _density(height))
    blocked = np.where(height.min(axis=-1) < -0.5, 60.0, 0.0)[..., None]
    return ray * _RAYLEIGH + mie * _MIE_LOST + ozone * _OZONE + blocked


def _through(height: Array, cosine: Array) -> Array:
    """Transmittance (..., 3) of the sun's light down to `height`, bilinear in the table."""
    i = np.clip(np.interp(height, _HEIGHTS, np.arange(len(_HEIGHTS))), 0, len(_HEIGHTS) - 1.001)
    j = np.clip(np.interp(cosine, _COSINES, np.arange(len(_COSINES))), 0, len(_COSINES) - 1.001)
    a, b = i.astype(int), j.astype(int)
    u, v = (i - a)[..., None], (j - b)[..., None]
    table = np.exp(-_depths())
    low = table[a, b] * (1 - v) + table[a, b + 1] * v
    high = table[a + 1, b] * (1 - v) + table[a + 1, b + 1] * v
    return low * (1 - u) + high * u


def sunlight(elevation: float) -> Array:
    """Linear sRGB (3,) share of the sun's light that reaches the ground at that elevation (degrees)."""
    mu = np.sin(np.deg2rad(np.array([elevation])))
    return _through(np.array([0.2]), mu)[0] + 1e-5


@lru_cache(maxsize=32)
def _table(elevation: float) -> Array:
    """Radiance (elevation of view, azimuth from the sun, 3) under a sun of irradiance 1."""
    up, around = np.meshgrid(_UPS, _AROUND, indexing="ij")
    sun_up = np.deg2rad(elevation)
    cosine = np.sin(up) * np.sin(sun_up) + np.cos(up) * np.cos(sun_up) * np.cos(around)
    length = _leave(np.zeros_like(up) + 0.2, np.sin(up))
    steps = (np.arange(40) + 0.5) / 40
    t = length[..., None] * steps**2
    width = length[..., None] * 2 * steps / 40
    r0 = _GROUND + 0.2
    r = np.sqrt(r0 * r0 + t * t + 2 * r0 * t * np.sin(up)[..., None])
    # Zenith cosine of the sun as seen from each step: (r0·up + t·view) · sun / r.
    mu_sun = (r0 * np.sin(sun_up) + t * cosine[..., None]) / r
    ray, mie, ozone = _density(r - _GROUND)
    lost = ray[..., None] * _RAYLEIGH + (mie * _MIE_LOST)[..., None] + ozone[..., None] * _OZONE
    depth = np.cumsum(lost * width[..., None], axis=2) - 0.5 * lost * width[..., None]
    arriving = _through(r - _GROUND, mu_sun)
    phase_r = 3 / (16 * np.pi) * (1 + cosine**2)
    phase_m = (1 - _G**2) / (4 * np.pi * (1 + _G**2 - 2 * _G * cosine) ** 1.5)
    scatter_r = ray[..., None] * _RAYLEIGH
    scatter_m = (mie * _MIE)[..., None]
    single = scatter_r * phase_r[..., None, None] + scatter_m * phase_m[..., None, None]
    again = (scatter_r + scatter_m) * 0.35 * np.clip((elevation + 6) / 9, 0.05, 1) / (4 * np.pi)
    upper = _through(np.maximum(r - _GROUND, 6.0), mu_sun + 0.02)
    glow = (single * arriving + again * upper) * np.exp(-depth) * width[..., None]
    return glow.sum(axis=2)


def scattered(directions: Array, azimuth: float, elevation: float) -> Array:
    """Radiance (N, 3) of the clear air under a sun of irradiance 1; below the horizon as at it."""
    table = _table(round(float(elevation), 2))
    up = np.arcsin(np.clip(directions[:, 2], 0.0, 1.0))
    around = np.arctan2(directions[:, 1], directions[:, 0]) - np.deg2rad(azimuth)
    around = np.abs((around + np.pi) % (2 * np.pi) - np.pi)
    i = np.clip(np.interp(up, _UPS, np.arange(len(_UPS))), 0, len(_UPS) - 1.001)
    j = np.clip(around / _AROUND[1], 0, len(_AROUND) - 1.001)
    a, b = i.astype(int), j.astype(int)
    u, v = (i - a)[:, None], (j - b)[:, None]
    low = table[a, b] * (1 - v) + table[a, b + 1] * v
    high = table[a + 1, b] * (1 - v) + table[a + 1, b + 1] * v
    return low * (1 - u) + high * u


@lru_cache(maxsize=32)
def mean_luminance(elevation: float) -> float:
    """Mean luminance of the clear sky's upper half under a sun of irradiance 1."""
    table = _table(round(float(elevation), 2)) @ np.array([0.2126, 0.7152, 0.0722])
    weight = np.gradient(np.sin(_UPS))[:, None] * np.ones((1, len(_AROUND)))
    return float((table * weight).sum() / weight.sum())


def cloud_gain(elevation: float) -> float:
    """Radiance of a lit cloud per unit of sunlight: a white diffuser at an angle, less when low."""
    return 0.16 * float(np.interp(elevation, [-6, 0, 20], [0.1, 0.6, 1.0]))
