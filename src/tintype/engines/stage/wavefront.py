"""Pictures from `walk`: camera rays in waves, sums per pixel back as numpy."""

# Dr.Jit's stubs describe no single variant, so its operators and arguments look wrong to a checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false, reportReturnType=false
# pyright: reportIndexIssue=false, reportAssignmentType=false

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import drjit as dr
import mitsuba as mi
import numpy as np

from tintype.engines.stage import walk
from tintype.engines.stage.buffers import Buffers
from tintype.engines.stage.geometry import gathered
from tintype.engines.stage.lamplight import lights
from tintype.engines.stage.pieces import SETTING
from tintype.engines.stage.shade import looks, skin
from tintype.engines.stage.tiles import Tile

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.lens import Lens
    from tintype.engines.stage.stand import Stand

    Image = npt.NDArray[np.float32]

# Roberts 2018, "The unreasonable effectiveness of quasirandom sequences": powers of 1/φ₄.
_STEPS = (0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101)


@dataclass
class View:
    """A Lens and its frame, as arrays of one entry so that kernels do not depend on their values."""

    origin: mi.Point3f
    right: mi.Vector3f
    up: mi.Vector3f
    forward: mi.Vector3f
    radius: mi.Float
    focus: mi.Float
    unit: mi.Float
    width: mi.UInt32
    height: mi.UInt32


def view(eye: Lens, width: int, height: int) -> View:
    """The lens over a frame of that many pixels."""
    made = View(
        mi.Point3f(eye.origin),
        mi.Vector3f(eye.right),
        mi.Vector3f(eye.up),
        mi.Vector3f(eye.forward),
        mi.Float(eye.radius),
        mi.Float(eye.focus),
        mi.Float(2 * eye.reach / max(width, height)),
        mi.UInt32(width),
        mi.UInt32(height),
    )
    dr.make_opaque(made)
    return made


def camera_rays(at: View, x: mi.Float, y: mi.Float, lens: mi.Point2f) -> mi.Ray3f:
    """Rays through the points (x, y) of the frame, in pixels from its upper left corner."""
    h = (x - mi.Float(at.width) / 2) * at.unit
    v = (mi.Float(at.height) / 2 - y) * at.unit
    toward = at.forward + h * at.right + v * at.up
    on_lens = mi.warp.square_to_uniform_disk_concentric(lens) * at.radius
    origin = at.origin + on_lens.x * at.right + on_lens.y * at.up
    return mi.Ray3f(origin, dr.normalize(at.origin + toward * at.focus - origin))


def _wave(
    scene: mi.Scene,
    there: walk.Set,
    at: View,
    sky: mi.Texture2f,
    pixel: mi.UInt32,
    sample: mi.UInt32,
    seed: mi.UInt32,
) -> walk.Seen:
    a, b = mi.sample_tea_32(pixel, sample * 0x9E3779B9 + seed)
    rng = mi.PCG32(1, mi.UInt64(a), mi.UInt64(b))
    ray, x, y = _camera_ray(at, pixel, sample, seed)
    backdrop = sky.eval(mi.Point2f(x / mi.Float(at.width), y / mi.Float(at.height)))
    return walk.walk(scene, there, ray, rng, mi.Color3f(backdrop))


