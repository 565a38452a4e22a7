"""A thing or two that belong to a place, behind what was named and to its side, where the lens blurs them.

Only places that look bare without get any, and only when the sentence names the place. Nothing here
is of a kind or a colour that was named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.brief.vocabulary import COLOURS
from tintype.scene.extent import bounds
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.model import Body, Material
from tintype.scene.places import PLACES
from tintype.scene.projection import half_tangents, seen
from tintype.scene.streams import stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from tintype.brief.model import Brief
    from tintype.scene.model import Camera, Setting

    Floats = npt.NDArray[np.float64]

_APT: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "cafe": (("cup", ("white", "cream")), ("jar", ()), ("potted_plant", ())),
    "kitchen": (
        ("pitcher", ("white", "cream", "sage")),
        ("jar", ()),
        ("bowl", ("cream", "white")),
        ("lemon", ()),
    ),
    "living_room": (("potted_plant", ()), ("lantern", ())),
    "garden": (("bush", ()), ("potted_plant", ())),
    "library": (("stack_of_books", ()), ("book", ()), ("desk_lamp", ())),
}
"""Place → kinds that suit it, with the colours they may have (none: their own)."""

_BARE = frozenset({"minimal"})
_MOST_BEFORE = 4
"""More bodies than this are picture enough."""

_TALLEST = 0.5
"""Share of the picture's height that dressing may have."""


def background(
    brief: Brief, setting: Setting, bodies: Sequence[Body], camera: Camera, frame: float, seed: int
) -> tuple[Body, ...]:
    """At most one body more, on the freer side behind `bodies`; none where it would crowd them."""
    said = brief.environment.setting == setting.name and setting.name in _APT
    plain = _BARE & {*brief.atmosphere.mood} or {"product", "studio"} & {*brief.atmosphere.style}
    near = brief.camera.shot == "macro" or brief.camera.angle == "top"
    if not said or plain or near or not 0 < len(bodies) <= _MOST_BEFORE:
        return ()
    rng = stream(seed, "background")
    named = {body.kind for body in bodies} | {excluded.what.lower() for excluded in brief.excluded}
    apt = [(kind, tints) for kind, tints in _APT[setting.name] if kind in KINDS and kind not in named]
    if not apt:
        return ()
    taken = {thing.colour for thing in brief.things}
    boxes = np.stack([_pictured(body, camera, frame) for body in bodies])
    left, right = float(boxes[:, 0, 0].min()), 1 - float(boxes[:, 1, 0].max())
    sides = (0.12, 0.88) if left > right else (0.88, 0.12)
    life = float(np.exp(np.mean([np.log(body.scale) for body in bodies])))
    yaw, shape = round(float(rng.uniform(-25, 25)), 1), int(rng.integers(8))
    for number in rng.permutation(len(apt)):
        kind, tints = apt[int(number)]
        free = [tint for tint in tints if tint not in taken]
        worn = {KINDS[kind].paint[0]: _dyed(kind, free[0])} if free and KINDS[kind].paint else {}
        for target, scale in ((target, scale * life) for scale in (1.0, 0.75, 0.6) for target in sides):
            body = Body(
                id=max(body.id for body in bodies) + 1, kind=kind, at=(0.0, 0.0, 0.0), yaw=yaw, shape=shape,
                scale=round(scale, 4), materials=worn,
            )  # fmt: skip
            body = _set_back(body, bodies, setting, camera, frame, target)
            box = _pictured(body, camera, frame)
            if box[1, 1] - box[0, 1] < _TALLEST and _overlap(box, boxes) < 0.5:
                return (body,)
    return ()


def _dyed(kind: str, tint: str) -> Material:
    return Material(name=KINDS[kind].slots[KINDS[kind].paint[0]].name, colour=COLOURS[tint])


def _set_back(
    body: Body, bodies: Sequence[Body], setting: Setting, camera: Camera, frame: float, target: float
) -> Body:
    """The body behind all others, its middle at the share `target` of the picture's width."""
    back = max(body.at[1] + float(_box(body)[1, 1]) for body in bodies)
    deep = float(_box(body)[1, 1])
    most = 0.9 * PLACES[setting.name].extent[1] * setting.radius - deep
    y = max(min(back + deep + 0.45 * setting.radius, most), back + 1.2 * deep)
    across, _ = half_tangents(camera.focal_mm, frame)
    x = camera.at[0] + (target - 0.5) * 2 * across * (y - camera.at[1])
    return Body(
        id=body.id, kind=body.kind, at=(round(x, 5), round(y, 5), 0.0), yaw=body.yaw, scale=body.scale,
        shape=body.shape, materials=body.materials,
    )  # fmt: skip


def _box(body: Body) -> Floats:
    return bounds(body.kind, body.shape, body.yaw, body.tilt) * body.scale


def _pictured(body: Body, camera: Camera, frame: float) -> Floats:
    """Bounds of a body in the picture: float64 (2, 2)."""
    low, high = _box(body) + np.asarray(body.at)
    corners = np.array(
        [[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
    )
    flat = seen(camera, frame, corners)[:, :2]
    return np.stack([flat.min(axis=0), flat.max(axis=0)])


def _overlap(box: Floats, boxes: Floats) -> float:
    """The largest share of `box` that any of `boxes` (n, 2, 2) covers."""
    lower, upper = np.maximum(box[0], boxes[:, 0]), np.minimum(box[1], boxes[:, 1])
    shared = np.maximum(upper - lower, 0.0).prod(axis=1)
    return float((shared / (box[1] - box[0]).prod()).max())
