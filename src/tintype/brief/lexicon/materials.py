"""Words for materials and for what vessels hold."""

from __future__ import annotations

MATERIAL_WORDS: dict[str, str] = {
    "glass": (
        "glass|clear glass|transparent glass|blown glass|transparent|see through|stained glass"
        "|coloured glass|colored glass|hand blown glass"
    ),
    "frosted_glass": (
        "frosted glass|frosted|milky glass|milk glass|satin glass|sandblasted glass|sea glass|opal glass"
    ),
    "crystal": "crystal|cut crystal|crystal glass|lead crystal|faceted glass|cut glass",
    "water": "water|still water|calm water|shallow water|rippling water|dark water",
    "ice": "ice|icy|crushed ice",
    "acrylic": "acrylic|plexiglass|perspex|lucite|resin|clear acrylic",
    "gold": "gold|golden|gilded|gilt|solid gold|polished gold|gold plated",
    "brass": "brass|brazen|antique brass|polished brass",
    "copper": "copper|polished copper|hammered copper|beaten copper",
    "bronze": "bronze|patinated bronze|aged bronze",
    "silver": "silver|sterling silver|pewter|platinum|white gold|polished silver",
    "chrome": "chrome|chromed|polished chrome|polished metal|mirror polished steel|mirror polished",
    "steel": "steel|stainless steel|polished steel|titanium|blued steel",
    "brushed_steel": (
        "brushed steel|brushed metal|brushed stainless steel|brushed aluminium|brushed aluminum"
        "|satin steel|brushed nickel"
    ),
    "iron": "iron|cast iron|wrought iron|blackened steel",
    "rusty_iron": (
        "rusty iron|rusted iron|rusty|rusted|rusty metal|rusted metal|corten steel|corten"
        "|weathered steel|rusted steel|rusty steel"
    ),
    "aluminium": "aluminium|aluminum|anodized aluminium|tinfoil|foil",
    "rose_gold": "rose gold|pink gold",
    "ceramic": (
        "ceramic|ceramics|glazed ceramic|glazed|pottery|faience|enamel|glazed clay|enamelled|enameled"
        "|majolica"
    ),
    "porcelain": "porcelain|china|bone china|fine china|bisque",
    "terracotta": "terracotta|terra cotta|clay|earthenware|unglazed clay|fired clay|red clay",
    "stoneware": "stoneware|speckled ceramic|speckled stoneware",
    "marble": "marble|carrara marble|carrara|white marble|veined marble|polished marble|calacatta marble",
    "black_marble": "black marble|dark marble|marquina marble|nero marquina",
    "green_marble": "green marble|emerald marble|verde marble",
    "granite": "granite|polished granite",
    "slate": "slate|dark slate",
    "sandstone": "sandstone",
    "limestone": "limestone|chalk",
    "travertine": "travertine",
    "terrazzo": "terrazzo",
    "concrete": "concrete|cement|raw concrete|polished concrete|exposed concrete",
    "plaster": "plaster|gypsum|stucco|alabaster stone",
    "brick": "brick|red brick|exposed brick|bricks",
    "asphalt": "asphalt|tarmac|pavement|blacktop",
    "wet_asphalt": (
        "wet asphalt|wet tarmac|wet pavement|rain slick asphalt|rain soaked asphalt|rain wet asphalt"
        "|glossy wet asphalt|rain slicked asphalt"
    ),
    "gravel": "gravel|pebble bed",
    "sand": "sand|golden sand|wet sand|fine sand|beach sand|rippled sand",
    "snow": "snow|fresh snow|powder snow|deep snow",
    "salt": "salt|sea salt|salt flat",
    "pearl": "pearlescent|mother of pearl|nacre|iridescent|opalescent",
    "obsidian": "obsidian|volcanic glass",
    "jade": "jade",
    "oak": "oak|oak wood|oaken|light oak|rustic oak|weathered oak|light wood|pale wood|blond wood",
    "walnut": "walnut|walnut wood|dark walnut|dark wood|mahogany wood|teak|rosewood|dark oak",
    "pine": "pine wood|pinewood|larch|knotty pine|birch wood|maple wood|spruce wood",
    "ebony": "ebony|ebony wood",
    "cherry_wood": "cherry wood|cherrywood",
    "bamboo": "bamboo",
    "plywood": "plywood",
    "driftwood": "driftwood|weathered wood|bleached wood|reclaimed wood|old planks",
    "bark": "bark|tree bark",
    "cork": "cork",
    "wicker": "wicker|rattan|woven|wickerwork|cane",
    "leaf": "foliage",
    "petal": "petal bed|petals|petal|rose petals|flower petals",
    "grass": "grass|green grass|tall grass|lawn|turf|dry grass",
    "moss": "moss|mossy|moss covered",
    "soil": "soil|dirt|earth|mud",
    "straw": "straw|hay",
    "linen": "linen|rumpled linen|crumpled linen|burlap|canvas cloth|linen cloth|wrinkled linen|gauze",
    "cotton": "cotton|bedsheet|cotton cloth|muslin",
    "velvet": "velvet|velour|plush",
    "silk": "silk|satin|silky|silk fabric|satin fabric",
    "wool": "wool|woollen|woolen|knitted|knit|woolly|tweed|cashmere",
    "denim": "denim",
    "leather": "leather|leather bound|faux leather",
    "suede": "suede",
    "felt": "felt",
    "fur": "fur|furry|sheepskin|faux fur",
    "plastic": "plastic|glossy plastic|polypropylene|vinyl|bakelite|pvc",
    "matte_plastic": "matte plastic|matt plastic|soft touch plastic",
    "rubber": "rubber|latex|silicone",
    "wax": "wax|beeswax|waxen|paraffin",
    "paper": (
        "paper|kraft paper|parchment|origami|folded paper|crumpled paper|papery|handmade paper|paper mache"
    ),
    "cardboard": "cardboard|corrugated cardboard",
    "paint": "painted|chalk paint",
    "lacquer": "lacquer|lacquered|high gloss|patent",
    "foam": "foam|styrofoam|sponge",
    "chocolate": "chocolate|dark chocolate|milk chocolate",
    "soap": "soapy",
    "mirror": (
        "mirrored|mirror finish|mirror like|mirrorlike|mirror surface|reflective surface|black mirror|mirrors"
    ),
    "emissive": "luminous|self luminous|glow in the dark",
    "wood": (
        "wood|wooden|timber|wood grain|planks|wooden plank|wooden board|wood planks|wooden planks"
        "|rustic wood|bare wood"
    ),
    "stone": (
        "stone|rough stone|stony|rock face|natural stone|polished stone|carved stone|cobblestone|cobblestones"
    ),
    "metal": "metal|metallic|sheet metal|metal sheet|tin metal|alloy",
    "fabric": "fabric|cloth fabric|textile|draped fabric|upholstered|cloth",
}

