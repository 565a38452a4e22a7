"""Judge: a network that says for every pixel of a picture what kind of thing it sees there.

Trained on renders, it looks at what our model paints, and knows nothing of what was asked. How often it
is right on held-out renders is the ceiling of what it can find in paintings.
"""

from __future__ import annotations

import time
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tintype.scene.kinds.catalogue import KINDS

NAMES = tuple(sorted(KINDS))
"""Class i + 1 is NAMES[i], 0 is no thing."""

WIDTHS = (32, 64, 128, 256)
GRAIN = 2
"""Pixels of the picture to one of the judgement."""


def double(inside: int, outside: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inside, outside, 3, stride, 1, bias=False), nn.BatchNorm2d(outside), nn.SiLU(),
        nn.Conv2d(outside, outside, 3, 1, 1, bias=False), nn.BatchNorm2d(outside), nn.SiLU(),
    )  # fmt: skip


class Judge(nn.Module):
    """(B, 3, H, W) in [−1, 1] → logits (B, 1 + kinds, H/2, W/2)."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.ModuleList(
            double(a, b, 2) for a, b in zip((3, *WIDTHS), (*WIDTHS, WIDTHS[-1]), strict=False)
        )
        steps = list(reversed((*WIDTHS, WIDTHS[-1])))
        self.up = nn.ModuleList(double(a + b, b, 1) for a, b in pairwise(steps))
        self.say = nn.Conv2d(WIDTHS[0], 1 + len(NAMES), 1)

    def forward(self, x: Tensor) -> Tensor:
        seen = []
        for step in self.down:
            x = step(x)
            seen.append(x)
        for step, beside in zip(self.up, reversed(seen[:-1]), strict=True):
            x = F.interpolate(x, size=beside.shape[2:], mode="nearest")
            x = step(torch.cat([x, beside], 1))
        return self.say(x)


def spoiled(pictures: Tensor) -> Tensor:
    """As soft, noisy or tinted as a painting may be: a judge should not stumble over that."""
    count, side = len(pictures), pictures.shape[2]
    tint = 1 + 0.15 * torch.randn(count, 3, 1, 1, device=pictures.device)
    pictures = pictures * tint + 0.08 * torch.randn(count, 3, 1, 1, device=pictures.device)
    small = int(side * float(torch.empty(()).uniform_(0.35, 1.0)))
    soft = F.interpolate(pictures, size=(small, small), mode="area")
    pictures = F.interpolate(soft, size=(side, side), mode="bilinear", align_corners=False)
    return pictures + 0.06 * torch.rand(count, 1, 1, 1, device=pictures.device) * torch.randn_like(pictures)


def train_judge(resident, until: float, *, batch: int = 128, lr: float = 2e-3) -> Judge:
    """resident: with `kinds`; trains until the monotonic clock shows `until`."""
    net = Judge().to(resident.device)
    optimiser = torch.optim.AdamW(net.parameters(), lr, weight_decay=0.05)
    weights = torch.ones(1 + len(NAMES), device=resident.device)
    weights[0] = 0.3
    begin, step, losses = time.monotonic(), 0, []
    while (now := time.monotonic()) < until:
        share = (now - begin) / (until - begin)
        for group in optimiser.param_groups:
            group["lr"] = lr * min(1.0, (step + 1) / 100, 2.5 * (1 - share) + 1e-3)
        pictures, kinds = resident.judged(batch)
        with torch.autocast(resident.device, torch.bfloat16):
            said = net(spoiled(pictures))
        loss = F.cross_entropy(said.float(), kinds, weight=weights)
        loss.backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        if step % 50 == 0:
            losses.append(round(float(loss.detach()), 3))
    print(f"judge: {step} steps, losses {losses[:: max(1, len(losses) // 8)]}", flush=True)
    return net.eval()


@torch.no_grad()
def accuracy(net: Judge, pictures: Tensor, kinds: Tensor) -> dict[str, float]:
    """On renders it never saw: share of pixels told right, of all and of those with a thing on them."""
    said = torch.cat([net(part).argmax(1) for part in pictures.split(16)])
    right, thing = said == kinds, kinds > 0
    return {"pixels": float(right.float().mean()), "things": float(right[thing].float().mean())}
