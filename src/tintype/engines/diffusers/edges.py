"""Edges of a picture, after Canny (1986): smoothed, differentiated, thinned, and followed from strong on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels

LOW, HIGH = 100.0, 200.0
"""Steepness, as Sobel counts it on 0 to 255, that continues an edge and that begins one."""
SPREAD = 1.0
"""Standard deviation of the smoothing, in pixels."""


def edges(pixels: Pixels, low: float = LOW, high: float = HIGH) -> Pixels:
    """uint8 (H, W, 3): 255 on edges, 0 elsewhere."""
    grey = pixels[..., :3].astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    across, down = _slopes(_smooth(grey))
    steep = np.hypot(across, down)
    thin = np.where(_ridge(steep, across, down), steep, 0.0)
    found = _followed(thin >= high, thin >= low)
    return np.repeat((found * np.uint8(255))[..., None], 3, axis=2)


def _smooth(grey: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    reach = int(3 * SPREAD)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / SPREAD) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padded = np.pad(grey, [(reach, reach) if axis == each else (0, 0) for each in (0, 1)], mode="edge")
        size = grey.shape[axis]
        grey = sum(
            weight * padded.take(range(start, start + size), axis) for start, weight in enumerate(kernel)
        )  # type: ignore[assignment]
    return grey


def _slopes(grey: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Sobel's (to the right, downwards)."""
    p = np.pad(grey, 1, mode="edge")
    right = p[:-2, 2:] + 2 * p[1:-1, 2:] + p[2:, 2:]
    left = p[:-2, :-2] + 2 * p[1:-1, :-2] + p[2:, :-2]
    lower = p[2:, :-2] + 2 * p[2:, 1:-1] + p[2:, 2:]
    upper = p[:-2, :-2] + 2 * p[:-2, 1:-1] + p[:-2, 2:]
    return (right - left).astype(np.float32), (lower - upper).astype(np.float32)


def _ridge(
    steep: npt.NDArray[np.float32], across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]
) -> npt.NDArray[np.bool_]:
    """Where no neighbour along the slope is steeper."""
    turn = np.round(np.arctan2(down, across) / (np.pi / 4)).astype(int) % 4
    p = np.pad(steep, 1)
    height, width = steep.shape
    ridge = np.zeros(steep.shape, bool)
    for direction, (dy, dx) in enumerate(((0, 1), (1, 1), (1, 0), (1, -1))):
        ahead = p[1 + dy : 1 + dy + height, 1 + dx : 1 + dx + width]
        behind = p[1 - dy : 1 - dy + height, 1 - dx : 1 - dx + width]
        ridge |= (turn == direction) & (steep >= ahead) & (steep > behind)
    return ridge


def _followed(strong: npt.NDArray[np.bool_], weak: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The weak ones that hang together with a strong one."""
    found, weak = np.pad(strong, 1), np.pad(weak, 1)
    steps = np.array([(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
    rim = np.argwhere(found)
    while len(rim):
        near = (rim[:, None] + steps).reshape(-1, 2).clip(0, np.array(found.shape) - 1)
        near = near[weak[near[:, 0], near[:, 1]] & ~found[near[:, 0], near[:, 1]]]
        rim = np.unique(near, axis=0)
        found[rim[:, 0], rim[:, 1]] = True
    return found[1:-1, 1:-1]
