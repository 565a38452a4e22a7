"""Muon for the matrices inside the blocks, AdamW for the rest; power-function averages; the schedule."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def orthogonal(update: Tensor, rounds: int = 5) -> Tensor:
    """The nearest matrix with equal singular values, by Newton–Schulz in bfloat16 (Jordan 2024)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = update.bfloat16()
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(rounds):
        gram = x @ x.T
        x = torch.addmm(x, b * gram + c * (gram @ gram), x, beta=a)
    return (x.T if tall else x).to(update.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum made orthogonal, its size matched to Adam's, so that both take one learning rate."""

    def __init__(self, parameters: list[nn.Parameter], lr: float, momentum: float = 0.95) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if not state:
                    state["momentum"] = torch.zeros_like(parameter)
                held = state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
                update = parameter.grad.lerp(held, group["momentum"])
                size = 0.2 * max(parameter.shape) ** 0.5
                parameter.add_(orthogonal(update), alpha=-group["lr"] * size)


def optimisers(net: nn.Module, lr: float) -> list[torch.optim.Optimizer]:
    inner = [
        p
        for name, p in net.named_parameters()
        if name.startswith("blocks.") and p.ndim == 2 and min(p.shape) > 6
    ]
    chosen = {id(p) for p in inner}
    rest = [p for p in net.parameters() if id(p) not in chosen]
    return [Muon(inner, lr), torch.optim.AdamW(rest, lr, betas=(0.9, 0.95), weight_decay=0.0)]


def rate(step: int, share: float, *, warmup: int = 50, decay: float = 0.25) -> float:
    """Warm-up by steps, then level, then straight to 0 over the last `decay` of the time."""
    return min(1.0, (step + 1) / warmup) * min(1.0, max(0.0, 1 - share) / decay)


class Average:
    """Weights averaged so that the average reaches back a fixed share of the training (Karras 2024):
    gamma 17 is about 5 % of it, gamma 7 about 10 %."""

    def __init__(self, net: nn.Module, gamma: float) -> None:
        self.gamma = gamma
        self.weights = {name: p.detach().clone() for name, p in net.state_dict().items()}

    @torch.no_grad()
    def take(self, net: nn.Module, step: int) -> None:
        keep = (1 - 1 / (step + 1)) ** (self.gamma + 1)
        now = net.state_dict()
        torch._foreach_lerp_(list(self.weights.values()), [now[name] for name in self.weights], 1 - keep)
