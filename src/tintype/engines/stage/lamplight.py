"""Drawing light: a point on a lamp or a part of the sky, with the chance of having drawn it.

Mitsuba's own emitters are not used here: their sampling code changes with their number and form and
would have to be compiled for each scene anew. One list of triangles and one grid of sky serve all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import drjit as dr
import mitsuba as mi
import numpy as np

from tintype.engines.stage.lamps import SKY, areas, luminance, strength

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.lamps import Lamp

TRIANGLES = 1 << 15
"""Entries of the triangle list; fixed, so that the search in it is the same for every scene."""

ROWS, COLUMNS = SKY


@dataclass
class Lights:
    """lamp: per lamp; face: per triangle of all lamps; sky: per pixel of its grid.

    share: of draws that go to the sky. density: draws of a lamp per m². map_at, map_w, map_h: where
    its radiance lies in `map`. face_sum: running sum of draws over triangles.
    """

    share: mi.Float
    density: mi.Float
    map_at: mi.UInt32
    map_w: mi.UInt32
    map_h: mi.UInt32
    map: mi.Float
    face_sum: mi.Float
    corner: mi.Float
    edge_a: mi.Float
    edge_b: mi.Float
    uv: mi.Float
    uv_a: mi.Float
    uv_b: mi.Float
    face_lamp: mi.UInt32
    sky: mi.Float
    sky_row: mi.Float
    sky_column: mi.Float
    sky_density: mi.Float


@dataclass
class Drawn:
    """toward: unit direction; away: metres to it. light: radiance over `chance`. chance: density of
    the draw per steradian."""

    toward: mi.Vector3f
    away: mi.Float
    light: mi.Color3f
    chance: mi.Float


def lights(lamps: list[Lamp], sky: npt.NDArray[np.float32]) -> Lights:
    """The lamps and the sky (rows, columns, 3) ready to draw from."""
    sky_rows = luminance(sky) * np.sin((np.arange(ROWS) + 0.5) / ROWS * np.pi)[:, None]
    glow = float(sky_rows.mean()) / 2 * np.pi
    strengths = np.array([strength(lamp) * np.pi for lamp in lamps])
    # Lamps cast the sharper shadows, so they get at least half the draws.
    share = float(np.clip(glow / max(glow + strengths.sum(), 1e-12), 0.05, 0.5)) if lamps else 1.0
    made = Lights(
        mi.Float(share), *_lamp_tables(lamps, strengths, 1 - share), *_face_tables(lamps, strengths),
        *_sky_tables(sky, sky_rows, share),
    )  # fmt: skip
    dr.make_opaque(made)
    return made


def _lamp_tables(lamps: list[Lamp], strengths: npt.NDArray[np.float64], share: float) -> tuple[object, ...]:
    chances = strengths / max(strengths.sum(), 1e-12)
    sizes = [float(areas(lamp.mesh).sum()) for lamp in lamps]
    density = [share * float(c) / max(a, 1e-12) for c, a in zip(chances, sizes, strict=True)]
    maps = [lamp.radiance.reshape(-1, 3) for lamp in lamps]
    starts = np.cumsum([0, *(len(m) for m in maps)])[: len(maps)]
    heights = [lamp.radiance.shape[0] for lamp in lamps]
    widths = [lamp.radiance.shape[1] for lamp in lamps]
    colours = np.concatenate([*maps, np.zeros((2, 3), np.float32)])
    return (
        mi.Float(_padded(density, 2)), mi.UInt32(_padded(starts, 2)), mi.UInt32(_padded(widths, 2)),
        mi.UInt32(_padded(heights, 2)), mi.Float(colours.ravel()),
    )  # fmt: skip


def _face_tables(lamps: list[Lamp], strengths: npt.NDArray[np.float64]) -> tuple[object, ...]:
    corners, uvs, owner, chance = [], [], [], []
    for i, lamp in enumerate(lamps):
        size = areas(lamp.mesh)
        corners.append(lamp.mesh.vertices[lamp.mesh.faces])
        uvs.append(lamp.mesh.uv[lamp.mesh.faces])
        owner.append(np.full(len(size), i))
        chance.append(strengths[i] * size / max(float(size.sum()), 1e-12))
    p = np.concatenate([*corners, np.zeros((1, 3, 3))]).astype(np.float32)[:TRIANGLES]
    t = np.concatenate([*uvs, np.zeros((1, 3, 2))]).astype(np.float32)[:TRIANGLES]
    total = np.cumsum(np.concatenate([*chance, [0.0]])[:TRIANGLES])
    running = np.full(TRIANGLES, 2.0, np.float32)
    running[: len(total)] = total / max(float(total[-1]), 1e-12)
    running[max(len(total) - 2, 0) : len(total)] = 2.0
    return (
        mi.Float(running),
        *(mi.Float(field.ravel()) for field in (p[:, 0], p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])),
        *(mi.Float(field.ravel()) for field in (t[:, 0], t[:, 1] - t[:, 0], t[:, 2] - t[:, 0])),
        mi.UInt32(np.concatenate([*owner, [0]])[:TRIANGLES].astype(np.uint32)),
    )  # fmt: skip


def _sky_tables(
    sky: npt.NDArray[np.float32], weights: npt.NDArray[np.float64], share: float
) -> tuple[object, ...]:
    weights = weights + weights.mean() * 0.05 + 1e-12
    rows = weights.sum(axis=1)
    by_row = np.cumsum(rows / rows.sum())
    by_column = np.cumsum(weights / rows[:, None], axis=1)
    by_row[-1], by_column[:, -1] = 2.0, 2.0
    sine = np.sin((np.arange(ROWS) + 0.5) / ROWS * np.pi)[:, None]
    density = share * weights / weights.sum() * (ROWS * COLUMNS / (2 * np.pi**2)) / sine
    return (
        mi.Float(sky.astype(np.float32).ravel()), mi.Float(by_row.astype(np.float32)),
        mi.Float(by_column.astype(np.float32).ravel()), mi.Float(density.astype(np.float32).ravel()),
    )  # fmt: skip


def _padded(values: object, least: int) -> npt.NDArray[np.float32]:
    """At least that many entries, since an array of one is another kernel."""
    array = np.asarray(values, np.float32)
    return np.concatenate([array, np.zeros(max(least - len(array), 0), np.float32)])


def sky_pixel(toward: mi.Vector3f) -> mi.UInt32:
    """The sky's pixel in that direction."""
    turn = dr.atan2(toward.x, toward.y) * (0.5 / dr.pi)
    column = mi.UInt32(dr.clip((turn - dr.floor(turn)) * COLUMNS, 0, COLUMNS - 1))
    row = mi.UInt32(dr.clip(dr.safe_acos(toward.z) * (ROWS / dr.pi), 0, ROWS - 1))
    return row * COLUMNS + column


