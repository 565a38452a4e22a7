"""Sentences that ask for one skill each, shaped after GenEval (Ghosh 2023) in the words of our catalogue,
and whether a picture shows what they ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bench.adherence.judge import PAINT, colours_of
from lab.judge import GRAIN, NAMES
from scipy import ndimage

KINDS = {
    "vase": "vases", "bowl": "bowls", "mug": "mugs", "teapot": "teapots", "plate": "plates", "book": "books",
    "box": "boxes", "candle": "candles", "sphere": "spheres", "cube": "cubes", "bottle": "bottles",
    "jar": "jars", "chair": "chairs", "apple": "apples", "balloon": "balloons", "cone": "cones",
}  # fmt: skip
"""Kind → its plural; all of them take paint."""

COLOURS = ("red", "blue", "green", "yellow", "orange", "purple", "white", "black")
SURFACES = ("on a wooden table", "on white marble", "on a grey seamless backdrop", "on concrete")
COUNTS = {2: "two", 3: "three", 4: "four"}
SKILLS = ("one object", "two objects", "counting", "colours", "position", "binding")
LEAST = 0.0012
"""Share of the picture that counts as seen."""


@dataclass(frozen=True)
class Ask:
    """things: (kind, count, colour or None); the first stands left of the second where side is "left"."""

    sentence: str
    things: tuple[tuple[str, int, str | None], ...]
    side: str | None = None


def asks(skill: str, count: int, seed: int = 0) -> list[Ask]:
    rng = np.random.default_rng([seed, SKILLS.index(skill)])
    return [_ask(skill, rng) for _ in range(count)]


def _ask(skill: str, rng: np.random.Generator) -> Ask:
    a, b = (str(kind) for kind in rng.choice(list(KINDS), 2, replace=False))
    one, two = (str(colour) for colour in rng.choice(COLOURS, 2, replace=False))
    where = str(rng.choice(SURFACES))
    match skill:
        case "one object":
            return Ask(f"{_an(a)} {where}", ((a, 1, None),))
        case "two objects":
            return Ask(f"{_an(a)} and {_an(b)} {where}", ((a, 1, None), (b, 1, None)))
        case "counting":
            n = int(rng.integers(2, 5))
            return Ask(f"{COUNTS[n]} {KINDS[a]} {where}", ((a, n, None),))
        case "colours":
            return Ask(f"{_an(f'{one} {a}')} {where}", ((a, 1, one),))
        case "position":
            side = str(rng.choice(["left", "right"]))
            words = f"{_an(a)} {side} of {_an(b)} {where}".replace(f" {side} of", f" to the {side} of")
            return Ask(words, ((a, 1, None), (b, 1, None)), side)
    return Ask(f"{_an(f'{one} {a}')} and {_an(f'{two} {b}')} {where}", ((a, 1, one), (b, 1, two)))


def _an(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def shown(ask: Ask, pixels: np.ndarray, kinds: np.ndarray) -> bool:
    """pixels: uint8 (S, S, 3). kinds: as the judge sees them, (S/2, S/2)."""
    middles = []
    for kind, count, colour in ask.things:
        mask = kinds == 1 + NAMES.index(kind)
        pieces = _pieces(mask)
        if not pieces or (count > 1 and len(pieces) != count):
            return False
        if colour is not None:
            whole = np.repeat(np.repeat(mask, GRAIN, 0), GRAIN, 1)
            if colours_of(pixels[whole]).get(colour, 0.0) < PAINT.get(kind, 0.5):
                return False
        middles.append(float(np.nonzero(mask)[1].mean()))
    return ask.side is None or (middles[0] < middles[1]) == (ask.side == "left")


def _pieces(mask: np.ndarray) -> list[int]:
    """Areas of what hangs together and is large enough."""
    numbers, _ = ndimage.label(ndimage.binary_opening(mask))
    return [area for area in np.bincount(numbers.ravel())[1:] if area / mask.size >= LEAST]
