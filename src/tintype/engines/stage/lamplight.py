"""Drawing light: a point on a lamp or a part of the sky, with the chance of having drawn it.

Mitsuba's own emitters are not used here: their sampling code changes with their number and form and
would have to be compiled for each scene anew. One list of faces and one grid of sky serve all. Both
are drawn from through a list in which each stands as often as it should be drawn, so that a draw is
one look-up; what stands in no list is still found by paths that happen to hit it.
"""

# Dr.Jit's stubs describe no single variant, so its operators and arguments look wrong to a checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false, reportReturnType=false
# pyright: reportIndexIssue=false, reportAssignmentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import drjit as dr
import mitsuba as mi
import numpy as np

from tintype.engines.stage.lamps import SKY, areas, luminance, strength

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.geometry import Faces
    from tintype.engines.stage.lamps import Lamp
    from tintype.engines.stage.pieces import Piece

FACE_DRAWS, SKY_DRAWS = 1 << 16, 1 << 18
"""Entries of the two lists."""

ROWS, COLUMNS = SKY


@dataclass
class Lights:
    """share: of draws that go to the sky. faces: a face of a lamp per draw. chance: per face of the
    set, how likely a draw of it is, per m². sky_draws: a pixel of the sky per draw. sky: radiance,
    rgb interleaved; sky_chance: per pixel, per steradian. maps: of the lamps' radiance, rgb
    interleaved; map_at: per lamp, where its map starts, its width and height."""

    share: mi.Float
    faces: mi.UInt32
    chance: mi.Float
    sky_draws: mi.UInt32
    sky: mi.Float
    sky_chance: mi.Float
    maps: mi.Float
    map_at: mi.UInt32


@dataclass
class Drawn:
    """toward: unit direction; away: metres to it. light: radiance over `chance`. chance: density of
    the draw per steradian."""

    toward: mi.Vector3f
    away: mi.Float
    light: mi.Color3f
    chance: mi.Float


def lights(pieces: list[Piece], sky: npt.NDArray[np.float32]) -> Lights:
    """What shines among the pieces, and the sky (rows, columns, 3), ready to draw from."""
    lamps = [piece.lamp for piece in pieces if piece.lamp is not None]
    weights = luminance(sky) * np.sin((np.arange(ROWS) + 0.5) / ROWS * np.pi)[:, None]
    from_sky = float(weights.mean()) * np.pi**2 / 2
    from_lamps = sum(strength(lamp) for lamp in lamps) * np.pi
    # Lamps cast the sharper shadows, so they get at least half the draws.
    share = float(np.clip(from_sky / max(from_sky + from_lamps, 1e-12), 0.05, 0.5)) if lamps else 1.0
    faces, chance = _face_draws(pieces, 1 - share)
    sky_draws, sky_chance = _sky_draws(weights, share)
    maps, map_at = _maps(lamps)
    made = Lights(
        mi.Float(share),
        mi.UInt32(faces),
        mi.Float(chance),
        mi.UInt32(sky_draws),
        mi.Float(sky.astype(np.float32).ravel()),
        mi.Float(sky_chance),
        mi.Float(maps),
        mi.UInt32(map_at),
    )
    dr.make_opaque(made)
    return made


