"""Nouns for things: kind → the words people use for it, and what those words already say."""

from __future__ import annotations

KIND_WORDS: dict[str, str] = {
    "bottle": (
        "bottle|water bottle|milk bottle|beer bottle|soda bottle|soda|decanter|carafe|vial|phial"
        "|spray bottle|lotion bottle|shampoo bottle|pump bottle|whiskey bottle|whisky bottle"
        "|oil bottle|sake bottle"
    ),
    "wine_bottle": "wine bottle|champagne bottle|bottle of champagne",
    "perfume_bottle": (
        "perfume bottle|bottle of perfume|bottle of cologne|perfume flacon|flacon|perfume"
        "|fragrance bottle|fragrance|cologne bottle|cologne|scent bottle|perfume flask|parfum"
    ),
    "dropper_bottle": "dropper bottle|serum bottle|serum|dropper|pipette bottle|essential oil bottle",
    "vase": "vase|pot|flower pot|flowerpot|plant pot|planter|flower vase|urn|bud vase",
    "amphora": "amphora|amphorae|greek vase",
    "cup": "cup|teacup|tea cup|coffee cup|espresso cup|demitasse|cappuccino",
    "mug": "mug|coffee mug|beer mug|tankard|stein",
    "glass": (
        "glass|tumbler|drinking glass|water glass|whisky glass|whiskey glass|rocks glass"
        "|highball glass|highball|shot glass|beer glass|pint glass|cocktail glass|cocktail"
    ),
    "wine_glass": (
        "wine glass|wineglass|goblet|champagne flute|champagne glass|flute glass|chalice|stemware"
    ),
    "bowl": "bowl|fruit bowl|salad bowl|soup bowl|mixing bowl|rice bowl|basin",
    "plate": "plate|dinner plate|dish|saucer|platter|dessert plate",
    "jar": "jar|mason jar|honey jar|jam jar|cookie jar|canister|apothecary jar",
    "teapot": "teapot|tea pot|tea kettle|kettle|coffee pot|coffeepot",
    "pitcher": "pitcher|jug|ewer|water jug|milk jug|creamer",
    "tray": "tray|serving tray|salver",
    "spoon": "spoon|teaspoon|tablespoon|ladle",
    "fork": "fork",
    "knife": "knife|kitchen knife|butter knife|dagger",
    "basket": "basket|picnic basket|hamper",
    "bucket": "bucket|pail|ice bucket",
    "barrel": "barrel|cask|keg|wine barrel",
    "flask": "flask|hip flask|erlenmeyer flask|beaker|thermos",
    "cream_jar": (
        "cream jar|jar of cream|face cream|cosmetic jar|skincare jar|moisturizer|moisturiser|pot of cream"
    ),
    "tube": (
        "tube|toothpaste tube|tube of toothpaste|lipstick|paint tube|cosmetic tube|tube of cream|hand cream"
    ),
    "tin_can": (
        "tin can|can|can of soda|can of beer|can of soup|can of paint|can of cola|can of coke|soup can"
        "|soda can|beer can|tin|aluminium can|aluminum can"
    ),
    "soap": "soap|bar of soap|soap bar",
    "watch": "watch|wristwatch|wrist watch|chronograph|timepiece|pocket watch|pocketwatch|smartwatch",
    "ring": "ring|wedding ring|engagement ring|wedding band|signet ring",
    "key": "key|skeleton key|door key",
    "coin": "coin|penny|medallion",
    "pen": "pen|fountain pen|ballpoint pen|ballpoint|quill",
    "pencil": "pencil|crayon",
    "book": (
        "book|novel|paperback|hardcover|hardback|tome|textbook|cookbook|magazine|dictionary|bible|volume"
    ),
    "notebook": ("notebook|journal|diary|sketchbook|notepad|moleskine|planner|folder|case file|file folder"),
    "stack_of_books": (
        "stack of books|pile of books|book stack|stack of notebooks|stack of magazines|stack of papers"
        "|stack of case files|stack of files|pile of papers|pile of magazines|stack of old books"
        "|stack of folders|stack of letters|stack of documents|tower of books|bookstack"
    ),
    "paper": (
        "sheet of paper|stack of paper|piece of paper|letter|page|flyer|newspaper|sheet|document"
        "|business card|postcard|greeting card|scroll|map"
    ),
    "envelope": "envelope",
    "box": (
        "box|crate|carton|package|parcel|jewelry box|jewellery box|chest|matchbox|shoebox|packaging"
        "|toolbox|shipping box"
    ),
    "gift_box": (
        "gift box|gift|present|wrapped gift|giftbox|wrapped present|christmas present|birthday present"
    ),
    "hourglass": "hourglass|sand timer|sandglass|sand clock",
    "bell": "bell|handbell",
    "chess_pawn": "chess pawn|pawn|chess piece|chessman|chess king|chess queen",
    "dice": "dice|die",
    "camera": "camera|vintage camera|film camera|dslr|rangefinder|polaroid camera|leica",
    "phone": "phone|smartphone|mobile phone|cell phone|cellphone|iphone|mobile|handset",
    "laptop": "laptop|macbook|notebook computer|laptop computer|computer",
    "headphones": "headphone|headphones|headset|pair of headphones|earphones",
    "suitcase": "suitcase|briefcase|luggage|trunk|valise",
    "hat": "hat|fedora|top hat|bowler hat|straw hat|sun hat|panama hat|beanie",
    "cushion": "cushion|pillow|throw pillow",
    "cloth": (
        "cloth|napkin|towel|tablecloth|blanket|scarf|handkerchief|drapery|fabric swatch|tea towel|dish towel"
    ),
    "balloon": "balloon|party balloon",
    "gear": "gear|cog|cogwheel|gearwheel",
    "candle": "candle|candle flame|taper candle|pillar candle|tea light|tealight|scented candle|votive|taper",
    "candlestick": "candlestick|candle holder|candleholder|candelabra|candelabrum",
    "desk_lamp": (
        "desk lamp|lamp|table lamp|reading lamp|bedside lamp|banker's lamp|bankers lamp|anglepoise"
    ),
    "lantern": "lantern|oil lamp|oil lantern|storm lantern|hurricane lamp",
    "light_bulb": "light bulb|lightbulb|bulb|edison bulb",
    "neon_sign": "neon sign|neon lettering|neon letters",
    "apple": "apple|granny smith",
    "pear": "pear",
    "orange": "orange|mandarin|tangerine|clementine|grapefruit",
    "lemon": "lemon",
    "lime": "lime",
    "peach": "peach|apricot|nectarine",
    "plum": "plum|fig",
    "banana": "banana",
    "cherry": "cherry",
    "grapes": "grape|grapes|bunch of grapes|cluster of grapes",
    "strawberry": "strawberry|raspberry",
    "pumpkin": "pumpkin|gourd|jack o lantern|squash",
    "egg": "egg|easter egg",
    "mushroom": "mushroom|toadstool|champignon",
    "bread": "bread|loaf|loaf of bread|baguette|sourdough|bread loaf|sourdough loaf|slice of bread|bun",
    "cheese": "cheese|wheel of cheese|wedge of cheese|cheese wheel|camembert|brie",
    "cake": "cake|birthday cake|slice of cake|piece of cake|cheesecake|chocolate cake|cupcake|layer cake",
    "donut": "donut|doughnut",
    "ice_cube": "ice cube",
    "leaf": "leaf|fern|monstera leaf|palm leaf|maple leaf|autumn leaf|fallen leaf|frond",
    "branch": (
        "branch|twig|olive branch|sprig|sprig of rosemary|stick|eucalyptus|eucalyptus branch"
        "|sprig of lavender|dried branch|cherry branch"
    ),
    "flower": (
        "flower|blossom|bloom|daisy|lily|orchid|peony|poppy|daffodil|wildflower|iris|carnation"
        "|hydrangea|chrysanthemum|lotus|water lily|anemone|dahlia|marigold"
    ),
    "rose": "rose",
    "tulip": "tulip",
    "sunflower": "sunflower",
    "bouquet": (
        "bouquet|bunch of flowers|bouquet of flowers|flower arrangement|floral arrangement"
        "|bouquet of roses|posy|bouquet of tulips|bouquet of wildflowers"
    ),
    "potted_plant": "potted plant|houseplant|house plant|plant|pot plant|fern in a pot|monstera|bonsai",
    "cactus": "cactus|cacti|succulent",
    "stone": "stone|rock|boulder|river stone|basalt stone",
    "pebbles": "pebble|cairn|rock cairn|stone cairn",
    "shell": "shell|seashell|sea shell|conch|conch shell|scallop shell",
    "crystal": "crystal|quartz crystal|quartz|gemstone|amethyst|gem|crystal cluster|geode|diamond",
    "feather": "feather|plume",
    "sphere": "sphere|ball|orb|globe",
    "cube": "cube",
    "cylinder": "cylinder",
    "cone": "cone|traffic cone",
    "torus": "torus|donut shape|ring shape",
    "pyramid": "pyramid|tetrahedron",
    "egg_shape": "ellipsoid|ovoid|egg shape",
    "capsule": "capsule|pill",
    "plinth": "plinth|pedestal|podium|display stand|display block|dais|block",
    "column": "column|pillar|greek column|roman column",
    "arch": "arch|archway",
    "steps": "stair|stairs|steps|staircase|stairway|flight of stairs|flight of steps",
    "chair": "chair|dining chair|office chair|rocking chair",
    "armchair": "armchair|arm chair|lounge chair|easy chair|wingback chair|recliner",
    "stool": "stool|bar stool|barstool|footstool|ottoman",
    "table": (
        "table|dining table|coffee table|side table|desk|writing desk|office desk|study desk|work desk"
        "|school desk|nightstand|workbench|dinner table|kitchen table|round table|bedside table"
        "|console table|end table|occasional table|accent table|bistro table|cafe table|café table"
    ),
    "bench": "bench|park bench|garden bench",
    "sofa": "sofa|couch|settee|loveseat|chesterfield",
    "shelf": "shelf|bookshelf|bookcase|shelves|mantelpiece|mantel",
    "frame": (
        "picture frame|frame|framed picture|photo frame|framed photograph|framed print|poster|canvas"
        "|framed photo|framed painting"
    ),
    "mirror": "mirror|looking glass|hand mirror",
    "clock": "clock|alarm clock|wall clock|grandfather clock|mantel clock",
    "sign": (
        "sign|signboard|street sign|shop sign|placard|billboard|signpost|road sign|banner|plaque"
        "|chalkboard|blackboard|open sign|chalkboard sign|sign board"
    ),
    "door": "door|doorway|front door|gate",
    "window": "window|window pane|windowpane",
    "ladder": "ladder|step ladder|stepladder",
    "screen": "screen|monitor|tv|television|computer screen|computer monitor|display|tablet|ipad",
    "tree": (
        "tree|oak tree|maple tree|apple tree|birch|willow|cherry tree|olive tree|maple|dead tree"
        "|lone tree|bare tree"
    ),
    "pine": "pine tree|fir|fir tree|spruce|christmas tree|conifer|evergreen",
    "palm": "palm tree|palm|coconut palm|coconut tree",
    "bush": "bush|shrub|hedge|rosebush|rose bush",
    "house": "house|cottage|cabin|hut|barn|farmhouse|mansion|home|shed|chalet|beach house",
    "lighthouse": "lighthouse|light house",
    "tower": "tower|watchtower|bell tower|skyscraper|castle tower|clock tower|turret",
    "boat": "boat|sailboat|rowboat|rowing boat|sailing boat|fishing boat|canoe|ship|yacht|dinghy|kayak",
    "umbrella": "umbrella|parasol|beach umbrella|sunshade",
    "street_lamp": "street lamp|streetlamp|street light|streetlight|lamppost|lamp post",
    "fence": "fence|picket fence|railing",
    "bridge": "bridge|footbridge",
    "snowman": "snowman|snow man",
    "tent": "tent|camping tent|tipi|teepee",
    "moon": "moon|full moon|crescent moon|half moon",
    "car": (
        "car|automobile|sedan|sports car|taxi|vintage car|convertible|classic car|cab|hatchback|pickup truck"
    ),
    "hot_air_balloon": "hot air balloon|air balloon",
}

