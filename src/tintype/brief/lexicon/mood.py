"""Words for the feel of a picture: what they say under Atmosphere."""

from __future__ import annotations

from tintype.brief.lexicon.light import Says

GRADES: dict[str, str] = {
    "sepia": "sepia|sepia toned|sepia tone|sepia tones",
    "monochrome": (
        "black and white|black & white|b&w|bw|monochrome|monochromatic|greyscale|grayscale|b w"
        "|black n white|colourless"
    ),
    "teal_orange": "teal and orange|teal & orange|orange and teal|teal orange",
    "vivid": (
        "vivid colours|vivid colors|vibrant colours|vibrant colors|vibrant|vivid|saturated colours"
        "|saturated colors|highly saturated|saturated|bold colours|bold colors|colourful|colorful"
        "|rich colours|rich colors|bright colours|bright colors|punchy colours|punchy colors"
    ),
    "muted": (
        "muted|muted colours|muted colors|desaturated|muted tones|muted palette|subdued colours"
        "|subdued colors|faded colours|faded colors|earthy tones|earth tones|muted color palette"
        "|muted colour palette|low saturation|washed out|bleach bypass|faded"
    ),
    "pastel": (
        "pastel colours|pastel colors|pastel palette|pastel tones|pastel|pastels|soft pastels"
        "|pastel color palette|pastel colour palette"
    ),
    "vintage": (
        "vintage look|vintage style|retro style|vintage photo|vintage photograph|faded film look"
        "|old photo|1970s film look|vintage film look|retro look|vintage color grading|retro photo"
        "|polaroid look|vintage tones|analog look|analogue look|lomography"
    ),
    "cinematic": (
        "cinematic|cinematic look|movie still|film still|cinematic still|cinematic style"
        "|cinematic grade|cinematic color grading|cinematic colour grading|filmic"
        "|cinematic color grade|cinematic colour grade|blockbuster"
    ),
    "noir": "film noir|noir|neo noir|noir style|film noir style|noirish",
    "warm": (
        "warm tones|warm colours|warm colors|warm palette|warm grade|warm color grading"
        "|warm colour grading|warm toned|warm color palette|warm colour palette|warm color grade"
        "|warm colour grade"
    ),
    "cool": (
        "cool tones|cool colours|cool colors|cold tones|cool palette|cool grade|cold colours"
        "|cold colors|blue tones|cool toned|cool color grading|cool colour grading|cool colour palette"
        "|cool color palette|cold palette"
    ),
}

MOODS: dict[str, str] = {
    "serene": (
        "serene|peaceful|calm|tranquil|quiet|zen|meditative|contemplative|still|soothing|relaxing"
        "|serenity|tranquility|restful|calming|stillness"
    ),
    "dramatic": "dramatic|epic|intense|majestic|powerful|striking|monumental|awe inspiring|drama",
    "moody": "moody|brooding|atmospheric|gloomy|sombre|somber|dark mood|dark and moody|bleak",
    "cheerful": (
        "cheerful|happy|joyful|playful|fun|uplifting|bright and cheerful|whimsical|festive|joyous|joy"
        "|fresh|light hearted"
    ),
    "mysterious": "mysterious|enigmatic|mystical|mystery|magical|secretive|mystic|arcane|surreal",
    "romantic": "romantic|tender|intimate|loving|sensual|romance",
    "melancholic": (
        "melancholic|sad|lonely|melancholy|wistful|sorrowful|solitary|lonesome|loneliness|desolate|solitude"
    ),
    "elegant": (
        "elegant|luxurious|luxury|sophisticated|refined|opulent|chic|premium|high end|elegance"
        "|glamorous|stylish|classy"
    ),
    "minimal": (
        "minimal|minimalist|minimalistic|clean|uncluttered|minimalism|sparse|pared back|scandinavian"
    ),
    "cozy": "cozy|cosy|homely|snug|inviting|hygge|comforting|rustic|homey|welcoming",
    "eerie": (
        "eerie|creepy|spooky|haunting|unsettling|ominous|sinister|haunted|ghostly|menacing|uncanny"
        "|gothic|foreboding"
    ),
    "energetic": "energetic|dynamic|lively|bustling|exciting|busy|electrifying",
    "nostalgic": "nostalgic|nostalgia|sentimental|old fashioned|retro|timeless|bygone",
    "dreamy": (
        "dreamy|dreamlike|ethereal|otherworldly|fairytale|soft focus|hazy dream|fairy tale|dream like"
    ),
}

