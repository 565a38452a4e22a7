"""The cast: the things a Brief names become actors with a form, a size, a turn and what they wear.

Nothing stands anywhere yet; `arrange` finds the places. Every thing draws from its own stream, so
one more thing in the sentence leaves the others as they were.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from tintype.scene.extent import bounds
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.model import Body, Material
from tintype.scene.poses import poses
from tintype.scene.streams import stream
from tintype.scene.wardrobe import clothing, colourful, mixed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tintype.brief.model import Brief, Thing
    from tintype.scene.kinds.catalogue import Kind

    Floats = npt.NDArray[np.float64]

MOST_ALIKE = 24
"""More of one thing than this are not painted one by one."""

SHAPES = 48
"""How many forms of one kind are drawn from; few enough that a cache holds those in use."""

_GROWN = frozenset({
    "apple", "pear", "orange", "lemon", "lime", "peach", "plum", "banana", "cherry", "grapes",
    "strawberry", "pumpkin", "egg", "mushroom", "bread", "cheese", "ice_cube", "leaf", "branch",
    "flower", "rose", "tulip", "sunflower", "bouquet", "potted_plant", "cactus", "stone", "pebbles",
    "shell", "crystal", "feather", "tree", "pine", "palm", "bush", "cloth", "donut",
})  # fmt: skip
"""Kinds of which no two look the same."""

_STRUNG = frozenset({"balloon"})
"""Kinds that float over a string; among things that stand, its end hangs down to them."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One thing to be placed. body: as it will stand, except for `id`, `at`, `scale` and `on`.
    thing: the Brief's. number: which of `thing.count` it is. rise: height of its base over the
    ground at life size, metres."""

    body: Body
    thing: Thing
    number: int
    rise: float = 0.0

    @property
    def kind(self) -> Kind:
        return KINDS[self.body.kind]

    @property
    def box(self) -> Floats:
        """Lower and upper corner at life size, turned: float64 (2, 3)."""
        return bounds(self.body.kind, self.body.shape, self.body.yaw, self.body.tilt)


@dataclass(frozen=True)
class Cast:
    """actors: grouped by thing, in the order of the sentence. notes: what could not be met."""

    actors: tuple[Actor, ...]
    notes: tuple[str, ...]

    def of(self, thing: str) -> tuple[Actor, ...]:
        """The actors of one thing id."""
        return tuple(actor for actor in self.actors if actor.thing.id == thing)


def cast(brief: Brief, seed: int) -> Cast:
    """Actors for every thing the catalogue can build, and a note for every one it cannot."""
    actors: list[Actor] = []
    notes = [_likeness(word, kind) for word, kind in brief.likened if kind in KINDS]
    barred = {excluded.what.lower() for excluded in brief.excluded}
    for thing in brief.things:
        if thing.kind in barred or thing.word.lower() in barred:
            continue
        if thing.kind not in KINDS:
            notes.append(f"I know no “{thing.word or thing.kind}”; painted without it.")
            continue
        if thing.count > MOST_ALIKE:
            word = thing.word or thing.kind
            notes.append(f"{thing.count} of “{word}” are too many to set one by one; painted {MOST_ALIKE}.")
        bodies, said = _bodies(thing, brief, stream(seed, "cast", thing.id))
        rise = KINDS[thing.kind].floats
        actors += [Actor(body=body, thing=thing, number=i, rise=rise) for i, body in enumerate(bodies)]
        notes += said
    if any(actor.rise == 0 for actor in actors):
        actors = [replace(a, rise=0.03) if a.body.kind in _STRUNG else a for a in actors]
    return Cast(tuple(actors), tuple(dict.fromkeys(notes)))


def _bodies(thing: Thing, brief: Brief, rng: np.random.Generator) -> tuple[list[Body], list[str]]:
    kind = KINDS[thing.kind]
    shape = int(rng.integers(0, SHAPES))
    materials, notes = clothing(thing, kind, rng)
    text = thing.text if kind.lettering is not None else None
    bodies: list[Body] = []
    each = mixed(thing, kind, rng) if colourful(thing) and kind.paint else [materials]
    turns = poses(thing, brief, min(thing.count, MOST_ALIKE), rng)
    for number, (yaw, tilt) in enumerate(turns):
        own = shape + number % 3 if thing.kind in _GROWN else shape
        body = Body(
            id=1, kind=kind.name, at=(0.0, 0.0, 0.0), yaw=yaw, tilt=tilt, shape=own,
            materials=_reseeded(each[number % len(each)], number), text=text, thing=thing.id,
        )  # fmt: skip
        bodies.append(body)
    return bodies, notes


def _reseeded(materials: dict[str, Material], number: int) -> dict[str, Material]:
    """The same clothes with other veins, so that no two of a set are copies."""
    return {
        slot: msgspec.structs.replace(material, seed=material.seed + number)
        for slot, material in materials.items()
    }


def _likeness(word: str, kind: str) -> str:
    name = kind.replace("_", " ")
    article = "an" if name[0] in "aeiou" else "a"
    return f"I know no “{word}”; painted the nearest I know, {article} {name}."
