"""The catalogue: what each kind of thing is made of and how it behaves on a set.

A kind is one function that returns its Parts at life size, base centre at the origin, z up, front
facing −y (towards the camera), decorated with `@kind`. Its form follows `rng` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Mesh, Part, moved
from tintype.scene.model import Material

if TYPE_CHECKING:
    from tintype.scene.model import Body

Build = Callable[[np.random.Generator], list[Part]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """slots: every material slot with what it wears by default. paint: the slots that take the
    user's colour or material ("a red vase", "a gold vase"), main one first. contents: slot of what
    is inside it, or None. lettering: it has a "label"-like picture slot for text. stand: height in
    metres of a top that others can stand on, or None. stand_radius: how far from its centre.
    hollow: (floor height, radius) of a space others can lie in, or None. lies: rests on its side.
    floats: height of its base over the ground, for balloons and moons. scale_class: what it is seen
    next to: hand (under 0.6 m), room (0.4–3 m), land (over 2 m). optional: slots that are left out
    unless the body names a material for them or, for the lettering slot, has text ("a bowl" is
    empty, "a bowl of milk" is not). lights: slots that shine of themselves."""

    name: str
    build: Build
    slots: dict[str, Material]
    paint: tuple[str, ...]
    contents: str | None = None
    lettering: str | None = None
    stand: float | None = None
    stand_radius: float = 0.0
    hollow: tuple[float, float] | None = None
    floats: float = 0.0
    scale_class: str = "hand"
    lights: tuple[str, ...] = field(default=())
    optional: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {}


def coat(name: str, colour: str | None = None, *, glow: float = 0.0) -> Material:
    """A Material in the short form that slot tables use."""
    return Material(name=name, colour=colour, glow=glow)


def kind(name: str, **facts: object) -> Callable[[Build], Build]:
    """Enter a builder into the catalogue. `facts` are the fields of Kind."""

    def enter(build: Build) -> Build:
        assert name not in KINDS, f"kind {name!r} is entered twice"
        KINDS[name] = Kind(name=name, build=build, **facts)  # type: ignore[arg-type]
        return build

    return enter


@lru_cache(maxsize=256)
def form(name: str, shape: int) -> tuple[Part, ...]:
    """The Parts of a kind at life size in its own frame; equal arguments give equal meshes."""
    return tuple(KINDS[name].build(np.random.default_rng(shape)))


def placed(body: Body) -> tuple[tuple[Part, Material], ...]:
    """The Parts of a body where it stands, each with the material it wears."""
    own = KINDS[body.kind].slots
    return tuple(
        (Part(part.slot, _placed(part.mesh, body)), body.materials.get(part.slot, own[part.slot]))
        for part in form(body.kind, body.shape)
        if worn(body, part.slot)
    )


def worn(body: Body, slot: str) -> bool:
    """Whether this body has the part: always, unless it is optional and nobody asked for it."""
    kind = KINDS[body.kind]
    return slot not in kind.optional or slot in body.materials or (slot == kind.lettering and bool(body.text))


def _placed(mesh: Mesh, body: Body) -> Mesh:
    return moved(mesh, at=body.at, yaw=body.yaw, tilt=body.tilt, scale=body.scale)
