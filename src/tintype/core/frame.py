"""Size and aspect arithmetic: from "1024x768" or "16:9" or "story" to (width, height).

Sizes are (width, height) in pixels. Whatever cannot be met raises `BadSize`.
"""

from __future__ import annotations

import math
import re

from tintype.core.errors import BadSize

SHORTEST, LONGEST = 256, 4096
"""Range of the long side in pixels."""

STEEPEST = 3.0
"""The long side is at most this many times the short one."""

DEFAULT_LONG_SIDE = 768
"""Long side when nobody named one: a two-core machine answers in seconds."""

STEP = 8
"""A short side that follows from a ratio is rounded to a multiple of this, which every model takes."""

ASPECTS: dict[str, tuple[int, int]] = {
    "square": (1, 1),
    "post": (1, 1),
    "portrait": (4, 5),
    "story": (9, 16),
    "blog": (16, 9),
    "wide": (21, 9),
    "photo": (3, 2),
    "print": (3, 2),
    "poster": (2, 3),
    "screen": (4, 3),
}
"""Ratios named by their use, width : height."""

RATIOS = ("1:1", "3:2", "2:3", "4:3", "3:4", "4:5", "16:9", "9:16", "21:9")
"""The ratios worth offering in a list; any other between 1:3 and 3:1 works too."""

_SIZE = re.compile(r"(\d{1,6})\s*[x×X*]\s*(\d{1,6})")
_RATIO = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*[:/]\s*(\d{1,4}(?:\.\d{1,3})?)")


def parse_size(text: str) -> tuple[int, int]:
    """(width, height) of "1024x768"; raises BadSize."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise BadSize(f"“{_short(text)}” is not a size; write it as WIDTHxHEIGHT, such as 1024x768.")
    return check_size((int(match[1]), int(match[2])))


def check_size(size: tuple[int, int]) -> tuple[int, int]:
    """The same size if it can be painted; raises BadSize."""
    width, height = size
    long, short = max(size), min(size)
    if not SHORTEST <= long <= LONGEST:
        raise BadSize(
            f"{width}x{height} cannot be painted; the long side must be {SHORTEST} to {LONGEST} pixels,"
            " such as 1024x768."
        )
    if short <= 0 or long > STEEPEST * short:
        cure = (
            f"{width}x{_fit(width / STEEPEST)}" if width >= height else f"{_fit(height / STEEPEST)}x{height}"
        )
        raise BadSize(f"{width}x{height} is narrower than 1:3; the nearest size that works is {cure}.")
    return size


def parse_aspect(text: str) -> tuple[float, float]:
    """(width, height) parts of "16:9", "1.85:1" or a name in ASPECTS; raises BadSize."""
    word = text.strip().lower()
    if word in ASPECTS:
        return ASPECTS[word]
    match = _RATIO.fullmatch(word)
    if match is None:
        names = ", ".join(ASPECTS)
        raise BadSize(f"“{_short(text)}” is not an aspect ratio; write one such as 16:9, or one of: {names}.")
    width, height = float(match[1]), float(match[2])
    if width <= 0 or height <= 0 or not 1 / STEEPEST <= width / height <= STEEPEST:
        raise BadSize(f"The aspect ratio {word} cannot be painted; it must lie between 1:3 and 3:1.")
    return width, height


def fit_aspect(aspect: tuple[float, float], long_side: int = DEFAULT_LONG_SIDE) -> tuple[int, int]:
    """The size of that aspect with that long side; the short side is a multiple of STEP."""
    width, height = aspect
    ratio = min(width, height) / max(width, height)
    short = max(min(_fit(long_side * ratio), long_side), math.ceil(long_side / STEEPEST))
    if ratio == 1:
        short = long_side
    return check_size((long_side, short) if width >= height else (short, long_side))


def decide_size(size: str | None, aspect: str | None, default: tuple[int, int]) -> tuple[int, int]:
    """What to paint, given what was typed for size and aspect.

    A size is taken as it is, an aspect keeps the long side of `default`; a bare number as size is
    a long side. Both together must agree, or BadSize says which size would.
    """
    long_side = int(size) if size is not None and re.fullmatch(r"\s*\d{1,6}\s*", size) else None
    if aspect is None:
        return check_size((long_side, long_side)) if long_side is not None else _or_default(size, default)
    parts = parse_aspect(aspect)
    if size is None or long_side is not None:
        return fit_aspect(parts, max(default) if long_side is None else _check_long(long_side))
    width, height = parse_size(size)
    exact = height * parts[0] / parts[1]
    if abs(width - exact) > STEP * max(1.0, parts[0] / parts[1]):
        cure = "{}x{}".format(*fit_aspect(parts, max(width, height)))
        raise BadSize(f"The size {width}x{height} is not {aspect}; leave one of the two out, or say {cure}.")
    return width, height


def _or_default(size: str | None, default: tuple[int, int]) -> tuple[int, int]:
    return check_size(default) if size is None else parse_size(size)


def _check_long(long_side: int) -> int:
    if not SHORTEST <= long_side <= LONGEST:
        raise BadSize(
            f"A long side of {long_side} cannot be painted; it must be {SHORTEST} to {LONGEST} pixels."
        )
    return long_side


def _fit(side: float) -> int:
    return max(STEP, round(side / STEP) * STEP)


def _short(text: str) -> str:
    """User's text, cut so that the sentence around it stays one."""
    return text if len(text) <= 40 else text[:39] + "…"
