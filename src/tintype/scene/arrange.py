"""Where everything stands: relations kept as the camera sees them, nothing run through, all visible.

Works from the leaves to the ground: what rests on a thing is settled on it first, and then moves
with it as one block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tintype.scene.blocks import Block, adrift, formation, formed, joined, ring
from tintype.scene.cargo import contained, crowned, hung, room_on, sheltered, spread
from tintype.scene.extent import solidity
from tintype.scene.relations import Rest, Wishes, wishes
from tintype.scene.settle import BROKEN, Outline, Rules, View, settle
from tintype.scene.sizes import carried, scales
from tintype.scene.streams import stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.brief.model import Brief
    from tintype.scene.blocks import Member
    from tintype.scene.cast import Cast
    from tintype.scene.model import Body


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
    drawn = carried(
        cast, drawn, {child: rest.parent for child, rest in asked.rests.items() if rest.how == "on"}
    )
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
            yaw=m.pose[0] if m.pose else cast.actors[m.actor].body.yaw,
            tilt=m.pose[1] if m.pose else cast.actors[m.actor].body.tilt,
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
        self.aloft = all(actor.kind.floats > 0 for actor in cast.actors)
        self.loads = {rest.parent for rest in asked.rests.values()} | set(asked.rings.values())
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
        if self.aloft and len(actors) > 1 and thing not in self.rows:
            return [adrift(actors, scale, self.view, rng)]
        places = formation([a for _, a in actors], scale, row=thing in self.rows, view=self.view, rng=rng)
        return [self.loaded(thing, formed(actors, scale, places))]

    def loaded(self, thing: str, block: Block) -> Block:
        """A block with everything that rests on, in, above, under or around it."""
        resting = {t: rest for t in self.things if (rest := self.asked.rests.get(t)) and rest.parent == thing}
        if len(block.members) > 1 and len(resting) == 1:
            block = self.dealt(block, *resting.popitem())
        standing = [t for t, rest in resting.items() if rest.how == "on"]
        if standing:
            block = self.topped(thing, block, several=len(standing) > 1)
        parts, member = [block], self.carrier(block)
        for child, rest in resting.items():
            if rest.how != "on":
                parts += [
                    self.brought(rest.how, joined(parts), member, one, child) for one in self.blocks(child)
                ]
        for child, middle in self.asked.rings.items():
            if middle == thing:
                actors = self.by_thing[child]
                places = ring([a for _, a in actors], self.drawn[child], joined(parts).box)
                parts.append(self.loaded(child, formed(actors, self.drawn[child], places)))
        return joined(parts)

    def topped(self, thing: str, block: Block, *, several: bool) -> Block:
        """A block with what stands on it; a single carrier grows a little if that needs room."""
        member = self.carrier(block)
        actor = self.actors[member.actor]
        room = room_on(actor, member)
        cargo, _ = self.settled(thing, room if several else None)
        wide = spread(cargo, self.actors)
        if wide > room and len(block.members) == 1 and actor.kind.stand is not None:
            block = block.scaled(min((wide / room) ** 0.5, 1.6))
            member = self.carrier(block)
            cargo, _ = self.settled(thing, room_on(actor, member) if several else None)
        return joined([block, crowned(actor, member, cargo, spread(cargo, self.actors))])

    def dealt(self, block: Block, child: str, rest: Rest) -> Block:
        """Several carriers alike with what rests on them shared out: a candle on each of three books."""
        parts = [block]
        feet = [m for m in block.members if m.on is None]
        actors, scale = self.by_thing[child], self.drawn[child]
        if len(actors) < len(feet) or child in self.loads:
            feet = [self.carrier(block)]
        for i, member in enumerate(feet):
            share = actors[i :: len(feet)]
            rng = stream(self.seed, "formation", child, str(i))
            places = formation([a for _, a in share], scale, row=False, view=self.view, rng=rng)
            cargo = (
                self.loaded(child, formed(share, scale, places))
                if len(feet) == 1
                else formed(share, scale, places)
            )
            parts.append(self.brought(rest.how, Block((member,)), member, cargo, child))
        return joined(parts)

    def brought(self, how: str, whole: Block, member: Member, cargo: Block, child: str) -> Block:
        """Cargo on, in, above or under one member."""
        actor = self.actors[member.actor]
        if how == "on":
            return crowned(actor, member, cargo, spread(cargo, self.actors))
        if how == "inside":
            own = {m.actor for m in cargo.members}
            crew = [pair for pair in self.by_thing[child] if pair[0] in own]
            return contained(actor, member, cargo, crew, stream(self.seed, "stems", child))
        return hung(whole, member, cargo) if how == "above" else sheltered(actor, member, cargo)

    def outline(self, block: Block) -> Outline:
        """The bounds of a block's members and how solid they are."""
        bodies = [self.actors[m.actor].body for m in block.members]
        solid = np.array([solidity(body.kind, body.shape, body.tilt) for body in bodies])
        return Outline(np.stack([m.box for m in block.members]), solid)

    def carrier(self, block: Block) -> Member:
        """The member that carries what rests on a block: the middle one of several."""
        return min((m for m in block.members if m.on is None), key=lambda m: abs(m.at[0]) + abs(m.at[1]))

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


__all__ = ["Blocking", "arrange"]
