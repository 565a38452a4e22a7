"""Small words: articles, negation, lettering, and nouns that are not things."""

from __future__ import annotations

DETERMINERS = (
    "shade of|shades of|hue of|tone of|tint of|bed of|a bed of|sheet of|slab of|plank of|board of|length of|strip of|square of|offcut of|expanse of|patch of|stretch of|a|an|the|this|that|these|those|its|his|her|their|my|your|our|another|other|each|every|all|any"
    "|a bit of|there|it's own|a piece of|a kind of|a type of|a sort of|a block of|a slab of|a lump of"
    "|a pinch of|a drop of|a touch of|a hint of|a splash of|a lot"
)

NEGATIONS = (
    "no|without|without any|not|free of|minus|excluding|except|never|avoid|none|without a|no visible"
    "|not a|devoid of|isn't|don't|dont|doesn't|there is no|there are no|with no|not any|lacking|absent"
    "|zero|instead of|rather than"
)

ORDINALS: dict[int, str] = {
    0: "the first|the first one|the former|the first of them|the first of these|first one",
    1: "the second|the second one|the latter|the second of them|the latter one|second one",
    2: "the third|the third one|the third of them",
    3: "the fourth|the fourth one",
    -1: "the last|the last one|the last of them",
}
"""Which of the things spoken of is meant → the words."""

LETTERING = (
    "that says|saying|says|reading|that reads|reads|labelled|labeled|with the word|with the words"
    "|with the text|with text|with words|with lettering|lettered|with the label|with a label that says"
    "|with a label saying|with a label reading|with the label reading|that spells|spelling"
    "|with the lettering|with the name|marked|inscribed|engraved with|inscribed with|marked with"
    "|printed with|titled|entitled|with the title|called|named|bearing the word|bearing the words"
    "|bearing the text|bearing the name|with the inscription|emblazoned with|which says|which reads"
    "|with writing that says|with lettering that reads|with lettering that says|with the letters"
    "|the text|text|the word|the words|engraved|stamped|stamped with|with the number|printed|branded"
    "|displaying the text|displaying|displaying the word|that displays|with a label|labelled with"
    "|labeled with|showing the text|showing the word|showing|with its label reading|whose label reads"
    "|with the slogan|with the message|with a label that reads|with the phrase|the letters|that say"
    "|say|spells|spelling out|lettering|with a sign saying|captioned|written|that spell"
)
"""What comes before words to letter."""

LABEL_TAILS = (
    "on it|on its label|on the label|on the front|written on it|printed on it|in gold letters"
    "|in white letters|in black letters|in red letters|engraved on it|on the side|in bold letters"
    "|on the cover|on its cover|on its front|across it|on the screen|on its side|in block letters"
    "|in capital letters|written on the label|in neon letters|painted on it|written across it"
    "|on the spine|embossed on it|in serif letters|in elegant letters|in elegant serif letters|in neon"
    "|on them|stamped on it|printed on the label"
)
"""What may come after them."""

COPULAS = (
    "is|are|was|were|be|being|has been|which is|that is|which are|that are|must be|should be|is in"
    "|stands|sits|lies|rests|there is|there are|there's|has|have|having|which has|that has|who is"
    "|it is|they are|it's"
)

CONJUNCTIONS = "and|or|plus|&|as well as|and also|then|but|yet|while|also|nor|and then"

STYLE_NOUNS = (
    "photo|photograph|picture|count|format|o'clock|neighbour|neighbor|square format|portrait format|landscape format|vertical|vertical format|upright format|horizontal|orientation|vertical orientation|horizontal orientation|portrait orientation|landscape orientation|aspect ratio|ratio|quantity|qty|amount|total|pcs|unit|framing|vertical framing|depiction|rendition|impression|photo of|snapshot|snap|cgi|3d render|3d rendering|3d model|ai image|ai picture|artwork|piece of art|vignette of|tableau|glimpse|look|study|scenario|prompt|keywords|tags|caption|description|alt text|example|version|variant|option|sample|reference|reference photo|mood board|moodboard|storyboard|hero image|key visual|banner|square crop|square picture|square image|square photo|view from the front|overview|vista|close up view|shot list|frame|filling|fill|backdrop for|contents|inventory|list|image|shot|view|render|rendering|photography|pic|portrait|scene"
    "|illustration|depiction|still|artwork|snap|frame of|visual|drawing|sketch|composition|print of"
    "|poster of|wallpaper|close view|capture|footage|stock photo|stock image|concept|design|cover"
    "|style|landscape|studies|still life|still life photo|landscape photo|landscape photograph"
    "|digital photo|still life photograph|portrait photo|image of|photos|campaign|shoot|photoshoot"
    "|photo shoot|still life shot|self portrait|quality|resolution|detail|details|macro image|prompt"
    "|setup|set up|arrangement|display of|moment|day|hour|time|weather|hdri|hdr|condition|conditions|effect"
    "|thing|object|item|product|bestseller|best seller|advert|advertisement|ad|brief|brochure|catalogue|catalog"
    "|newsletter|web shop|webshop|online shop|online store|sale|spring sale|season|collection|styling|prop|everything"
    "|nothing|nothing else|rest|space|empty space|negative space|breathing room|breathing space|web banner|banner for"
    "|flyer for|poster for|leaflet|leaflet for|listing|lookbook|blog|blog post|website|homepage|magazine cover|cover shot"
    "|window display|shop window display|shop display|store display|packshot|pack shot|product shot|crop|colour|color"
    "|colour scheme|palette|combination|duo|trio|pairing|twosome|threesome|foursome|line up|lineup|client|customer"
    "|width|breadth|gap|placement|position|middle ground|midground|plenty|subject|main subject|main object|layout|budget"
    "|job|task|idea|request|order|social media|post for|menu|header|thumbnail|ecommerce|e commerce|marketplace|etsy"
    "|instagram|instagram post|facebook post|catalogue page|catalog page|magazine page|product page|landing page|page header|portfolio shot|beauty shot|glamour shot|close look|look book|hang tag|price list|postcard motif|motif|teaser|announcement|launch|press release|press photo|invitation|bit of room|copy space|text space|spring brochure|hero shot|hero|visual for|mockup|mock up|today|tomorrow"
    "|week|month|year|christmas campaign|editorial|feature|article|story|spread|double page|advertising|portfolio"
)
"""Nouns for the picture itself; they name no thing."""

