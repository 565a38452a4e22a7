"""Blocks: bodies that move as one, such as three apples in a row or a vase with its flowers.

Lengths in metres about the block's own origin on what it stands on. `actor` numbers are positions
in `Cast.actors`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.extent import bounds, cloud
from tintype.scene.mesh import turn
from tintype.scene.poses import CUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from tintype.scene.cast import Actor
    from tintype.scene.settle import View

    Floats = npt.NDArray[np.float64]

Vec3 = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Member:
    """One actor in a block. box: its bounds there, float64 (2, 3). on: the actor it rests on. pose: yaw
    and tilt where they are not the actor's own."""

    actor: int
    at: Vec3
    scale: float
    box: Floats
    on: int | None = None
    pose: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Block:
    """Members that keep their places to each other."""

    members: tuple[Member, ...]

    @property
    def box(self) -> Floats:
        """Bounds of the whole: float64 (2, 3)."""
        boxes = np.stack([member.box for member in self.members])
        return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])

    def moved(self, by: Vec3) -> Block:
        """The same block elsewhere."""
        step = np.asarray(by)
        return Block(
            tuple(
                replace(m, at=(m.at[0] + by[0], m.at[1] + by[1], m.at[2] + by[2]), box=m.box + step)
                for m in self.members
            )
        )

    def scaled(self, by: float) -> Block:
        """The same block larger or smaller about its origin."""
        return Block(
            tuple(
                replace(m, at=(m.at[0] * by, m.at[1] * by, m.at[2] * by), scale=m.scale * by, box=m.box * by)
                for m in self.members
            )
        )

    def resting(self, on: int) -> Block:
        """The same block, its lowest members resting on another actor."""
        return Block(tuple(m if m.on is not None else replace(m, on=on) for m in self.members))

    @property
    def reach(self) -> float:
        """Largest distance of a member's foot from the origin, its own half-width included."""
        return max(
            float(np.hypot(*m.box[:, :2].mean(axis=0)) + (m.box[1, :2] - m.box[0, :2]).max() / 2)
            for m in self.members
            if m.on is None
        )


def joined(blocks: Sequence[Block]) -> Block:
    """Several blocks as one."""
    return Block(tuple(member for block in blocks for member in block.members))


def formed(actors: Sequence[tuple[int, Actor]], scale: float, places: Floats) -> Block:
    """Actors (with their numbers) at `places`, float64 (n, 2), all at one scale."""
    members: list[Member] = []
    for (number, actor), (x, y) in zip(actors, places, strict=True):
        low = _bearing(actor) if actor.body.tilt else 0.0
        at = (float(x), float(y), (actor.rise - low) * scale)
        members.append(Member(number, at, scale, actor.box * scale + np.asarray(at)))
    return Block(tuple(members))


def adrift(actors: Sequence[tuple[int, Actor]], scale: float, view: View, rng: np.random.Generator) -> Block:
    """Things in the air, scattered over the picture at different heights and depths, none behind
    another: each at the freest of some dozen places drawn for it."""
    size = (actors[0][1].box[1] - actors[0][1].box[0]) * scale
    wide, tall = float(max(size[0], size[1])), 0.62 * float(size[2])
    area = 1.9 * len(actors) * wide * tall
    across, up = (area * view.frame) ** 0.5, (area / view.frame) ** 0.5
    spots: list[Floats] = []
    for i in range(len(actors)):
        drawn = rng.uniform(-0.5, 0.5, (60, 2)) * (across, up)
        if spots:
            gaps = np.abs(drawn[:, None] - np.array(spots)[None]) / (wide, tall)
            free = np.hypot(gaps[..., 0], gaps[..., 1]).min(axis=1)
        else:
            free = -np.abs(drawn).sum(axis=1)
        spots.append(drawn[int(np.argmax(np.minimum(free, 1.5 + 0.1 * i)))])
    at = np.array(spots)
    depth = rng.permutation(np.linspace(-1.2, 1.2, len(actors))) * wide
    flat = formed(actors, scale, np.stack([at[:, 0], depth], axis=1))
    lifts = at[:, 1] - at[:, 1].min()
    return joined([Block((m,)).moved((0.0, 0.0, float(z))) for m, z in zip(flat.members, lifts, strict=True)])


