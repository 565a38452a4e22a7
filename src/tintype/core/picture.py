"""Picture: pixels and the Plan that made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tintype.core.request import Plan

    Pixels = npt.NDArray[np.uint8]
    """uint8, shape (H, W, 3) RGB or (H, W, 4) RGBA, sRGB transfer."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Picture:
    """One finished picture.

    seconds: wall time of painting. parent: sha256 of the picture this one came from, or None.
    profile: the ICC profile that its colours are in, as it came with the picture it was made of; None: sRGB.
    """

    pixels: Pixels
    plan: Plan
    seconds: float
    parent: str | None = None
    profile: bytes | None = None
