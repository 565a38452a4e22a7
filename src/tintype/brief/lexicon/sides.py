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
