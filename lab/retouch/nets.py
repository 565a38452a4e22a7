"""The networks: plain convolutions on NCHW, any height and width, RGB in [0, 1] in and out."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    """kind: upscale, denoise or deblock. width: channels. blocks: pairs of convolutions (of the lower level,
    where there are two). scale: times as large. worn: from pictures that are blurred, noisy and JPEG."""

    kind: str
    width: int
    blocks: int
    scale: int = 1
    worn: bool = False

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


SHAPES = {
    "sr-x2": Shape("upscale", 32, 7, 2),
    "sr-x4": Shape("upscale", 48, 6, 4),
    "sr-x2-worn": Shape("upscale", 32, 7, 2, worn=True),
    "restore": Shape("denoise", 48, 3),
    "deblock": Shape("deblock", 48, 3),
}
"""Networks by the name of their file."""


class Pair(nn.Module):
    """Two convolutions beside a way past them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        with torch.no_grad():
            self.second.weight.mul_(0.2)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(F.relu(self.first(x)))


class Upscale(nn.Module):
    """All work is done at the small size; what it adds lies on a bicubic enlargement, one convolution."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        out = 3 * shape.scale**2
        self.scale = shape.scale
        self.enter = nn.Conv2d(3, shape.width, 3, padding=1)
        self.pairs = nn.Sequential(*(Pair(shape.width) for _ in range(shape.blocks)))
        self.leave = nn.Conv2d(shape.width, out, 3, padding=1)
        self.smooth = nn.Conv2d(3, out, 5, bias=False)
        with torch.no_grad():
            self.leave.weight.mul_(0.1)
            self.leave.bias.zero_()
            self.smooth.weight.copy_(bicubic_kernel(shape.scale))
        self.smooth.requires_grad_(False)

    def forward(self, picture: Tensor) -> Tensor:
        x = self.enter(picture - 0.5)
        x = self.leave(x + self.pairs(x))
        with torch.autocast(picture.device.type, enabled=False):  # 8 bits are too few for a whole picture
            smooth = self.smooth(F.pad(picture, (2, 2, 2, 2), mode="replicate"))
        return F.pixel_shuffle(x + smooth, self.scale)


def bicubic_kernel(scale: int) -> Tensor:
    """float32 (3·scale², 3, 5, 5): bicubic enlargement (a = -0.5) as a convolution before a pixel shuffle."""

    def cubic(x: float) -> float:
        x = abs(x)
        if x < 1:
            return 1.5 * x**3 - 2.5 * x**2 + 1
        return -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2 if x < 2 else 0.0

    row = torch.tensor([
        [cubic((phase + 0.5) / scale - 0.5 - (tap - 2)) for tap in range(5)] for phase in range(scale)
    ])  # fmt: skip
    planes = torch.einsum("ay,bx->abyx", row, row).reshape(scale * scale, 5, 5)
    kernel = torch.zeros(3, scale * scale, 3, 5, 5)
    for colour in range(3):
        kernel[colour, :, colour] = planes
    return kernel.reshape(3 * scale * scale, 3, 5, 5)


class Clean(nn.Module):
    """Two levels, at a half and at a quarter of the size. Sides that are no multiples of 4 are filled up
    by repeated edges and cut off again.

    denoise: a fourth plane holds the level of noise / 255, and the network says what to take away as a
    multiple of it: at level 0 the picture comes back as it went in. deblock: three planes.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        low, lower = shape.width, 2 * shape.width
        self.levelled = shape.kind == "denoise"
        self.enter = nn.Conv2d(16 if self.levelled else 12, low, 3, padding=1)
        self.before = nn.Sequential(Pair(low), Pair(low))
        self.down = nn.Conv2d(low, lower, 2, stride=2)
        self.pairs = nn.Sequential(*(Pair(lower) for _ in range(shape.blocks)))
        self.up = nn.Conv2d(lower, 4 * low, 1)
        self.after = nn.Sequential(Pair(low), Pair(low))
        self.leave = nn.Conv2d(low, 12, 3, padding=1)
        with torch.no_grad():
            self.leave.weight.mul_(0.2)

    def forward(self, planes: Tensor) -> Tensor:
        height, width = planes.shape[2], planes.shape[3]
        padding = (0, (4 - width % 4) % 4, 0, (4 - height % 4) % 4)
        filled = F.pad(planes, padding, mode="replicate")
        x = self.enter(F.pixel_unshuffle(filled - 0.5, 2))
        x = self.before(x)
        y = self.down(x)
        y = y + self.pairs(y)
        x = self.after(x + F.pixel_shuffle(self.up(y), 2))
        less = F.pixel_shuffle(self.leave(x), 2)[:, :, :height, :width]
        if self.levelled:
            return planes[:, :3] - less * planes[:, 3:]
        return planes - less


def build(shape: Shape) -> nn.Module:
    return Upscale(shape) if shape.kind == "upscale" else Clean(shape)


def halo(shape: Shape) -> int:
    """Pixels around a point of the input that the output there depends on, at most."""
    if shape.kind == "upscale":
        return 2 * shape.blocks + 2
    return 2 * (2 + 8) + 4 * 2 * shape.blocks + 8


def parameters(net: nn.Module) -> int:
    return sum(p.numel() for p in net.parameters())
