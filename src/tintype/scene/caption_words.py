"""The phrases of captions: at least fifteen ways to say each element. Pure data.

{…} are slots; lists are picked from at random. Every phrase is one that the parser reads back.
"""

from __future__ import annotations

NUMBERS = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

KIND_NAMES: dict[str, tuple[str, ...]] = {
    "perfume_bottle": ("perfume bottle", "flacon", "perfume flacon"), "cup": ("cup", "teacup"),
    "mug": ("mug", "coffee mug"), "glass": ("drinking glass", "tumbler"), "pitcher": ("pitcher", "jug"),
    "sphere": ("sphere", "ball", "orb"), "bucket": ("bucket", "pail"), "sofa": ("sofa", "couch"),
    "watch": ("watch", "wristwatch"), "plinth": ("plinth", "pedestal"), "stone": ("stone", "rock"),
    "boat": ("boat", "sailboat"), "car": ("car",), "wine_glass": ("wine glass", "goblet"),
    "dice": ("die",), "box": ("box", "cardboard box"), "phone": ("phone", "smartphone"), "bowl": ("bowl",),
    "gift_box": ("gift box", "present"), "frame": ("picture frame",), "torus": ("torus",),
    "egg_shape": ("ellipsoid",), "tin_can": ("tin can",), "desk_lamp": ("desk lamp", "table lamp"),
    "light_bulb": ("light bulb",), "screen": ("screen", "monitor"), "column": ("column", "pillar"),
    "donut": ("donut", "doughnut"), "cloth": ("cloth", "napkin"), "pine": ("pine tree", "fir tree"),
    "palm": ("palm tree",), "hot_air_balloon": ("hot air balloon",), "potted_plant": ("potted plant",
    "houseplant"),
}  # fmt: skip
"""Kinds that people call by other names than their own, or by several."""

PLURALS = {
    "knife": "knives", "leaf": "leaves", "cherry": "cherries", "strawberry": "strawberries",
    "grapes": "bunches of grapes",
    "box": "boxes", "bench": "benches", "branch": "branches", "cactus": "cacti", "glass": "glasses",
    "torus": "tori",
    "mango": "mangoes", "peach": "peaches", "watch": "watches", "die": "dice", "candy": "candies",
    "torch": "torches",
    "brush": "brushes", "dish": "dishes", "loaf": "loaves", "shelf": "shelves", "arch": "arches",
    "bush": "bushes",
    "couch": "couches", "stack of books": "stacks of books", "headphones": "pairs of headphones",
    "steps": "staircases",
    "pebbles": "piles of pebbles", "paper": "sheets of paper", "wristwatch": "wristwatches",
    "body": "bodies", "present": "presents",
}  # fmt: skip

SINGULARS = {
    "grapes": "bunch of grapes", "pebbles": "pile of pebbles", "headphones": "pair of headphones",
    "steps": "staircase", "paper": "sheet of paper",
}  # fmt: skip
"""Kinds whose name is plural already."""

COLOUR_NAMES: dict[str, tuple[str, ...]] = {
    "red": ("red", "crimson", "scarlet"), "grey": ("grey", "gray"), "sky_blue": ("sky blue", "light blue"),
    "navy": ("navy", "dark blue", "navy blue"), "burgundy": ("burgundy", "dark red"), "teal": ("teal",),
    "charcoal": ("charcoal", "dark grey"), "emerald": ("emerald green", "emerald"), "gold": ("golden",),
    "silver": ("silver-coloured",), "copper": ("copper-coloured",), "lime": ("lime green",),
    "amber": ("amber",),
    "orange": ("orange",), "peach": ("peach-coloured",), "rust": ("rust-coloured",),
    "olive": ("olive green",),
    "mint": ("mint green",), "ivory": ("ivory",), "lavender": ("lavender", "lavender-coloured"),
}  # fmt: skip

RELATIONS: dict[str, tuple[str, ...]] = {
    "left_of": ("to the left of", "left of", "on the left of", "on the left side of"),
    "right_of": ("to the right of", "right of", "on the right of", "on the right side of"),
    "behind": ("behind", "standing behind", "right behind"),
    "in_front_of": ("in front of", "standing in front of"),
    "on": ("on", "on top of", "resting on", "standing on", "placed on"),
    "inside": ("in", "inside", "lying in"),
}

SUBJECTS = (
    "{things}", "a photo of {things}", "a photograph of {things}", "an image of {things}",
    "a picture of {things}",
    "a photorealistic image of {things}", "a realistic photo of {things}", "there is {things}",
    "a shot of {things}",
    "a detailed photo of {things}", "a still life of {things}", "photo of {things}",
    "a simple picture of {things}",
    "we see {things}", "a quiet photograph of {things}", "picture {things}",
)  # fmt: skip

