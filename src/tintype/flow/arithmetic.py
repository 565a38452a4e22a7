"""One-line sums over pictures and noise, each with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.floating]


def times(steps: int, *, start: float = 1.0, shift: float = 1.0) -> Floats:
    """steps + 1 times from `start` down to 0. shift: over 1 spends more of them near noise."""
    even = np.linspace(start, 0.0, steps + 1)
    return (shift * even / (1.0 + (shift - 1.0) * even)).astype(np.float32)


def noise(seed: int, shape: tuple[int, ...]) -> Floats:
    """Standard normal numbers that depend on the seed and the shape only."""
    return np.random.Generator(np.random.PCG64(seed)).standard_normal(shape, np.float32)


def mixed(picture: Floats, grain: Floats, t: float) -> Floats:
    """x_t: the picture t of the way to noise."""
    return np.float32(1.0 - t) * picture + np.float32(t) * grain


def velocity(seen: Floats, predicted: Floats, t: float) -> Floats:
    """dx/dt at t > 0 where x_t is seen and x predicted."""
    return (seen - predicted) / np.float32(t)


def guided(plain: Floats, told: Floats, strength: float) -> Floats:
    """u + g·(c − u): 1 is what was told, over 1 more so, 0 what is painted untold."""
    return told if strength == 1.0 else plain + np.float32(strength) * (told - plain)


def kept(seen: Floats, known: Floats, grain: Floats, mask: Floats, t: float) -> Floats:
    """x_t with the known picture, as noisy as t, wherever the mask is 0; 1 is to be painted."""
    return mask * seen + (1.0 - mask) * mixed(known, grain, t)
