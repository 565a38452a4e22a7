"""Restoring: what is wrong is estimated, said, and taken away by a network; a clean picture is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption, BadSize
from tintype.engines.retouch.opening import one_of, opened_mask
from tintype.engines.retouch.progress import within
from tintype.engines.retouch.weights import card, network

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.engines.retouch.opening import Open, Planned
    from tintype.engines.retouch.tiles import Work
    from tintype.runtime.onnx import Network

AGAINST_NOISE, AGAINST_BLOCKS = "restore", "deblock"
"""Networks; where the second is not there, the first does its best, told of noise as strong."""
CLEAN_NOISE = 2.5
"""Noise up to here is left: photographs that are called clean measure up to it."""
CLEAN_BLOCKS = 0.25
"""The same of JPEG blocks; about what quality 80 leaves."""
MOST_NOISE = 75.0

_BLOCKS_TO_NOISE = 14.0
"""Noise level that the network is told for blockiness 1."""


def planned(request: Request, open: Open, folder: Path) -> Planned:
    """How a picture is restored. Raises BadOption, BadSize, BadFile, MissingPart."""
    from tintype.engines.retouch.estimate import blockiness, noise

    path = one_of(request)
    pixels = open(path)
    size = (pixels.shape[1], pixels.shape[0])
    if request.size not in (None, size):
        asked = "x".join(map(str, request.size or ()))
        raise BadSize(
            f"The picture is {size[0]}x{size[1]} and keeps its size, not {asked}; leave the size out."
        )
    strength = _number(request.options, "strength", 1.0, 1.0)
    if request.mask:
        opened_mask(request.mask, size)
    told = request.options.get("noise")
    sigma = noise(pixels) if told is None else _number(request.options, "noise", 0.0, MOST_NOISE)
    blocks = blockiness(pixels)
    noisy = sigma > CLEAN_NOISE or (told is not None and sigma > 0)
    blocky = (
        blocks > CLEAN_BLOCKS and not noisy
    )  # noise hides them, and what is told to the network is one number
    level = sigma if noisy else min(MOST_NOISE, _BLOCKS_TO_NOISE * blocks) if blocky else 0.0
    name = _network(folder, blocky) if level and strength else ""
    if name:
        network(folder, name)
    settings = {
        "images": [path], "mask": request.mask or "", "strength": strength, "noise": round(sigma, 2),
        "level": round(min(level, MOST_NOISE), 2), "network": name,
    }  # fmt: skip
    return size, settings, (_said(sigma, noisy, blocks, blocky, bool(request.mask)),)


def painted(plan: Plan, open: Open, folder: Path, emit: Emit) -> Pixels:
    """uint8 (height, width, 3|4) of a planned restoration."""
    from tintype.engines.retouch.mend import mended
    from tintype.engines.retouch.tiles import tiled

    pixels = open(plan.settings["images"][0])
    begin = 0.0
    if plan.settings["mask"]:
        mask = opened_mask(plan.settings["mask"], (plan.width, plan.height))
        begin = 0.5
        pixels = mended(pixels, mask, plan.seed, within(emit, 0.0, begin))
    name = str(plan.settings["network"])
    if not name:
        return pixels
    run = network(folder, name)  # raises where it is not there
    work = _by_network(run, card(folder)[name].input, plan, with_level=name == AGAINST_NOISE)
    halo = card(folder)[name].halo
    return tiled(pixels, work, within(emit, begin, 1.0), doing="restoring", halo=halo)


def _network(folder: Path, blocky: bool) -> str:
    return AGAINST_BLOCKS if blocky and AGAINST_BLOCKS in card(folder) else AGAINST_NOISE


def _by_network(run: Network, name: str, plan: Plan, *, with_level: bool) -> Work:
    """name: of the network's input. with_level: it takes the level of noise as a fourth plane."""
    import numpy as np

    level, strength = float(plan.settings["level"]), float(plan.settings["strength"])

    def work(piece: Pixels) -> Pixels:
        height, width = piece.shape[:2]
        odd = ((0, height % 2), (0, width % 2), (0, 0))  # the network looks at pixels two by two
        values = np.pad(piece[..., :3], odd, mode="edge").astype(np.float32) / 255
        told = [np.full(values.shape[:2], level / 255, np.float32)] if with_level else []
        planes = np.dstack([values, *told])
        batch = np.ascontiguousarray(planes.transpose(2, 0, 1)[None])
        clean = run({name: batch})[0][0].transpose(1, 2, 0)
        mixed = np.clip(values + strength * (clean - values), 0, 1)[:height, :width]
        colour = np.rint(mixed * 255).astype(np.uint8)
        return colour if piece.shape[2] == 3 else np.dstack([colour, piece[..., 3]])

    return work


def _said(sigma: float, noisy: bool, blocks: float, blocky: bool, mask: bool) -> str:
    """What was found, in one sentence."""
    if noisy:
        found = f"Noise of about {sigma:.0f} of 255 was taken away"
    elif blocky:
        found = f"Blocks of JPEG ({blocks:.1f}, where 0 is none) were smoothed"
    else:
        found = "Neither noise nor blocks of JPEG were found"
    if mask:
        return f"{found}, and what the mask marks was filled."
    return f"{found}." if noisy or blocky else f"{found}, so the picture was left as it is."


def _number(options: dict[str, Any], name: str, usual: float, most: float) -> float:
    value = options.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise BadOption(f"The option {name} is {value!r}; it must be a number from 0 to {most:g}.")
    return float(value)