PRESETS: dict[str, dict[str, str]] = {
    "snow globe": {"kind": "sphere", "material": "glass"},
    "tea set": {"kind": "teapot"},
    "crystal ball": {"kind": "sphere", "material": "crystal"},
    "glass ball": {"kind": "sphere", "material": "glass"},
    "glass marble": {"kind": "sphere", "material": "glass", "size": "small"},
    "bubble": {"kind": "sphere", "material": "glass"},
    "soap bubble": {"kind": "sphere", "material": "glass"},
    "pearl": {"kind": "sphere", "material": "pearl", "size": "tiny"},
    "mirror ball": {"kind": "sphere", "material": "mirror"},
    "disco ball": {"kind": "sphere", "material": "mirror"},
    "chrome ball": {"kind": "sphere", "material": "chrome"},
    "snowball": {"kind": "sphere", "material": "snow"},
    "gold bar": {"kind": "box", "material": "gold"},
    "gold ring": {"kind": "ring", "material": "gold"},
    "gold coin": {"kind": "coin", "material": "gold"},
    "ice": {"kind": "ice_cube"},
    "brick": {"kind": "box", "material": "brick"},
    "wooden block": {"kind": "cube", "material": "wood"},
    "driftwood": {"kind": "branch", "material": "driftwood"},
    "obelisk": {"kind": "column", "material": "stone"},
    "espresso": {"kind": "cup", "contents": "coffee"},
    "latte": {"kind": "cup", "contents": "coffee"},
    "cappuccino": {"kind": "cup", "contents": "coffee"},
    "martini": {"kind": "wine_glass", "contents": "clear"},
    "martini glass": {"kind": "wine_glass"},
    "coconut": {"kind": "sphere", "material": "bark"},
    "lime wedge": {"kind": "lime"},
    "lemon slice": {"kind": "lemon"},
    "slice of lemon": {"kind": "lemon"},
    "raven feather": {"kind": "feather", "colour": "black"},
    "marble table": {"kind": "table", "material": "marble"},
    "pint": {"kind": "glass", "contents": "amber"},
    "pint of beer": {"kind": "glass", "contents": "amber"},
    "cheese board|cheeseboard|charcuterie board|serving board": {"kind": "tray", "material": "wood"},
    "crystal glass": {"kind": "glass", "material": "crystal"},
    "gold bullion": {"kind": "box", "material": "gold"},
}
"""Words that say a kind and more."""

