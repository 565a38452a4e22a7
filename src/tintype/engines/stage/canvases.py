"""Abstract paintings for frames on walls: colour fields, hills, circles, gestures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.lettering import Sheet, pixels
from tintype.engines.stage.surfaces.noise import clouds, grid, ramp, warped
from tintype.engines.stage.surfaces.surface import linear, mixed
from tintype.scene.streams import stream

if TYPE_CHECKING:
    import numpy.typing as npt

    Light = npt.NDArray[np.floating]


def canvas(seed: int, hue: float | None = None, *, aspect: float = 1.0, detail: int = 512) -> Sheet:
    """An abstract painting of aspect width / height, in one of four manners.

    hue: 0..1 of its leading colour, or None for the seed's own.
    """
    rng = stream(seed, "canvas")
    lead = float(rng.random()) if hue is None else hue
    w, h = pixels((aspect, 1.0), detail)
    n = max(w, h)
    x, y = grid(n)
    x, y = x * (n / w), y * (n / h)
    manner = (_fields, _hills, _circles, _gesture)[int(rng.integers(4))]
    painting = manner(rng, lead, x, y)
    bend = [0.004 * clouds(rng, n, beta=2.2, low=4) for _ in range(2)]
    brush = warped(clouds(rng, n, beta=0.9, low=8, stretch=12), bend[0], bend[1])
    painting = np.clip(painting * np.exp(0.045 * brush)[..., None], 0, 0.95).astype(np.float32)
    return Sheet(np.ascontiguousarray(painting[:h, :w]), None, np.zeros((h, w), np.float32))


def _fields(rng: np.random.Generator, lead: float, x: Light, y: Light) -> Light:
    """Two or three soft-edged rectangles floating on a ground."""
    n = x.shape[0]
    painting = np.broadcast_to(
        hsv(lead, float(rng.uniform(0.5, 0.9)), float(rng.uniform(0.25, 0.6))), (n, n, 3)
    )
    cuts = np.sort(rng.uniform(0.25, 0.75, int(rng.integers(1, 3))))
    edges = [0.05, *cuts.tolist(), 0.95]
    soft = 0.012 * clouds(rng, n, beta=2.4, low=3)
    for top, bottom in pairwise(edges):
        colour = hsv(
            lead + float(rng.normal(0, 0.05)), float(rng.uniform(0.4, 0.95)), float(rng.uniform(0.3, 0.95))
        )
        inside = np.minimum.reduce([x - 0.07, 0.93 - x, y - top - 0.012, bottom - 0.012 - y]) + soft
        wash = 0.82 + 0.13 * ramp(clouds(rng, n, beta=2.6), -1, 1)
        painting = mixed(painting, colour, ramp(inside, -0.012, 0.022) * wash)
    return painting


def _hills(rng: np.random.Generator, lead: float, x: Light, y: Light) -> Light:
    """A misty landscape: a graded sky, a pale sun, ranges that darken as they come near."""
    n = x.shape[0]
    warm = float(rng.uniform(0.02, 0.13))
    painting = mixed(hsv(lead, 0.35, 0.75), hsv(warm, 0.3, 0.97), ramp(y, 0.0, 0.6))
    sun = np.hypot((x - rng.uniform(0.25, 0.75)), (y - rng.uniform(0.2, 0.35)))
    painting = mixed(painting, hsv(warm, 0.2, 1.0), ramp(sun, 0.085, 0.078))
    for i in range(5):
        ridge = clouds(rng, n, beta=2.6 + 0.1 * i, low=1, high=40)[0]
        line = 0.42 + 0.115 * i + (0.05 - 0.004 * i) * ridge[None, :]
        colour = hsv(lead + 0.02 * i, 0.2 + 0.12 * i, 0.78 - 0.14 * i)
        painting = mixed(painting, colour, ramp(y - line, 0.0, 0.006))
        painting = mixed(painting, hsv(warm, 0.1, 0.95), 0.1 * ramp(y - line, 0.02, 0.2))
    return painting


def _circles(rng: np.random.Generator, lead: float, x: Light, y: Light) -> Light:
    """Overlapping discs, half-discs and bars in four related colours on a pale ground."""
    n = x.shape[0]
    painting = np.broadcast_to(hsv(lead + 0.02, 0.1, 0.93), (n, n, 3))
    turns = (0.0, 0.03, 0.5, 0.08)
    for i in range(int(rng.integers(4, 7))):
        colour = hsv(lead + turns[i % 4], float(rng.uniform(0.4, 0.85)), float(rng.uniform(0.25, 0.9)))
        cx, cy = rng.uniform(0.2, 0.8, 2)
        r = float(rng.uniform(0.1, 0.3))
        disc = ramp(np.hypot(x - cx, y - cy) - r, 0.004, 0.0)
        if rng.random() < 0.4:
            disc = disc * ramp((x - cx) if rng.random() < 0.5 else (y - cy), 0.0, 0.004)
        elif rng.random() < 0.3:
            disc = ramp(np.abs(x - cx) - 0.012, 0.003, 0.0) * ramp(np.abs(y - cy) - 1.4 * r, 0.003, 0.0)
        painting = mixed(painting, colour, 0.93 * disc)
    return painting


def _gesture(rng: np.random.Generator, lead: float, x: Light, y: Light) -> Light:
    """Broad sweeps of a loaded brush across a pale ground."""
    n = x.shape[0]
    painting = np.broadcast_to(hsv(lead, 0.07, 0.92), (n, n, 3))
    for i in range(int(rng.integers(4, 7))):
        turn = lead if i % 3 else lead + 0.5
        colour = hsv(
            turn + float(rng.normal(0, 0.03)), float(rng.uniform(0.3, 0.9)), float(rng.uniform(0.15, 0.9))
        )
        lean, bow = rng.normal(0, 0.5), rng.normal(0, 0.7)
        middle = float(rng.uniform(0.2, 0.8)) + lean * (x - 0.5) + bow * (x - 0.5) ** 2
        half = float(rng.uniform(0.03, 0.12)) * (1 + 0.25 * clouds(rng, n, beta=3, high=6))
        inside = half - np.abs(y - middle)
        start, end = np.sort(rng.uniform(0.0, 1.0, 2))
        length = ramp(np.minimum(x - start + 0.15, end + 0.25 - x), 0.0, 0.03)
        hairs = ramp(clouds(rng, n, beta=0.6, low=6, stretch=40) + 60 * inside * (1 - x * 0.4), -1.4, 0.6)
        painting = mixed(painting, colour, 0.95 * ramp(inside, 0.0, 0.006) * length * hairs)
    return painting


def hsv(h: float, s: float, v: float) -> Light:
    """Hue, saturation, value 0..1 of an sRGB colour → linear RGB (3,)."""
    k = (np.array([5.0, 3.0, 1.0]) + (h % 1.0) * 6) % 6
    rgb = v - v * s * np.clip(np.minimum(k, 4 - k), 0, 1)
    return linear("#" + "".join(f"{round(float(c) * 255):02x}" for c in rgb))
