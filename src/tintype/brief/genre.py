"""What sort of picture a Brief asks for: it decides which suggestions sound right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from tintype.brief.vocabulary import LAND_SETTINGS, STREET_SETTINGS

if TYPE_CHECKING:
    from tintype.brief.model import Brief

Genre = Literal["portrait", "product", "landscape", "street", "interior", "idea"]

_PEOPLE = re.compile(
    r"\b(wom[ae]n|m[ae]n|girls?|boys?|child(ren)?|kids?|bab(y|ies)|person|people|portraits?|headshots?|faces?|"
    r"couples?|friends|famil(y|ies)|models?|detectives?|pedestrians?|actors?|dancers?|brides?|grooms?|chefs?)\b",
    re.IGNORECASE,
)
_ROOM = {"living_room", "gallery", "library", "office", "cafe", "brick_wall", "concrete_room", "bathroom"}
_LAND_KINDS = {
    "tree", "pine", "palm", "bush", "house", "lighthouse", "tower", "boat", "bridge", "tent", "snowman",
    "moon", "hot_air_balloon", "fence",
}  # fmt: skip
_ROOM_KINDS = {
    "chair",
    "armchair",
    "sofa",
    "table",
    "bench",
    "shelf",
    "door",
    "window",
    "column",
    "arch",
    "steps",
}
_STREET_KINDS = {"car", "street_lamp", "neon_sign"}
_OUTDOOR_LIGHT = {"sun", "moon", "sky"}


def genre(brief: Brief) -> Genre:
    """The sort of picture; people first, then the place, then what is in it."""
    if _PEOPLE.search(brief.sentence):
        return "portrait"
    setting = brief.environment.setting
    kinds = {thing.kind for thing in brief.things}
    if setting in STREET_SETTINGS or (setting is None and kinds & _STREET_KINDS):
        return "street"
    if setting in LAND_SETTINGS or (setting is None and kinds & _LAND_KINDS):
        return "landscape"
    if setting in _ROOM or (setting is None and kinds & _ROOM_KINDS):
        return "interior"
    if kinds or setting or brief.environment.surface or "product" in brief.atmosphere.style:
        return "product"
    return "landscape" if brief.lighting.time or brief.lighting.source in _OUTDOOR_LIGHT else "idea"
