"""Words for light: what they say under Lighting. Keys as in `brief.model.Lighting`."""

from __future__ import annotations

Says = tuple[tuple[str, str | int | float | bool], ...]
"""Pairs of a key of the Brief and its value."""

STANDALONE: dict[Says, str] = {
    (("time", "golden_hour"),): "golden hour|magic hour|goldenhour",
    (("time", "blue_hour"),): "blue hour",
    (("time", "sunset"),): "sunset|at sunset|sundown",
    (("time", "sunset"), ("source", "sun")): "setting sun",
    (("time", "sunrise"),): "sunrise|at sunrise|sunup",
    (("time", "sunrise"), ("source", "sun")): "rising sun",
    (("time", "dawn"),): "dawn|at dawn|daybreak",
    (("time", "morning"),): "early morning|morning|in the morning|late morning|mid morning",
    (("time", "noon"),): "noon|at noon|midday|high noon|at high noon",
    (("time", "noon"), ("source", "sun")): "midday sun|noon sun",
    (("time", "afternoon"),): "afternoon|late afternoon|early afternoon|in the afternoon",
    (("time", "dusk"),): "dusk|at dusk|twilight|evening|nightfall|in the evening",
    (("time", "night"),): ("night|at night|nighttime|night time|by night|late night|late at night|nocturnal"),
    (("key", "low"),): "in the dark|low key|lowkey|dimly lit|dim|deep shadows",
    (("time", "midnight"),): "midnight|at midnight",
    (("direction", "back"),): (
        "backlit|back lit|backlighting|lit from behind|contre jour|back light|backlight|back lighting"
    ),
    (("direction", "back"), ("key", "low")): "silhouetted",
    (("direction", "left"),): "side lit|sidelit|side lighting|side light|sidelight",
    (("direction", "front"),): "front lit|frontlit|front light|front lighting",
    (("direction", "above"),): (
        "top lit|top light|top lighting|overhead light|overhead lighting|butterfly lighting"
    ),
    (("direction", "above"), ("source", "lamp")): "overhead lamp",
    (("direction", "below"),): "underlit|under lighting|underlighting|uplight",
    (("rim", True),): (
        "rim light|rim lighting|rim lit|edge light|edge lighting|hair light|kicker|rimlight|kicker light"
    ),
    (("source", "key"), ("rim", True)): "three point lighting|3 point lighting",
    (("key", "high"),): "high key|highkey|brightly lit|well lit",
    (("key", "low"), ("quality", "hard")): "chiaroscuro",
    (("direction", "above-left"), ("key", "low")): "rembrandt lighting|rembrandt light",
    (): "falls into shade|in shade|in the shade|into shade|into the shade|in deep shade|in half shade|light direction|direction of light|direction of the light|lighting direction|light side",
    (("direction", "left"), ("source", "key")): (
        "key camera left|key left|key at camera left|key from left|key from the left|key frame left|key screen left"
        "|key at left|key to the left|key on camera left|key stage left|keyed from left|keyed from the left"
    ),
    (("direction", "right"), ("source", "key")): (
        "key camera right|key right|key at camera right|key from right|key from the right|key frame right|key screen right"
        "|key at right|key to the right|key on camera right|key stage right|keyed from right|keyed from the right"
    ),
    (("direction", "left"), ("quality", "hard")): "split lighting",
    (("direction", "above-left"),): "loop lighting",
    (("source", "candle"),): "candlelit|candle lit|by candlelight|candlelight|fairy lights",
    (("source", "lamp"),): "lamplit|lamplight|string lights",
    (("source", "fire"),): "firelight|firelit|firelight glow|campfire light",
    (("source", "moon"),): "moonlit|moonlight",
    (("source", "sun"),): (
        "sunlit|sun drenched|sunny|sunlight|sunshine|god rays|godrays|sunbeam|sun beam|sun rays|sunray"
        "|ray of light|rays of light|volumetric light|volumetric lighting|crepuscular rays"
    ),
    (("source", "sun"), ("quality", "soft")): "sun dappled",
    (("source", "sky"), ("time", "night")): "starlight|starlit",
    (("source", "sky"),): "daylight|natural light|natural lighting|naturally lit",
    (("quality", "soft"),): (
        "ambient light|ambient lighting|fill light|diffused|diffuse|softly lit|soft lit|evenly lit"
        "|soft shadows|soft shadow|gentle shadows"
    ),
    (("source", "sky"), ("direction", "above")): "skylight",
    (("source", "neon"),): "neon lit|neon|city lights",
    (("source", "screen"),): "screen glow|screenlight",
    (("source", "spotlight"),): "spotlight|spotlit|spot light|beam of light|stage light|stage lights",
    (("source", "softbox"), ("quality", "soft")): "softbox|soft box|octabox|beauty light",
    (("source", "softbox"),): (
        "beauty dish|strip light|studio lighting|studio light|studio lights|studio lit|studio strobe"
    ),
    (("source", "ring"),): "ring light|ringlight|ring flash",
    (("source", "key"),): "key light|keylight",
    (("direction", "front"), ("quality", "hard")): "on camera flash|flash|direct flash|flash photography",
    (("source", "key"), ("quality", "hard")): "strobe",
    (("source", "window"),): "window light|window lit|windowlight|light shafts",
    (("source", "window"), ("quality", "hard")): "shaft of light|shafts of light",
    (("shadows", False),): "shadowless",
    (("quality", "hard"),): (
        "harshly lit|hard shadows|harsh shadows|hard shadow|long shadows|sharp shadows|crisp shadows"
        "|long shadow|strong shadows|hard light"
    ),
    (("kelvin", 3200),): "warmly lit|warm lit|tungsten",
    (("quality", "hard"), ("key", "low")): "dramatically lit|dramatic shadows",
    (("quality", "soft"), ("source", "sky")): "overcast light|overcast daylight|overcast skylight",
    (("quality", "soft"), ("source", "sun")): "dappled",
    (("kelvin", 3200), ("source", "lamp")): "tungsten light",
    (("kelvin", 4300),): "fluorescent",
    (("kelvin", 2700),): "incandescent",
    (("kelvin", 3500),): "warm white light",
    (("source", "sky"), ("time", "night"), ("colour", "green")): "northern lights|aurora",
    (("source", "window"), ("quality", "soft")): "north light",
    (("quality", "soft"), ("shadows", False)): "light tent",
    (("direction", "back"), ("source", "sun")): "sun flare",
}
"""Complete in themselves, wherever they stand."""

