"""Pictures from Mitsuba's own path tracer, one ray at a time: for machines without LLVM.

What it cannot do, it leaves to arithmetic afterwards: light panels are hidden with all other lamps,
so what shines and is meant to be seen is laid back in where the camera meets it, and so is the sky.
"""

# Dr.Jit's stubs describe no single variant, so its operators and arguments look wrong to a checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false, reportReturnType=false
# pyright: reportIndexIssue=false, reportAssignmentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import mitsuba as mi
import numpy as np

from tintype.engines.stage import coat
from tintype.engines.stage.buffers import Buffers
from tintype.engines.stage.pieces import SETTING
from tintype.engines.stage.tiles import Tile

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.lamps import Lamp
    from tintype.engines.stage.lens import Lens
    from tintype.engines.stage.pieces import Piece
    from tintype.engines.stage.stand import Stand
    from tintype.scene.mesh import Mesh

    Image = npt.NDArray[np.float32]

_AOVS = "albedo:albedo,normal:sh_normal,depth:depth,shape:shape_index"


GUIDES = 4
"""Rays per pixel that look what there is."""


@dataclass(frozen=True, eq=False)
class _Guide:
    """Means over a few rays per pixel, (h, w, 3) or (h, w, 1). shining: share of rays that meet a lamp
    that may be seen; glow: its radiance; air: share of light that haze lets through; covered: share of
    rays that meet a body."""

    albedo: Image
    normal: Image
    shining: Image
    glow: Image
    air: Image
    covered: Image


class Plain:
    """Traces tiles of one scene through one lens; see render.Tracer."""

    lanes = 1 << 15
    guides = GUIDES

    def __init__(self, there: Stand, eye: Lens, width: int, height: int) -> None:
        self.glass = any(piece.clear for piece in there.pieces)
        self._there, self._eye, self._width, self._height = there, eye, width, height
        shapes = {f"p{i:05}": _shape(piece) for i, piece in enumerate(there.pieces)}
        self._scene = mi.load_dict(
            {"type": "scene", **shapes, "sky": _environment(there.sky)}, optimize=False
        )
        order = [int(shape.id()[1:]) for shape in self._scene.shapes()]
        self._body = np.array([0, *(there.pieces[i].body for i in order)], np.uint8)
        self._glow = np.array([[0, 0, 0], *(_glow(there.pieces[i]) for i in order)], np.float32)
        lamps = [there.pieces[i].lamp for i in order]
        self._shines = np.array([False, *(lamp is not None and not lamp.panel for lamp in lamps)])
        self._path = mi.load_dict(
            {"type": "path", "max_depth": 9 + 2 * there.depth, "rr_depth": 4, "hide_emitters": True}
        )
        self._first = mi.load_dict({"type": "aov", "aovs": _AOVS})
        self._guides: dict[Tile, _Guide] = {}

    def sums(self, tile: Tile, samples: int, start: int, seed: int) -> tuple[Image, Image, Image]:
        """Sums over `samples` samples from number `start` on: light, albedo, normal (h, w, 3)."""
        if tile not in self._guides:
            self._guides[tile] = self._guide(tile, seed)
        guide = self._guides[tile]
        light = np.zeros((tile.height, tile.width, 3), np.float32)
        for sample in range(start, start + samples):
            # One sample at a time, so that each can be bounded.
            seen = self._render(self._path, tile, _seed(seed, sample, tile))
            light += self._lit(seen, guide, tile)
        return light, guide.albedo * np.float32(samples), guide.normal * np.float32(samples)

    def coverage(self, tile: Tile, seed: int) -> Image:
        """See render.Tracer."""
        return self._guide(tile, seed).covered[..., 0]

    def _lit(self, seen: Image, guide: _Guide, tile: Tile) -> Image:
        """Light of one sample (rgb and alpha): bounded, with sky, glowing things and haze laid in."""
        there = self._there
        light = _bounded(seen[..., :3], 4 * there.bound) + self._backdrop(tile) * (1 - seen[..., 3:4])
        light = light * (1 - guide.shining) + guide.glow
        return light * guide.air + np.asarray(there.haze_colour, np.float32) * (1 - guide.air)

    def _guide(self, tile: Tile, seed: int) -> _Guide:
        """What a few rays per pixel meet first. They cost as much as the light itself, so they are few."""
        made = [
            self._met(self._render(self._first, tile, _seed(seed, 9973 + i, tile))) for i in range(GUIDES)
        ]
        return _Guide(*(np.mean(field, axis=0, dtype=np.float32) for field in zip(*made, strict=True)))

    def _met(self, seen: Image) -> tuple[Image, ...]:
        """albedo, normal, shining, glow, air of one sample of the first things met."""
        depth, shape = seen[..., 6:7], self._shape_of(seen)
        shining = self._shines[shape][..., None]
        air = np.where(depth > 0, np.exp(-self._there.haze * depth), 1.0)
        covered = ((self._body[shape] > 0) & (self._body[shape] < SETTING))[..., None].astype(np.float32)
        return seen[..., :3], seen[..., 3:6], shining.astype(np.float32), self._glow[shape], air, covered

    @staticmethod
    def _shape_of(seen: Image) -> npt.NDArray[np.int64]:
        """1 + place among the scene's shapes, 0 for none."""
        return np.where(seen[..., 6] > 0, seen[..., 7].astype(np.int64), 0)

    def _render(self, integrator: Any, tile: Tile, seed: int, *, sharp: bool = False) -> Image:
        """One sample a pixel."""
        sensor = mi.load_dict(self._sensor(tile, sharp=sharp))
        seen = mi.render(self._scene, sensor=sensor, integrator=integrator, spp=1, seed=seed)
        return np.array(seen)[..., -8:] if integrator is self._first else np.array(seen)

    def _sensor(self, tile: Tile, *, sharp: bool) -> dict[str, Any]:
        eye = self._eye
        film = {
            "type": "hdrfilm",
            "pixel_format": "rgba",
            "component_format": "float32",
            "width": self._width,
            "height": self._height,
            "crop_offset_x": tile.x,
            "crop_offset_y": tile.y,
            "crop_width": tile.width,
            "crop_height": tile.height,
            "rfilter": {"type": "box"},
        }
        upright = mi.ScalarTransform4f().look_at(
            origin=eye.origin.tolist(), target=(eye.origin + eye.forward).tolist(), up=eye.up.tolist()
        )
        made: dict[str, Any] = {
            "type": "perspective",
            "fov": float(np.rad2deg(2 * np.arctan(eye.reach))),
            "fov_axis": "larger",
            "to_world": upright,
            "near_clip": 1e-3 * self._there.reach,
            "far_clip": 1e5 * self._there.reach,
            "film": film,
            "sampler": {"type": "independent"},
        }
        if eye.radius > 0 and not sharp:
            made |= {"type": "thinlens", "aperture_radius": eye.radius, "focus_distance": eye.focus}
        return made

    def _backdrop(self, tile: Tile) -> Image:
        """The sky behind the tile's pixels, nearest pixel of the stand's backdrop."""
        h, w = self._there.backdrop.shape[:2]
        rows = (np.arange(tile.y, tile.y + tile.height) + 0.5) * h / self._height
        columns = (np.arange(tile.x, tile.x + tile.width) + 0.5) * w / self._width
        return self._there.backdrop[rows.astype(np.int64)[:, None], columns.astype(np.int64)[None, :]]

    def buffers(self) -> Buffers:
        """See Buffers; through one point of each pixel."""
        seen = self._render(self._first, Tile(0, 0, self._width, self._height), 0, sharp=True)
        body = self._body[self._shape_of(seen)]
        depth = np.where(body > 0, seen[..., 6], np.inf).astype(np.float32)
        return Buffers(depth, seen[..., 3:6].copy(), seen[..., :3].copy(), body)


