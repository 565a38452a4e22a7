"""Words for the camera: what they say under Camera. Keys as in `brief.model.Camera`."""

from __future__ import annotations

from tintype.brief.lexicon.light import Says

STANDALONE: dict[Says, str] = {
    (("focus", "shallow"),): (
        "shallow depth of field|shallow dof|shallow focus|selective focus|narrow depth of field"
        "|thin depth of field|bokeh|creamy bokeh|soft bokeh|beautiful bokeh|smooth bokeh|bokeh lights"
        "|bokeh background|bokeh balls|blurred background|blurry background|out of focus background"
        "|background blur|background out of focus|soft background|wide open|wide aperture"
        "|large aperture|tilt shift"
    ),
    (("focus", "deep"),): (
        "deep focus|deep depth of field|large depth of field|everything in focus|everything sharp"
        "|all in focus|sharp throughout|focus stacked|focus stacking|front to back sharpness|pan focus"
        "|everything in sharp focus|sharp from front to back|tack sharp throughout|infinite focus"
        "|great depth of field|wide depth of field|small aperture"
    ),
    (): (
        "sharp focus|in focus|tack sharp|kit lens|prime lens|long exposure|motion blur|rule of thirds"
        "|centered|centred|centered composition|symmetrical composition|symmetrical|negative space"
        "|tripod|handheld|double exposure|centred composition|leading lines|portrait orientation"
        "|landscape orientation|anamorphic|lens flare|hdr|full frame|over the shoulder|point of view"
        "|pov"
    ),
    (("angle", "low"),): (
        "low angle|low angled|from a low angle|from a low viewpoint|low viewpoint|low camera"
        "|low vantage point|low perspective|hip level|looking up|shot from below|seen from below"
        "|viewed from below|photographed from below"
    ),
    (("angle", "worm"),): (
        "ground level|worm's eye|worm's eye view|worms eye view|worm eye view|from ground level"
        "|from the ground up"
    ),
    (("angle", "high"),): (
        "high angle|from a high angle|looking down|slightly from above|high viewpoint"
        "|from slightly above|elevated view|high vantage point|45 degree angle"
    ),
    (("angle", "top"),): (
        "overhead|overhead shot|overhead view|flat lay|flatlay|top down|topdown|top view|top down view"
        "|bird's eye|bird's eye view|birds eye view|birds eye|bird eye view|from directly above"
        "|shot from above|seen from above|viewed from above|from overhead|photographed from above"
        "|straight down|knolling|from straight above"
    ),
    (("angle", "eye"),): "eye level|at eye level|eyelevel|table level",
    (("angle", "eye"), ("view", "front")): "straight on",
    (("view", "front"),): (
        "head on|front view|frontal view|from the front|seen from the front|viewed from the front"
    ),
    (("angle", "dutch"),): ("dutch angle|dutch tilt|tilted horizon|canted angle|tilted frame|tilted camera"),
    (("shot", "macro"),): (
        "macro|extreme macro|super macro|extreme close up|macro shot|macro photography|macro photo|macro photograph"
        "|extreme closeup|supermacro|macro detail|macro lens"
    ),
    (("shot", "close-up"),): (
        "close up|closeup|close up shot|tight crop|tight shot|close up view|close shot|detail shot"
        "|headshot|close up photo|closeup shot|tight framing"
    ),
    (("shot", "medium"),): "medium shot|mid shot|waist up|medium close up|half length|cowboy shot",
    (("shot", "full"),): "full shot|full body|full length|full body shot",
    (("shot", "wide"),): (
        "wide shot|establishing shot|long shot|wide view|panorama|panoramic|panoramic view"
        "|wide framing|wide establishing shot|extreme wide shot|panoramic shot"
    ),
    (("shot", "aerial"),): (
        "aerial|aerial view|drone shot|drone view|aerial shot|drone photo|aerial photo|drone photography"
    ),
    (("focal_mm", 24.0),): "wide angle|wide angle lens|wideangle|wide angle shot",
    (("focal_mm", 16.0),): "ultra wide|ultra wide angle|ultrawide|ultra wide lens|ultra wide angle lens",
    (("focal_mm", 12.0),): "fisheye|fish eye|fisheye lens",
    (("focal_mm", 200.0),): "telephoto|telephoto lens|long lens|tele lens|compressed perspective",
    (("focal_mm", 400.0),): "super telephoto",
    (("focal_mm", 85.0),): "portrait lens",
    (("focal_mm", 50.0),): "standard lens|normal lens|nifty fifty",
    (("view", "side"),): ("side view|from the side|in profile|side profile|profile view|seen from the side"),
    (("view", "three-quarter"),): (
        "three quarter view|3/4 view|three quarter angle|three quarters view|3 4 view"
        "|three quarter profile|from a three quarter angle"
    ),
    (("view", "back"),): "rear view|back view|seen from behind|from behind|viewed from behind",
    (("film", "medium format"),): "medium format",
    (("film", "large format"),): "large format",
}
"""Complete in themselves."""

