"""Looks at a picture and its id and depth buffers, never at the Brief, and says what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

SEEN = 0.0012
"""Share of the picture that a thing must cover to count as seen."""

PAINT = {
    "tulip": 0.1, "flower": 0.1, "rose": 0.1, "book": 0.3, "notebook": 0.3, "umbrella": 0.35, "candle": 0.35,
    "balloon": 0.35, "lantern": 0.15, "watch": 0.15, "clock": 0.15, "gift_box": 0.35, "hourglass": 0.15,
    "bottle": 0.25, "perfume_bottle": 0.15, "wine_glass": 0.15, "camera": 0.2, "box": 0.4, "jar": 0.4,
}  # fmt: skip
"""Share of the lit part that must have the colour, for kinds that are not painted all over."""

_PAINT = {
    "red": ("#c81e1e", "#d9343a", "#9c1220"),
    "blue": ("#1f55c4", "#16264f", "#3f7ad8"),
    "green": ("#22863a", "#0f7a55", "#5fae5a"),
    "yellow": ("#f2c716", "#f5dc5a"),
    "orange": ("#ee7511", "#f09340"),
    "purple": ("#6f2fa0", "#8a55d6", "#5a2350"),
    "pink": ("#ee8fb0", "#f26fa0", "#e8b4c4"),
    "white": ("#f2f1ee", "#e6e0d2"),
    "black": ("#141416", "#2c2c2e"),
    "grey": ("#83858a", "#6a6a6a"),
    "turquoise": ("#2bb8b4", "#12777d", "#7fd6cf"),
    "brown": ("#6b4024", "#4a2c1a", "#8a5a3a"),
}
"""Base colour → paints of that name."""

_SHADE = {"orange": (0.6, 1.0, 1.2), "white": (0.5, 0.75, 1.0, 1.1), "grey": (0.6, 1.0, 1.2)}
"""How bright a paint may be lit and keep its name (linear); orange in deep shade IS brown."""
_ANY_SHADE = (0.3, 0.55, 1.0, 1.2)
_GLOSS = (0.0, 0.04, 0.08)
"""White light that a glossy surface adds: Fresnel's 4 % of a bright room, and twice that aslant."""


@dataclass(frozen=True)
class Seen:
    """One visible body: centre (x right, y down, 0..1), box, depth in metres, share of the picture."""

    id: int
    kind: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    depth: float
    share: float
    colours: dict[str, float]

    def shows(self, colour: str) -> bool:
        """Whether enough of it has that base colour: half of what is lit, or as much as its kind has
        paint (a tulip has green leaves, a book has pages)."""
        return self.colours.get(colour, 0.0) >= PAINT.get(self.kind, 0.5)


def seen(scene, pixels, ids, depth) -> list[Seen]:
    """The bodies that can be seen in a picture (H, W, 3) with its ids (H, W) and depth (H, W)."""
    height, width = ids.shape
    kinds = {body.id: body.kind for body in scene.bodies}
    found = []
    for number in np.unique(ids):
        mask = ids == number
        if number not in kinds or mask.mean() < SEEN:
            continue
        ys, xs = np.nonzero(mask)
        box = (xs.min() / width, ys.min() / height, (xs.max() + 1) / width, (ys.max() + 1) / height)
        found.append(
            Seen(
                int(number),
                kinds[number],
                float(xs.mean() / width),
                float(ys.mean() / height),
                box,
                float(np.median(depth[mask])),
                float(mask.mean()),
                colours_of(pixels[mask]),
            )
        )
    return found


def colours_of(pixels) -> dict[str, float]:
    """Base colour name → its share of the lit part of some sRGB pixels (N, 3) uint8.

    The brightest twentieth is left out (it shows the lamp, not the paint), and so are the darkest
    two fifths (they show the shadow).
    """
    lab = _lab(pixels.astype(np.float64) / 255)
    low, high = np.percentile(lab[:, 0], (40, 95))
    lit = lab[(lab[:, 0] >= low) & (lab[:, 0] <= high)]
    names = list(_references())
    weight = np.array([0.55, 1.0, 1.0])
    distance = np.stack(
        [
            np.linalg.norm((lit[:, None] - looks[None]) * weight, axis=2).min(axis=1)
            for looks in _references().values()
        ]
    )
    nearest = np.bincount(distance.argmin(axis=0), minlength=len(names)) / max(len(lit), 1)
    return {name: float(share) for name, share in zip(names, nearest, strict=True) if share > 0}


def holds(relation: str, a: Seen, b: Seen, c: Seen | None = None) -> bool:
    """Whether a stands in `relation` to b (and c) as the picture shows it."""
    wide = ((a.box[2] - a.box[0]) + (b.box[2] - b.box[0])) / 2
    near = abs(a.depth - b.depth) / max(a.depth, b.depth)
    apart = max(b.box[0] - a.box[2], a.box[0] - b.box[2])
    match relation:
        case "left_of":
            return a.x < b.x - 0.25 * wide
        case "right_of":
            return a.x > b.x + 0.25 * wide
        case "behind":
            return a.depth > b.depth
        case "in_front_of":
            return a.depth < b.depth
        case "next_to":
            return apart < wide and near < 0.35
        case "on":
            rests = abs(a.box[3] - b.box[1]) < 0.6 * (b.box[3] - b.box[1]) + 0.02
            return a.y < b.y and b.box[0] - 0.02 < a.x < b.box[2] + 0.02 and rests
        case "between":
            assert c is not None
            return min(b.x, c.x) < a.x < max(b.x, c.x)
    raise ValueError(relation)


def light_side(pixels, albedo, ids, body: int) -> str:
    """ "left" or "right": the side of a body that is brighter for its own paint."""
    mask = ids == body
    light = (pixels.astype(np.float64) / 255) ** 2.2 @ (0.2126, 0.7152, 0.0722)
    light = light / np.maximum(albedo @ (0.2126, 0.7152, 0.0722), 0.05)
    middle = np.median(np.nonzero(mask)[1])
    columns = np.arange(ids.shape[1])[None, :]
    left, right = light[mask & (columns < middle)], light[mask & (columns > middle)]
    return "left" if left.mean() > right.mean() else "right"


@cache
def _references():
    """Base colour → L*a*b* (N, 3) of its paints in all their shades and glosses."""
    looks = {}
    for name, paints in _PAINT.items():
        gloss = (0.0,) if name in ("white", "grey") else _GLOSS
        linear = [
            np.clip(_rgb(paint) ** 2.2 * shade + shine, 0, 1) ** (1 / 2.2)
            for paint, shade, shine in product(paints, _SHADE.get(name, _ANY_SHADE), gloss)
        ]
        looks[name] = _lab(np.stack(linear))
    return looks


def _rgb(code: str):
    return np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def _lab(rgb):
    """sRGB 0..1 (N, 3) → CIE L*a*b* (D65), the standard's own formulas."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ matrix.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)
