"""Settling blocks on one surface: the solver behind `arrange`.

Greedy and deterministic: blocks are set one after the other, each at the best of some hundred spots
that touch those already set, in several orders; the best whole wins. What the camera will see is
approached by boxes on a picture plane, seen from `elevation` at about the distance that frames all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

BROKEN = 100.0
"""What a broken relation or an overlap costs; everything that is only a matter of taste is far below."""

_HIDDEN = 0.28
"""Share of a thing that others may hide before it counts."""

ORDERS = 10


@dataclass(frozen=True, kw_only=True)
class View:
    """frame: width / height of the picture. elevation: of the camera, degrees. focal_mm: its lens."""

    frame: float
    elevation: float
    focal_mm: float


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Pairs of block numbers. left: a left of b. behind: a behind b. beside: next to each other.
    level: groups in a row at one depth. back: blocks that are set dressing and stay behind.
    radius: of the disc on which all must stand, None for open ground. slack: how much wider than
    usual gaps are, and how much more hiding counts."""

    left: Sequence[tuple[int, int]] = ()
    behind: Sequence[tuple[int, int]] = ()
    beside: Sequence[tuple[int, int]] = ()
    level: Sequence[tuple[int, ...]] = ()
    back: frozenset[int] = frozenset()
    radius: float | None = None
    slack: float = 1.0


@dataclass
class _Try:
    """One order of setting: where blocks stand so far and what that costs."""

    at: dict[int, Floats] = field(default_factory=dict[int, "Floats"])
    cost: float = 0.0
    broken: int = 0


@dataclass(frozen=True, eq=False)
class Outline:
    """What must be known of a block: the bounds of its members, float64 (m, 2, 3), and the share of
    each one's rectangle in the picture that hides what is behind, float64 (m,)."""

    members: Floats
    solid: Floats


def settle(
    blocks: Sequence[Outline], rules: Rules, view: View, rng: np.random.Generator
) -> tuple[Floats, float]:
    """Where to put blocks: offsets float64 (n, 2) and what they cost.

    The cost is below BROKEN when no rule is broken and nothing overlaps.
    """
    table = _Table(blocks, rules, view)
    boxes = table.boxes
    n = len(boxes)
    if n == 1:
        return -boxes[:, :, :2].mean(axis=1) if rules.radius is None else np.zeros((1, 2)), 0.0
    best: _Try | None = None
    for attempt in range(ORDERS):
        order = _order(n, rules, attempt, rng)
        trial = _Try()
        for block in order:
            _set(block, trial, table, rng)
        if best is None or (trial.broken, trial.cost) < (best.broken, best.cost):
            best = trial
        if not best.broken and attempt >= 3 and (best.cost < 12.0 * n or attempt >= 6):
            break
    assert best is not None
    places = np.stack([best.at[i] for i in range(n)])
    if rules.radius is None:
        whole = boxes[:, :, :2] + places[:, None]
        places = places - (whole[:, 0].min(axis=0) + whole[:, 1].max(axis=0)) / 2
    return places, max(best.cost, BROKEN) if best.broken else min(best.cost, 0.99 * BROKEN)


def _order(n: int, rules: Rules, attempt: int, rng: np.random.Generator) -> list[int]:
    """As said, then neighbours by relation first, then at random."""
    if attempt == 0:
        return list(range(n))
    links = [*rules.left, *rules.behind, *rules.beside]
    links += [pair for group in rules.level for pair in pairwise(group)]
    order = [0 if attempt == 1 else int(rng.integers(n))]
    while len(order) < n:
        near = {b for a, b in links if a in order} | {a for a, b in links if b in order}
        choice = sorted(near - set(order)) or [i for i in range(n) if i not in order]
        order.append(choice[0] if attempt == 1 else choice[int(rng.integers(len(choice)))])
    return order


