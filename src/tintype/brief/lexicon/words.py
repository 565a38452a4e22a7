"""Small words: articles, numbers, prepositions, verbs, negation, and nouns that are not things."""

from __future__ import annotations

NUMBERS: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100,
    "a dozen": 12, "dozen": 12, "half a dozen": 6, "half dozen": 6, "two dozen": 24, "pair of": 2,
    "couple of": 2, "a few": 3, "few": 3, "several": 4, "some": 3, "many": 6, "trio of": 3,
    "duo of": 2, "quartet of": 4, "handful of": 5, "dozens of": 24, "a lot of": 6, "lots of": 6,
    "numerous": 6, "single": 1, "lone": 1, "solitary": 1, "a dozen of": 12, "both": 2, "twin": 2,
    "array of": 5, "assortment of": 4, "assorted": 4, "various": 4, "set of": 3, "group of": 3,
    "cluster of": 4, "collection of": 4, "pile of": 5, "heap of": 5, 
    "bunch of": 4, "arrangement of": 4, "scattering of": 5, "multiple": 4, "a few of": 3, "number of": 4, 
    "stack of": 3, "tower of": 3, "a hundred": 100, "scattered": 4, "countless": 24, 
    "variety of": 4, 
}  # fmt: skip
WEAK_NUMBERS = frozenset({"some", "scattered", "assorted", "both", "single", "lone", "solitary", "twin", "various"})
"""Numbers that also stand for "more than one, unsaid" when a real number stands beside them."""

ROWS: dict[str, str] = {
    "row of": "in_row", "line of": "in_row", "rows of": "in_row",
    "a ring of": "", "a circle of": "", "a lineup of": "in_row", "a series of": "in_row",
}  # fmt: skip

DETERMINERS = "a|an|the|this|that|these|those|its|his|her|their|my|your|our|another|other|each|every|all|any|a bit of|an|there|it's own|a piece of|a kind of|a type of|a sort of|a block of|a slab of|a lump of|a pinch of|a drop of|a touch of|a hint of|a splash of|a lot"  # noqa: E501

