"""Framing: the lens, its height and its distance, so that the group sits well in this frame.

Square pictures centre the group, wide ones put it on a third with room beside it, tall ones give it
headroom. Nothing that was named is cut off, not even in a macro.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.extent import outline
from tintype.scene.focus import blur_for
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.location import main_scale
from tintype.scene.mesh import turn
from tintype.scene.model import Camera
from tintype.scene.poses import CUT
from tintype.scene.projection import axes, half_tangents, seen
from tintype.scene.settle import View
from tintype.scene.streams import stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from tintype.brief.model import Brief
    from tintype.scene.cast import Cast
    from tintype.scene.model import Body, Setting
    from tintype.scene.places.catalogue import Place

    Floats = npt.NDArray[np.float64]

MARGIN = 0.06
"""Share of each side that stays free around everything named."""

_FOCAL = {"hand": 85.0, "room": 50.0, "land": 35.0}
_FOCAL_BY_SHOT = {"macro": 100.0, "wide": 28.0, "aerial": 35.0}
_ELEVATION = {"low": 3.0, "worm": 1.0, "high": 36.0, "top": 84.0}
_OVER_FLAT = 9.0
"""However low the camera was asked to be, things that lie flat must still be seen."""

_FILL = {"macro": 0.94, "close-up": 0.82, "medium": 0.72, "full": 0.64, "wide": 0.42, "aerial": 0.6}
_DUTCH = 12.0

_READ = frozenset({
    "book", "notebook", "paper", "envelope", "plate", "key", "fork", "knife", "spoon", "pen", "pencil",
})  # fmt: skip
"""Kinds that lie and are read from above; as the first thing said they raise the camera."""


@dataclass(frozen=True, kw_only=True)
class _Target:
    """Where the group's bounding box should come in the picture, in shares of it: centre and size."""

    x: float
    y: float
    width: float
    height: float


def viewpoint(
    brief: Brief, cast: Cast, place: Place, frame: float, seed: int, *, raised: float = 0.0
) -> View:
    """Lens and elevation, before anything has its place. raised: degrees higher than usual, as far
    as the words for the camera leave that open."""
    camera, scale = brief.camera, main_scale(cast)
    rng = stream(seed, "frame")
    focal = camera.focal_mm or _FOCAL_BY_SHOT.get(
        camera.shot or "", _FOCAL[scale if cast.actors else place.scale_class]
    )
    usual = min(max(place.elevation, 6.0), 18.0) if scale == "hand" else min(max(place.elevation, 4.0), 9.0)
    usual += float(rng.uniform(-1.0, 2.0)) + _lift(cast, frame) + raised
    elevation = usual
    if camera.angle in {None, "eye"} and cast.actors and all(actor.rise > 0 for actor in cast.actors):
        elevation = 1.0  # level with what is in the air
    elif camera.angle in {None, "eye"} and any(actor.kind.floats > 1.0 for actor in cast.actors):
        elevation = 2.0  # look up at what is in the air
    elif camera.angle == "eye":
        elevation = min(usual, 14.0 + raised / 2)
    elif camera.angle in {"low", "worm"} and _flat(cast):
        elevation = _OVER_FLAT
    elif camera.angle in _ELEVATION:
        elevation = _ELEVATION[camera.angle]
    elif camera.shot == "aerial":
        elevation = 48.0
    return View(frame=frame, elevation=round(elevation, 2), focal_mm=round(float(focal), 1))


def _lift(cast: Cast, frame: float) -> float:
    """How much higher to stand for many things, tall frames and things that lie flat."""
    n = len(cast.actors)
    lift = 0.0 if n < 4 else 7.0 if n < 7 else 12.0 if n < 13 else 17.0
    lift += 9.0 if frame < 0.8 and n > 1 else 0.0
    flat = _flat(cast)
    if n and cast.actors[0].body.kind in _READ and cast.actors[0].body.tilt == 0:
        lift = max(lift, 24.0)
    if any(actor.body.tilt and actor.body.kind in CUT for actor in cast.actors):
        lift += 9.0
    return max(lift, 16.0 if n and flat == n else 6.0 if flat else 0.0)


