"""Words that lend their name to a colour: "moss green", "cocoa brown", "ink black"."""

from __future__ import annotations

TINTS = frozenset(
    # fruit, vegetables, spices, food and drink
    "apple apricot aubergine avocado banana basil beet beetroot berry biscuit blackberry blackcurrant blueberry bordeaux"
    " bubblegum burgundy butter buttercream butterscotch cabernet candy caramel cardamom carrot champagne cherry chestnut"
    " chili chilli chocolate cinnamon citrus claret clementine clove cocoa coconut coffee cognac corn cranberry cream"
    " cucumber currant custard date eggplant eggshell espresso fennel fig fondant fudge ginger gooseberry grape grapefruit"
    " hazelnut honey juniper ketchup kiwi latte lemon lime liquorice macaroon malt mandarin mango maple marzipan matcha"
    " melon merlot milk mint mocha mulberry mushroom mustard nougat nutmeg oatmeal olive orange oyster papaya paprika parsley"
    " peach peanut pear pepper persimmon pistachio plum pomegranate porcini pumpkin quince raisin raspberry rhubarb rosehip"
    " saffron sage salmon sangria sesame sherbet sherry shrimp spinach strawberry sugar tangerine tea toffee tomato treacle"
    " truffle turmeric vanilla walnut wasabi watermelon wheat wine yolk"
    # plants and flowers
    " acacia almond amaranth anemone azalea bamboo bark begonia blossom bluebell bracken buttercup camellia carnation cedar"
    " clover cornflower crocus cyclamen cypress daffodil dahlia daisy dandelion eucalyptus fern fir forest foxglove"
    " fuchsia gentian geranium grass hazel heather hibiscus holly hyacinth hydrangea iris ivy jasmine jungle laurel"
    " lavender leaf lichen lilac lily lotus magnolia mahogany mallow marigold meadow moss myrtle nettle orchid pansy peony"
    " periwinkle petunia pine poppy primrose reed rose rosewood seaweed spruce sunflower teak thistle thyme tulip"
    " verbena violet willow wisteria"
    # stones, metals, earth, weather and water
    " agate alabaster amber amethyst anthracite aqua aquamarine arctic ash basalt bone brick bronze carbon charcoal chalk"
    " cinder clay cloud coal cobalt concrete copper coral crystal denim desert diamond dune dusk earth ember emerald"
    " fire fire-engine flame flint fog frost garnet glacier gold golden granite graphite gravel gunmetal ice iron jade jet"
    " lagoon lake lava lapis lead lime limestone malachite marine mercury midnight mineral mist moon moonstone mud"
    " night ocean ochre onyx opal pacific pearl pebble petrol peridot pewter platinum porcelain quartz rain river ruby rust"
    " sand sandstone sapphire sea seafoam shadow silver sky slate smoke snow soil soot stone storm sulphur sulfur sun sunset"
    " sunshine tar terracotta thunder titanium topaz tourmaline turquoise twilight water wave winter autumn spring summer"
    # animals
    " beaver bear butterfly cardinal canary chick crow deer dolphin dove duck elephant fawn flamingo fox ivory kingfisher"
    " lobster lion mallard mole mouse otter panther parrot peacock raven robin seal shark sparrow swan tiger whale"
    # made things, people and places
    " army baby ballet barbie battleship billiard blood bubble cadmium china"
    " chalkboard delft ebony electric emperor fluo fluorescent french hunter imperial india ink jeans jewel"
    " kelly lipstick london military mediterranean navy neon nile oil oxford parchment pastel"
    " persian pillar-box pitch post-box post powder prussian racing royal school schoolbus signal steel tartan taxi"
    " tiffany traffic turkish tyrian venetian victorian warship wedgwood gumball balsamic"
    " acid alpine atlantic caribbean cherrywood driftwood hot ultramarine indigo vermilion scarlet crimson magenta cyan"
    " dusty smoky inky milky snowy chalky sooty ashen creamy sandy rusty mossy leafy grassy minty rosy peachy icy".split()
)
"""Any of these before a colour is a shade of that colour."""

LONG_TINTS = frozenset(
    (
        "fire engine",
        "pillar box",
        "post box",
        "letter box",
        "school bus",
        "duck egg",
        "robin egg",
        "robin's egg",
        "rose petal",
        "egg yolk",
        "olive oil",
        "dark chocolate",
        "milk chocolate",
        "red wine",
        "stop sign",
        "traffic light",
        "royal mail",
        "british racing",
        "battleship",
        "cotton candy",
        "candy floss",
        "ballet slipper",
        "forest floor",
        "deep sea",
        "pond water",
        "lemon peel",
        "orange peel",
        "burnt toast",
        "pine needle",
        "sea foam",
        "storm cloud",
        "rain cloud",
        "mother of pearl",
        "tennis ball",
        "new york taxi",
        "double decker",
        "polar bear",
    )
)
"""The same in two words or more."""

