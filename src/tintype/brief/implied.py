"""What a sentence means without saying it."""

from __future__ import annotations

import msgspec

from tintype.brief.model import Brief, Element, Implied, Value
from tintype.brief.vocabulary import LAND_SETTINGS, STREET_SETTINGS

Hint = tuple[Element, str, Value]


def _style(brief: Brief, style: str) -> bool:
    return style in brief.atmosphere.style


RULES: tuple[tuple[str, str, tuple[Hint, ...]], ...] = (
    # (test, reason, what follows)
    (
        "style=product",
        "A product photo is taken before a plain sweep, so nothing competes with the product.",
        (("environment", "setting", "seamless"),),
    ),
    (
        "style=product",
        "A product photo is lit softly, so that edges and labels stay readable.",
        (("lighting", "source", "softbox"), ("lighting", "quality", "soft")),
    ),
    (
        "style=studio",
        "A studio picture has a plain sweep behind it.",
        (("environment", "setting", "seamless"),),
    ),
    ("style=studio", "Studio light comes from a softbox.", (("lighting", "source", "softbox"),)),
    (
        "style=editorial",
        "Editorial pictures are shot with a short telephoto.",
        (("camera", "focal_mm", 85.0),),
    ),
    ("source=softbox", "A softbox gives soft light.", (("lighting", "quality", "soft"),)),
    (
        "time=golden_hour",
        "In the golden hour the sun stands low and warm.",
        (("lighting", "kelvin", 3200), ("lighting", "source", "sun")),
    ),
    (
        "time=sunset",
        "At sunset the sun stands low and red.",
        (("lighting", "kelvin", 2900), ("lighting", "source", "sun")),
    ),
    (
        "time=sunrise",
        "At sunrise the sun stands low and warm.",
        (("lighting", "kelvin", 3300), ("lighting", "source", "sun")),
    ),
    (
        "time=noon",
        "At noon the sun stands high and its shadows are hard.",
        (("lighting", "source", "sun"), ("lighting", "direction", "above"), ("lighting", "quality", "hard")),
    ),
    (
        "time=blue_hour",
        "In the blue hour only the sky gives light.",
        (("lighting", "kelvin", 9000), ("lighting", "source", "sky"), ("lighting", "quality", "soft")),
    ),
    (
        "time=dusk",
        "At dusk only the sky gives light.",
        (("lighting", "source", "sky"), ("lighting", "kelvin", 7500)),
    ),
    (
        "time=dawn",
        "At dawn the light is soft and cool.",
        (("lighting", "source", "sky"), ("lighting", "quality", "soft")),
    ),
    (
        "street+night",
        "A city street at night is lit by neon.",
        (("environment", "setting", "night_street"), ("lighting", "source", "neon")),
    ),
    ("outdoor+night", "At night outdoors the moon gives the light.", (("lighting", "source", "moon"),)),
    ("night", "At night most of the frame is dark.", (("lighting", "key", "low"),)),
    (
        "source=moon",
        "Moonlight means night, and looks cool.",
        (("lighting", "time", "night"), ("lighting", "kelvin", 7500)),
    ),
    (
        "source=candle",
        "Candles burn warm and leave the corners dark.",
        (("lighting", "kelvin", 1900), ("lighting", "key", "low")),
    ),
    ("source=fire", "Fire burns warm.", (("lighting", "kelvin", 2000),)),
    ("source=lamp", "Lamps burn warmer than daylight.", (("lighting", "kelvin", 2800),)),
    ("source=neon+outdoor", "Neon signs are seen at night.", (("lighting", "time", "night"),)),
    (
        "grade=noir",
        "Film noir is black and white in spirit, with hard light and deep shadows.",
        (("lighting", "quality", "hard"), ("lighting", "key", "low"), ("atmosphere", "grain", 0.35)),
    ),
    ("grade=cinematic", "Cinema frames are shot wide open.", (("camera", "focus", "shallow"),)),
    ("grade=vintage", "Old film shows its grain.", (("atmosphere", "grain", 0.35),)),
    ("film", "Film shows its grain.", (("atmosphere", "grain", 0.25),)),
    (
        "shot=macro",
        "So close to the lens, little of the depth is sharp.",
        (("camera", "focus", "shallow"), ("camera", "focal_mm", 100.0)),
    ),
    ("wide_open", "At so wide an aperture little of the depth is sharp.", (("camera", "focus", "shallow"),)),
    ("stopped_down", "At so small an aperture nearly everything is sharp.", (("camera", "focus", "deep"),)),
    ("angle=top", "Seen from above, the things lie on a surface.", (("environment", "setting", "tabletop"),)),
    (
        "weather=fog",
        "Fog hides what is far and softens the light.",
        (("atmosphere", "fog", 0.5), ("lighting", "quality", "soft")),
    ),
    (
        "weather=cloudy",
        "Clouds make the whole sky one soft lamp.",
        (("lighting", "quality", "soft"), ("lighting", "source", "sky")),
    ),
    ("weather=rain", "Rain comes with a grey, soft sky.", (("lighting", "quality", "soft"),)),
    ("weather=storm", "A storm darkens the sky.", (("atmosphere", "grade", "cool"),)),
    ("surface=snow", "Snow lies outdoors.", (("environment", "setting", "snowfield"),)),
    ("surface=sand", "Sand lies on a beach.", (("environment", "setting", "beach"),)),
    ("surface=grass", "Grass grows in a meadow.", (("environment", "setting", "meadow"),)),
    ("surface=wet_asphalt", "Wet asphalt is a street after rain.", (("environment", "setting", "street"),)),
    ("surface=marble", "Marble to stand on is a table top.", (("environment", "setting", "marble_table"),)),
    ("surface", "What things stand on is a table top.", (("environment", "setting", "tabletop"),)),
    ("backdrop", "A plain backdrop is a sweep of paper.", (("environment", "setting", "seamless"),)),
    ("outdoor", "Outdoors by day the sun gives the light.", (("lighting", "source", "sun"),)),
    (
        "setting=window_sill",
        "On a window sill the light comes through the window.",
        (("lighting", "source", "window"),),
    ),
)