STYLES: dict[str, str] = {
    "photorealistic": (
        "photorealistic|photo realistic|photorealism|hyperrealistic|hyper realistic|realistic"
        "|ultra realistic|lifelike|true to life|photoreal|ultrarealistic|hyperreal|hyperrealism"
        "|super realistic"
    ),
    "product": (
        "product photo|product shot|product photography|product photograph|packshot|pack shot"
        "|commercial photo|commercial photography|advertising photo|product image|advertisement"
        "|advertising|commercial shot|catalog photo|catalogue photo|ecommerce photo|e commerce photo"
        "|commercial|ad campaign|product render|product picture|hero shot|advertising photography"
        "|product mockup|mockup|product|ecommerce|e commerce"
    ),
    "candid": (
        "candid|candid photo|candid moment|snapshot|documentary|street photography|photojournalism"
        "|candid shot|unposed|documentary style|natural candid|candid photograph|spontaneous"
        "|photojournalistic|documentary photo|natural candid photo"
    ),
    "editorial": (
        "editorial|magazine cover|editorial photo|fashion editorial|magazine|editorial style"
        "|magazine spread|lookbook|vogue|editorial photography|fashion photography|magazine photo"
        "|magazine style"
    ),
    "studio": (
        "studio photo|studio shot|studio photography|studio photograph|studio portrait|studio quality"
        "|studio still life"
    ),
    "painterly": (
        "oil painting|watercolor|watercolour|impressionist|painterly|painting|oil on canvas"
        "|acrylic painting|gouache|dutch master|dutch golden age|old master|baroque|renaissance"
        "|dutch still life|digital painting|impressionism|caravaggio|old masters|dutch masters|vermeer"
        "|fine art painting|dutch golden age painting|vanitas"
    ),
    "abstract": (
        "abstract|abstract art|abstract composition|geometric abstraction|bauhaus|cubist|suprematist"
        "|memphis style"
    ),
    "render": (
        "3d render|3d|cgi|octane render|render|unreal engine|rendered in octane|blender render|c4d"
        "|cinema 4d|ray traced|raytraced|ray tracing|low poly|isometric|3d rendering|octane|vray|v ray"
        "|redshift|path traced|blender|rendering|isometric view|claymation"
    ),
}

NEUTRAL = (
    "masterpiece|best quality|high quality|highest quality|ultra detailed|highly detailed"
    "|hyper detailed|detailed|intricate|intricate details|intricate detail|fine detail|fine details"
    "|award winning|trending on artstation|artstation|8k|4k|uhd|hd|high resolution|hi res|high res"
    "|ultra hd|16k|8k uhd|4k uhd|8k resolution|4k resolution|2k|sharp|crisp|ultra sharp|stunning"
    "|gorgeous|breathtaking|beautiful composition|professional|professional photo"
    "|professional photography|extremely detailed|super detailed|insanely detailed|sharp details"
    "|texture|textures|fine texture|rich texture|ultra high definition|raw photo|raw|photography"
    "|beautiful|amazing|atmosphere|mood|vibe|vibes|feel|feeling|aesthetic|tone|tones|palette"
    "|color palette|colour palette|color grading|colour grading|color grade|colour grade|grade"
    "|ambience|ambiance|look|contrast|high contrast|low contrast|fine art|still life|art deco"
    "|wabi sabi|cyberpunk|steampunk|sci fi|futuristic|high detail|highly textured|ultra quality"
    "|concept art|illustration|digital art|high definition|perfect composition|color|colour|colors"
    "|colours|mid century|mid century modern|art nouveau|vaporwave|fantasy|boho|bohemian|japandi|1970s"
    "|1950s|1960s|1980s|1990s|1920s|1930s|1940s|70s|80s|90s|60s|50s|victorian"
)
"""Wishes for quality and period: the user's words, but nothing a renderer could do."""

FILM_LOOK: dict[Says, str] = {
    (("grain", 0.4),): "film grain|grain|analog film grain|analogue film grain",
    (("grain", 0.5),): "grainy|grainy film|gritty",
    (("grain", 0.2),): (
        "subtle grain|fine grain|fine film grain|subtle film grain|light film grain|light grain"
        "|slight grain|soft grain|soft film grain"
    ),
    (("grain", 0.8),): "heavy grain|heavy film grain|coarse grain|strong grain",
    (("grain", 0.35), ("film", "35mm")): "35mm film|35mm photo|35mm photograph|shot on 35mm film",
    (("grain", 0.4), ("film", "35mm")): "35mm film grain",
    (("grain", 0.35),): (
        "analog film|analogue film|analog photo|film photo|film photography|film photograph"
        "|shot on film|analog|analogue"
    ),
    (("grain", 0.6), ("film", "16mm")): "16mm film|16mm film grain",
    (("grain", 0.25), ("film", "120")): "120 film",
    (("grain", 0.25), ("film", "medium format")): "medium format film",
    (("grain", 0.6), ("grade", "vintage")): "expired film",
    (("vignette", 0.5),): "vignette|vignetting",
    (("vignette", 0.25),): "subtle vignette|light vignette|slight vignette",
    (("vignette", 0.7),): "dark vignette",
    (("vignette", 0.8),): "heavy vignette",
    (("vignette", 0.3),): "soft vignette",
    (): "lens flare",
    (("grade", "vintage"),): "light leaks",
    (("fog", 0.15),): "dust particles in the air",
    (("fog", 0.1),): "dust motes|dust particles",
    (("fog", 0.3),): "smoky|smoky air",
    (("fog", 0.4),): "smoke filled",
    (("fog", 0.35),): "smoky haze",
    (("fog", 0.2),): "dusty air|steamy",
    (("grain", 0.0),): "clean image",
}

MODIFIERS: dict[Says, str] = {
    (("grade", "warm"),): "warm",
    (("grade", "cool"),): "cool|cold",
    (): "soft|light|teal|subtle|heavy|fine|slight",
    (("mood", "moody"),): "dark",
    (("grade", "vintage"),): "vintage|retro",
    (("grade", "muted"),): "faded|earthy",
    (("grade", "vivid"),): "rich",
    (("grade", "noir"),): "noir",
}
"""Only before a noun of the feel ("tones", "grade")."""
