"""One lexicon of directions: every phrase for a place becomes one letter, whatever way it is said.

L left, R right, M middle, F near the camera, B far from it, U on top, D at the bottom. A letter alone is a
place in the frame ("on the left"); with "~" it is beside what was spoken of ("to its left"); with "=" it
governs the thing that follows ("left of"). Things are "<0>", "<1>", …; V is any verb of standing.
"""

from __future__ import annotations

import re

from tintype.brief.lexicon.colours import COLOUR

_ONES = (
    "(?:object|objects|one|item|thing|piece|element|subject|position|place|spot|figure|slot|half|third|part|side"
    "|edge|end|corner|flank|area|portion|margin|section|region|zone|hand|neighbour|neighbor|companion|quarter)"
)
_PICTURE = (
    "(?:picture|frame|image|shot|scene|photo|photograph|composition|view|canvas|screen|set|arrangement|layout"
    "|table|group|row|line|pair|two|three|trio)"
)
_OF = rf"(?: (?:of|in) (?:the |this |our )?(?:whole )?{_PICTURE})?"
_LEAD = r"(?:(?:on|to|at|in|over|off|towards?|near|by|along|up|out|placed|sitting|standing|of|occupying) )*"
_MORE = (
    r"(?:(?:the|far|extreme|very|immediate|more|outer|lower|upper|camera|frame|screen|picture|image|stage|viewer's"
    r"|our|your|opposite|farthest|furthest|own|dead|direct) )*"
)
_SIDE = rf"(left|right)(?:most| most)?(?: hand)?(?: {_ONES})*"
_EYE = r"(?:(?:the |our |your )?(?:camera|lens|viewer|us|photographer|eye|you|me))"
_VERB = (
    r"(?:(?:and |that |which |where |then |there |here |now |has been |have been |we have |we see |you see |you find |we find "
    r"|you can see |one sees |can be seen |is seen |being |to be )*(?:stand(?:s|ing)?|stood|sit(?:s|ting)?|sat|lie(?:s)?"
    r"|lying|rest(?:s|ing)?|is|are|was|were|wait(?:s|ing)?|comes?|goes|put|set|placed|positioned|located|arranged|seen|seated"
    r"|appears?|occupies|takes|find|we have|we see|you see|there is|there are|be|keeps|leans?|stays?|belongs? to|belongs?|shows?|features?"
    r"|holds|hosts|being|towers?|perched|dwells?|looms?|remains?|follows|resides?)(?: there| also| then| placed| set| standing"
    r"| sitting| up| seen| found| visible)*)"
)

RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), symbol)
    for pattern, symbol in (
        (r"\b(?:slightly|just|directly|immediately|closely|neatly|exactly|simply|partly|also|finally|further|farther|straight"
         r"|respectively|clearly|firstly|secondly|lastly|a little|a bit|a touch|some way|a short way|close|please|only) ", ""),
        (r"\( (?!(?:[a-z]+ ){0,4}(?:left|right|middle|cent|front|back|top|bottom|rear|fore))[a-z ,]{1,40}\) ", ""),
        (rf"(<\d+>) (?:in|painted|coloured|colored|finished in|done in|of) (?:(?!the\b)[a-z]+ )?(?:{COLOUR})\b(?: all over| finish| glaze| colou?r)?", r"\1"),
        (rf"\b(?:on|to|at|by) (<\d+>)'s {_MORE}{_SIDE}(?= |$)", r" @\2= \1 "),
        (rf"(<\d+>)'s {_MORE}{_SIDE}(?= |$)", r" @\2= \1 "),
        (r"\b(?:the )?(left|right) (?:hand )?(?:neighbou?r|companion|side) of (?=<)", r"@\1= "),
        (rf"\b{_LEAD}(?:its|their|his|her) {_MORE}{_SIDE}(?= |$)", r"@\1~ "),
        (rf"\b{_LEAD}{_MORE}{_SIDE} of (?:it|them|this|that one|both)(?= |$)", r"@\1~ "),
        (rf"\b{_LEAD}{_MORE}{_SIDE} of (?=<)", r"@\1= "),
        (rf"\b{_LEAD}{_MORE}{_SIDE}{_OF}(?= |$)", r"@\1 "),
        (r"@left", "L"),
        (r"@right", "R"),
        (r"\b(?:between|in between) (?:them|(?:the two|both|these|those|the others))(?= [,.;:V<]|$| (?:is|stands|sits|lies|a|an)\b)", "M~ "),
        (r"\bbetween (?=<)", "M= "),
        (rf"\b{_LEAD}(?:the )?(?:very |dead |exact |true |one )*(?:middle|centre|center|central|midground|mid ground|middle ground|middle distance|mid distance)(?: {_ONES}| stage| frame| ground)*{_OF}(?= |$)", "M "),
        (r"\b(?:in between)(?= |$)", "M "),
        (rf"\b(?:the )?(?:{_ONES} )?(?:nearest|closest|nearer|closer)(?: {_ONES})?(?: to)?(?: {_EYE})?(?= [,.:;<V(]|$| (?:is|stands|comes|a|we|are|sits)\b)", "F "),
        (rf"\b(?:the )?(?:{_ONES} )?(?:furthest|farthest|most distant)(?: {_ONES})?(?: away| back| off)?(?: from)?(?: {_EYE})?(?= |$)", "B "),
        (r"\b(?:in front of|ahead of|before) (?:it|them|this|that|the two|both)(?= |$)", "F~ "),
        (r"\b(?:in front of|ahead of|before) (?=<)", "F= "),
        (r"\b(?:behind|beyond) (?:it|them|this|that|the two|both)(?= |$)", "B~ "),
        (r"\bbehind (?=<)", "B= "),
        (rf"\b{_LEAD}(?:the )?(?:immediate |sharp |very |near |deep |far |blurred |blurry |soft |dim )*(?:foreground|front|fore)(?: row| plane| {_ONES})*{_OF}(?= |$)", "F "),
        (rf"\b{_LEAD}(?:the )?(?:immediate |deep |far |blurred |blurry |soft |dim |very )*(?:background|back|rear|backdrop|distance)(?: row| plane| {_ONES})*{_OF}(?= |$)", "B "),
        (r"\b(?:behind|beyond)(?= [,.;V]|$)", "B~ "),
        (r"\b(?:before|ahead)(?= [,.;]|$)", "F~ "),
        (r"\b(?:below|beneath|underneath|under) (?:it|that|them)(?= |$)", "D "),
        (r"\b(?:on top of|atop|above|over) (?:it|that|them)(?= |$)", "U~ "),
        (rf"\b(?:on top|on the top|at the top|up top|above|top|upper)(?: {_ONES})?(?= (?!<)|$)", "U "),
        (rf"\b(?:below|beneath|underneath|(?:at|on) the bottom|at the base|bottom|lower|under)(?: {_ONES})?(?= (?!<)|$)", "D "),
        (rf"(?<![\w<]){_VERB}(?= |$)", "V"),
        (r"\s+", " "),
        (r"V(?: V)+", "V"),
    )
)  # fmt: skip
"""Applied in order to the words of a sentence whose things are numbered."""

_N = r"<(\d+)>"
_P = "([LRMFBUD])"
_AND = r"(?:,? ?(?:and|while|but|plus|;|,|with|then|as well as) ?)+(?:with )?"
_OPEN = r"(?:^|[.;:!,] )"
_CLOSE = r"(?= ?(?:[.;,!:)(-]|$|V\b|and\b|in\b|on\b|against\b|under\b|at\b))"