def lamp_radiance(told: Lights, lamp: mi.UInt32, uv: mi.Point2f, active: mi.Bool) -> mi.Color3f:
    """Radiance of a lamp at uv, nearest pixel; maps repeat."""
    width, height = (dr.gather(mi.UInt32, t, lamp, active) for t in (told.map_w, told.map_h))
    u, v = uv.x - dr.floor(uv.x), uv.y - dr.floor(uv.y)
    column = dr.minimum(mi.UInt32(u * mi.Float(width)), width - 1)
    row = dr.minimum(mi.UInt32(v * mi.Float(height)), height - 1)
    return dr.gather(
        mi.Color3f, told.map, dr.gather(mi.UInt32, told.map_at, lamp, active) + row * width + column, active
    )


def draw(told: Lights, at: mi.Point3f, pick: mi.Float, u: mi.Point2f, active: mi.Bool) -> Drawn:
    """Light drawn for the point `at`, with three uniform numbers."""
    of_sky = pick < told.share
    sky = _draw_sky(told, u, active & of_sky)
    rest = (pick - told.share) / dr.maximum(1 - told.share, 1e-6)
    lamp = _draw_lamp(told, at, dr.clip(rest, 0, 0.9999999), u, active & ~of_sky)
    return Drawn(
        dr.select(of_sky, sky.toward, lamp.toward),
        dr.select(of_sky, sky.away, lamp.away),
        dr.select(of_sky, sky.light, lamp.light),
        dr.select(of_sky, sky.chance, lamp.chance),
    )


