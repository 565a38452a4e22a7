"""Counts and colours that float beside their thing: "vases, six of them", "pink for the cup"."""

from __future__ import annotations

import re

from tintype.brief.clauses import abstract
from tintype.brief.draft import Draft, Reading
from tintype.brief.lexicon import DICTIONARY
from tintype.brief.lexicon.colours import COLOUR, DARK, LIGHT
from tintype.brief.lexicon.numbers import AMOUNTS, CARDINALS

_N = r"<(\d+)>"
_NUMBER = rf"(?P<number>{AMOUNTS}|{CARDINALS}|\d{{1,3}})"
_COUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_N}(?: [,:;(]| exactly| there are| all| just| only| precisely| totalling| numbering| to the number of| x| ×)* {_NUMBER}"
        r"(?: of (?:them|these|those|the same)| in (?:all|total|number|count)| altogether| all told| pieces?| pcs| units?| items?"
        r"| copies| times| strong| to be exact| exactly| ?\)| in the (?:group|picture|set)| individual)",
        rf"{_N}(?: [,:;(.])* (?:the )?(?:quantity|qty|count|number|amount|total|how many|pieces|pcs|units)(?: of them| of)?"
        rf"(?: [:=?.]| is| should be)* (?:exactly )?{_NUMBER}",
        rf"(?:quantity|qty|count|number|amount|total)(?: [:=]| of)* {_NUMBER}(?: [,:;)])* {_N}",
        rf"{_NUMBER} (?:pieces?|pcs|units?|items?|copies|times|specimens?) (?:of )?(?:the )?(?:same )?{_N}",
        rf"{_N}(?: [,:;(])* (?:times|by|×|\*) {_NUMBER}",
        rf"{_N} [:=] {_NUMBER}(?= [,.;]|$| (?:on|in|at|against)\b)",
        rf"{_N} (?:,|–|—) (?:the |all |just |only )?{_NUMBER}(?= [,.;]|$)",
        rf"{_N}(?: [,:;(])* (?:in|as|arranged in|standing in|for) (?:an? |one )?(?:\w+ )?(?:group|set|row|line|cluster|pack|batch|circle|series) of {_NUMBER}",
        rf"how many {_N} \? (?:exactly |just |only )?{_NUMBER}",
        rf"{_N} (?:repeated|repeats|appears?|shown|occurs?) {_NUMBER}(?: times)?",
        rf"{_N} \( {_NUMBER} \)",
    )
)
_HUE = (
    r"(?P<shade>(?:deep|dark|darker|light|lighter|pale|bright|soft|rich|warm|strong|vivid|pastel|muted) )?"
    rf"(?P<colour>{COLOUR})\b"
)
_END = r"(?= [,.;:)!(]|$| (?:and|all|standing|sitting|lying|placed|resting|which|that|next|behind|beside|from|on|in|with|while|but|at|for|one|through|throughout|against)\b)"
_COLOURS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_N} (?:with|has|having|of|in) (?:an? |its )?(?:[a-z]+ )?{_HUE} (?:surface|finish|body|colou?r|look|exterior|glaze|coat|paint|tone|shade|hue|version)",
        rf"something (?:[a-z]+ )?{_HUE} ?[:,–]? {_N}",
        rf"{_N}(?: [,(])? (?:(?:whose|its|the|with its|with a|with|that has|which has) )*(?:colou?r|hue|shade|tone|paint|finish)(?: (?:is|of|being|in|a|an|which|was|very|:|should|be|chosen|royal|jet|cherry|lemon|sky|forest|bottle|baby|blood))* {_HUE}{_END}",
        rf"{_N}(?:(?: (?!(?:and|with|next|behind|while|but|or|a|an|on|over|against|under|beside|above|onto|for|at|to|near|by|from|left|right)\b)[\w']+){{0,4}}| [(:])"
        rf"(?: (?:in|painted|coloured|colored|is|are|being|a|of|finished|done|made|turned|,))* {_HUE}{_END}",
    )
)
_GIVEN = re.compile(
    rf"(?<!> )(?<!in )(?<!painted ){_HUE} (?:for|goes to|belongs to|is for|is the colou?r of|on the|is|are) (?:the )?{_N}"
)
"""What outweighs a colour guessed word by word."""
_WORTH = {
    "pair": 2,
    "couple": 2,
    "duo": 2,
    "trio": 3,
    "threesome": 3,
    "foursome": 4,
    "quartet": 4,
    "quintet": 5,
    "sextet": 6,
    "half a dozen": 6,
    "half dozen": 6,
    "dozen": 12,
    "a dozen": 12,
    "twice": 2,
    "thrice": 3,
    "three times": 3,
}


def settle_floating(reading: Reading) -> None:
    """Give counts and colours that stand apart to their things."""
    if not reading.things:
        return
    text = " ".join(abstract(reading))
    for pattern in _COUNTS:
        for found in pattern.finditer(text):
            draft = reading.things[int(found.group(_at(found)))]
            number = _number(found.group("number"))
            if number and (draft.plural or draft.count == 1) and draft.id not in reading.shares:
                draft.count = number
    for found in _GIVEN.finditer(text):
        reading.things[int(found.group(_at(found)))].colour = None
        _paint(reading.things[int(found.group(_at(found)))], found)
    if all(draft.colour for draft in reading.things):
        return
    for pattern in _COLOURS:
        for found in pattern.finditer(text):
            _paint(reading.things[int(found.group(_at(found)))], found)


def _at(found: re.Match[str]) -> int:
    """The group that holds the number of the thing: the only one without a name."""
    named = set(found.re.groupindex.values())
    return next(at for at in range(1, found.re.groups + 1) if at not in named)


def _number(words: str) -> int:
    if words.isdigit():
        return min(int(words), 100)
    for held, worth in _WORTH.items():
        if words.removeprefix("a ") == held.removeprefix("a "):
            return worth
    senses = DICTIONARY.get(words, {})
    return int(senses["number"]) if "number" in senses else 0


def _paint(draft: Draft, found: re.Match[str]) -> None:
    if draft.colour is not None:
        return
    colour = str(DICTIONARY[found.group("colour")]["colour"])
    shade = (found.group("shade") or "").strip()
    table = DARK if shade in ("dark", "deep", "darker") else LIGHT if shade in ("light", "pale", "pastel", "lighter", "soft") else {}
    draft.colour = table.get(colour, colour)
