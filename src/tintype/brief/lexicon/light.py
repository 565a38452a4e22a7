"""Words for light: what they say under Lighting. Keys as in `brief.model.Lighting`."""

from __future__ import annotations

Says = tuple[tuple[str, str | int | float | bool], ...]

STANDALONE: dict[str, Says] = {
    # complete in themselves, wherever they stand
    "golden hour": (("time", "golden_hour"),),
    "magic hour": (("time", "golden_hour"),),
    "goldenhour": (("time", "golden_hour"),),
    "blue hour": (("time", "blue_hour"),),
    "sunset": (("time", "sunset"),), "at sunset": (("time", "sunset"),),
    "sundown": (("time", "sunset"),), "setting sun": (("time", "sunset"), ("source", "sun")),
    "sunrise": (("time", "sunrise"),), "at sunrise": (("time", "sunrise"),),
    "rising sun": (("time", "sunrise"), ("source", "sun")), "sunup": (("time", "sunrise"),),
    "dawn": (("time", "dawn"),), "at dawn": (("time", "dawn"),), "daybreak": (("time", "dawn"),),
    "early morning": (("time", "morning"),), "morning": (("time", "morning"),), "in the morning": (("time", "morning"),),
    "late morning": (("time", "morning"),), "mid morning": (("time", "morning"),),
    "noon": (("time", "noon"),), "at noon": (("time", "noon"),), "midday": (("time", "noon"),),
    "high noon": (("time", "noon"),), "at high noon": (("time", "noon"),), "midday sun": (("time", "noon"), ("source", "sun")),
    "noon sun": (("time", "noon"), ("source", "sun")),
    "afternoon": (("time", "afternoon"),), "late afternoon": (("time", "afternoon"),),
    "early afternoon": (("time", "afternoon"),), "in the afternoon": (("time", "afternoon"),),
    "dusk": (("time", "dusk"),), "at dusk": (("time", "dusk"),), "twilight": (("time", "dusk"),),
    "evening": (("time", "dusk"),), "nightfall": (("time", "dusk"),), "in the evening": (("time", "dusk"),),
    "night": (("time", "night"),), "at night": (("time", "night"),), "nighttime": (("time", "night"),),
    "night time": (("time", "night"),), "by night": (("time", "night"),), "late night": (("time", "night"),),
    "late at night": (("time", "night"),), "nocturnal": (("time", "night"),), "in the dark": (("key", "low"),),
    "midnight": (("time", "midnight"),), "at midnight": (("time", "midnight"),),
    "backlit": (("direction", "back"),), "back lit": (("direction", "back"),), "backlighting": (("direction", "back"),),
    "lit from behind": (("direction", "back"),), "contre jour": (("direction", "back"),),
    "back light": (("direction", "back"),), "backlight": (("direction", "back"),),
    "back lighting": (("direction", "back"),), "silhouetted": (("direction", "back"), ("key", "low")),
    "side lit": (("direction", "left"),), "sidelit": (("direction", "left"),), "side lighting": (("direction", "left"),),
    "side light": (("direction", "left"),), "sidelight": (("direction", "left"),),
    "front lit": (("direction", "front"),), "frontlit": (("direction", "front"),),
    "front light": (("direction", "front"),), "front lighting": (("direction", "front"),),
    "top lit": (("direction", "above"),), "top light": (("direction", "above"),),
    "top lighting": (("direction", "above"),), "overhead light": (("direction", "above"),),
    "overhead lighting": (("direction", "above"),), "overhead lamp": (("direction", "above"), ("source", "lamp")),
    "underlit": (("direction", "below"),), "under lighting": (("direction", "below"),),
    "underlighting": (("direction", "below"),), "uplight": (("direction", "below"),),
    "rim light": (("rim", True),), "rim lighting": (("rim", True),), "rim lit": (("rim", True),),
    "edge light": (("rim", True),), "edge lighting": (("rim", True),), "hair light": (("rim", True),),
    "kicker": (("rim", True),), "rimlight": (("rim", True),), "kicker light": (("rim", True),),
    "three point lighting": (("source", "key"), ("rim", True)), "3 point lighting": (("source", "key"), ("rim", True)),
    "low key": (("key", "low"),), "lowkey": (("key", "low"),), "high key": (("key", "high"),),
    "highkey": (("key", "high"),), "chiaroscuro": (("key", "low"), ("quality", "hard")),
    "rembrandt lighting": (("direction", "above-left"), ("key", "low")),
    "rembrandt light": (("direction", "above-left"), ("key", "low")),
    "butterfly lighting": (("direction", "above"),), "split lighting": (("direction", "left"), ("quality", "hard")),
    "loop lighting": (("direction", "above-left"),),
    "candlelit": (("source", "candle"),), "candle lit": (("source", "candle"),), "by candlelight": (("source", "candle"),),
    "candlelight": (("source", "candle"),), "lamplit": (("source", "lamp"),), "lamplight": (("source", "lamp"),),
    "firelight": (("source", "fire"),), "firelit": (("source", "fire"),), "moonlit": (("source", "moon"),),
    "moonlight": (("source", "moon"),), "sunlit": (("source", "sun"),), "sun drenched": (("source", "sun"),),
    "sunny": (("source", "sun"),), "sunlight": (("source", "sun"),), "sunshine": (("source", "sun"),),
    "sun dappled": (("source", "sun"), ("quality", "soft")), "starlight": (("source", "sky"), ("time", "night")),
    "starlit": (("source", "sky"), ("time", "night")), "daylight": (("source", "sky"),),
    "natural light": (("source", "sky"),), "natural lighting": (("source", "sky"),),
    "ambient light": (("quality", "soft"),), "ambient lighting": (("quality", "soft"),),
    "skylight": (("source", "sky"), ("direction", "above")), "neon lit": (("source", "neon"),), "neon": (("source", "neon"),),
    "screen glow": (("source", "screen"),), "screenlight": (("source", "screen"),),
    "spotlight": (("source", "spotlight"),), "spotlit": (("source", "spotlight"),), "spot light": (("source", "spotlight"),),
    "softbox": (("source", "softbox"), ("quality", "soft")), "soft box": (("source", "softbox"), ("quality", "soft")),
    "octabox": (("source", "softbox"), ("quality", "soft")), "beauty dish": (("source", "softbox"),),
    "beauty light": (("source", "softbox"), ("quality", "soft")), "strip light": (("source", "softbox"),),
    "ring light": (("source", "ring"),), "ringlight": (("source", "ring"),), "ring flash": (("source", "ring"),),
    "key light": (("source", "key"),), "keylight": (("source", "key"),), "fill light": (("quality", "soft"),),
    "studio lighting": (("source", "softbox"),), "studio light": (("source", "softbox"),),
    "studio lights": (("source", "softbox"),), "studio lit": (("source", "softbox"),), "studio strobe": (("source", "softbox"),),
    "on camera flash": (("direction", "front"), ("quality", "hard")), "flash": (("direction", "front"), ("quality", "hard")),
    "direct flash": (("direction", "front"), ("quality", "hard")), "strobe": (("source", "key"), ("quality", "hard")),
    "flash photography": (("direction", "front"), ("quality", "hard")),
    "window light": (("source", "window"),), "window lit": (("source", "window"),), "windowlight": (("source", "window"),),
    "god rays": (("source", "sun"),), "godrays": (("source", "sun"),), "sunbeam": (("source", "sun"),),
    "sun beam": (("source", "sun"),), "sun rays": (("source", "sun"),), "sunray": (("source", "sun"),),
    "shaft of light": (("source", "window"), ("quality", "hard")), "beam of light": (("source", "spotlight"),),
    "shafts of light": (("source", "window"), ("quality", "hard")), "light shafts": (("source", "window"),),
    "ray of light": (("source", "sun"),), "rays of light": (("source", "sun"),), "volumetric light": (("source", "sun"),),
    "volumetric lighting": (("source", "sun"),), "crepuscular rays": (("source", "sun"),),
    "diffused": (("quality", "soft"),), "diffuse": (("quality", "soft"),), "shadowless": (("shadows", False),),
    "softly lit": (("quality", "soft"),), "soft lit": (("quality", "soft"),), "dimly lit": (("key", "low"),),
    "dim": (("key", "low"),), "brightly lit": (("key", "high"),), "well lit": (("key", "high"),),
    "evenly lit": (("quality", "soft"),), "harshly lit": (("quality", "hard"),), "warmly lit": (("kelvin", 3200),),
    "warm lit": (("kelvin", 3200),), "naturally lit": (("source", "sky"),), "dramatically lit": (("quality", "hard"), ("key", "low")),
    "overcast light": (("quality", "soft"), ("source", "sky")), "overcast daylight": (("quality", "soft"), ("source", "sky")),
    "dappled": (("quality", "soft"), ("source", "sun")), "soft shadows": (("quality", "soft"),),
    "soft shadow": (("quality", "soft"),), "hard shadows": (("quality", "hard"),), "harsh shadows": (("quality", "hard"),),
    "hard shadow": (("quality", "hard"),), "long shadows": (("quality", "hard"),), "deep shadows": (("key", "low"),),
    "sharp shadows": (("quality", "hard"),), "crisp shadows": (("quality", "hard"),), "dramatic shadows": (("quality", "hard"), ("key", "low")),
    "long shadow": (("quality", "hard"),), "strong shadows": (("quality", "hard"),), "gentle shadows": (("quality", "soft"),),
    "tungsten": (("kelvin", 3200),), "tungsten light": (("kelvin", 3200), ("source", "lamp")), "fluorescent": (("kelvin", 4300),),
    "incandescent": (("kelvin", 2700),), "warm white light": (("kelvin", 3500),), "hard light": (("quality", "hard"),),
    "northern lights": (("source", "sky"), ("time", "night"), ("colour", "green")),
    "aurora": (("source", "sky"), ("time", "night"), ("colour", "green")),
    "north light": (("source", "window"), ("quality", "soft")), "firelight glow": (("source", "fire"),),
    "city lights": (("source", "neon"),), "fairy lights": (("source", "candle"),), "string lights": (("source", "lamp"),),
    "stage light": (("source", "spotlight"),), "stage lights": (("source", "spotlight"),),
    "light tent": (("quality", "soft"), ("shadows", False)), "campfire light": (("source", "fire"),),
    "overcast skylight": (("quality", "soft"), ("source", "sky")), "sun flare": (("direction", "back"), ("source", "sun")),
}  # fmt: skip