def listed(
    weights: npt.NDArray[np.float64], draws: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
    """(indices, each about as often as its weight asks for; the share of the list each one has)."""
    running = np.cumsum(weights.ravel())
    at = (np.arange(draws) + 0.5) / draws * running[-1]
    chosen = np.minimum(np.searchsorted(running, at), len(running) - 1)
    return chosen.astype(np.uint32), np.bincount(chosen, minlength=len(running)) / draws


def _face_draws(pieces: list[Piece], share: float) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
    counts = [len(piece.mesh.faces) for piece in pieces]
    size, weight = np.zeros(sum(counts)), np.zeros(sum(counts))
    start = 0
    for piece, count in zip(pieces, counts, strict=True):
        if piece.lamp is not None:
            own = slice(start, start + count)
            size[own] = areas(piece.mesh)
            weight[own] = size[own] * strength(piece.lamp) / max(float(size[own].sum()), 1e-12)
        start += count
    if weight.sum() <= 0:
        return np.zeros(FACE_DRAWS, np.uint32), np.zeros(len(size), np.float32)
    chosen, chance = listed(weight, FACE_DRAWS)
    return chosen, (share * chance / np.maximum(size, 1e-14)).astype(np.float32)


def _sky_draws(
    weights: npt.NDArray[np.float64], share: float
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
    chosen, chance = listed(weights + weights.mean() * 0.1 + 1e-12, SKY_DRAWS)
    sine = np.sin((np.arange(ROWS) + 0.5) / ROWS * np.pi)
    solid = np.repeat(sine * (2 * np.pi**2 / (ROWS * COLUMNS)), COLUMNS)
    return chosen, (share * chance / solid).astype(np.float32)


def _maps(lamps: list[Lamp]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint32]]:
    kept, places, start = [np.zeros((1, 3), np.float32)], [], 1
    for lamp in lamps:
        places.append((start, lamp.radiance.shape[1], lamp.radiance.shape[0]))
        kept.append(lamp.radiance.reshape(-1, 3))
        start += len(kept[-1])
    return np.concatenate(kept).ravel(), np.array([*places, (0, 1, 1)], np.uint32).ravel()


def sky_pixel(toward: mi.Vector3f) -> mi.UInt32:
    """The sky's pixel in that direction."""
    turn = dr.atan2(toward.x, toward.y) * (0.5 / dr.pi)
    column = mi.UInt32(dr.clip((turn - dr.floor(turn)) * COLUMNS, 0, COLUMNS - 1))
    row = mi.UInt32(dr.clip(dr.safe_acos(toward.z) * (ROWS / dr.pi), 0, ROWS - 1))
    return row * COLUMNS + column


def lamp_radiance(told: Lights, lamp: mi.UInt32, uv: mi.Point2f, active: mi.Bool) -> mi.Color3f:
    """Radiance of a lamp at uv, nearest pixel; maps repeat."""
    at = dr.gather(mi.Vector3u, told.map_at, lamp, active)
    column = dr.minimum(mi.UInt32((uv.x - dr.floor(uv.x)) * mi.Float(at.y)), at.y - 1)
    row = dr.minimum(mi.UInt32((uv.y - dr.floor(uv.y)) * mi.Float(at.z)), at.z - 1)
    return dr.gather(mi.Color3f, told.maps, at.x + row * at.y + column, active)


def draw(
    told: Lights,
    faces: Faces,
    lamp_of: mi.UInt32,
    at: mi.Point3f,
    pick: mi.Float,
    u: mi.Point2f,
    active: mi.Bool,
) -> Drawn:
    """Light drawn for the point `at` with three uniform numbers. lamp_of: per piece, 1 + its lamp."""
    of_sky = pick < told.share
    among_sky = pick / dr.maximum(told.share, 1e-6)
    among_lamps = (pick - told.share) / dr.maximum(1 - told.share, 1e-6)
    sky = _draw_sky(told, among_sky, u, active & of_sky)
    lamp = _draw_lamp(told, faces, lamp_of, at, among_lamps, u, active & ~of_sky)
    return Drawn(
        dr.select(of_sky, sky.toward, lamp.toward),
        dr.select(of_sky, sky.away, lamp.away),
        dr.select(of_sky, sky.light, lamp.light),
        dr.select(of_sky, sky.chance, lamp.chance),
    )


def _entry(u: mi.Float, count: int) -> mi.UInt32:
    return mi.UInt32(dr.clip(u * count, 0, count - 1))


def _draw_sky(told: Lights, pick: mi.Float, u: mi.Point2f, active: mi.Bool) -> Drawn:
    pixel = dr.gather(mi.UInt32, told.sky_draws, _entry(pick, SKY_DRAWS), active)
    phi = (mi.Float(pixel % COLUMNS) + u.x) * (2 * dr.pi / COLUMNS)
    theta = (mi.Float(pixel // COLUMNS) + u.y) * (dr.pi / ROWS)
    sine, cosine = dr.sincos(theta)
    s, c = dr.sincos(phi)
    chance = dr.gather(mi.Float, told.sky_chance, pixel, active)
    light = dr.gather(mi.Color3f, told.sky, pixel, active) / dr.maximum(chance, 1e-12)
    return Drawn(mi.Vector3f(s * sine, c * sine, cosine), mi.Float(1e6), light, chance)


def _draw_lamp(
    told: Lights,
    faces: Faces,
    lamp_of: mi.UInt32,
    at: mi.Point3f,
    pick: mi.Float,
    u: mi.Point2f,
    active: mi.Bool,
) -> Drawn:
    face = dr.gather(mi.UInt32, told.faces, _entry(pick, FACE_DRAWS), active)
    root = dr.sqrt(u.x)
    b1, b2 = root * (1 - u.y), root * u.y
    a, b, c = (dr.gather(mi.Point3f, faces.corner, face * 3 + k, active) for k in range(3))
    ta, tb, tc = (dr.gather(mi.Point2f, faces.uv, face * 3 + k, active) for k in range(3))
    piece = dr.gather(mi.UInt32, faces.owner, face, active)
    lamp = dr.maximum(dr.gather(mi.UInt32, lamp_of, piece, active), 1) - 1
    way = a + b1 * (b - a) + b2 * (c - a) - at
    away = dr.norm(way)
    toward = way / dr.maximum(away, 1e-9)
    cosine = -dr.dot(dr.normalize(dr.cross(b - a, c - a)), toward)
    seen = active & (cosine > 1e-6)
    chance = dr.gather(mi.Float, told.chance, face, seen) * away * away / dr.maximum(cosine, 1e-6)
    light = lamp_radiance(told, lamp, mi.Point2f(ta + b1 * (tb - ta) + b2 * (tc - ta)), seen)
    return Drawn(
        toward, away, dr.select(seen, light / dr.maximum(chance, 1e-12), 0), dr.select(seen, chance, 0)
    )
