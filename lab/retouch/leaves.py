"""Dead leaves: shapes of sizes by a power law that cover one another, drawn for many pictures at once.

Which leaf is on top at each pixel comes first (`drawn`), its colour after (`fills.shaded`): a pixel is
coloured once, however many leaves lie under it. Sizes by r^-3 look the same at every scale, as photographs
do (Lee, Mumford, Huang 2001); that networks trained on them restore photographs is by Achddou et al. 2021.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

FRAGMENTS = {"cuda": 60_000_000, "cpu": 2_000_000}
"""Pixels of leaves looked at in one go."""


@dataclass(frozen=True)
class Law:
    """smallest, largest: radii in pixels of the canvas. cover: how often an octave of sizes covers it all."""

    smallest: float
    largest: float
    cover: float = 1.0

    def octaves(self, side: int) -> list[tuple[float, float, int]]:
        """(from, to, how many leaves) of each octave, the largest first."""
        found, high = [], self.largest
        while high > self.smallest * 1.2:
            low = max(self.smallest, high / 2)
            square = math.log(high / low) / (0.5 * (low**-2 - high**-2))
            found.append((low, high, max(1, round(self.cover * (side + high) ** 2 / (math.pi * square)))))
            high = low
        return found


@dataclass(frozen=True)
class Leaves:
    """All float32 (B, N). order: from 1, the highest is on top; 0 is not there at all."""

    x: Tensor
    y: Tensor
    r: Tensor
    turn: Tensor
    narrow: Tensor
    power: Tensor
    wobble: Tensor
    lobes: Tensor
    hollow: Tensor
    bend: Tensor
    order: Tensor
    octaves: list[tuple[float, float, int]]


def scattered(law: Law, count: int, side: int, device: str) -> Leaves:
    """Leaves for `count` square pictures."""
    octaves = law.octaves(side)
    r, margin = [], []
    for low, high, n in octaves:
        u = torch.rand(count, n, device=device)
        r.append((low**-2 + u * (high**-2 - low**-2)) ** -0.5)
        margin.append(torch.full((n,), high / 2, device=device))
    r, margin = torch.cat(r, 1), torch.cat(margin)
    shape = r.shape

    def random() -> Tensor:
        return torch.rand(shape, device=device)

    kind = random()
    thin = torch.where(random() < 0.25, 0.03 + 0.2 * random(), 0.3 + 0.7 * random())
    power = torch.where(kind < 0.35, 2.0, torch.where(kind < 0.7, 12.0, 0.7 + 5 * random()))
    wobble = torch.where(random() < 0.4, 0.35 * random(), 0.0)
    hollow = torch.where(random() < 0.08, 0.6 + 0.35 * random(), 0.0)
    bend = torch.where((random() < 0.4) & (thin < 0.4), 1.2 * random() - 0.6, 0.0)
    kept = random() < 0.4 + 0.6 * torch.rand(count, 1, device=device)
    order = random().argsort(1) + 1
    return Leaves(
        x=random() * (side + 2 * margin) - margin, y=random() * (side + 2 * margin) - margin, r=r,
        turn=random() * math.tau, narrow=torch.where(kind < 0.15, 1.0, thin), power=power, wobble=wobble,
        lobes=(2 + 6 * random()).floor(), hollow=hollow, bend=bend,
        order=torch.where(kept, order, 0), octaves=octaves,
    )  # fmt: skip


def drawn(leaves: Leaves, side: int) -> Tensor:
    """int64 (B, side, side): the order of the leaf on top, 0 where there is none."""
    count, device = leaves.r.shape[0], leaves.r.device
    top = torch.zeros(count, side * side, dtype=torch.int32, device=device)
    begin = 0
    for _, high, n in leaves.octaves:
        window = 2 * math.ceil(high) + 1
        at_once = max(1, FRAGMENTS[device.type] // (count * window * window))
        for first in range(begin, begin + n, at_once):
            _paint(top, leaves, slice(first, min(first + at_once, begin + n)), window, side)
        begin += n
    return top.view(count, side, side).long()


def _paint(top: Tensor, leaves: Leaves, which: slice, window: int, side: int) -> None:
    steps = torch.arange(window, device=top.device) - window // 2

    def of(values: Tensor) -> Tensor:
        return values[:, which, None, None]

    column = leaves.x[:, which].round().long()[..., None] + steps
    row = leaves.y[:, which].round().long()[..., None] + steps
    dx, dy = (column - leaves.x[:, which, None])[:, :, None, :], (row - leaves.y[:, which, None])[..., None]
    cos, sin, r = of(leaves.turn).cos(), of(leaves.turn).sin(), of(leaves.r)
    u, v = (dx * cos + dy * sin) / r, (dy * cos - dx * sin) / (r * of(leaves.narrow))
    v = v + of(leaves.bend / leaves.narrow) * (u * u - 0.3)
    p = of(leaves.power)
    far = (u.abs().clamp_min(1e-4) ** p + v.abs().clamp_min(1e-4) ** p) ** (1 / p)
    rim = 1 - of(leaves.wobble) * (1 + torch.cos(of(leaves.lobes) * torch.atan2(v, u)))
    inside = (far < rim) & (far > rim * of(leaves.hollow))
    there = ((row >= 0) & (row < side))[..., None] & ((column >= 0) & (column < side))[:, :, None, :]
    index = row.clamp(0, side - 1)[..., None] * side + column.clamp(0, side - 1)[:, :, None, :]
    keys = torch.where(inside & there, of(leaves.order), 0).int()
    top.scatter_reduce_(1, index.flatten(1), keys.flatten(1), "amax")
