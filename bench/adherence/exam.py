"""Sentences by another hand: templates, nouns and colour words that `sentences` does not use.

Slots of a template: {a.one} "a navy teapot", {a.bare} "navy teapot", {a.the} "the teapot", {a.plain}
"a teapot", {a.colour} "navy", {a.many} "two navy teapots", {a.exact} the same without "a pair of",
{a.stands} "stands", "lies" or "sits"; a capital first letter ({a.One}) gives a capital. {place} is
where it is, {left} and {right} are a side and its opposite, {behind} a depth word.
"""

from __future__ import annotations

from functools import partial

from adherence.sentences import Case, Wanted
from adherence.slots import Dealer, Item, capital, flank, where

SHADES = {
    "red": ("red", "cherry red", "ruby red", "tomato red", "vivid red"),
    "blue": ("blue", "navy", "navy blue", "cobalt blue", "ultramarine", "dark blue"),
    "green": ("green", "grass green", "bottle green", "emerald", "dark green"),
    "yellow": ("yellow", "bright yellow", "canary yellow", "lemon yellow"),
    "orange": ("orange", "vivid orange", "carrot orange"),
    "purple": ("purple", "deep purple", "royal purple", "violet"),
    "pink": ("pink", "bubblegum pink", "baby pink", "pastel pink"),
    "white": ("white", "pure white", "off-white", "ivory white"),
    "black": ("black", "jet-black", "coal black", "pitch-black"),
    "turquoise": ("turquoise", "teal", "aquamarine"),
    "brown": ("brown", "dark brown", "chocolate brown", "coffee brown"),
}  # fmt: skip
WARES = {
    "vase": ("vase", "bud vase"), "bowl": ("bowl", "soup bowl", "salad bowl"),
    "mug": ("mug", "coffee mug", "tea mug"), "cup": ("cup", "espresso cup", "teacup"),
    "teapot": ("teapot", "tea pot"), "plate": ("plate", "dinner plate"),
    "book": ("book", "hardback", "paperback"), "box": ("box", "storage box"),
    "candle": ("candle", "wax candle"), "sphere": ("sphere", "ball", "orb"), "cube": ("cube",),
    "cone": ("cone",), "cylinder": ("cylinder",), "jar": ("jar", "storage jar"),
    "pitcher": ("pitcher", "jug", "milk jug"), "gift_box": ("gift box", "present"),
    "notebook": ("notebook", "sketchbook"), "hat": ("hat", "sun hat"),
}  # fmt: skip
FINDS = {
    "pear": ("pear", "ripe pear"), "apple": ("apple",), "lemon": ("lemon", "fresh lemon"),
    "egg": ("egg", "fresh egg"), "pumpkin": ("pumpkin", "small pumpkin"), "watch": ("watch", "wristwatch"),
    "bell": ("bell", "brass bell", "hand bell"), "lantern": ("lantern", "old lantern"),
    "hourglass": ("hourglass", "sand timer"), "wine_glass": ("wine glass", "empty wine glass"),
    "camera": ("camera", "vintage film camera"), "shell": ("shell", "sea shell"),
    "clock": ("clock", "alarm clock"), "bottle": ("bottle", "glass bottle"),
    "potted_plant": ("potted plant", "house plant"),
}  # fmt: skip
FURNITURE = {
    "chair": ("chair", "dining chair", "kitchen chair"), "stool": ("stool", "footstool"),
    "bucket": ("bucket", "pail"), "cushion": ("cushion", "throw pillow"),
    "suitcase": ("suitcase", "travel suitcase"), "balloon": ("balloon", "party balloon"),
}  # fmt: skip
NATURAL = {"apple": ("red", "green"), "pear": ("green",), "pumpkin": ("orange", "white"), "egg": ("white",)}
"""Colours that grow; painted wares may have any."""

