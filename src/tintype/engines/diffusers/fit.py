"""Fit: how a model is held so that it has room, decided before anything is loaded.

Counted are the weights: parameters times bytes. What painting takes besides is an allowance that grows
with the picture; where it was too small, the next tighter way is tried once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tintype.core.errors import OurError

ALLOWANCE = 2.5e9
"""Bytes for the libraries and for a picture of a megapixel."""
EACH = 1.5e9
"""Bytes for every further megapixel."""

Offload = Literal["none", "model", "sequential"]


@dataclass(frozen=True)
class Device:
    """kind: cuda, mps or cpu. free: bytes there. memory: bytes free in the machine's own memory. half:
    whether it counts in bfloat16 as fast as in float32, or faster."""

    kind: str
    free: float
    memory: float
    half: bool = True


@dataclass(frozen=True)
class Fit:
    """precision: bfloat16 or float32. eight: the painting network lies in eight bits and is widened layer
    by layer. offload: model: one part at a time on the card; sequential: one layer at a time. tiling: the
    picture is decoded in pieces."""

    precision: Literal["bfloat16", "float32"]
    eight: bool = False
    offload: Offload = "none"
    tiling: bool = False

    @property
    def said(self) -> str:
        """In a few words."""
        words = [self.precision, *(["painting network in 8 bits"] if self.eight else [])]
        words += {"none": [], "model": ["a part at a time on the card"], "sequential": ["a layer at a time"]}[
            self.offload
        ]
        return ", ".join(words + (["decoded in pieces"] if self.tiling else []))


def ways(parts: dict[str, int], painter: str, device: Device) -> tuple[tuple[float, Fit], ...]:
    """(bytes it takes on the device, how), the best first. parts: name → parameters."""
    whole, network = sum(parts.values()), parts.get(painter, max(parts.values(), default=0))
    largest, half = max(parts.values(), default=0), Fit("bfloat16")
    tight = replace(half, eight=True, tiling=True)
    if device.kind == "cpu":
        full = ((4.0 * whole, Fit("float32")),) if not device.half else ()
        return (*full, (2.0 * whole, half), (2.0 * whole - network, tight))
    rest = max((count for name, count in parts.items() if name != painter), default=0)
    return (
        (2.0 * whole, half),
        (2.0 * largest, replace(half, offload="model", tiling=True)),
        (max(1.0 * network, 2.0 * rest), replace(tight, offload="model")),
        (0.5e9, replace(half, offload="sequential", tiling=True)),
    )


def fit(parts: dict[str, int], painter: str, device: Device, megapixels: float, *, skip: int = 0) -> Fit:
    """The best way that has room; skip: as many of those are passed over. Raises OurError if none has."""
    more = ALLOWANCE + EACH * max(0.0, megapixels - 1)
    able = ways(parts, painter, device)
    roomy = [way for need, way in able if need + more <= device.free]
    if len(roomy) > skip:
        return roomy[skip]
    least = min(need for need, _ in able) + more
    raise OurError(
        f"This model takes {least / 1e9:.0f} GB here at least, and {device.free / 1e9:.0f} are free; close"
        " other programs, or take a smaller picture or model (`tintype models show` says what fits)."
    )
