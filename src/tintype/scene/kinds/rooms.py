"""Parts of a room: door, window, stepladder."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import rectangle, spline
from tintype.scene.kinds.growth import floored, line, stem
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import box, tube
from tintype.scene.kinds.signs import moulding
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator


def slab(
    width: float, depth: float, height: float, x: float, y: float, z: float, edge: float = 0.003
) -> Mesh:
    """A box standing at (x, y, z)."""
    return put(box((width, depth, height), edge, steps=2), (x, y, z))


def panel(width: float, height: float, x: float, y: float, z: float) -> Mesh:
    """A raised field in a moulded surround, facing −y, centred at (x, y, z)."""
    edge = [(-0.03, 0.0), (0.0, 0.0), (0.0, 0.012), (-0.008, 0.014), (-0.016, 0.006), (-0.03, 0.004)]
    field = put(box((width - 0.12, 0.02, height - 0.12), 0.008, steps=2), (0, 0, -(height - 0.12) / 2))
    return put(join([moulding(width, height, edge), field]), (x, y, z))


@kind(
    "door",
    slots={
        "body": Material(name="paint", colour="#3f6b63"),
        "frame": Material(name="paint", colour="#ece8df"),
        "handle": Material(name="brass"),
    },
    paint=("body", "frame"),
    scale_class="room",
)
def door(_rng: Generator) -> list[Part]:
    """A panelled door in its frame with a brass lever, 1.06 × 2.15 m."""
    leaf = [slab(0.86, 0.04, 2.02, 0, 0.02, 0.012)]
    for x in (-0.195, 0.195):
        for width, height, z in ((0.29, 0.5, 0.42), (0.29, 0.62, 1.12), (0.29, 0.34, 1.72)):
            leaf.append(panel(width, height, x, 0.0, z))
    trim = [(0.0, 0.0), (0.09, 0.0), (0.09, 0.02), (0.08, 0.028), (0.03, 0.02), (0.01, 0.026), (0.0, 0.02)]
    surround = moulding(0.88, 4.08, trim)
    keep = surround.vertices[:, 2] < 0
    vertices = surround.vertices.copy()
    vertices[keep, 2] = 0.0
    surround = floored(Mesh(vertices, surround.faces, surround.uv, surround.normals))
    jambs = [slab(0.05, 0.14, 2.05, side * 0.463, 0.05, 0) for side in (-1.0, 1.0)]
    head = slab(0.976, 0.14, 0.05, 0, 0.05, 2.045)
    sill = slab(1.06, 0.16, 0.012, 0, 0.03, 0)
    plate = slab(0.045, 0.008, 0.2, 0.37, -0.003, 0.93)
    lever = [(0.37, 0.0, 1.05), (0.37, -0.05, 1.05), (0.36, -0.06, 1.05), (0.25, -0.062, 1.052)]
    grip = stem(spline(np.array(lever), 20), 0.0095, sides=12)
    return [
        Part("body", join(leaf)), Part("frame", join([surround, *jambs, head, sill])),
        Part("handle", join([plate, grip])),
    ]  # fmt: skip


@kind(
    "window",
    slots={
        "body": Material(name="paint", colour="#f2efe8"),
        "glass": Material(name="glass"),
        "handle": Material(name="brass"),
    },
    paint=("body",),
    scale_class="room",
)
def window(_rng: Generator) -> list[Part]:
    """A casement window of two wings with glazing bars over a deep sill, 1.2 × 1.4 m."""
    wide, tall, low = 1.06, 1.26, 0.1
    middle = low + tall / 2
    outer = [(0.0, -0.05), (0.07, -0.05), (0.07, 0.03), (0.062, 0.04), (0.012, 0.034), (0.0, 0.026)]
    body = [put(moulding(wide, tall, outer), (0, 0, middle))]
    body += [slab(1.34, 0.22, 0.035, 0, -0.02, 0.0, 0.006), slab(1.24, 0.1, 0.02, 0, 0.0, 0.034)]
    panes: list[Mesh] = []
    for side in (-1.0, 1.0):
        x, w, h = side * wide / 4, wide / 2 - 0.09, tall - 0.09
        wing = [(0.0, -0.03), (0.046, -0.03), (0.046, 0.008), (0.038, 0.014), (0.01, 0.014), (0.0, 0.004)]
        body.append(put(moulding(w, h, wing), (x, 0, middle)))
        for k in (1, 2):
            body.append(slab(w + 0.01, 0.03, 0.022, x, 0.01, middle - h / 2 + h * k / 3 - 0.011))
        panes.append(put(box((w + 0.02, 0.004, h + 0.02)), (x, 0.012, middle - h / 2 - 0.01)))
    body.append(slab(0.04, 0.02, tall - 0.005, 0, -0.014, low + 0.002, 0.006))
    grip = spline(
        np.array(
            [(0, -0.02, middle), (0, -0.05, middle), (0, -0.056, middle - 0.02), (0, -0.056, middle - 0.1)]
        ),
        16,
    )
    return [
        Part("body", join(body)), Part("glass", join(panes)),
        Part("handle", join([stem(grip, 0.007), slab(0.024, 0.006, 0.06, 0, -0.025, middle - 0.03)])),
    ]  # fmt: skip


@kind("ladder", slots={"body": Material(name="pine", colour="#cfa46a")}, paint=("body",), scale_class="room",
      stand=1.538, stand_radius=0.1)  # fmt: skip
def ladder(_rng: Generator) -> list[Part]:
    """A wooden stepladder standing open, six treads, 1.55 m tall."""
    parts: list[Mesh] = []
    beam, top = rectangle(0.03, 0.06, 0.006), 1.5
    for side in (-1.0, 1.0):
        front = line([side * 0.25, -0.42, 0.0], [side * 0.17, -0.06, top], 6)
        rear = line([side * 0.24, 0.46, 0.0], [side * 0.16, 0.05, top], 6)
        parts.append(tube(front, 1.0, section=beam, up=(0, 1, 0.3)))
        parts.append(tube(rear, 1.0, section=beam * [0.8, 0.8], up=(0, 1, 0.3)))
        rope = line([side * 0.215, -0.24, 0.72], [side * 0.205, 0.25, 0.72], 8)
        parts.append(
            stem(
                rope
                - np.stack([0 * rope[:, 0], 0 * rope[:, 0], 0.04 * np.sin(np.linspace(0, np.pi, 8))], -1),
                0.006,
            )
        )
    for k in range(6):
        z = 0.24 + 0.235 * k
        share = z / top
        width = 2 * (0.25 - 0.08 * share) + 0.02
        parts.append(slab(width, 0.1, 0.022, 0, -0.42 + 0.36 * share, z, 0.004))
    for k in range(4):
        z = 0.25 + 0.36 * k
        y, half = 0.46 - 0.41 * z / top, 0.24 - 0.08 * z / top
        parts.append(stem(line([-half, y, z], [half, y, z], 3), 0.011, sides=10))
    parts.append(slab(0.4, 0.2, 0.028, 0, -0.005, 1.51, 0.006))
    return [Part("body", floored(join(parts)))]
