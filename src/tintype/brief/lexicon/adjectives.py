"""Plain adjectives, and nouns that are parts or details of a thing."""

from __future__ import annotations

SIZES: dict[str, str] = {
    "tiny": "tiny|miniature|minuscule|mini|little bitty|teeny|micro|minute",
    "small": "small|little|petite|compact|smaller|short|low|smallish|slim|small sized|squat",
    "large": (
        "large|big|larger|tall|oversized|bigger|sizable|long|wide|taller|grand|largest|big sized|chunky"
    ),
    "huge": "huge|giant|gigantic|enormous|massive|colossal|towering|immense|monumental|giant sized|vast",
}

LOOKS = (
    "dew covered|dust covered|ivy covered|flour dusted|middle|gradient|textured|mottled|old|new"
    "|antique|modern|vintage|rustic|sleek|shiny|glossy|matte|matt|smooth|rough|round|square"
    "|rectangular|oval|curved|ornate|simple|delicate|cracked|broken|weathered|worn|polished|wet|dry"
    "|dusty|dirty|clean|empty|full|open|closed|folded|crumpled|fresh|ripe|rotten|sliced|half|whole|cut"
    "|peeled|burning|lit|unlit|glowing|melting|melted|steaming|hot|cold|cool|warm|soft|hard|heavy"
    "|light|thin|thick|narrow|elegant|ornamental|decorative|floating|flying|falling|hanging|standing"
    "|lying|leaning|spinning|faceted|hexagonal|cylindrical|spherical|geometric|striped|dotted|spotted"
    "|checkered|patterned|plain|floral|painted|handmade|hand made|traditional|classic|classical"
    "|contemporary|industrial|medieval|ancient|roman|greek|japanese|chinese|french|italian|moroccan"
    "|scandinavian|victorian|art deco|retro|futuristic|abandoned|wrinkled|draped|rolled|stacked"
    "|scattered|blooming|wilted|dried|green leafed|leafy|bare|wooden handled|shallow|deep|bright|dark"
    "|pale|vivid|rich|strong|faint|high|fine|coarse|bold|sharp|crisp|gentle|subtle|beautiful|pretty"
    "|lovely|gorgeous|nice|perfect|stunning|exquisite|cute|young|elderly|female|male|smiling|laughing"
    "|sleeping|happy|sad|wise|proud|fluffy|furry|curly|swirling|twisted|half full|half empty"
    "|half eaten|freshly baked|freshly cut|steamy|reflective|translucent|opaque|transparent|clear"
    "|aglow|alight|agleam|shaded|glowing|coloured|colored|multicolored|multicoloured|colourful|colorful|bubbling|sparkling|flickering"
    "|dripping|frozen|lush|exotic|tropical|wild|single|isolated|upright|tilted|overturned|fallen|side"
    "|front|back|left|right|top|rear|upper|lower|single stem|long stemmed|well worn|handcrafted"
    "|hand painted|hand thrown|artisan|artisanal|luxury|expensive|cheap|famous|typical|unlabelled"
    "|unlabeled|blank|sealed|corked|professional|natural|identical|different|distant|nearby|rotating"
    "|gleaming|glittering|glistening|shimmering|wispy|streaked|hand drawn|slender|tapered|tall slim"
    "|lidded|stemless|engraved|embossed|carved|chipped|well lit|spotless|pristine|juicy|delicious"
    "|tasty|crusty|golden brown|busy|quiet|cluttered|messy|tidy|neat|grassy|rocky|sandy|steep|winding"
    "|cobbled|crowded|deserted|late|early|blurred|blurry|tasteful|majestic|mighty|single colour|fancy"
    "|ordinary|regular|thoughtful|bearded|blonde|blond|brunette|barefoot|edible|raw|stemmed|straightforward|plump|restrained|humble|modest|quaint|spare|austere|bulbous|rounded|angular|pointed|pointy|stocky|lanky|skinny|fat|thickset|portly|stumpy|stubby|lopsided|crooked|bent|straight|wonky|quirky|playful|friendly|glam|posh|stylish|trendy|fashionable|timeless|iconic|premium|deluxe|high end|top quality|hard wearing|soft touch|shop bought|home made|homemade|hand knitted|hand carved|hand blown|hand crafted|locally made|vintage style|retro style|old fashioned|well loved|battered|scuffed|dented|scratched|tarnished|sun bleached|weather beaten|gnarled|knobbly|bumpy|ridged|ribbed|fluted|dimpled|grooved|stippled|speckled|flecked|marbled|crackled|waxy|oily|sticky|powdered|velvety|satiny|silken|downy|woolly|hairy|spiky|prickly|thorny|sleepy|inviting|plain looking|good looking|nondescript|unassuming|unremarkable|remarkable|striking|eye catching|showy|flashy|gaudy|garish|loud|quietly elegant|upside down|the right way up|the wrong way up|similar|comparable|equal|equally|second|brightest|brighter|sharp|sharper|sharpest|soft focus|hidden|visible|centred|centered|solitary|lone|free standing|freestanding|generous|charming|handsome|sturdy|stout|dainty|graceful|sculptural|minimal|understated|well used|much loved|brand new|newest|latest|signature|bestselling|best selling|everyday|matching|same sized|upturned|lidless|half burnt|half burned|unopened|hardcover|hardbound|clothbound|cloth bound|leatherbound|spiral bound|lined|woven|quilted|tufted|upholstered|padded|folding|foldable|collapsible|portable|closed|zipped|wind up|mechanical|analogue|analog|digital"
)
"""Adjectives of things that no other table reads; kept as the thing's words."""

PARTS = (
    "paintwork|paint job|coating|coat of paint|lacquer|enamel|exterior|casing|upholstery|colouring|coloring|body|cheek|rose petals|flower petals|cap|lid|label|handle|stopper|neck|rim|spout|hair|beard|moustache|mustache|eye|eyes|smile|face"
    "|hand|hands|skin|freckles|wing|tail|lampshade|shade|pattern|stripes|stripe|polka dot|dots|logo"
    "|base|edge|stem|petal|petals|dial|strap|face dial|hands of|cover|spine|pages|bow|ribbon|string"
    "|wick|flame|roof|wheels|wheel|sail|sails|mast|leg|legs|cork|cork stopper|crust|bristles|lettering"
    "|print|finish|texture|engraving|chain|buckle|buttons|button|screen off|drawer|drawers|armrests"
    "|backrest|crack|cracks|scratches|patina|gold rim|ear|ears|nose|expression|dress|shirt|coat|jacket"
    "|suit|glasses on|scarf on|trim|accents|accent|details|tassels|spots|thorns|leaves attached|seeds"
    "|chimney|flag|lace|seams|spiral|glaze|gold trim|sides|corners|facets|bubbles|lining|frosting"
    "|icing|sprinkles"
)
"""Parts of a thing: "with a golden cap"."""

DETAILS = (
    "condensation|condensation droplets|droplets|droplet|water droplets|water drops|dew|dew drops"
    "|dewdrops|dust|frost|steam|smoke|wisp of steam|wisps of steam|raindrops|water beads|sparkles"
    "|bubbles|rising steam|steam rising|curl of steam|curls of steam|puddle|puddles|splashes|splash"
    "|ripples|crumbs|fingerprints|rust spots|wisps of smoke|wisp of smoke|droplets of water"
    "|drops of water|drop of water|beads of water|condensation drops|reflections on its surface"
    "|soap suds|foam on top|moisture|water droplet|caustic patterns"
)
"""What may lie on or rise from a thing."""