PREPOSITIONS: dict[str, str] = {
    "left of": "left_of", "to the left of": "left_of", "on the left of": "left_of", "on the left side of": "left_of",
    "at the left of": "left_of", "to the left side of": "left_of", "on the left hand side of": "left_of", "to the immediate left of": "left_of",
    "right of": "right_of", "to the right of": "right_of", "on the right of": "right_of", "on the right side of": "right_of",
    "at the right of": "right_of", "to the right side of": "right_of", "on the right hand side of": "right_of", "to the immediate right of": "right_of",
    "behind": "behind", "in back of": "behind", "at the back of": "behind", "in the back of": "behind", "to the rear of": "behind", "just behind": "behind",
    "in front of": "in_front_of", "before": "in_front_of", "ahead of": "in_front_of", "just in front of": "in_front_of",
    "at the front of": "in_front_of", "infront of": "in_front_of", "in the foreground of": "in_front_of",
    "on": "on", "on top of": "on", "atop": "on", "upon": "on", "onto": "on", "ontop of": "on", "sat on": "on", "over top of": "on",
    "perched on": "on", "resting on": "on", "on the top of": "on", "balanced on": "on", "stacked on": "on", "stacked on top of": "on",
    "mounted on": "on", "sitting atop": "on", "balancing on": "on", "propped on": "on",
    "under": "under", "underneath": "under", "beneath": "under", "below": "under",
    "above": "above", "over": "above", "hovering above": "above", "hovering over": "above", "floating above": "above", "floating over": "above",
    "hanging over": "above", "hanging above": "above", "suspended above": "above", "suspended over": "above",
    "between": "between", "in between": "between", "in the middle of": "between", "flanked by": "flanked", "sandwiched between": "between",
    "framed by": "flanked", "in the centre of": "in", "in the center of": "in", "at the centre of": "in", "at the center of": "in",
    "next to": "next_to", "beside": "next_to", "near": "next_to", "by": "next_to", "alongside": "next_to", "close to": "next_to", "adjacent to": "next_to",
    "along": "next_to", "side by side with": "next_to", "by the side of": "next_to", "at the side of": "next_to", "nearby": "next_to", "leaning against": "next_to",
    "leaning on": "next_to", "propped against": "next_to", "propped up against": "next_to", "right next to": "next_to", "paired with": "next_to",
    "accompanied by": "next_to", "together with": "next_to", "along with": "next_to", "next": "next_to", "beside of": "next_to", "set beside": "next_to",
    "around": "around", "surrounding": "around", "encircling": "around", "scattered around": "around", "circling": "around", "all around": "around",
    "arranged around": "around", "surrounded by": "surrounded", "encircled by": "surrounded", "ringed by": "surrounded", "nestled among": "surrounded",
    "among": "surrounded", "amid": "surrounded", "amidst": "surrounded", "amongst": "surrounded", "surrounded with": "surrounded",
    "inside": "inside", "inside of": "inside", "within": "inside", "floating in": "inside", "submerged in": "inside", "into": "inside", "kept in": "inside",
    "in": "in", "at": "at", "with": "with", "of": "of", "from": "from", "through": "through", "against": "against", "across": "across", "for": "for", "to": "to",
    "w": "with", "w/": "with", "featuring": "with", "holding": "with", "holds": "with", "hold": "with", "contains": "with", "containing": "with", "including": "with", "against a": "against",
    "set against": "against", "in front of a": "in_front_of", "toward": "to", "towards": "to", "as": "for", "off": "from", "out of": "from", "wearing": "wear",
    "carrying": "with", "bearing": "with", "made of": "made", "made from": "made", "made out of": "made", "crafted from": "made", "carved from": "made",
    "crafted of": "made", "carved out of": "made", "cast in": "made", "built of": "made", "built from": "made", "in polished": "made_adj", "constructed from": "made",
    "sculpted from": "made", "woven from": "made", "wrapped in": "made_cover", "covered in": "cover", "covered with": "cover", "coated in": "cover", "dusted with": "cover",
    "full of": "full", "filled with": "full", "half full of": "full", "half filled with": "full", "filled to the brim with": "full", "overflowing with": "full", "brimming with": "full", "piled with": "full", "heaped with": "full", "stuffed with": "full",
    "packed with": "full", "loaded with": "full", "topped with": "topped", "stacked with": "topped", "set with": "topped", "via": "through", "during": "at", "like": "like", "reflected in": "across", "down": "across", "up": "across", "onto the": "on", "half full with": "full", "laden with": "topped",
    "lit by": "lit", "illuminated by": "lit", "lit with": "lit", "lit only by": "lit", "lit up by": "lit", "bathed in": "lit", "illuminated with": "lit", "lit from": "from", "illuminated from": "from", "coming from": "from", "streaming from": "from", "bathing in": "lit",
    "shot on": "at", "shot with": "at", "captured on": "at", "captured with": "at", "taken with": "at", "taken on": "at", "photographed with": "at", "photographed on": "at", "filmed on": "at", "shot through": "at", "shot at": "at", "shot in": "in", "shot using": "at", "shot against": "against",
    "streaming through": "through", "pouring through": "through", "coming through": "through", "filtering through": "through", "filtered through": "through", "falling from": "from", "streaming in from": "from", "shining from": "from", "shining through": "through", "pouring in from": "from", "coming in from": "from", "entering from": "from", "streaming in through": "through", "flooding through": "through", "spilling through": "through",
}  # fmt: skip

