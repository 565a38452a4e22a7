"""The network: a flow transformer on pixels that predicts the picture from a noisy one and its cues.

Patches attend to each other, to the words of the sentence and to the things planned for the picture;
words and things do not attend to patches, so that what is made of them does not depend on the time. A
few convolutions at full resolution, which see the Guide, draw the edges that patches are too coarse for.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tintype.engines.flow.cues import BOX, PLANES, WIDTH, WORDS

TAGS = 7
SEEN = 3 + 3 + 1 + PLANES + 1
"""Planes that come in: noisy picture, known picture, mask, Guide, whether there is a Guide."""

HEADS_WIDE = 64


@dataclass(frozen=True)
class Dial:
    """width: of a token. depth: blocks. patch: pixels. bottleneck: of the patches coming in. detail:
    channels of the convolutions at the end. size: side of the pictures it is made for."""

    width: int = 256
    depth: int = 8
    patch: int = 16
    bottleneck: int = 128
    detail: int = 32
    size: int = 128

    def to_dict(self) -> dict[str, int]:
        return asdict(self)


DIALS = {
    "tiny": Dial(width=128, depth=3, bottleneck=64, detail=16, size=64),
    "xs": Dial(),
    "m": Dial(width=384, depth=6, bottleneck=160, detail=48, size=256),
}
"""xs has 10 M parameters, m 17 M: with the sentence encoder and the retouching networks as int8 what the
package may weigh."""


def normal(x: Tensor, gain: Tensor) -> Tensor:
    """LayerNorm without a shift: on a CPU one pass where RMSNorm by hand takes five."""
    return F.layer_norm(x, gain.shape, gain.to(x.dtype))


class Norm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return normal(x, self.gain)


def rotations(rows: int, columns: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines (1, rows · columns, 1, 64) of the patches' places from the middle: half the
    pairs turn with the row, half with the column; the longer side is 1 long, whatever its patches."""
    long = longer(rows, columns)
    y = (torch.arange(rows) + 0.5 - rows / 2) / long
    x = (torch.arange(columns) + 0.5 - columns / 2) / long
    speeds = torch.pi * 2 ** torch.linspace(0, 5, HEADS_WIDE // 4)
    angles_y = (y[:, None] * speeds)[:, None].expand(rows, columns, -1)
    angles_x = (x[:, None] * speeds)[None].expand(rows, columns, -1)
    angles = torch.cat([angles_y, angles_x] * 2, -1).reshape(1, rows * columns, 1, HEADS_WIDE)
    return angles.cos(), angles.sin()


def longer(rows: int, columns: int) -> int | Tensor:
    """The larger; for an export, whose sides are not known yet, as a tensor."""
    if isinstance(rows, Tensor):
        return torch.maximum(rows, columns)
    return max(rows, columns)


def turned(x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    a, b = x.chunk(2, -1)
    return torch.addcmul(x * cosines, torch.cat([-b, a], -1), sines)


def heads(x: Tensor) -> Tensor:
    """(B, L, H·64) → (B, L, H, 64)."""
    return x.unflatten(2, (-1, HEADS_WIDE))


class Feed(nn.Module):
    """SwiGLU."""

    def __init__(self, width: int) -> None:
        super().__init__()
        inner = (8 * width // 3 + 31) // 32 * 32
        self.rise = nn.Linear(width, 2 * inner, bias=False)
        self.fall = nn.Linear(inner, width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate, value = self.rise(x).chunk(2, -1)
        return self.fall(F.silu(gate) * value)


class Attention(nn.Module):
    """Queries of x over x and, where `told` is given, over what was told as well."""

    def __init__(self, width: int, *, told: bool) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.told = nn.Linear(width, 2 * width, bias=False) if told else None
        self.out = nn.Linear(width, width, bias=False)
        self.norm = Norm(HEADS_WIDE)
        self.norm_told = Norm(HEADS_WIDE)

    def forward(
        self, x: Tensor, told: Tensor | None = None, turn: tuple[Tensor, Tensor] | None = None
    ) -> Tensor:
        width = x.shape[2]
        qk, v = self.qkv(x).split((2 * width, width), -1)
        qk, v = self.norm(heads(qk)), heads(v)
        if turn is not None:
            qk = turned(qk, *turn)
        q, k = qk.chunk(2, 2)
        if self.told is not None and told is not None:
            more_k, more_v = (heads(part) for part in self.told(told).chunk(2, -1))
            k, v = torch.cat([k, self.norm_told(more_k)], 1), torch.cat([v, more_v], 1)
        q, k, v = (part.transpose(1, 2) for part in (q.to(v.dtype), k.to(v.dtype), v))
        mixed = F.scaled_dot_product_attention(q, k, v)
        return self.out(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """One pass of attention and feed-forward, scaled, shifted and gated by the time."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attention, self.feed = Attention(width, told=True), Feed(width)
        self.norm_a, self.norm_f = Norm(width), Norm(width)
        self.table = nn.Parameter(torch.zeros(6, width))

    def forward(self, x: Tensor, told: Tensor, now: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
        """now: (B, 6, width), the same for every block; the table is this block's own."""
        mine = (now + self.table).to(x.dtype).unsqueeze(2)
        scale_a, shift_a, gate_a, scale_f, shift_f, gate_f = (1 + mine).unbind(1)
        inner = torch.addcmul(shift_a - 1, self.norm_a(x), scale_a)
        x = torch.addcmul(x, self.attention(inner, told, turn), gate_a)
        inner = torch.addcmul(shift_f - 1, self.norm_f(x), scale_f)
        return torch.addcmul(x, self.feed(inner), gate_f)


class Listener(nn.Module):
    """Words and things → what was told, (B, WORDS + THINGS, width)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.words = nn.Linear(WIDTH, width, bias=False)
        self.tags = nn.Embedding(TAGS, width)
        self.order = nn.Parameter(0.02 * torch.randn(WORDS, width))
        self.things = nn.Linear(WIDTH + BOX, width)
        self.attention, self.feed = Attention(width, told=False), Feed(width)
        self.norm_a, self.norm_f, self.norm = Norm(width), Norm(width), Norm(width)

    def forward(self, words: Tensor, tags: Tensor, things: Tensor) -> Tensor:
        heard = self.words(words) + self.tags(tags) + self.order
        x = torch.cat([heard, self.things(things)], 1)
        x = x + self.attention(self.norm_a(x))
        return self.norm(x + self.feed(self.norm_f(x)))


class Painter(nn.Module):
    """(seen, time, words, tags, things) → the picture, (B, 3, H, W) around [−1, 1]."""

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        width, patch = dial.width, dial.patch
        self.dial = dial
        self.patches = nn.Linear(SEEN * patch * patch, dial.bottleneck, bias=False)
        self.enter = nn.Linear(dial.bottleneck, width)
        self.clock = nn.Sequential(nn.Linear(64, width), nn.SiLU(), nn.Linear(width, width))
        self.listener = Listener(width)
        self.now = nn.Linear(width, 6 * width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(dial.depth))
        self.norm = Norm(width)
        self.leave = nn.Linear(width, patch * patch * 3)
        self.geometry = nn.Linear(width, 7 * (patch // 4) ** 2)
        c = dial.detail
        self.details = nn.Sequential(
            nn.PixelUnshuffle(2), nn.Conv2d(4 * (SEEN + 3), c, 3, padding=1), nn.SiLU(),
            nn.Conv2d(c, c, 3, padding=1), nn.SiLU(), nn.Conv2d(c, 12, 3, padding=1), nn.PixelShuffle(2),
        )  # fmt: skip
        for layer in (self.now, self.leave, self.details[-2]):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, seen: Tensor, time: Tensor, words: Tensor, tags: Tensor, things: Tensor) -> Tensor:
        return self.with_geometry(seen, time, words, tags, things)[0]

    def with_geometry(
        self, seen: Tensor, time: Tensor, words: Tensor, tags: Tensor, things: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The picture, and nearness, normal, albedo as they show halfway up (B, 7, H/4, W/4)."""
        patch = self.dial.patch
        rows, columns = seen.shape[2] // patch, seen.shape[3] // patch
        told = self.listener(words, tags, things)
        speeds = 1000.0 ** torch.linspace(0, 1, 32, device=seen.device)
        angles = time[:, None] * speeds
        moment = self.clock(torch.cat([angles.cos(), angles.sin()], 1)) + told.mean(1)
        now = self.now(F.silu(moment)).view(-1, 6, self.dial.width)
        x = self.enter(self.patches(patched(seen, rows, columns, patch)))
        turn = tuple(part.to(x) for part in rotations(rows, columns))
        halfway = x
        for i, block in enumerate(self.blocks):
            x = block(x, told, now, turn)
            if i + 1 == len(self.blocks) // 2:
                halfway = x
        coarse = unpatched(self.leave(self.norm(x)), rows, columns, patch, 3)
        shape = unpatched(self.geometry(halfway), rows, columns, patch // 4, 7)
        calm = seen[:, :3] * (1 - time)[:, None, None, None]
        clean = torch.cat([calm.to(coarse.dtype), seen[:, 3:].to(coarse.dtype), coarse], 1)
        return coarse + self.details(clean), shape


def patched(x: Tensor, rows: int, columns: int, patch: int) -> Tensor:
    """(B, C, H, W) → (B, rows · columns, C · patch²)."""
    x = x.view(-1, x.shape[1], rows, patch, columns, patch).permute(0, 2, 4, 1, 3, 5)
    return x.reshape(-1, rows * columns, x.shape[3] * patch * patch)


def unpatched(x: Tensor, rows: int, columns: int, patch: int, channels: int) -> Tensor:
    """(B, rows · columns, patch² · channels) → (B, channels, H, W)."""
    x = x.view(-1, rows, columns, patch, patch, channels).permute(0, 5, 1, 3, 2, 4)
    return x.reshape(-1, channels, rows * patch, columns * patch)