class _Table:
    """What does not change while blocks are being set."""

    def __init__(self, blocks: Sequence[Outline], rules: Rules, view: View) -> None:
        self.blocks, self.rules, self.view = blocks, rules, view
        lower = [block.members[:, 0].min(axis=0) for block in blocks]
        upper = [block.members[:, 1].max(axis=0) for block in blocks]
        self.boxes = boxes = np.stack([np.stack(lower), np.stack(upper)], axis=1)
        size = boxes[:, 1] - boxes[:, 0]
        self.unit = float(np.sqrt(size[:, 0] * np.maximum(size[:, 1], 0.3 * size[:, 0])).mean())
        self.sin, self.cos = np.sin(np.deg2rad(view.elevation)), np.cos(np.deg2rad(view.elevation))
        seen = np.maximum(size[:, 2], size[:, 2] * self.cos + 0.8 * size[:, 1] * self.sin)
        self.reach = float(np.sqrt((size[:, 0] * seen).sum()))
        self.distance = 1.3 * self.reach * view.focal_mm / 36.0

    def tied(self, a: int, b: int) -> bool:
        """Whether a wish says how two blocks stand to each other."""
        pairs = (*self.rules.left, *self.rules.behind, *self.rules.beside)
        return any({a, b} == set(pair) for pair in pairs) or bool({a, b} & self.rules.back)

    def rectangles(self, boxes: Floats) -> Floats:
        """Bounds on the picture plane, (..., 2, 2): lower-left and upper-right."""
        (near, far), middle = np.moveaxis(boxes[..., 1], -1, 0), boxes[..., 1].mean(axis=-1)
        front, back, shrink = self.shrink(near), self.shrink(far), self.shrink(middle)
        left = np.minimum(boxes[..., 0, 0] * front, boxes[..., 0, 0] * back)
        right = np.maximum(boxes[..., 1, 0] * front, boxes[..., 1, 0] * back)
        low = boxes[..., 0, 2] * self.cos + near * self.sin
        high = np.maximum(
            boxes[..., 1, 2] * self.cos + middle * self.sin, low + 0.85 * (far - near) * self.sin
        )
        return np.stack([np.stack([left, low * shrink], -1), np.stack([right, high * shrink], -1)], -2)

    def shrink(self, y: Floats) -> Floats:
        """How much smaller things appear at depth y than at the origin."""
        return self.distance / np.maximum(self.distance + y * self.cos, 0.2 * self.distance)


def _set(block: int, trial: _Try, table: _Table, rng: np.random.Generator) -> None:
    """Put one block at its best spot beside those that stand."""
    box = table.boxes[block]
    if not trial.at:
        trial.at[block] = -box[:, :2].mean(axis=0) if table.rules.radius is None else np.zeros(2)
        return
    others = list(trial.at)
    standing = np.stack([table.boxes[i] + np.append(trial.at[i], 0.0) for i in others])
    spots = _spots(box, standing, table.unit * table.rules.slack)
    if table.rules.radius is not None:
        spots = np.concatenate([spots, _disc_spots(table.rules.radius)])
    there = box[None] + np.concatenate([spots, np.zeros((len(spots), 1))], axis=1)[:, None]
    rules = _clash(there, standing, table) + _asked(block, others, there, standing, table)
    cost = rules + _taste(block, others, there, standing, table) + _hiding(block, spots, trial, table)
    cost += 0.4 * rng.random(len(spots))
    pick = int(np.argmin(cost))
    trial.at[block] = spots[pick]
    trial.cost += float(cost[pick])
    trial.broken += int(rules[pick] >= BROKEN)


def _spots(box: Floats, standing: Floats, unit: float) -> Floats:
    """Offsets that bring a box beside, behind or before each standing one: (K, 2)."""
    size, depth = box[1] - box[0], box[1, 1] - box[0, 1]
    centre = box[:, :2].mean(axis=0)
    spots: list[Floats] = []
    for other in standing:
        middle, half = other[:, :2].mean(axis=0), (other[1] - other[0]) / 2
        aside = np.array([gap * unit + half[0] + size[0] / 2 for gap in (0.07, 0.22, 0.45)])
        slant = np.array([0.0, -0.3, 0.3, -0.7, 0.7]) * (half[1] + depth / 2)
        front = np.append(slant, [depth / 2 - half[1], half[1] - depth / 2])  # fronts or backs in line
        spots.append(middle + _net(np.concatenate([aside, -aside]), front))
        away = np.array([gap * unit + half[1] + depth / 2 for gap in (0.08, 0.3, 0.8)])
        across = np.linspace(-1.1, 1.1, 13) * (half[0] + size[0] / 2)
        spots.append(middle + _net(across, np.concatenate([away, -away])))
    return np.concatenate(spots) - centre