def _draw_sky(told: Lights, u: mi.Point2f, active: mi.Bool) -> Drawn:
    row = dr.binary_search(0, ROWS - 1, lambda i: dr.gather(mi.Float, told.sky_row, i, active) < u.y)
    start = row * COLUMNS
    column = dr.binary_search(
        0, COLUMNS - 1, lambda i: dr.gather(mi.Float, told.sky_column, start + i, active) < u.x
    )
    pixel = start + column
    # The numbers' rest inside their interval places the draw inside the pixel.
    inside_u = _rest(told.sky_column, start, column, u.x, active)
    inside_v = _rest(told.sky_row, mi.UInt32(0), row, u.y, active)
    phi = (mi.Float(column) + inside_u) * (2 * dr.pi / COLUMNS)
    theta = (mi.Float(row) + inside_v) * (dr.pi / ROWS)
    sine, cosine = dr.sincos(theta)
    toward = mi.Vector3f(dr.sin(phi) * sine, dr.cos(phi) * sine, cosine)
    chance = dr.gather(mi.Float, told.sky_density, pixel, active)
    light = dr.gather(mi.Color3f, told.sky, pixel, active) / dr.maximum(chance, 1e-12)
    return Drawn(toward, mi.Float(1e6), light, chance)


def _rest(table: mi.Float, start: mi.UInt32, i: mi.UInt32, u: mi.Float, active: mi.Bool) -> mi.Float:
    low = dr.select(i > 0, dr.gather(mi.Float, table, start + dr.maximum(i, 1) - 1, active), 0)
    high = dr.minimum(dr.gather(mi.Float, table, start + i, active), 1)
    return dr.clip((u - low) / dr.maximum(high - low, 1e-9), 0, 0.9999)


def _draw_lamp(told: Lights, at: mi.Point3f, pick: mi.Float, u: mi.Point2f, active: mi.Bool) -> Drawn:
    face = dr.binary_search(0, TRIANGLES - 1, lambda i: dr.gather(mi.Float, told.face_sum, i, active) < pick)
    root = dr.sqrt(1 - u.x)
    a, b = 1 - root, root * u.y
    edge_a, edge_b = (dr.gather(mi.Vector3f, t, face, active) for t in (told.edge_a, told.edge_b))
    point = dr.gather(mi.Point3f, told.corner, face, active) + a * edge_a + b * edge_b
    uv = dr.gather(mi.Point2f, told.uv, face, active)
    uv += a * dr.gather(mi.Vector2f, told.uv_a, face, active) + b * dr.gather(
        mi.Vector2f, told.uv_b, face, active
    )
    lamp = dr.gather(mi.UInt32, told.face_lamp, face, active)
    way = point - at
    away = dr.norm(way)
    toward = way / dr.maximum(away, 1e-9)
    cosine = -dr.dot(dr.normalize(dr.cross(edge_a, edge_b)), toward)
    chance = dr.gather(mi.Float, told.density, lamp, active) * away * away / dr.maximum(cosine, 1e-6)
    seen = active & (cosine > 1e-6)
    light = lamp_radiance(told, lamp, uv, seen) / dr.maximum(chance, 1e-12)
    return Drawn(toward, away, dr.select(seen, light, 0), dr.select(seen, chance, 0))