NOUNS = (
    "light|lighting|glow|shadow|shadows|ray|rays|beam|illumination|gleam|lights|reflections|reflection|highlight|highlights"
    "|sun|backglow|shine|shaft|sunlight|moonlight|daylight|candlelight|shimmer|glimmer|flicker|luminescence|glare"
    "|lamplight|firelight|fire|campfire|bonfire|torch|torchlight|specular highlights|caustics"
)

NOUN_SAYS: dict[str, Says] = {
    "sun": (("source", "sun"),), "sunlight": (("source", "sun"),), "moonlight": (("source", "moon"),),
    "daylight": (("source", "sky"),), "candlelight": (("source", "candle"),), "lamplight": (("source", "lamp"),),
    "firelight": (("source", "fire"),), "fire": (("source", "fire"),), "campfire": (("source", "fire"),),
    "bonfire": (("source", "fire"),), "torch": (("source", "fire"),), "torchlight": (("source", "fire"),),
}  # fmt: skip

MODIFIERS: dict[str, Says] = {
    # only before a noun of light
    "soft|gentle|softer|even|flat|subtle|delicate|flattering|smooth|feathered|filtered": (("quality", "soft"),),
    "hard|harsh|strong|sharp|direct|crisp|stark|contrasty|punchy|undiffused": (("quality", "hard"),),
    "warm|warmer|golden|amber|cozy|orange|honeyed": (("kelvin", 3200),),
    "cool|cold|icy|bluish|wintry": (("kelvin", 7500),),
    "neutral|white": (("kelvin", 5500),),
    "bright|brilliant|airy": (("key", "high"),),
    "faint|dim|weak|low|dramatic|dark|moody": (("key", "low"),),
    "top|overhead|upper": (("direction", "above"),),
    "side|lateral": (("direction", "left"),),
    "left|left side": (("direction", "left"),),
    "right|right side": (("direction", "right"),),
    "front|frontal": (("direction", "front"),),
    "back|rear": (("direction", "back"),),
    "raking|grazing": (("direction", "left"), ("quality", "hard")),
    "rim|edge": (("rim", True),),
    "key|main": (("source", "key"),),
    "neon": (("source", "neon"),), "window": (("source", "window"),), "candle": (("source", "candle"),),
    "lamp|desk lamp|street|street lamp": (("source", "lamp"),), "sky|natural|ambient|available": (("source", "sky"),),
    "studio|softbox": (("source", "softbox"),), "screen|monitor|phone": (("source", "screen"),), "moon": (("source", "moon"),),
    "sun": (("source", "sun"),), "spot|stage": (("source", "spotlight"),), "ring": (("source", "ring"),),
    "overcast|cloudy": (("quality", "soft"), ("source", "sky")), "fire": (("source", "fire"),),
    "long": (("quality", "hard"),), "rembrandt": (("direction", "above-left"), ("key", "low")),
    "led": (("kelvin", 5600),), "late": (), "single": (), "early": (), "dappled": (("quality", "soft"), ("source", "sun")),
    "high": (), "volumetric": (), "professional": (), "beautiful": (), "diagonal": (("direction", "above-left"),),
}  # fmt: skip

