"""Plane curves for forms: profiles, outlines and paths. numpy only.

A profile is (radius, z), an outline is (x, y) anticlockwise without its first point repeated.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Points = Sequence[Sequence[float]] | Array


def table(text: str, unit: float = 0.001) -> Array:
    """Rows of numbers, "0 3 | 28 3 1 | 30 0", as an array times `unit` (millimetres unless told
    otherwise); short rows end in zeros."""
    rows = [[float(word) for word in row.split()] for row in text.split("|")]
    wide = max(len(row) for row in rows)
    return np.array([row + [0.0] * (wide - len(row)) for row in rows]) * unit


def fillet(points: Points, *, steps: int = 6, closed: bool = False) -> Array:
    """A polyline with rounded corners: rows (x, y) or (x, y, radius). The arc is cut short where it
    would use more than half of a neighbouring edge."""
    rows = [tuple(map(float, row)) for row in points]
    out: list[Array] = []
    for i, row in enumerate(rows):
        here = np.array(row[:2])
        radius = row[2] if len(row) > 2 else 0.0
        if radius <= 0 or (not closed and i in (0, len(rows) - 1)):
            out.append(here[None])
            continue
        before, after = np.array(rows[i - 1][:2]), np.array(rows[(i + 1) % len(rows)][:2])
        out.append(_corner(before, here, after, radius, steps))
    return np.concatenate(out)


def _corner(before: Array, here: Array, after: Array, radius: float, steps: int) -> Array:
    back, ahead = before - here, after - here
    a, b = float(np.hypot(*back)), float(np.hypot(*ahead))
    if a < 1e-9 or b < 1e-9:
        return here[None]
    back, ahead = back / a, ahead / b
    turn = float(np.pi - np.arccos(np.clip(float(back @ ahead), -1, 1)))
    if turn < 1e-3 or turn > np.pi - 1e-3:
        return here[None]
    reach = min(radius * np.tan(turn / 2), a / 2.001, b / 2.001)
    radius = reach / np.tan(turn / 2)
    middle = (back + ahead) / np.hypot(*(back + ahead))
    centre = here + middle * radius / np.cos(turn / 2)
    first, last = here + back * reach - centre, here + ahead * reach - centre
    t = np.linspace(0.0, turn, steps + 1)[:, None]
    return centre + (np.sin(turn - t) * first + np.sin(t) * last) / np.sin(turn)


def spline(points: Points, count: int = 48, *, closed: bool = False) -> Array:
    """`count` points of a centripetal Catmull–Rom curve through (N, 2) or (N, 3) points (Yuksel
    2011), evenly spread over the spans. An open curve keeps both ends."""
    p = np.asarray(points, dtype=np.float64)
    p = np.vstack([p[-1:], p, p[:2]]) if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    knot = np.append(0.0, np.cumsum(np.sqrt(np.maximum(np.linalg.norm(np.diff(p, axis=0), axis=1), 1e-12))))
    spans = len(p) - 3
    s = np.linspace(0, spans, count, endpoint=not closed)
    i = np.minimum(s.astype(np.int64), spans - 1)
    t0, t1, t2, t3 = (knot[i + k][:, None] for k in range(4))
    p0, p1, p2, p3 = (p[i + k] for k in range(4))
    t = t1 + (s - i)[:, None] * (t2 - t1)
    a1 = (t1 - t) / (t1 - t0) * p0 + (t - t0) / (t1 - t0) * p1
    a2 = (t2 - t) / (t2 - t1) * p1 + (t - t1) / (t2 - t1) * p2
    a3 = (t3 - t) / (t3 - t2) * p2 + (t - t2) / (t3 - t2) * p3
    b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
    b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
    return (t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2


def arc(centre: tuple[float, float], radius: float, start: float, end: float, count: int = 12) -> Array:
    """`count` points of a circular arc from `start` to `end` degrees, both included."""
    t = np.deg2rad(np.linspace(start, end, count))
    return np.stack([centre[0] + radius * np.cos(t), centre[1] + radius * np.sin(t)], axis=1)


def ellipse(width: float, depth: float, count: int = 64, *, power: float = 2.0) -> Array:
    """An anticlockwise (super)ellipse outline, centred; power 2 is an ellipse, 4 a squircle."""
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    c, s = np.cos(t), np.sin(t)
    shape = np.stack([np.sign(c) * np.abs(c) ** (2 / power), np.sign(s) * np.abs(s) ** (2 / power)], axis=1)
    return shape * [width / 2, depth / 2]


def rectangle(width: float, depth: float, radius: float = 0.0, *, steps: int = 6) -> Array:
    """An anticlockwise rectangle outline, centred, corners rounded by `radius`."""
    w, d = width / 2, depth / 2
    corners = [(-w, -d, radius), (w, -d, radius), (w, d, radius), (-w, d, radius)]
    return fillet(corners, steps=steps, closed=True)


def offset(profile: Points, distance: float) -> Array:
    """An open profile moved to its right (outwards), by mitred normals; the ends move straight."""
    line = np.asarray(profile, dtype=np.float64)
    edge = np.diff(line, axis=0)
    edge /= np.maximum(np.linalg.norm(edge, axis=1, keepdims=True), 1e-12)
    normal = np.stack([edge[:, 1], -edge[:, 0]], axis=1)
    corner = np.vstack([normal[:1], normal[:-1] + normal[1:], normal[-1:]])
    corner[1:-1] /= np.maximum((corner[1:-1] ** 2).sum(axis=1, keepdims=True) / 2.0, 0.25)
    return line + corner * distance


def radius_at(profile: Points, z: float | Array) -> Array:
    """The radius of a profile at heights z; it rises from its lowest point to its end."""
    line = np.asarray(profile, dtype=np.float64)
    line = line[int(np.argmin(line[:, 1])) :]
    order = np.argsort(line[:, 1], kind="stable")
    return np.asarray(np.interp(z, line[order, 1], line[order, 0]), dtype=np.float64)


def shell(outer: Points, wall: float, *, base: float | None = None, lip: int = 6) -> tuple[Array, Array]:
    """(closed profile of a vessel, its inner profile from the floor's centre to the lip).

    outer: rising profile from (0, 0) to the lip. wall, base: thickness of the side and the floor
    (metres; base defaults to the wall). The lip is a half round of `lip` steps."""
    line = np.asarray(outer, dtype=np.float64)
    inner = offset(line, -wall)
    floor = wall if base is None else base
    wallward = inner[int(np.flatnonzero(inner[:, 1] <= floor)[-1]) :]
    foot = float(np.interp(floor, wallward[:2, 1], wallward[:2, 0]))
    turn = min(3.0 * wall, 0.4 * foot)
    inner = wallward[(wallward[:, 0] > 1e-4) & (wallward[:, 1] > floor + turn)]
    inner = inner[np.append(True, np.diff(inner[:, 1]) > -1e-9)]
    start = fillet([(0.0, floor), (foot, floor, turn), (float(inner[0, 0]), float(inner[0, 1]))], steps=5)
    inner = np.vstack([start, inner[1:]])
    a, b = line[-1], inner[-1]
    side, rise = (a - b) / 2.0, np.array([-(a - b)[1], (a - b)[0]]) / 2.0
    t = np.linspace(0, np.pi, lip + 1)[1:-1, None]
    rim = (a + b) / 2.0 + np.cos(t) * side + np.sin(t) * rise
    return np.vstack([line, rim, inner[::-1]]), inner


def filled(inner: Points, level: float, *, overlap: float = 0.0002) -> Array:
    """The closed profile of what fills a vessel up to height `level`: its flat top, and walls that
    reach `overlap` metres into the vessel's own, so that no air lies between liquid and glass."""
    line = offset(inner, overlap)
    line[0, 0] = 0.0
    below = line[line[:, 1] < level - 1e-6]
    rim = [float(radius_at(line[1:], level)), level]
    return np.vstack([below, rim, [0.0, level]])


def triangulate(outline: Points) -> tuple[Array, Ints]:
    """(points, triangles) inside an outline, anticlockwise: a fan about the middle where that works
    (one point is added), ear clipping otherwise."""
    line = np.asarray(outline, dtype=np.float64)
    count = len(line)
    ahead = np.roll(line, -1, axis=0)
    area2 = line[:, 0] * ahead[:, 1] - line[:, 1] * ahead[:, 0]
    middle = ((line + ahead) * area2[:, None]).sum(axis=0) / (3.0 * area2.sum())
    a, b = line - middle, ahead - middle
    fan = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    if (fan * np.sign(area2.sum()) > 1e-14).all():
        i = np.arange(count)
        faces = np.stack([i, (i + 1) % count, np.full(count, count)], axis=1)
        points = np.vstack([line, middle])
    else:
        points, faces = line, _clip_ears(line, float(np.sign(area2.sum())))
    return points, (faces if area2.sum() > 0 else faces[:, ::-1]).astype(np.int64)


def _clip_ears(line: Array, sign: float) -> Ints:
    """Ear clipping, taking the fattest ear first; slivers are taken last."""
    left = list(range(len(line)))
    faces: list[tuple[int, int, int]] = []
    while len(left) > 3:
        ring = line[left]
        before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
        size = sign * _cross(ring - before, after - ring)
        fattest = np.argsort(-size / (np.linalg.norm(after - before, axis=1) ** 2 + 1e-12))
        order: list[int] = fattest.tolist()
        k = next((k for k in order if size[k] <= 0 or not _holds_any(ring, k, sign)), order[-1])
        n = len(left)
        faces.append((left[k - 1], left[k], left[(k + 1) % n]))
        left.pop(k)
    faces.append((left[0], left[1], left[2]))
    return np.array(faces, dtype=np.int64)


def _cross(a: Array, b: Array) -> Array:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]


def _holds_any(ring: Array, k: int, sign: float) -> bool:
    """Whether the ear at corner k has another corner in it."""
    n = len(ring)
    a, b, c = ring[k - 1], ring[k], ring[(k + 1) % n]
    rest = np.delete(ring, [(k - 1) % n, k, (k + 1) % n], axis=0)
    inside = (
        (sign * _cross(b - a, rest - a) > -1e-15)
        & (sign * _cross(c - b, rest - b) > -1e-15)
        & (sign * _cross(a - c, rest - c) > -1e-15)
    )
    return bool(inside.any())