ALIKE = (
    {"cup", "mug"}, {"box", "gift_box", "cube"}, {"book", "notebook"}, {"jar", "pitcher"}, {"bottle", "jar"},
    {"watch", "clock", "hourglass"}, {"pear", "apple", "lemon", "egg"},
)  # fmt: skip
"""Kinds that one picture does not mix, so that nobody has to tell them apart."""

SOLID = ("vase", "bowl", "mug", "cup", "teapot", "jar", "pitcher", "sphere", "cube", "cone", "cylinder")
"""Bodies on which anyone sees where the light comes from."""

BEARS = {
    "book": ("mug", "cup", "candle", "bell", "shell", "vase", "apple", "watch"),
    "box": ("hat", "vase", "candle", "mug", "camera", "clock", "lantern", "bowl"),
    "gift_box": ("candle", "teapot", "bell", "mug"),
    "stool": ("book", "vase", "bowl", "bucket", "lantern", "pumpkin", "mug", "box"),
    "suitcase": ("hat", "book", "camera", "lantern", "box"),
    "plate": ("apple", "pear", "lemon", "egg", "candle", "cup"),
    "cushion": ("bell", "shell", "hat", "book"), "cube": ("sphere", "cone", "pear", "candle", "mug"),
    "cylinder": ("sphere", "cone", "vase", "apple"), "chair": ("cushion", "hat", "book", "pumpkin"),
}  # fmt: skip
"""Support → what it can carry."""

SHELVES = (
    "on a walnut shelf", "on an old pine table", "on a slate worktop", "on a cream tablecloth",
    "on a light oak sideboard", "on the kitchen counter", "in front of a pale grey wall",
    "on a slab of marble", "on a garden table", "on a mantelpiece", "on an oak table", "on polished concrete",
)  # fmt: skip
FLOORS = (
    "on a wooden floor", "in an empty white room", "in a bare loft", "on a stone terrace",
    "in a photo studio", "on a lawn", "on a concrete floor",
)  # fmt: skip
TAILS = (
    "", ".", ", shallow depth of field", "", ", calm mood", ". Shot on a 50mm lens.", ", 85 mm, f/2.8", ".",
    ". Keep the mood quiet and minimal.", ", editorial look", ", eye level", ". Photorealistic, please.",
    ", portra 400", ", very detailed",
)  # fmt: skip
SINGLE = ("a single", "just one", "one", "a lone")
NUMBERS = {
    2: ("two", "2", "a pair of", "a couple of"), 3: ("three", "3", "a trio of"), 4: ("four", "4"),
    5: ("five", "5"), 6: ("six", "6", "half a dozen"),
}  # fmt: skip