SETTINGS: dict[str, tuple[str, ...]] = {
    "seamless": ("on a seamless backdrop", "against a seamless background", "in front of a seamless sweep"),
    "studio": ("in a photo studio", "in a studio", "in a photography studio"),
    "tabletop": ("on a wooden table", "on a tabletop", "on a wooden tabletop"),
    "marble_table": ("on a marble table", "on a marble tabletop", "on a marble countertop"),
    "desk": ("on a desk", "on an oak desk", "on a wooden desk"),
    "window_sill": ("on a window sill", "on a windowsill", "on the window ledge"),
    "kitchen": ("in a kitchen", "on a kitchen counter", "in a bright kitchen"),
    "bathroom": ("in a bathroom", "in a tiled bathroom", "on a bathroom counter"),
    "living_room": ("in a living room", "in a cozy living room", "in the living room"),
    "gallery": ("in a gallery", "in an art gallery", "in a museum"),
    "library": ("in a library", "in an old library", "in the library"),
    "office": ("in an office", "in a modern office", "in the office"),
    "cafe": ("in a cafe", "in a coffee shop", "in a small café"),
    "brick_wall": ("against a brick wall", "in front of a brick wall", "before a brick wall"),
    "concrete_room": ("in a concrete room", "in a bare concrete room", "in an empty concrete room"),
    "garden": ("in a garden", "in a green garden", "in the garden"),
    "forest": ("in a forest", "in the woods", "in a deep forest"),
    "meadow": ("in a meadow", "in a grassy meadow", "in a field of grass"),
    "beach": ("on a beach", "on a sandy beach", "at the beach"),
    "dunes": ("in the dunes", "among sand dunes", "on sand dunes"),
    "desert": ("in a desert", "in the desert", "in a wide desert"),
    "lake": ("by a lake", "at a lake", "at a mountain lake"),
    "mountains": ("in the mountains", "before mountains", "in a mountain landscape"),
    "sea": ("by the sea", "at the ocean", "by the ocean"),
    "snowfield": ("in a snowfield", "in a snowy field", "in a snowy landscape"),
    "street": ("on a street", "in a city street", "on a city street"),
    "night_street": ("on a night street", "in a neon-lit street at night", "in a street at night"),
    "rooftop": ("on a rooftop", "on a city rooftop", "on the rooftop"),
    "sky": ("in the sky", "among the clouds", "up in the sky"),
    "void": ("in a black void", "in the void", "in a dark void"),
}
"""Setting → ways to be there."""

DIRECTIONS: dict[str, tuple[str, ...]] = {
    "left": ("from the left", "from the left side"), "right": ("from the right", "from the right side"),
    "front": ("from the front",), "back": ("from behind", "from the back"), "above": ("from above",
    "from overhead"),
    "above-left": ("from above-left", "from the upper left"), "above-right": ("from above-right",
    "from the upper right"),
    "back-left": ("from the back left", "from back-left"), "back-right": ("from the back right",
    "from back-right"),
}  # fmt: skip

SOURCES: dict[str, tuple[str, ...]] = {
    "window": ("window light", "light through a window"), "neon": ("neon light", "neon lights"),
    "candle": ("candlelight",), "lamp": ("lamplight",), "fire": ("firelight",), "moon": ("moonlight",),
    "screen": ("the glow of a screen",),
}  # fmt: skip

LIGHTS = (
    "{quality}{source} {direction}", "lit {direction} by {quality}{source}",
    "with {quality}{source} {direction}",
    "{quality}{source} coming {direction}", "under {quality}{source} {direction}",
    "{quality}{source} falling {direction}",
    "illuminated {direction} by {quality}{source}", "lit by {quality}{source} {direction}",
    "in {quality}{source} {direction}",
    "{quality}{source} that comes {direction}", "bathed in {quality}{source} {direction}",
    "{quality}{source} shining {direction}",
    "with {quality}{source} falling {direction}", "lit with {quality}{source} {direction}",
    "{quality}{source} entering {direction}",
)  # fmt: skip
"""Ways to say the light; {source} is "light" if nothing better is known."""

TIMES: dict[str, tuple[str, ...]] = {
    "dawn": ("at dawn", "at daybreak"), "sunrise": ("at sunrise",), "morning": ("in the morning",
    "morning"),
    "noon": ("at noon", "midday"), "afternoon": ("in the afternoon", "afternoon"),
    "golden_hour": ("at golden hour", "golden hour", "during the golden hour"), "sunset": ("at sunset",
    "sunset"),
    "dusk": ("at dusk", "at twilight"), "blue_hour": ("at blue hour", "blue hour"), "night": ("at night",),
}  # fmt: skip

FOCALS = (
    "{mm}mm lens", "{mm} mm lens", "{mm}mm", "shot on {mm}mm", "shot with an {mm}mm lens",
    "{mm}mm focal length",
    "taken with a {mm}mm lens", "photographed at {mm}mm", "through a {mm}mm lens", "on a {mm}mm lens",
    "captured with a {mm}mm lens", "with a {mm}mm lens", "shot at {mm}mm", "at {mm}mm", "a {mm} mm lens",
)  # fmt: skip
STOPS = ("f/{n}", "at f/{n}", "aperture f/{n}", "f {n}", "with an aperture of f/{n}")
ANGLES: dict[str, tuple[str, ...]] = {
    "low": ("low angle", "low-angle shot", "from a low angle"), "high": ("high angle",
    "high-angle shot", "from a high angle"),
    "top": ("top-down view", "bird's-eye view", "overhead shot"), "dutch": ("dutch angle",
    "tilted dutch angle"),
}  # fmt: skip
SHOTS: dict[str, tuple[str, ...]] = {
    "macro": ("macro shot", "macro", "macro photograph"), "wide": ("wide shot", "wide view"),
}  # fmt: skip

GRADES: dict[str, tuple[str, ...]] = {
    "warm": ("warm tones", "warm color grade"), "cool": ("cool tones", "cool color grade"),
    "sepia": ("sepia", "sepia toned"), "monochrome": ("black and white", "monochrome"),
    "teal_orange": ("teal and orange grade", "teal and orange"), "vivid": ("vivid colors",
    "vibrant colors"),
    "muted": ("muted colors", "muted tones"), "pastel": ("pastel tones", "pastel colors"),
    "vintage": ("vintage look", "vintage"), "cinematic": ("cinematic", "cinematic color grade"),
    "noir": ("film noir", "noir"),
}  # fmt: skip
GRAINS = ("film grain", "grainy", "subtle film grain", "grainy film")
VIGNETTES = ("vignette", "dark vignette", "vignetting")
FOGS = ("fog", "misty", "hazy", "foggy", "in mist")
