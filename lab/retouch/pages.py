"""Pages of letters: how much ink lies at each pixel, by PIL, on processor cores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONTS = sorted((Path(__file__).parents[2] / "src/tintype/engines/stage/fonts").glob("*.[ot]tf"))
LETTERS = "etaoinshrdlcumwfgypbvk" * 3 + "ETAOINSHRDLUCMFWYPVBGKQJXZ" + "0123456789" * 2 + ".,:;!?-()&%"


def page(seed: int, side: int) -> np.ndarray:
    """uint8 (side, side): 255 is ink. Words in one or several sizes, lines and boxes, at a slant or not."""
    rng = np.random.default_rng(seed)
    large = 2 * side
    sheet = Image.new("L", (large, large), 0)
    draw = ImageDraw.Draw(sheet)
    y = float(rng.uniform(-20, 20))
    size = float(np.exp(rng.uniform(np.log(14), np.log(120))))
    font_path = FONTS[rng.integers(len(FONTS))]
    while y < large:
        if rng.random() < 0.25:
            size = float(np.exp(rng.uniform(np.log(14), np.log(160))))
            font_path = FONTS[rng.integers(len(FONTS))]
        font = ImageFont.truetype(str(font_path), max(8, round(size)))
        words = (
            "".join(rng.choice(list(LETTERS), rng.integers(1, 11))) for _ in range(int(2 + large / size / 3))
        )
        draw.text(
            (float(rng.uniform(-40, 60)), y), " ".join(words), fill=int(rng.integers(150, 256)), font=font
        )
        y += size * float(rng.uniform(1.0, 1.7))
    for _ in range(int(rng.integers(0, 5))):
        a, b, c, d = (float(v) for v in rng.uniform(-20, large + 20, 4))
        box = (min(a, c), min(b, d), max(a, c), max(b, d))
        if rng.random() < 0.5:
            draw.line((a, b, c, d), fill=255, width=int(rng.integers(1, 9)))
        else:
            draw.rectangle(box, outline=255, width=int(rng.integers(1, 9)))
    if rng.random() < 0.35:
        sheet = sheet.rotate(float(rng.uniform(-25, 25)), Image.Resampling.BICUBIC)
    return np.asarray(sheet.reduce(2))