def _flat(cast: Cast) -> int:
    """How many actors lie so flat that a low camera sees next to nothing of them."""
    sizes = [actor.box[1] - actor.box[0] for actor in cast.actors]
    return sum(size[2] < 0.22 * max(size[0], size[1]) for size in sizes)


def reach(bodies: Sequence[Body]) -> tuple[float, Floats]:
    """The radius a set must have for these bodies, and their outline points, float64 (N, 3)."""
    points = np.concatenate([contour(body) for body in bodies])
    low, high = points.min(axis=0), points.max(axis=0)
    half = (high - low) / 2
    return float(max(half[0], 0.8 * half[1], 0.62 * 2 * half[2]) * 1.05), points


def contour(body: Body) -> Floats:
    """The outermost points of a body where it stands: float64 (K, 3)."""
    return outline(body.kind, body.shape) @ turn(body.yaw, body.tilt).T * body.scale + np.asarray(body.at)


def framed(brief: Brief, bodies: Sequence[Body], setting: Setting, view: View, seed: int) -> Camera:
    """The Camera for bodies that have their places (none: for the place itself)."""
    points = np.concatenate([contour(body) for body in bodies]) if bodies else _empty(setting.radius)
    if any(KINDS[body.kind].floats > 1.0 for body in bodies):
        points = np.concatenate(
            [points, np.zeros((1, 3))]
        )  # something aloft needs the ground to be aloft over
    target = _target(brief, points, view, seed, bodies=len(bodies))
    low = view.elevation < 4.0
    camera = _Solver(points, target, view, setting.radius).camera(level=low)
    if brief.camera.angle == "dutch":
        camera = _rolled(camera, points, target, view)
    main = _main(bodies)
    sharp = contour(main) if main is not None else points
    return blur_for(brief.camera, camera, view.frame, sharp, points, setting)


def _main(bodies: Sequence[Body]) -> Body | None:
    named = [body for body in bodies if body.thing is not None]
    return (named or list(bodies) or [None])[0]


def _empty(radius: float) -> Floats:
    """A box that stands for the place when nothing stands in it."""
    corners = np.array([[x, y, z] for x in (-1.2, 1.2) for y in (-0.5, 0.8) for z in (0.0, 1.3)])
    return corners * radius


def _target(brief: Brief, points: Floats, view: View, seed: int, *, bodies: int) -> _Target:
    empty = bodies == 0
    shot = brief.camera.shot
    fill = _FILL.get(shot or "", 0.66 if view.frame >= 0.8 else 0.74)
    fill = max(fill, 0.4 + 0.03 * min(bodies, 6))  # many things are not shown from afar
    if shot is None and bodies > 1:
        fill = 0.75 if view.frame >= 0.8 else 0.82
    most = 1.0 - (2 * MARGIN if shot != "macro" else MARGIN)
    fill = 0.9 if empty else min(fill, most)
    if view.frame < 0.8:
        return _Target(x=0.5, y=0.56, width=min(fill * 1.12, most), height=min(fill * 0.94, most))
    if view.frame <= 1.3:
        return _Target(x=0.5, y=0.52, width=min(fill * 1.08, most), height=fill)
    low, high = points.min(axis=0), points.max(axis=0)
    shape = float((high[0] - low[0]) / max(high[2] - low[2], 1e-6)) / view.frame
    side = float(stream(seed, "frame", "side").choice([-1.0, 1.0]))
    room = (
        0.0
        if empty or shot == "macro"
        else (0.16 if bodies < 4 else 0.07) * float(np.clip(1.5 - 1.4 * shape, 0.0, 1.0))
    )
    return _Target(x=0.5 + side * room, y=0.53, width=min(fill * 1.12, most), height=min(fill * 1.04, most))