def _seed(seed: int, sample: int, tile: Tile) -> int:
    return (seed * 0x9E3779B1 + sample * 0x85EBCA6B + tile.y * 0xC2B2AE35) & 0xFFFFFFFF


def _bounded(light: Image, bound: float) -> Image:
    """Scaled down to `bound` where a sample sparkles."""
    light = np.maximum(light, 0.0)
    peak = light.max(axis=2, keepdims=True)
    return light * np.where(peak > bound, bound / np.maximum(peak, 1e-9), 1.0).astype(np.float32)


def _glow(piece: Piece) -> Image:
    if piece.lamp is None:
        return np.zeros(3, np.float32)
    return piece.lamp.radiance.mean(axis=(0, 1))


def _shape(piece: Piece) -> Any:
    """The piece as a mi.Mesh with its coat, and as an emitter if it shines."""
    properties = mi.Properties()
    properties["mesh_bsdf"] = mi.load_dict(
        coat.bsdf(mi, piece.surface, coat.chord(piece.mesh)), optimize=False
    )
    if piece.lamp is not None:
        properties["mesh_emitter"] = _emitter(piece.lamp)
    vertices, faces, uv, normals = as_corners(piece.mesh)
    made = mi.Mesh(
        "piece", len(vertices), len(faces), properties, has_vertex_normals=True, has_vertex_texcoords=True
    )
    values = mi.traverse(made)
    values["vertex_positions"] = np.ravel(vertices).astype(np.float32)
    values["faces"] = np.ravel(faces).astype(np.uint32)
    values["vertex_texcoords"] = np.ravel(uv).astype(np.float32)
    values["vertex_normals"] = np.ravel(normals).astype(np.float32)
    values.update()
    return made


def as_corners(mesh: Mesh) -> tuple[Any, Any, Any, Any]:
    """vertices, faces, uv, normals; a mesh shaded flat gets three corners of its own per face."""
    if mesh.normals is not None:
        return mesh.vertices, mesh.faces, mesh.uv, mesh.normals
    corners = mesh.vertices[mesh.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-20)
    faces = np.arange(3 * len(corners)).reshape(-1, 3)
    return corners.reshape(-1, 3), faces, mesh.uv[mesh.faces].reshape(-1, 2), np.repeat(across, 3, axis=0)


def _emitter(lamp: Lamp) -> Any:
    radiance: dict[str, Any] = {"type": "rgb", "value": [float(c) for c in lamp.radiance[0, 0]]}
    if lamp.radiance.shape[:2] != (1, 1):
        data = mi.TensorXf(np.ascontiguousarray(lamp.radiance, np.float32))
        radiance = {"type": "bitmap", "data": data, "raw": True}
    return mi.load_dict({"type": "area", "radiance": radiance})


def _environment(sky: Image) -> Any:
    """The sky as Mitsuba's envmap, whose own top is y."""
    upright = mi.ScalarTransform4f().rotate([1, 0, 0], 90)
    data = mi.Bitmap(np.ascontiguousarray(sky, np.float32))
    return mi.load_dict({"type": "envmap", "bitmap": data, "to_world": upright})
