"""The canonical names that a Brief and a Scene share. Synonyms live in `lexicon`.

A name here means: the parser reads it, the scene can build it, the stage can paint it; a house
test holds the three together.
"""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    # vessels and tableware
    "bottle", "wine_bottle", "perfume_bottle", "dropper_bottle", "vase", "amphora", "cup", "mug",
    "glass", "wine_glass", "bowl", "plate", "jar", "teapot", "pitcher", "tray", "spoon", "fork",
    "knife", "basket", "bucket", "barrel", "flask",
    # products and small things
    "cream_jar", "tube", "tin_can", "soap", "watch", "ring", "key", "coin", "pen", "pencil", "book",
    "notebook", "stack_of_books", "paper", "envelope", "box", "gift_box", "hourglass", "bell",
    "chess_pawn", "dice", "camera", "phone", "laptop", "headphones", "suitcase", "hat", "cushion",
    "cloth", "balloon", "gear",
    # light
    "candle", "candlestick", "desk_lamp", "lantern", "light_bulb", "neon_sign",
    # food and plants
    "apple", "pear", "orange", "lemon", "lime", "peach", "plum", "banana", "cherry", "grapes",
    "strawberry", "pumpkin", "egg", "mushroom", "bread", "cheese", "cake", "donut", "ice_cube",
    "leaf", "branch", "flower", "rose", "tulip", "sunflower", "bouquet", "potted_plant", "cactus",
    # stones and shapes
    "stone", "pebbles", "shell", "crystal", "feather", "sphere", "cube", "cylinder", "cone",
    "torus", "pyramid", "egg_shape", "capsule", "plinth", "column", "arch", "steps",
    # furniture and rooms
    "chair", "armchair", "stool", "table", "bench", "sofa", "shelf", "frame", "mirror", "clock",
    "sign", "door", "window", "ladder", "screen",
    # outdoors
    "tree", "pine", "palm", "bush", "house", "lighthouse", "tower", "boat", "umbrella",
    "street_lamp", "fence", "bridge", "snowman", "tent", "moon", "car", "hot_air_balloon",
)  # fmt: skip

COLOURS: dict[str, str] = {
    "white": "#f2f1ee", "ivory": "#efe6d2", "cream": "#efe0bf", "beige": "#d8c3a0",
    "grey": "#83858a", "silver": "#c3c6c9", "charcoal": "#34373b", "black": "#101217",
    "red": "#c81e1e", "burgundy": "#6a1024", "coral": "#f26a55", "pink": "#ee8fb0",
    "magenta": "#c81f84", "orange": "#ee7511", "rust": "#a8471c", "brown": "#6b4024",
    "tan": "#b98c5c", "gold": "#d4a537", "yellow": "#f2c716", "mustard": "#c9951f",
    "amber": "#d98613", "lime": "#9ccb2b", "green": "#22863a", "olive": "#6d7030",
    "sage": "#9aad8c", "mint": "#a5dcc0", "emerald": "#0f7a55", "teal": "#12777d",
    "turquoise": "#2bb8b4", "cyan": "#1fb4d8", "sky_blue": "#7db9e8", "blue": "#1f55c4",
    "navy": "#1c326e", "indigo": "#39308f", "purple": "#6f2fa0", "violet": "#8a55d6",
    "lavender": "#b7a3e0", "peach": "#f6b48f", "copper": "#b7673a",
}  # fmt: skip
"""Colour name → sRGB hex of a diffuse surface in that colour."""

MATERIALS: tuple[str, ...] = (
    # transparent and liquid
    "glass", "frosted_glass", "crystal", "water", "wine", "milk", "coffee", "tea", "honey", "oil",
    "ice", "acrylic",
    # metal
    "gold", "brass", "copper", "bronze", "silver", "chrome", "steel", "brushed_steel", "iron",
    "rusty_iron", "aluminium", "rose_gold",
    # ceramic and mineral
    "ceramic", "porcelain", "terracotta", "stoneware", "marble", "black_marble", "green_marble",
    "granite", "slate", "sandstone", "limestone", "travertine", "terrazzo", "concrete", "plaster",
    "brick", "asphalt", "wet_asphalt", "gravel", "sand", "snow", "salt", "pearl", "obsidian", "jade",
    # wood and plant
    "oak", "walnut", "pine", "ebony", "cherry_wood", "bamboo", "plywood", "driftwood", "bark",
    "cork", "wicker", "leaf", "petal", "grass", "moss", "soil", "straw",
    # cloth and soft
    "linen", "cotton", "velvet", "silk", "wool", "denim", "leather", "suede", "felt", "fur",
    # made
    "plastic", "matte_plastic", "rubber", "wax", "paper", "cardboard", "paint", "lacquer", "foam",
    "chocolate", "bread_crust", "fruit_skin", "eggshell", "soap", "ink", "mirror", "emissive",
    "wood", "stone", "metal", "fabric",
)  # fmt: skip
"""Material names. "wood", "stone", "metal" and "fabric" are the plain middle of their family."""

SETTINGS: tuple[str, ...] = (
    "seamless", "studio", "tabletop", "marble_table", "desk", "window_sill", "kitchen", "bathroom",
    "living_room", "gallery", "library", "office", "cafe", "brick_wall", "concrete_room", "garden",
    "forest", "meadow", "beach", "dunes", "desert", "lake", "mountains", "sea", "snowfield",
    "street", "night_street", "rooftop", "sky", "void",
)  # fmt: skip

STREET_SETTINGS = frozenset({"street", "night_street", "rooftop"})
LAND_SETTINGS = frozenset(
    {"garden", "forest", "meadow", "beach", "dunes", "desert", "lake", "mountains", "sea", "snowfield", "sky"}
)
"""The settings under an open sky: in a town, and in the country."""
