"""Prices: what a picture will cost, before it is asked for, and what it did cost, from the answer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.request import Plan
    from tintype.ports.catalogue import Price

_SQUARE = 1024 * 1024
_PARTIAL = 100
"""Tokens of a partial picture."""
_PATCH = 32 * 32
"""Pixels of a picture sent along that are about a token."""
_SENT = 1024
"""Tokens of a picture sent along, before its size is looked at."""


def by_tokens(price: Price, plan: Plan, size: tuple[int, int], options: Mapping[str, Any]) -> float:
    """About how many dollars a picture of (width, height) costs; rather too much than too little."""
    dearest = max(price.tokens.values(), default=0)
    if named := price.tokens.get(str(options.get("image_size"))):  # sizes that are priced by their name
        made = float(named)
    else:
        quality = str(options.get("quality") or plan.quality)
        made = price.tokens.get(quality, dearest) * max(1.0, size[0] * size[1] / _SQUARE)
    made += _PARTIAL * int(options.get("partial_images") or 0)
    words = math.ceil(len(plan.prompt.encode()) / 4)
    images = len(plan.settings["images"]) + bool(options.get("markup"))
    sent = images * max(_SENT, math.ceil(size[0] * size[1] / _PATCH))
    return (words * price.text + sent * price.image + made * price.out) / 1e6


def of_tokens(price: Price, text: int, image: int, out: int) -> float:
    """Dollars of the tokens that an answer counted."""
    return (text * price.text + image * price.image + out * price.out) / 1e6


def by_pixels(price: Price, size: tuple[int, int], images: int) -> float:
    """Dollars where the size counts: the first megapixel, each further one begun, each picture sent."""
    begun = max(1, math.ceil(size[0] * size[1] / _SQUARE - 1e-6))
    return price.megapixel + (begun - 1) * price.more + images * price.image
