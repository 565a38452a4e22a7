"""Patterns for where a thing stands: too many ways of saying it to list them one by one.

A pattern is a regular expression over the words of a stretch without punctuation. `{SIDE}` catches
"left" or "right"; the value then has that word in place of its "@".
"""

from __future__ import annotations

import re

_PICTURE = (
    "(?:picture|frame|image|shot|scene|photo|photograph|composition|view|canvas|screen|set|display|arrangement"
    "|line up|lineup|group|layout|spread|crop)"
)
_OF_PICTURE = rf"(?: (?:of|in) (?:the |this |our |my )?(?:whole )?{_PICTURE}\b)"
_CAMERA = r"(?:(?:the |our |your )?(?:camera|lens|viewer|us|photographer|eye|you)\b)"
_IT = r"(?:it|them|this one|that one|that|him|her|the two|the pair|both)\b"
_MEASURE = (
    r"(?:(?:a|an|one|two|three|four|\d+|some|half a) (?:good |few |couple of |short |small |full )?"
    r"(?:hand's|finger's|hair's|arm's|palm's|hand|finger|hands|fingers|step|steps|pace|paces|inch|inches|cm"
    r"|centimetre|centimetres|centimeter|centimeters|foot|feet|metre|metres|meter|meters|way|ways|bit|distance"
    r"|touch|tad|fraction|little)(?: (?:width|breadth|length|way|ways|distance|bit|further|farther|away))?)"
)
_ADVERBS = (
    rf"(?:(?:right|directly|just|immediately|slightly|partly|partially|half|mostly|almost|nearly|only just|close"
    rf"|closely|well|far|way|exactly|straight|off|over|out|away|set|little|somewhat|{_MEASURE}) ){{0,3}}"
)
_LEAD = r"(?:on|at|in|to|towards?|over|off|by|along|near|up|down)"
_LEADS = rf"(?:{_LEAD} ){{1,2}}"
_PLAIN_SIDE = r"(?:(?:upstage|downstage|centre|center|bottom|top|far|further|farther|more|farthest|furthest|outermost|leftmost|extreme|very|near|immediate|lower|upper|outer|viewer's|viewers|opposite) )*(left|right)(?: hand)?"
_SIDE = (
    rf"{_PLAIN_SIDE}(?: (?:side|edge|end|third|half|part|portion|margin|corner|flank|quarter|border|area))?\b"
)
_DIM = r"(?:(?:far|very|soft|blurred|blurry|distant|hazy|deep|out of focus|immediate|sharp|extreme) )*"
_STOP = r"(?=$| (?:a|an|one|stands|sits|lies|there|and|or|while|with|in|on|at|against|under|for|is|are|of a|of the)\b)"
_HIDING = r"(?:hid|hide|conceal|obscur|overlap|block|eclips|screen|mask|shield|overlapp)"
_HALF = r"(?:(?:partly|partially|half|almost|slightly|mostly|nearly|just|a little|a bit) )?"
_COMING = r"(?:(?:peek|peep|peer|pok|stick|look|emerg|appear|show|ris|jut|loom|stand)(?:e|s|es|ing|ed)? |visible |seen )"
_SET = (
    r"(?:(?:exactly|midway|mid way|halfway|half way|neatly|snugly|squarely|right|wedged|sandwiched|squeezed|tucked"
    r"|caught|centred|centered|placed|set|slotted|squashed|positioned|trapped|framed|fitted|parked|nestled) ){0,3}"
)
_GAP = r"(?:gap|space|spot|room|place|middle|void|opening)"

