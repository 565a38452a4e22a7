"""Patterns for counts and colours that stand apart from their thing, over numbered things."""

from __future__ import annotations

import re

from tintype.brief.lexicon.colours import COLOUR
from tintype.brief.lexicon.numbers import AMOUNTS, CARDINALS

_N = r"<(\d+)>"
_NUMBER = rf"(?P<number>{AMOUNTS}|{CARDINALS}|\d{{1,3}})"
COUNTS = tuple(
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
COLOURS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_N} (?:with|has|having|of|in) (?:an? |its )?(?:[a-z]+ )?{_HUE} (?:surface|finish|body|colou?r|look|exterior|glaze|coat|paint|tone|shade|hue|version)",
        rf"something (?:[a-z]+ )?{_HUE} ?[:,–]? {_N}",
        rf"{_N}(?: [,(])? (?:(?:whose|its|the|with its|with a|with|that has|which has) )*(?:colou?r|hue|shade|tone|paint|finish)(?: (?:is|of|being|in|a|an|which|was|very|:|should|be|chosen|royal|jet|cherry|lemon|sky|forest|bottle|baby|blood))* {_HUE}{_END}",
        rf"{_N}(?:(?: (?!(?:and|with|next|behind|while|but|or|a|an|on|over|against|under|beside|above|onto|for|at|to|near|by|from|left|right)\b)[\w']+){{0,4}}| [(:])"
        rf"(?: (?:in|painted|coloured|colored|is|are|being|a|of|finished|done|made|turned|,))* {_HUE}{_END}",
    )
)
GIVEN = re.compile(
    rf"(?<!> )(?<!in )(?<!painted ){_HUE} (?:for|goes to|belongs to|is for|is the colou?r of|on the|is|are) (?:the )?{_N}"
)
"""What outweighs a colour guessed word by word."""
