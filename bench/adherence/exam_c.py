"""200 sentences as a photographer or a shop owner writes them, by a hand that never saw the parser."""

from __future__ import annotations

from adherence.hand import Group, Hand, written
from adherence.sentences import Case

SHADES = {
    "red": ("red", "scarlet", "poppy red", "fire-engine red", "strawberry red", "wine red"),
    "blue": ("blue", "navy", "sapphire blue", "cornflower blue", "sky blue", "ink blue"),
    "green": ("green", "emerald", "moss green", "racing green", "apple green", "sage green"),
    "yellow": ("yellow", "sunflower yellow", "butter yellow", "daffodil yellow", "mustard yellow"),
    "orange": ("orange", "bright orange", "tangerine", "clementine orange", "neon orange"),
    "purple": ("purple", "violet", "aubergine", "amethyst purple", "dark purple", "lilac"),
    "pink": ("pink", "candy pink", "rose pink", "flamingo pink", "pale pink"),
    "white": ("white", "ivory", "snow white", "milk-white", "off-white"),
    "black": ("black", "ink black", "glossy black", "ebony black", "deep black"),
    "grey": ("grey", "slate grey", "mid-grey", "stone grey", "gray"),
    "turquoise": ("turquoise", "teal", "aqua", "bright turquoise"),
    "brown": ("brown", "chestnut", "walnut brown", "cocoa brown", "dark brown"),
}
WARES = {
    "vase": ("vase", "ceramic vase", "stoneware vase"), "bowl": ("bowl", "cereal bowl", "porcelain bowl"),
    "mug": ("mug", "enamel mug", "coffee mug"), "cup": ("cup", "coffee cup"),
    "teapot": ("teapot", "porcelain teapot"), "plate": ("plate", "side plate", "china plate"),
    "book": ("book", "clothbound book", "hardback book"), "notebook": ("notebook", "pocket notebook"),
    "box": ("box", "cardboard box"), "gift_box": ("gift box", "wrapped present"),
    "candle": ("candle", "pillar candle"), "sphere": ("sphere", "ball"), "cube": ("cube",), "cone": ("cone",),
    "cylinder": ("cylinder",), "pyramid": ("pyramid",), "jar": ("jar", "lidded jar", "ceramic jar"),
    "pitcher": ("jug", "pitcher", "water jug"), "hat": ("hat", "felt hat"), "amphora": ("amphora",),
}  # fmt: skip
FINDS = {
    "pear": ("pear",), "apple": ("apple",), "lemon": ("lemon",), "lime": ("lime",), "orange": ("orange",),
    "peach": ("peach",), "banana": ("banana", "ripe banana"), "egg": ("egg", "boiled egg"),
    "watch": ("watch", "wristwatch"), "bell": ("bell", "brass bell"), "hourglass": ("hourglass",),
    "wine_glass": ("wine glass",), "camera": ("camera", "film camera"), "shell": ("seashell", "shell"),
    "clock": ("alarm clock", "table clock"), "bottle": ("glass bottle",), "cactus": ("cactus",),
    "perfume_bottle": ("perfume bottle", "bottle of perfume"), "mushroom": ("mushroom",), "cake": ("cake",),
    "laptop": ("laptop",),
}  # fmt: skip
FURNITURE = {
    "chair": ("chair", "wooden chair", "garden chair"), "stool": ("stool", "bar stool"),
    "bucket": ("bucket", "garden bucket"), "cushion": ("cushion", "velvet cushion"),
    "suitcase": ("suitcase", "leather suitcase"), "balloon": ("balloon",), "umbrella": ("umbrella",),
    "armchair": ("armchair", "velvet armchair"), "sofa": ("sofa", "couch"),
}  # fmt: skip
PROPS = {
    "pumpkin": ("pumpkin",), "lantern": ("lantern", "camping lantern"), "basket": ("basket", "wicker basket"),
    "potted_plant": ("potted plant", "houseplant"), "barrel": ("barrel", "wooden barrel"),
    "plinth": ("plinth", "pedestal"),
}  # fmt: skip

