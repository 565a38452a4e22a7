"""200 sentences with what a picture of each must show.

The templates were written without sight of the parser; the sentences are drawn with a fixed seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Wanted:
    """kind: a catalogue name. colour: a base colour name, or None for any."""

    kind: str
    count: int = 1
    colour: str | None = None


@dataclass(frozen=True)
class Case:
    """relations: (word, index of one thing, index of the other [, of a third])."""

    sentence: str
    things: tuple[Wanted, ...]
    relations: tuple[tuple[str, int, int] | tuple[str, int, int, int], ...] = ()
    light: str | None = None


COLOURS = {
    "red": ("red", "crimson", "scarlet", "bright red"),
    "blue": ("blue", "cobalt", "royal blue", "deep blue"),
    "green": ("green", "emerald green", "forest green"),
    "yellow": ("yellow", "lemon-yellow", "sunny yellow"),
    "orange": ("orange", "tangerine-coloured", "bright orange"),
    "purple": ("purple", "violet", "plum-coloured"),
    "pink": ("pink", "rose-coloured", "hot pink"),
    "white": ("white", "snow-white", "chalk white"),
    "black": ("black", "jet black", "matte black"),
    "turquoise": ("turquoise", "aqua"),
    "brown": ("brown", "chestnut brown"),
}
"""Base colour → how people write it."""

PAINTED = {
    "vase": ("vase", "flower vase"),
    "bowl": ("bowl", "fruit bowl"),
    "mug": ("mug", "coffee mug"),
    "cup": ("cup", "teacup"),
    "teapot": ("teapot",),
    "plate": ("plate",),
    "book": ("book", "hardcover book"),
    "box": ("box",),
    "candle": ("candle", "pillar candle"),
    "sphere": ("sphere", "ball"),
    "cube": ("cube",),
    "cone": ("cone",),
    "cylinder": ("cylinder",),
    "torus": ("torus",),
    "chair": ("chair",),
    "jar": ("ceramic jar",),
    "pitcher": ("pitcher", "jug"),
    "balloon": ("balloon",),
    "bucket": ("bucket", "pail"),
    "umbrella": ("umbrella", "parasol"),
    "tulip": ("tulip",),
}
PLAIN = {
    "apple": ("apple",),
    "pear": ("pear",),
    "lemon": ("lemon",),
    "banana": ("banana",),
    "pumpkin": ("pumpkin",),
    "egg": ("egg",),
    "wine_glass": ("wine glass",),
    "hourglass": ("hourglass",),
    "cactus": ("cactus",),
    "shell": ("seashell", "shell"),
    "watch": ("watch", "wristwatch"),
    "lantern": ("lantern",),
    "perfume_bottle": ("perfume bottle", "flacon"),
    "wine_bottle": ("wine bottle",),
    "key": ("key",),
    "camera": ("camera",),
    "bell": ("bell",),
}
SUPPORTS = {
    "plinth": ("plinth",),
    "book": ("book",),
    "box": ("box",),
    "stool": ("stool",),
    "table": ("small table",),
}
PLACES = (
    "on a white marble counter", "against a plain grey studio background", "on a wooden kitchen table",
    "on a beach", "in a meadow", "on an oak desk", "in an empty gallery", "on a window sill", "",
    "in front of a brick wall", "on a linen tablecloth", "on grey concrete", "in the snow",
)  # fmt: skip
LIGHTS = {
    "left": (
        "lit from the left",
        "with hard light coming from the left side",
        "strong side light from the left",
    ),
    "right": ("lit from the right", "the light falls in from the right", "a spotlight on the right"),
}
NUMBERS = {
    2: ("two", "2", "a pair of"),
    3: ("three", "3"),
    4: ("four",),
    5: ("five", "5"),
    6: ("six", "half a dozen"),
}
RELATIONS = {
    "left_of": (
        "{a} to the left of {b}",
        "{a}, left of {b}",
        "{a} on the left of {b}",
        "to the left of {b} stands {a}",
    ),
    "right_of": ("{a} to the right of {b}", "{a}, right of {b}", "{a} at the right-hand side of {b}"),
    "behind": ("{a} behind {b}", "{a} standing behind {b}"),
    "in_front_of": ("{a} in front of {b}", "{a} placed in front of {b}"),
    "next_to": ("{a} next to {b}", "{a} beside {b}", "{a} right beside {b}"),
}
ENDINGS = (
    "", ", 85mm lens", ", photorealistic", ", 50mm, f/4", ", calm and minimal", ", fine film grain",
    ", eye-level shot", ", shot on a 100mm lens, quiet mood",
)  # fmt: skip


class _Writer:
    """Draws the parts of a sentence."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def of(self, items):
        return items[int(self.rng.integers(len(items)))]

    def thing(self, *, painted: bool, taken: set[str] = frozenset()) -> tuple[str, Wanted]:
        """("a crimson vase", Wanted) of a kind not in `taken`."""
        table = PAINTED if painted else PLAIN
        kind = self.of([k for k in table if k not in taken])
        noun = self.of(table[kind])
        colour = self.of(list(COLOURS)) if painted else None
        words = f"{self.of(COLOURS[colour])} {noun}" if colour else noun
        return f"{'an' if words[0] in 'aeiou' else 'a'} {words}", Wanted(kind, 1, colour)

    def tail(self) -> str:
        place = self.of(PLACES)
        return f"{' ' if place else ''}{place}{self.of(ENDINGS)}"


