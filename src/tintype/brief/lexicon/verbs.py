"""Verbs that come between things."""

from __future__ import annotations

VERBS = (
    "sit|stand|rest|lie|lean|hang|float|hover|place|set|put|arrange|stack|scatter|hold|wear|carry|cast"
    "|shine|stream|pour|spill|fall|rise|flow|drip|melt|burn|glow|flicker|reflect|smile|laugh|look|walk"
    "|run|read|drink|eat|cook|write|play|dance|sing|sleep|fly|jump|swim|ride|drive|work|wait|face"
    "|point|surround|fill|cover|frame|light|illuminate|bathe|drift|swirl|blow|grow|bloom|tower"
    "|overlook|gaze|stare|perch|display|show|feature|contain|reach|touch|cross|pass|catch|glint|gleam"
    "|sparkle|glitter|peek|emerge|spread|stretch|throw|keep|wrap|tie|draw|paint|open|close|balance"
    "|suspend|position|align|sway|crash|break|roll|spin|bake|steam|smoke|sail|row|park|chase|hug|kiss"
    "|watch|listen|cut|fold|dim|fade|peer|nestle|prop|mount|lay|pile|line|embrace|stroll|sip|kneel"
    "|crouch|climb|dive|dissolve|explode|bounce|rotate|fishing|create|come|go|filter|flood|spot|hit"
    "|rake|graze|wash|trickle|tumble|contrast|complement|accompany|make|bring|sprawl|cascade|slant"
    "|soak|lap|seat|dress|cascading|bask|leap|juggle|lead|breathe|remember|whisper|linger|crash|wander|bend|rush|tremble|shiver|swing|curl|bow|sell|occupy|raise|lift|elevate|present|serve|pose|pair|focus|need|require|mean|dominate|share|belong|appear|happen|await|remain|stay|dwell|loiter|hover|loom|jut|slope|anchor|fit|separate|divide|obscure|conceal|block|overlap|hide|neighbour|join|meet|follow|precede|trail|back|brighten|strike|flank|bracket|bookend|group|gather|cluster|huddle|assemble|crown|enthrone|deserve|own|call|plan|send|order|enter|arrive|approach|skim|brush|bleed|leak|creep|sneak|model|strike|tint|dapple|kiss|peep|poke|stick|squat|loiter|teeter|tower|lurk|huddle|cuddle|press|push|pull|drag|shove|slide|slip|stow|store|park|plonk|dump|rise|dangle|recline|snuggle|squeeze|wedge|sandwich|slot|pin|clamp|bridge|plug|tuck|hem|partner|team|match|border|enclose|encircle|top|cap|dwarf|overshadow|outshine|echo|anchor"
)
"""Base forms of regular verbs."""

IRREGULAR_VERBS = (
    "done|gone|sold|meant|took|taken|held up|spaced|blurred|raised|alongside each other|buried|hidden|asleep|awake|alone|ablaze|afloat|adrift|crawls|crawled|crawling|sat|stood|lay|laid|lain|held|wore"
    "|worn|hung|shone|fell|fallen|rose up|flew|flown|threw|thrown|drew|drawn|grew|grown|blew|blown"
    "|broke|broken|ran|swam|sang|slept|ate|drank|wrote|written|read|drove|rode|caught|spread"
    "|left behind|kept|made|lit|seated|lying|tied|dying|leant|spilt|bent|built|clad|tucked|nestled"
    "|strewn|sprinkled|draped|dressed|perched|stuck|bound|swept"
)
"""Forms that no rule makes, and predicates such as "asleep"."""
