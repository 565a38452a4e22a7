"""Seeds: one per picture, 0 to 2³²−1, the range every other program can read back."""

from __future__ import annotations

import secrets

from tintype.core.errors import BadOption

MODULUS = 2**32


def settle(seed: int | None) -> int:
    """The seed to paint with: the given one, or a drawn one for None and −1; raises BadOption."""
    if seed is None or seed == -1:
        return secrets.randbelow(MODULUS)
    if not 0 <= seed < MODULUS:
        raise BadOption(f"The seed {seed} is out of range; use 0 to {MODULUS - 1}, or -1 to draw one.")
    return seed


def nth(seed: int, index: int) -> int:
    """Seed of the picture with that index in a request: seed + index, wrapped into the range."""
    return (seed + index) % MODULUS