def _disc_spots(radius: float) -> Floats:
    """A net over a disc: (K, 2)."""
    steps = np.linspace(-0.9, 0.9, 9) * radius
    net = _net(steps, steps)
    return net[np.hypot(net[:, 0], net[:, 1]) <= radius]


def _net(x: Floats, y: Floats) -> Floats:
    """Every pair of an x and a y: (len(x) · len(y), 2)."""
    return np.stack([np.tile(x, len(y)), np.repeat(y, len(x))], axis=1)


def _clash(there: Floats, standing: Floats, table: _Table) -> Floats:
    """Boxes that run into each other, and blocks off their disc."""
    lower = np.maximum(there[:, None, 0], standing[None, :, 0])
    upper = np.minimum(there[:, None, 1], standing[None, :, 1])
    depth = (upper - lower + 0.01 * table.unit).min(axis=2)
    clash = np.where(depth > 0, 2 * BROKEN + BROKEN * depth / table.unit, 0.0).sum(axis=1)
    if table.rules.radius is not None:
        middle = there[:, :, :2].mean(axis=1)
        over = np.hypot(middle[:, 0], middle[:, 1]) / table.rules.radius
        rim = np.hypot(*np.abs(there[:, :, :2]).max(axis=1).T) / table.rules.radius
        clash = clash + np.where(over > 0.95, BROKEN * (over + 0.5), 0.0) + 12 * np.maximum(rim - 1.0, 0.0)
    return clash


def _asked(block: int, others: list[int], there: Floats, standing: Floats, table: _Table) -> Floats:
    """What relations with the standing blocks cost, broken (BROKEN and more) or just loose."""
    cost = np.zeros(len(there))
    rules, unit = table.rules, table.unit
    flat, flats = table.rectangles(there), table.rectangles(standing)
    for j, other in enumerate(others):
        box = np.broadcast_to(standing[j], there.shape)
        aside = np.maximum(flat[:, 0, 0] - flats[j, 1, 0], flats[j, 0, 0] - flat[:, 1, 0]) / unit
        for a, b in rules.left:
            if {a, b} == {block, other}:
                one, two = (there, box) if a == block else (box, there)
                cost += _left(one, two, unit, level=(a, b) not in rules.behind and (b, a) not in rules.behind)
                cost += 60 * np.maximum(0.03 - aside, 0) / 0.03
        for a, b in rules.behind:
            if {a, b} == {block, other}:
                cost += _behind(*((there, box) if a == block else (box, there)), unit)
        for a, b in rules.beside:
            if {a, b} == {block, other}:
                cost += _beside(there, box, unit)
        for group in rules.level:
            if block in group and other in group:
                cost += 40 * np.abs(there[:, :, 1].mean(axis=1) - box[:, :, 1].mean(axis=1)) / unit
    return cost


def _left(a: Floats, b: Floats, unit: float, *, level: bool) -> Floats:
    gap = (b[:, 0, 0] - a[:, 1, 0]) / unit
    apart = np.abs(a[:, :, 1].mean(axis=1) - b[:, :, 1].mean(axis=1)) / unit
    cost = np.where(gap < 0.02, BROKEN * (1 + np.maximum(0.02 - gap, 0.0)), 0.0) + 3 * np.maximum(
        gap - 0.25, 0
    )
    return cost + (6 * apart if level else 0)


def _behind(a: Floats, b: Floats, unit: float) -> Floats:
    gap = (a[:, 0, 1] - b[:, 1, 1]) / unit
    reach = (a[:, 1, 0] - a[:, 0, 0] + b[:, 1, 0] - b[:, 0, 0]) / 2
    aside = np.abs(a[:, :, 0].mean(axis=1) - b[:, :, 0].mean(axis=1)) / reach
    broken = np.where(gap < 0.0, BROKEN * (1 - gap), 0.0)
    return (
        broken
        + 25 * np.maximum(aside - 0.75, 0)
        + 200 * np.maximum(aside - 0.9, 0)
        + 4 * aside
        + 2 * np.maximum(gap - 0.4, 0)
    )