OBJECTS = (
    "a still life of {a.one}, {b.one} and {c.one}",
    "{a.bare}, {b.bare}, {c.bare}",
    "I want to see {a.one} together with {b.one} {place}",
    "{Place} there is {a.one}. There is also {b.one}",
    "product shot of {a.one}, {place}",
    "just {a.one} {place}, nothing else",
    "A simple arrangement of three objects: {a.one}, {b.one}, and {c.one}",
    "could you make me a picture of {a.one} and {b.one}?",
    "{a.one} plus {b.one} {place}",
    "Somebody left {a.one} and {b.one} {place}",
    "photograph of {a.one} {place}, nothing fancy",
    "{A.one} keeps {b.one} company {place}",
    "For a catalogue cover: {a.one}, {b.one}; {place}",
    "{Place} we find {a.one}, {b.one} and also {c.one}",
)
COUNTS = (
    "{a.many} {place}",
    "There are {a.many} {place}",
    "photo: {a.many}, {place}, nothing else",
    "A still life with {a.many}",
    "show me {a.many} please",
    "{a.many} and {b.many} {place}",
    "I need a picture with exactly {a.exact} in it",
    "{Place} you can see {a.many} close together",
    "Group portrait of {a.many}, shot {place}",
    "{A.exact}, neatly lined up {place}",
    "can you do {a.many} and {b.single}?",
    "{Place}, somebody has arranged {a.many} side by side",
    "{a.exact} and {b.single}, {place}",
    "My grandmother left me {a.many}; show them {place}",
)
COLOURED = (
    "{a.plain} in {a.colour} {place}",
    "{a.plain} all in {a.colour}, and {b.plain} all in {b.colour}",
    "A picture of {a.plain} and {b.plain}. {A.the} is {a.colour} and {b.the} is {b.colour}",
    "{a.plain} that is {a.colour}, together with {b.plain} that is {b.colour}",
    "colour study: {a.bare}, {b.bare}, {c.bare}",
    "{a.bare}; {b.bare}; {place}",
    "{A.one} and {b.one}, photographed {place}",
    "I'd love {a.plain}, ideally {a.colour}, {place}",
    "{a.noun}, colour: {a.colour}, {place}",
    "{A.the} is {a.colour}, {b.the} {b.colour}",
    "Three objects, three colours: {a.one}, {b.one}, {c.one}",
    "Make {a.the} {a.colour} and {b.the} {b.colour}; both are {place}",
    "{a.many} in one shot with {b.one}",
)
SIDES = (
    "There is {b.one} and just to its {left} {a.one}",
    "{B.one} {b.stands} {place} with {a.one} on its {left}",
    "{a.one} on the {left}, {b.one} on the {right}, {place}",
    "{Place}: {a.one} to the {left} of {b.one}",
    "Picture {b.one}. Immediately {left} of it, {a.one}",
    "put {a.one} {left} of {b.one}",
    "{a.bare} ({left}), {b.bare} ({right}), {place}",
    "On the {left} side of the frame {a.one}, on the {right} side {b.one}",
    "I would like to see {b.one} and, to the {left} of {b.the}, {a.one}",
    "From {left} to {right}: {a.one}, {b.one}",
    "{a.bare} {left}, {b.bare} {right}",
    "The {left} half of the picture shows {a.one}, the {right} half {b.one}",
    "{A.one} {a.stands} {place}; {b.one} is to the {right} of {a.the}",
)
DEPTHS = (
    ("", "{Place}, {a.one} {a.stands} right {behind} {b.one}"),
    ("", "put {a.one} {behind} {b.one}"),
    ("", "{B.one} {place} with {a.one} {behind} it"),
    ("behind", "{b.one} in the foreground and {a.one} in the background"),
    ("behind", "{A.one} peeks out from behind {b.one}"),
    ("in_front_of", "closest to the camera {a.one}, further back {b.one}"),
    ("", "{b.bare}, {behind} it {a.one}"),
    ("behind", "Behind {b.one}, partly hidden, there's {a.one}"),
    ("", "{B.one} {b.stands} {place}; directly {behind} {b.the} is {a.one}"),
    ("", "{a.one} a little way {behind} {b.one}, {place}"),
    ("in_front_of", "front: {a.bare}, back: {b.bare}, {place}"),
    ("in_front_of", "The nearer object is {a.one}, the one at the back is {b.one}"),
    ("", "I want {a.one}, placed {behind} {b.one}, {place}"),
    ("", "{a.many} arranged {behind} {b.one}, {place}"),
)
ON = (
    "{a.one} on top of {b.one}",
    "{B.one} with {a.one} on top",
    "Balance {a.one} on {b.one}",
    "{A.one} rests on {b.one}",
    "There is {b.one}, and on {b.the} there is {a.one}",
    "{B.one} carries {a.one}",
    "set {a.one} down on {b.one}",
    "{a.bare} on {b.bare}, studio photo",
    "On {b.one} {a.stands} {a.one}",
    "I put {a.one} on {b.one} and took a photo of them",
    "{a.one}, sitting on {b.one}",
    "{B.one} used as a stand for {a.one}",
)
NEAR = (
    ("next_to 0 1", "{a.one} and {b.one} side by side {place}"),
    ("next_to 0 1", "{A.one} has {b.one} for a neighbour, {place}"),
    ("next_to 0 1", "{a.one} right alongside {b.one}"),
    ("next_to 0 1", "{Place} {a.stands} {a.one}, and next to it {b.one}"),
    ("next_to 0 1", "{a.bare} adjacent to {b.bare}, {place}"),
    ("between 0 1 2", "{A.one} in between {b.one} and {c.one}"),
    ("between 0 1 2", "{b.one} and {c.one} with {a.one} between them {place}"),
    ("between 0 1 2", "{B.one} and {c.one} with room between them, and in that gap {a.one}"),
    ("between 0 1 2", "{a.bare} sandwiched between {b.bare} and {c.bare}, {place}"),
    ("between 0 1 2", "Between {b.one} and {c.one} {a.stands} {a.one}"),
    ("left_of 0 1, right_of 2 1", "{B.one}, flanked by {a.one} on the left and {c.one} on the right"),
    ("left_of 0 1, right_of 2 1", "{a.one} on the left, {b.one} in the middle and {c.one} on the right"),
    ("behind 0 1, right_of 2 1", "{A.one} {a.stands} behind {b.one}, which has {c.one} to its right"),
    (
        "right_of 1 0, in_front_of 2 1",
        "{A.one}, {b.one} to the right of {a.the}, {c.one} in front of {b.the}",
    ),
    ("in_front_of 0 1, left_of 1 2", "In front of {b.one} that is left of {c.one} there is {a.one}"),
    ("left_of 0 1, left_of 1 2", "{a.one}, {b.one} and {c.one}, lined up from left to right {place}"),
)
LIT = (
    "{a.one}, {place}, window light from {left}",
    "{a.bare}, key light camera {left}, {place}",
    "The sun comes in from the {left} and falls on {a.one} {place}",
    "{A.one} {place} with a softbox to the {left}",
    "{A.one} {place}, its shadow falling to the {right}",
    "{a.one} lit only by a window on the {left}-hand side",
    "Light from the {left}. {A.one}, {place}",
    "side-lit {a.bare}, light source {left}",
    "{A.one} {place}, bright on the {left} side and dark on the {right} side",
    "Low morning light rakes in from the {left} over {a.one} {place}",
    "please light {a.one} from the {left}",
    "One strong lamp, out of shot on the {left}, illuminates {a.one} {place}",
    "{a.one}, long shadows stretching to the {right}, {place}",
    "{A.one} and {b.one} {place}; the light comes from the {left}",
)