class _Solver:
    """Finds the camera whose picture of `points` has the target's bounding box."""

    def __init__(self, points: Floats, target: _Target, view: View, radius: float) -> None:
        self.points, self.target, self.view, self.radius = points, target, view, radius
        self.across, self.upward = half_tangents(view.focal_mm, view.frame)
        angle = np.deg2rad(view.elevation)
        self.back = np.array([0.0, -np.cos(angle), np.sin(angle)])
        self.middle = (points.min(axis=0) + points.max(axis=0)) / 2

    def camera(self, *, level: bool) -> Camera:
        """level: keep the camera low and tilt it, instead of moving it along its own picture plane."""
        distance = 2.2 * self.radius / min(self.across, self.upward)
        aim = self.middle.copy()
        camera = self.at(aim + self.back * distance, aim)
        for _ in range(18):
            (x, y), (width, height), nearest, depth = self.box(camera)
            if nearest < 0.05 * self.radius:  # inside the group: step back before measuring
                distance = max(1.5 * distance, distance - nearest + 0.3 * self.radius)
                camera = self.at(aim + self.back * distance, aim)
                continue
            # What is nearest decides most of the size, so its depth is what grows.
            grow = max(width / self.target.width, height / self.target.height)
            if max(abs(grow - 1), abs(x - self.target.x), abs(y - self.target.y)) < 0.004:
                break
            distance = max(distance + (grow - 1) * nearest, distance - nearest + 0.12 * self.radius)
            depth = (depth + nearest) / 2
            right, up = axes(camera)[:2]
            aim = aim + right * (x - self.target.x) * 2 * self.across * depth
            aim = aim - up * (y - self.target.y) * 2 * self.upward * depth
            at = aim + self.back * distance
            if level or at[2] < self.floor:
                at[2] = self.floor
            camera = self.at(at, aim)
        return self.backed(camera)

    def backed(self, camera: Camera) -> Camera:
        """The camera moved back along its view until nothing is cut off."""
        for _ in range(40):
            flat = seen(camera, self.view.frame, self.points)
            if flat[:, :2].min() >= 0.02 and flat[:, :2].max() <= 0.98 and flat[:, 2].min() > 0:
                break
            at = np.asarray(camera.at) + 0.05 * (np.asarray(camera.at) - np.asarray(camera.aim))
            camera = self.at(at, np.asarray(camera.aim))
        return camera

    @property
    def floor(self) -> float:
        """The lowest the camera goes: a worm's height for a low elevation, knee height otherwise."""
        tall = float(self.points[:, 2].max())
        return max(0.02 * self.radius, (0.05 if self.view.elevation < 2 else 0.16) * tall)

    def box(self, camera: Camera) -> tuple[tuple[float, float], tuple[float, float], float, float]:
        """Centre and size of the bounding box in the picture, nearest depth and depth of the middle."""
        points = seen(camera, self.view.frame, self.points)
        low, high = points.min(axis=0), points.max(axis=0)
        middle = float(seen(camera, self.view.frame, self.middle)[0, 2])
        centre = (float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2)
        return centre, (float(high[0] - low[0]), float(high[1] - low[1])), float(low[2]), middle

    def at(self, at: Floats, aim: Floats) -> Camera:
        return Camera(
            at=_vec(at), aim=_vec(aim), focal_mm=self.view.focal_mm, f_number=4.0, focus=1.0, roll=0.0
        )  # fmt: skip


def _rolled(camera: Camera, points: Floats, target: _Target, view: View) -> Camera:
    """The camera tilted for a Dutch angle, and stepped back until the corners fit again."""
    tilted, edge = camera, MARGIN if max(target.width, target.height) < 0.9 else MARGIN / 2
    for step in np.linspace(1.0, 2.0, 21):
        at = np.asarray(camera.aim) + (np.asarray(camera.at) - np.asarray(camera.aim)) * step
        tilted = Camera(
            at=_vec(at), aim=camera.aim, focal_mm=camera.focal_mm, f_number=4.0, focus=1.0, roll=_DUTCH
        )  # fmt: skip
        flat = seen(tilted, view.frame, points)[:, :2]
        if flat.min() >= edge and flat.max() <= 1 - edge:
            return tilted
    return tilted


def _vec(values: Floats) -> tuple[float, float, float]:
    return round(float(values[0]), 5), round(float(values[1]), 5), round(float(values[2]), 5)