DIRECTIONS: dict[str, str] = {
    "left": "left|the left|left side|the left side|camera left|the left hand side|left hand side|the viewer's left|one side|the side"
    "|frame left|screen left",
    "right": "right|the right|right side|the right side|camera right|the right hand side|right hand side|the viewer's right"
    "|frame right|screen right",
    "above-left": "above left|the above left|upper left|the upper left|top left|the top left|left above|above and left|above on the left"
    "|upper left corner|the upper left corner|high left|the top left corner|above and to the left|high on the left|above to the left",
    "above-right": "above right|the above right|upper right|the upper right|top right|the top right|right above|above and right"
    "|above on the right|upper right corner|the upper right corner|high right|the top right corner|above and to the right"
    "|high on the right|above to the right",
    "above": "above|overhead|the top|top|directly above|straight above|directly overhead|the ceiling|up high|high above",
    "below": "below|underneath|beneath|the bottom|bottom|down below|the floor|under",
    "front": "the front|front|in front|the camera|camera|straight ahead",
    "back": "behind|the back|back|the rear|rear|directly behind|straight behind|the background|backside",
    "back-left": "behind left|back left|the back left|rear left|behind and left|behind on the left|behind to the left|behind and to the left",
    "back-right": "behind right|back right|the back right|rear right|behind and right|behind on the right|behind to the right"
    "|behind and to the right",
}  # fmt: skip

SOURCE_KINDS: dict[str, str] = {
    "window": "window", "candle": "candle", "candlestick": "candle", "desk_lamp": "lamp", "lantern": "lamp",
    "light_bulb": "lamp", "neon_sign": "neon", "street_lamp": "lamp", "moon": "moon", "screen": "screen",
    "phone": "screen", "laptop": "screen",
}  # fmt: skip