SINGLE_KINDS = frozenset("grapes headphones pebbles steps".split())
"""Kinds whose plural word is one thing."""

HEAPS = {"book": "stack_of_books", "stone": "pebbles", "pebbles": "pebbles"}
"""What a stack or pile of such things is."""

FLIGHTS = frozenset("stair stairs steps".split())
"""Words that count the steps of one flight, not flights."""

POTS = frozenset("pot|flower pot|flowerpot|plant pot|planter".split("|"))
"""Words for what a plant grows in."""

POTTED = frozenset("cactus potted_plant".split())
"""Kinds that come with their own pot, which is what their colour and material mean."""

MOVABLE_TABLES = frozenset(
    "side table|coffee table|bedside table|nightstand|end table|round table|console table|occasional table"
    "|accent table|bistro table|cafe table|café table".split("|")
)
"""Tables that stand in the picture as furniture; a plain table is only what things stand on."""

VESSELS = frozenset(
    "amphora barrel basket boat bottle bowl box bucket cream_jar cup dropper_bottle flask gift_box "
    "glass hat hourglass jar lantern light_bulb mug perfume_bottle pitcher suitcase teapot tin_can vase "
    "wine_bottle wine_glass".split()
)
"""Kinds that something can be in."""

LIQUID_VESSELS = frozenset(
    "amphora barrel bottle bowl bucket cream_jar cup dropper_bottle flask glass jar mug perfume_bottle "
    "pitcher teapot tin_can vase wine_bottle wine_glass".split()
)
"""Kinds that hold a liquid."""

