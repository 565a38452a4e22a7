"""Cargo: what rests on, in, above or under one body, brought to its place there.

A carrier is a Member (where it stands, how large) with its Actor (what it is); cargo is a Block about
its own origin. Lengths in metres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.blocks import Block, Member, formed, heap, joined
from tintype.scene.extent import bounds, clearance, top
from tintype.scene.wardrobe import see_through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tintype.scene.cast import Actor

    Crew = Sequence[tuple[int, Actor]]

STEMMED = frozenset({"branch", "flower", "rose", "tulip", "sunflower", "bouquet", "leaf", "feather"})
"""Kinds that stand in a vase by their stem."""

_SMALLEST = 0.3
"""Cargo is shrunk at most to this share of its size; rather it overhangs."""


def room_on(actor: Actor, member: Member) -> float:
    """Radius of the area on which others can stand."""
    if actor.kind.stand is not None:
        return actor.kind.stand_radius * member.scale
    return 0.5 * _footing(actor) * member.scale


def spread(cargo: Block, actors: Sequence[Actor]) -> float:
    """Radius of the area that cargo needs; twigs and flowers may hang over the edge."""
    return max(
        Block((m,)).reach * (0.45 if actors[m.actor].body.kind in STEMMED else 1.0)
        for m in cargo.members
        if m.on is None
    )


def crowned(actor: Actor, member: Member, cargo: Block, wide: float) -> Block:
    """Cargo that needs a radius `wide`, set on top of a carrier, shrunk if it would stand over the edge."""
    overhang = 1.05 if actor.kind.stand is not None else 1.35
    cargo = cargo.scaled(max(min(1.0, room_on(actor, member) * overhang / wide), _SMALLEST))
    if actor.kind.stand is not None:
        height = actor.kind.stand * member.scale
    else:
        reach = round(cargo.reach / member.scale, 3)
        height = top(actor.body.kind, actor.body.shape, reach) * member.scale
    feet = np.array([m.box[:, :2].mean(axis=0) for m in cargo.members if m.on is None]).mean(axis=0)
    x, y, z = member.at
    return cargo.moved((x - float(feet[0]), y - float(feet[1]), z + height)).resting(member.actor)


def hung(whole: Block, member: Member, cargo: Block) -> Block:
    """Cargo floating over a carrier with all that stands on it."""
    size = cargo.box[1] - cargo.box[0]
    gap = 0.3 * min(float(size[2]), float(member.box[1, 2] - member.box[0, 2]))
    return cargo.moved((member.at[0], member.at[1], float(whole.box[1, 2] - cargo.box[0, 2]) + gap))


def sheltered(actor: Actor, member: Member, cargo: Block) -> Block:
    """Cargo on the ground below a carrier, shrunk to fit there."""
    size = cargo.box[1] - cargo.box[0]
    radius = round(float(max(size[0], size[1])) / 2 / member.scale, 3)
    free = min(clearance(actor.body.kind, actor.body.shape, radius), 1e3) * member.scale
    room = free + member.at[2]
    if room < 1.05 * size[2]:
        cargo = cargo.scaled(max(0.35, 0.95 * room / float(size[2])))
    return cargo.moved((member.at[0], member.at[1], -float(cargo.box[0, 2])))


def contained(actor: Actor, member: Member, cargo: Block, crew: Crew, rng: np.random.Generator) -> Block:
    """Cargo lying in a hollow, or standing in it by the stem. crew: its actors, with their numbers."""
    height = float(actor.box[1, 2]) * member.scale
    floor, radius = actor.kind.hollow or (0.12 * height / member.scale, 0.3 * _footing(actor))
    floor, radius = floor * member.scale, radius * member.scale
    if crew[0][1].body.kind in STEMMED:
        placed = _in_a_vase(crew, floor, radius, height, cargo.members[0].scale, rng)
    elif len(crew) == 1:
        cargo = cargo.scaled(max(min(1.0, 0.92 * radius / cargo.reach), 0.25))
        placed = cargo.moved((0.0, 0.0, _lifted(actor, cargo, floor, height)))
    else:
        placed = _heaped(actor, crew, cargo, floor, radius, height)
    return placed.moved(member.at).resting(member.actor)


def _heaped(actor: Actor, crew: Crew, cargo: Block, floor: float, radius: float, height: float) -> Block:
    """Several things alike, in layers, the top one over the rim."""
    first = cargo.members[0]
    size = first.box[1] - first.box[0]
    each = float(max(size[0], size[1])) / 2
    packing = 2.0 if len(crew) < 5 else 2.6
    shrink = max(min(1.0, 0.92 * radius / (each * packing)), 0.25)
    spots = heap(len(crew), each * shrink, radius)
    lying = formed(crew, first.scale * shrink, spots[:, :2])
    tallest = float(spots[:, 2].max()) + float(size[2]) * shrink
    base = floor if floor + tallest > height else _lifted(actor, Block(lying.members[:1]), floor, height)
    raised = [
        Block((m,)).moved((0.0, 0.0, base + float(z)))
        for m, z in zip(lying.members, spots[:, 2], strict=True)
    ]
    return joined(raised)


def _lifted(actor: Actor, cargo: Block, floor: float, height: float) -> float:
    """Where the base of cargo comes in a vessel: on the floor if it shows there, else just over the
    rim's shadow, as if on others."""
    if see_through(actor.kind, actor.body.materials):
        return floor
    return max(floor, height - 0.55 * float(cargo.box[1, 2] - cargo.box[0, 2]))


def _in_a_vase(
    crew: Crew, floor: float, radius: float, height: float, drawn: float, rng: np.random.Generator
) -> Block:
    """Flowers or branches: about twice as tall as the vase, their feet close together."""
    life = max(float(actor.box[1, 2]) for _, actor in crew)
    scale = min(max(drawn, 1.5 * height / life), 2.1 * height / life)
    if crew[0][1].body.kind == "bouquet":  # its wrapping is wider than the neck: it stands on the rim
        floor, scale = 0.62 * height, 1.25 * height / life
        return formed(crew, scale, np.zeros((len(crew), 2))).moved((0.0, 0.0, floor))
    return Block(tuple(_fanned(crew, scale, floor, radius, height, float(rng.random()))))


def _fanned(
    crew: Crew, scale: float, floor: float, radius: float, height: float, start: float
) -> list[Member]:
    """Stems that lean outward over the rim, each its own way, from feet on the opposite side."""
    n, members = len(crew), list[Member]()
    most = float(np.clip(np.rad2deg(np.arctan2(radius, height - floor)), 10.0, 30.0))
    inner = 1 if n >= 6 else 0
    for i, (number, actor) in enumerate(crew):
        upright = i < inner
        lean = 3.0 if upright or n == 1 else most * (1.0 if i % 2 else 0.82)
        azimuth = 360.0 * (i - inner + start) / max(n - inner, 1)
        yaw = round(azimuth - 180.0, 1)
        body = actor.body
        turned = bounds(body.kind, body.shape, yaw, round(lean, 1)) * scale
        away = np.deg2rad(yaw)
        foot = -0.3 * radius * np.array([np.sin(away), -np.cos(away)]) * (0.0 if upright else 1.0)
        at = (float(foot[0]), float(foot[1]), floor)
        members.append(Member(number, at, scale, turned + np.asarray(at), pose=(yaw, round(lean, 1))))
    return members


def _footing(actor: Actor) -> float:
    size = actor.box[1] - actor.box[0]
    return float(min(size[0], size[1]))