def _pair(w: _Writer) -> Case:
    a, one = w.thing(painted=True)
    b, other = w.thing(painted=bool(w.rng.random() < 0.7), taken={one.kind})
    relation = w.of(list(RELATIONS))
    return Case(f"{w.of(RELATIONS[relation]).format(a=a, b=b)}{w.tail()}", (one, other), ((relation, 0, 1),))


def _counted(w: _Writer) -> Case:
    count = int(w.rng.integers(2, 7))
    painted = bool(w.rng.random() < 0.6)
    words, one = w.thing(painted=painted)
    noun = words.split(" ", 1)[1]
    plural = f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
    where = w.of(("", " in a row", " side by side", " arranged in a group"))
    number = w.of(NUMBERS[count])
    return Case(f"{number} {plural}{where}{w.tail()}", (Wanted(one.kind, count, one.colour),))


def _three(w: _Writer) -> Case:
    a, one = w.thing(painted=True)
    b, two = w.thing(painted=True, taken={one.kind})
    c, three = w.thing(painted=True, taken={one.kind, two.kind})
    form = int(w.rng.integers(3))
    if form == 0:
        return Case(f"{a} between {b} and {c}{w.tail()}", (one, two, three), (("between", 0, 1, 2),))
    if form == 1:
        the_b = f"the {b.split(' ', 1)[1]}"
        return Case(
            f"{a} to the left of {b}, and {c} to the right of {the_b}{w.tail()}",
            (one, two, three),
            (("left_of", 0, 1), ("right_of", 2, 1)),
        )
    return Case(f"{a}, {b} and {c}{w.tail()}", (one, two, three))


def _lit(w: _Writer) -> Case:
    side = w.of(list(LIGHTS))
    a, one = w.thing(painted=True, taken={"balloon"})
    place = w.of(
        (
            "on grey concrete",
            "against a plain grey studio background",
            "on a white marble counter",
            "on an oak desk",
        )
    )
    return Case(f"{a} {place}, {w.of(LIGHTS[side])}{w.of(ENDINGS)}", (one,), (), side)


def _stacked(w: _Writer) -> Case:
    kind = w.of(list(SUPPORTS))
    support = w.of(SUPPORTS[kind])
    colour = w.of(("white", "black", "red", "blue", "green"))
    a, one = w.thing(
        painted=bool(w.rng.random() < 0.6), taken={kind, "chair", "balloon", "umbrella", "bucket"}
    )
    joint = w.of(("on", "on top of", "standing on"))
    tail = w.of(ENDINGS)
    return Case(f"{a} {joint} a {colour} {support}{tail}", (one, Wanted(kind, 1, colour)), (("on", 0, 1),))


def cases(count: int = 200, seed: int = 20261123) -> tuple[Case, ...]:
    """The same sentences every time: pairs, counts, threes, light, stacks in turn."""
    w = _Writer(seed)
    makers = (_pair, _counted, _three, _lit, _stacked, _pair, _counted, _lit)
    return tuple(makers[i % len(makers)](w) for i in range(count))
