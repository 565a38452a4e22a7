"""Restoring: what is wrong is estimated, said, and taken away; a clean picture is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import BadOption, BadSize
from tintype.engines.retouch.opening import one_of, opened_mask
from tintype.engines.retouch.progress import within
from tintype.engines.retouch.weights import card, network

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.engines.retouch.blur import Blur
    from tintype.engines.retouch.opening import Open, Planned
    from tintype.engines.retouch.tiles import Work
    from tintype.runtime.onnx import Network

AGAINST_NOISE, AGAINST_BLOCKS = "restore", "deblock"
"""Networks; where the second is not there, the first does its best, told of noise as strong."""
CLEAN_NOISE = 2.5
"""Noise up to here is left: photographs that are called clean measure up to it."""
MOST_NOISE = 75.0
NOISE_IN_JPEG = 10.0
"""The same where rounding may look like noise: in a JPEG whose blocks are smoothed."""
CLEAN_BLOCKS = 0.4
"""Blockiness up to here is left, where the quality of the JPEG is not known."""
SHARES = {10: 0.95, 20: 0.8, 40: 0.65, 60: 0.55, 75: 0.45, 85: 0.3, 90: 0.0}
"""Quality of a JPEG → how much of the network's change is taken: about four fifths of what is best on
average, so that no picture comes out worse (`bench/retouch.py jpeg`)."""
BLURRED_AT_LEAST = 75.0
"""Quality of a JPEG from which on blur is looked for: below, rounding has taken what would show it."""

_BLOCKS_TO_NOISE = 14.0
"""Noise level that the network is told for blockiness 1."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong. noise: of 255. quality: of the JPEG that it was, None: none is known of. blocks: how
    visible they are. share: how much of what a network changes is taken. blur: None: none was found."""

    noise: float
    noisy: bool
    quality: float | None
    blocks: float
    share: float
    blur: Blur | None = None

    @property
    def blocky(self) -> bool:
        return not self.noisy and self.share > 0


def planned(request: Request, open: Open, folder: Path) -> Planned:
    """How a picture is restored. Raises BadOption, BadSize, BadFile, MissingPart."""
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
    found = _looked_at(
        path, pixels, None if told is None else _number(request.options, "noise", 0, MOST_NOISE)
    )
    level = found.noise if found.noisy else _BLOCKS_TO_NOISE * found.blocks if found.blocky else 0.0
    name = _network(folder, found.blocky) if (found.noisy or found.blocky) and strength else ""
    if name:
        network(folder, name)
    settings = {
        "images": [path], "mask": request.mask or "", "strength": strength, "noise": round(found.noise, 2),
        "level": round(min(level, MOST_NOISE), 2), "network": name, "share": round(found.share, 3),
        "blur": msgspec.to_builtins(found.blur) if found.blur and strength else {},
    }  # fmt: skip
    return size, settings, (_said(found, bool(request.mask)),)


def painted(plan: Plan, open: Open, folder: Path, emit: Emit) -> Pixels:
    """uint8 (height, width, 3|4) of a planned restoration."""
    from tintype.engines.retouch import blur
    from tintype.engines.retouch.mend import mended
    from tintype.engines.retouch.tiles import tiled

    pixels = open(plan.settings["images"][0])
    name, strength = str(plan.settings["network"]), float(plan.settings["strength"])
    parts = [part for part in ("mask", "network", "blur") if plan.settings.get(part)]

    def told(part: str) -> Emit:
        at = parts.index(part)
        return within(emit, at / len(parts), (at + 1) / len(parts))

    if "mask" in parts:
        mask = opened_mask(plan.settings["mask"], (plan.width, plan.height))
        pixels = mended(pixels, mask, plan.seed, told("mask"))
    if "network" in parts:
        run = network(folder, name)  # raises where it is not there
        work = _by_network(run, card(folder)[name].input, plan, with_level=name == AGAINST_NOISE)
        pixels = tiled(pixels, work, told("network"), doing="restoring", halo=card(folder)[name].halo)
    if "blur" in parts:
        known = msgspec.convert(plan.settings["blur"], blur.Blur)

        def sharpened(piece: Pixels) -> Pixels:
            return blur.undone(piece, known, strength)

        pixels = tiled(pixels, sharpened, told("blur"), doing="sharpening", halo=blur.HALO, tile=blur.TILE)
    return pixels


def _looked_at(path: str, pixels: Pixels, told: float | None) -> Found:
    """What is wrong with a picture. told: how strong the noise is, where the user says it."""
    from tintype.engines.retouch import blur
    from tintype.engines.retouch.estimate import blockiness, noise

    blocks, phase = blockiness(pixels)
    quality = _quality(path, pixels, phase, blocks)
    share = _share(quality, blocks)
    sigma = noise(pixels) if told is None else told
    noisy = sigma > (NOISE_IN_JPEG if share else CLEAN_NOISE) if told is None else sigma > 0
    found = Found(noise=sigma, noisy=noisy, quality=quality, blocks=blocks, share=0.0 if noisy else share)
    if noisy or (share and (quality or 0) < BLURRED_AT_LEAST):
        return found
    return msgspec.structs.replace(found, blur=blur.found(pixels))


def _quality(path: str, pixels: Pixels, phase: tuple[int, int], blocks: float) -> float | None:
    """Of the JPEG that a picture is or was; the lower where it was saved twice."""
    from tintype.engines.retouch import jpeg

    seen = jpeg.in_pixels(pixels, (0, 0))
    if seen is None and phase != (0, 0):
        seen = jpeg.in_pixels(pixels, phase)
    said = jpeg.in_file(path)
    if (
        said is not None and seen is None and blocks > 2 * CLEAN_BLOCKS
    ):  # saved well, after it was saved badly
        return None if said > max(SHARES) else said
    return min((each for each in (said, seen) if each is not None), default=None)


def _share(quality: float | None, blocks: float) -> float:
    """How much of what the network changes is taken."""
    if quality is not None:
        at = sorted(SHARES)
        if quality >= at[-1]:
            return 0.0
        above = next(each for each in at if each >= quality)
        below = max((each for each in at if each <= quality), default=above)
        way = (quality - below) / (above - below) if above > below else 0.0
        return SHARES[below] + way * (SHARES[above] - SHARES[below])
    return min(0.9, blocks) if blocks > CLEAN_BLOCKS else 0.0


def _network(folder: Path, blocky: bool) -> str:
    return AGAINST_BLOCKS if blocky and AGAINST_BLOCKS in card(folder) else AGAINST_NOISE


def _by_network(run: Network, name: str, plan: Plan, *, with_level: bool) -> Work:
    """name: of the network's input. with_level: it takes the level of noise as a fourth plane."""
    import numpy as np

    level = float(plan.settings["level"])
    strength = float(plan.settings["strength"]) * (float(plan.settings.get("share", 0)) or 1.0)

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


def _said(found: Found, mask: bool) -> str:
    """What was found and done, in one sentence."""
    said: list[str] = []
    if found.noisy:
        said.append(f"Noise of about {found.noise:.0f} of 255 was taken away")
    elif found.blocky and found.quality is not None:
        said.append(f"Blocks of a JPEG of about quality {found.quality:.0f} were smoothed")
    elif found.blocky:
        said.append(f"Blocks of JPEG ({found.blocks:.1f}, where 0 is none) were smoothed")
    if found.blur is not None:
        said.append(f"{found.blur.said} was undone")
    if not said:
        said.append("Neither noise, blur nor blocks of JPEG were found")
        if not mask:
            said.append("so the picture was left as it is")
    if mask:
        said.append("what the mask marks was filled")
    first, *rest = said
    joint = " and " if rest and not rest[0].startswith("so ") else ", "
    return joint.join([first, *(each[0].lower() + each[1:] for each in rest)]) + "."


def _number(options: dict[str, Any], name: str, usual: float, most: float) -> float:
    value = options.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise BadOption(f"The option {name} is {value!r}; it must be a number from 0 to {most:g}.")
    return float(value)
