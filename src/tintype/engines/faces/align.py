"""Alignment: which pixel of the giving face belongs where in the other one.

Eyes and mouth of one face laid upon those of the other: an affine map, so that a head that leans or is
turned a little is met. (Moving it further until the shading of both agrees best, by ECC, was tried: it
undoes part of what makes two faces different.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.faces.detect import Face

    Map = npt.NDArray[np.float64]
    """(2, 3): x' = map · (x, y, 1)."""


def mapped(giving: Face, taking: Face) -> Map:
    """The map from the giving picture to the taking one."""
    here, there = (np.array([face.left, face.right, face.mouth], np.float32) for face in (giving, taking))
    return np.asarray(cv2.getAffineTransform(here, there), np.float64)