def _bearing(actor: Actor) -> float:
    """Height at which a body that was laid over bears on the ground, about its origin: its lowest
    point, or of a flower where the stem lies, for leaves give way."""
    body = actor.body
    if body.kind not in CUT:
        return float(actor.box[0, 2])
    heights = (cloud(body.kind, body.shape) @ turn(body.yaw, body.tilt).T)[:, 2]
    return float(np.percentile(heights, 9))


def formation(
    actors: Sequence[Actor], scale: float, *, row: bool, view: View, rng: np.random.Generator
) -> Floats:
    """Places for things alike, each countable: a row, an arc, or rows that look through each other's
    gaps, whichever fills the frame best. float64 (n, 2), centred."""
    n = len(actors)
    if n == 1:
        return np.zeros((1, 2))
    if actors[0].body.tilt and actors[0].body.kind in CUT:
        return _sheaf(actors, scale)
    boxes = np.stack([actor.box for actor in actors]) * scale
    size = boxes[:, 1].max(axis=0) - boxes[:, 0].min(axis=0)  # room for the widest to either side
    most = (n + 2) // 3 if view.frame >= 0.8 else (n + 1) // 2
    least = 2 if view.frame < 0.8 and n > 2 else 1  # a tall picture has no room for a long row
    rows = 1 if row else min(range(least, most + 1), key=lambda r: _need(n, r, size, view))
    if rows == 1:
        steps = np.arange(n, dtype=np.float64) - (n - 1) / 2
        x = steps * size[0] * (1.16 if n > 4 else 1.22)
        bend = 0.0 if row else float(rng.choice([-1.0, 1.0])) * 0.35 * size[1]
        y = bend * (np.abs(steps) / steps[-1] if n > 2 else steps)
        return _centred(np.stack([x, y], axis=1))
    return _centred(np.array(_staggered(n, rows, *_pitches(rows, size, view))))


def _sheaf(actors: Sequence[Actor], scale: float) -> Floats:
    """Places for stems that lie side by side, closer than their bounds: float64 (n, 2)."""
    yaw = np.deg2rad(float(np.mean([actor.body.yaw for actor in actors])))
    upright = [bounds(actor.body.kind, actor.body.shape) for actor in actors]
    pitch = 0.8 * scale * float(max(box[1, 0] - box[0, 0] for box in upright))
    along = np.array([np.sin(yaw), -np.cos(yaw)])
    across = np.array([np.cos(yaw), np.sin(yaw)])
    steps = np.arange(len(actors)) - (len(actors) - 1) / 2
    middles = np.array([actor.box[:, :2].mean(axis=0) * scale for actor in actors])
    return _centred(steps[:, None] * pitch * across + (steps % 2)[:, None] * 0.3 * pitch * along - middles)


def _pitches(rows: int, size: Floats, view: View) -> tuple[float, float]:
    """Distance across and in depth between the things of several rows.

    Two rows look through each other's gaps; of three and more, every second one stands in line, so
    depth must lift it clear by most of its height.
    """
    slope = max(float(np.tan(np.deg2rad(view.elevation))), 0.05)
    if rows == 2:
        return float(1.62 * size[0]), float(max(1.2 * size[1], min(0.25 * size[2] / slope, 2.0 * size[1])))
    return float(1.5 * size[0]), float(max(1.2 * size[1], min(0.45 * size[2] / slope, 4.0 * size[1])))


