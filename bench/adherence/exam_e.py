"""200 held-out sentences by a fifth hand: what people type into an image generator, in their proportions.

80 plain sentences, 50 in the comma style of prompts, 30 instructions, 20 captions and briefs, and
20 paragraphs. A template is (pool, what is true, text); slots of things as in `adherence.hand`, {side}
and {other} where one thing is from another, {lit} the side of the light and {dark} the one opposite,
{depth} behind or in front, {place} what everything is on, {surface} the same without an article,
{look} a word about the photograph.
"""

from __future__ import annotations

from adherence.hand import FLAT, FRONTED, LIKE
from adherence.sentences import Case, Wanted
from adherence.slots import Dealer, Item, capital

SHADES = {
    "red": ("red", "bright red", "red", "dark red"),
    "blue": ("blue", "navy blue", "light blue"),
    "green": ("green", "dark green", "green", "emerald green"),
    "yellow": ("yellow", "bright yellow"),
    "orange": ("orange", "bright orange"),
    "purple": ("purple", "violet"),
    "pink": ("pink", "pale pink", "hot pink"),
    "white": ("white", "cream white", "white"),
    "black": ("black", "matte black"),
    "grey": ("grey", "gray"),
    "turquoise": ("turquoise", "teal"),
    "brown": ("brown", "chocolate brown"),
}
SOLID = {
    "vase": ("vase", "ceramic vase"), "bowl": ("bowl", "ceramic bowl"), "mug": ("mug", "coffee mug"),
    "cup": ("cup",), "teapot": ("teapot",), "jar": ("ceramic jar",), "pitcher": ("pitcher",),
    "sphere": ("sphere",), "cube": ("cube",), "cone": ("cone",), "cylinder": ("cylinder",),
    "box": ("cardboard box", "box"),
}  # fmt: skip
PAINTED = {
    **SOLID, "candle": ("candle",), "gift_box": ("gift box",), "bucket": ("bucket",), "book": ("book",),
    "plate": ("plate",), "hat": ("hat",),
}  # fmt: skip
PLAIN = {
    "lemon": ("lemon",), "pear": ("pear",), "apple": ("apple",), "pumpkin": ("pumpkin",), "egg": ("egg",),
    "shell": ("seashell",), "hourglass": ("hourglass",), "candlestick": ("brass candlestick",),
    "bell": ("brass bell",), "lantern": ("lantern",), "wine_bottle": ("wine bottle",),
    "bottle": ("glass bottle",),
    "cactus": ("potted cactus", "cactus"), "basket": ("wicker basket",), "clock": ("alarm clock",),
    "camera": ("vintage camera",), "watch": ("wristwatch",),
}  # fmt: skip
STACKS = {
    "book": ("mug", "candle", "apple", "bell", "cup"), "box": ("candle", "vase", "mug", "hat"),
    "gift_box": ("candle", "teapot", "bell"), "plate": ("apple", "pear", "lemon", "egg"),
    "cube": ("sphere", "cone", "mug"), "cylinder": ("sphere", "vase", "apple"),
    "stool": ("vase", "pumpkin", "bowl", "bucket"),
}  # fmt: skip
NOUNS = {**PAINTED, **PLAIN, "stool": ("stool",)}
MADE_OF = {
    "sphere": ("gold sphere", "chrome sphere"), "bowl": ("wooden bowl",), "teapot": ("copper teapot",),
    "vase": ("glass vase",), "cube": ("wooden cube",), "jar": ("glass jar",), "bucket": ("metal bucket",),
}  # fmt: skip
"""What things without a colour are called, unless their shading must show the light."""
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
PLACES = (
    "a wooden table", "white marble", "an oak desk", "a kitchen counter", "a grey concrete surface",
    "a linen tablecloth", "a marble countertop", "a walnut table", "a white table",
)  # fmt: skip
FLOORS = ("a wooden floor", "a concrete floor")
LOOKS = (
    "85mm",
    "50mm lens",
    "photorealistic",
    "high detail",
    "sharp focus",
    "8k",
    "100mm macro",
    "35mm film",
)

Template = tuple[str, str, str]
SIDE, DEPTH, ON, LIT = "side a b", "depth a b", "on a b", "lit"

