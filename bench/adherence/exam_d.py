"""200 sentences as a novelist or a talkative customer writes them: nothing in them is taken from `exam_c`."""

from __future__ import annotations

from adherence.hand import Group, Hand, written
from adherence.sentences import Case

SHADES = {
    "red": ("red", "crimson", "pillar-box red", "blood red", "lipstick red", "burgundy red"),
    "blue": ("blue", "navy blue", "midnight blue", "light blue", "lapis blue", "electric blue"),
    "green": ("green", "fern green", "pine green", "lime green", "shamrock green", "deep green"),
    "yellow": ("yellow", "buttercup yellow", "canary yellow", "banana yellow", "warm yellow"),
    "orange": ("orange", "pumpkin orange", "carrot orange", "mandarin orange", "rich orange"),
    "purple": ("purple", "deep violet", "grape purple", "imperial purple", "pale lavender"),
    "pink": ("pink", "blush pink", "peony pink", "hot pink", "bubblegum pink"),
    "white": ("white", "chalk white", "bone white", "eggshell white", "ivory"),
    "black": ("black", "coal-black", "raven black", "matt black", "pitch black"),
    "grey": ("grey", "ash grey", "pebble grey", "elephant grey", "medium grey"),
    "turquoise": ("turquoise", "deep teal", "aquamarine", "dark turquoise"),
    "brown": ("brown", "chocolate brown", "coffee brown", "nut-brown", "umber"),
}
WARES = {
    "vase": ("vase", "flower vase", "porcelain vase"), "bowl": ("bowl", "mixing bowl", "china bowl"),
    "mug": ("mug", "pottery mug", "cocoa mug"), "cup": ("cup", "teacup", "espresso cup"),
    "teapot": ("teapot", "stoneware teapot"), "plate": ("plate", "dinner plate", "supper plate"),
    "book": ("book", "hardcover", "leather-bound book"), "notebook": ("notebook", "spiral notebook"),
    "box": ("box", "wooden box"), "gift_box": ("gift box", "birthday present"), "candle": ("candle",),
    "sphere": ("sphere", "wooden ball"), "cube": ("cube",), "cone": ("cone",), "cylinder": ("cylinder",),
    "pyramid": ("pyramid",), "jar": ("jar", "stoneware jar", "storage jar"),
    "pitcher": ("jug", "pitcher", "cream jug"), "hat": ("hat", "bowler hat", "summer hat"),
    "amphora": ("amphora", "clay amphora"),
}  # fmt: skip
FINDS = {
    "pear": ("pear",), "apple": ("apple", "ripe apple"), "lemon": ("lemon",), "lime": ("lime",),
    "orange": ("orange",), "plum": ("plum", "ripe plum"), "banana": ("banana",), "egg": ("egg", "hen's egg"),
    "watch": ("watch", "pocket watch"), "bell": ("bell", "dinner bell"),
    "hourglass": ("hourglass", "wooden hourglass"), "wine_glass": ("wine glass",),
    "camera": ("camera", "old camera"), "shell": ("shell", "sea shell"), "clock": ("clock", "mantel clock"),
    "wine_bottle": ("wine bottle",), "candlestick": ("candlestick", "brass candlestick"),
    "donut": ("doughnut",), "tin_can": ("tin can",), "cactus": ("cactus", "little cactus"),
}  # fmt: skip
FURNITURE = {
    "chair": ("chair", "kitchen chair", "dining chair"), "stool": ("stool", "three-legged stool"),
    "bucket": ("bucket", "pail"), "cushion": ("cushion", "sofa cushion"), "balloon": ("balloon",),
    "suitcase": ("suitcase", "travelling case"), "umbrella": ("umbrella", "beach umbrella"),
    "armchair": ("armchair", "leather armchair"), "sofa": ("sofa", "leather sofa"),
}  # fmt: skip
PROPS = {
    "pumpkin": ("pumpkin",), "lantern": ("lantern", "storm lantern"), "basket": ("basket", "shopping basket"),
    "potted_plant": ("potted plant", "house plant"), "barrel": ("barrel", "oak barrel"),
    "plinth": ("plinth",),
}  # fmt: skip

TABLES = (
    "on a farmhouse table", "on the windowsill", "on a stone ledge", "on the dresser", "on a linen cloth",
    "on a tiled worktop", "on a bare plank", "on the kitchen table", "against a whitewashed wall",
    "on a workbench", "on a café table", "on a granite slab", "on a tree stump", "on a writing desk",
    "on the top shelf of the pantry", "on a sheet of brown paper", "on a tea tray",
)  # fmt: skip
FLOORS = (
    "in an empty ballroom", "on wet sand", "in long grass", "in the courtyard", "on the veranda",
    "in a plain white room", "on old flagstones", "in the middle of a field", "in a snowy garden",
    "on the deck of a jetty",
)  # fmt: skip
TAILS = (
    "", ".", ", sharp throughout", "", ", f/11", ", lots of negative space", "", ", 105mm",
    ", high resolution", ".", ", Hasselblad", ", Scandinavian feel", "", ", realistic",
)  # fmt: skip
SOFT = (
    ", overcast daylight", ", diffuse light", ", gentle midday light", ", bokeh", ", clear morning",
    ", light and fresh",
)  # fmt: skip
CLOSINGS = ("", " Nothing else.", "", " Seen at eye level.", "", " A calm picture.", " Quiet and simple.")