FILLERS = (
    "find|outside|outside the picture|outside the frame|outside the shot|leftward|leftwards|rightward|rightwards|the fruit|to be exact|to be precise|precisely|exact|can see|picture this|imagine this|imagine that|think of|say|visualise|visualize|envision|envisage|i see|we can see|one can see|one sees|you see|you can see|you will see|you'll see|there should be|there must be|there will be|there'll be|there has to be|i'm thinking of|thinking of|what about|how about|what if|suppose|consider|behold|presenting|introducing|meet|spot|notice|discover|kindly|simply|basically|actually|honestly|maybe just|in total|in all|altogether|all told|in number|of the same kind|please make|please draw|please show|may i have|might i have|could i have|can i have|can i get|i'd love to see|i'd like to see|i would like to see|i wish|i wish to see|i wanna see|wanna|gonna|gimme|lemme see|need to have|it shows|it contains|showing us|which shows|that shows|in which|in which we see|where we see|a photo where|the photo shows|the picture shows|the image shows|the scene shows|the scene|the photo|the image|the picture|the photograph|this photo|this image|this picture|this photograph|please|pls|plz|can you|could you|would you|can you please|could you please|will you|can i|could i|can we|can u|i can|you can|we can|one of which|one of them|each of which|both of which|on the horizon"
    "|over the horizon|show|me|create|make|generate|draw|paint|imagine|i|want|would|like|need|give|you"
    "|can|could|so|very|really|quite|extremely|super|just|only|also|slightly|rather|almost|about|here"
    "|where|it|they|them|which|who|that|whose|we|see|seen|us|let|lets|let's|to|too|as|if|each|his|her"
    "|its|itself|s|im|i'm|i'd|is|are|with|of|ok|okay|hey|hi|hello|thanks|against|for|from|into|through"
    "|looks|look|looking|get|something|someone|somehow|somewhere|incredibly|perfectly|highly|ultra"
    "|beautifully|gently|softly|partially|half|completely|carefully|neatly|exactly|mostly|featuring"
    "|shot|taken|captured|photographed|filmed|rendered|painted by|there|how|etc|e.g|add|include"
    "|including|have|having|kind|type|sort|do|does|should|must|will|be|being|been|on|in|at|by|the|a|an"
    "|and|or|more|most|less|than|shown|against a|ar|v|style raw|what|look like|looks like|together|alone together|forever|always|maybe|perhaps|our display|can be|can be seen|to be seen|be seen|is seen|are seen|is visible|take|takes a bow|deliver|do me|love|i'd love|we're|we are|we'd|we would|we'll|we have|i am|i am after|i'm after|we're after|after|launching|best|the star of the shot|the star of the picture|the star of the show|the star of the scene|the star|this is|these are|here are|here is|here's|there's only|tomorrow's|today's|someone|anyone|nobody|somebody|pictured|depicted|to go with|for the packaging|on offer|in stock|for sale|to sell|at all|no more|no less|no fewer|no two alike|nothing fancy|nothing more|nothing else|anything else|first|last|firstly|secondly|lastly|finally|next comes|then comes|next come|followed by|and finally|and lastly|comes next|focus on|focused on|focusing on|focus is on|sharp focus on|with focus on|the cover of|all the same|the same|same as last time|same|else|nothing else around|away|aside|apart|respectively|in that order|in this order|in order|of them|of these|of those|on their own|by itself|by themselves|on its own|all by itself|evenly|grouped|together in a group|company|took|out of shot|out of frame|off camera"
)