POSITIONS: dict[str, str] = {
    "on the left": "left", "on the right": "right", "to the left": "left", "to the right": "right", "at left": "left", "at right": "right",
    "on the left side": "left", "on the right side": "right", "at the left": "left", "at the right": "right", "on the far left": "left",
    "on the far right": "right", "on the left hand side": "left", "on the right hand side": "right", "in the middle": "middle", "in the centre": "middle",
    "in the center": "middle", "at the centre": "middle", "at the center": "middle", "in the background": "back", "in the distance": "back", "in the back": "back",
    "in the foreground": "front", "in front": "front", "foreground": "front", "on its left": "its_left", "on its right": "its_right", "to its left": "its_left",
    "to its right": "its_right", "behind it": "its_back", "in front of it": "its_front", "next to it": "its_side", "beside it": "its_side", "on top": "its_top",
    "under it": "its_under", "beneath it": "its_under", "underneath it": "its_under", "above it": "its_above", "inside it": "its_inside", "on top of it": "its_top", "on it": "its_top", "in it": "its_inside", "near it": "its_side",
    "around it": "its_around", "behind them": "its_back", "in front of them": "its_front", "next to them": "its_side", "to the left of it": "its_left", "to the right of it": "its_right", "over it": "its_above", "by its side": "its_side", "left of it": "its_left", "right of it": "its_right", "to the left of them": "its_left", "to the right of them": "its_right", "background": "back", "in background": "back", "at the back": "back", "at the front": "front", "left": "left", "right": "right", "far left": "left", "far right": "right", "centre frame": "middle", "center frame": "middle", "in the far distance": "back", "inside": "its_inside",
    "beside them": "its_side", "above them": "its_above", "around them": "its_around", "inside of it": "its_inside", "inside them": "its_inside", "on either side": "flank", "on each side": "flank", "on both sides": "flank", "at either side": "flank", "in the centre of the frame": "middle", "in the center of the frame": "middle",
}  # fmt: skip

IN_ROW = "in a row|in a line|lined up|lined up in a row|in line|in a neat row|in a straight line|side by side|arranged in a row|arranged in a line|in rows|standing in a row|aligned|in one row|next to each other|all in a row|in a single row|in a single line"

NEGATIONS = "no|without|without any|not|free of|minus|excluding|except|never|avoid|none|without a|no visible|not a|devoid of|isn't|don't|dont|doesn't|there is no|there are no|with no|not any|lacking|absent|zero|instead of|rather than"  # noqa: E501

LETTERING = (
    "that says|saying|says|reading|that reads|reads|labelled|labeled|with the word|with the words|with the text|with text|with words|with lettering|lettered"
    "|with the label|with a label that says|with a label saying|with a label reading|with the label reading|that spells|spelling|with the lettering|with the name|marked|inscribed|engraved with|inscribed with|marked with|printed with|titled|entitled|with the title|called|named|bearing the word|bearing the words|bearing the text|bearing the name|with the inscription|emblazoned with|which says|which reads|with writing that says|with lettering that reads|with lettering that says|with the letters|the text|text|the word|the words|engraved|stamped|stamped with|with the number|printed|branded|displaying the text|displaying|displaying the word|that displays|with a label|labelled with|labeled with|showing the text|showing the word|showing|with its label reading|whose label reads|with the slogan|with the message|with a label that reads|with the phrase|the letters|that say|say|spells|spelling out|lettering|with a sign saying|captioned|written|that spell"
)
LABEL_TAILS = "on it|on its label|on the label|on the front|written on it|printed on it|in gold letters|in white letters|in black letters|in red letters|engraved on it|on the side|in bold letters|on the cover|on its cover|on its front|across it|on the screen|on its side|in block letters|in capital letters|written on the label|in neon letters|painted on it|written across it|on the spine|embossed on it|in serif letters|in elegant letters|in elegant serif letters|in neon|on them|stamped on it|printed on the label"  # noqa: E501

COPULAS = "is|are|was|were|be|being|has been|which is|that is|which are|that are|must be|should be|is in|stands|sits|lies|rests|there is|there are|there's|has|have|having|which has|that has|who is|it is|they are|it's"
CONJUNCTIONS = "and|or|plus|&|as well as|and also|then|but|yet|while|also|nor|and then"

STYLE_NOUNS = (
    "photo|photograph|picture|image|shot|view|render|rendering|photography|pic|portrait|scene|illustration|depiction|still|artwork|snap|frame of|visual"
    "|drawing|sketch|composition|print of|poster of|wallpaper|close view|capture|footage|stock photo|stock image|concept|design|cover|style|landscape|studies"
    "|still life|still life photo|landscape photo|landscape photograph|digital photo|still life photograph|portrait photo|image of|photos|campaign|shoot|photoshoot|photo shoot"
    "|still life shot|self portrait|quality|resolution|detail|details|macro image|prompt|setup|set up|arrangement|display of|moment|day|hour|time|weather|condition|conditions|effect"
)

