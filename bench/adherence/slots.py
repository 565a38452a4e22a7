"""What fills the slots of a template: the words of a thing, sides and places, dealt like cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from adherence.sentences import Wanted

LYING = {"book", "notebook", "plate", "watch", "shell", "cushion", "hat"}
STANDING = {
    "vase", "jar", "pitcher", "bottle", "candle", "cone", "cylinder", "chair", "stool", "hourglass",
    "lantern", "wine_glass", "clock", "suitcase", "amphora", "pyramid", "wine_bottle", "perfume_bottle",
    "candlestick", "armchair", "sofa", "umbrella", "tent", "barrel", "plinth", "cactus",
}  # fmt: skip
"""How things are where they are; every other thing sits there."""


@dataclass(frozen=True)
class Item:
    """A thing and its words. number: "a pair of", cardinal: "two" or "2", lone: "a single"."""

    noun: str
    colour: str
    number: str
    cardinal: str
    lone: str
    wanted: Wanted

    def ways(self, say: Callable[[str], str] = str) -> SimpleNamespace:
        """Every way to write it that a template can name."""
        words, kind = f"{self.colour} {self.noun}".strip(), self.wanted.kind
        stands = "lies" if kind in LYING else "stands" if kind in STANDING else "sits"
        return SimpleNamespace(
            noun=say(self.noun),
            nouns=say(plural(words)),
            colour=say(self.colour),
            cardinal=say(self.cardinal),
            bare=say(words),
            one=say(article(words)),
            plain=say(article(self.noun)),
            the=say(f"the {self.noun}"),
            many=say(f"{self.number} {plural(words)}"),
            exact=say(f"{self.cardinal} {plural(words)}"),
            single=say(f"{self.lone} {words}"),
            stands=stands,
            stand=stands[:-1],
        )


class Dealer:
    """Deals nouns, colours, places and templates like cards: none comes twice before all came once."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.decks: dict[tuple, list] = {}

    def deal(self, cards, avoid=frozenset()):
        """The next card that is not one to avoid; those stay in the deck."""
        deck = self.decks.setdefault(tuple(cards), [])
        if not set(deck) - avoid:
            deck[:0] = [cards[int(i)] for i in self.rng.permutation(len(cards))]
        return deck.pop(next(i for i in reversed(range(len(deck))) if deck[i] not in avoid))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' or words.startswith('hour') else 'a'} {words}"


def plural(noun: str) -> str:
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def where(place: str) -> dict[str, str]:
    return {"place": place, "Place": capital(place)}


def flank(side: str) -> dict[str, str]:
    return {"left": side, "right": "right" if side == "left" else "left"}