BASES = frozenset(
    "red blue green yellow orange purple pink white black grey gray brown turquoise violet teal beige cream"
    " lavender lilac magenta cyan navy tan maroon olive ivory emerald".split()
)
"""Colours that a tint may stand before."""

SHADE_NAMES: dict[str, str] = {
    "red": "blood|cherries|tomato|strawberry|poppy|carmine red|post box red|rosso|rouge|cherry|paprika|cranberry|pomegranate red|signal red|chilli red",
    "burgundy": "oxblood red|mulberry|beetroot|bordeaux red|marsala|merlot red|wine|dark cherry",
    "blue": "marine blue|gentian|lapis blue|cornflower|bluebell|smalt|indanthrene|oxford blue",
    "navy": "ink|marine|midnight|nightsky blue",
    "green": "fern|moss|ivy green|bottle green|avocado|basil green|jungle green",
    "yellow": "lemon|sunflower|corn|daffodil|buttercup|butter|lemon zest|custard|primrose|maize",
    "mustard": "turmeric|curry",
    "orange": "carrot|pumpkin|mandarin|clementine|mandarin orange|pumpkin coloured|persimmon|carrot coloured|apricot orange|papaya",
    "purple": "aubergine|violet|plum|amethyst|grape|mulberry purple|heliotrope|damson|blackcurrant|boysenberry",
    "pink": "rose|flamingo|bubblegum|carnation pink|candyfloss|candy floss pink|peony pink|rhubarb",
    "grey": "slate|ash|dove|smoke|pebble|elephant grey|concrete grey|stone|pewter coloured",
    "brown": "cocoa|chocolate|coffee|espresso brown|walnut|mushroom|cinnamon|nutmeg|toffee|tobacco|hazelnut|conker|sepia",
    "black": "ebony|soot|obsidian coloured|liquorice|onyx black|coal",
    "white": "paper|swan|chalk|snow|porcelain coloured|cotton white|milk",
    "tan": "sand|camel|straw|hay|biscuit|caramel fudge|desert sand",
    "beige": "oatmeal|parchment|oat|porridge",
    "sky_blue": "sky|the sky|cornflower blue sky",
    "turquoise": "lagoon|aqua marine|tropical sea",
}
"""Names of shades that are things too: a colour only where a colour is asked for ("painted moss")."""

SHADE_OF = {name: colour for colour, names in SHADE_NAMES.items() for name in names.split("|")}

COLOURED = frozenset("coloured colored hued tinted toned".split())
"""Words that make a colour of the name before them."""
PAINTED = frozenset(
    "come comes coming available shown offered painted finished glazed lacquered coloured colored dyed tinted enamelled sprayed upholstered done varnished stained coated rendered covered".split()
)
"""Words after which, or after "comes in", a bare name is a shade."""

TINTS_ALONE: dict[str, str] = {
    "plum": "purple",
    "aubergine": "purple",
    "grape": "purple",
    "violet": "violet",
    "lilac": "lavender",
    "amethyst": "purple",
    "tangerine": "orange",
    "pumpkin": "orange",
    "apricot": "peach",
    "rose": "pink",
    "flamingo": "pink",
    "bubblegum": "pink",
    "cherry": "red",
    "tomato": "red",
    "poppy": "red",
    "ruby": "red",
    "cranberry": "red",
    "lemon": "yellow",
    "canary": "yellow",
    "sunflower": "yellow",
    "moss": "sage",
    "fern": "green",
    "jade": "emerald",
    "sapphire": "blue",
    "cornflower": "blue",
    "midnight": "navy",
    "slate": "grey",
    "ash": "grey",
    "chocolate": "brown",
    "cocoa": "brown",
    "snow": "white",
    "chalk": "white",
    "petrol": "teal",
}
"""Names that are a colour when they stand right before a painted thing."""

PAINTED_WARES = frozenset(
    "vase mug teapot jug pitcher jar chair armchair sofa stool umbrella hat suitcase candle cushion box gift_box cube sphere cone"
    " cylinder pyramid notebook bucket lantern clock amphora balloon shoe boot car kettle lamp desk_lamp".split()
)
"""Kinds that are painted or dyed, and hold no food that might lend them its name."""
