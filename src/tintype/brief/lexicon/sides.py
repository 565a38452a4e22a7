"""Patterns for the side that light comes from, over the words of a whole sentence."""

from __future__ import annotations

import re

_BEFORE = (
    r"(?:(?:the|its|their|his|her|our|your|my|from|at|on|to|in|towards?|camera|frame|screen|picture|stage|far|upper"
    r"|lower|outer|viewer's|extreme|opposite|whole|entire|is|:) )+"
)
_AFTER = (
    r"(?: ?- ?hand)?(?: hand)?(?: (?:side|edge|half|flank|end|corner|part|face|cheek|shoulder|third|wall|wards?))?"
    r"(?! (?:next|beside|behind|in front|here|there|away|angle|of way|now))"
)
SIDE = rf"{_BEFORE}(left|right){_AFTER}"
_BARE = rf"(?:{_BEFORE})?(left|right){_AFTER}"
_DARK = r"(?:shadows?|shade|shaded|dark|darker|darkness|unlit|gloom|black|blackness|penumbra|dimness|dim)"
_FACE = (
    r"(?:(?:its|their|the|his|her) (?:whole |entire )?(left|right)(?: hand)? (?:side|half|flank|edge|part|face|cheek"
    r"|shoulder|end|third)|(?:its|their) (left|right)|(?:the|everything on the|everything to the) (left|right)"
    r"(?= (?:is|lies|falls|stays|in|goes|fades|sinks|remains|side)))"
)
_END = r"(?= ?(?:$|[,.;:!]|and\b|with\b|on\b|in\b|side\b|against\b|while\b|at\b|under\b))"
_CAST = r"(?:shadows?|shade|darkness|gloom|dark side|shaded side|shadow side)"
_SOURCE = (
    r"(?:light|lights|lighting|lit|relit|sun|sunlight|sunshine|daylight|strobe|flash|flashgun|softbox|soft box|octabox"
    r"|key|spot|spotlight|beams?|rays?|glow|illumination|illuminated|lamp|lamplight|window|windows|skylight|source|led"
    r"|moonlight|moon|neon|torchlight|sunbeams?|shaft|brightness|gleam|candlelight|firelight|umbrella light|beauty dish"
    r"|speedlight|monolight|reading light|glare|skylight|sunrise|sunset|highlights?)"
)
_BETWEEN = r"(?:(?!\b(?:shadows?|shade|dark|fill|nothing|no|not|without|away)\b)[^.;])"

SHADOWS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_FACE}\b(?! of)(?: of (?:the |it|them|our |a |an )?[\w ]{{0,30}}?)? ?[^.;,]{{0,30}}?\b(?:in|into|is|are|lies|falls|fades"
        rf"|sinks|drops|stays|left|kept|remains|goes|turns|turned|lost|wrapped|swallowed by|disappears?|vanish\w*|darkens?|under)\b"
        rf"[^.;,]{{0,20}}?\b{_DARK}\b{_END}",
        rf"\b{_CAST}\b(?:(?!\bfrom (?:the )?(?:left|right)\b)[^.;]){{0,40}}? (?:to|towards?|on|across|off|over|onto|out|along"
        rf"|is|at|in|down|pointing|fills|covers|swallows|hides)\b (?:to |the |on )*?{SIDE}",
        rf"\b{_CAST}\b[^.;,]{{0,30}}?\b{_BARE}(?:wards?)\b",
        rf"\b{_CAST}\b[^.;,]{{0,30}}?\b(left|right)wards?\b",
        rf"\b{_CAST}\b[^.;,]{{0,30}}?\b(?:point\w*|fall\w*|lean\w*|go\w*|run\w*|stretch\w*|extend\w*|cast|thrown|trail\w*) "
        r"(left|right)\b",
        rf"\b(left|right)(?: hand)? (?:side|half|flank|edge|part|face|cheek|third|end)\b[^.;,:)]{{0,40}}?\b(?:in|into|under)\b[^.;,:]{{0,16}}?"
        rf"\b{_DARK}\b{_END}",
        rf"\b(left|right)(?: hand)? (?:side|half|flank|edge|part|face|cheek|third|end)\b,? (?:is |are |stays |left |goes |gone |falls |fading |fades |drops |kept |remains )*(?:to |in |very |quite |the )*{_DARK}\b",
        rf"\b{_CAST}\b[^.;,<]{{0,24}}? (left|right)(?: of it| side| hand side)?{_END}",
        rf"\b{_CAST}\b[^.;,]{{0,30}}?\b(?:on|to|at|over|across) (?:its|the|our|camera|frame|screen) (left|right)\b",
        rf"\b(?:shadow|dark|shaded|unlit) side\b[^.;,]{{0,16}}?\b{_BARE}(?! of\b)",
        rf"\b{_BARE} (?:is |stays |goes |falls |remains |left )?(?:in |into )?(?:deep |soft |full |half )?{_DARK}\b{_END}",
        rf"\b{_DARK}(?:er|ens|ening)? (?:on|at|to|towards?) {_BARE}",
    )
)
"""Said of what lies in shadow: the light comes from the other side."""

