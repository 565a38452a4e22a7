"""What happens to pictures: noise as of sensors, and JPEG, computed on the device for whole batches."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

LIGHT = """16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62
18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99"""
COLOUR = """17 18 24 47 99 99 99 99 18 21 26 66 99 99 99 99 24 26 56 99 99 99 99 99 47 66 99 99 99 99 99 99
99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99"""
"""Quantisation of the JPEG standard (ITU T.81, annex K), which libjpeg scales by its quality."""

TO_YCC = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))
TO_RGB = ((1.0, 0.0, 1.402), (1.0, -0.344136, -0.714136), (1.0, 1.772, 0.0))


def noisy(clean: Tensor, most: float = 60.0) -> tuple[Tensor, Tensor]:
    """(pictures with noise, as an 8-bit file holds them; its level / 255 (B, 1, 1, 1)) of float32 [0, 1].

    Two thirds even Gaussian; the rest grows with light (Poisson), some of it lies in blotches of several
    pixels, as a demosaiced sensor's. The level given is the true one, up to a tenth off.
    """
    count, device = len(clean), clean.device

    def random() -> Tensor:
        return torch.rand(count, 1, 1, 1, device=device)

    level = most * random() / 255
    wave = torch.randn_like(clean)
    blotchy = F.avg_pool2d(F.pad(wave, (1, 1, 1, 1), mode="reflect"), 3, 1) * 3
    mixed = wave + blotchy * 0.6 * random()
    mixed = mixed / mixed.std((1, 2, 3), keepdim=True)
    wave = torch.where(random() < 0.1, mixed, wave)
    by_light = (0.05 + clean) / (0.05 + clean).mean((1, 2, 3), keepdim=True)
    wave = torch.where(random() < 0.25, wave * by_light.sqrt(), wave)
    told = level * torch.where(random() < 0.5, 1.0, 0.9 + 0.2 * random())
    return as_file(clean + level * wave), told


def as_file(pictures: Tensor) -> Tensor:
    return (pictures * 255).round().clamp(0, 255) / 255


def quantisation(quality: Tensor) -> Tensor:
    """float32 (B, 2, 8, 8) of whole qualities 1..100."""
    tables = torch.tensor([[int(v) for v in t.split()] for t in (LIGHT, COLOUR)], device=quality.device)
    scale = torch.where(quality < 50, (5000 / quality).floor(), 200 - 2 * quality)
    tables = (tables.view(1, 2, 8, 8) * scale.view(-1, 1, 1, 1) + 50) / 100
    return tables.floor().clamp(1, 255)


def _cosines(device: torch.device) -> Tensor:
    k, n = torch.arange(8.0, device=device)[:, None], torch.arange(8.0, device=device)
    basis = torch.cos(math.pi * (2 * n + 1) * k / 16) / 2
    basis[0] /= 2**0.5
    return basis


def _through(plane: Tensor, table: Tensor) -> Tensor:
    """(B, C, h, w), of sides that are multiples of 8, quantised in blocks by (B, 8, 8)."""
    count, planes, height, width = plane.shape
    basis = _cosines(plane.device)
    blocks = (plane - 128).view(count, planes, height // 8, 8, width // 8, 8).permute(0, 1, 2, 4, 3, 5)
    table = table[:, None, None, None]
    kept = (basis @ blocks @ basis.T / table).round() * table
    back = (basis.T @ kept @ basis).permute(0, 1, 2, 4, 3, 5).reshape(plane.shape)
    return (back + 128).round().clamp(0, 255)


def jpeg(pictures: Tensor, quality: Tensor, *, halved: bool = True) -> Tensor:
    """float32 [0, 1] (B, 3, h, w), sides multiples of 16, as JPEG of the quality (B,) gives them back.

    halved: colour at half the size (4:2:0), else at the full one.
    """
    tables = quantisation(quality.float())
    values = (pictures * 255).round().clamp(0, 255)
    planes = torch.einsum("ij,bjhw->bihw", torch.tensor(TO_YCC, device=pictures.device), values)
    planes[:, 1:] += 128
    planes = planes.round()
    colour = (F.avg_pool2d(planes[:, 1:], 2) if halved else planes[:, 1:]).round()
    light, colour = _through(planes[:, :1], tables[:, 0]), _through(colour, tables[:, 1])
    if halved:
        colour = F.interpolate(colour, scale_factor=2, mode="bilinear", align_corners=False).round()
    planes = torch.cat([light, colour - 128], 1)
    back = torch.einsum("ij,bjhw->bihw", torch.tensor(TO_RGB, device=pictures.device), planes)
    return back.round().clamp(0, 255) / 255


def blocky(clean: Tensor) -> Tensor:
    """Pictures of sides 16·n + 16 as JPEG gives them, cut by 8 on each side; some not harmed at all.

    The whole batch has one cut (0 to 15), so that blocks begin anywhere.
    """
    count, device = len(clean), clean.device
    quality = torch.where(
        torch.rand(count, device=device) < 0.6,
        torch.randint(8, 51, (count,), device=device), torch.randint(30, 100, (count,), device=device),
    )  # fmt: skip
    halved = bool(torch.rand(()) < 0.75)
    harmed = jpeg(clean, quality, halved=halved)
    whole = torch.rand(count, 1, 1, 1, device=device) < 0.12
    return torch.where(whole, clean, harmed)


def worn(clean: Tensor) -> Tensor:
    """Pictures of sides 16·n as they come from the web: a little blurred, noisy and JPEG, or some of that."""
    count, device = len(clean), clean.device

    def some(share: float) -> Tensor:
        return torch.rand(count, 1, 1, 1, device=device) < share

    seen = torch.where(some(0.6), blurred(clean, float(0.3 + 0.9 * torch.rand(()))), clean)
    seen = torch.where(some(0.5), noisy(seen, 12.0)[0], as_file(seen))
    quality = torch.randint(30, 98, (count,), device=device)
    return torch.where(some(0.75), jpeg(seen, quality, halved=bool(torch.rand(()) < 0.75)), seen)


def blurred(pictures: Tensor, sigma: float) -> Tensor:
    """Gaussian blur, edges repeated."""
    reach = max(1, round(3 * sigma))
    steps = torch.arange(-reach, reach + 1, device=pictures.device, dtype=torch.float32)
    kernel = torch.exp(-0.5 * (steps / sigma) ** 2)
    kernel = kernel / kernel.sum()
    count, planes, height, width = pictures.shape
    flat = pictures.reshape(count * planes, 1, height, width)
    flat = F.conv2d(F.pad(flat, (reach, reach, 0, 0), mode="replicate"), kernel.view(1, 1, 1, -1))
    flat = F.conv2d(F.pad(flat, (0, 0, reach, reach), mode="replicate"), kernel.view(1, 1, -1, 1))
    return flat.reshape(count, planes, height, width)