TABLES = (
    "on marble", "in a kitchen", "on a wooden shelf", "on a rustic table", "on white marble", "on a desk",
    "on a shop counter", "on a terrazzo worktop", "on a bathroom shelf", "on a breakfast table",
    "on a picnic blanket", "against a light background", "on seamless white paper", "on a bedside table",
    "on a sheet of plywood", "on a stone step", "in a shop window",
)  # fmt: skip
FLOORS = (
    "on a beach", "in a sunlit hallway", "on bare floorboards", "in a white-walled gallery", "on a pavement",
    "in an empty warehouse", "in a meadow", "on a balcony", "on a wooden jetty", "in a daylight studio",
)  # fmt: skip
TAILS = (
    "", ".", ", 50mm", "", ", f/8", ", crisp detail", "", ", medium format", ", clean look", ".",
    ", product photography", ", 85mm prime", "", ", studio quality",
)  # fmt: skip
SOFT = (
    ", soft even light", ", bright and airy", ", natural daylight", ", soft shadows", ", shallow focus",
    ", bright overcast day",
)  # fmt: skip
CLOSINGS = ("", " Shot at 50 mm.", "", " Keep the styling simple.", "", " Straight-on view.", " 4:5 crop.")

ONE = (
    "simple shot of {a.one} {place}",
    "catalogue photo of {a.one}",
    "Hero shot: {a.one} {place}",
    "Show me {a.one} {place}",
    "An advert for {a.one}, photographed {place}",
    "minimalist studio picture of {a.one}",
    "I'm selling {a.one} and need a clean photo of it, taken {place}.",
    "{A.one} {a.stands} all by itself {place}.",
    "{a.one}, {place}, with plenty of empty space around it",
    "Our bestseller, {a.one}, shown {place}",
    "For the web shop: {a.one} on a plain background",
    "{a.bare} still life, {place}",
    "Photograph {a.one} {place}",
    "web banner with {a.one} in the centre",
    "{Place} {a.stands} {a.one}",
    "one {a.bare}, {place}, simple composition",
    "Can I get a picture of {a.one} {place}?",
    "a large {a.bare} {place}",
    "a perfectly ordinary {a.bare} {place}",
    "packshot, {a.bare}, front view",
    "New in: {a.one}. Photo taken {place}.",
    "We need {a.one} {place} for the newsletter.",
    "beautifully simple photograph of {a.one}, taken {place}",
    "Frame {a.one} dead centre, {place}.",
    "{a.bare}, {place}",
    "A small {a.bare} {a.stands} {place}.",
    "magazine cover showing {a.one} {place}",
    "stock photo, {a.bare} {place}",
)
PAINTED = (
    "{a.plain} painted {a.colour}, {place}",
    "{a.plain} finished in {a.colour}, {place}",
    "{A.plain} {place}. The colour of {a.the} should be {a.colour}.",
    "Our {a.noun} comes in {a.colour}. Show it {place}.",
    "{a.plain} ({a.colour}) {place}",
    "I want {a.plain} {place}, and {a.the} must be {a.colour}.",
    "Could you shoot our {a.noun}, the {a.colour} one, {place}?",
    "Same {a.noun} as last time, but in {a.colour}, {place}",
    "The {a.noun} in this photo is {a.colour} and {a.stands} {place}.",
    "{a.noun}, {a.colour}, {place}",
)
SIDES = {
    "side a b": (
        "Window display with {a.one} at the far {left} and {b.one} at the far {right}",
        "{A.one} has been set to the {left} of {b.one} {place}.",
        "Two things {place}: {left}, {a.one}; {right}, {b.one}",
        "{A.one} and {b.one} {place}. {A.the} is the one on the {left}.",
        "Please place {a.one} just to the {left} of {b.one}, {place}.",
        "{B.one} in the centre of the frame with {a.one} off to its {left}",
        "Our display: {b.one} and, over on its {left}-hand side, {a.one}",
        "Show me {b.one} {place} and {a.one} over to the {left} of it.",
        "Reading the picture from {left} to {right}, we have {a.one}, then {b.one}.",
        "{A.one} takes the {left} of the frame, {b.one} the {right}.",
        "{Place}, {a.one} occupies the {left} third of the image and {b.one} the {right} third.",
        "{a.bare} frame {left}, {b.bare} frame {right}, {place}",
    ),
}
DEPTHS = {
    "in_front_of b a": (
        "{A.one} {place}, {b.one} slightly in front of it",
        "{A.one} in the back row, {b.one} in the front row, {place}",
        "{B.one} partly hides {a.one} that {a.stands} behind it.",
    ),
    "in_front_of a b": (
        "Bring {a.one} forward, so that it {a.stands} in front of {b.one}.",
        "{A.one} up close, {b.one} further away, {place}",
        "{A.one} nearest the lens, {b.one} furthest from it, {place}",
    ),
    "behind a b": (
        "{b.one} sharp in the foreground, {a.one} blurred behind it",
        "{A.one}, half hidden by {b.one} in front of it, {place}",
        "{b.one} with {a.one} set further back, {place}",
    ),
    "behind b a": (
        "Focus on {a.one}; {b.one} is out of focus in the background.",
        "{Place}: {a.one}, and at the rear {b.one}",
    ),
    "depth a b": ("{A.one} {a.stands} a hand's width {behind} {b.one} {place}.",),
}
NEAR = {
    "next_to a b": (
        "{A.one} {a.stands} shoulder to shoulder with {b.one} {place}.",
        "{a.one} close beside {b.one}, {place}",
        "Pair {a.one} with {b.one}, side by side and almost touching.",
        "{A.one} and {b.one} right next to each other {place}",
        "{a.one} tucked up against {b.one}, {place}",
        "{Place}, {a.one} with {b.one} at its side",
        "These two sell together: {a.one} and, next to it, {b.one}.",
        "{A.one} nestled beside {b.one}, {place}",
        "Place {b.one} directly beside {a.one}, please.",
    ),
}
ON = {
    "on a b": (
        "{A.one} perched on {b.one}",
        "{b.one} topped with {a.one}",
        "Place {a.one} on top of {b.one} and shoot it straight on.",
        "{A.one} displayed on {b.one}",
        "Show {b.one} that has {a.one} on it.",
        "{A.one} {a.stands} on {b.one}, nothing else around.",
        "{A.one}, raised up on {b.one}",
        "lifestyle shot: {a.one} placed on {b.one}",
        "Stack them: {b.one} at the bottom, {a.one} on top.",
    ),
}
COUNTS = {
    "": (
        "a row of {a.exact} {place}",
        "{a.exact}, all the same, {place}",
        "{A.exact} {a.stand} together {place}.",
        "set of {a.exact}, {place}",
        "a shop display of {a.exact}",
        "Photograph {a.many} {place}.",
        "Show {a.many} grouped {place}.",
        "We sell these as a set: {a.exact}, {place}.",
        "{a.exact} evenly spaced {place}",
        "Exactly {a.exact}, no more and no less, {place}.",
        "{B.one} and, grouped around it, {a.exact}, {place}",
        "{a.exact} together with {b.exact} {place}",
        "multipack shot: {a.exact}, {place}",
        "One picture, {a.exact}, {place}.",
        "I have {a.many} to sell; show them all {place}.",
        "Could you fit {a.many} into one photo?",
    ),
}
LIT = {
    "light": (
        "big window just out of frame on the {left}, {a.one} {place}",
        "{A.one} {place} in raking light from the {left}",
        "studio shot of {a.one}, strobe on the {left}, nothing to fill the {right}",
        "{Place}, {a.one} with its {right} side in shadow",
        "Sun low on the {left}, {a.one} {place}",
        "One big lamp to the {left} of the frame lights {a.one} {place}.",
        "{a.one} {place}, hard sun from the {left}, crisp shadows",
        "Afternoon sun slants in from the {left}-hand side onto {a.one} {place}.",
        "Show {a.one} {place} with the key light on the {left}.",
        "{A.one} {place} catches the light on its {left} flank.",
        "{a.one}, light from the {left}, deep shade on the {right}, {place}",
        "Light source: {left}. Subject: {a.one} {place}.",
        "My product needs light from the {left}: {a.one}, {place}.",
        "window on the {left}, {a.bare} {place}",
    ),
}
PLAIN = {
    "": (
        "Window display with {a.one}, {b.one} and {c.one}",
        "This season's colours: {a.plain} in {a.colour}, {b.plain} in {b.colour} and {c.plain} in {c.colour}",
        "{A.plain} and {b.plain} {place}: the first {a.colour}, the second {b.colour}",
        "gift set: {a.one} and {b.one}, {place}",
        "Three products, one photo: {a.bare}, {b.bare}, {c.bare}.",
        "{A.plain}, {b.plain} and {c.plain} {place}. The colours, in that order: {a.colour}, {b.colour}, "
        "{c.colour}.",
        "flyer for our spring sale with {a.one} and {b.one}, both {place}",
    ),
}
MIXED = {
    "between a b c": (
        "{A.one} in the middle, {b.one} on one side of it and {c.one} on the other",
        "Place {a.one} midway between {b.one} and {c.one}, {place}.",
        "{a.one} with {b.one} to one side and {c.one} to the other, {place}",
        "{A.one} centred between {b.one} and {c.one} {place}",
        "The gap between {b.one} and {c.one} is filled by {a.one}.",
        "three abreast, {place}: {b.one}, {a.one} in the middle, {c.one}",
        "{A.one}, framed by {b.one} on one side and {c.one} on the other",
    ),
    "side a b, other c b": (
        "{B.one} in the middle, {a.one} to its {left}, {c.one} to its {right}, {place}",
        "For the cover of the spring brochure I need {b.one} in the centre, {a.one} to the {left} and "
        "{c.one} to the {right}, all of them {place}.",
    ),
    "side a b, side b c": ("Starting from the {left}: {a.one}, then {b.one}, then {c.one}, all {place}",),
    "behind a b, next_to c b": ("{B.one} with {a.one} behind it and {c.one} right next to it, {place}",),
    "in_front_of a b, in_front_of a c": (
        "{A.one} up front, with {b.one} and {c.one} lined up behind it, {place}",
    ),
    "behind b a, side c a": (
        "We photograph everything {place}; today that means {a.one}, with {b.one} behind it and {c.one} to "
        "the {left} of {a.the}.",
    ),
    "behind b a": (
        "Please shoot our new {a.noun} in {a.colour} {place}, with {b.one} a little behind it, so that both "
        "can be seen.",
    ),
    "side b a": ("The brief says {a.one} {place}, {b.one} on the {left} of it, and no other props.",),
}
MIXED_ON = {
    "on a b, next_to c b": ("{A.one} on {b.one}, and right next to {b.the}, {c.one}",),
    "on a b, side c b": ("{B.one} with {a.one} on it; {c.one} to the {left} of {b.the}",),
}

HAND = Hand(
    shades=SHADES,
    wares=WARES,
    finds=FINDS,
    furniture=FURNITURE,
    props=PROPS,
    tables=TABLES,
    floors=FLOORS,
    tails=TAILS,
    soft=SOFT,
    closings=CLOSINGS,
    groups=(
        Group(45, {"": ONE}),
        Group(15, {"": PAINTED}),
        Group(18, SIDES, "upright"),
        Group(18, DEPTHS, "deep"),
        Group(12, NEAR, "upright"),
        Group(12, ON, "stack"),
        Group(25, COUNTS, "many"),
        Group(25, LIT, "solid"),
        Group(9, PLAIN, "list"),
        Group(17, MIXED, "deep"),
        Group(4, MIXED_ON, "stack"),
    ),
)


def exam_c() -> list[Case]:
    return written(HAND, seed=30517)
