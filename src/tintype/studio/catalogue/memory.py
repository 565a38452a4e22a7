"""How much memory a local model takes, by precision, and what of that fits on this machine.

Weights are counted: parameters times bytes. What painting takes besides is an allowance, not a
measurement: pictures, activations and the libraries themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.ports.catalogue import Weights

BYTES: dict[str, float] = {"float32": 4.0, "bfloat16": 2.0, "8-bit": 1.0, "gguf q4_0": 18 / 32}
"""Precision → bytes a parameter. GGUF's Q4_0 keeps 32 numbers in 18 bytes."""

ALLOWANCE = 3e9
"""Bytes besides the weights."""


@dataclass(frozen=True)
class Need:
    """precision: of the network that paints; the encoders of words stay in bfloat16 where that is less.
    whole: bytes with everything in memory. apart: bytes at most, with words read first and put away."""

    precision: str
    whole: float
    apart: float


def needs(weights: Weights) -> tuple[Need, ...]:
    """What a model takes, the most precise first."""
    found: list[Need] = []
    for precision, each in BYTES.items():
        rest = max(each, 2.0)
        painter, text = 1e6 * weights.painter * each, 1e6 * weights.text * rest
        always = 1e6 * weights.decoder * rest + ALLOWANCE
        found.append(Need(precision, painter + text + always, max(painter, text) + always))
    return tuple(found)


def fits(weights: Weights, memory: int) -> str:
    """What of it fits into that many bytes, in a few words. memory: 0 where unknown."""
    if not memory:
        return "how much memory there is here is not known"
    for need in needs(weights):
        if need.precision != "float32" and need.whole <= memory:
            return f"fits here as {need.precision} ({need.whole / 1e9:.0f} of {memory / 1e9:.0f} GB)"
        if need.precision != "float32" and need.apart <= memory:
            return (
                f"fits here as {need.precision}, words read first and put away "
                f"({need.apart / 1e9:.0f} of {memory / 1e9:.0f} GB)"
            )
    least = min(need.apart for need in needs(weights))
    return f"does not fit here: it takes {least / 1e9:.0f} GB at least, and there are {memory / 1e9:.0f}"
