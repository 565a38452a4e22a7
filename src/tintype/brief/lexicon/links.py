"""Words that only link a colour, a number or a verb to its thing, and where to pass over them."""

from __future__ import annotations

import re

from tintype.brief.lexicon.colours import COLOUR
from tintype.brief.lexicon.numbers import CARDINALS

_HUE = (
    rf"(?:(?:very|really|rather|quite|deep|dark|light|pale|bright|soft|rich|warm|cool|strong|vivid|pastel|plain|muted|pure|\w+ish)"
    rf" ){{0,2}}(?:{COLOUR})\b"
)
_PART = (
    rf"(?:(?:{CARDINALS}|\d{{1,2}}|others?|rest|first|second|third|last|former|latter|remaining one|remaining ones)"
    r"(?: one| ones)?)"
)
_LINK = r"(?:(?:which|that) )?(?:is|are|was|were|being|be|should be|must be|will be|comes|painted|coloured|colored|done|made)"

DROPPED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_PART} (?:of (?:them|these|those|which) )?(?P<drop>{_LINK}(?: in| a| an)*|in(?: a| an)?|an?) (?={_HUE})",
        rf"\b{_PART} (?P<drop>of (?:them|these|those|which)) (?={_HUE})",
        rf"\b(?P<drop>(?:shade|hue|tone|tint|tinge) of(?: a| the)?) (?={_HUE})",
        rf"\b(?:painted|finished|done|coloured) (?P<drop>all|completely|entirely|wholly|a|in a) (?={_HUE})",
        rf"\b(?:{CARDINALS}|\d{{1,2}}) (?P<drop>(?:pieces?|pcs|units?|items?|copies|examples|specimens|times)(?: of)?(?: the same| the)?|of the same|of the|×|\*|x) (?=[a-z])",
        rf"\b(?:{CARDINALS}|\d{{1,2}}) (?P<drop>of (?:the |these |those |my |our )?(?:{CARDINALS}|\d{{1,2}})) (?=[a-z])",
        r"(?P<drop>[×*]) (?=\d)",
    )
)
MORE = re.compile(
    rf"\b(?:{CARDINALS}|\d{{1,2}}) (?P<more>more|others|further ones|additional ones|extra)(?= (?:in|are|is|on|which|that|and|,|to|behind"
    rf"|at|;|\.|{COLOUR})\b| [,.;]|$)"
)
ORANGE = re.compile(
    rf"\b(?:{_PART}|is|are|in|all|(?:paint|make|colour|color|want) (?:the|a|an|my|this) [a-z]+|painted|coloured|colour|being|{COLOUR}(?: ,| and|,)) (?:an? |all |bright |deep |dark |light |pale )*(?P<colour>orange)"
    r"(?= [,.;:)]|$| (?:and|or|all|on|respectively|with)\b)"
)
"""Where the colour is meant and not the fruit."""
CAN = re.compile(
    r"\b(?<!a )(?<!the )(?<!tin )(?P<drop>can) (?=(?:be|come|see|you|i|we|not|only|just|also|fall|have|make|do|get|stand|go|show|hold|take|give|find|hit|reach)\b)"
)
IS = re.compile(
    r"\b(?P<owner>[a-z]{3,20}'s)(?= (?:on|in|at|to|next|behind|under|the|a|an|colour|color|by|beside|standing|sitting|placed|over|painted|now)\b)"
)
"""A thing and its verb: "the bottle's on the left"."""
OWNER = re.compile(
    r"\b(?P<owner>[a-z]{3,20}'s)(?= (?:immediate |direct |very |far |near )?(?:left|right|side|other side|neighbou?r|front|back|rear|shadow|colou?r|surface)\b)"
)
"""A thing to whose side something stands: "the vase's left"."""
CUES = frozenset(
    "one other others two three four first second third last former latter rest shade hue tone tint tinge more painted finished glazed coloured"
    " done remaining both orange can × * pieces piece pcs unit units items item copies same 1 2 3 4 5 6 7 8 9 10 12 five six seven eight nine ten".split()
)
