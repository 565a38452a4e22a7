"""What was painted inside a mask, put back where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels

SOFT = 0.012
"""Width of the soft edge inside a mask, as a share of the long side."""


def put_back(original: Pixels, painted: Pixels, mask: npt.NDArray[np.uint8]) -> Pixels:
    """The original with what was painted inside the mask, softly at its inner edge. Outside, where the
    mask is under 128, every byte stays."""
    from PIL import Image, ImageFilter

    inside = mask >= 128
    radius = max(1.0, SOFT * max(mask.shape))
    spread = Image.fromarray(inside.astype(np.uint8) * 255).filter(ImageFilter.GaussianBlur(radius))
    share = np.clip(np.asarray(spread, np.float32) / 127.5 - 1, 0, 1)[..., None]
    blend = original[..., :3] * (1 - share) + painted[..., :3] * share
    out = original.copy()
    out[inside, :3] = np.round(blend).astype(np.uint8)[inside]
    if out.shape[2] == 4:
        seen = np.maximum(out[..., 3], np.round(255 * share[..., 0]).astype(np.uint8))
        out[inside, 3] = seen[inside]
    return out
