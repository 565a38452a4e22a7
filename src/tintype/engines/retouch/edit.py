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

    Box = tuple[slice, slice]

SIDES = ("left", "right", "top", "bottom")
MOST_PIXELS = 100_000_000
"""Of an extended picture."""

_STEP = 0.25
"""How far a picture is extended at once: this much of its shorter side."""
_BESIDE = 96
"""Pixels of the picture that a strip is filled from, at least."""
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
    sides = {**dict.fromkeys(SIDES, 0), **given}
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
    """The picture with more around it, which grows strip by strip out of what is beside each strip."""
    import numpy as np

    from tintype.engines.retouch.mend import fill
    from tintype.engines.retouch.progress import within

    height, width, channels = pixels.shape
    wide, high = width + sides["left"] + sides["right"], height + sides["top"] + sides["bottom"]
    whole = np.zeros((high, wide, channels), np.uint8)
    now = {"left": sides["left"], "right": sides["left"] + width,
           "top": sides["top"], "bottom": sides["top"] + height}  # fmt: skip
    first = dict(now)
    whole[now["top"] : now["bottom"], now["left"] : now["right"]] = pixels
    strips = _strips(sides, max(64, round(_STEP * min(width, height))))
    for index, (side, deep) in enumerate(strips):
        band, hole = _strip(now, first, side, deep)
        made = np.ones((high, wide), bool)[band]
        made[_within(first, band)] = False
        new = np.zeros(made.shape, bool)
        new[hole] = True
        told = within(emit, index / len(strips), (index + 1) / len(strips))
        fill(whole[band], new, made & ~new, seed, told)
        now[side] += deep if side in ("right", "bottom") else -deep
    return whole


def _strips(sides: dict[str, int], step: int) -> list[tuple[str, int]]:
    """(side, how deep) of every strip, in turn around the picture."""
    rounds = max(-(-more // step) for more in sides.values())
    strips: list[tuple[str, int]] = []
    for turn in range(rounds):
        for side, more in sides.items():
            deep = more * (turn + 1) // rounds - more * turn // rounds
            if deep:
                strips.append((side, deep))
    return strips


def _strip(now: dict[str, int], first: dict[str, int], side: str, deep: int) -> tuple[Box, Box]:
    """(the strip at that side together with what is beside it, the strip in that). Of the picture itself,
    which alone it is filled from, there is as much as makes it look alike, and not all its things again."""
    beside = max(_BESIDE, round(2.5 * deep))
    low, high = ("left", "right") if side in ("left", "right") else ("top", "bottom")
    if side == low:
        along = slice(now[low] - deep, min(now[high], first[low] + beside))
        new = slice(0, deep)
    else:
        start = max(now[low], first[high] - beside)
        along = slice(start, now[high] + deep)
        new = slice(now[high] - start, now[high] - start + deep)
    if low == "left":
        return (slice(now["top"], now["bottom"]), along), (slice(None), new)
    return (along, slice(now["left"], now["right"])), (new, slice(None))


def _within(first: dict[str, int], band: Box) -> Box:
    """Where the picture itself lies in a band."""

    def part(low: int, high: int, along: slice) -> slice:
        return slice(max(0, low - along.start), max(0, min(high, along.stop) - along.start))

    return part(first["top"], first["bottom"], band[0]), part(first["left"], first["right"], band[1])
