"""A few thousand pictures made by rule, kept on the device as uint8, and crops of them."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor

import torch
from lab.retouch.fills import TILE, light, noise_tiles, shaded, table
from lab.retouch.harm import blurred
from lab.retouch.leaves import Law, drawn, scattered
from lab.retouch.pages import page
from torch import Tensor
from torch.nn import functional as F

SMALLEST = (1.5, 1.5, 2.5, 2.5, 4.0, 6.0, 12.0, 30.0)
"""Radii of the smallest leaves, in pixels of a canvas twice as large as the picture."""


def bank(count: int, side: int, device: str, *, seconds: float = 1e9, seed: int = 1) -> Tensor:
    """uint8 (up to count, 3, side, side): as many as the seconds allow, at least one batch."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    until = time.monotonic() + seconds
    tiles = noise_tiles(96, device, torch.Generator().manual_seed(seed))
    tiles = torch.cat([tiles, _leafy_tiles(tiles, rng)])
    batch = 32 if device == "cuda" else 2
    sheets = range(seed * 100_000, seed * 100_000 + max(1, count // 10))
    made: list[Tensor] = []
    with ThreadPoolExecutor(8 if device == "cuda" else 1) as pool:
        inks = [pool.submit(page, number, side) for number in sheets]
        while len(made) * batch < count and (not made or time.monotonic() < until):
            made.append(_photographed(_canvas(batch, 2 * side, tiles, rng), rng))
        unfinished = [ink for ink in inks if ink.cancel()]
        lettered = [torch.from_numpy(ink.result().copy()) for ink in inks if ink not in unfinished]
    whole = torch.cat(made)[:count]
    lettered = lettered[: len(whole) // 4]
    for first in range(0, len(lettered), batch):
        part = torch.stack(lettered[first : first + batch]).to(device)
        whole[first : first + len(part)] = _printed(whole[first : first + len(part)], part, rng)
    return whole[torch.randperm(len(whole), device=whole.device)]


def _leafy_tiles(tiles: Tensor, rng: random.Random, count: int = 24) -> Tensor:
    """As `noise_tiles`, of leaves: so that leaves are filled with small ones, as gravel or grass is."""
    made = []
    for _ in range(count // 4):
        law = Law(rng.uniform(1.0, 3.0), rng.uniform(6, 40), 1.0)
        leaves = scattered(law, 4, TILE, str(tiles.device))
        grey = shaded(drawn(leaves, TILE), table(leaves, TILE, len(tiles)), tiles).mean(1)
        made.append(grey - grey.mean((1, 2), keepdim=True))
    leafy = torch.cat(made)
    return leafy / leafy.std((1, 2), keepdim=True).clamp_min(0.02)


def _canvas(count: int, side: int, tiles: Tensor, rng: random.Random) -> Tensor:
    """float32 (count, 3, side, side), sharp; some with all but the nearest leaves out of focus."""
    device = str(tiles.device)
    law = Law(rng.choice(SMALLEST), rng.uniform(0.1, 0.6) * side, rng.uniform(0.5, 1.1))
    leaves = scattered(law, count, side, device)
    top = drawn(leaves, side)
    canvas = shaded(top, table(leaves, side, len(tiles)), tiles)
    if rng.random() < 0.6:
        canvas = canvas * light(count, side, device)
    canvas = canvas.clamp(0, 1)
    if rng.random() < 0.3:
        near = (top > int(leaves.r.shape[1] * rng.uniform(0.7, 0.97)))[:, None]
        canvas = torch.where(near, canvas, blurred(canvas, rng.uniform(1.5, 8)))
    return canvas


def _photographed(canvas: Tensor, rng: random.Random) -> Tensor:
    """uint8 at half the size: averaged, more or less sharp, brighter or darker."""
    if rng.random() < 0.35:
        canvas = blurred(canvas, rng.uniform(0.5, 1.8))
    if rng.random() < 0.5:
        small = F.avg_pool2d(canvas, 2)
    else:
        small = F.interpolate(canvas, scale_factor=0.5, mode="bicubic", antialias=True, align_corners=False)
    tone = torch.exp(0.25 * torch.randn(len(small), 1, 1, 1, device=small.device))
    small = small.clamp(0, 1) ** tone
    # hardly any photograph goes from full black to full white everywhere
    low = 0.12 * torch.rand(len(small), 1, 1, 1, device=small.device)
    high = 1 - 0.2 * torch.rand(len(small), 1, 1, 1, device=small.device)
    small = torch.where(torch.rand_like(tone) < 0.5, low + small * (high - low), small)
    return (small * 255).round().clamp(0, 255).byte()


def _printed(pictures: Tensor, ink: Tensor, rng: random.Random) -> Tensor:
    """Letters in one colour on a page or a picture, or cut out of one picture and laid on another."""
    share = ink[:, None].float() / 255
    below = pictures.float() / 255
    if rng.random() < 0.5:  # a page, light or dark
        paper = torch.rand(len(below), 3, 1, 1, device=below.device) * 0.15
        dark = torch.rand(len(below), 1, 1, 1, device=below.device) < 0.25
        below = torch.where(dark, paper + 0.08 * below, 1 - paper - 0.05 * below)
        colour = torch.where(dark, 1 - 3 * paper, 2 * paper)
    elif rng.random() < 0.5:
        colour = torch.rand(len(below), 3, 1, 1, device=below.device)
    else:
        colour = below.roll(1, 0)
    return (torch.lerp(below, colour.expand_as(below), share) * 255).round().clamp(0, 255).byte()


def shrunk(pictures: Tensor, scale: int) -> Tensor:
    """uint8, as PIL's bicubic does it."""
    parts = [
        F.interpolate(part.float(), scale_factor=1 / scale, mode="bicubic", antialias=True)
        .round().clamp(0, 255).byte()
        for part in pictures.split(128)
    ]  # fmt: skip
    return torch.cat(parts)


def crops(pictures: Tensor, count: int, side: int, *others: tuple[Tensor, int]) -> list[Tensor]:
    """uint8 (count, 3, side, side) at random places, and the same places of larger ones (pictures, times as
    large). All are turned and mirrored alike."""
    device = pictures.device
    which = torch.randint(len(pictures), (count,), device=device)
    y = torch.randint(pictures.shape[2] - side + 1, (count, 1), device=device)
    x = torch.randint(pictures.shape[3] - side + 1, (count, 1), device=device)
    mirrored, upside, turned = (random.random() < 0.5 for _ in range(3))
    taken = []
    for source, times in ((pictures, 1), *others):
        steps = torch.arange(side * times, device=device)
        rows, columns = y * times + steps, x * times + steps
        part = source.permute(0, 2, 3, 1)[which[:, None, None], rows[:, :, None], columns[:, None, :]]
        part = part.permute(0, 3, 1, 2)
        part = part.flip(3) if mirrored else part
        part = part.flip(2) if upside else part
        taken.append(part.transpose(2, 3) if turned else part)
    return taken
