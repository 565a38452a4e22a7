"""The Guide: what a Scene looks like before light, on the picture's grid. numpy only, no renderer.

It is what our own model paints over, and what checks a composition: who is seen, how much of it, and
where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.glyphs import inked
from tintype.scene.kinds.catalogue import KINDS, placed
from tintype.scene.materials import MATERIAL_ROWS
from tintype.scene.model import Material
from tintype.scene.places import PLACES
from tintype.scene.projection import axes, half_tangents, pixels, seen
from tintype.scene.raster import nearest
from tintype.scene.visibility import showing_through

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.mesh import Part
    from tintype.scene.model import Body, Scene

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

PLANES = (
    "red", "green", "blue", "occupied", "clear", "metal", "rough", "near", "ground", "glyph",
    "normal_x", "normal_y", "normal_z", "light_x", "light_y",
)  # fmt: skip
"""Names of the planes of a Guide, in order."""


_SKIES = {"clear": "#9dbfe3", "overcast": "#c9ced2", "night": "#141a2c"}


@dataclass(frozen=True, eq=False, kw_only=True)
class Guide:
    """planes: float32 (15, H, W), see `guide`. ids: int16 (H, W), the id of the nearest body, 0 for
    none; what stands in glass shows through it. masks: id → bool (H, W), the whole silhouette of that
    body as if it stood alone. boxes: id → (left, top, right, bottom) of the silhouette in 0..1,
    unclipped."""

    planes: npt.NDArray[np.float32]
    ids: npt.NDArray[np.int16]
    masks: dict[int, Bools]
    boxes: dict[int, tuple[float, float, float, float]]

    def visible(self, body: int) -> float:
        """The share of a body's silhouette that no other body hides, 0..1; 0 if it is out of frame."""
        whole = int(self.masks[body].sum())
        return float((self.masks[body] & (self.ids == body)).sum() / whole) if whole else 0.0


def guide(scene: Scene, width: int, height: int) -> Guide:
    """The Guide of a Scene at width × height (64 to 256 is what it is for).

    Planes, all 0..1 unless said: red, green, blue (sRGB) of what is nearest or of the ground and
    backdrop; occupied (a body is here); clear, metal, rough (what it is made of); near (1 the
    nearest body, falling with depth order, 0 none); ground (1 below the horizon); glyph (ink of
    lettering); normal_x, normal_y, normal_z (−1..1, which way a body's surface faces: right, up and
    towards the camera; 0 where there is none); light_x, light_y (−1..1, where the key comes from:
    right and up positive, constant).
    """
    ids = np.zeros((height, width), np.int16)
    depth = np.zeros((height, width))
    planes = np.zeros((len(PLANES), height, width), np.float32)
    planes[0:3], planes[8] = _surroundings(scene, width, height)
    masks: dict[int, Bools] = {}
    boxes: dict[int, tuple[float, float, float, float]] = {}
    through = showing_through(scene.bodies)
    for body in scene.bodies:
        parts = [(part, material) for part, material in placed(body)]
        boxes[body.id] = _box(scene, parts)
        face, inverse, owner, corners = _drawn(scene, parts, width, height)
        masks[body.id] = face >= 0
        if body.id in through:  # seen through the glass it stands in
            away = 1 / np.maximum(inverse, 1e-9) - through[body.id]
            inverse = np.where(inverse > 0, 1 / np.maximum(away, 1e-3), 0.0)
        front = inverse > depth
        depth[front], ids[front] = inverse[front], body.id
        _paint(planes, body, parts, owner, face, front, corners)
        planes[10:13, front] = _facing(scene, parts, corners, face, front).T
    order = sorted(masks, key=lambda i: -float(np.median(depth[ids == i])) if (ids == i).any() else 0.0)
    for rank, body_id in enumerate(order):
        planes[7][ids == body_id] = 1.0 - rank / max(len(order), 1)
    planes[3] = ids > 0
    planes[13:15] = _light(scene)[:, None, None]
    return Guide(planes=planes, ids=ids, masks=masks, boxes=boxes)


def _drawn(
    scene: Scene, parts: list[tuple[Part, Material]], width: int, height: int
) -> tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.int64], Floats]:
    """Nearest face and inverse depth of one body alone, the part of every face, its corners (T, 3, 3)."""
    corners: list[Floats] = []
    owner: list[npt.NDArray[np.int64]] = []
    for number, (part, _) in enumerate(parts):
        triangles = pixels(scene.camera, width, height, part.mesh.vertices)[part.mesh.faces]
        behind = triangles[:, :, 2].min(axis=1) <= 1e-4
        triangles[behind] = 1e9
        corners.append(triangles)
        owner.append(np.full(len(triangles), number, np.int64))
    every = np.concatenate(corners)
    face, inverse = nearest(every, width, height)
    return face, inverse, np.concatenate(owner), every


