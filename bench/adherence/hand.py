"""A hand that writes: its words and its templates → cases, the same every time.

Slots of a template: {a.one} "a navy teapot", {a.bare} "navy teapot", {a.the} "the teapot", {a.plain} "a
teapot", {a.noun} "teapot", {a.nouns} "navy teapots", {a.colour} "navy", {a.many} "a pair of navy teapots",
{a.exact} "two navy teapots", {a.cardinal} "two", {a.single} "one navy teapot", {a.stands} and {a.stand};
{A.one} with a capital. {place}, {Place}; {left} a side and {right} the opposite one; {behind} a depth word.
"""

from __future__ import annotations

from dataclasses import dataclass

from adherence.exam import ALIKE, BEARS, NATURAL, NUMBERS, SINGLE
from adherence.sentences import Case, Wanted
from adherence.slots import Dealer, Item, capital, flank, where

Words = dict[str, tuple[str, ...]]

FRONTED = {"chair", "armchair", "sofa", "camera", "clock", "laptop"}
"""Things with a front of their own: people disagree about their left and their behind."""
FLAT = {"watch", "shell", "plate", "book", "notebook", "hat", "cushion", "egg"}
"""Things that anything hides; an open umbrella hides everything."""
DROPPED = {
    "any": set(),
    "many": {"armchair", "sofa", "amphora"},
    "list": {"orange"},
    "upright": FRONTED | {"balloon", "orange"},
    "deep": FRONTED | FLAT | {"balloon", "orange", "umbrella"},
}
"""Pool → kinds that it leaves out ("an orange and a blue book" may be two books). Two more pools:
"solid", bodies that show where the light comes from, and "stack", a thing a on a support b."""

SOLID = (
    "vase", "bowl", "mug", "cup", "teapot", "jar", "pitcher", "sphere", "cube", "cone", "cylinder", "box",
    "amphora", "pyramid",
)  # fmt: skip
STACKS = {
    **BEARS,
    "plinth": ("vase", "sphere", "bell", "teapot", "cone", "bowl", "amphora"),
    "barrel": ("bowl", "pitcher", "candle", "hat"),
    "armchair": ("cushion", "hat", "book"),
}
LIKE = (
    *ALIKE, {"chair", "armchair", "sofa", "stool"}, {"amphora", "vase", "pitcher"}, {"pyramid", "cone"},
    {"bottle", "wine_bottle", "perfume_bottle"}, {"candle", "candlestick", "lantern"}, {"lemon", "lime"},
    {"apple", "peach", "orange", "plum", "sphere"}, {"jar", "tin_can"}, {"basket", "barrel", "bucket"},
)  # fmt: skip
"""Kinds that one picture does not mix."""
MOSTLY_WARES = (*(True,) * 7, *(False,) * 3)
MOSTLY_COLOURED = (*(True,) * 5, False)
"""Cards that keep the shares of paintable things, and of coloured ones among them."""


@dataclass(frozen=True)
class Group:
    """share: how many cases. templates: what is true of the picture → sentences that say so.

    A truth is "left_of a b, right_of c b"; "side" stands for the side that {left} is, "other" for {right},
    "depth" for {behind}; "light" says that the light comes from {left}.
    """

    share: int
    templates: Words
    pool: str = "any"


@dataclass(frozen=True)
class Hand:
    """wares and furniture may have any colour, finds and props their own. soft: tails about the light."""

    shades: Words
    wares: Words
    finds: Words
    furniture: Words
    props: Words
    tables: tuple[str, ...]
    floors: tuple[str, ...]
    tails: tuple[str, ...]
    soft: tuple[str, ...]
    closings: tuple[str, ...]
    groups: tuple[Group, ...]


def written(hand: Hand, seed: int) -> list[Case]:
    """The cases of all groups, evenly mixed."""
    writer = _Writer(hand, seed)
    turns = sorted(
        ((i + 0.5) / group.share, n) for n, group in enumerate(hand.groups) for i in range(group.share)
    )
    return [writer.case(hand.groups[n]) for _, n in turns]


