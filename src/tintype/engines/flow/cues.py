"""Cues: what the network is told about the picture it paints. One set of functions for lab and product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.brief.model import ELEMENTS
from tintype.scene.caption_facts import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from tintype.brief.model import Brief
    from tintype.scene.guide import Guide
    from tintype.scene.model import Scene

    Floats = npt.NDArray[np.float32]
    Box = tuple[float, float, float, float]
    Tokens = Callable[[str], tuple[Floats, list[int]]]
    """A sentence → the vectors of its word pieces and where their words begin."""

WORDS, THINGS = 40, 10
"""Most word pieces of the sentence, and most things named one by one, that the network hears."""

WIDTH = 384
PLANES = 15
"""Planes of the Guide."""

WAVES = (1.0, 2.0, 4.0, 8.0)
BOX = 4 * 2 * len(WAVES)


@dataclass(frozen=True, eq=False, kw_only=True)
class Cues:
    """words: (WORDS, WIDTH), zeros after the last. tags: int64 (WORDS,), 0 for no word, 1 a word of no
    element, 2 … 6 the five elements. things: (THINGS, WIDTH + BOX), zeros after the last: the meaning of
    a phrase and where it is seen."""

    words: Floats
    tags: npt.NDArray[np.int64]
    things: Floats


def cues(brief: Brief, seen: Sequence[tuple[str, Box]], tokens: Tokens) -> Cues:
    """The cues of a sentence, read, and of the things that are planned for its picture."""
    vectors, starts = tokens(brief.sentence)
    words, tags = np.zeros((WORDS, WIDTH), np.float32), np.zeros(WORDS, np.int64)
    count = min(WORDS, len(starts))
    words[:count] = vectors[:count]
    tags[:count] = [_tag(brief, start) for start in starts[:count]]
    named = np.zeros((THINGS, WIDTH + BOX), np.float32)
    for row, (phrase, box) in zip(named, seen, strict=False):
        row[:WIDTH] = tokens(phrase)[0].mean(0)
        row[WIDTH:] = waves(box)
    return Cues(words=words, tags=tags, things=named)


def waves(box: Box) -> Floats:
    """A box as sines and cosines of its edges, (BOX,)."""
    angles = np.pi * np.outer(np.asarray(box, np.float32), np.asarray(WAVES, np.float32)).ravel()
    return np.concatenate([np.sin(angles), np.cos(angles)]).astype(np.float32)


def _tag(brief: Brief, start: int) -> int:
    for phrase in brief.phrases:
        if phrase.span.start <= start < phrase.span.end:
            return 2 + ELEMENTS.index(phrase.element)
    return 1


def things(scene: Scene, planned: Guide) -> list[tuple[str, Box]]:
    """Phrase ("red ceramic vase") and box of what stands in the picture, the largest first."""
    phrases: dict[int, str] = {}
    for group in facts(scene).groups:
        words = (group.colour, group.material, group.kind)
        for body in group.bodies:
            phrases[body.id] = " ".join(word.replace("_", " ") for word in words if word)
    for body in scene.bodies:
        phrases.setdefault(body.id, body.kind.replace("_", " "))
    areas = {i: int((planned.ids == i).sum()) for i in planned.masks}
    shown = sorted((i for i in areas if areas[i]), key=lambda i: -areas[i])[:THINGS]
    return [(phrases[i], _clipped(planned.boxes[i])) for i in shown]


def _clipped(box: Box) -> Box:
    left, top, right, bottom = (float(np.clip(edge, 0.0, 1.0)) for edge in box)
    return left, top, right, bottom
