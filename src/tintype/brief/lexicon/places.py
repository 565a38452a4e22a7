"""Words for where it is: settings, surfaces, backdrops, weather, seasons and names on the map."""

from __future__ import annotations

SETTING_WORDS: dict[str, str] = {
    "seamless": (
        "seamless backdrop|seamless background|seamless|seamless paper|infinity cove|cyclorama"
        "|cyc wall|paper backdrop|seamless sweep|paper sweep|sweep|plain background|plain backdrop"
        "|clean background|isolated|solid background|simple background|studio backdrop"
        "|studio background|white seamless|infinity curve|isolated background"
    ),
    "studio": "studio|photo studio|photography studio|film studio|dark studio|art studio",
    "tabletop": (
        "tabletop|table top|dinner table|dining table|table|picnic table|coffee table|side table"
        "|workbench|kitchen table|counter|bar counter|bar top|nightstand|bedside table|dresser"
        "|tablecloth|round table|sideboard|mantelpiece|mantel|board|cutting board|bar|shelf|worktop"
    ),
    "marble_table": (
        "marble table|marble countertop|marble counter|marble top|vanity|marble tabletop"
        "|marble worktop|countertop|vanity top"
    ),
    "desk": "desk|writing desk|desktop|study desk|office desk|work desk|school desk",
    "window_sill": "window sill|windowsill|sill|window ledge|window seat",
    "kitchen": "kitchen|kitchen counter|kitchen countertop|pantry|kitchen island|kitchen worktop|bakery",
    "bathroom": "bathroom|bath|spa|sink|shower|bathtub",
    "living_room": (
        "living room|lounge|sitting room|bedroom|parlour|parlor|apartment|loft|interior|nursery|room"
        "|fireplace|hotel room|dining room|hallway|attic|cozy room|sunroom|indoors|indoor|bed"
        "|guest room|reading nook|cosy room|parlor room"
    ),
    "gallery": (
        "gallery|art gallery|museum|exhibition|white cube gallery|exhibition space|museum hall|showroom"
    ),
    "library": "library|reading room|bookshop|bookstore|study|old library|archive",
    "office": (
        "office|detective office|workspace|open plan office|boardroom|classroom|detective's office"
        "|co working space"
    ),
    "cafe": (
        "cafe|café|coffee shop|restaurant|diner|bistro|pub|tavern|bar interior|cocktail bar|tea room"
        "|coffeehouse|jazz bar|cafe table|café table|bar counter interior"
    ),
    "brick_wall": "brick wall|exposed brick wall|brick backdrop|brick background|red brick wall",
    "concrete_room": (
        "concrete room|warehouse|bunker|garage|parking garage|concrete wall|industrial space|factory"
        "|basement|concrete hall|workshop|brutalist interior|industrial loft|bare room|empty room"
        "|concrete interior|cellar"
    ),
    "garden": (
        "garden|backyard|park|patio|terrace|greenhouse|conservatory|courtyard|orchard|rose garden|lawn"
        "|vineyard|garden path|zen garden"
    ),
    "forest": (
        "forest|woods|woodland|jungle|rainforest|grove|pine forest|forest floor|birch forest"
        "|forest clearing|clearing|forest path"
    ),
    "meadow": (
        "meadow|field|grassland|pasture|prairie|wheat field|field of grass|hillside|hill|countryside"
        "|farmland|rolling hills|grassy hill|grass field|flower field|alpine meadow|wildflower meadow"
        "|green field|open field|field of wildflowers|lavender field|poppy field|savanna|savannah"
    ),
    "beach": (
        "beach|shore|seashore|seaside|coast|sandy beach|shoreline|tropical beach|coastline|beachside"
        "|white sand beach"
    ),
    "dunes": "dune|sand dune|dunes|sand dunes|desert dunes",
    "desert": "desert|mojave|sahara|canyon|badlands|wasteland|desert plain|mars",
    "lake": (
        "lake|pond|lakeside|lakeshore|mountain lake|river|riverbank|riverside|reservoir|alpine lake"
        "|stream|creek|canal|swimming pool|pool|fjord|still lake"
    ),
    "mountains": (
        "mountain|mountains|mountain range|mountain top|peak|alps|mountaintop|summit|snowy mountains"
        "|valley|mountain valley|cliff|snow capped mountains|snowy peaks|mountain pass|hilltop|cliffs"
        "|volcano"
    ),
    "sea": (
        "sea|ocean|open sea|open ocean|waves|sea surface|harbour|harbor|pier|dock|marina|bay"
        "|rocky coast|jetty|stormy sea|calm sea"
    ),
    "snowfield": (
        "snowfield|snowy field|snowy landscape|tundra|glacier|arctic|snow field|winter landscape"
        "|icy plain|snowy forest|winter wonderland|snow covered field|frozen lake|snowy hill|ski slope"
        "|antarctica|snowy mountain"
    ),
    "street": (
        "street|road|city street|alley|alleyway|sidewalk|town square|square|city|downtown|town|village"
        "|avenue|highway|side street|back street|market|street corner|crosswalk|plaza|cityscape"
        "|pavement cafe|parking lot|cobblestone street|cobbled street|narrow street|backstreet"
        "|boulevard|main street|metropolis|old town|neighborhood|city square|intersection"
        "|subway station|train station|bus stop|gas station|skyline|city skyline|subway"
    ),
    "night_street": (
        "night street|night city|neon street|neon lit street|neon alley|neon lit alley"
        "|red light district|cyberpunk city|cyberpunk street|neon city|city nightscape|nightclub"
    ),
    "rooftop": "rooftop|roof|roof terrace|balcony|roof top|rooftop bar|rooftop terrace",
    "sky": (
        "sky|clouds|blue sky|heavens|night sky|cloudscape|mid air|midair|air|stratosphere|starry sky"
        "|clear sky|cloudy sky|open sky|dramatic sky|evening sky"
    ),
    "void": (
        "void|space|outer space|nothingness|empty space|darkness|emptiness|pitch black void|black void"
        "|cosmos|black background|black backdrop"
    ),
}

