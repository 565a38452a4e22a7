"""How much of each body the camera sees past the others: a quick count of surface points.

Coarser and far faster than the Guide; `compose` uses it to choose between arrangements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.extent import bounds, cloud
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.mesh import turn
from tintype.scene.projection import seen
from tintype.scene.wardrobe import see_through

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from tintype.scene.model import Body, Camera

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

_CELLS = 40
"""Cells along the long side of the picture."""


def showing_through(bodies: Sequence[Body]) -> dict[int, float]:
    """Body id → how far in front of itself it counts, for bodies seen through the glass they stand in."""
    by_id = {body.id: body for body in bodies}
    through: dict[int, float] = {}
    for body in bodies:
        vessel = by_id.get(body.on or 0)
        if vessel is None or not see_through(KINDS[vessel.kind], vessel.materials):
            continue
        size = (bounds(vessel.kind, vessel.shape)[1] - bounds(vessel.kind, vessel.shape)[0]) * vessel.scale
        if body.at[2] < vessel.at[2] + 0.98 * size[2]:
            through[body.id] = float(max(size[0], size[1]))
    return through


def shown(bodies: Sequence[Body], camera: Camera, frame: float) -> dict[int, float]:
    """Body id → share of its picture that is not hidden by another body, 0..1."""
    wide = _CELLS if frame >= 1 else _CELLS * frame
    front = np.full((4 * _CELLS) ** 2, np.inf)
    cells: dict[int, tuple[Ints, Floats]] = {}
    through = showing_through(bodies)
    for body in bodies:
        points = cloud(body.kind, body.shape) @ turn(body.yaw, body.tilt).T * body.scale + np.asarray(body.at)
        across, down, depth = seen(camera, frame, points).T
        depth = depth - through.get(body.id, 0.0)
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