FILLERS = (
    "please|pls|plz|one of which|one of them|each of which|both of which|on the horizon|over the horizon|show|me|create|make|generate|draw|paint|imagine|i|want|would|like|need|give|you|can|could|so|very|really|quite|extremely|super|just|only|also|slightly|rather"
    "|almost|about|here|where|it|they|them|which|who|that|whose|we|see|seen|us|let|lets|let's|to|too|as|if|each|his|her|its|itself|s|im|i'm|i'd|is|are|with|of|ok|okay|hey|hi|hello|thanks"
    "|against|for|from|into|through|looks|look|looking|get|something|someone|somehow|somewhere|incredibly|perfectly|highly|ultra|beautifully|gently|softly|partially|half|completely|carefully|neatly|exactly|mostly"
    "|featuring|shot|taken|captured|photographed|filmed|rendered|painted by|there|where|how|etc|e.g|add|include|including|have|having|kind|type|sort|do|does|should|must|will|be|being|been|on|in|at|by|its|the|a|an|and|or|more|most|less|than|shown|against a|ar|v|style raw|s"
)

SIZES: dict[str, str] = {
    "tiny": "tiny|miniature|minuscule|mini|little bitty|teeny|micro|minute",
    "small": "small|little|petite|compact|smaller|short|low|smallish|slim|small sized|squat",
    "large": "large|big|larger|tall|oversized|bigger|sizable|long|wide|taller|grand|largest|big sized|chunky",
    "huge": "huge|giant|gigantic|enormous|massive|colossal|towering|immense|monumental|giant sized|vast",
}  # fmt: skip

LOOKS = (
    # plain adjectives of things, kept as words
    "dew covered|dust covered|ivy covered|flour dusted|middle|gradient|textured|mottled|old|new|antique|modern|vintage|rustic|sleek|shiny|glossy|matte|matt|smooth|rough|round|square|rectangular|oval|curved|ornate|simple|delicate|cracked|broken|weathered|worn|polished|wet|dry|dusty|dirty|clean|empty|full|open|closed|folded|crumpled|fresh|ripe|rotten|sliced|half|whole|cut|peeled"
    "|burning|lit|unlit|glowing|melting|melted|steaming|hot|cold|cool|warm|soft|hard|heavy|light|thin|thick|narrow|elegant|ornamental|decorative|floating|flying|falling|hanging|standing|lying|leaning|spinning|faceted|hexagonal|cylindrical|spherical|geometric|striped|dotted|spotted|checkered|patterned|plain|floral|painted|handmade|hand made"
    "|traditional|classic|classical|contemporary|industrial|medieval|ancient|roman|greek|japanese|chinese|french|italian|moroccan|scandinavian|victorian|art deco|retro|futuristic|abandoned|wrinkled|draped|rolled|stacked|scattered|blooming|wilted|dried|green leafed|leafy|bare|wooden handled|shallow|deep|bright|dark|pale|vivid|rich|strong|faint|high|fine|coarse|bold|sharp|crisp|gentle|subtle|beautiful|pretty|lovely|gorgeous|nice|perfect|stunning|exquisite|cute|young|elderly|female|male|smiling|laughing|sleeping|happy|sad|wise|proud|fluffy|furry|curly|swirling|twisted|half full|half empty|half eaten|freshly baked|freshly cut|steamy|reflective|translucent|opaque|transparent|clear|coloured|colored|multicolored|multicoloured|colourful|colorful|bubbling|sparkling|flickering|dripping|melted|frozen|lush|exotic|tropical|wild|single|isolated|upright|tilted|overturned|fallen|side|front|back|left|right|top|rear|upper|lower|single stem|long stemmed|well worn|handcrafted|hand painted|hand thrown|artisan|artisanal|luxury|expensive|cheap|famous|typical|unlabelled|unlabeled|blank|sealed|corked|professional|natural|identical|different|distant|nearby|rotating|gleaming|glittering|glistening|shimmering|wispy|streaked|hand drawn|slender|tapered|tall slim|lidded|stemless|engraved|embossed|carved|chipped|well lit|spotless|pristine|juicy|delicious|tasty|crusty|crisp|golden brown|busy|quiet|cluttered|messy|tidy|neat|grassy|rocky|sandy|steep|winding|narrow|cobbled|crowded|deserted|late|early|blurred|blurry|tasteful|majestic|mighty|single colour|lovely|fancy|ordinary|regular|thoughtful|bearded|blonde|blond|brunette|barefoot|cracked|edible|raw|stemmed"
)