PLACE_EXTRAS: dict[str, tuple[tuple[str, str], ...]] = {
    "wet street": (("setting", "street"), ("surface", "wet_asphalt")),
    "wet road": (("setting", "street"), ("surface", "wet_asphalt")),
    "wet city street": (("setting", "street"), ("surface", "wet_asphalt")),
    "rain slick street": (("setting", "street"), ("surface", "wet_asphalt")),
    "rain soaked street": (("setting", "street"), ("surface", "wet_asphalt")),
    "kitchen counter": (("setting", "kitchen"),),
    "brick wall": (("setting", "brick_wall"), ("backdrop", "brick")),
    "red brick wall": (("setting", "brick_wall"), ("backdrop", "brick")),
    "exposed brick wall": (("setting", "brick_wall"), ("backdrop", "brick")),
    "brick background": (("setting", "brick_wall"), ("backdrop", "brick")),
    "brick backdrop": (("setting", "brick_wall"), ("backdrop", "brick")),
    "concrete wall": (("setting", "concrete_room"), ("backdrop", "concrete")),
    "cutting board": (("setting", "tabletop"), ("surface", "wood")),
    "tablecloth": (("setting", "tabletop"), ("surface", "linen")),
    "cobblestone street": (("setting", "street"), ("surface", "stone")),
    "cobbled street": (("setting", "street"), ("surface", "stone")),
    "starry sky": (("setting", "sky"), ("time", "night")),
    "night sky": (("setting", "sky"), ("time", "night")),
    "clear sky": (("setting", "sky"), ("weather", "clear")),
    "cloudy sky": (("setting", "sky"), ("weather", "cloudy")),
    "stormy sea": (("setting", "sea"), ("weather", "storm")),
    "winter landscape": (("setting", "snowfield"), ("season", "winter")),
    "winter wonderland": (("setting", "snowfield"), ("season", "winter")),
    "snowy forest": (("setting", "forest"), ("weather", "snow")),
    "frozen lake": (("setting", "lake"), ("surface", "ice")),
    "night street": (("setting", "night_street"), ("time", "night")),
    "black void": (("setting", "void"), ("backdrop", "black")),
    "black background": (("setting", "void"), ("backdrop", "black")),
    "black backdrop": (("setting", "void"), ("backdrop", "black")),
    "white seamless": (("setting", "seamless"), ("backdrop", "white")),
    "forest floor": (("setting", "forest"), ("surface", "moss")),
    "mars": (("setting", "desert"), ("place", "Mars")),
    "lawn": (("setting", "garden"), ("surface", "grass")),
    "marble table": (("setting", "marble_table"), ("surface", "marble")),
    "marble countertop": (("setting", "marble_table"), ("surface", "marble")),
    "marble counter": (("setting", "marble_table"), ("surface", "marble")),
    "marble top": (("setting", "marble_table"), ("surface", "marble")),
    "marble tabletop": (("setting", "marble_table"), ("surface", "marble")),
    "marble worktop": (("setting", "marble_table"), ("surface", "marble")),
}
"""Places whose words say more than the setting."""