PATTERNS: tuple[tuple[str, str, str], ...] = (
    # beside the thing spoken of
    ("position", "its_@", rf"{_ADVERBS}{_LEADS}(?:its|their|his|her) {_SIDE}"),
    ("position", "its_@", rf"{_ADVERBS}(?:{_LEADS}(?:the )?)?{_SIDE} of {_IT}"),
    (
        "position",
        "its_back",
        rf"{_ADVERBS}(?:behind|beyond|in back of|(?:at|in|to) the (?:back|rear) of) {_IT}",
    ),
    ("position", "its_back", rf"{_ADVERBS}(?:at|to|in) (?:its|their) (?:back|rear)\b"),
    ("position", "its_back", rf"{_ADVERBS}(?:lurking |hidden |standing )?behind$"),
    (
        "position",
        "its_front",
        rf"{_ADVERBS}(?:in front of|ahead of|before|(?:at|to) the front of) (?:{_IT})",
    ),
    (
        "position",
        "its_side",
        rf"{_ADVERBS}(?:next to|beside|alongside|by|near|close to|adjacent to) (?:it|them)\b",
    ),
    ("position", "its_side", r"(?:right |close )?(?:at|by|on) (?:its|their) side\b"),
    ("position", "its_side", r"(?:right |close )?(?:alongside|close by|next door|adjacent)$"),
    ("position", "its_between", rf"{_SET}(?:in )?between (?:them\b|(?:the other two|the others|the two|those two|these two|both)(?=$| (?:stand|sit|lie|is|are|a|an|one|there|with|we|stands|sits|lies|comes)\b))"),
    ("position", "its_between", r"in between$"),
    ("position", "its_top", rf"(?:resting |sitting |perched |standing |right |just )?(?:on|atop|upon|on top of) {_IT}$"),
    ("position", "its_side", r"(?:for|as) (?:a |its )?(?:neighbour|neighbor|companion|partner|company)\b"),
    ("position", "other", rf"{_LEADS}(?:its|their) (?:other|opposite|far) (?:side|flank|end|edge)\b"),
    ("prep", "one_side", rf"{_LEADS}one (?:side|end|flank) of\b(?! (?:it|them|the frame|the picture|the image)\b)"),
    ("prep", "right_of", r"(?:(?:flanked|framed|bordered|bounded|joined|met|followed) )?(?:on|to) (?:the|its) left by\b"),
    ("prep", "left_of", r"(?:(?:flanked|framed|bordered|bounded|joined|met|followed) )?(?:on|to) (?:the|its) right by\b"),
    ("prep", "behind", r"(?:set |standing |placed |pushed |well |a little |slightly )*back from\b(?! (?:the |our )?(?:camera|lens|viewer|us)\b)"),
    ("prep", "topped", r"(?:is|are|forms|makes|provides|acts as|serves as|serving as|acting as|used as|becomes)(?: the| a)?"
     r" (?:base|stand|support|pedestal|plinth|platform|perch|resting place) (?:for|of|to|under)\b"),
    ("prep", "flanking", r"(?:flank|bracket|bookend|enclose|sandwich|surround closely|hem in)(?:s|ing|ed)?$|(?:flank|bracket|bookend"
     r"|enclose|sandwich|hem in)(?:s|ing)?\b(?! (?:by|between|together))"),
    ("prep", "flanking", r"(?:on|at|to) (?:either|both|opposite|each|two|the two) (?:side|sides|ends|end|flanks) of\b(?! it| them)"),
    ("sequence", "@", r"(?:first )?from (?:the )?(left|right) (?:is|are|comes|come|stands|sits|we have|we see|you see|there is|there are)\b"),
    ("position", "its_top", r"(?:at|on) the (?:very )?top$|up top$|(?:resting |sitting |perched )?on top$"),
    # sides of the frame
    ("position", "@", rf"{_ADVERBS}{_LEADS}(?:the |our |your |my )?{_SIDE}{_OF_PICTURE}?"),
    ("position", "@", rf"(?:the )?{_SIDE}{_OF_PICTURE}"),
    (
        "position",
        "@",
        rf"(?:the )?{_PLAIN_SIDE} (?:third|half|edge|side|part|portion|end){_OF_PICTURE}?{_STOP}",
    ),
    ("position", "@", r"(?:the )?(?:far|further|farther|extreme|furthest|farthest|outermost) (left|right)\b"),
    ("position", "@", rf"(?:in the )?(?:frame|camera|screen|picture|image|stage) (left|right){_STOP}"),
    ("position", "@", rf"(left|right) of (?:frame|centre|center|{_PICTURE})\b"),
    ("position", "@", r"the (left|right)$"),
    # on either side of something
    (
        "position",
        "one",
        rf"{_LEADS}one (?:side|hand|flank|end|edge)(?: of (?:it|them|the (?:frame|picture|image)))?\b(?! of)",
    ),
    (
        "position",
        "other",
        rf"{_LEADS}the (?:other|opposite|far)(?: (?:side|hand|flank|end|edge))?(?: of (?:it|them))?{_STOP}",
    ),
    # how near
    ("position", "back", rf"(?:deep |far )?(?:in|at|to|towards?) (?:the )?{_DIM}(?:background|back|rear|distance"
     rf"|back row|rear row|far end){_OF_PICTURE}?\b(?! of| light| lit| wall)"),
    ("position", "back", rf"{_ADVERBS}(?:further|farther|much further|set|well|deeper|standing|way) (?:back|away|off|behind)"
     rf"(?: from (?:{_CAMERA}|{_IT}))?{_STOP}"),
    ("position", "back", rf"(?:the )?(?:one )?(?:furthest|farthest|further|farther|most distant)(?: away| back)?"
     rf"(?: from (?:{_CAMERA}|{_IT}))?(?! than)\b(?! from)"),
    ("position", "front", rf"(?:right |well |up |out )?(?:in|at|to|towards?|up|out) (?:the )?{_DIM}"
     rf"(?:foreground|front|fore|front row){_OF_PICTURE}?\b(?! of| light| lit)"),
    ("position", "front", rf"(?:the )?(?:one )?(?:right |very )?(?:nearest|closest|nearer|closer|near|close)(?: up)?(?: to)? "
     rf"{_CAMERA}(?! than)"),
    ("position", "front", r"(?:nearest|closest|nearer|closer|up close|forward)$"),
    ("position", "front", r"(?:further |pulled |brought )?forward\b(?! than)|up close\b"),
    ("position", "middle", rf"(?:(?:dead|bang|smack|right|exactly|squarely|just|front and) )*(?:in|at|into) (?:the )?"
     rf"(?:very |dead |exact )?(?:middle|centre|center)(?: frame| stage)?(?:{_OF_PICTURE}|\b(?! of))"),
    ("position", "middle", r"(?:dead|bang|smack|front and|centre|center) (?:centre|center|middle|stage)\b"),
    ("position", "middle", r"(?:placed |set |standing )?centrally\b"),
    ("position", "bottom", r"(?:at|on|in) the (?:very )?(?:bottom|base)\b(?! of)|underneath$|as (?:the|a) base\b"),
    # prepositions
    ("prep", "@_of", rf"{_ADVERBS}(?:{_LEADS}(?:the )?)?{_SIDE} of(?! (?:the |this |our )?{_PICTURE}\b)(?! frame|.?cent)"),
    ("prep", "behind", rf"{_ADVERBS}(?:behind|beyond|in back of|(?:at|in|to) the (?:back|rear) of)(?! the scenes| {_PICTURE}"
     rf"| the {_PICTURE})\b"),
    ("prep", "behind", rf"{_ADVERBS}{_COMING}(?:out |over |half )?(?:from )?behind\b"),
    ("prep", "behind", rf"{_HALF}{_HIDING}(?:den|ed|en) (?:from view )?(?:by|behind|from view by)\b"),
    ("prep", "behind", rf"{_ADVERBS}(?:(?:further|farther) (?:back|away|off)?(?: ?from {_CAMERA})? ?than|more distant than)\b"),
    ("prep", "in_front_of", rf"{_ADVERBS}(?:in front of|ahead of)\b"),
    ("prep", "in_front_of", rf"{_HALF}(?:{_HIDING}(?:e|es|s|ing|ding|ping)?)(?: part of| some of| (?:our |the |your )?(?:view|sight) of)?\b"),
    ("prep", "in_front_of", rf"{_ADVERBS}(?:(?:closer|nearer)(?:(?: to)? {_CAMERA})? than|further forward than|backed by)\b"),
    ("prep", "in_front_of", r"(?:right |placed |standing |set )*between (?:us|you|me|the camera|the lens|the viewer) and\b"),
    ("prep", "between", rf"{_SET}(?:in )?between\b"),
    ("prep", "between", rf"(?:(?:(?:fill|occup|bridg|clos|tak|plug)(?:s|es|ies|ing|e|ying|y)? )?(?:up )?(?:in |into )?the {_GAP} )between\b"),
    ("prep", "between", r"(?:separates|separating|divides|dividing|parts|parting|splits)\b"),
    ("prep", "flanked", r"(?:flanked|framed|bracketed|bordered|bookended|hemmed in|sandwiched|enclosed|squeezed in|penned in|guarded|closed in|walled in|sheltered)(?: (?:on|at) (?:both|either|each) sides?)? by\b"),
    ("prep", "next_to", rf"{_ADVERBS}(?:next to|close to|close by|hard by|beside|alongside|adjacent to|hard against"
     r"|snug against|flush with|within reach of|near)\b"),
    ("prep", "next_to", r"(?:shoulder to shoulder|cheek by jowl|side to side|hand in hand|neck and neck|elbow to elbow"
     r"|rubbing shoulders|rubs shoulders|rub shoulders|cheek to cheek) with\b"),
    ("prep", "next_to", r"(?:tucked|nestled|nestles|nestling|pushed|pressed|snuggled|leans|leaning|huddled|cosied|placed|set)"
     r"(?: right| up| in| close| closely| tight)* (?:against|to|next to|beside|alongside|by)\b"),
    ("prep", "next_to", r"(?:in the company of|joined by|joins|partnered with|teamed with|accompanies|neighbours|neighbors"
     r"|abuts|touches|adjoins|next door to|keeping company with|for company)\b"),
    ("prep", "on", r"(?:right |directly |squarely )?(?:raised|elevated|lifted|perched|enthroned|poised|posed|presented|served"
     r"|propped|hoisted|set|seated|balanced|standing|resting|sitting)(?: up| high)? (?:on top of|atop|upon|on)\b"),
    ("prep", "on", r"(?:supported by|carried by|borne by|held up by|crowns|tops off|tops|crowning|topping)\b"),
    ("prep", "topped", r"(?:bears|supporting|bearing aloft|holding up|holds up|carries)\b"),
    ("prep", "in_front_of", rf"{_HALF}cover(?:s|ing)? (?:(?:a )?(?:half|part|some|most|corner|bit) of|up)\b|(?:partly|partially|half|slightly) covers\b"),
    ("prep", "behind", r"(?:half|partly|partially|slightly) covered (?:up )?by\b"),
    ("position", "its_back", r"(?:over|past) its shoulder\b|(?:for|as|in) (?:a |its |the )?backdrop\b|(?:in|as) its background\b"),
    ("position", "back", r"in (?:the )?(?:second|back|rear|last) row\b|in the row behind\b"),
    ("position", "front", r"in (?:the )?(?:first|front) row\b"),
    ("position", "middle", rf"(?:is |forms |makes |occupies |takes )?the (?:middle|centre|center)(?:{_OF_PICTURE}|$| of (?:a|the|this) (?:trio|group"
     r"|three|row|line|threesome)\b)"),
    ("prep", "topped", r"bearing\b(?! the (?:word|words|text|name))"),
    ("prep", "next_to", r"(?:huddle|cosie|cosy|snuggle|cuddle|press|push|pull|nestle|sidle|nuzzle)(?:s|d|ed|ing)? (?:right |close )?up (?:to|against|beside)\b"),
    ("prep", "next_to", rf"(?:only |just |barely |about |not |set |placed )?(?:{_MEASURE}|a whisker|a hair|a stone's throw|inches|far|centimetres)(?: away| off| apart)? from\b"),
    ("prep", "next_to", r"(?:hug|kiss|snuggl|nudg|brush|nuzzl|cuddl|crowd|partner)(?:e|s|es|ing|ging|ed)\b(?! each| one another| together| by)"),
    ("prep", "next_to", r"touch(?:es|ing)\b(?= (?:a|an|the|one|its)\b)"),
    ("prep", "flanking", r"(?:frame|guard|edge|enclose|border|escort)s?\b(?= (?:a|an|the|one|two|three|four)\b)"),
    ("prep", "behind", r"(?:tucked|hidden|hiding|placed|set|stashed|concealed|half hidden|lurking|waiting|partly hidden)(?: away| just| right)* (?:behind|in back of)\b"),
    ("prep", "in_front_of", rf"{_HALF}(?:{_HIDING}(?:e|es|s|ing|ding|ping)?)(?: (?:out )?(?:half|most|part|some|a part|much|the view|our view|the sight|sight|the lower half|the left half|the right half|a corner|the front|the base|a bit|a third|a piece) of)\b"),
    ("prep", "on", r"(?:sits?|stands?|rests?|lies|perche[sd]|sitting|standing|placed|set|balanced|resting|put)? ?(?:atop|on top of|upon)\b"),
    ("position", "@", r"(?:the )?(left|right)most\b(?! side| edge)"),
    ("prep", "next_to", r"within (?:arm's |easy |close |touching )?(?:reach|distance) of\b"),
    ("prep", "other_side", rf"{_LEADS}the (?:other|opposite) (?:side|end|flank) of\b(?! (?:it|them|the frame|the picture|the image)\b)"),
    ("prep", "flanking", r"(?:either|both|opposite) sides? of\b(?! it| them)"),
    ("in_row", "", r"(?:close|right|tight|tightly|closely|huddled|squeezed|pushed) together\b|rub(?:s|bing)? shoulders\b(?! with)"),
    ("prep", "flanking", r"(?:on|to|at) (?:the |its )?(?:left and (?:the |to the |on the )?right|right and (?:the |to the |on the )?left) of\b"),
    ("position", "flank", r"(?:on|at|to) (?:the|its|both its|either of its) (?:flanks|sides)\b|(?:on |at |to )?(?:either|both|each) sides? of (?:it|them)\b"),
    # lists
    ("sequence", "in_front_of", r"one (?:right |just |directly |closely )?(?:behind|in front of) (?:the other|another)\b"),
    ("in_row", "", r"(?:huddl(?:e|es|ed|ing)|cluster(?:ed|ing)?|nestl(?:e|ed|ing)|cuddl(?:e|ed|ing)|squeez(?:e|ed|ing)|stand(?:ing)?|crowd(?:ed)?) together\b"
     r"|in close company|(?:almost |nearly |just )?touching(?:$| each other\b| one another\b)"),
    ("in_row", "", rf"{_ADVERBS}(?:next to|beside|alongside|close to|by the side of) (?:each other|one another)\b"),
    ("in_row", "", r"shoulder to shoulder\b(?! with)|(?:two |three |four |five )?abreast\b|cheek to cheek\b(?! with)"),
    ("sequence", "@", r"(?:starting|beginning|reading|counting|going|moving|listed|ordered|in order|read)(?: \w+){0,2}? "
     r"(?:from|at|on) (?:the )?(?:far )?(left|right)(?: hand)?(?: side| edge)?\b(?! to)"),
    ("sequence", "@", r"from (?:the )?(left|right)(?: hand)?(?: side)? (?:on|onwards?|across)\b"),
    ("filler", "", r"(?:is |are |gets |being )?(?:filled|occupied|taken|taken up|bridged|closed) (?:up )?(?:by|with)\b(?! light)"),
)  # fmt: skip
"""(sense, value, pattern): of all that fit, the longest is meant."""

