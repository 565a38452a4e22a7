"""The geometry toolkit behind every kind: curves in, smooth closed triangles out. numpy only.

Axes as in the Scene: z up, the front faces −y, metres, angles in degrees. Outlines and profiles are
(N, 2) arrays or nested sequences. All meshes carry unit normals, smooth where faces meet under the
crease angle and sharp elsewhere; texture seams lie at the back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt

from tintype.scene.kinds.curves import triangulate
from tintype.scene.mesh import Mesh

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Points = Sequence[Sequence[float]] | Array
Warp = Callable[[Array], Array]
Vec3 = tuple[float, float, float]

CREASE = 40.0
"""Faces that meet at more than this many degrees keep a sharp edge between them."""


def surface(vertices: Array, faces: Ints, uv: Array, *, crease: float = CREASE) -> Mesh:
    """A Mesh from raw triangles: coincident vertices welded, zero-area triangles dropped, normals
    averaged over the faces around a point that meet at less than `crease` degrees (weights: corner
    angle times area, after Thürmer and Wüthrich 1998), corners that then agree shared again."""
    point = _weld(vertices, float(np.ptp(vertices, axis=0).max()) or 1.0)
    ids = point[faces]
    corners = vertices[faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(cross, axis=1)
    distinct = (ids[:, 0] != ids[:, 1]) & (ids[:, 1] != ids[:, 2]) & (ids[:, 0] != ids[:, 2])
    keep = distinct & (area > 1e-13)
    faces, ids, corners, area = faces[keep], ids[keep], corners[keep], area[keep]
    flat = cross[keep] / area[:, None]
    normals = _corner_normals(ids.ravel(), flat, _corner_angles(corners) * area[:, None], crease)
    corner = faces.ravel()
    shared = _weld(uv[corner], float(np.ptp(uv, axis=0).max()) or 1.0)
    turned = _weld(normals, 64.0)
    key = (ids.ravel() * (shared.max() + 1) + shared) * (turned.max() + 1) + turned
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return Mesh(
        vertices[corner][first].astype(np.float32),
        inverse.reshape(-1, 3).astype(np.int32),
        uv[corner][first].astype(np.float32),
        normals[first].astype(np.float32),
    )


def _weld(values: Array, extent: float) -> Ints:
    """For every row the number of its position on a grid of about `extent` / 2^20."""
    away: Array = (values - values.min(axis=0)) / (extent * 1.000123e-6)
    steps = np.rint(away).astype(np.int64)
    packed: Ints = steps[:, 0]
    for column in range(1, values.shape[1]):
        packed = (packed << 20) + steps[:, column]
    return np.unique(packed, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _corner_angles(corners: Array) -> Array:
    """(M, 3) radians at the three corners of (M, 3, 3) triangles."""
    ahead = np.roll(corners, -1, axis=1) - corners
    back = np.roll(corners, 1, axis=1) - corners
    size = np.linalg.norm(ahead, axis=2) * np.linalg.norm(back, axis=2)
    return np.arccos(np.clip((ahead * back).sum(axis=2) / size, -1.0, 1.0))


def _corner_normals(point: Ints, flat: Array, weight: Array, crease: float) -> Array:
    """Unit normals (3M, 3) of all corners from face normals (M, 3) and corner weights (M, 3)."""
    order = np.argsort(point, kind="stable")
    _, start, count = np.unique(point[order], return_index=True, return_counts=True)
    per_corner = np.repeat(count, count)
    total = int(per_corner.sum())
    offset = np.arange(total) - np.repeat(np.cumsum(per_corner) - per_corner, per_corner)
    here = np.repeat(order, per_corner)
    other = order[np.repeat(np.repeat(start, count), per_corner) + offset]
    near = (flat[here // 3] * flat[other // 3]).sum(axis=1) > np.cos(np.deg2rad(crease))
    here, other = here[near], other[near]
    pull = flat[other // 3] * weight.ravel()[other][:, None]
    total_pull = np.stack([np.bincount(here, pull[:, k], len(point)) for k in range(3)], axis=1)
    return total_pull / np.linalg.norm(total_pull, axis=1, keepdims=True)


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────


def quads(rows: int, columns: int) -> Ints:
    """Two triangles per cell of a row-major grid; they face (column direction) × (row direction)."""
    corner = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = corner[:-1, :-1], corner[:-1, 1:], corner[1:, 1:], corner[1:, :-1]
    both = np.stack([np.stack([a, b, c], axis=-1), np.stack([a, c, d], axis=-1)], axis=2)
    return both.reshape(-1, 3).astype(np.int64)


def grid(points: Array, *, uv: Array | None = None, crease: float = CREASE) -> Mesh:
    """A sheet through (R, C, 3) points, facing (column direction) × (row direction). uv defaults to
    mean arc length in metres along columns (u) and rows (v)."""
    if uv is None:
        u = np.linalg.norm(np.diff(points, axis=1), axis=2).mean(axis=0)
        v = np.linalg.norm(np.diff(points, axis=0), axis=2).mean(axis=1)
        uv = _mesh_uv(np.append(0.0, np.cumsum(u)), np.append(0.0, np.cumsum(v)))
    rows, columns = points.shape[:2]
    return surface(points.reshape(-1, 3), quads(rows, columns), uv.reshape(-1, 2), crease=crease)


def picture_grid(points: Array) -> Mesh:
    """A sheet whose uv covers [0, 1]² for a picture slot: columns run right, rows run up."""
    rows, columns = points.shape[:2]
    return grid(points, uv=_mesh_uv(np.linspace(0, 1, columns), np.linspace(0, 1, rows)))


def _mesh_uv(u: Array, v: Array) -> Array:
    return np.stack(np.meshgrid(u, v), axis=-1)


def height_field(x: Array, y: Array, z: Array, *, crease: float = CREASE) -> Mesh:
    """The open surface z (len(y), len(x)) over two rising axes, facing up, uv = (x, y)."""
    flat = _mesh_uv(x, y)
    return grid(np.concatenate([flat, z[..., None]], axis=-1), uv=flat, crease=crease)


def thick_sheet(points: Array, thickness: float, *, crease: float = CREASE) -> Mesh:
    """A closed sheet: (R, C, 3) points are its upper side, the lower one lies `thickness` behind
    along the surface normal. For leaves, cloth, paper, bent straps."""
    rows, columns = points.shape[:2]
    across, along = np.gradient(points, axis=1), np.gradient(points, axis=0)
    normal = np.cross(across, along)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-12)
    lower = points - normal * thickness
    u = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(points, axis=1), axis=2).mean(axis=0)))
    v = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=2).mean(axis=1)))
    flat = _mesh_uv(u, v).reshape(-1, 2)
    count = rows * columns
    index: Ints = np.arange(count, dtype=np.int64).reshape(rows, columns)
    loop: Ints = np.concatenate([index[0, :], index[1:, -1], index[-1, -2::-1], index[-2:0:-1, 0]])
    after = np.roll(loop, -1)
    rim: Ints = np.concatenate(
        [np.stack([loop, loop + count, after + count], 1), np.stack([loop, after + count, after], 1)]
    )
    faces = np.concatenate([quads(rows, columns), quads(rows, columns)[:, ::-1] + count, rim])
    both = np.concatenate([points.reshape(-1, 3), lower.reshape(-1, 3)])
    return surface(both, faces, np.concatenate([flat, flat]), crease=crease)


# ── solids ───────────────────────────────────────────────────────────────────────────────────────


def lathe(
    profile: Points,
    *,
    segments: int = 72,
    arc: float = 360.0,
    crease: float = CREASE,
    warp: Warp | None = None,
) -> Mesh:
    """`profile` (radius, z) turned about the z axis. Walk the profile with the outside on its right:
    up the outer wall, over the lip, down the inner one. It is closed if it starts and ends on the
    axis or where it began. arc < 360 leaves a wedge out, centred at the back, and closes the cut.
    warp: moves the vertices (N, 3) → (N, 3) before normals are found."""
    line = np.asarray(profile, dtype=np.float64)
    half = arc / 2.0
    angle = np.deg2rad(np.linspace(-90.0 - half, -90.0 + half, segments + 1))
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    if arc >= 360.0:
        ring[-1] = ring[0]
    reach = float(line[:, 0].max())
    span = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    pieces: list[tuple[Array, Ints, Array]] = []
    for i in range(len(line) - 1):
        pieces.append(_band(line[i], line[i + 1], ring, angle * reach, (span[i], span[i + 1])))
    if arc < 360.0:
        lid, faces = triangulate(line)
        for spoke, side in ((ring[0], faces), (ring[-1], faces[:, ::-1])):
            pieces.append((np.concatenate([lid[:, :1] * spoke, lid[:, 1:]], axis=1), side, lid))
    vertices, faces, uv = _stack(pieces)
    return surface(warp(vertices) if warp else vertices, faces, uv, crease=crease)


def _band(
    a: Array, b: Array, ring: Array, around: Array, span: tuple[float, float]
) -> tuple[Array, Ints, Array]:
    """One turn between two profile points; near-level bands take their uv from above."""
    levels = [np.concatenate([p[0] * ring, np.full((len(ring), 1), p[1])], axis=1) for p in (a, b)]
    level = abs(b[1] - a[1]) < 0.35 * abs(b[0] - a[0])
    uv = [
        p[:, :2] if level else np.stack([around, np.full(len(ring), s)], 1)
        for p, s in zip(levels, span, strict=True)
    ]
    return np.concatenate(levels), quads(2, len(ring)), np.concatenate(uv)


def _stack(pieces: Sequence[tuple[Array, Ints, Array]]) -> tuple[Array, Ints, Array]:
    offset = np.cumsum([0, *(len(p[0]) for p in pieces[:-1])])
    return (
        np.concatenate([p[0] for p in pieces]),
        np.concatenate([p[1] + o for p, o in zip(pieces, offset, strict=True)]),
        np.concatenate([p[2] for p in pieces]),
    )


def extrude(
    outline: Points, height: float, *, bevel: float | tuple[float, float] = 0.0, steps: int = 3
) -> Mesh:
    """A prism on z = 0 over an anticlockwise outline, its edges rounded by `bevel` metres (or by two
    radii: below, above)."""
    line = np.asarray(outline, dtype=np.float64)
    below, above = bevel if isinstance(bevel, tuple) else (bevel, bevel)
    high = [(p, height - z) for p, z in reversed(_rounded_edge(line, above, steps))]
    rings = _rounded_edge(line, below, steps) + high
    pieces = _walls(rings)
    for points, z, flip in ((rings[0][0], rings[0][1], True), (rings[-1][0], rings[-1][1], False)):
        lid, faces = triangulate(points)
        flat = np.column_stack([lid, np.full(len(lid), z)])
        pieces.append((flat, faces[:, ::-1] if flip else faces, lid))
    return surface(*_stack(pieces))


def _rounded_edge(line: Array, bevel: float, steps: int) -> list[tuple[Array, float]]:
    if bevel <= 0:
        return [(line, 0.0)]
    turn = np.deg2rad(np.linspace(0, 90, steps + 1))
    return [(_inset(line, bevel * (1 - np.sin(t))), bevel * (1 - np.cos(t))) for t in turn]


def extrude_ring(outer: Points, inner: Points, height: float, *, bevel: float = 0.0) -> Mesh:
    """A prism with a hole, on z = 0. Both outlines anticlockwise with as many points each, the i-th
    across from the i-th. bevel: width of a 45° chamfer on all edges."""
    out, hole = np.asarray(outer, dtype=np.float64), np.asarray(inner, dtype=np.float64)
    low, high = ([(out, 0.0)], [(out, height)])
    inside = [(hole, height), (hole, 0.0)]
    if bevel > 0:
        thin, wide = _inset(out, bevel), _inset(hole, -bevel)
        low, high = [(thin, 0.0), (out, bevel)], [(out, height - bevel), (thin, height)]
        inside = [(wide, height), (hole, height - bevel), (hole, bevel), (wide, 0.0)]
    rings = low + high + inside
    return surface(*_stack(_walls([*rings, rings[0]])))


def _inset(line: Array, distance: float) -> Array:
    """An anticlockwise outline moved inwards along its mitred corner normals."""
    edge = np.roll(line, -1, axis=0) - line
    edge /= np.maximum(np.linalg.norm(edge, axis=1, keepdims=True), 1e-12)
    normal = np.stack([-edge[:, 1], edge[:, 0]], axis=1)
    corner = normal + np.roll(normal, 1, axis=0)
    corner /= np.maximum((corner * corner).sum(axis=1, keepdims=True) / 2.0, 0.25)
    return line + corner * distance


def _walls(rings: Sequence[tuple[Array, float]]) -> list[tuple[Array, Ints, Array]]:
    """Bands between outlines at given heights, each seen from its right."""
    pieces: list[tuple[Array, Ints, Array]] = []
    for (a, low), (b, high) in pairwise(rings):
        loops = [
            np.column_stack([np.vstack([p, p[:1]]), np.full(len(p) + 1, z)]) for p, z in ((a, low), (b, high))
        ]
        around = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(loops[0], axis=0), axis=1)))
        level = abs(high - low) < 1e-9
        uv = [p[:, :2] if level else np.stack([around, p[:, 2]], axis=1) for p in loops]
        pieces.append((np.concatenate(loops), quads(2, len(loops[0])), np.concatenate(uv)))
    return pieces


def box(
    size: Vec3, radius: float = 0.0, *, steps: int = 4, divisions: int = 1, warp: Warp | None = None
) -> Mesh:
    """A box (x, y, z) standing on z = 0 with edges rounded by `radius`. divisions: cells across each
    flat, for a warp of the vertices to bend."""
    half = np.asarray(size, dtype=np.float64) / 2.0
    radius = min(radius, float(half.min()) * 0.999)
    core = half - radius
    pieces: list[tuple[Array, Ints, Array]] = []
    bend = radius * np.tan(np.deg2rad(np.linspace(0, 45, steps + 1)))
    for axis in range(3):
        i, j = (axis + 1) % 3, (axis + 2) % 3
        line_i, line_j = (_across(core[k], bend, divisions, rounded=radius > 0) for k in (i, j))
        flat = _mesh_uv(line_i, line_j)
        for sign in (1.0, -1.0):
            p = np.zeros((*flat.shape[:2], 3))
            p[..., i], p[..., j], p[..., axis] = flat[..., 0] * sign, flat[..., 1], half[axis] * sign
            kept = np.clip(p, -core, core)
            away = p - kept
            length = np.maximum(np.linalg.norm(away, axis=2, keepdims=True), 1e-12)
            p = kept + away / length * radius if radius > 0 else p
            uv = flat if axis == 2 else (flat[..., ::-1] if axis == 1 else flat)
            pieces.append(
                (p.reshape(-1, 3) + np.array([0, 0, half[2]]), quads(*flat.shape[:2]), uv.reshape(-1, 2))
            )
    vertices, faces, uv = _stack(pieces)
    return surface(warp(vertices) if warp else vertices, faces, uv)


def _across(core: float, bend: Array, divisions: int, *, rounded: bool) -> Array:
    flat = np.linspace(-core, core, divisions + 1)
    return np.concatenate([-core - bend[:0:-1], flat, core + bend[1:]]) if rounded else flat


def ball(
    size: Vec3, *, roundness: tuple[float, float] = (1.0, 1.0), detail: int = 48, warp: Warp | None = None
) -> Mesh:
    """A superellipsoid with the given diameters, centred at the origin. roundness (upright, seen
    from above): 1 is an ellipsoid, towards 0 a box, 2 a double pyramid (Barr 1981)."""
    upright, around = roundness
    half = np.asarray(size, dtype=np.float64) / 2.0

    def power(value: Array, exponent: float) -> Array:
        return np.sign(value) * np.abs(value) ** exponent

    def stretch(points: Array) -> Array:
        r = np.maximum(np.hypot(points[:, 0], points[:, 1]), 1e-12)
        turned = power(points[:, :2] / r[:, None], around) * power(r, upright)[:, None]
        out = np.column_stack([turned, power(points[:, 2], upright)]) * half
        return warp(out) if warp else out

    t = np.deg2rad(np.linspace(-90, 90, detail // 2 + 1))
    profile = np.stack([np.cos(t), np.sin(t)], axis=1)
    profile[[0, -1], 0] = 0.0
    made = lathe(profile, segments=detail, crease=60.0, warp=stretch)
    return Mesh(made.vertices, made.faces, made.uv * np.float32(half.mean()), made.normals)


def tube(
    path: Points,
    radius: float | Array,
    *,
    section: Points | int = 12,
    closed: bool = False,
    up: Vec3 | None = None,
    mouth: float = 0.0,
) -> Mesh:
    """A round bar along (N, 3) `path`; radius in metres, or one per point. section: sides of the
    circle, or an anticlockwise outline in units of the radius. closed: the path returns to its first
    point. up: keeps the outline's second axis near this direction; else it turns as little as
    possible (parallel transport). Ends are flat. mouth: depth in metres of a hole in the far end."""
    line = np.asarray(path, dtype=np.float64)
    size = np.broadcast_to(np.asarray(radius, dtype=np.float64), (len(line),))
    if isinstance(section, int):
        t = np.linspace(0, 2 * np.pi, section, endpoint=False)
        outline = np.stack([np.cos(t), np.sin(t)], axis=1)
    else:
        outline = np.asarray(section, dtype=np.float64)
    if closed:
        line, size = np.vstack([line, line[:1]]), np.append(size, size[:1])
    side, rise = _frames(line, closed=closed, up=up)
    if mouth > 0:
        inwards = np.cross(rise[-1], side[-1])
        line = np.vstack([line, line[-1:], line[-1:] + inwards * mouth])
        size = np.append(size, np.full(2, size[-1] * 0.8))
        side, rise = (np.vstack([a, a[-1:], a[-1:]]) for a in (side, rise))
    loop = np.vstack([outline, outline[:1]])
    rings = line[:, None] + size[:, None, None] * (
        loop[None, :, :1] * side[:, None] + loop[None, :, 1:] * rise[:, None]
    )
    if closed:
        rings[-1] = rings[0]
    along = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    around = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(loop, axis=0), axis=1))) * size.mean()
    pieces = [(rings.reshape(-1, 3), quads(len(line), len(loop)), _mesh_uv(around, along).reshape(-1, 2))]
    if not closed:
        lid, faces = triangulate(outline)
        for i, flip in ((0, True), (-1, False)):
            end = line[i] + size[i] * (lid[:, :1] * side[i] + lid[:, 1:] * rise[i])
            pieces.append((end, faces[:, ::-1] if flip else faces, lid * size[i]))
    return surface(*_stack(pieces))


def _frames(line: Array, *, closed: bool, up: Vec3 | None) -> tuple[Array, Array]:
    """Two unit axes across the path at each point; side × rise = direction."""
    if closed:
        ahead = np.roll(line[:-1], -1, axis=0) - np.roll(line[:-1], 1, axis=0)
        ahead = np.vstack([ahead, ahead[:1]])
    else:
        ahead = np.gradient(line, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    start = np.asarray(up) if up else np.eye(3)[int(np.argmin(np.abs(ahead[0])))]
    rise = np.empty_like(line)
    for i, direction in enumerate(ahead):
        across = start - direction * float(start @ direction)
        rise[i] = across / np.linalg.norm(across)
        start = start if up else cast(Array, rise[i])
    return np.asarray(np.cross(rise, ahead), dtype=np.float64), rise