AWAY = re.compile(
    rf"\b{_SOURCE}\b(?:(?!\bfrom\b)[^.;,]){{0,30}}?\b(?:streams?|streaming|travels?|travelling|moves?|moving|pours?|pouring"
    rf"|shines?|shining|rakes?|raking|sweeps?|sweeping|falls?|falling)\b[^.;,]{{0,12}}?\b(?:towards?|across to) {SIDE}"
)
"""Said of light that goes towards a side: it comes from the other."""

FADING = re.compile(
    r"\b(?:bright\w*|lit|light\w*|glow\w*|illuminat\w*|highlights?|sunlight|exposure|it|brightness|falloff|fall off)\b[^.;]{0,50}?"
    r"\b(?:fad|dim|darken|drop|fall|taper|roll|thin|wan|melt|dwindl|dying|gradat|falloff|fall off)\w*(?: \w+)? (?:off |away |out |down |into \w+ )*"
    r"(?:to|towards?|on|into|across to) (?:the |its |camera |frame )?(left|right)"
)
"""Said of light that grows dim towards a side."""

CLOCK = re.compile(r"\b(?:(7|8|9|10|seven|eight|nine|ten)|(2|3|4|5|two|three|four|five)) ?o'?clock\b")
"""Hours that name a side of a picture seen as a dial: left, right."""

SIDELIT = re.compile(r"\bside ?(?:-? ?)?(?:lit|light|lights|lighting|lighted)\b|\bsplit light")
"""Light from a side that is not said yet."""

LIGHTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_SOURCE}\b{_BETWEEN}{{0,60}}? {SIDE}",
        rf"\b{SIDE}\b(?:(?!\bshad|\bdark)[^.;,]){{0,30}}?\b(?:lit|bright|brighter|brightest|illuminated|light|sunlit|glowing"
        rf"|highlighted|lighter|sun|strobe|window|lamp|key light|softbox|spotlight|flash)\b",
        r"\b(left|right)(?: hand)?(?: side)? (?:side )?(?:light|lighting|key light|key|window light|window|lamp|sunlight|strobe"
        r"|softbox|flash|lit)\b",
        rf"\b{_SOURCE}(?: source)? ?[:=–—-]? ?(?:is |comes |sits |stands |camera |frame |screen )*(left|right)\b(?! of)(?! next)",
        r"\b(?:brightest|brighter|bright|lightest|lit) (?:on|at|to|from) (?:the |its )?(left|right)\b",
    )
)
"""Said of where light is, or what it lights."""