PARTS = (
    "cap|lid|label|handle|stopper|neck|rim|spout|hair|beard|moustache|mustache|eye|eyes|smile|face|hand|hands|skin|freckles|wing|tail|lampshade|shade|pattern|stripes|stripe|polka dot|dots|logo|base|edge|stem|petal|petals|dial|strap|face dial|hands of|cover|spine|pages|bow|ribbon|string|wick|flame|roof|wheels|wheel|sail|sails|mast|leg|legs|cork|cork stopper|crust|bristles|lettering|print|finish|texture|engraving|chain|buckle|buttons|button|screen off|drawer|drawers|armrests|backrest|crack|cracks|scratches|patina|gold rim|ear|ears|nose|expression|dress|shirt|coat|jacket|suit|glasses on|scarf on|trim|accents|accent|details|tassels|spots|thorns|leaves attached|seeds|chimney|flag|lace|seams|spiral|glaze|gold trim|sides|corners|facets|bubbles|lining|frosting|icing|sprinkles|stripes"
)

DETAILS = (
    "condensation|condensation droplets|droplets|droplet|water droplets|water drops|dew|dew drops|dewdrops|dust|frost|steam|smoke|wisp of steam|wisps of steam|raindrops|water beads|sparkles|bubbles|rising steam|steam rising|curl of steam|curls of steam|puddle|puddles|splashes|splash|ripples|crumbs|fingerprints|rust spots|wisps of smoke|wisp of smoke|droplets of water|drops of water|drop of water|beads of water|condensation drops|reflections on its surface|soap suds|foam on top|moisture|water droplet|caustic patterns"
)

VERBS = (
    "sit|stand|rest|lie|lean|hang|float|hover|place|set|put|arrange|stack|scatter|hold|wear|carry|cast|shine|stream|pour|spill|fall|rise|flow|drip|melt|burn|glow|flicker|reflect|smile|laugh|look|walk|run|read|drink|eat|cook|write|play|dance|sing|sleep|fly|jump|swim|ride|drive|work|wait|face|point|surround|fill|cover|frame|light|illuminate|bathe|drift|swirl|blow|grow|bloom|tower|overlook|gaze|stare|perch|display|show|feature|contain|reach|touch|cross|pass|catch|glint|gleam|sparkle|glitter|peek|emerge|spread|stretch|throw|keep|wrap|tie|draw|paint|open|close|balance|suspend|position|align|sway|crash|break|roll|spin|bake|steam|smoke|sail|row|park|chase|hug|kiss|watch|listen|cut|fold|dim|fade|peer|nestle|prop|mount|lay|pile|line|embrace|stroll|sip|kneel|crouch|climb|dive|dissolve|explode|bounce|rotate|fishing|create|come|go|filter|flood|spot|hit|rake|graze|wash|trickle|tumble|contrast|complement|accompany|make|bring|sprawl|cascade|slant|soak|lap|seat|dress|cascading|touch|bask|leap|juggle"
)

IRREGULAR_VERBS = (
    "asleep|awake|alone|ablaze|afloat|adrift|crawls|crawled|crawling|sat|stood|lay|laid|lain|held|wore|worn|hung|shone|fell|fallen|rose up|flew|flown|threw|thrown|drew|drawn|grew|grown|blew|blown|broke|broken|ran|swam|sang|slept"
    "|ate|drank|wrote|written|read|drove|rode|caught|spread|left behind|kept|made|lit|seated|lying|tied|dying|leant|spilt|bent|built|clad|tucked|nestled|strewn|sprinkled|draped|dressed|perched|stuck|bound|swept"
)
