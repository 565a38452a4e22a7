"""Words for colours, and what a shade does to a colour."""

from __future__ import annotations

COLOUR_WORDS: dict[str, str] = {
    "white": (
        "greyish white|yellowish white|white|snow white|snowy white|milk white|pure white|chalk white|milky white|bright white"
        "|porcelain white|off white|eggshell white|whitish|bone white"
    ),
    "ivory": "ivory|bone|alabaster|pearl white",
    "cream": "cream|creamy|cream coloured|cream colored|vanilla",
    "beige": "beige|sand coloured|sand colored|sandy|taupe|ecru|nude|oatmeal|greige|buff|champagne coloured|champagne colored",
    "grey": (
        "blue grey|blue gray|bluish grey|bluish gray|green grey|greenish grey|brownish grey|purplish grey|grey|gray|ash grey|ash gray|slate grey|slate gray|greyish|grayish|ashen|gunmetal|stone grey"
        "|stone gray|dove grey|dove gray|smoky grey|smoky gray|smoke grey|smoke gray"
    ),
    "silver": "silvery|silver coloured|silver colored",
    "charcoal": "charcoal|anthracite|graphite|charcoal grey|charcoal gray",
    "black": ("black|jet black|pitch black|ebony black|onyx|inky|raven|matte black|jet|coal black|blackened"),
    "red": (
        "red|brick red|crimson|scarlet|ruby|vermilion|vermillion|carmine|cherry red|blood red|fire engine red"
        "|reddish|ruby red|cardinal|cadmium red|candy red|tomato red|poppy red|lipstick red|rose red|apple red|bright red"
    ),
    "burgundy": "burgundy|maroon|oxblood|wine red|bordeaux|claret|garnet|merlot|wine coloured|wine colored",
    "coral": "coral|salmon|coral red",
    "pink": (
        "salmon pink|coral pink|purplish pink|orangey pink|pink|blush|rose coloured|rose colored|rosy|dusty pink|blush pink|baby pink|rose pink"
        "|powder pink|bubblegum pink|pinkish|hot pink|neon pink|shocking pink|deep pink|electric pink|cerise"
        "|barbie pink|flamingo pink|candy pink|dusty rose|old rose|rose colour|rose tinted|ballet pink"
    ),
    "magenta": "magenta|fuchsia|fuschia|hot magenta",
    "orange": "yellowish orange|red orange|reddish orange|orange red|orange|tangerine|bright orange|burnt sienna orange|orangey|pumpkin orange|neon orange",
    "rust": (
        "rust|burnt orange|russet|terracotta coloured|terracotta colored|sienna|burnt sienna|rust red"
        "|rust coloured|rust colored|auburn"
    ),
    "brown": (
        "reddish brown|red brown|yellowish brown|greyish brown|grey brown|brown|chestnut|chocolate brown|umber|chocolate coloured|chocolate colored|coffee coloured|coffee colored|sepia brown|coffee brown|mahogany|brownish|hazel|cocoa|mocha"
    ),
    "tan": "tan|khaki|camel|fawn|caramel|cognac",
    "gold": "gold coloured|gold colored|golden yellow|goldenrod",
    "yellow": (
        "yellow|canary|canary yellow|lemon yellow|sunny yellow|yellowish|butter yellow|neon yellow|lemon coloured|lemon colored"
        "|sunflower yellow"
    ),
    "mustard": "mustard|ochre|ocher|mustard yellow|saffron|ochre yellow",
    "amber": "amber|honey coloured|honey colored|amber coloured|amber colored",
    "lime": "yellow green|yellowish green|greenish yellow|lime green|chartreuse|acid green|lime coloured",
    "green": "green|apple green|neon green|grass green|greenish|kelly green|fern green|leaf green|forest green|hunter green|bottle green"
    "|racing green|british racing green|pine green|spring green|leafy green",
    "olive": "olive|olive green|army green|khaki green",
    "sage": "sage|moss green|sage green|celadon|eucalyptus green|pistachio",
    "mint": "mint|mint green|seafoam|seafoam green",
    "emerald": (
        "emerald|emerald green|jade green|malachite|viridian|sea green|emerald coloured|emerald colored"
    ),
    "teal": "blue green|green blue|bluish green|greenish blue|teal|petrol|petrol blue|teal blue|peacock blue",
    "turquoise": "turquoise|aquamarine|aqua|turquoise blue|tiffany blue",
    "cyan": "cyan",
    "sky_blue": (
        "sky blue|baby blue|powder blue|light blue|ice blue|pastel blue|azure|cerulean|cornflower blue"
        "|robin egg blue|icy blue|pale azure|duck egg blue"
    ),
    "blue": (
        "blue|cobalt|cobalt blue|royal blue|ultramarine|sapphire|sapphire blue|bluish|delft blue|lapis"
        "|lapis lazuli|klein blue|steel blue|electric blue|neon blue"
        "|ocean blue|sea blue|slate blue|denim blue|bright blue|persian blue"
    ),
    "navy": "navy|indigo blue|navy blue|midnight blue|prussian blue|ink blue",
    "indigo": "indigo",
    "purple": "reddish purple|bluish purple|blue purple|red purple|pinkish purple|purple|plum coloured|plum colored|plum purple|grape coloured|grape colored|deep purple|aubergine|eggplant|royal purple|purplish|byzantium",
    "violet": "violet|amethyst coloured|ultraviolet",
    "lavender": "lavender coloured|lavender colored|lilac|mauve|wisteria|periwinkle|lavender",
    "peach": "peach|peach coloured|peach colored|apricot coloured|peachy|apricot",
    "copper": "copper coloured|copper colored|coppery|ginger",
}

DARK: dict[str, str] = {
    "blue": "navy",
    "red": "burgundy",
    "orange": "rust",
    "yellow": "mustard",
    "turquoise": "teal",
    "cyan": "teal",
    "violet": "purple",
    "tan": "brown",
    "beige": "tan",
    "gold": "mustard",
}
LIGHT: dict[str, str] = {
    "blue": "sky_blue",
    "green": "sage",
    "red": "coral",
    "purple": "lavender",
    "violet": "lavender",
    "orange": "peach",
    "yellow": "yellow",
    "brown": "tan",
    "pink": "pink",
    "turquoise": "mint",
    "teal": "turquoise",
    "grey": "grey",
    "tan": "beige",
    "beige": "cream",
    "burgundy": "coral",
    "navy": "blue",
    "black": "charcoal",
}
DARK_WORDS = "dark|deep|darker|midnight"

LIGHT_WORDS = "light|pale|pastel|soft|faded|lighter|powdery|baby"

PLAIN_SHADES = "bright|vivid|vibrant|rich|pure|matte|glossy|dusty|muted|warm|cool|neon|saturated|intense|burnt|mid|medium|true|deepest|electric|fluorescent|satin|metallic|pearly|frosty|dull|bold|strong|earthy|cheerful|sunny|zingy|loud|proper|classic|plain|solid|all over|uniform"

COLOUR = "|".join(
    sorted({w for words in COLOUR_WORDS.values() for w in words.split("|") if " " not in w}, key=len)[::-1]
)
"""All one-word names of colours, as a pattern."""