_LAMP = (
    r"(?:light|lights|lighting|sun|sunlight|daylight|strobe|flash|flashgun|softbox|soft box|octabox|key|key light|main light|spot"
    r"|spotlight|lamp|window|windows|skylight|source|light source|led|led panel|reflector|beauty dish|speedlight|sidelight|side light|side lighting"
    r"|sidelighting|sidelit|side lit|illumination|rim light|sunbeam|beam|rays|sunrays|strip light|strip box|panel|torch|big light|glow)"
)
_FLANK = (
    r"(?:side|half|flank|edge|face|cheek|part|rim|contour|rim|lip|border|wall|shoulder|third|end|profile)"
)
STRONG = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(left|right) (?:side )?lit\b",
        r"\blit (?:mainly |only |just )?(?:from )?(left|right)(?= ?(?:$|[.,;]))",
        r"\b(?:sun|light|window|key|strobe|softbox|lighting|lamp|flash) ?[,:] (?:on |to |at |from |the )*(left|right)(?= ?(?:$|[.;,]))",
        rf"\b(?:lamp|window|lantern|candle|bulb|torch|spotlight|softbox|screen)\b[^.;,]{{0,50}}? {SIDE}[^.;,]{{0,12}}? (?:lights|lighting"
        r"|illuminates|illuminating|shines|shining|brightens|casts|throws|pours|sends|spills|bathes)\b",
        rf"\b(?:lit|illuminated|brightest|brighter|bright|sunlit|highlighted|glowing|catch(?:es|ing)|lights?|illuminates|warms|touches"
        rf"|rakes|grazes|kisses|brushes|strikes|hits)\b[^.;,]{{0,24}}?\b(?:its|their) (left|right){_AFTER}",
        rf"\b{_SOURCE}\b[^.;,]{{0,40}}? (left|right) of (?:the )?(?:frame|camera|shot|picture|image|scene|lens|photographer)\b",
        r"\b(?:sun|sunlight|strobe|softbox|flash|spotlight|key light|light source|main light|daylight|light|lamp light)\b"
        r"(?: (?:is|stands|sits|comes|hangs|low|high|shining|shines|placed|set|positioned|located|just|well|and|far|up|off|over|out"
        rf"|slightly|mounted|hanging|standing|coming|falls|falling|arrives|enters|there|source))*,? {SIDE}",
    )
)
"""Said of light by words that a thing may also have taken for its own."""

MASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_LAMP} (?:[a-z]+ ){{0,4}}(?:outside|beyond|off|out of) (?:of )?(?:the )?(?:picture|frame|shot|image|camera|view|scene|sight)[^.;,]{{0,16}} (left|right)\b",
        r"\blit (left|right) to (?:left|right)\b|\bfrom (left|right) to (?:left|right) (?:by|with) light",
        r"\bside ?(?:lit|light|lighting|lights)\b,? ?(?:coming |comes |falling |in |is |hitting it )*(?:from |on |at |to )*(?:the |its |camera |frame )*(left|right)\b",
        r"\b(left|right)(?: hand)? (?:side )?(?:light|sidelight|sidelighting|key light|key|window|windows|window light|softbox|strobe|flash|skylight|sunlight|lighting|lamp)\b",
        rf"\b{_LAMP} (?:placed |set |positioned |mounted |put |standing |coming |is |at |on |to |from |: |, |\( ?|= ?)*(?:camera|frame|screen|stage|house|picture|image) ?(left|right)\b",
        rf"\b{_LAMP} ?(?:direction|source|side)? ?(?:[:=(,]|at|from|placed|positioned|set|is|:) ?(?:from |at |on |the )*(left|right)(?= ?(?:$|[.;,)/]|side\b|and\b))",
        rf"\b(left|right)(?: hand)? {_FLANK}\b(?: of thing)?(?! of (?:the |this )?(?:frame|picture|image|photo|shot|table|scene))(?:(?!\bthing\b|\bshad|\bdark|\bunlit|\bin an? )[^.;,:]){{0,40}}?\b(?:glow|shin|gleam|bright|lit\b"
        r"|illuminat|catch|highlight|sunlit|warmed|blaz|bathed|in (?:the |full |bright )?(?:sun|light)|light(?:er|est)?\b|glint)",
        rf"\b(?:bright|lit|sunny|sunlit|light|illuminated|highlighted|lighter|brighter) {_FLANK}\b[^.;]{{0,24}}?\b(left|right)\b",
        r"\b(?:bright|brighter|lit|lighter|brightest|lightest|sunny|sunlit|highlights?|light|illuminated) (?:only |mainly |mostly )?(?:on|at|along) (?:the |its |their )?(left|right)(?! of (?:the|a)\b)",
        r"\b(?:sun|light|window|daylight|sunlight|sunshine|lamp) (?:is |stands |shines |shining |coming |comes |in |streaming |low |pours |pouring |streams |spills |spilling |enters |entering )*(?:from |in from |at |on )+(?:camera |frame |screen |stage |picture |image |the |far )*(left|right)\b",
        r"\b(?:light|lit|lighting|illuminated|flash|sun|softbox|strobe|lamp|window)\b(?: (?!thing|shad|dark)[a-z]+){0,3} (left|right)(?= ?(?:$|[.;,)/]))",
    )
)
"""The same over a sentence whose things are all called "thing", so that no place of theirs misleads."""
