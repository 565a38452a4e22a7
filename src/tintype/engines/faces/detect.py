"""Detection: where faces are, and in each where the eyes and the mouth are.

Boosted cascades of Haar-like features (Viola & Jones 2001; Lienhart & Maydt 2002), as OpenCV ships
them, find upright faces and eyes; the picture is looked at turned by a few angles as well. Pupils are
found where gradients meet (Timm & Barth 2011), the mouth where the face is darkest and reddest below.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels

    Grey = npt.NDArray[np.uint8]
    Point = tuple[float, float]

ANGLES = (0, -15, 15, -30, 30)
"""Degrees by which the picture is turned while looking for heads that are."""
LONGEST = 1024
"""Side in pixels at which a picture is looked at."""
SURE = 4
"""Windows that must agree on a face."""
OVERLAP = 0.35
"""Share of two boxes in common from which on they are one face."""
USUAL = 1.05
"""From the eyes to the mouth, in distances between the eyes."""
GRID = 48
"""Side in pixels at which an eye is looked at for its pupil."""


@dataclass(frozen=True)
class Face:
    """Points (x, y) in pixels of the picture; left and right as one sees them. width: of the head's front,
    ear to ear, about. seen: windows that agreed on it, twice as many where both eyes were."""

    left: Point
    right: Point
    mouth: Point
    width: float
    seen: int = 0

    @property
    def middle(self) -> Point:
        (ax, ay), (bx, by), (cx, cy) = self.left, self.right, self.mouth
        return (ax + bx + cx) / 3, (ay + by + cy) / 3

    @property
    def apart(self) -> float:
        """Pixels between the eyes."""
        return math.dist(self.left, self.right)


def faces(pixels: Pixels) -> list[Face]:
    """Every face that looks this way, from left to right. pixels: uint8 (H, W, 3|4)."""
    grey, red, scale = _small(pixels)
    found: list[Face] = []
    seen = (face for angle in ANGLES for face in _at(grey, red, angle))
    for face in sorted(seen, key=lambda each: -each.seen):
        if all(_apart(face, other) for other in found):
            found.append(face)
    found = [_scaled(face, 1 / scale) for face in found]
    return sorted(found, key=lambda face: face.middle[0])


def in_profile(pixels: Pixels) -> bool:
    """Whether a head is seen from the side."""
    grey, _, _ = _small(pixels)
    least = (max(24, min(grey.shape) // 10),) * 2
    return any(
        len(_cascade("profileface").detectMultiScale(np.ascontiguousarray(side), 1.1, SURE, minSize=least))
        for side in (grey, grey[:, ::-1])
    )


def _small(pixels: Pixels) -> tuple[Grey, Grey, float]:
    """How light it is in red, in which faces are found best, and how red it is (a* of CIELAB), both at
    most LONGEST wide or high; and the scale."""
    colours = np.ascontiguousarray(pixels[..., :3])
    scale = min(1.0, LONGEST / max(colours.shape))
    if scale < 1:
        colours = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(colours, cv2.COLOR_RGB2LAB)
    light, red = (np.array(plane, np.uint8, order="C") for plane in (colours[..., 0], lab[..., 1]))
    return light, red, scale


@cache
def _cascade(name: str) -> Any:
    folder: str = vars(cv2)["data"].haarcascades
    return cv2.CascadeClassifier(f"{folder}haarcascade_{name}.xml")


def _at(grey: Grey, red: Grey, angle: float) -> list[Face]:
    """Faces in a picture turned by an angle, in its own coordinates."""
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned, reds = (_warped(plane, turn) if angle else plane for plane in (grey, red))
    boxes, seen = _cascade("frontalface_alt2").detectMultiScale2(turned, 1.1, SURE, minSize=(24, 24))
    back = cv2.invertAffineTransform(turn)
    found: list[Face] = []
    for box, count in zip(boxes, seen, strict=True):
        x, y, w, h = map(int, box)
        if (face := _face(turned, reds, (x, y, w, h), int(count))) is not None:
            found.append(_turned(face, back))
    return found


def _warped(plane: Grey, turn: Any) -> Grey:
    height, width = plane.shape
    turned = cv2.warpAffine(plane, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def _face(grey: Grey, red: Grey, box: tuple[int, int, int, int], seen: int) -> Face | None:
    """The face in a box; None where no eyes are found in it."""
    width = box[2]
    eyes = _eyes(grey, box)
    if eyes is None:
        return None
    left, right, sure = eyes
    return Face(left, right, _mouth(grey, red, left, right), width * 0.86, seen * sure)


def _eyes(grey: Grey, box: tuple[int, int, int, int]) -> tuple[Point, Point, int] | None:
    """Pupils of the likeliest pair of eyes in the upper part of a box, and how many a cascade knew."""
    x, y, width, height = box
    pair: list[Point] = []
    sure = 0
    for from_, to in ((0.08, 0.52), (0.48, 0.92)):
        left, right, top, bottom = x + from_ * width, x + to * width, y + 0.18 * height, y + 0.58 * height
        part = _cut(grey, left, top, right, bottom)
        if part is None:
            return None
        region, (dx, dy) = part
        spot = _eye(region, width)
        sure += spot is not None
        centre = spot or (region.shape[1] / 2, region.shape[0] * 0.55)
        reach = 0.11 * width
        pair.append(_pupil(grey, (centre[0] + dx, centre[1] + dy), reach))
    if sure == 0:
        return None
    (ax, ay), (bx, by) = pair
    if not 0.25 * width < bx - ax < 0.65 * width or abs(by - ay) > 0.35 * (bx - ax):
        return None
    return pair[0], pair[1], sure


def _eye(region: Grey, width: float) -> Point | None:
    """Middle of the eye that a cascade finds in a part of a face."""
    large = cv2.resize(region, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC) if width < 160 else region
    scale = large.shape[1] / region.shape[1]
    least = (max(10, int(0.16 * width * scale)),) * 2
    for name in ("eye_tree_eyeglasses", "eye"):
        boxes, seen = _cascade(name).detectMultiScale2(large, 1.05, 2, minSize=least)
        if len(boxes):
            x, y, w, h = boxes[int(np.argmax(seen))]
            return (x + w / 2) / scale, (y + h * 0.52) / scale
    return None


def _cut(
    grey: Grey, left: float, top: float, right: float, bottom: float
) -> tuple[Grey, tuple[int, int]] | None:
    """The part inside the picture, and its corner; None where next to nothing is left."""
    height, width = grey.shape
    x0, y0 = max(0, round(left)), max(0, round(top))
    x1, y1 = min(width, round(right)), min(height, round(bottom))
    if x1 - x0 < 6 or y1 - y0 < 6:
        return None
    return grey[y0:y1, x0:x1], (x0, y0)


def _pupil(grey: Grey, near: Point, reach: float) -> Point:
    """Where the gradients around an eye meet: the middle of the dark disc (Timm & Barth 2011)."""
    part = _cut(grey, near[0] - reach, near[1] - 0.7 * reach, near[0] + reach, near[1] + 0.7 * reach)
    if part is None:
        return near
    region, (x0, y0) = part
    scale = GRID / region.shape[1]
    eye = cv2.GaussianBlur(cv2.resize(region, None, fx=scale, fy=scale), (0, 0), 1.2).astype(np.float32)
    dx, dy = cv2.Sobel(eye, cv2.CV_32F, 1, 0), cv2.Sobel(eye, cv2.CV_32F, 0, 1)
    size = np.hypot(dx, dy)
    strong = size > size.mean() + 0.3 * size.std()
    if strong.sum() < 8:
        return near
    ys, xs = np.nonzero(strong)
    gx, gy = dx[strong] / size[strong], dy[strong] / size[strong]
    rows, columns = np.mgrid[0 : eye.shape[0], 0 : eye.shape[1]]
    to_x, to_y = xs - columns[..., None], ys - rows[..., None]
    far = np.maximum(np.hypot(to_x, to_y), 1e-6)
    meet = (np.maximum(0, (to_x * gx + to_y * gy) / far) ** 2).mean(-1) * (255 - eye)
    away = np.hypot(columns - eye.shape[1] / 2, (rows - eye.shape[0] / 2) * 1.3) / (GRID / 2)
    y, x = np.unravel_index(int(np.argmax(meet * np.exp(-2.0 * away**2))), meet.shape)
    return float(x0 + (x + 0.5) / scale), float(y0 + (y + 0.5) / scale)


def _mouth(grey: Grey, red: Grey, left: Point, right: Point) -> Point:
    """Middle of the line between the lips: below the eyes, about as far as they are apart, the level at
    which it is darker and redder than above and below."""
    side = 64
    upright = _frame(left, right, side)
    size = (2 * side, int(2.2 * side))

    def levels(plane: Grey, sigma: float) -> Any:
        face = cv2.warpAffine(plane, upright, size, borderMode=cv2.BORDER_REPLICATE)
        middle = face[:, side - 16 : side + 16].astype(np.float32).mean(1, keepdims=True)
        return (cv2.GaussianBlur(middle, (1, 0), sigma) - cv2.GaussianBlur(middle, (1, 0), 3 * sigma))[:, 0]

    level = (np.arange(size[1]) - side / 2) / side
    likely = np.exp(-(((level - USUAL) / 0.16) ** 2) / 2)
    lips = levels(red, 5.0) / 4 - levels(grey, 3.0) / 24
    down = float(level[int(np.argmax((lips + 2) * likely))])
    apart = math.dist(left, right)
    ax, ay = (right[0] - left[0]) / apart, (right[1] - left[1]) / apart
    x, y = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    return x - ay * down * apart, y + ax * down * apart


def _frame(left: Point, right: Point, side: int) -> npt.NDArray[np.float64]:
    """Turns a face upright: eyes `side` apart, their middle at (side, side / 2)."""
    angle = math.degrees(math.atan2(right[1] - left[1], right[0] - left[0]))
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    turn = cv2.getRotationMatrix2D(middle, angle, side / math.dist(left, right))
    turn[:, 2] += (side - middle[0], side / 2 - middle[1])
    return np.asarray(turn, np.float64)


def _turned(face: Face, back: npt.NDArray[Any]) -> Face:
    def at(point: Point) -> Point:
        x, y = back @ (*point, 1.0)
        return float(x), float(y)

    return Face(at(face.left), at(face.right), at(face.mouth), face.width, face.seen)


def _scaled(face: Face, by: float) -> Face:
    def at(point: Point) -> Point:
        return point[0] * by, point[1] * by

    return Face(at(face.left), at(face.right), at(face.mouth), face.width * by, face.seen)


def _apart(one: Face, other: Face) -> bool:
    return math.dist(one.middle, other.middle) > OVERLAP * (one.width + other.width)
