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

SMALLEST_SHARE = (0.26, 0.38)
"""Nothing is smaller than this share of the largest thing, alone and in a crowd of a dozen."""


def life_size(actor: Actor) -> float:
    """One number for how large a thing looks from a little above, metres."""
    width, depth, height = actor.box[1] - actor.box[0]
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
    share = np.interp(len(cast.actors), (2, 12), SMALLEST_SHARE)
    floor = float(share) * max(drawn.values())
    return {name: round(max(drawn[name], floor) / life[name], 4) for name in things}
