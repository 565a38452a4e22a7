"""Blending: the giving face in the light and colour of the one it takes the place of.

What changes slowly across a face (light, tan, the camera's colours) stays the target's; what changes
quickly (features, skin) comes from the source. Where both meet, both are alike already, so a soft edge
shows no seam. Hair over a face is told by its colour, and stays.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels
    from tintype.engines.faces.align import Map
    from tintype.engines.faces.detect import Face

    Floats = npt.NDArray[np.float32]

SLOW = 0.42
"""Blur that parts light from features, in distances between the eyes."""
SOFT = 0.22
"""Width of the edge, likewise."""
KEPT = 0.35
"""Share of the source's slow changes that stays: the shape of a face is in them, too."""
STRANGE = 4.5
"""Standard deviations from a face's own skin at which a colour counts as hair."""


def blended(target: Pixels, source: Pixels, way: Map, taking: Face) -> Pixels:
    """The target with the source's face. Pixels away from the face stay byte for byte."""
    box = _around(taking, target.shape[1], target.shape[0])
    left, top, right, bottom = box
    shift = np.array([[1, 0, -left], [0, 1, -top]], np.float64)
    there = target[top:bottom, left:right, :3].astype(np.float32)
    moved = way.copy()
    moved[:, 2] += shift[:, 2]
    size = (right - left, bottom - top)
    here, inside = _warped(source, moved, size)
    share = _share(taking, there, here, inside, (left, top))
    mixed = there + share[..., None] * (_relit(here, there, share, taking.apart) - there)
    out = target.copy()
    part = out[top:bottom, left:right, :3]
    changed = share > 0
    part[changed] = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)[changed]
    return out


def _around(face: Face, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of all that may change and what is needed to blur it."""
    reach = 2.6 * face.apart
    x, y = face.middle
    return (
        max(0, int(x - reach)), max(0, int(y - reach)), min(width, int(x + reach) + 1),
        min(height, int(y + reach) + 1),
    )  # fmt: skip


def _warped(source: Pixels, way: Map, size: tuple[int, int]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The source where it belongs, and where there is any of it."""
    scale = math.sqrt(abs(float(np.linalg.det(way[:, :2]))))
    colours = np.ascontiguousarray(source[..., :3])
    if scale < 0.7:  # else fine detail would turn into noise
        colours = cv2.GaussianBlur(colours, (0, 0), 0.45 / scale)
    how = cv2.INTER_CUBIC
    here = cv2.warpAffine(colours, way, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    whole = np.full(source.shape[:2], 255, np.uint8)
    inside = cv2.warpAffine(whole, way, size, flags=cv2.INTER_NEAREST) > 0
    return here.astype(np.float32), np.asarray(inside)


def _relit(here: Floats, there: Floats, share: Floats, apart: float) -> Floats:
    """The source in the target's light: its quick changes over the target's slow ones.

    Both are blurred within the face only (normalised convolution), so that no hair bleeds in.
    """
    weight = np.clip(share, 0.02, 1)[..., None]
    sigma = SLOW * apart

    def slow(values: Floats) -> Floats:
        top = cv2.GaussianBlur(values * weight, (0, 0), sigma)
        return np.asarray(top / cv2.GaussianBlur(weight, (0, 0), sigma)[..., None], np.float32)

    even = _alike(here, there, share)
    light, own = slow(there), slow(even)
    gain = np.clip(light / np.maximum(own, 8.0), 0.5, 2.0)
    return np.asarray(even * (1 + (1 - KEPT) * (gain - 1)), np.float32)


def _alike(here: Floats, there: Floats, share: Floats) -> Floats:
    """The source with mean and spread of the target's colours, in CIELAB (Reinhard et al. 2001)."""
    heart = share > 0.6
    if heart.sum() < 50:
        return here
    a, b = (cv2.cvtColor(each / 255, cv2.COLOR_RGB2LAB) for each in (here, there))
    mean_a, mean_b = a[heart].mean(0), b[heart].mean(0)
    spread = np.clip(b[heart].std(0) / np.maximum(a[heart].std(0), 1.0), 0.6, 1.5)
    spread[1:] = np.clip(spread[1:], 0.7, 1.3)
    lab = ((a - mean_a) * spread + mean_b).astype(np.float32)
    lab[..., 0] = np.clip(lab[..., 0], 0, 100)
    return np.asarray(np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB) * 255, 0, 255), np.float32)


def _share(
    face: Face, there: Floats, here: Floats, inside: npt.NDArray[np.bool_], corner: tuple[int, int]
) -> Floats:
    """How much of each pixel becomes the source's, 0 to 1: a soft egg, without what is hair in either."""
    across, down = _coordinates(face, there.shape, corner)
    chin = 1.06 * face_length(face)
    y = np.where(down < 0.35, (down - 0.35) / 1.0, (down - 0.35) / chin)
    egg = np.hypot(across / 1.06, y)
    soft = SOFT / 1.06
    oval = np.clip((1 - egg) / soft, 0, 1)
    core = np.clip((0.72 - egg) / 0.2, 0, 1)
    skin = np.minimum(_skin(there, egg), _skin(here, egg))
    skin = np.maximum(cv2.GaussianBlur(skin, (0, 0), max(0.8, 0.05 * face.apart)), core)
    share = (oval * skin * inside).astype(np.float32)
    share = share * share * (3 - 2 * share)
    share[share < 1 / 255] = 0
    return share


def face_length(face: Face) -> float:
    """From the line of the eyes to the mouth, in distances between the eyes."""
    middle = ((face.left[0] + face.right[0]) / 2, (face.left[1] + face.right[1]) / 2)
    return math.dist(middle, face.mouth) / face.apart


def _coordinates(face: Face, shape: Any, corner: tuple[int, int]) -> tuple[Floats, Floats]:
    """Of each pixel: across the face and down it from between the eyes, in distances between the eyes."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    middle = ((face.left[0] + face.right[0]) / 2, (face.left[1] + face.right[1]) / 2)
    x, y = columns + corner[0] - middle[0], rows + corner[1] - middle[1]
    right = np.array([face.right[0] - face.left[0], face.right[1] - face.left[1]]) / face.apart
    down = np.array([face.mouth[0] - middle[0], face.mouth[1] - middle[1]])
    down = down / np.linalg.norm(down)
    way = np.linalg.inv(np.stack([right, down], 1)) / face.apart
    return np.asarray(way[0, 0] * x + way[0, 1] * y), np.asarray(way[1, 0] * x + way[1, 1] * y)


def _skin(colours: Floats, egg: Floats) -> Floats:
    """How likely each pixel is skin, 0 to 1, by how near it is to the colours of the face's own middle."""
    lab = cv2.cvtColor(np.clip(colours / 255, 0, 1), cv2.COLOR_RGB2LAB)
    heart = lab[egg < 0.75]
    if len(heart) < 50:
        return np.ones(egg.shape, np.float32)
    middle = np.median(heart, 0)
    near = heart[np.abs(heart - middle).max(1) < 25]
    near = near if len(near) > 50 else heart
    spread = np.maximum(near.std(0), (5.0, 2.5, 2.5)) * (1.6, 1.2, 1.2)  # light differs more than tan
    strange = np.sqrt((((lab - middle) / spread) ** 2).sum(-1))
    return np.asarray(np.clip((STRANGE - strange) / 1.5, 0, 1), np.float32)