CLAUSES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), truth)
    for pattern, truth in (
        # a vase has a cup on the left and a jug on the right
        (rf"{_N}(?: [VM])* ?,? (?:has|with|having|gets|given|flanked by|keeps|owns|carries|framed by|between) {_N} {_P}~?{_AND}{_N} {_P}~?(?![=\w])", "3 2 1;5 4 1"),
        (rf"{_N}(?: [VM])* ?,? (?:has|with|having|gets|flanked by|between) ,?{_P}~? ?,? ?V? ?{_N}{_AND}{_P}~? ?,? ?V? ?{_N}", "2 3 1;4 5 1"),
        # on the left of a vase stands a cup and on the right a jug
        (rf"{_OPEN}{_P}= {_N} ?,? ?V? ?{_N}{_AND}{_P}[~ ]? ?,? ?V? ?{_N}", "1 3 2;4 5 2"),
        (rf"(?<!> )(?<!V )(?<!and ){_P}= {_N} ?,? ?V ?{_N}", "1 3 2"),
        # a plate; to its left a fork and to its right a knife
        (rf"{_N} ?[.,;:] ?(?:with )?{_P}~ ?,? ?V? ?{_N}{_AND}{_P}~ ?,? ?V? ?{_N}", "2 3 1;4 5 1"),
        # two things, and one of them on the left
        (rf"{_N} (?:and|,|beside|next to|with) {_N} ?[,;.:]? (?:with |and )?<\1> (?:V )?{_P}(?![=~\w])", "3 1 2"),
        (rf"{_N} (?:and|,|beside|next to|with) {_N} ?[,;.:]? (?:with |and )?<\2> (?:V )?{_P}(?![=~\w])", "3 2 1"),
        (rf"{_N} ?(?:and|,|plus|&) {_N} ?,? (?:and |with )*,? ?{_N} (?:V )?M~", "M 3 1 2"),
        (rf"{_N} ?(?:and|,|plus|&) {_N} ?,? (?:and |with )*,? ?M~? ?,? (?:V )?{_N}", "M 3 1 2"),
        (rf"M= {_N} and {_N} ?,? V {_N}", "M 3 1 2"),
        # with a cup to its left, a vase …
        (rf"{_OPEN}?\bwith {_N}(?: V)? {_P}~ ?,? (?:V )?{_N}", "2 1 3"),
        (rf"{_OPEN}\(?with {_N} {_P}{_AND}{_N} {_P} ?, (?:V )?{_N}", "2 1 5;4 3 5"),
        # a vase with, to its right, a cup
        (rf"{_N},? (?:and|with|has|having) ?,? ?{_P}~ ?,? ?V? ?{_N}", "2 3 1"),
        (rf"{_N} (?:[a-z]+ ){{1,3}}{_N} V {_P}~", "3 2 1"),
        (rf"(?<!= ){_N} ?,? (?:with|has|having|and) {_N} ?,? (?:V )?([LRFB])~", "3 2 1"),
        (rf"(?:^|[.;:,] )(?:and )?(?:, )?{_P}= {_N} , {_N}", "1 3 2"),
        # to its right stands a lamp
        (rf"{_N} ?[.,;:] ?{_P}~ ?,? ?V? ?{_N}", "2 3 1"),
        # a jar left and a mug right of a bowl
        (rf"{_N} {_P}{_AND}{_N} {_P}= {_N}", "2 1 5;4 3 5"),
        # between a mug on the left and a vase on the right
        (rf"M= {_N} \(? ?{_P} ?\)? and {_N} \(? ?{_P} ?\)? ?,? ?V? ?{_N}", "2 1 5;M 5 1 3"),
        (rf"{_N} V M= {_N} \(? ?{_P} ?\)? and {_N} \(? ?{_P} ?\)?", "3 2 1;M 1 2 4"),
    )
)  # fmt: skip
"""(pattern, truths): "3 2 1" says that the thing of group 2 stands at place (group 3) of the thing of group 1."""

BOUND = re.compile(
    rf"{_N}|((?:[LRMFBUD](?![=~\w]))|(?:[FBUD](?=~)))~?|(V|{COLOUR}|light|dark|painted|in|and|with|while|the|but|plus|then|a|on|in|of|it|at|that|which|put|place|we|to)\b|([,.;:()!?/–—-])"
)
"""What a list of things by place is made of."""