NOUNS = (
    "light source|source of light|deep shade|dark shade|half shade|light|lighting|glow|shadow|shadows|ray|rays|beam|illumination|gleam|lights|reflections|reflection"
    "|highlight|highlights|sun|backglow|shine|shaft|sunlight|moonlight|daylight|candlelight|shimmer"
    "|glimmer|flicker|luminescence|glare|lamplight|firelight|fire|campfire|bonfire|torch|torchlight"
    "|specular highlights|caustics"
)

NOUN_SAYS: dict[Says, str] = {
    (("source", "sun"),): "sun|sunlight",
    (("source", "moon"),): "moonlight",
    (("source", "sky"),): "daylight",
    (("source", "candle"),): "candlelight",
    (("source", "lamp"),): "lamplight",
    (("source", "fire"),): "firelight|fire|campfire|bonfire|torch|torchlight",
}
"""What some of them say by themselves."""

MODIFIERS: dict[Says, str] = {
    (("quality", "soft"),): (
        "soft|gentle|softer|even|flat|subtle|delicate|flattering|smooth|feathered|filtered"
    ),
    (("quality", "hard"),): "hard|harsh|strong|sharp|direct|crisp|stark|contrasty|punchy|undiffused|long",
    (("kelvin", 3200),): "warm|warmer|golden|amber|cozy|orange|honeyed",
    (("kelvin", 7500),): "cool|cold|icy|bluish|wintry",
    (("kelvin", 5500),): "neutral|white",
    (("key", "high"),): "bright|brilliant|airy",
    (("key", "low"),): "faint|dim|weak|low|dramatic|dark|moody",
    (("direction", "above"),): "top|overhead|upper",
    (("direction", "left"),): "side|lateral|left|left side",
    (("direction", "right"),): "right|right side",
    (("direction", "front"),): "front|frontal",
    (("direction", "back"),): "back|rear",
    (("direction", "left"), ("quality", "hard")): "raking|grazing",
    (("rim", True),): "rim|edge",
    (("source", "key"),): "key|main",
    (("source", "neon"),): "neon",
    (("source", "window"),): "window",
    (("source", "candle"),): "candle",
    (("source", "lamp"),): "lamp|desk lamp|street|street lamp",
    (("source", "sky"),): "sky|natural|ambient|available",
    (("source", "softbox"),): "studio|softbox",
    (("source", "screen"),): "screen|monitor|phone",
    (("source", "moon"),): "moon",
    (("source", "sun"),): "sun",
    (("source", "spotlight"),): "spot|stage",
    (("source", "ring"),): "ring",
    (("quality", "soft"), ("source", "sky")): "overcast|cloudy",
    (("source", "fire"),): "fire",
    (("direction", "above-left"), ("key", "low")): "rembrandt",
    (("kelvin", 5600),): "led",
    (): "late|single|early|high|volumetric|professional|beautiful",
    (("quality", "soft"), ("source", "sun")): "dappled",
    (("direction", "above-left"),): "diagonal",
}
"""Only before a noun of light."""

DIRECTIONS: dict[str, str] = {
    "left": (
        "left|the left|left side|the left side|camera left|the left hand side|left hand side"
        "|the viewer's left|one side|the side|frame left|screen left"
    ),
    "right": (
        "right|the right|right side|the right side|camera right|the right hand side|right hand side"
        "|the viewer's right|frame right|screen right"
    ),
    "above-left": (
        "above left|the above left|upper left|the upper left|top left|the top left|left above"
        "|above and left|above on the left|upper left corner|the upper left corner|high left"
        "|the top left corner|above and to the left|high on the left|above to the left"
    ),
    "above-right": (
        "above right|the above right|upper right|the upper right|top right|the top right|right above"
        "|above and right|above on the right|upper right corner|the upper right corner|high right"
        "|the top right corner|above and to the right|high on the right|above to the right"
    ),
    "above": (
        "above|overhead|the top|top|directly above|straight above|directly overhead|the ceiling"
        "|up high|high above"
    ),
    "below": "below|underneath|beneath|the bottom|bottom|down below|the floor|under",
    "front": "the front|front|in front|the camera|camera|straight ahead",
    "back": "behind|the back|back|the rear|rear|directly behind|straight behind|the background|backside",
    "back-left": (
        "behind left|back left|the back left|rear left|behind and left|behind on the left"
        "|behind to the left|behind and to the left"
    ),
    "back-right": (
        "behind right|back right|the back right|rear right|behind and right|behind on the right"
        "|behind to the right|behind and to the right"
    ),
}
"""Where light comes from → the words after "from"."""

SOURCE_WORDS: dict[str, str] = {
    "window": "window",
    "candle": "candle|candlestick",
    "lamp": "desk_lamp|lantern|light_bulb|street_lamp",
    "neon": "neon_sign",
    "moon": "moon",
    "screen": "screen|phone|laptop",
}

SOURCE_KINDS = {kind: source for source, kinds in SOURCE_WORDS.items() for kind in kinds.split("|")}
"""Kinds of things that give light → the source they are."""
