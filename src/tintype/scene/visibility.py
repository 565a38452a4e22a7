"""How much of each body the camera sees past the others: a quick count of surface points.

Coarser and far faster than the Guide; `compose` uses it to choose between arrangements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.extent import cloud, turn
from tintype.scene.projection import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from tintype.scene.model import Body, Camera

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

_CELLS = 40
"""Cells along the long side of the picture."""


def shown(bodies: Sequence[Body], camera: Camera, frame: float) -> dict[int, float]:
    """Body id → share of its picture that is not hidden by another body, 0..1."""
    wide = _CELLS if frame >= 1 else _CELLS * frame
    front = np.full((4 * _CELLS) ** 2, np.inf)
    cells: dict[int, tuple[Ints, Floats]] = {}
    for body in bodies:
        points = cloud(body.kind, body.shape) @ turn(body.yaw).T * body.scale + np.asarray(body.at)
        across, down, depth = seen(camera, frame, points).T
        column = np.clip((across * wide).astype(np.int64), -_CELLS, 2 * _CELLS) + _CELLS
        row = np.clip((down * wide / frame).astype(np.int64), -_CELLS, 2 * _CELLS) + _CELLS
        cell = row * 4 * _CELLS + column
        unique, inverse = np.unique(cell, return_inverse=True)
        closest = np.full(len(unique), np.inf)
        np.minimum.at(closest, inverse.ravel(), depth)
        cells[body.id] = (unique, closest)
        front[unique] = np.minimum(front[unique], closest)
    return {
        number: float((closest <= front[cell] * 1.0001).mean()) for number, (cell, closest) in cells.items()
    }