class _Writer(Dealer):
    """Chooses kinds, colours and numbers for a template."""

    def __init__(self, hand: Hand, seed: int) -> None:
        super().__init__(seed)
        self.hand = hand
        self.nouns = {**hand.wares, **hand.finds, **hand.furniture, **hand.props}
        self.paintable = {**hand.wares, **hand.furniture}

    def case(self, group: Group) -> Case:
        cards = tuple((truth, text) for truth, texts in group.templates.items() for text in texts)
        truth, text = self.deal(cards)
        lit = truth == "light"
        kinds, place = self.kinds(text.lower(), group.pool)
        items = self.items(text.lower(), kinds, {"black"} if lit else set())
        sides = ("right", "left") if lit else ("left", "right")
        side = self.deal(sides) if "{left}" in text or "{right}" in text else ""
        depth = self.deal(("behind", "in_front_of")) if "{behind}" in text else ""
        sentence = text.format(
            **{x: item.ways() for x, item in items.items()},
            **{x.upper(): item.ways(capital) for x, item in items.items()},
            **where(place),
            **flank(side),
            behind=depth.replace("_", " "),
        )
        things = tuple(item.wanted for item in items.values())
        relations = () if lit or not truth else _relations(truth, side, depth)
        return Case(sentence + self.tail(sentence, lit), things, relations, side if lit else None)

    def tail(self, sentence: str, lit: bool) -> str:
        if sentence.endswith(("?", "!")):
            return ""
        if sentence.endswith("."):
            return self.deal(self.hand.closings)
        return self.deal(self.hand.tails if lit else self.hand.tails + self.hand.soft)

    def kinds(self, text: str, pool: str) -> tuple[dict[str, str], str]:
        """(letter → kind, no two alike; where they are)."""
        kinds: dict[str, str] = {}
        if pool == "stack":
            kinds["b"] = self.deal(tuple(STACKS))
            kinds["a"] = self.deal(STACKS[kinds["b"]], {"amphora"} if "{c." in text else set())
            pool, floor = "upright", kinds["b"] in self.hand.furniture or kinds["b"] == "barrel"
        else:
            floor = pool != "solid" and self.rng.random() < 0.25
        wares, finds = (SOLID, ()) if pool == "solid" else self.pool(pool, floor)
        for x in (x for x in "abc" if f"{{{x}." in text and x not in kinds):
            taken = set(kinds.values()).union(*(like for like in LIKE if like & set(kinds.values())))
            painted = f"{{{x}.colour}}" in text or not finds or self.deal(MOSTLY_WARES)
            kinds[x] = self.deal(wares if painted else finds, taken)
        return dict(sorted(kinds.items())), self.deal(self.hand.floors if floor else self.hand.tables)

    def pool(self, pool: str, floor: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(paintable kinds, others) that belong together."""
        both = (self.hand.furniture, self.hand.props) if floor else (self.hand.wares, self.hand.finds)
        wares, finds = (tuple(kind for kind in words if kind not in DROPPED[pool]) for words in both)
        return wares, finds

    def items(self, text: str, kinds: dict[str, str], unlit: set[str]) -> dict[str, Item]:
        """The things of a sentence, each of another colour and none of an unlit one."""
        found: dict[str, Item] = {}
        for x, kind in kinds.items():
            several = any(f"{{{x}.{way}}}" in text for way in ("many", "exact", "nouns", "cardinal"))
            count = self.deal((2, 3, 4) if len(kinds) > 1 else tuple(NUMBERS)) if several else 1
            coloured = f"{{{x}.colour}}" in text or self.deal(MOSTLY_COLOURED)
            used = unlit | {item.wanted.colour for item in found.values()}
            found[x] = self.item(kind, count, coloured, used)
        return found

    def item(self, kind: str, count: int, coloured: bool, used: set) -> Item:
        nouns, base, colour = self.nouns[kind], None, ""
        if kind in self.paintable and coloured:
            base = self.deal(tuple(self.hand.shades), used)
            colour = self.deal(self.hand.shades[base])
        elif kind in NATURAL and self.rng.random() < 0.4:
            base = colour = self.deal(NATURAL[kind])
            nouns = nouns[:1]
        numbers = NUMBERS.get(count, SINGLE)
        number, cardinal, lone = self.deal(numbers), self.deal(numbers[:2]), self.deal(SINGLE)
        return Item(self.deal(nouns), colour, number, cardinal, lone, Wanted(kind, count, base))


def _relations(truth: str, side: str, depth: str) -> tuple[tuple, ...]:
    words = {"side": f"{side}_of", "other": f"{flank(side)['right']}_of", "depth": depth}
    parts = (part.split() for part in truth.split(", "))
    return tuple((words.get(word, word), *("abc".index(x) for x in members)) for word, *members in parts)
