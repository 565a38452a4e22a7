"""Sizes: what to ask a provider for, so that what was asked of us comes out of it to the pixel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tintype.core.errors import BadSize
from tintype.core.frame import SHORTEST

if TYPE_CHECKING:
    from tintype.ports.catalogue import Limits

Size = tuple[int, int]


def to_ask(size: Size, limits: Limits, model: str) -> Size:
    """The smallest (width, height) that the provider paints and that covers `size` scaled as a whole.

    Raises BadSize for more pixels, or a longer side, than it paints.
    """
    if limits.fixed:
        return _nearest(size, limits.fixed, model)
    width, height = size
    least, most = limits.pixels
    grow = max(1.0, math.sqrt(least / (width * height)))
    asked = _up(width * grow, limits.step), _up(height * grow, limits.step)
    if max(asked) > limits.edge or asked[0] * asked[1] > most:
        shrink = min(limits.edge / max(size), math.sqrt(most / (width * height)))
        fits = f"{_down(width * shrink, limits.step)}x{_down(height * shrink, limits.step)}"
        raise BadSize(f"{width}x{height} is more than “{model}” paints; the largest of that shape is {fits}.")
    return asked


def like(size: Size, limits: Limits) -> Size:
    """The size of a picture that is changed, or the nearest of its shape that the provider paints."""
    width, height = size
    most = max((each[0] * each[1] for each in limits.fixed), default=limits.pixels[1])
    edge = max((max(each) for each in limits.fixed), default=limits.edge)
    fits = min(edge / max(size), math.sqrt(most / (width * height)))
    if fits < 1:  # what is rounded up to the provider's step must fit as well
        fits *= 0.98
    scale = max(min(fits, 1.0), SHORTEST / max(size))
    return max(1, round(width * scale)), max(1, round(height * scale))


def note(size: Size, asked: Size) -> str:
    """What is told of a size that differs, "" if it does not."""
    if size == asked:
        return ""
    change = "cut and scaled" if abs(size[0] * asked[1] / (size[1] * asked[0]) - 1) > 0.03 else "scaled"
    return f"Painted at {asked[0]}x{asked[1]}, a size of this model, and {change} to {size[0]}x{size[1]}."


def _nearest(size: Size, fixed: tuple[Size, ...], model: str) -> Size:
    """The one whose shape is most like it."""
    ratio = math.log(size[0] / size[1])
    best = min(fixed, key=lambda each: abs(math.log(each[0] / each[1]) - ratio))
    if size[0] > best[0] or size[1] > best[1]:
        raise BadSize(
            f"{size[0]}x{size[1]} is more than “{model}” paints; of that shape it is at most"
            f" {best[0]}x{best[1]}."
        )
    return best


def _up(side: float, step: int) -> int:
    return max(step, math.ceil(side / step - 1e-6) * step)


def _down(side: float, step: int) -> int:
    return max(step, math.floor(side / step + 1e-6) * step)