def _camera_ray(
    at: View, pixel: mi.UInt32, sample: mi.UInt32, seed: mi.UInt32
) -> tuple[mi.Ray3f, mi.Float, mi.Float]:
    """The sample's ray through its pixel, and the point of the frame it goes through."""
    start, other = mi.sample_tea_32(pixel, seed)
    u = [_turn(start, other, sample, i) for i in range(4)]
    x = mi.Float(pixel % at.width) + u[0]
    y = mi.Float(pixel // at.width) + u[1]
    return camera_rays(at, x, y, mi.Point2f(u[2], u[3])), x, y


def _turn(a: mi.UInt32, b: mi.UInt32, sample: mi.UInt32, i: int) -> mi.Float:
    """The sample's place in the i-th of four sequences that fill [0, 1) evenly, shifted per pixel."""
    step = int(_STEPS[i] * 2**32) & 0xFFFFFFFF
    bits = (a >> (8 * i % 32)) ^ (b << (8 * i % 32)) if i else a
    return mi.Float((bits * 747796405 + sample * step) >> 8) * (1.0 / 2**24)


COVERAGE = 16
"""Rays per pixel that ask what covers it."""


class Wavefront:
    """Traces tiles of one scene through one lens."""

    lanes = 1 << 18
    guides = 1 << 16

    def __init__(self, stand: Stand, eye: Lens, width: int, height: int) -> None:
        self.glass = any(piece.clear for piece in stand.pieces)
        self.width, self.height = width, height
        self.at = view(eye, width, height)
        self.scene, faces = gathered(stand.pieces, stand.reach)
        limits = walk.Limits(
            mi.UInt32(stand.depth),
            mi.UInt32(8 + 3 * stand.depth),
            mi.Float(stand.bound),
            mi.Float(stand.haze),
            mi.Color3f(stand.haze_colour),
        )
        dr.make_opaque(limits)
        self.there = walk.Set(faces, looks(stand.pieces), lights(stand.pieces, stand.sky), limits)
        self.sky = mi.Texture2f(mi.TensorXf(stand.backdrop), wrap_mode=dr.WrapMode.Clamp)

    def sums(self, tile: Tile, samples: int, start: int, seed: int) -> tuple[Image, Image, Image]:
        """Sums over `samples` samples from number `start` on: light, albedo, normal (h, w, 3)."""
        lane = dr.arange(mi.UInt32, tile.width * tile.height * samples)
        place = lane // samples
        pixel = (tile.y + place // tile.width) * self.width + tile.x + place % tile.width
        sample = lane % samples + start
        number = mi.UInt32(seed)
        dr.make_opaque(pixel, sample, number)
        seen = _wave(self.scene, self.there, self.at, self.sky, pixel, sample, number)
        fields = (seen.light, seen.albedo, seen.normal)
        dr.eval(fields)
        return tuple(_gathered(f, samples, tile) for f in fields)  # type: ignore[return-value]

    def coverage(self, tile: Tile, seed: int) -> Image:
        """See render.Tracer."""
        covered = mi.Float(0)
        pixel = self._pixels(tile)
        for sample in range(COVERAGE):
            ray, _, _ = _camera_ray(self.at, pixel, mi.UInt32(sample), mi.UInt32(seed))
            hit, _ = walk.first(self.scene, self.there, ray)
            body = dr.gather(mi.UInt32, self.there.looks.body, hit.piece, hit.valid)
            covered += dr.select(hit.valid & (body > 0) & (body < SETTING), 1.0 / COVERAGE, 0.0)
            dr.eval(covered)
        return np.asarray(covered).reshape(tile.height, tile.width).astype(np.float32)

    def _pixels(self, tile: Tile) -> mi.UInt32:
        lane = dr.arange(mi.UInt32, tile.width * tile.height)
        return (tile.y + lane // tile.width) * self.width + tile.x + lane % tile.width

    def buffers(self) -> Buffers:
        """See Buffers; through the pixels' centres."""
        pixel = dr.arange(mi.UInt32, self.width * self.height)
        at = dataclasses.replace(self.at, radius=mi.Float(0))
        x, y = mi.Float(pixel % self.width) + 0.5, mi.Float(pixel // self.width) + 0.5
        ray = camera_rays(at, x, y, mi.Point2f(0.5))
        hit, behind = walk.first(self.scene, self.there, ray)
        looks = self.there.looks
        face = skin(looks, hit, behind, hit.valid)
        body = dr.select(hit.valid, dr.gather(mi.UInt32, looks.body, hit.piece, hit.valid), 0)
        depth = dr.select(body > 0, hit.t + dr.norm(behind.o - ray.o), float("inf"))
        normal = dr.select(body > 0, face.frame.n, 0)
        albedo = dr.select(body > 0, face.colour, 0)
        frame = Tile(0, 0, self.width, self.height)
        shape = (self.height, self.width)
        return Buffers(
            np.asarray(depth).reshape(shape).astype(np.float32),
            _gathered(normal, 1, frame),
            _gathered(albedo, 1, frame),
            np.asarray(body).reshape(shape).astype(np.uint8),
        )


def _gathered(values: Any, samples: int, tile: Tile) -> Image:
    channels = [np.asarray(dr.block_sum(c, samples) if samples > 1 else c) for c in values]
    return np.stack(channels, 1).reshape(tile.height, tile.width, 3)
