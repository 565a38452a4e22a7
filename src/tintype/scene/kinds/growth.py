"""Things that grow: sheets, blades, petals, stems, branching and noise, as meshes. numpy only.

A blade lies in its own frame: it grows from the origin along +x, is wide along y and faces +z.
Arrays of points are float (…, 3) in metres; `t` runs 0 (base) → 1 (tip).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tintype.scene.kinds.shapes import surface, tube
from tintype.scene.mesh import Mesh

Array = npt.NDArray[Any]
GOLDEN = np.pi * (3.0 - np.sqrt(5.0))
"""The angle between successive leaves or seeds, radians."""


def unit(v: Array) -> Array:
    """Vectors (…, 3) scaled to length one; zero stays zero."""
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12)


def sheet(points: Array, uv: Array | None = None) -> Mesh:
    """A smooth single sheet through a grid of points (rows, columns, 3). Where rows run along x and
    columns along y it faces +z. uv in metres: u along the columns' arc (middle 0), v along rows."""
    rows, cols = points.shape[:2]
    if uv is None:
        u = np.zeros((rows, cols))
        u[:, 1:] = np.cumsum(np.linalg.norm(np.diff(points, axis=1), axis=2), axis=1)
        v = np.zeros((rows, cols))
        v[1:] = np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=2), axis=0)
        uv = np.stack([u - u[:, -1:] / 2, v[:, cols // 2 : cols // 2 + 1] + 0 * v], axis=-1)
    index: npt.NDArray[np.int64] = np.arange(rows * cols, dtype=np.int64).reshape(rows, cols)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    faces = np.concatenate([np.stack(f, -1).reshape(-1, 3) for f in ((a, d, c), (a, c, b))])
    return surface(points.reshape(-1, 3), faces, uv.reshape(-1, 2), crease=120.0)


def _normals(mesh: Mesh) -> Array:
    assert mesh.normals is not None, "a mesh without normals cannot grow"
    return mesh.normals


def frames(forward: npt.ArrayLike, up: npt.ArrayLike) -> Array:
    """Rotations (K, 3, 3) whose columns are forward (K, 3), side, and the normal nearest `up`."""
    ahead = unit(np.atleast_2d(np.asarray(forward, float)))
    side = np.cross(np.broadcast_to(np.asarray(up, float), ahead.shape), ahead)
    poor = np.linalg.norm(side, axis=1) < 1e-3
    side[poor] = np.cross(np.array([0.31, 0.95, 0.07]), ahead[poor])
    side = unit(side)
    return np.stack([ahead, side, np.cross(ahead, side)], axis=-1)


def copies(mesh: Mesh, axes: Array, at: Array, scale: Array | float = 1.0) -> Mesh:
    """The mesh repeated: turned by axes (K, 3, 3), scaled by scale (K,), moved to at (K, 3)."""
    axes, at = np.atleast_3d(axes).reshape(-1, 3, 3), np.atleast_2d(np.asarray(at, float))
    count = max(len(axes), len(at))
    size = np.broadcast_to(np.asarray(scale, float), (count,))
    axes, at = np.broadcast_to(axes, (count, 3, 3)), np.broadcast_to(at, (count, 3))
    points = np.einsum("kij,nj->kni", axes, mesh.vertices) * size[:, None, None] + at[:, None]
    normals = np.einsum("kij,nj->kni", axes, _normals(mesh))
    n = len(mesh.vertices)
    return Mesh(
        points.reshape(-1, 3).astype(np.float32),
        (mesh.faces[None] + (np.arange(count) * n)[:, None, None]).reshape(-1, 3).astype(np.int32),
        (mesh.uv[None] * size[:, None, None]).reshape(-1, 2).astype(np.float32),
        normals.reshape(-1, 3).astype(np.float32),
    )


def on_ground(*meshes: Mesh, centre: bool = False) -> list[Mesh]:
    """The meshes lifted or lowered together until the lowest point is at z = 0; with `centre`, also
    moved so that their bounds lie evenly about the z axis."""
    low = np.min([m.vertices.min(axis=0) for m in meshes], axis=0)
    high = np.max([m.vertices.max(axis=0) for m in meshes], axis=0)
    by = np.array([*((low + high)[:2] / 2 if centre else (0, 0)), low[2]], np.float32)
    return [Mesh(m.vertices - by, m.faces, m.uv, m.normals) for m in meshes]


def floored(mesh: Mesh) -> Mesh:
    """The mesh with what reaches under the ground flattened onto it, for feet that stand level."""
    vertices = np.maximum(mesh.vertices, np.array([-np.inf, -np.inf, 0], np.float32))
    a, b, c = (vertices[mesh.faces[:, k]].astype(np.float64) for k in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return Mesh(vertices, mesh.faces[area > 1e-12], mesh.uv, mesh.normals)


def swell(t: Array, base: float, tip: float) -> Array:
    """A width over t that is 0 at both ends and 1 at its widest, base / (base + tip) of the way;
    exponents under 1 are blunt, over 1 are drawn out."""
    peak = base / (base + tip)
    top = peak**base * (1 - peak) ** tip
    return np.clip(t, 0, 1) ** base * np.clip(1 - t, 0, 1) ** tip / top


def blade(
    length: float,
    width: Array,
    *,
    t: Array | None = None,
    cols: int = 6,
    bend: float = 0.4,
    fold: float = 0.2,
    cup: float = 0.0,
    wave: float = 0.0,
    ripples: float = 3.0,
    sweep: float = 0.0,
    phase: float = 0.0,
) -> Mesh:
    """A leaf or petal. width (rows,): HALF width in metres at t. bend: radians that the midrib turns
    down from base to tip (negative: up). fold: rise of the edges per metre of half width; cup: the
    same, as a bowl. wave: ripple of the edge, share of the half width. sweep: metres that the edge
    runs ahead of the midrib per metre of half width."""
    rows = len(width)
    t = np.linspace(0, 1, rows) if t is None else t
    angle = -bend * t
    step = np.diff(t, prepend=0.0) * length
    x, z = np.cumsum(np.cos(angle) * step), np.cumsum(np.sin(angle) * step)
    v = np.linspace(-1, 1, cols + 1)[None, :]
    w = np.asarray(width)[:, None]
    lift = fold * np.abs(v) * w + cup * v**2 * w
    lift = lift + wave * w * np.abs(v) ** 1.5 * np.sin(2 * np.pi * ripples * t[:, None] + phase + 2.1 * v)
    along = sweep * np.abs(v) * w
    c, s = np.cos(angle)[:, None], np.sin(angle)[:, None]
    points = np.stack([x[:, None] + along * c - lift * s, v * w, z[:, None] + along * s + lift * c], -1)
    return sheet(points, np.stack([v * w, t[:, None] * length + 0 * v], -1))


def stem(path: npt.ArrayLike, radius: Array | float, *, sides: int = 8) -> Mesh:
    """A round rod along path (n, 3) of the given radius (or radii (n,)), its ends closed."""
    return tube(np.asarray(path, float), radius, section=sides)


def line(start: npt.ArrayLike, end: npt.ArrayLike, points: int = 3) -> Array:
    """Points (points, 3) evenly from start to end."""
    t = np.linspace(0, 1, points)[:, None]
    return np.asarray(start, float) * (1 - t) + np.asarray(end, float) * t


def bow(start: npt.ArrayLike, end: npt.ArrayLike, sag: npt.ArrayLike, points: int = 8) -> Array:
    """A parabola (points, 3) from start to end whose middle is moved by `sag` (3,)."""
    t = np.linspace(0, 1, points)[:, None]
    return line(start, end, points) + np.asarray(sag, float) * 4 * t * (1 - t)


def limb(
    rng: np.random.Generator,
    start: Array,
    direction: Array,
    length: float,
    *,
    points: int = 7,
    wander: float = 0.15,
    lift: float = 0.0,
) -> Array:
    """A crooked path (points, 3): each step turns by about `wander` radians and `lift` upwards."""
    heading = unit(np.asarray(direction, float))
    path = [np.asarray(start, float)]
    for _ in range(points - 1):
        heading = unit(heading + wander * rng.normal(size=3) + np.array([0, 0, lift]))
        path.append(path[-1] + heading * length / (points - 1))
    return np.stack(path)


def around(count: int, *, low: float = -1.0, high: float = 1.0) -> Array:
    """Directions (count, 3) spread evenly over the sphere between the heights low and high."""
    z = low + (high - low) * (np.arange(count) + 0.5) / count
    a = np.arange(count) * GOLDEN
    r = np.sqrt(1 - z**2)
    return np.stack([r * np.cos(a), r * np.sin(a), z], axis=-1)


def bumps(points: Array, rng: np.random.Generator, *, waves: int = 12, frequency: float = 2.0) -> Array:
    """Smooth noise in about [−1, 1] at points (…, 3): a sum of random plane waves of one to three
    times `frequency` radians per unit."""
    k = unit(rng.normal(size=(waves, 3))) * frequency * rng.uniform(1, 3, size=(waves, 1))
    gain = 1 / np.linalg.norm(k, axis=1)
    gain = gain / np.sqrt((gain**2).sum() / 2) / 1.6
    return (np.sin(points @ k.T + rng.uniform(0, 2 * np.pi, waves)) * gain).sum(-1)


def whorl(angles: Array, tilt: Array | float) -> Array:
    """Rotations (K, 3, 3) for blades set around +z at `angles` (radians), each rising by `tilt`
    radians from the horizontal, upper sides towards the axis."""
    a = np.asarray(angles, float)
    e = np.broadcast_to(np.asarray(tilt, float), a.shape)
    forward = np.stack([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)], -1)
    normal = np.stack([-np.cos(a) * np.sin(e), -np.sin(a) * np.sin(e), np.cos(e)], -1)
    return np.stack([forward, np.cross(normal, forward), normal], axis=-1)


def facing(direction: Array) -> Array:
    """A rotation (3, 3) that takes +z to `direction` and keeps x level."""
    z = unit(np.asarray(direction, float))
    x = np.cross(np.array([0, 1.0, 0]) if abs(z[1]) < 0.9 else np.array([0, 0, 1.0]), z)
    x = unit(x)
    return np.stack([x, np.cross(z, x), z], axis=-1)


def turned(meshes: Sequence[Mesh], axes: Array, at: Array, scale: float = 1.0) -> list[Mesh]:
    """Every mesh turned by axes (3, 3), scaled and moved to at (3,)."""
    return [copies(m, axes, np.asarray(at, float), scale) for m in meshes]


def cup_petal(
    lean: Array,
    length: float,
    width: Array,
    *,
    angle: float = 0.0,
    radius: float = 0.003,
    height: float = 0.0,
    spiral: float = 0.0,
    point: float = 0.15,
    edge: float = 0.0,
    cols: int = 8,
) -> Mesh:
    """A petal that stands around the axis z as part of a cup. lean (rows,): radians by which it
    leans outwards from base to tip; width (rows,): HALF width in metres along the cup; spiral:
    metres that one edge lies further out than the other; point: how much shorter the edges are,
    as a share; edge: metres that the edges roll outwards."""
    rows = len(width)
    v = np.linspace(-1, 1, cols + 1)[None, :]
    s = np.linspace(0, 1, rows)[:, None] * (1 - point * v**2)
    ds = length / (rows - 1)
    r = radius + np.concatenate([[0], np.cumsum(np.sin((lean[1:] + lean[:-1]) / 2) * ds)])
    z = height + np.concatenate([[0], np.cumsum(np.cos((lean[1:] + lean[:-1]) / 2) * ds)])
    knots = np.linspace(0, 1, rows)
    rr, zz, ww = np.interp(s, knots, r), np.interp(s, knots, z), np.interp(s, knots, np.asarray(width))
    turn = np.clip(ww / np.maximum(rr, 1e-4), 0, 2.9) * v + angle
    out = rr + spiral * v * s + edge * v**4 * s**2
    points = np.stack([out * np.cos(turn), out * np.sin(turn), zz], axis=-1)
    return sheet(points, np.stack([ww * v, s * length], axis=-1))