PLAINLY: tuple[Template, ...] = (
    ("upright", f"{SIDE}, {LIT}", "{a.one} to the {side} of {b.one} on {place}, light from the {lit}"),
    ("upright", SIDE, "{a.one} to the {side} of {b.one}"),
    ("any", "", "{a.many} on {place}"),
    ("any", "", "a photo of {a.many} and {b.one} on {place}"),
    ("deep", DEPTH, "{a.one} {depth} {b.one}"),
    ("deep", DEPTH, "a photograph of {a.one} {depth} {b.one} on {place}, lit from the front"),
    ("stack", ON, "a picture of {a.one} sitting on {b.one}"),
    ("under", ON, "{a.one} with {b.one} under it"),
    ("stack", ON, "{a.one} on top of {b.one}, on {place}"),
    ("stack", "on a b", "{b.one} with {a.one} on top of it"),
    ("upright", "next_to a b", "{a.one} next to {b.one} on {place}"),
    ("upright", "between a b c", "{a.one} between {b.one} and {c.one}"),
    ("solid", LIT, "{a.one} on {place} with light coming from the {lit}"),
    ("solid", LIT, "{a.one} lit from the {lit}"),
    ("upright", SIDE, "on {place}, {b.one} with {a.one} to its {side}"),
    ("upright", SIDE, "{b.one} and, to the {side} of it, {a.many}"),
    ("any", "", "{a.one}, {b.one} and {c.one} on {place}"),
    ("upright", "left_of a b", "{a.one} on the left and {b.one} on the right"),
    ("deep", DEPTH, "{a.many} {depth} {b.one} on {place}"),
    (
        "upright",
        "left_of a b, right_of c b",
        "{b.one} with {a.one} to the left of it and {c.one} to the right of it",
    ),
    (
        "upright",
        f"next_to a b, {LIT}",
        "{a.one} and {b.one} next to each other on {place}, sunlight from the {lit}",
    ),
)
COMMAS: tuple[Template, ...] = (
    ("deep", "behind b a", "product photo, {a.many}, behind them {b.one}, softbox on the right, {look}"),
    ("solid", LIT, "{a.one} on {place}, softbox on the {lit}, dark background, {look}"),
    ("solid", LIT, "studio shot, {a.bare}, key light from camera {lit}, seamless grey background, {look}"),
    ("upright", SIDE, "still life, {b.one}, {a.one} to the {side} of it, soft daylight, {look}"),
    ("any", "", "{a.exact}, {surface}, overhead softbox, minimalist, {look}"),
    ("stack", ON, "{a.one} on {b.one}, clean white background, studio lighting, {look}"),
    ("any", "", "minimalist still life, {a.one}, {b.exact}, {surface}, {look}"),
    ("deep", DEPTH, "{a.one} {depth} {b.one}, {surface}, backlit, {look}"),
    ("upright", "next_to a b", "{a.one} and {b.one} side by side, {surface}, warm light, {look}"),
    (
        "upright",
        f"right_of b a, {LIT}",
        "{a.one} on the left, {b.one} on the right, window light from the {lit}, {look}",
    ),
    ("upright", "between a b c", "{a.one} between {b.one} and {c.one}, {surface}, soft shadows, {look}"),
    ("any", "", "{a.one}, {b.one}, {c.one}, all on {place}, {look}, natural light"),
    ("upright", SIDE, "{a.exact} to the {side} of {b.one}, plain background, {look}, no text"),
)
ORDERS: tuple[Template, ...] = (
    (
        "upright",
        f"{SIDE}, {LIT}",
        "Please make a picture of {a.one} and {b.one}. Put {a.the} to the {side} of {b.the}. The "
        "light should come from the {lit}.",
    ),
    ("any", "", "Can you create an image of {a.many} on {place}?"),
    ("deep", DEPTH, "Draw {b.one} and place {a.one} {depth} it. Everything stands on {place}."),
    ("stack", ON, "Generate a realistic photo of {b.one}. Put {a.one} on top of it."),
    ("solid", LIT, "Show me {a.one} on {place}. I want the light to come from the {lit}."),
    ("upright", SIDE, "I need a picture with {a.many} to the {side} of {b.one}, please."),
    ("upright", "between a b c", "Make an image of {b.one} and {c.one} with {a.one} between them."),
    ("any", "", "Give me a simple picture with {a.exact} and {b.exact} on {place}."),
)
CAPTIONS: tuple[Template, ...] = (
    ("solid", LIT, "Hero image for our online shop: {a.one} on {place}, lit from the {lit}."),
    ("any", "", "Catalogue photo of {a.exact} on a plain white background."),
    ("stack", ON, "{A.one} resting on {b.one}, photographed in the studio."),
    ("upright", SIDE, "{A.one} to the {side} of {b.one}, seen from the front."),
    ("deep", "in_front_of a b", "Product: {a.one}. Props: {b.one} behind it. Shown on {place}."),
    ("upright", "next_to a b", "Still life with {a.one} next to {b.one}, morning light."),
)
PARAGRAPHS: tuple[Template, ...] = (
    (
        "upright",
        f"{SIDE}, {LIT}",
        "There is {a.one} on {place}. To the {other} of {a.the} is {b.one}. Soft light comes in "
        "from the {lit} and leaves the {dark} side in shadow.",
    ),
    (
        "deep",
        f"in_front_of a b, {LIT}",
        "A quiet still life on {place}. {A.one} is in the foreground, and {b.one} is behind it. The"
        " only light comes from the {lit}.",
    ),
    (
        "stack",
        ON,
        "There is {b.one} in the middle of the picture. On top of it is {a.one}. The background is "
        "plain and the light is soft.",
    ),
    (
        "upright",
        "left_of b a, right_of c a",
        "The picture shows {a.one} in the centre, on {place}. On the left is {b.one}, and on the "
        "right is {c.one}. It looks like a photo from a design magazine.",
    ),
    (
        "any",
        "",
        "A bright, simple photograph taken at home. There are {a.exact} and {b.one} on {place}. The"
        " mood is calm, and the background is out of focus.",
    ),
)
STYLES = ((80, PLAINLY), (50, COMMAS), (30, ORDERS), (20, CAPTIONS), (20, PARAGRAPHS))
NATURAL = {"apple": ("red", "green"), "pumpkin": ("orange", "white")}
OPPOSITE = {"left": "right", "right": "left"}