class _Writer(Dealer):
    """Writes the things and the sentence of a template."""

    def item(self, kind: str, coloured: bool, several: bool = False, used=frozenset()) -> Item:
        """A thing of this kind; fruit has its own colours, other finds none. used: colours of the others."""
        nouns = {**WARES, **FINDS, **FURNITURE}[kind]
        base, colour = None, ""
        if kind in NATURAL:
            if coloured:
                base = colour = self.deal(NATURAL[kind])
                nouns = nouns[:1]
        elif kind not in FINDS and coloured:
            while base is None or base in used:
                base = self.deal(tuple(SHADES))
            colour = self.deal(SHADES[base])
        count = self.deal((2, 3) if used else tuple(NUMBERS)) if several else 1
        numbers = NUMBERS.get(count, SINGLE)
        number, cardinal = self.deal(numbers), self.deal(numbers[:2])
        lone, noun = self.deal(SINGLE), self.deal(nouns)
        return Item(noun, colour, number, cardinal, lone, Wanted(kind, count, base))

    def items(self, template: str, pool: tuple[str, ...], *, coloured: float = 0.75) -> dict[str, Item]:
        """One thing of `pool` for every letter that the template names; no two kinds alike."""
        taken: set[str] = set()
        found: dict[str, Item] = {}
        for letter in (x for x in "abc" if f"{{{x}." in template.lower()):
            kind = self.deal(pool)
            while kind in taken:
                kind = self.deal(pool)
            taken |= {kind}.union(*(group for group in ALIKE if kind in group))
            several = any(f"{{{letter}.{way}}}" in template.lower() for way in ("many", "exact"))
            used = {item.wanted.colour for item in found.values()}
            found[letter] = self.item(kind, self.rng.random() < coloured, several, used)
        return found

    def scene(self, *, drop: tuple[str, ...] = (), painted: bool = False) -> tuple[tuple[str, ...], str]:
        """(kinds that belong together, where they are): mostly a table, sometimes the floor."""
        if self.rng.random() < 0.25:
            pool = (*FURNITURE, *(() if painted else ("pumpkin", "lantern", "potted_plant")))
            place = self.deal(FLOORS)
        else:
            pool, place = (*WARES, *(() if painted else FINDS)), self.deal(SHELVES)
        return tuple(kind for kind in pool if kind not in drop), place

    def case(self, template: str, items: dict[str, Item], relations=(), light=None, **slots: str) -> Case:
        """The template with everything filled in, and a tail."""
        ways = {x: item.ways() for x, item in items.items()}
        capitals = {x.upper(): item.ways(capital) for x, item in items.items()}
        text = template.format(**ways, **capitals, **slots)
        tail = "" if text.endswith("?") else self.deal(TAILS)
        return Case(text + tail, tuple(item.wanted for item in items.values()), relations, light)


