"""A 5 × 7 alphabet: where the ink of a text lies on a label, coarse, for the Guide only."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

# Each glyph is five columns from left to right; bit 0 of a column is its top row.
_COLUMNS: dict[str, str] = {
    "A": "7e1111117e", "B": "7f49494936", "C": "3e41414122", "D": "7f4141221c", "E": "7f49494941",
    "F": "7f09090901", "G": "3e4149497a", "H": "7f0808087f", "I": "00417f4100", "J": "2040413f01",
    "K": "7f08142241", "L": "7f40404040", "M": "7f020c027f", "N": "7f0408107f", "O": "3e4141413e",
    "P": "7f09090906", "Q": "3e4151215e", "R": "7f09192946", "S": "4649494931", "T": "01017f0101",
    "U": "3f4040403f", "V": "1f2040201f", "W": "3f4038403f", "X": "6314081463", "Y": "0708700807",
    "Z": "6151494543", "0": "3e5149453e", "1": "00427f4000", "2": "4261514946", "3": "2141454b31",
    "4": "1814127f10", "5": "2745454539", "6": "3c4a494930", "7": "0171090503", "8": "3649494936",
    "9": "064949291e", "&": "3649552250", "-": "0808080808", ".": "0060600000", "'": "0005030000",
    "!": "00005f0000", "?": "0201510906",
}  # fmt: skip

LINE_LENGTH = 12
"""Texts longer than this break into lines at their spaces."""


@lru_cache(maxsize=128)
def bitmap(text: str) -> npt.NDArray[np.bool_]:
    """Ink of a text, bool (rows, columns), top row first, centred lines, one cell of margin."""
    lines: list[str] = []
    for word in text.upper().split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += " " + word
        else:
            lines.append(word)
    widest = max((len(line) for line in lines), default=1)
    grid = np.zeros((9 * max(len(lines), 1), 6 * widest + 1), np.bool_)
    for row, line in enumerate(lines):
        for i, letter in enumerate(line):
            left = 3 * (widest - len(line)) + 6 * i + 1
            columns = bytes.fromhex(_COLUMNS.get(letter, "00" * 5 if letter == " " else "7f4141417f"))
            for j, bits in enumerate(columns):
                grid[9 * row + 1 : 9 * row + 8, left + j] = [(bits >> k) & 1 for k in range(7)]
    return grid


def inked(text: str, uv: Floats) -> Floats:
    """1 where uv (N, 2) of a label meets ink, else 0: float64 (N,). The text fills 80 % of the width."""
    ink = bitmap(text)
    u = (uv[:, 0] - 0.1) / 0.8
    tall = min(0.8, 0.8 * ink.shape[0] / ink.shape[1] * 1.2)
    v = (0.5 + tall / 2 - uv[:, 1]) / tall
    inside = (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    column = np.clip((u * ink.shape[1]).astype(np.int64), 0, ink.shape[1] - 1)
    row = np.clip((v * ink.shape[0]).astype(np.int64), 0, ink.shape[0] - 1)
    return np.where(inside, ink[row, column], False).astype(np.float64)
