"""Where everything stands: relations kept as the camera sees them, nothing run through, all visible.

Works from the leaves to the ground: what rests on a thing is settled on it first, and then moves
with it as one block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tintype.scene.blocks import Block, formation, formed, heap, joined, ring
from tintype.scene.extent import clearance, solidity, top
from tintype.scene.relations import Rest, Wishes, wishes
from tintype.scene.settle import BROKEN, Outline, Rules, View, settle
from tintype.scene.sizes import scales
from tintype.scene.streams import stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.brief.model import Brief
    from tintype.scene.cast import Actor, Cast
    from tintype.scene.model import Body

_STEMMED = frozenset(["branch", "flower", "rose", "tulip", "sunflower", "bouquet", "leaf", "feather"])
"""Kinds that stand in a vase by their stem."""


@dataclass(frozen=True)
class Blocking:
    """bodies: where they stand, ids from 1 in the order of the sentence. notes: what gave way.
    cost: of the arrangement; BROKEN or more if a wish is not met."""

    bodies: tuple[Body, ...]
    notes: tuple[str, ...]
    cost: float = 0.0


def arrange(brief: Brief, cast: Cast, view: View, seed: int, *, attempt: int = 0) -> Blocking:
    """Place the whole cast for a picture seen from `view`. The group is centred on the origin.

    attempt: 0, 1, … other arrangements of the same, each looser than the one before.
    """
    if not cast.actors:
        return Blocking((), ())
    drawn = scales(cast)
    asked = wishes(brief, cast, drawn)
    stage = _Stage(cast, asked, drawn, view, seed, attempt)
    whole, cost = stage.settled(None)
    if cost >= BROKEN:
        asked.notes.append(
            "The things asked for leave no way to place them all as asked; placed as near to it as they fit."
        )
    bodies = [
        msgspec.structs.replace(
            cast.actors[m.actor].body,
            id=m.actor + 1,
            at=(round(float(m.at[0]), 5), round(float(m.at[1]), 5), round(float(m.at[2]), 5)),
            scale=round(float(m.scale), 5),
            on=None if m.on is None else m.on + 1,
        )
        for m in sorted(whole.members, key=lambda member: member.actor)
    ]
    return Blocking(tuple(bodies), tuple(asked.notes), cost)


class _Stage:
    """One act of arranging: the cast, what is asked of it and how large it is drawn."""

    def __init__(
        self, cast: Cast, asked: Wishes, drawn: Mapping[str, float], view: View, seed: int, attempt: int
    ) -> None:
        self.asked, self.drawn, self.view, self.seed, self.attempt = asked, drawn, view, seed, attempt
        self.actors = cast.actors
        self.things = list(dict.fromkeys(actor.thing.id for actor in cast.actors))
        self.by_thing = {
            thing: [(i, a) for i, a in enumerate(cast.actors) if a.thing.id == thing] for thing in self.things
        }
        self.rows = {thing for group in asked.level for thing in group}
        self.dressing = {
            t for t, actors in self.by_thing.items() if actors[0][1].thing.element == "environment"
        }

    def settled(self, parent: str | None, radius: float | None = None) -> tuple[Block, float]:
        """Everything that stands on `parent` (None: on the ground), as one block, and the cost."""
        names: list[str] = []
        blocks: list[Block] = []
        for thing in self.things:
            rest = self.asked.rests.get(thing)
            if (
                self.asked.support(thing) == parent
                and thing not in self.asked.rings
                and (rest is None or rest.how == "on")
            ):
                for number, block in enumerate(self.blocks(thing)):
                    names.append(thing if number == 0 else f"{thing}#{number}")
                    blocks.append(block)
        if not blocks:
            return Block(()), 0.0
        rng = stream(self.seed, "arrange", parent or "ground", str(self.attempt))
        rules = self.rules(names, radius)
        places, cost = settle([self.outline(block) for block in blocks], rules, self.view, rng)
        moved = [block.moved((float(x), float(y), 0.0)) for block, (x, y) in zip(blocks, places, strict=True)]
        return joined(moved), cost

    def blocks(self, thing: str) -> list[Block]:
        """The block of a thing with all it carries; one per actor if something goes between them."""
        actors = self.by_thing[thing]
        rng = stream(self.seed, "formation", thing)
        scale = self.drawn[thing]
        if thing in self.asked.between.values():
            return [self.loaded(thing, formed([pair], scale, np.zeros((1, 2)))) for pair in actors]
        places = formation([a for _, a in actors], scale, row=thing in self.rows, view=self.view, rng=rng)
        return [self.loaded(thing, formed(actors, scale, places))]

    def loaded(self, thing: str, block: Block) -> Block:
        """A block with everything that rests on, in, above, under or around it."""
        carrier = self.carrier(block)
        parts = [block]
        standing = [t for t in self.things if self.asked.rests.get(t) == Rest("on", thing)]
        if standing:
            block = self.topped(thing, block, standing)
            parts = [block]
            carrier = self.carrier(block)
        for child in self.things:
            rest = self.asked.rests.get(child)
            if rest is None or rest.parent != thing or rest.how == "on":
                continue
            for cargo in self.blocks(child):
                parts.append(self.attached(rest.how, block, carrier, cargo, child))
        for child, middle in self.asked.rings.items():
            if middle == thing:
                inner = joined(parts).box
                actors = self.by_thing[child]
                places = ring([a for _, a in actors], self.drawn[child], inner)
                parts.append(self.loaded(child, formed(actors, self.drawn[child], places)))
        return joined(parts)

    def outline(self, block: Block) -> Outline:
        """The bounds of a block's members and how solid they are."""
        bodies = [self.actors[m.actor].body for m in block.members]
        solid = np.array([solidity(body.kind, body.shape) for body in bodies])
        return Outline(np.stack([m.box for m in block.members]), solid)

    def carrier(self, block: Block) -> int:
        """The member that carries what rests on a block: the middle one of several."""
        feet = [m for m in block.members if m.on is None]
        return min(range(len(feet)), key=lambda i: abs(feet[i].at[0]) + abs(feet[i].at[1]))

    def topped(self, thing: str, block: Block, standing: list[str]) -> Block:
        """A block with what stands on it, both scaled so that the upper one has room."""
        number = self.carrier(block)
        member = block.members[number]
        actor = self.actors[member.actor]
        kind = actor.kind
        sole = kind.stand is None
        room = (kind.stand_radius if kind.stand is not None else 0.5 * _footing(actor)) * member.scale
        cargo, _ = self.settled(thing, None if len(standing) == 1 else room)
        tight = cargo.reach / max(room, 1e-6)
        if tight > 1.0:
            grow = min(tight**0.5, 1.6) if len(block.members) == 1 and not sole else 1.0
            cargo, _ = self.settled(thing, None if len(standing) == 1 else room * grow)
            block = block.scaled(grow)
            member = block.members[number]
            shrink = min(1.0, room * grow * (1.35 if sole else 1.05) / cargo.reach)
            cargo = cargo.scaled(max(shrink, 0.3))
        if kind.stand is not None:
            height = kind.stand * member.scale
        else:
            height = (
                top(actor.body.kind, actor.body.shape, round(cargo.reach / member.scale, 3)) * member.scale
            )
        shift = _middle_of_feet(cargo)
        at = (member.at[0] - shift[0], member.at[1] - shift[1], member.at[2] + height)
        return joined([block, cargo.moved(at).resting(member.actor)])

    def attached(self, how: str, block: Block, number: int, cargo: Block, child: str) -> Block:
        """A block brought inside, above or under the carrying member of another."""
        member = block.members[number]
        actor = self.actors[member.actor]
        if how == "inside":
            return self.inside(actor, member.scale, member.at, cargo, child).resting(member.actor)
        whole = block.box
        size = cargo.box[1] - cargo.box[0]
        if how == "above":
            z = float(whole[1, 2] + 0.3 * min(size[2], member.box[1, 2] - member.box[0, 2]) - cargo.box[0, 2])
            return cargo.moved((member.at[0], member.at[1], z))
        room = _under(actor, cargo) * member.scale
        if member.at[2] + room < 1.05 * size[2]:
            cargo = cargo.scaled(max(0.35, 0.95 * room / float(size[2])))
        return cargo.moved((member.at[0], member.at[1], -float(cargo.box[0, 2])))

    def inside(
        self, actor: Actor, scale: float, at: tuple[float, float, float], cargo: Block, child: str
    ) -> Block:
        """What lies in a hollow, or stands in it by the stem."""
        height = float(actor.box[1, 2]) * scale
        floor, radius = actor.kind.hollow or (0.12 * height / scale, 0.3 * _footing(actor))
        floor, radius = floor * scale, radius * scale
        kind = self.by_thing[child][0][1].body.kind
        if kind in _STEMMED:
            return self.stemmed(child, at, floor, radius, height)
        actors = self.by_thing[child]
        size = cargo.members[0].box[1] - cargo.members[0].box[0]
        each = float(max(size[0], size[1])) / 2
        fit = min(
            1.0, 0.92 * radius / (each * (1.0 if len(actors) == 1 else 2.0 if len(actors) < 5 else 2.6))
        )
        own = self.drawn[child] * max(fit, 0.25)
        each, tall = each * own / self.drawn[child], float(size[2]) * own / self.drawn[child]
        lift = max(floor, height - 0.55 * tall) if not _see_through(actor) else floor
        spots = heap(len(actors), each, radius)
        layers = np.unique(spots[:, 2])
        base = floor if len(layers) > 1 and floor + layers[-1] + tall > height else lift
        lying = formed(actors, own, spots[:, :2])
        return joined(
            [
                Block((m,)).moved((at[0], at[1], at[2] + base + float(z)))
                for m, z in zip(lying.members, spots[:, 2], strict=True)
            ]
        )

    def stemmed(
        self, child: str, at: tuple[float, float, float], floor: float, radius: float, height: float
    ) -> Block:
        """Flowers or branches in a vase: about twice its height, their feet close together."""
        actors = self.by_thing[child]
        rng = stream(self.seed, "stems", child)
        life = max(float(actor.box[1, 2]) for _, actor in actors)
        scale = min(max(self.drawn[child], 1.7 * height / life), 2.3 * height / life)
        n = len(actors)
        angle = 2 * np.pi * (np.arange(n) + rng.random()) / max(n, 1)
        spots = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (0.45 * radius if n > 1 else 0.0)
        block = formed(actors, scale, spots)
        return block.moved((at[0], at[1], at[2] + floor))

    def rules(self, names: list[str], radius: float | None) -> Rules:
        """The wishes among these blocks, by number."""
        parts = {
            thing: [i for i, name in enumerate(names) if name.split("#")[0] == thing] for thing in self.things
        }
        left = [
            (i, j) for axis, a, b in self.asked.before if axis == "left" for i in parts[a] for j in parts[b]
        ]
        behind = [
            (i, j) for axis, a, b in self.asked.before if axis == "behind" for i in parts[a] for j in parts[b]
        ]
        beside = [(i, j) for a, b in self.asked.beside for i in parts[a][:1] for j in parts[b][:1]]
        level = [tuple(i for name in group for i in parts[name]) for group in self.asked.level]
        for middle, outer in self.asked.between.items():
            both = parts[outer]
            if not parts[middle] or len(both) < 2:
                continue
            half = len(both) // 2
            left += [(i, parts[middle][0]) for i in both[:half]] + [
                (parts[middle][0], i) for i in both[half:]
            ]
            level.append((*both[:half], parts[middle][0], *both[half:]))
        back = frozenset(i for thing in self.dressing for i in parts[thing])
        return Rules(
            left=left,
            behind=behind,
            beside=beside,
            level=[g for g in level if len(g) > 1],
            back=back,
            radius=radius,
            slack=1.0 + 0.5 * self.attempt,
        )


def _footing(actor: Actor) -> float:
    size = actor.box[1] - actor.box[0]
    return float(min(size[0], size[1]))


def _middle_of_feet(cargo: Block) -> tuple[float, float]:
    feet = np.array([m.at[:2] for m in cargo.members if m.on is None])
    middle = feet.mean(axis=0)
    return float(middle[0]), float(middle[1])


def _under(actor: Actor, cargo: Block) -> float:
    """Height free under an actor at life size for what should stand there."""
    size = cargo.box[1] - cargo.box[0]
    return (
        min(clearance(actor.body.kind, actor.body.shape, round(float(max(size[:2])) / 2, 3)), 1e3)
        + actor.kind.floats
    )


def _see_through(actor: Actor) -> bool:
    return any(
        (actor.body.materials.get(slot) or actor.kind.slots[slot]).name in {"glass", "crystal", "acrylic"}
        for slot in actor.kind.paint
    )


__all__ = ["Blocking", "arrange"]
