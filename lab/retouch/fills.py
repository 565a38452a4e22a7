"""What leaves are filled with: plain colours, gradients, gratings, checks and noise with a 1/f spectrum."""

from __future__ import annotations

import math

import torch
from lab.retouch.leaves import Leaves
from torch import Tensor
from torch.nn import functional as F

TILE = 256
"""Side of a tile of noise."""

NATURAL = ((0.577, 0.577, 0.577), (0.71, 0.0, -0.71), (-0.41, 0.82, -0.41))
"""Directions along which colours of photographs differ most: light, yellow to blue, red to green."""


def noise_tiles(count: int, device: str, generator: torch.Generator | None = None) -> Tensor:
    """float32 (count, TILE, TILE), each of mean 0 and spread 1, seamless: spectra from f^-0.3 to f^-2, some
    stretched one way, some with sharp thresholds."""
    f = torch.fft.fftfreq(TILE)
    fall = torch.rand(count, 1, 1, generator=generator) * 1.7 + 0.3
    stretch = torch.where(
        torch.rand(count, 1, 1, generator=generator) < 0.5,
        1.0, torch.exp(torch.rand(count, 1, 1, generator=generator) * 2.5),
    )  # fmt: skip
    far = ((f[:, None] * stretch) ** 2 + f[None] ** 2).sqrt().clamp_min(1 / TILE)
    spectrum = torch.fft.fft2(torch.randn(count, TILE, TILE, generator=generator)) * far**-fall
    spectrum[:, 0, 0] = 0
    tiles = torch.fft.ifft2(spectrum).real
    return (tiles / tiles.std((1, 2), keepdim=True)).to(device)


def palette(count: int, n: int, device: str) -> Tensor:
    """float32 (count, n, 3): colours of n leaves of each picture, drawn about a few of its own."""
    axes = torch.tensor(NATURAL, device=device)
    spread = torch.tensor([0.42, 0.10, 0.05], device=device)
    vivid = torch.exp(0.7 * torch.randn(count, 1, 1, device=device)) * torch.tensor([0, 1, 1], device=device)
    vivid[..., 0] = 0.5 + 0.7 * torch.rand(count, 1, device=device)
    chosen = 6
    middle = 0.25 + 0.45 * torch.rand(count, 1, 3, device=device).mean(2, keepdim=True)
    centres = middle + (torch.randn(count, chosen, 3, device=device) * spread * vivid) @ axes
    picked = torch.randint(chosen, (count, n, 1), device=device).expand(-1, -1, 3)
    jitter = (torch.randn(count, n, 3, device=device) * spread * vivid * 0.4) @ axes
    return (centres.gather(1, picked) + jitter).clamp(-0.02, 1.02)


def _log_uniform(low: float, high: float, like: Tensor) -> Tensor:
    return torch.exp(torch.rand_like(like) * math.log(high / low)) * low


def _some(share: float, like: Tensor) -> Tensor:
    return (torch.rand_like(like) < share).float()