LIQUIDS: dict[str, str] = {
    "water": "water|sparkling water|mineral water|clear liquid|tonic|gin|vodka|sake|lemonade water",
    "wine": "red wine|wine|deep red wine|dark red wine|ruby red wine|bordeaux|merlot|pinot noir|port|cabernet",
    "white wine": "white wine|chilled white wine|champagne|prosecco|riesling|sauvignon blanc|cava|chardonnay|sparkling wine",
    "milk": "milk|warm milk|oat milk|cold milk",
    "coffee": (
        "coffee|black coffee|espresso|hot coffee|hot chocolate|cocoa|steaming coffee|iced coffee"
        "|cold brew|latte"
    ),
    "tea": "tea|green tea|black tea|hot tea|iced tea|herbal tea|mint tea|steaming tea|matcha",
    "honey": "honey|maple syrup|syrup|golden honey",
    "oil": "olive oil|oil|massage oil",
    "amber": (
        "whisky|whiskey|bourbon|rum|cognac|beer|amber liquid|brandy|ale|cider|scotch|lager|apple juice"
        "|golden liquid|amber perfume|amber fluid"
    ),
    "orange": "orange juice|juice|fresh juice|carrot juice|orange liquid",
    "red": (
        "cherry juice|tomato juice|red liquid|pomegranate juice|cranberry juice|campari|jam"
        "|strawberry jam|ketchup"
    ),
    "yellow": "lemonade|yellow liquid|limoncello",
    "green": "green liquid|absinthe|matcha liquid|green juice",
    "blue": "blue liquid|blue ink|ink",
    "pink": "pink liquid|pink lemonade|rose wine|rosé|rosé wine|rosé champagne|pink champagne|strawberry milk",
    "purple": "purple liquid|grape juice",
    "brown": "cola|coca cola|soup|root beer",
    "clear": "liquid",
    "sand": "sand",
    "ice": "crushed ice|ice",
    "salt": "salt",
    "cream": "cream|moisturizing cream",
    "rice": "rice",
    "sugar": "sugar",
    "soil": "soil",
}
"""Contents (a material, a colour or the plain word) → the words."""

LIQUID_WITH_COLOUR = "liquid|fluid|potion|drink|juice|perfume|serum|syrup|elixir|ink"
"""Nouns that turn a colour before them into contents: "amber liquid" → amber."""