def _shown(w: _Writer, templates: tuple[str, ...], coloured: float) -> Case:
    """Things without a relation."""
    template = w.deal(templates)
    pool, place = w.scene(painted=coloured == 1)
    return w.case(template, w.items(template, pool, coloured=coloured), **where(place))


def _sides(w: _Writer) -> Case:
    template, side = w.deal(SIDES), w.deal(("left", "right"))
    pool, place = w.scene(drop=("balloon",))
    relations = ((f"{side}_of", 0, 1),)
    return w.case(template, w.items(template, pool), relations, **where(place), **flank(side))


def _depths(w: _Writer) -> Case:
    """No chair or camera: people say "in front of" those from where they look. Nothing flat hides."""
    word, template = w.deal(DEPTHS)
    word = word or w.deal(("behind", "in_front_of"))
    pool, place = w.scene(drop=("balloon", "chair", "camera", "watch", "shell"))
    slots = {**where(place), "behind": word.replace("_", " ")}
    return w.case(template, w.items(template, pool), ((word, 0, 1),), **slots)


def _on(w: _Writer) -> Case:
    template, support = w.deal(ON), w.deal(tuple(BEARS))
    top = w.item(w.deal(BEARS[support]), w.rng.random() < 0.6)
    items = {"a": top, "b": w.item(support, w.rng.random() < 0.8, used={top.wanted.colour})}
    return w.case(template, items, (("on", 0, 1),))


def _near(w: _Writer) -> Case:
    truth, template = w.deal(NEAR)
    parts = [part.split() for part in truth.split(", ")]
    relations = tuple((word, *map(int, members)) for word, *members in parts)
    pool, place = w.scene(drop=("balloon", "chair", "camera", "watch", "shell"))
    return w.case(template, w.items(template, pool), relations, **where(place))


def _lit(w: _Writer) -> Case:
    template, side = w.deal(LIT), w.deal(("left", "right"))
    slots = {**where(w.deal(SHELVES)), **flank(side)}
    return w.case(template, w.items(template, SOLID), (), side, **slots)


def exam(count: int = 200, seed: int = 41807) -> tuple[Case, ...]:
    """The same sentences every time, the eight groups in turn."""
    w = _Writer(seed)
    shares = ((OBJECTS, 0.4), (COUNTS, 0.5), (COLOURED, 1))
    shown = [partial(_shown, templates=templates, coloured=share) for templates, share in shares]
    makers = (*shown, _sides, _depths, _on, _near, _lit)
    return tuple(makers[i % len(makers)](w) for i in range(count))