FRUITS = frozenset("apple pear orange lemon lime peach plum banana cherry grapes strawberry".split())
"""Kinds in whose company "orange" and "lime" are fruit, not colours."""

SUPPORTS = frozenset(
    "cake armchair bench book chair column cushion plate plinth shelf sofa stack_of_books steps stool table "
    "tray".split()
)
"""Kinds that carry what stands "with" them."""

BUILT_IN = frozenset("door window".split())
"""Kinds that belong to a room: set dressing."""


STRANGERS = (
    "reading glasses|sunglasses|eyeglasses|spectacles|ice cream|ice cream cone|fire truck|teddy bear|polar bear|coffee bean"
    "|coffee machine|coffee maker|espresso machine|tea leaf|bow tie|golden retriever|snow leopard|rose hip|orange tree"
    "|sea horse|butter fly|lady bird|washing machine|sewing machine|record player|vinyl record|paper plane|paper crane"
    "|paper boat|paper airplane|bell pepper|cherry tomato|egg plant|sea lion|starfish|goldfish|silver fox|rocking horse"
    "|grand piano|light saber|fire hydrant|fire extinguisher|tea towel rack|stone age man|ice skate|ice skater|glass blower"
    "|street musician|street vendor|book keeper|basket ball|basketball|football|tennis ball|baseball|soccer ball|snow boot"
    "|snow owl|rubber boot|wine cellar|wine grower|bread knife|cheese grater|cake stand|key ring|keyboard|key chain"
)
"""Things outside the vocabulary whose words would mislead: a paper crane is no paper."""

