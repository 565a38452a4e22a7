"""What is wrong with a picture: how strong its noise is, and how visible the blocks of JPEG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels

_PATCH = 7
_MOST_PATCHES = 20_000
_SAMPLE = 1024
"""Side of what is looked at, in the middle of the picture."""
_BLOCK = 16
_FINE = 4.0
"""How much more of fine texture's power shows in every other pixel: about that of grass and gravel."""
_LOW = 1.08
"""A tenth percentile of estimates lies this much below their mean, where there is nothing but noise."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def noise(pixels: Pixels) -> float:
    """Standard deviation of the noise, 0 to about 100 of 255; 0 for a picture too small to tell.

    The smaller of two: what the least lively directions of small patches have in common (Chen, Zhu, Heng:
    ICCV 2015), and what is left of the smoothest places (Immerkær, CVIU 64(2), 1996). The first takes fine
    texture for noise where it is everywhere, the second where it is nowhere absent. What is left of it then
    shows in every other pixel: there noise is as strong as before, and texture stronger.
    """
    middle = _middle(pixels)
    near, far = _apparent(middle), _apparent(middle[::2, ::2])
    texture = max(0.0, far**2 - near**2) / (_FINE - 1)
    return max(0.0, near**2 - texture) ** 0.5


def _apparent(planes: npt.NDArray[np.float32]) -> float:
    return float(np.mean([min(_sigma(plane), _smoothest(plane)) for plane in np.moveaxis(planes, 2, 0)]))


def blockiness(pixels: Pixels) -> tuple[float, tuple[int, int]]:
    """(how much larger steps between neighbours are on a grid of 8 pixels than off it, 0 is not at all;
    (y, x) where that grid begins: the picture may have been cut)."""
    grey = _middle(pixels) @ _LUMA
    if min(grey.shape) < 48:
        return 0.0, (0, 0)
    across, left = _steps(grey)
    down, top = _steps(grey.T)
    return (across + down) / 2, (top, left)


def _middle(pixels: Pixels) -> npt.NDArray[np.float32]:
    """The middle of the picture, float32 (h, w, 3), from a multiple of 8 pixels on."""
    height, width = pixels.shape[:2]
    top, left = (max(0, side - _SAMPLE) // 2 // 8 * 8 for side in (height, width))
    return pixels[top : top + _SAMPLE, left : left + _SAMPLE, :3].astype(np.float32)


def _sigma(plane: npt.NDArray[np.float32]) -> float:
    if min(plane.shape) < 3 * _PATCH:
        return 0.0
    windows = np.lib.stride_tricks.sliding_window_view(plane, (_PATCH, _PATCH))
    step = max(1, int((windows.shape[0] * windows.shape[1] / _MOST_PATCHES) ** 0.5))
    patches = windows[::step, ::step].reshape(-1, _PATCH * _PATCH)
    clipped = (patches <= 1).mean(1) + (patches >= 254).mean(1) > 0.1  # cut-off noise is not all there
    if clipped.mean() < 0.9:
        patches = patches[~clipped]
    spread = np.linalg.eigvalsh(np.cov(patches, rowvar=False).astype(np.float64))
    for count in range(len(spread), 0, -1):
        kept = spread[:count]
        if kept.mean() <= np.median(kept):
            return float(max(0.0, kept.mean()) ** 0.5)
    return float(max(0.0, spread[0]) ** 0.5)


def _smoothest(plane: npt.NDArray[np.float32]) -> float:
    """Noise of the smoothest tenth of blocks of 16 pixels, cut off at black or white ones left out."""
    if min(plane.shape) < 3 * _BLOCK:
        return 0.0
    rows = plane[:-2] - 2 * plane[1:-1] + plane[2:]
    rough = np.abs(rows[:, :-2] - 2 * rows[:, 1:-1] + rows[:, 2:])
    height, width = (side // _BLOCK * _BLOCK for side in rough.shape)

    def blocks(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        shape = (height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
        return values[:height, :width].reshape(shape).mean((1, 3)).ravel()

    inner = plane[1:-1, 1:-1]
    whole = blocks(((inner <= 1) | (inner >= 254)).astype(np.float32)) < 0.1
    levels = blocks(rough) * (np.pi / 2) ** 0.5 / 6
    return float(np.percentile(levels[whole] if whole.any() else levels, 10)) * _LOW


def _steps(grey: npt.NDArray[np.float32]) -> tuple[float, int]:
    """(of steps from column to column those of the strongest phase of 8 over the others, minus one; the
    first column after such a step)."""
    across = np.abs(np.diff(grey, axis=1))
    # a step counts as far as it stands out from those beside it: edges of things do not
    lone = across[:, 1:-1] - (across[:, :-2] + across[:, 2:]) / 2
    usable = lone.shape[1] // 8 * 8
    by_phase = lone[:, :usable].mean(0).reshape(-1, 8).mean(0)
    usual = float(np.abs(across).mean()) + 0.1
    found = max(0.0, float(by_phase.max() - np.median(by_phase)) / usual)
    return found, (int(by_phase.argmax()) + 2) % 8
