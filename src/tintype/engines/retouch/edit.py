"""Edits without words: what the mask marks is filled, or the picture is extended at its sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption, BadPrompt, BadSize, TooLarge
from tintype.engines.retouch.opening import one_of, opened_mask

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.engines.retouch.opening import Open, Planned

SIDES = ("left", "right", "top", "bottom")
MOST_PIXELS = 100_000_000
"""Of an extended picture."""

_NOTHING: dict[str, int] = dict.fromkeys(SIDES, 0)
_STEP = 0.4
"""How far a picture is extended at once: this much of its shorter side."""
_WORDLESS = re.compile(
    r"\W*(please\s+)?(remove|erase|delete|clear|clean|fill|heal|retouch|repair|mend|take\s+(out|away)|get\s+rid"
    r"|extend|expand|outpaint|uncrop|widen|enlarge|continue)\b",
    re.IGNORECASE,
)
"""What asks for nothing new."""


def planned(request: Request, open: Open) -> Planned:
    """How a picture is filled or extended. Raises BadOption, BadPrompt, BadSize, BadFile, TooLarge."""
    path = one_of(request)
    height, width = open(path).shape[:2]
    if request.prompt.strip() and not _WORDLESS.match(request.prompt):
        raise BadPrompt(
            f"The model “retouch” fills from what is around and cannot paint “{request.prompt[:60]}”; say"
            ' "remove", leave the words out, or take a model that edits by words (`tintype models`).'
        )
    sides = _sides(request, width, height)
    settings: dict[str, Any] = {"images": [path], "mask": request.mask or "", **sides}
    if any(sides.values()):
        if request.mask:
            raise BadOption("A mask and sides to extend were given; do one after the other.")
        return _extended_size(width, height, sides), settings, ()
    if not request.mask:
        raise BadOption(
            "Nothing says what to change; give a mask of what is to be filled, or how far to extend"
            f" {', '.join(SIDES)}."
        )
    if request.size not in (None, (width, height)):
        asked = "x".join(map(str, request.size or ()))
        raise BadSize(f"The picture is {width}x{height} and keeps its size, not {asked}; leave the size out.")
    opened_mask(request.mask, (width, height))
    return (width, height), settings, ()


def painted(plan: Plan, open: Open, emit: Emit) -> Pixels:
    """uint8 (height, width, 3|4) of a planned edit."""
    from tintype.engines.retouch.mend import mended

    pixels = open(plan.settings["images"][0])
    sides = {side: int(plan.settings[side]) for side in SIDES}
    if any(sides.values()):
        return _extended(pixels, sides, plan.seed, emit)
    mask = opened_mask(plan.settings["mask"], (pixels.shape[1], pixels.shape[0]))
    return mended(pixels, mask, plan.seed, emit)


def _sides(request: Request, width: int, height: int) -> dict[str, int]:
    """Pixels to add at each side: as the options say, or evenly up to the size that was asked for."""
    given = {side: request.options[side] for side in SIDES if side in request.options}
    for side, pixels in given.items():
        if isinstance(pixels, bool) or not isinstance(pixels, int) or pixels < 0:
            raise BadOption(
                f"The option {side} is {pixels!r}; it must be a whole number of pixels, 0 or more."
            )
    sides = {**_NOTHING, **given}
    if request.size is None or request.mask or request.size == (width, height):
        return sides
    if given:
        if request.size != (width + sides["left"] + sides["right"], height + sides["top"] + sides["bottom"]):
            raise BadOption(
                f"The sides add up to anotherize than {request.size[0]}x{request.size[1]}; give one of them."
            )
        return sides
    more = request.size[0] - width, request.size[1] - height
    if min(more) < 0:
        raise BadSize(
            f"{request.size[0]}x{request.size[1]} is smaller than the picture, {width}x{height}; extending"
            " only adds, so ask for more."
        )
    left, top = more[0] // 2, more[1] // 2
    return {"left": left, "right": more[0] - left, "top": top, "bottom": more[1] - top}


def _extended_size(width: int, height: int, sides: dict[str, int]) -> tuple[int, int]:
    size = width + sides["left"] + sides["right"], height + sides["top"] + sides["bottom"]
    if size[0] * size[1] > MOST_PIXELS:
        raise TooLarge(
            f"{size[0]}x{size[1]} would be {size[0] * size[1] / 1e6:.0f} megapixels; at most"
            f" {MOST_PIXELS // 1_000_000} are made, so extend it less."
        )
    return size


def _extended(pixels: Pixels, sides: dict[str, int], seed: int, emit: Emit) -> Pixels:
    """The picture with more around it, which grows step by step from what is there."""
    import numpy as np

    from tintype.engines.retouch.mend import fill
    from tintype.engines.retouch.progress import within

    height, width, channels = pixels.shape
    wide, high = width + sides["left"] + sides["right"], height + sides["top"] + sides["bottom"]
    whole = np.zeros((high, wide, channels), np.uint8)
    whole[sides["top"] : sides["top"] + height, sides["left"] : sides["left"] + width] = pixels
    step = max(16, round(_STEP * min(width, height)))
    steps = max(1, -(-max(sides.values()) // step))
    before = _NOTHING
    for index in range(steps):
        after = {side: round(sides[side] * (index + 1) / steps) for side in SIDES}
        outer, inner = (_box(sides, grown, width, height) for grown in (after, before))
        first = _box(sides, _NOTHING, width, height)
        hole, made = np.zeros((high, wide), bool), np.zeros((high, wide), bool)
        hole[outer], hole[inner] = True, False
        made[inner], made[first] = True, False
        grown = whole[outer]
        fill(grown, hole[outer], made[outer], seed, within(emit, index / steps, (index + 1) / steps))
        before = after
    return whole


def _box(sides: dict[str, int], grown: dict[str, int], width: int, height: int) -> tuple[slice, slice]:
    """Where the picture lies in the whole once it has grown so far."""
    top, left = sides["top"] - grown["top"], sides["left"] - grown["left"]
    return (
        slice(top, sides["top"] + height + grown["bottom"]),
        slice(left, sides["left"] + width + grown["right"]),
    )
