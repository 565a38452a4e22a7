"""How a thing stands or lies: cut flowers lie, a titled book stands up, and faces are turned to the lens.

A pose is a turn about z and a tilt; where the thing then stands is for `arrange` to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.places import PLACES

if TYPE_CHECKING:
    import numpy as np

    from tintype.brief.model import Brief, Thing

CUT = frozenset({"tulip", "rose", "flower", "sunflower"})
"""Flowers that cannot stand by themselves."""

_GROUND = frozenset({"grass", "moss", "soil", "snow", "sand", "gravel"})
"""Surfaces in which a flower stands."""

_UP = frozenset({"standing", "upright", "growing", "vertical"})
_DOWN = frozenset({"lying", "open", "flat", "closed", "fallen"})

_FACING = frozenset({
    "book", "sign", "clock", "frame", "mirror", "screen", "laptop", "phone", "camera", "watch",
    "neon_sign", "envelope", "house", "door", "window", "shelf", "notebook", "paper", "steps", "shell",
})  # fmt: skip
"""Kinds with a face that should be seen."""

_ROUND_ABOUT = frozenset({
    "stone", "pebbles", "apple", "pear", "orange", "lemon", "lime", "peach", "plum", "egg", "tree", "pine",
})  # fmt: skip
"""Kinds that may be turned any way."""

VIEW_YAW: dict[str | None, float] = {
    None: 0.0, "front": 0.0, "side": 82.0, "three-quarter": 36.0, "back": 180.0
}  # fmt: skip
"""How far a thing is turned for the camera to have that view of it."""


def poses(thing: Thing, brief: Brief, count: int, rng: np.random.Generator) -> list[tuple[float, float]]:
    """(yaw, tilt) in degrees of each of `count` copies."""
    kind = KINDS[thing.kind]
    tilt = tilted(thing, brief)
    if tilt and thing.kind in CUT:
        # One lies across the picture, several lie side by side and slant to the front.
        side = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(52.0, 68.0) if count == 1 else 38.0)
        return [(round(side + float(rng.uniform(-7.0, 7.0)), 1), tilt) for _ in range(count)]
    facing = bool(thing.text) or thing.kind in _FACING or kind.lettering is not None
    spread = 180.0 if thing.kind in _ROUND_ABOUT else 6.0 if facing else 16.0
    base = VIEW_YAW.get(brief.camera.view, 0.0)
    return [(round(base + float(rng.uniform(-spread, spread)), 1), tilt) for _ in range(count)]


def tilted(thing: Thing, brief: Brief) -> float:
    """How far a thing is laid over, degrees; 0 for nearly everything."""
    if thing.kind in CUT:
        return 0.0 if _stands(thing, brief) else 86.0
    if thing.kind == "book" and thing.text and not _loaded(thing, brief):
        above = brief.camera.angle in {"top", "high"} or brief.camera.shot == "aerial"
        return 0.0 if above or _says(thing, _DOWN) else 90.0
    return 0.0


def _stands(thing: Thing, brief: Brief) -> bool:
    """Whether something holds a flower up: a vessel, the ground it grows in, or the user's word."""
    held = any(r.subject == thing.id and r.kind == "inside" for r in brief.relations)
    place = PLACES.get(brief.environment.setting or "")
    grown = place is not None and not place.indoor and place.horizon
    return held or grown or brief.environment.surface in _GROUND or _says(thing, _UP)


def _loaded(thing: Thing, brief: Brief) -> bool:
    """Whether anything lies on, in, over or under it, or it is part of a pile."""
    resting = {"on", "inside", "above", "under"}
    carried = any(thing.id in r.objects and r.kind in resting for r in brief.relations)
    return carried or any(r.subject == thing.id and r.kind == "under" for r in brief.relations)


def _says(thing: Thing, words: frozenset[str]) -> bool:
    return any(part in words for word in thing.words for part in word.lower().split())