OUTDOOR = LAND_SETTINGS | STREET_SETTINGS
_PART = {
    "style": "atmosphere",
    "grade": "atmosphere",
    "time": "lighting",
    "source": "lighting",
    "shot": "camera",
    "angle": "camera",
    "weather": "environment",
    "surface": "environment",
    "setting": "environment",
}


def imply(brief: Brief) -> Brief:
    """The same Brief with `implied`; one rule may build on what an earlier one implied."""
    held: dict[tuple[str, str], Value] = {}
    hints: list[Implied] = []
    for test, reason, follows in RULES:
        known = msgspec.structs.replace(brief, implied=tuple(hints)).resolved()
        if not _holds(known, test):
            continue
        for element, key, value in follows:
            if (element, key) in held or not _free(brief, element, key, value):
                continue
            held[(element, key)] = value
            hints.append(Implied(element, key, value, reason))
    return msgspec.structs.replace(brief, implied=tuple(hints))


def _free(brief: Brief, element: str, key: str, value: Value) -> bool:
    """Whether nothing that was said speaks for or against `key = value`."""
    said = getattr(getattr(brief, element), key)
    light, camera = brief.lighting, brief.camera
    if key == "setting" and value == "night_street":
        return said in (None, "street")
    if said is not None and said != ():
        return False
    against = {
        "kelvin": light.colour is not None
        or (brief.atmosphere.grade in ("cool", "warm") and light.source is None),
        "focus": camera.f_number is not None and (camera.f_number > 4) == (value == "shallow"),
        "key": light.key is not None or (light.shadows is False and value == "low"),
        "quality": (light.shadows is False and value == "hard")
        or (light.source in ("softbox", "sky") and value == "hard"),
        "source": (light.rim is True and value == "moon")
        or (light.time in ("night", "midnight") and value == "sun"),
        "direction": False,
        "grain": any(e.what.endswith("grain") for e in brief.excluded),
        "fog": any(e.what in ("fog", "mist", "haze") for e in brief.excluded),
        "setting": brief.environment.place is not None and value in ("seamless", "tabletop"),
    }
    return not against.get(key, False)


def _holds(brief: Brief, test: str) -> bool:
    setting, time = brief.environment.setting, brief.lighting.time
    outdoor = setting in OUTDOOR
    night = time in ("night", "midnight")
    stop = brief.camera.f_number
    named = {
        "night": night,
        "outdoor": outdoor
        and not night
        and time not in ("dusk", "dawn", "blue_hour")
        and brief.environment.weather in (None, "clear", "wind")
        and brief.lighting.source is None,
        "outdoor+night": outdoor and night,
        "street+night": (setting in ("street", "night_street") and night) or setting == "night_street",
        "source=neon+outdoor": brief.lighting.source == "neon" and outdoor,
        "film": brief.camera.film is not None,
        "surface": brief.environment.surface is not None,
        "backdrop": brief.environment.backdrop is not None,
        "wide_open": stop is not None and stop <= 2.8,
        "stopped_down": stop is not None and stop >= 11,
        "style=product": _style(brief, "product"),
        "style=studio": _style(brief, "studio"),
        "style=editorial": _style(brief, "editorial"),
    }
    if test in named:
        return named[test]
    key, value = test.split("=")
    return getattr(getattr(brief, _PART[key]), key) == value