COMPILED = tuple((sense, value, re.compile(pattern)) for sense, value, pattern in PATTERNS)

CANONICAL: dict[str, str] = {
    "left": "on the left",
    "right": "on the right",
    "middle": "in the middle",
    "back": "in the background",
    "front": "in the foreground",
    "bottom": "at the bottom",
    "one": "on one side",
    "other": "on the other",
    "its_left": "to the left of it",
    "its_right": "to the right of it",
    "its_back": "behind it",
    "its_front": "in front of it",
    "its_side": "next to it",
    "its_top": "on top",
    "its_between": "between them",
    "left_of": "to the left of",
    "right_of": "to the right of",
    "next_to": "next to",
    "in_front_of": "in front of",
}
"""The plain way to say what a pattern found."""

OPENING = frozenset(
    "a abreast abuts accompanies adjacent adjoins ahead alongside along almost an and as at away backed balanced bang"
    " beginning behind being beside between beyond bookended borne bordered bracketed bridg bridged by camera"
    " carried carries caught center centered centre centred cheek close closed closely closer closest counting"
    " crowning crowns dead deep deeper directly divides dividing down elbow elevated enthroned exactly extreme far"
    " farther farthest filled fitted flanked flush over past covers cover huddle huddles cosies cosy snuggle snuggles snuggled cuddle cuddles press presses push pushes pull pulls nestle sidles nuzzles tight tightly either both opposite is takes takes enclosed penned guarded closed walled sheltered cluster clustered nestling crowd crowded touching centrally leftmost outermost extreme furthest atop upon resting lurking hidden as back flank flanks flanking bracket brackets bookend bookends enclose encloses enclosing sandwich hem forms makes provides acts serves serving acting used becomes pushed met bounded followed first for forward four frame framed from front further furthest gets"
    " going half halfway hand hard hemmed hoisted holding holds huddled image immediately in into is are joined joins"
    " just left lifted listed little lurking mid midway more moving mostly most much near nearer nearest nearly neatly neck"
    " neighbors neighbours nestled nestles nestling next occupied of off on one only ordered out over parked parting"
    " partly partially partnered parts perched picture placed poised posed positioned pressed presented propped pulled"
    " brought pushed raised read reading resting right rubbing rubs rub sandwiched screen seated separates separating"
    " served set shoulder side sitting slightly slotted smack snug snuggled snugly some somewhat splits squarely squashed"
    " squeezed stage standing starting straight supported supporting taken teamed the three to toward towards touches"
    " topping tops trapped tucked two underneath up very visible seen way wedged well within cosied leans leaning keeping"
    " bears bearing before occupies occupying fills filling takes taking bridges bridging closes plugs five"
    " upstage downstage covering leftmost rightmost hug hugs hugging kiss kisses kissing touch touching nudges brushes nudging brushing snuggling nuzzling cuddling crowding partners guard guards edge edges frames surround surrounds escort escorts stashed concealed waiting inches barely about not sits sit stands perches perched rest rests lies put 1 2 3 4 5 6 7 8 9 10 15 20 25 30 40 50".split()
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
