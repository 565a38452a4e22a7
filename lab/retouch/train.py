"""One network trained against a deadline, from the bank; what it is at the end, and how good.

`python -m lab.retouch.train sr-x2 --minutes 20 --out lab/runs/sr-x2.pt` on a CPU, gone on with by `--start`.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from lab.optimise import orthogonal
from lab.retouch.bank import bank, crops, shrunk
from lab.retouch.harm import blocky, noisy, worn
from lab.retouch.nets import SHAPES, Shape, build, parameters
from torch import Tensor, nn
from torch.nn import functional as F

Pairs = Callable[[int], tuple[Tensor, Tensor]]


@dataclass
class Banks:
    """All uint8 (B, 3, side, side) on the device; the smaller ones are made when first asked for."""

    whole: Tensor
    held_out: Tensor
    _small: dict[tuple[int, bool], Tensor] | None = None

    def at(self, scale: int, *, held_out: bool = False) -> Tensor:
        self._small = self._small if self._small is not None else {}
        source = self.held_out if held_out else self.whole
        if scale == 1:
            return source
        if (scale, held_out) not in self._small:
            self._small[scale, held_out] = shrunk(source, scale)
        return self._small[scale, held_out]


def made(shape: Shape, banks: Banks, side: int, *, held_out: bool = False) -> Pairs:
    """(what the network is given, what it should give) for as many as asked for; side: of the input."""

    def pairs(count: int) -> tuple[Tensor, Tensor]:
        if shape.kind == "upscale":
            small, scale = banks.at(shape.scale, held_out=held_out), shape.scale
            if shape.worn:
                seen, wanted = crops(small, count, side + 16, (banks.at(1, held_out=held_out), scale))
                y, x = (int(v) for v in torch.randint(16, (2,)))
                seen = worn(seen.float() / 255)[..., y : y + side, x : x + side]
                y, x, wide = scale * y, scale * x, scale * side
                return seen, wanted[..., y : y + wide, x : x + wide].float() / 255
            seen, wanted = crops(small, count, side, (banks.at(1, held_out=held_out), scale))
            return seen.float() / 255, wanted.float() / 255
        if shape.kind == "denoise":
            (wanted,) = crops(banks.at(1, held_out=held_out), count, side)
            wanted = wanted.float() / 255
            seen, level = noisy(wanted)
            return torch.cat([seen, level.expand(-1, -1, side, side)], 1), wanted
        (wanted,) = crops(banks.at(1, held_out=held_out), count, side + 16)
        wanted = wanted.float() / 255
        y, x = (int(v) for v in torch.randint(16, (2,)))
        cut = (..., slice(y, y + side), slice(x, x + side))
        return blocky(wanted)[cut], wanted[cut]

    return pairs


class Optimiser:
    """Muon for the large kernels, as matrices of one row per output; AdamW for the rest."""

    def __init__(self, net: nn.Module, lr: float) -> None:
        self.lr = lr
        learnt = [p for p in net.parameters() if p.requires_grad]
        large = [p for p in learnt if p.ndim == 4 and p.shape[0] >= 32 and p[0].numel() >= 256]
        chosen = {id(p) for p in large}
        self.groups: dict[torch.Size, list[nn.Parameter]] = {}
        for p in large:
            self.groups.setdefault(p.shape, []).append(p)
        self.momentum = {id(p): torch.zeros_like(p) for p in large}
        rest = [p for p in learnt if id(p) not in chosen]
        fused = rest[0].device.type == "cuda"
        self.adam = torch.optim.AdamW(rest, lr, betas=(0.9, 0.98), weight_decay=0.0, fused=fused)

    @torch.no_grad()
    def step(self, factor: float) -> None:
        for group in self.adam.param_groups:
            group["lr"] = self.lr * factor
        self.adam.step()
        for shape, members in self.groups.items():
            grads = [p.grad for p in members]
            held = [self.momentum[id(p)] for p in members]
            torch._foreach_lerp_(held, grads, 0.05)
            updates = torch.stack(torch._foreach_lerp(grads, held, 0.95)).flatten(2)
            size = 0.2 * max(shape[0], updates.shape[2]) ** 0.5
            ortho = together_orthogonal(updates).view(len(members), *shape)
            torch._foreach_add_(members, list(ortho.unbind()), alpha=-self.lr * factor * size)


def together_orthogonal(updates: Tensor) -> Tensor:
    """(n, rows, columns), each made orthogonal as `lab.optimise.orthogonal` does one."""
    return torch.stack([orthogonal(u) for u in updates]) if len(updates) == 1 else _batched(updates)


def _batched(updates: Tensor, rounds: int = 5) -> Tensor:
    a, b, c = 3.4445, -4.7750, 2.0315
    x = updates.bfloat16()
    tall = x.shape[1] > x.shape[2]
    x = x.mT if tall else x
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] + 1e-7)
    for _ in range(rounds):
        gram = x @ x.mT
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    return (x.mT if tall else x).to(updates.dtype)


@dataclass(frozen=True)
class Recipe:
    """batch: pictures a step. side: pixels of the input. lr: of AdamW and, matched, of Muon."""

    batch: int
    side: int
    lr: float


@torch.no_grad()
def judged(net: nn.Module, shape: Shape, banks: Banks, device: str) -> dict[str, float]:
    """PSNR on pictures that were kept out, in decibels; `plain`: of doing nothing, or bicubic."""
    torch.manual_seed(5)
    room = banks.held_out.shape[2] // shape.scale - (16 if shape.kind == "deblock" or shape.worn else 0)
    side = min(96, room // 16 * 16)
    seen, wanted = made(shape, banks, side, held_out=True)(64)
    given = torch.cat([net(part) for part in seen.split(16)])
    plain = seen[:, :3]
    if shape.scale > 1:
        plain = build(shape).to(device).smooth(F.pad(plain, (2, 2, 2, 2), mode="replicate"))
        plain = F.pixel_shuffle(plain, shape.scale)

    def decibels(found: Tensor) -> float:
        error = ((found.clamp(0, 1) - wanted) ** 2).mean((1, 2, 3)).clamp_min(1e-6)
        return float((-10 * error.log10()).mean())

    return {"psnr": round(decibels(given), 3), "plain": round(decibels(plain), 3)}


def trained(
    name: str, banks: Banks, recipe: Recipe, seconds: float, *, device: str,
    start: dict[str, Tensor] | None = None, note: Callable[[dict[str, object]], None] = print,
    keep: Callable[[dict[str, object]], None] | None = None,
) -> dict[str, object]:  # fmt: skip
    """{"shape", "weights", "judged", "told"} of the network of that name, after so many seconds.

    keep: is handed the same, unjudged, now and then. Raises ArithmeticError where the loss is no number.
    """
    shape, begin = SHAPES[name], time.monotonic()
    torch.manual_seed(11)
    net = build(shape)
    if start:
        net.load_state_dict({key: value.float() for key, value in start.items()})
    net = net.to(device)
    if device == "cuda":
        net = net.to(memory_format=torch.channels_last)
    pairs, optimiser = made(shape, banks, recipe.side), Optimiser(net, recipe.lr)
    average = {key: value.detach().clone() for key, value in net.state_dict().items()}
    step, total, noted, losses = 0, 0, begin, []
    while (share := (time.monotonic() - begin) / seconds) < 1:
        seen, wanted = pairs(recipe.batch)
        if device == "cuda":
            seen = seen.contiguous(memory_format=torch.channels_last)
        with torch.autocast(device, torch.bfloat16):
            given = net(seen)
        loss = loss_of(given.float(), wanted)
        for p in net.parameters():
            p.grad = None
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        warm = min(1.0, (step + 1) / 100)
        optimiser.step(warm * 0.5 * (1 + math.cos(math.pi * share)))
        now = net.state_dict()
        share_kept = min(0.998, step / (step + 10))
        torch._foreach_lerp_(list(average.values()), [now[key] for key in average], 1 - share_kept)
        step, total = step + 1, total + recipe.batch
        losses.append(loss.detach())
        if time.monotonic() - noted > (10 if device == "cuda" else 60):
            noted = time.monotonic()
            loss_now = _mean(losses)
            note({"net": name, "step": step, "share": round(share, 3), "loss": loss_now})
            if not math.isfinite(loss_now):
                raise ArithmeticError(f"{name}: the loss is no number any more")
            losses.clear()
            if keep:
                keep(_unjudged(shape, average, total))
    if keep:
        keep(_unjudged(shape, average, total))
    found = _better(net, average, shape, banks, device)
    told = {
        "net": name, "steps": step, "pictures": total, "side": recipe.side,
        "seconds": round(time.monotonic() - begin, 1), "parameters": parameters(net), **found["judged"],
    }  # fmt: skip
    note(told)
    return {"shape": shape.to_dict(), **found, "told": told}


def _unjudged(shape: Shape, average: dict[str, Tensor], pictures: int) -> dict[str, object]:
    weights = {key: value.contiguous().cpu() for key, value in average.items()}
    return {"shape": shape.to_dict(), "weights": weights, "told": {"pictures": pictures}}


def loss_of(given: Tensor, wanted: Tensor) -> Tensor:
    """Charbonnier: square of small errors, size of large ones."""
    return ((given - wanted) ** 2 + 1e-5).sqrt().mean()


def _mean(losses: list[Tensor]) -> float:
    return round(float(torch.stack(losses).mean()), 6)


def _better(
    net: nn.Module, average: dict[str, Tensor], shape: Shape, banks: Banks, device: str
) -> dict[str, object]:
    """The last weights or their average, whichever restores more of what was kept out."""
    choices = []
    for weights in ({k: v.clone() for k, v in net.state_dict().items()}, average):
        net.load_state_dict(weights)
        choices.append(
            (judged(net, shape, banks, device), {k: v.contiguous().cpu() for k, v in weights.items()})
        )
    found, weights = max(choices, key=lambda choice: choice[0]["psnr"])
    return {"judged": found, "weights": weights}


ON_A_CPU = {
    "sr-x2": Recipe(16, 48, 2e-3), "sr-x4": Recipe(16, 32, 1.5e-3), "sr-x2-worn": Recipe(16, 48, 1e-3),
    "restore": Recipe(12, 96, 1.5e-3), "deblock": Recipe(12, 96, 1.5e-3),
}  # fmt: skip


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("name", choices=sorted(SHAPES))
    ask.add_argument("--minutes", type=float, default=20)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--start", type=Path, help="a file this or lab.retouch.gpu wrote")
    ask.add_argument("--pictures", type=int, default=300)
    ask.add_argument("--side", type=int, default=256)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--lr", type=float)
    args = ask.parse_args()
    start = None
    if args.start:
        start = torch.load(args.start, map_location="cpu", weights_only=True)["nets"][args.name]["weights"]
    begin = time.monotonic()
    pictures = bank(args.pictures, args.side, "cpu", seed=args.seed)
    print(f"{len(pictures)} pictures after {time.monotonic() - begin:.0f} s", flush=True)
    banks = Banks(pictures[:-24], pictures[-24:])
    recipe = ON_A_CPU[args.name]
    recipe = Recipe(recipe.batch, recipe.side, args.lr or recipe.lr)
    args.out.parent.mkdir(parents=True, exist_ok=True)

    def note(told: dict[str, object]) -> None:
        print(json.dumps(told), flush=True)

    def keep(found: dict[str, object]) -> None:
        torch.save({"nets": {args.name: found}}, args.out)

    keep(
        trained(args.name, banks, recipe, 60 * args.minutes, device="cpu", start=start, note=note, keep=keep)
    )


if __name__ == "__main__":
    main()