def _paint(
    planes: npt.NDArray[np.float32], body: Body, parts: list[tuple[Part, Material]],
    owner: npt.NDArray[np.int64], face: npt.NDArray[np.int64], front: Bools, corners: Floats,
) -> None:  # fmt: skip
    """Colour, material class and ink of one body where it is nearest."""
    here = front & (face >= 0)
    part = owner[face[here]]
    looks = np.array([[*_srgb(material), *_made_of(material)] for _, material in parts], np.float32)
    for plane, column in zip((0, 1, 2, 4, 5, 6), range(6), strict=True):
        planes[plane][here] = looks[part, column]
    planes[9][here] = 0.0
    slot = KINDS[body.kind].lettering
    if body.text and slot is not None:
        lettered = np.array([p.slot == slot for p, _ in parts])
        uv = np.concatenate([p.mesh.uv[p.mesh.faces] for p, _ in parts])
        rows, columns = np.nonzero(here)
        on = lettered[part]
        rows, columns, faces = rows[on], columns[on], face[here][on]
        x, y = columns.astype(np.float64) + 0.5, rows.astype(np.float64) + 0.5
        planes[9][rows, columns] = inked(body.text, _at(corners[faces], uv[faces], x, y))


def _facing(
    scene: Scene, parts: list[tuple[Part, Material]], corners: Floats,
    face: npt.NDArray[np.int64], here: Bools,
) -> Floats:  # fmt: skip
    """Unit normals (N, 3) of what is nearest: right, up, towards the camera, which sees both sides."""
    shown: list[npt.NDArray[np.float32]] = []
    for part, _ in parts:
        mesh = part.mesh
        if mesh.normals is None:
            a, b, c = (mesh.vertices[mesh.faces[:, i]] for i in range(3))
            across = np.cross(b - a, c - a).astype(np.float32)
            shown.append(np.repeat(across[:, None], 3, axis=1))
        else:
            shown.append(mesh.normals[mesh.faces])
    rows, columns = np.nonzero(here)
    faces = face[here]
    x, y = columns.astype(np.float64) + 0.5, rows.astype(np.float64) + 0.5
    right, up, forward = axes(scene.camera)
    turned = _at(corners[faces], np.concatenate(shown)[faces], x, y) @ np.stack([right, up, -forward], axis=1)
    turned *= np.where(turned[:, 2:] < 0, -1.0, 1.0)
    return turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)


def _at(corners: Floats, values: npt.NDArray[np.float32], x: Floats, y: Floats) -> Floats:
    """Perspective-correct values (N, K) at pixel points inside their triangles, from corners' (N, 3, K)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    area = np.where(np.abs(area) < 1e-12, 1e-12, area)
    w1 = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (y - a[:, 1])) / area
    w2 = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (x - a[:, 0]) * (b[:, 1] - a[:, 1])) / area
    weights = np.stack([1 - w1 - w2, w1, w2], axis=1) / corners[:, :, 2]
    weights = weights / weights.sum(axis=1, keepdims=True)
    return (weights[:, :, None] * values).sum(axis=1)


def _srgb(material: Material) -> tuple[float, float, float]:
    colour = material.colour or MATERIAL_ROWS[material.name].colour
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _made_of(material: Material) -> tuple[float, float, float]:
    row = MATERIAL_ROWS[material.name]
    clear = {"glass": 1.0, "liquid": 0.8, "thin": 0.3}.get(row.family, 0.0)
    return clear, row.metallic, 1.0 if row.family == "emitter" else row.roughness


def _box(scene: Scene, parts: list[tuple[Part, Material]]) -> tuple[float, float, float, float]:
    points = np.concatenate([part.mesh.vertices for part, _ in parts])
    flat = seen(scene.camera, scene.frame, points)[:, :2]
    (left, top), (right, bottom) = flat.min(axis=0), flat.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _surroundings(scene: Scene, width: int, height: int) -> tuple[Floats, Floats]:
    """Colour (3, H, W) of ground and backdrop, and 1 where the level ground is seen (H, W)."""
    across, upward = half_tangents(scene.camera.focal_mm, width / height)
    right, up, forward = axes(scene.camera)
    u = ((np.arange(width) + 0.5) / width * 2 - 1) * across
    v = (1 - (np.arange(height) + 0.5) / height * 2) * upward
    rise = forward[2] + v[:, None] * up[2] + u[None] * right[2]
    ground = (rise < 0).astype(np.float64)
    floor = np.array(_srgb(scene.setting.surface))[:, None, None]
    behind = np.array(_behind(scene))[:, None, None]
    return ground * floor + (1 - ground) * behind, ground


def _behind(scene: Scene) -> tuple[float, float, float]:
    """The colour over the horizon: the sky's out of doors, else the backdrop's."""
    if PLACES[scene.setting.name].horizon:
        return _srgb(Material(name="paint", colour=_SKIES.get(scene.sky.kind, _SKIES["clear"])))
    return _srgb(scene.setting.backdrop or scene.setting.surface)


def _light(scene: Scene) -> Floats:
    """Where the main light comes from as seen by the camera: right and up, each −1..1."""
    angle, height = np.deg2rad(scene.sky.azimuth), np.deg2rad(scene.sky.elevation)
    sun = np.array([np.cos(angle) * np.cos(height), np.sin(angle) * np.cos(height), np.sin(height)])
    keys = [light for light in scene.lights if light.role not in {"fill", "rim"}]
    if keys:
        key = max(keys, key=lambda light: light.power)
        sun = np.asarray(key.at) - np.asarray(key.aim)
        sun = sun / max(float(np.linalg.norm(sun)), 1e-9)
    return (axes(scene.camera)[:2] @ sun).astype(np.float64)


__all__ = ["PLANES", "Guide", "guide"]