def _need(n: int, rows: int, size: Floats, view: View) -> float:
    """How large a picture (height in metres) a formation of `rows` rows needs; the best is smallest."""
    sin, cos = np.sin(np.deg2rad(view.elevation)), np.cos(np.deg2rad(view.elevation))
    across, deep = (float(1.25 * size[0]), 0.0) if rows == 1 else _pitches(rows, size, view)
    hidden = 0.0 if rows < 3 else max(0.0, 0.7 - 2 * deep * sin / max(size[2] * cos, 1e-6))
    wide = across * (-(-n // rows) - 0.4 + (0.5 if rows > 1 else 0.0))
    tall = size[2] * cos + ((rows - 1) * deep + size[1]) * sin
    return float(max(wide / view.frame, tall)) * (1 + 6 * max(hidden - 0.1, 0.0)) + 0.04 * rows * float(
        size[2]
    )


def _staggered(n: int, rows: int, across: float, deep: float) -> list[tuple[float, float]]:
    """`rows` rows from the front, longest first, every second one shifted into the gaps."""
    counts = [n // rows + (1 if r < n % rows else 0) for r in range(rows)]
    places: list[tuple[float, float]] = []
    for r, count in enumerate(counts):
        # Rows of even and odd length interleave by themselves; others need half a step.
        shift = 0.0 if (count - counts[0] + r) % 2 == 0 else 0.5
        places += [((i - (count - 1) / 2 + shift) * across, r * deep) for i in range(count)]
    return places


def ring(actors: Sequence[Actor], scale: float, inner: Floats) -> Floats:
    """Places around a middle of bounds `inner`, float64 (2, 3), open to the front if they are tall:
    float64 (n, 2). The ring is squarish, so that boxes stay apart in every direction."""
    n = len(actors)
    boxes = np.stack([actor.box for actor in actors]) * scale
    size = boxes[:, 1].max(axis=0) - boxes[:, 0].min(axis=0)  # room for the widest to either side
    half = float((inner[1, :2] - inner[0, :2]).max()) / 2 + 0.62 * float(size[:2].max())
    if size[2] > 0.45 * (inner[1, 2] - inner[0, 2]):
        angle = np.deg2rad(np.linspace(-40.0, 220.0, n))  # open in front, where they would hide the middle
    else:
        start = -np.pi / 2 + (0 if n % 2 else np.pi / n)  # an odd ring has its gap straight behind
        angle = start + 2 * np.pi * np.arange(n) / n
    places = np.zeros((n, 2))
    for _ in range(24):
        radius = half / np.maximum(np.abs(np.cos(angle)), np.abs(np.sin(angle))) ** 0.999
        places = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
        gaps = np.abs(places[:, None] - places[None]).max(axis=2) + np.eye(n) * 1e9
        if gaps.min() >= 1.05 * size[:2].max():
            break
        half *= 1.08
    return places + (inner[0, :2] + inner[1, :2]) / 2


def heap(n: int, radius: float, room: float) -> Floats:
    """Places of n balls of `radius` lying in a bowl of inner radius `room`: float64 (n, 3), layers of
    hexagonal packing, highest in the middle."""
    places: list[tuple[float, float, float]] = []
    layer = 0
    while len(places) < n:
        reach = max(room - radius - 0.35 * layer * radius, 0.0)
        places += _disc(radius, reach, layer)[: n - len(places)]
        layer += 1
    return np.array(places)


def _disc(radius: float, reach: float, layer: int) -> list[tuple[float, float, float]]:
    z = layer * radius * 1.55
    if reach < radius:
        return [(0.0, 0.0, z)]
    around = int(np.pi / np.arcsin(min(1.0, radius / reach)) + 1e-6)
    angle = 2 * np.pi * (np.arange(around) + 0.5 * layer) / around - np.pi / 2
    spots = [(float(reach * np.cos(a)), float(reach * np.sin(a)), z) for a in angle]
    inner = _disc(radius, reach - 2 * radius, layer) if reach - 2 * radius >= 0 else []
    return spots + inner


def _centred(places: Floats) -> Floats:
    return places - (places.min(axis=0) + places.max(axis=0)) / 2