def _beside(a: Floats, b: Floats, unit: float) -> Floats:
    gap = np.maximum(a[:, 0, 0] - b[:, 1, 0], b[:, 0, 0] - a[:, 1, 0]) / unit
    apart = np.abs(a[:, :, 1].mean(axis=1) - b[:, :, 1].mean(axis=1)) / unit
    return np.where(gap < 0, BROKEN * (1 - gap), 0.0) + 12 * np.maximum(gap - 0.15, 0) + 5 * apart


def _taste(block: int, others: list[int], there: Floats, standing: Floats, table: _Table) -> Floats:
    """A compact group that fits the frame, read from left to right, dressing behind."""
    mine, theirs = table.rectangles(there), table.rectangles(standing)
    cost = np.zeros(len(there))
    low = np.minimum(mine[:, 0], theirs[:, 0].min(axis=0))
    high = np.maximum(mine[:, 1], theirs[:, 1].max(axis=0))
    wide, tall = (high - low).T
    cost += 9 * np.maximum(wide / table.view.frame, tall) / table.reach
    deep = np.maximum(there[:, 1, 1], standing[:, 1, 1].max()) - np.minimum(
        there[:, 0, 1], standing[:, 0, 1].min()
    )
    cost += 1.2 * deep / table.unit
    apart = np.maximum(
        there[:, None, 0, :2] - standing[None, :, 1, :2], standing[None, :, 0, :2] - there[:, None, 1, :2]
    )
    cost += 10 * np.maximum(apart.max(axis=2).min(axis=1) / table.unit - 0.3, 0.0)  # a group keeps together
    centre, sign = there[:, :, 0].mean(axis=1), np.where(np.array(others) < block, 1.0, -1.0)
    ahead = sign * (centre[:, None] - standing[None, :, :, 0].mean(axis=2)) / table.unit
    tied = np.array([table.tied(block, other) for other in others])
    # Between things that no relation ties, the order of the sentence is the order from left to right.
    cost += (np.where(tied, 1.0, 12.0) * np.clip(0.4 - ahead, 0.0, 1.0)).mean(axis=1)
    if block in table.rules.back:
        cost += 8 * (there[:, :, 1].mean(axis=1)[:, None] < standing[None, :, :, 1].mean(axis=2)).mean(axis=1)
    return cost


def _hiding(block: int, spots: Floats, trial: _Try, table: _Table) -> Floats:
    """What it costs that members of this block hide standing ones, or are hidden by them."""
    own = table.blocks[block]
    step = np.concatenate([spots, np.zeros((len(spots), 1))], axis=1)
    mine = own.members[None] + step[:, None, None]  # (K, m, 2, 3)
    others = list(trial.at)
    theirs = np.concatenate([table.blocks[i].members + np.append(trial.at[i], 0.0) for i in others])
    solid = np.concatenate([table.blocks[i].solid for i in others])
    back = np.concatenate([np.full(len(table.blocks[i].solid), i in table.rules.back) for i in others])
    flat, flats = table.rectangles(mine), table.rectangles(theirs)
    lower = np.maximum(flat[:, :, None, 0], flats[None, None, :, 0])
    upper = np.minimum(flat[:, :, None, 1], flats[None, None, :, 1])
    shared = np.maximum(upper - lower, 0.0).prod(axis=3)  # (K, m, P)
    nearer = mine[:, :, None, :, 1].mean(axis=3) < theirs[None, None, :, :, 1].mean(axis=3)
    theirs_hidden = (shared * nearer * own.solid[None, :, None]).sum(axis=1) / (
        flats[:, 1] - flats[:, 0]
    ).prod(axis=1)
    mine_hidden = (shared * ~nearer * solid).sum(axis=2) / (flat[:, :, 1] - flat[:, :, 0]).prod(axis=2)
    usual = 0.6 if block in table.rules.back else _HIDDEN
    cost = _too_much(theirs_hidden, np.where(back, 0.6, _HIDDEN)) + _too_much(
        mine_hidden, np.full(len(own.solid), usual)
    )
    return table.rules.slack * cost


def _too_much(hidden: Floats, allowed: Floats) -> Floats:
    """The cost of hidden shares (K, n), small up to what is allowed (n,), then steep."""
    hidden = np.minimum(hidden, 1.0)
    return (110 * np.maximum(hidden - allowed, 0.0) + 4 * hidden).sum(axis=1)