ONE = (
    "There was nothing {place} but {a.one}.",
    "Imagine {a.one} {place}.",
    "{A.one}, forgotten {place}",
    "Give me {a.one} {place}.",
    "Alone {place}: {a.one}",
    "A quiet picture in which {a.one} {a.stands} {place}",
    "Left behind {place}: {a.one}",
    "All I ask for is {a.one}, {place}.",
    "It is only {a.one}, but it fills the picture.",
    "What you see is {a.one} {place}.",
    "subject: {a.one}; background: plain",
    "an image featuring {a.one} {place}",
    "Would you render {a.one} for me, {place}?",
    "{Place}, in full daylight, {a.stands} {a.one}",
    "a study of {a.one}, {place}",
    "The first thing you notice is {a.one} {place}.",
    "{A.one} is waiting {place}.",
    "Cover image for a novel: {a.one}, {place}",
    "the humble {a.bare}, {place}",
    "So here it is, {a.one} {place}.",
    "let's have {a.one} {place}",
    "The story begins with {a.one} {place}.",
    "How about {a.one} {place}?",
    "an old {a.bare}, {place}",
    "Nothing but {a.one}, please!",
    "{A.one} had been {place} since breakfast.",
    "a lovely {a.bare}, seen from the front",
    "I can still see it: {a.one}, {place}.",
)
PAINTED = (
    "{a.plain} whose colour is {a.colour}, {place}",
    "Make it {a.plain}, and make it {a.colour}.",
    "something {a.colour}: {a.plain} {place}",
    "{A.plain} {place}. {A.the} is {a.colour}.",
    "Paint {a.the} {a.colour} and put it {place}.",
    "{A.colour} is the colour of {a.the} {place}.",
    "The {a.noun} {place} had been painted {a.colour} all over.",
    "{a.plain} in a nice {a.colour}, {place}",
    "The {a.noun} {place} could not be more {a.colour}.",
    "What I am after is {a.plain}, {a.colour} from top to bottom, {place}.",
)
SIDES = {
    "side a b": (
        "To the {left}, {a.one}; to the {right}, {b.one}; nothing else {place}",
        "{A.one}. On its {right}, {b.one}.",
        "{B.one} {place}, and {left} of {b.the} {a.stands} {a.one}",
        "I'm picturing {a.one} and {b.one} {place}, with {a.the} on the {left}.",
        "Have {a.one} on the {left}-hand side and {b.one} on the {right}-hand side.",
        "The {left}-hand object is {a.one}; the {right}-hand object is {b.one}.",
        "{A.one} {a.stands} some way to the {left} of {b.one}.",
        "{A.one} and, a little further {right}, {b.one}, {place}",
        "Still life with {b.one}; at {left}, {a.one}",
        "The eye travels from {a.one} on the {left} to {b.one} on the {right}.",
        "First, at the {left}, comes {a.one}; after it, at the {right}, {b.one}.",
        "You will find {a.one} {left} and {b.one} {right}, {place}.",
    ),
}
DEPTHS = {
    "behind b a": ("The camera looks over {a.one} at {b.one} behind it.",),
    "in_front_of a b": (
        "{A.one} in the foreground; beyond it, {b.one}",
        "Past {a.one} one can make out {b.one} at the back.",
        "Nearest to us is {a.one}; the other thing, {b.one}, is set back.",
        "Put {b.one} at the back and {a.one} at the front, {place}.",
        "{A.one} {a.stands} before {b.one} {place}",
        "{A.one} blocks part of the view of {b.one}.",
    ),
    "behind a b": (
        "{a.one} peeping over the top of {b.one} from behind",
        "{A.one} at the rear, {b.one} up front, {place}",
        "{B.one} comes first, close to the lens; some distance behind it, {a.one}.",
        "{Place} {a.one} keeps to the background and leaves the foreground to {b.one}",
    ),
    "depth a b": ("{A.one} that someone has put {behind} {b.one}, {place}",),
}
NEAR = {
    "next_to a b": (
        "{A.one}, and hard by it {b.one}",
        "{A.one} cosies up to {b.one} {place}.",
        "{a.one} cheek by jowl with {b.one}, {place}",
        "Next-door neighbours {place}: {a.one}, {b.one}",
        "Set {a.one} and {b.one} edge to edge {place}.",
        "{A.one} {place}. Right by its side, {b.one}.",
        "Only a finger's width separates {a.one} from {b.one} {place}.",
        "{a.one}, with {b.one} immediately alongside, {place}",
        "an inseparable couple: {a.one} beside {b.one}, {place}",
    ),
}
ON = {
    "on a b": (
        "{A.one} atop {b.one}",
        "{B.one} holding up {a.one}",
        "Underneath {a.one} there is {b.one}, holding it up.",
        "{A.one} had been left on {b.one}.",
        "{B.one}, and upon it {a.one}",
        "{A.one}, at home on {b.one}",
        "Take {b.one} and set {a.one} upon it.",
        "{a.one} enthroned on {b.one}",
        "{B.one} supports {a.one}.",
        "It is {b.one} that {a.one} {a.stands} on.",
    ),
}
COUNTS = {
    "": (
        "How many {a.nouns}? Exactly {a.cardinal}, {place}.",
        "I count {a.exact} {place}.",
        "a family of {a.exact} {place}",
        "{a.exact} in close company {place}",
        "Not one but {a.exact} {place}",
        "There ought to be {a.exact}, {place}.",
        "{Place} somebody has set out {a.many}",
        "Line up {a.exact} {place}.",
        "{A.exact} huddle {place}.",
        "Give me {a.nouns}, {a.cardinal} in all, {place}.",
        "{A.many} shared the space {place} with {b.one}.",
        "{a.nouns}, {a.cardinal} of them and nothing more, {place}",
        "The picture holds {a.exact} and {b.exact}.",
        "{A.cardinal} of them, every one {a.one}, {place}",
        "{A.many} were all that was left {place}.",
        "make that {a.exact}, {place}",
    ),
}
LIT = {
    "light": (
        "{A.one} {place}. The shadow it casts runs off to the {right}.",
        "Daylight pours through a window on the {left} and washes over {a.one}.",
        "{a.one} illuminated from the {left}, {place}",
        "a spotlight positioned at the {left} and aimed at {a.one} {place}",
        "The {left}-hand side of {a.one} is brightly lit, the other side falls away into shadow.",
        "Put the light on the {left}; the subject is {a.one} {place}.",
        "{a.one} {place}, off-camera flash from the {left}",
        "An early sun, coming from the {left}, grazes {a.one} {place}.",
        "Let the light fall on {a.one} from the {left}-hand side.",
        "{a.one}, sidelight from {left}, {place}",
        "With the sun on its {left}, {a.one} throws a shadow to the {right}.",
        "Clear light enters at the {left} edge of the picture and catches {a.one} {place}.",
        "A window, out of sight to the {left}, is all that lights {a.one}.",
        "All the light there is comes from the {left} and lands on {a.one}.",
    ),
}
PLAIN = {
    "": (
        "Of the three things {place}, {a.the} is {a.colour}, {b.the} {b.colour} and {c.the} {c.colour}.",
        "In the photograph, three things: {a.one}, {b.one}, {c.one}",
        "one {a.bare}, one {b.bare}, one {c.bare}, {place}",
        "An inventory: {a.one}; {b.one}; {c.one}.",
        "{A.plain} and {b.plain} {place}; make the former {a.colour} and the latter {b.colour}.",
        "An odd pairing {place}: {a.one} and {b.one}",
        "I own {a.plain}, which is {a.colour}, and {b.plain}, which is {b.colour}; picture both {place}.",
    ),
}
MIXED = {
    "between a b c": (
        "The middle one of three is {a.one}; its neighbours are {b.one} and {c.one}.",
        "{A.one} {a.stands} wedged between {b.one} and {c.one} {place}.",
        "{B.one} at one end, {c.one} at the other, and {a.one} in the centre, {place}",
        "Halfway between {b.one} and {c.one}, {place}, {a.stands} {a.one}",
        "{B.one} and {c.one} on either side of {a.one}",
        "bookended by {b.one} and {c.one}: {a.one}, {place}",
    ),
    "between c a b": (
        "That morning {a.one} and {b.one} were {place}, and between them, as if to keep the peace, {c.one}.",
    ),
    "behind b a, side c a": (
        "Nobody had moved {a.one}; it was still {place}, {b.one} behind it, {c.one} to its {left}.",
    ),
    "behind b a, behind c b": (
        "You would notice {a.one} first, since it is nearest; then {b.one} a little way behind it; and last "
        "of all {c.one}, behind {b.the}.",
    ),
    "side a b, in_front_of c a, in_front_of c b": (
        "{A.one} to the {left}, {b.one} to the {right}, and in front of them both {c.one}, {place}",
    ),
    "next_to b a": ("{Place} there was little to see: {a.one}, and close at its side {b.one}",),
    "side a b, side b c": (
        "Go along the row {place} from {left} to {right} and you meet {a.one}, {b.one} and finally {c.one}.",
    ),
    "side b a, other c a": (
        "I would put {a.one} at the centre {place}, give it {b.one} for company on the {left} and {c.one} on "
        "the {right}, and leave it at that.",
    ),
}
MIXED_ON = {
    "on a b, side b c": ("{B.one} with {a.one} resting upon it, and away to the {right}, {c.one}",),
    "on a b, behind c b": ("Upon {b.one}, {a.one}; at the back, behind {b.the}, {c.one}",),
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


def exam_d() -> list[Case]:
    return written(HAND, seed=62981)
