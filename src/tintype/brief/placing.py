"""Where things stand, found by pattern: "over to its left-hand side", "a hand's width behind"."""

from __future__ import annotations

from functools import lru_cache

from tintype.brief.lexicon import Senses
from tintype.brief.lexicon.placing import CANONICAL, COMPILED

OPENING = frozenset(
    "a abreast abuts accompanies adjacent adjoins ahead alongside along almost an and as at away backed balanced bang"
    " beginning behind being beside between beyond bookended borne bordered bracketed bridg bridged by camera"
    " carried carries caught center centered centre centred cheek close closed closely closer closest counting"
    " crowning crowns dead deep deeper directly divides dividing down elbow elevated enthroned exactly extreme far"
    " farther farthest filled fitted flanked flush for forward four frame framed from front further furthest gets"
    " going half halfway hand hard hemmed hoisted holding holds huddled image immediately in into is are joined joins"
    " just left lifted listed little lurking mid midway more moving mostly most much near nearer nearest nearly neatly neck"
    " neighbors neighbours nestled nestles nestling next occupied of off on one only ordered out over parked parting"
    " partly partially partnered parts perched picture placed poised posed positioned pressed presented propped pulled"
    " brought pushed raised read reading resting right rubbing rubs rub sandwiched screen seated separates separating"
    " served set shoulder side sitting slightly slotted smack snug snuggled snugly some somewhat splits squarely squashed"
    " squeezed stage standing starting straight supported supporting taken teamed the three to toward towards touches"
    " topping tops trapped tucked two underneath up very visible seen way wedged well within cosied leans leaning keeping"
    " bears bearing before occupies occupying fills filling takes taking bridges bridging closes plugs five"
    " 1 2 3 4 5 6 7 8 9 10 15 20 25 30 40 50".split()
)
"""First words of all patterns, save the verbs of `VERB_STEMS`."""

VERB_STEMS = (
    "hid",
    "conceal",
    "obscur",
    "overlap",
    "block",
    "eclips",
    "mask",
    "shield",
    "peek",
    "peep",
    "peer",
    "pok",
    "stick",
    "look",
    "emerg",
    "appear",
    "show",
    "ris",
    "jut",
    "loom",
    "stand",
)


def opens(word: str) -> bool:
    """Whether a pattern may start with that word."""
    return word in OPENING or word.startswith(VERB_STEMS)


@lru_cache(maxsize=4096)
def place_at(words: tuple[str, ...]) -> tuple[Senses, str, int] | None:
    """(senses, plain words, number of words) of the longest pattern that starts these words."""
    text = " ".join(words)
    best: tuple[int, str, str] | None = None
    for sense, value, pattern in COMPILED:
        found = pattern.match(text)
        if found is None or found.end() == 0 or (best is not None and found.end() <= best[0]):
            continue
        if found.end() < len(text) and text[found.end()] != " ":
            continue
        side = next((group for group in found.groups() if group), "")
        best = (found.end(), sense, value.replace("@", side))
    if best is None:
        return None
    end, sense, value = best
    count = text[:end].count(" ") + 1
    if sense == "sequence":
        value += "_of"
    payload = value if sense in ("position", "prep", "sequence") else True
    return {sense: payload}, CANONICAL.get(value, text[:end]), count
