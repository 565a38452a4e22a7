"""Which known kind a word that no table knows is nearest to, by sentence vectors.

Bare words are a weak test ("dog" is nearest to "bush", 0.51), so three must agree: the words
alone, the words in a caption, and a clear lead over the second best. On 80 nouns outside the
tables that let through kayak → boat and kettle → teapot and refused dog, keyboard and coconut.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tintype.brief.vocabulary import KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

ALONE, CAPTIONED, LEAD = 0.60, 0.70, 0.08


def likeness(word: str) -> tuple[str, float] | None:
    """(kind, likeness 0.70..1) of the known kind that `word` could stand for, or None."""
    from tintype.runtime.minilm import encode

    alone, captioned = _kinds()
    own = encode([word, f"a photo of a {word}"])
    plain, caption = alone @ own[0], captioned @ own[1]
    second, first = np.argsort(caption)[-2:]
    sure = plain[first] >= ALONE and caption[first] >= CAPTIONED
    if not sure or caption[first] - caption[second] < LEAD:
        return None
    return KINDS[int(first)], float(caption[first])


@cache
def _kinds() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    from tintype.runtime.minilm import encode

    names = [name.replace("_", " ") for name in KINDS]
    return encode(names), encode([f"a photo of a {name}" for name in names])
