"""Sizes for one picture: life sizes drawn together so that a watch and a chair both read.

The order of sizes stays; the ratio between the largest and the smallest is compressed, because a
picture that shows a lighthouse and an apple at life size shows no apple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.scene.cast import Actor, Cast

SIZE_WORDS: dict[str | None, float] = {None: 1.0, "tiny": 0.5, "small": 0.72, "large": 1.4, "huge": 1.9}
"""What a size word does to a thing, besides its neighbours."""

FREE_RATIO = 3.0
"""Sizes up to this ratio stay as they are in life."""

SMALLEST_SHARE = (0.2, 0.34)
"""Nothing is smaller than this share of the largest thing, alone and in a crowd of a dozen."""


_WIDEST = {
    "plinth": 1.9, "column": 1.7, "stool": 2.0, "box": 1.9, "cube": 1.9, "cylinder": 1.9, "tray": 2.4,
    "stack_of_books": 2.0, "book": 2.2, "barrel": 2.0, "chair": 3.0, "table": 4.5,
}  # fmt: skip
"""Carriers are at most this many times as wide as what they carry; others 3.2 times."""

MAIN_SHARE = 0.42
"""The first thing said is no smaller than this share of the largest, unless they are far apart."""

_FAR_APART = 9.0

_OVERHANGING = frozenset({"branch", "leaf", "feather", "flower", "rose", "tulip", "sunflower"})
"""Kinds that may reach over the edge of what carries them."""

_NARROWEST_SHRINK = 0.22

_STRING = 0.62
"""Share of a balloon's height that is only a string, and does not make it look larger."""


def life_size(actor: Actor) -> float:
    """One number for how large a thing looks from a little above, metres."""
    width, depth, height = actor.box[1] - actor.box[0]
    if actor.body.kind == "balloon":
        height *= 1 - _STRING
    wide, thin = max(width, depth), min(width, depth)
    return float(np.sqrt((height + 0.3 * thin) * max(wide, 0.5 * height)))


def compressed(ratio: float) -> float:
    """The ratio of two sizes in the picture for a ratio ≥ 1 in life."""
    return ratio if ratio <= FREE_RATIO else FREE_RATIO * (ratio / FREE_RATIO) ** 0.25


def scales(cast: Cast) -> Mapping[str, float]:
    """Thing id → scale of its actors, size words included."""
    things = {actor.thing.id: actor for actor in reversed(cast.actors)}
    if not things:
        return {}
    life = {name: life_size(actor) for name, actor in things.items()}
    low, high = min(life.values()), max(life.values())
    middle = float(np.exp(np.mean(np.log(list(life.values())))))
    power = np.log(compressed(high / low)) / np.log(high / low) if high > low * 1.001 else 1.0
    drawn = {name: middle * (size / middle) ** power for name, size in life.items()}
    for name, actor in things.items():
        drawn[name] *= SIZE_WORDS[actor.thing.size]
    first = cast.actors[0].thing.id
    if high / life[first] < _FAR_APART:
        drawn[first] = max(
            drawn[first], MAIN_SHARE * max(drawn.values()) * SIZE_WORDS[cast.actors[0].thing.size]
        )
    share = np.interp(len(cast.actors), (2, 12), SMALLEST_SHARE)
    floor = float(share) * max(drawn.values())
    return {name: round(max(drawn[name], floor) / life[name], 4) for name in things}


def carried(cast: Cast, drawn: Mapping[str, float], carriers: Mapping[str, str]) -> dict[str, float]:
    """The scales of `drawn` with every carrier (child → carrier in `carriers`) shrunk to what stands
    on it, so that a jar is not lost on its plinth; size words still count."""
    sizes = dict(drawn)
    depth = {name: _depth(name, carriers) for name in carriers.values()}
    for name in sorted(set(carriers.values()), key=lambda name: -depth[name]):
        holder = cast.of(name)[0]
        if holder.kind.stand is None or holder.kind.scale_class == "land":
            continue
        loads = [child for child, carrier in carriers.items() if carrier == name]
        spans = [_breadth(cast, child) * sizes[child] for child in loads]
        wide = max(max(spans), 0.7 * sum(spans)) / len(cast.of(name))
        box = holder.box[1] - holder.box[0]
        ratio = _WIDEST.get(holder.body.kind, 3.2)
        ratio = ratio if len(loads) == 1 else 1 + 0.6 * (ratio - 1)
        most = wide * ratio / float(min(box[0], 1.4 * box[1]))
        most *= max(SIZE_WORDS[holder.thing.size], 1.0)
        sizes[name] = round(min(sizes[name], max(most, _NARROWEST_SHRINK * sizes[name])), 4)
    return sizes


def _depth(name: str, carriers: Mapping[str, str]) -> int:
    """How many carriers are below this one."""
    below = 0
    while name in carriers and below < len(carriers):
        name, below = carriers[name], below + 1
    return below


def _breadth(cast: Cast, thing: str) -> float:
    """Width at life size of all copies of a thing, in as many rows as they will about have."""
    crew = list(cast.of(thing))
    box = crew[0].box[1] - crew[0].box[0]
    rows = 1 if len(crew) < 4 else 2
    slim = 0.45 if crew[0].body.kind in _OVERHANGING else 1.0
    return slim * float(max(box[0], 0.6 * box[1])) * (1 + 1.25 * (-(-len(crew) // rows) - 1))