def table(leaves: Leaves, side: int, tiles: int) -> Tensor:
    """float32 (B, N + 1, 24): where each leaf is and how it is filled, by order; first comes the ground."""
    count, n = leaves.r.shape
    device = str(leaves.r.device)
    by_order = torch.zeros(count, n + 1, dtype=torch.long, device=device)
    by_order.scatter_(1, leaves.order.long(), torch.arange(1, n + 1, device=device).expand(count, n))
    by_order[:, 0] = 0

    def column(values: Tensor, ground: float) -> Tensor:
        return torch.cat([torch.full((count, 1), ground, device=device), values], 1).gather(1, by_order)

    half = side / 2
    x, y, r = column(leaves.x, half), column(leaves.y, half), column(leaves.r, half)
    turn = column(leaves.turn, 0.0) + torch.randn_like(x) * 0.3
    colour = palette(count, n + 1, device)
    along = torch.randn(count, n + 1, 3, device=device) * torch.tensor([0.5, 0.12, 0.06], device=device)
    along = along @ torch.tensor(NATURAL, device=device)
    rough = torch.rand(count, 1, device=device).expand_as(x)  # some pictures are smooth, some all texture
    fields = [
        x, y, turn.cos(), turn.sin(), r,
        *colour.unbind(2), *along.unbind(2),
        _some(0.5, x) * torch.randn_like(x) * 0.5,  # 11 gradient
        _some(0.3, x) * torch.randn_like(x) * 0.5,  # 12 rounding
        _log_uniform(1 / 120, 0.23, x), _log_uniform(0.3, 12, x),  # 13, 14 grating: frequency, sharpness
        _some(0.15, x) * _log_uniform(0.1, 1, x), _some(0.3, x),  # 15, 16 its strength, whether checks
        _some(0.5, x) * torch.rand_like(x) * 4,  # 17 how noise bends it
        torch.randint(tiles, x.shape, device=device).float(),  # 18
        _log_uniform(0.08, 1.2, x), _log_uniform(0.2, 6, x),  # 19, 20 noise: steps a pixel, sharpness
        (torch.rand_like(x) < 0.2 + 0.75 * rough).float() * _log_uniform(0.03, 1.2, x),  # 21 its strength
        torch.rand_like(x) * TILE, torch.rand_like(x) * TILE,  # 22, 23 where in the tile
    ]  # fmt: skip
    return torch.stack(fields, 2)


def shaded(top: Tensor, known: Tensor, tiles: Tensor) -> Tensor:
    """float32 (B, 3, side, side), about 0 to 1, of which leaf is on top and the table of leaves."""
    count, side = top.shape[:2]
    rows = top + torch.arange(count, device=top.device)[:, None, None] * known.shape[1]
    at = known.flatten(0, 1)[rows]
    place = torch.arange(side, device=top.device, dtype=torch.float32)
    dx, dy = place[None, None, :] - at[..., 0], place[None, :, None] - at[..., 1]
    u, v = dx * at[..., 2] + dy * at[..., 3], dy * at[..., 2] - dx * at[..., 3]
    noise = _looked_up(
        tiles, at[..., 18].long(), u * at[..., 19] + at[..., 22], v * at[..., 19] + at[..., 23]
    )
    amount = at[..., 11] * u / at[..., 4] + at[..., 12] * (u * u + v * v) / at[..., 4] ** 2
    wave = math.tau * at[..., 13]
    stripes = torch.sin(wave * u + at[..., 17] * noise)
    stripes = torch.where(at[..., 16] > 0, stripes * torch.sin(wave * v), stripes)
    amount += at[..., 15] * torch.tanh(at[..., 14] * stripes) / torch.tanh(at[..., 14])
    amount += at[..., 21] * torch.tanh(at[..., 20] * noise) / torch.tanh(at[..., 20])
    return at[..., 5:8].addcmul(amount[..., None], at[..., 8:11]).permute(0, 3, 1, 2).contiguous()


def _looked_up(tiles: Tensor, which: Tensor, u: Tensor, v: Tensor) -> Tensor:
    """Values of tiles between their points, which repeat for ever."""
    left, high = u.floor(), v.floor()
    fu, fv = u - left, v - high
    left, high = left.long() % TILE, high.long() % TILE
    flat, begin = tiles.flatten(), which * (TILE * TILE)
    below, right = (high + 1) % TILE * TILE, (left + 1) % TILE
    high = high * TILE
    above_it = torch.lerp(flat[begin + high + left], flat[begin + high + right], fu)
    below_it = torch.lerp(flat[begin + below + left], flat[begin + below + right], fu)
    return torch.lerp(above_it, below_it, fv)


def light(count: int, side: int, device: str) -> Tensor:
    """float32 (count, 1, side, side): what light does to a picture, from even to dim in parts."""
    coarse = torch.randn(count, 1, 4, 4, device=device)
    fine = F.interpolate(coarse, size=(side, side), mode="bicubic", align_corners=True)
    return torch.exp(fine * 0.35 * torch.rand(count, 1, 1, 1, device=device))