NOUNS = (
    "lens|filter|nd filter|polarizing filter|aperture|focal length|camera angle|angle|viewpoint|vantage point|depth of field|dof|focus"
    "|composition|framing|crop|exposure|shutter|iso|zoom|prime|zoom lens|perspective|vantage"
    "|camera lens|point of view|camera position"
)

MODIFIERS: dict[Says, str] = {
    (("shot", "macro"),): "macro",
    (("focal_mm", 85.0),): "portrait|short telephoto",
    (("focal_mm", 24.0),): "wide",
    (("focus", "shallow"),): "shallow|narrow|thin|razor thin|fast",
    (("focus", "deep"),): "deep",
    (("angle", "low"),): "low",
    (("angle", "high"),): "high",
    (("focal_mm", 200.0),): "long",
    (): "prime|vintage|soft|sharp",
    (("angle", "top"),): "overhead|top",
    (("angle", "dutch"),): "tilted",
    (("shot", "close-up"),): "close",
}
"""Only before a noun of the camera."""

FILMS: dict[str, str] = {
    "Portra 400": "portra 400|kodak portra 400|portra|kodak portra",
    "Portra 160": "portra 160|kodak portra 160",
    "Portra 800": "portra 800|kodak portra 800",
    "Ektar 100": "ektar|ektar 100|kodak ektar|kodak ektar 100",
    "Tri-X 400": "tri x|tri x 400|kodak tri x|kodak tri x 400|trix",
    "Kodachrome": "kodachrome|kodachrome 64|kodak kodachrome",
    "Kodak Gold 200": "kodak gold|kodak gold 200",
    "Ektachrome": "ektachrome|kodak ektachrome",
    "CineStill 800T": "cinestill|cinestill 800t|cinestill 800",
    "Ilford HP5": "hp5|ilford hp5|ilford hp5 plus|ilford",
    "Ilford Delta": "ilford delta|ilford delta 3200",
    "Velvia 50": "velvia|fuji velvia|fujifilm velvia|velvia 50|fuji velvia 50|fujifilm velvia 50",
    "Provia": "provia|fuji provia",
    "Fuji Superia": "superia|fuji superia",
    "Fuji Pro 400H": "fuji pro 400h|pro 400h|fuji 400h",
    "Polaroid": "polaroid|polaroid photo|instant film|instax",
    "Leica": "leica m6|leica m3|shot on leica",
    "Hasselblad": "hasselblad|shot on hasselblad|hasselblad 500c",
    "Canon EOS R5": "canon eos r5|canon r5|canon eos",
    "Nikon": "nikon|nikon d850|nikon z9",
    "Sony A7": "sony a7|sony a7r|sony a7iii|sony alpha",
    "Canon": "canon|canon 5d",
    "Rolleiflex": "rolleiflex",
    "Fujifilm": "fujifilm|fuji|fujifilm xt4",
    "Phase One": "phase one",
    "Mamiya": "mamiya|mamiya rz67",
    "ARRI Alexa": "arri alexa|alexa|arri",
    "film camera": "super 8|16mm film camera",
    "tintype": "tintype|wet plate|daguerreotype",
    "Kodak Vision3": "kodak vision3|vision3|kodak 500t",
    "iPhone": "shot on iphone|iphone photo",
    "medium format": "medium format camera",
}
