"""Noise over the plane, from which ground, hills, waves and clouds are made. numpy only.

Value noise on an integer lattice with quintic interpolation; `fbm` sums octaves (Musgrave et al.,
"Texturing and Modeling", 3rd ed., ch. 14–16). `eroded` damps each octave where the sum is already
steep, which carves gullies and leaves smooth floors (I. Quilez, "More noise", 2008).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

_TURN = np.array([[0.8, -0.6], [0.6, 0.8]])


def _lattice(i: npt.NDArray[np.int64], j: npt.NDArray[np.int64], seed: int) -> Array:
    """A hash of lattice points, in [−1, 1]."""
    h = (i * 374761393 + j * 668265263 + (seed & 0xFFFF) * 974711) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 1911520717) & 0xFFFFFFFF
    return (h ^ (h >> 15)).astype(np.float64) / 2147483647.5 - 1.0


def value(x: Array, y: Array, seed: int) -> tuple[Array, Array, Array]:
    """Noise in [−1, 1] with period-free lattice of size 1, and its derivatives along x and y."""
    i, j = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    u, v = x - i, y - j
    su, sv = u * u * u * (u * (u * 6 - 15) + 10), v * v * v * (v * (v * 6 - 15) + 10)
    du, dv = 30 * u * u * (u * (u - 2) + 1), 30 * v * v * (v * (v - 2) + 1)
    a, b = _lattice(i, j, seed), _lattice(i + 1, j, seed)
    c, d = _lattice(i, j + 1, seed), _lattice(i + 1, j + 1, seed)
    k = a - b - c + d
    return (
        a + (b - a) * su + (c - a) * sv + k * su * sv,
        du * ((b - a) + k * sv),
        dv * ((c - a) + k * su),
    )


def fbm(x: Array, y: Array, seed: int, *, octaves: int = 5, gain: float = 0.5) -> Array:
    """Fractal sum of `octaves`, each twice as fine and `gain` as high; roughly in [−1, 1]."""
    total, amplitude, norm = np.zeros_like(x), 1.0, 0.0
    for octave in range(octaves):
        total += amplitude * value(x, y, seed + octave)[0]
        norm += amplitude
        amplitude *= gain
        x, y = 2.02 * (_TURN[0, 0] * x + _TURN[0, 1] * y), 2.02 * (_TURN[1, 0] * x + _TURN[1, 1] * y)
    return total / norm


def ridged(x: Array, y: Array, seed: int, *, octaves: int = 5) -> Array:
    """Sharp crests over round valleys, in [0, 1]; each octave lives where the last one was high."""
    total, weight, amplitude, norm = np.zeros_like(x), np.ones_like(x), 1.0, 0.0
    for octave in range(octaves):
        crest = (1 - np.abs(value(x, y, seed + octave)[0])) ** 2
        total += amplitude * crest * weight
        norm += amplitude
        weight = np.clip(crest * 1.6, 0, 1)
        amplitude *= 0.5
        x, y = 2.02 * (_TURN[0, 0] * x + _TURN[0, 1] * y), 2.02 * (_TURN[1, 0] * x + _TURN[1, 1] * y)
    return total / norm


def eroded(x: Array, y: Array, seed: int, *, octaves: int = 7) -> Array:
    """Weathered heights, roughly in [−1, 1]: fine detail only where the slope is not yet steep."""
    total, dx, dy = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    amplitude = 1.0
    for octave in range(octaves):
        n, nx, ny = value(x, y, seed + octave)
        dx, dy = dx + nx * amplitude, dy + ny * amplitude
        total += amplitude * n / (1 + dx * dx + dy * dy)
        amplitude *= 0.5
        x, y = 2 * (_TURN[0, 0] * x + _TURN[0, 1] * y), 2 * (_TURN[1, 0] * x + _TURN[1, 1] * y)
    return total


def domes(x: Array, y: Array, seed: int) -> Array:
    """Overlapping round tops, one per cell of size 1, in [0, 1] (Worley, SIGGRAPH 1996, turned over)."""
    i, j = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    top = np.zeros_like(x)
    for di in (-1, 0, 1):
        for dj in (-1, 0, 1):
            a, b = i + di, j + dj
            px, py = a + 0.5 + 0.42 * _lattice(a, b, seed), b + 0.5 + 0.42 * _lattice(a, b, seed + 1)
            size = 0.95 + 0.25 * _lattice(a, b, seed + 2)
            far = ((x - px) ** 2 + (y - py) ** 2) / (size * size)
            top = np.maximum(top, np.sqrt(np.maximum(1 - far, 0)) * (0.8 + 0.2 * _lattice(a, b, seed + 3)))
    return top


def smoothstep(low: float, high: float, x: Array) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
