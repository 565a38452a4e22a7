"""Words to offer for an element, by genre, each with the reason a photographer would give.

Order matters: the first that fits is offered first. Every entry must be read by the parser as the
element it stands under; a test holds the table to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.brief.genre import Genre
    from tintype.brief.model import Element

Offer = tuple[str, str]

OFFERS: dict[Genre, dict[Element, tuple[Offer, ...]]] = {
    "product": {
        "subject": (
            ("a perfume bottle", "glass and liquid show off the light"),
            ("a ceramic vase", "one clear shape reads at any size"),
            ("a wristwatch", "small details reward a close look"),
        ),
        "environment": (
            ("on white marble", "a pale, quiet surface keeps the eye on the object"),
            ("on a seamless grey backdrop", "nothing competes with the shape"),
            ("on an oak table", "wood grain adds warmth and a sense of scale"),
            ("on a linen tablecloth", "soft folds show how big it is"),
        ),
        "lighting": (
            ("soft window light from the left", "one large source from the side models the shape"),
            ("single key light from above-left", "a clear direction gives clean shadows"),
            ("backlit with a rim light", "light from behind draws the edges"),
            ("candlelight", "a small warm flame suits a dark picture"),
        ),
        "camera": (
            ("85mm lens, f/4", "a short telephoto keeps proportions true"),
            ("100mm macro lens", "close focus shows the surface"),
            ("50mm lens at eye level", "it sees the set as one standing there would"),
            ("35mm lens, low angle", "a wide lens near the table makes it heroic"),
        ),
        "atmosphere": (
            ("clean editorial look", "a finish that lets the material speak"),
            ("calm, muted colours", "quiet tones feel considered"),
            ("fine film grain", "a little grain takes away the plastic look"),
            ("moody and dramatic", "a dark mood suits low light"),
        ),
    },
    "portrait": {
        "environment": (
            ("in a sunlit garden", "leaves give a soft, living background"),
            ("in front of a brick wall", "texture behind the face gives place"),
            ("in a cosy cafe", "a room with small lights blurs well"),
            ("on a rainy street at night", "wet ground returns the light"),
        ),
        "lighting": (
            ("soft window light from the left", "one side brighter shapes the face"),
            ("golden hour light from behind", "warm rim light separates hair and background"),
            ("neon light", "coloured light makes a night picture"),
        ),
        "camera": (
            ("85mm lens, f/1.8", "the portrait length flatters and blurs the background"),
            ("50mm lens, f/2", "it keeps some of the place"),
            ("35mm lens at eye level", "nearer and more reportage"),
        ),
        "atmosphere": (
            ("candid, fine film grain", "it feels found, not staged"),
            ("warm, nostalgic mood", "gentle colours suit skin"),
            ("editorial look", "crisp and composed"),
            ("moody and dramatic", "a dark mood suits low light"),
        ),
    },
    "landscape": {
        "subject": (
            ("a lone tree", "one upright form gives the land a scale"),
            ("a lighthouse", "it holds a horizon together"),
            ("a small sailing boat", "something small makes the view large"),
        ),
        "environment": (
            ("in a wide meadow", "open ground gives the subject room"),
            ("by a lake with mountains", "water doubles the light"),
            ("on a beach", "a clean horizon calms the frame"),
        ),
        "lighting": (
            ("golden hour light from the left", "low sun draws every form"),
            ("soft overcast light", "even light keeps colours deep"),
            ("moonlight", "a night landscape needs its moon"),
        ),
        "camera": (
            ("24mm wide angle lens, f/11", "foreground and horizon both sharp"),
            ("35mm lens, f/8", "a natural, walking view"),
            ("85mm lens, f/5.6", "it brings the distance nearer"),
        ),
        "atmosphere": (
            ("light morning mist", "haze separates near from far"),
            ("serene mood", "stillness is the story"),
            ("cinematic colours", "a graded, widescreen feel"),
        ),
    },
    "street": {
        "subject": (
            ("a parked car", "its paint carries the reflections"),
            ("a street lamp", "a light within the frame"),
        ),
        "environment": (
            ("on wet asphalt", "the ground becomes a mirror"),
            ("on a city street", "facades close the frame"),
        ),
        "lighting": (
            ("neon light from the right", "coloured sources tell the hour"),
            ("low evening sun from behind", "long shadows lead the eye"),
            ("soft overcast light", "shadowless light suits a busy place"),
        ),
        "camera": (
            ("35mm lens, low angle", "near the ground reflections grow"),
            ("50mm lens, f/2", "the background turns to discs of light"),
            ("28mm wide angle lens, f/8", "the whole street at once"),
        ),
        "atmosphere": (
            ("35mm film grain, cinematic", "grain and grade make it a film still"),
            ("misty and moody", "haze shows every beam"),
            ("muted colours", "quiet tones hold a busy scene together"),
        ),
    },
    "interior": {
        "subject": (
            ("a leather armchair", "it says somebody lives here"),
            ("a floor vase", "one form in an empty room"),
        ),
        "environment": (
            ("in a bright living room", "a lived-in room explains the furniture"),
            ("in a white gallery", "bare walls show form alone"),
            ("in a concrete room", "plain walls catch the light"),
        ),
        "lighting": (
            ("soft window light from the left", "daylight from one side gives depth"),
            ("late afternoon light from the right", "low sun draws lines on the floor"),
            ("warm lamp light", "evening belongs to lamps"),
        ),
        "camera": (
            ("35mm lens at eye level, f/8", "straight verticals, all of it sharp"),
            ("24mm wide angle lens", "the whole room in one frame"),
            ("50mm lens, f/2.8", "one piece sharp, the room soft"),
        ),
        "atmosphere": (
            ("calm, minimal mood", "space is the subject"),
            ("warm, cosy mood", "it invites one in"),
            ("fine film grain", "a little grain takes away the showroom look"),
        ),
    },
    "idea": {
        "subject": (
            ("a single empty chair", "absence made visible"),
            ("a mirror sphere on a plinth", "a plain form invites a thought"),
            ("a stack of pebbles", "balance one can see"),
        ),
        "environment": (
            ("on a seamless grey backdrop", "an idea needs an empty stage"),
            ("on a quiet beach", "emptiness makes room for thought"),
            ("in a white gallery", "it becomes an exhibit"),
        ),
        "lighting": (
            ("single hard light from the left", "one hard light makes a statement"),
            ("soft light from above", "even light keeps it open"),
        ),
        "camera": (
            ("50mm lens at eye level", "a plain view lets the idea speak"),
            ("85mm lens, f/2.8", "isolation suits a symbol"),
        ),
        "atmosphere": (
            ("serene mood", "calm asks for a second look"),
            ("moody and dramatic", "contrast gives it weight"),
            ("dreamy, pastel colours", "soft tones feel like memory"),
        ),
    },
}

SYMBOLS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("lonel", "solitude", "alone", "absence"), "a single empty chair"),
    (("passage of time", "mortality", "patience", "ageing", "aging"), "an hourglass beside a burning candle"),
    (("hope", "optimism", "dawn", "faith"), "a single tulip growing between stones"),
    (("love", "romance", "longing"), "two roses in one glass vase"),
    (("balance", "harmony", "peace", "calm", "seren"), "a stack of pebbles"),
    (("growth", "change", "begin", "renewal"), "a small potted plant beside a stone"),
    (("freedom", "escape", "joy"), "a red balloon"),
    (("knowledge", "wisdom", "memory", "nostalgia", "story"), "a stack of books and a candle"),
    (("power", "ambition", "success", "pride"), "a golden sphere on a plinth"),
)
"""Stems of an idea → things that stand for it."""
SYMBOL_ELSE = "a mirror sphere on a plinth"