def exam_e() -> list[Case]:
    """The 200 cases, the styles evenly mixed."""
    writer = _Writer(20261127)
    turns = sorted(((i + 0.5) / share, n) for n, (share, _) in enumerate(STYLES) for i in range(share))
    return [writer.case(STYLES[n][1]) for _, n in turns]


class _Writer(Dealer):
    """Fills one template at a time."""

    def case(self, templates: tuple[Template, ...]) -> Case:
        pool, truth, text = self.deal(templates)
        lit = LIT in truth
        kinds = self.kinds(text.lower(), pool, lit)
        items = self.items(text.lower(), kinds, lit)
        side, light, depth = self.turns(text, lit)
        floor = "stool" in kinds.values()
        place = self.deal(FLOORS if floor else PLACES) if "{place}" in text or "{surface}" in text else ""
        sentence = text.format(
            **{x: item.ways() for x, item in items.items()},
            **{x.upper(): item.ways(capital) for x, item in items.items()},
            side=side, other=OPPOSITE[side], lit=light, dark=OPPOSITE[light], depth=depth.replace("_", " "),
            place=place, surface=place.removeprefix("a ").removeprefix("an "),
            look=self.deal(LOOKS) if "{look}" in text else "",
        )  # fmt: skip
        words = {"side": f"{side}_of", "depth": depth}
        parts = (part.split() for part in truth.split(", ") if part and part != LIT)
        relations: tuple[tuple, ...] = tuple(
            (words.get(word, word), *("abc".index(x) for x in xs)) for word, *xs in parts
        )
        return Case(sentence, tuple(i.wanted for i in items.values()), relations, light if lit else None)

    def turns(self, text: str, lit: bool) -> tuple[str, str, str]:
        """(side, side of the light, depth word); only what the text asks for is taken from the decks."""
        side = self.deal(("left", "right") * 4) if "{side}" in text or "{other}" in text else "left"
        light = self.deal(("right", "left") * 5) if lit else "left"
        return side, light, self.deal(("behind", "in_front_of") * 3) if "{depth}" in text else "behind"

    def kinds(self, text: str, pool: str, lit: bool) -> dict[str, str]:
        """Letter → kind; the first of a lit sentence is one that shows where the light is."""
        found: dict[str, str] = {}
        if pool in ("stack", "under"):
            found["b"] = self.deal(tuple(STACKS)) if pool == "stack" else "book"
            found["a"] = self.deal(STACKS[found["b"]])
        left_out = {"any": set(), "solid": FLAT, "upright": FRONTED | FLAT, "deep": FRONTED | FLAT}
        for x in (x for x in "abc" if f"{{{x}." in text and x not in found):
            taken = set(found.values()).union(*(like for like in LIKE if like & set(found.values())))
            most = PAINTED if self.rng.random() < 0.68 else PLAIN
            cards = SOLID if lit and x == "a" else most
            found[x] = self.deal(
                tuple(kind for kind in cards if kind not in left_out[pool]), frozenset(taken)
            )
        return dict(sorted(found.items()))

    def items(self, text: str, kinds: dict[str, str], lit: bool) -> dict[str, Item]:
        """The things, no two of one colour; none black where the light is asked for."""
        found: dict[str, Item] = {}
        for x, kind in kinds.items():
            several = f"{{{x}.many}}" in text or f"{{{x}.exact}}" in text
            count = self.deal((2, 3, 4) * 4 if len(kinds) > 1 else (2, 3, 4, 5, 6) * 2) if several else 1
            used = {item.wanted.colour for item in found.values()} | ({"black"} if lit else set())
            found[x] = self.item(kind, count, used, lit)
        return found

    def item(self, kind: str, count: int, used: set, lit: bool) -> Item:
        base, colour, nouns = None, "", NOUNS[kind]
        if (kind in PAINTED or kind == "stool") and self.rng.random() < 0.85:
            base = self.deal(tuple(SHADES), frozenset(used))
            colour = self.deal(SHADES[base])
        elif kind in NATURAL and self.rng.random() < 0.5 and set(NATURAL[kind]) - used:
            base = colour = self.deal(NATURAL[kind], frozenset(used))
        elif not lit:
            nouns = MADE_OF.get(kind, nouns)
        number = NUMBERS.get(count, "one")
        cardinal = str(count) if self.rng.random() < 0.25 else number
        many = "a pair of" if count == 2 and self.rng.random() < 0.2 else number
        return Item(self.deal(nouns), colour, many, cardinal, "one", Wanted(kind, count, base))