BACKDROP_NOUNS = "background|bg|backdrop|wall|backdrop wall|back wall|curtain|screen wall|paper background"

SURFACE_NOUNS = (
    "surface|slab|top|floor|ground|tiles|tile|tabletop|countertop|base|flooring|floorboards|bed|ledge"
)

WEATHER: dict[str, str] = {
    "clear": "cloudless|clear skies|clear weather",
    "cloudy": (
        "cloudy|overcast|overcast sky|grey sky|gray sky|clouded|dark clouds|grey skies|gray skies"
        "|overcast day|cloudy day"
    ),
    "rain": (
        "rain|rainy|raining|drizzle|downpour|rainfall|rain soaked|rainswept|rain slick|wet weather"
        "|drizzly|light rain|heavy rain|pouring rain|rain streaked|monsoon|rainy day"
    ),
    "snow": (
        "snowy|snowing|snowfall|falling snow|blizzard|snowflakes|snow covered|flurries|snowstorm"
        "|light snow|snowy day"
    ),
    "fog": (
        "fog|foggy|mist|misty|haze|hazy|morning mist|morning fog|low fog|thick fog|dense fog"
        "|light mist|light fog|foggy day|drifting mist|drifting fog|rolling fog|thick mist"
    ),
    "storm": "storm|stormy|thunderstorm|lightning|tempest|thunder|storm clouds",
    "wind": "windy|wind|breeze|breezy|gusty|windswept|strong wind",
}

FOG_AMOUNT: dict[float, str] = {
    0.5: "fog|foggy|morning fog|foggy day|drifting fog",
    0.35: "mist|misty|morning mist|drifting mist",
    0.25: "haze|hazy|light fog",
    0.4: "low fog",
    0.8: "thick fog|dense fog",
    0.2: "light mist",
    0.6: "rolling fog|thick mist",
}
"""Atmosphere.fog that a word for fog says."""

SEASONS: dict[str, str] = {
    "spring": "spring|springtime|spring day",
    "summer": "summer|summertime|midsummer|summer day|summery",
    "autumn": "autumn|fall season|autumnal|autumn day",
    "winter": "winter|wintertime|midwinter|wintry|winter day",
}

NAMED_PLACES = (
    "tokyo|paris|london|new york|new york city|nyc|manhattan|brooklyn|berlin|rome|venice|kyoto|osaka"
    "|hong kong|shanghai|beijing|singapore|seoul|bangkok|mumbai|delhi|istanbul|cairo|marrakech|morocco"
    "|dubai|sydney|melbourne|vienna|prague|budapest|amsterdam|lisbon|porto|madrid|barcelona|seville"
    "|athens|santorini|greece|italy|tuscany|provence|france|spain|portugal|germany|england|scotland"
    "|ireland|iceland|norway|sweden|finland|denmark|copenhagen|stockholm|switzerland|austria|japan"
    "|china|india|nepal|tibet|thailand|vietnam|hanoi|bali|indonesia|mexico|mexico city|havana|cuba"
    "|brazil|rio|rio de janeiro|argentina|patagonia|peru|chile|california|los angeles|san francisco"
    "|chicago|miami|las vegas|seattle|boston|new orleans|texas|arizona|alaska|hawaii|canada|vancouver"
    "|toronto|montreal|quebec|moscow|russia|siberia|kenya|africa|egypt|yosemite|zurich|munich|hamburg"
    "|milan|florence|naples|edinburgh|dublin|shibuya|shinjuku|wall street|times square|brittany"
    "|normandy|cornwall|amalfi|capri|sicily|crete|oslo"
)