MORE_WORDS: dict[str, str] = {
    "teapot": "cafetiere",
    "book": "atlas|album|photo album|encyclopedia|encyclopaedia|guidebook|thesaurus|bestselling novel|chapbook|hymn book",
    "notebook": "sketchpad|sketch pad|pad|writing pad|memo pad|legal pad|ring binder|binder|logbook|address book|jotter|scrapbook",
    "box": "hatbox|hat box|bandbox|tuck box|strongbox|casket|packing case|coffer",
    "gift_box": "gift wrapped box|parcel with a bow|gift parcel|wrapped box|box with a bow|wrapped parcel|gift package|surprise package",
    "candle": "candle in a jar|jar candle|candle jar",
    "sphere": "bauble|glass bauble|billiard ball|snooker ball|bowling ball|gobstopper",
    "cylinder": "drum|tube shape|cylindrical block|roller",
    "jar": "caddy|tea caddy|biscuit barrel|cookie crock|crock",
    "hat": (
        "beret|bowler|sombrero|trilby|boater|baseball cap|flat cap|bonnet|cloche|panama|bobble hat|stetson|turban|cowboy hat"
        "|deerstalker|homburg|fez|bucket hat|sunhat"
    ),
    "orange": "satsuma|blood orange|navel orange|seville orange",
    "watch": "stopwatch|dress watch|ladies' watch|ladies watch|men's watch|lady's watch|diver's watch|fob watch",
    "hourglass": "egg timer|sand glass|hour glass|sand egg timer|kitchen sand timer",
    "wine_glass": "champagne coupe|coupe glass|wine goblet|sherry glass|port glass",
    "camera": "slr|slr camera|mirrorless camera|twin lens reflex|point and shoot|camcorder",
    "bottle": "demijohn|flagon|cruet|swing top bottle",
    "perfume_bottle": "eau de toilette|eau de parfum|eau de cologne|perfume atomiser|perfume atomizer|atomiser|atomizer|aftershave",
    "cake": "muffin|gateau|sponge cake|fairy cake|bundt cake|brownie|victoria sponge|torte",
    "chair": "deckchair|deck chair|highchair|high chair|director's chair|folding chair|school chair|carver chair|side chair",
    "stool": "pouffe|pouf|footrest|milking stool|step stool|piano stool|kitchen stool|hassock",
    "bucket": "watering can|slop pail|champagne cooler|wine cooler",
    "cushion": "bolster|pincushion|scatter cushion|seat pad|headrest",
    "suitcase": (
        "travel case|trolley case|cabin case|weekend case|attache case|attaché case|holdall|carry on case|travelling case"
        "|trolley bag|steamer trunk|hand luggage|vanity case|weekender"
    ),
    "umbrella": "brolly|walking umbrella|golf umbrella|gamp",
    "armchair": "wing chair|club chair|reading chair|tub chair|bergere|lounger",
    "sofa": "two seater|two seater sofa|three seater|three seater sofa|chaise longue|chaise lounge|divan|davenport",
    "lantern": "lantern lamp|paper lantern|railway lantern|chinese lantern|kerosene lamp|paraffin lamp",
    "basket": "wastebasket|wastepaper basket|bread basket|trug|punnet|creel",
    "potted_plant": "yucca|aloe|aloe vera|ficus|plant in a pot|rubber plant|spider plant|aspidistra|philodendron|snake plant|peace lily",
    "barrel": "tun|firkin|hogshead|rain barrel",
    "plinth": "riser|display plinth|rostrum|display cube",
    "pitcher": "carafe jug|measuring jug|cream jug|gravy boat|claret jug",
    "plate": "charger plate|paper plate|side dish",
    "cup": "beaker cup|paper cup",
    "mug": "beaker mug",
    "pumpkin": "butternut squash|carving pumpkin|winter squash",
    "mushroom": "porcini|chestnut mushroom|fly agaric|button mushroom|cep",
    "shell": "cockle|cockle shell|clam shell|snail shell|nautilus|nautilus shell|whelk|periwinkle shell|cowrie|cowrie shell",
    "clock": "carriage clock|cuckoo clock|travel clock|bedside clock|desk clock|table clock",
    "bell": "school bell|desk bell|dinner bell|bicycle bell|reception bell|cowbell|sleigh bell|hand bell",
    "balloon": "toy balloon|foil balloon|helium balloon",
    "desk_lamp": "study lamp|architect lamp|gooseneck lamp",
    "torus": "ring shaped torus|hoop",
    "vase": "posy vase|stem vase|floor vase|bottle vase|ginger jar vase",
    "bowl": "tureen|ramekin|porringer|serving bowl|mixing bowl",
    "tin_can": "tin of beans|tin of soup|drinks can",
    "phone": "flip phone|cordless phone|handset phone",
}
"""More words for some of them."""
