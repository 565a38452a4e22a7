"""The contact sheet: `python bench/contact_sheet.py docs/contact-sheet.jpg` paints 24 sentences."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tintype.core.request import Request
from tintype.engines.stage import StageEngine

SENTENCES = (
    "a perfume bottle on white marble, single key light from above-left, 100mm macro lens",
    "three lemons in a blue ceramic bowl on a linen tablecloth, soft window light from the left, 85mm lens",
    "a stack of books beside a brass candlestick on an oak desk, candlelight, moody, 50mm f/2",
    "a red ceramic vase left of a gold sphere on white marble, soft light",
    'a neon sign that says "OPEN" on a brick wall at night, cinematic',
    "two wine glasses and a bottle of red wine on a window sill, golden hour backlight, 85mm lens",
    "a sailing boat on a calm lake with mountains behind, morning mist, 35mm lens",
    "a green leather armchair in a white gallery, late afternoon light from the right, 35mm lens",
    "a lighthouse by the sea at sunset, dramatic clouds, 50mm lens",
    "a single white rose in a glass vase, black background, hard light from the left, low key",
    "a teapot and two cups on a walnut table, soft overcast light, muted colours",
    "a chrome sphere, a copper cube and a marble cone on grey concrete, hard light from the right",
    "an hourglass on a stack of books, warm lamp light, film grain, 85mm lens",
    "a pumpkin, two pears and a bunch of grapes on a wooden table, Dutch still life, dark and moody",
    "a street lamp and a car on wet asphalt at night, neon reflections, low angle, 35mm film grain",
    "a potted plant on a plinth in a concrete room, minimal, soft light from above",
    "a stack of pebbles on the beach, serene, golden hour, shallow depth of field",
    'a kraft cardboard box labelled "TINTYPE" on a seamless beige backdrop, product photo',
    "a pine tree on a snowfield under a pale winter sky, minimal, 85mm lens",
    "a vintage camera on a leather notebook, soft window light, nostalgic, fine film grain",
    "five colourful balloons in a blue sky, cheerful, vivid colours",
    "a cream jar on a travertine plinth with a eucalyptus branch, soft shadows, product photo",
    "a cactus in a terracotta pot against a pink wall, hard noon sun, pastel colours",
    "a crystal on black velvet, rim light from behind, macro lens",
)
CELL, CAPTION, COLUMNS = 480, 58, 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--size", type=int, default=CELL)
    parser.add_argument("--quality", default="medium")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of the sentences to paint, from 0")
    parser.add_argument("--folder", help="keep the single pictures here too")
    options = parser.parse_args()
    engine = StageEngine()
    chosen = options.only if options.only is not None else range(len(SENTENCES))
    rows = -(-len(chosen) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL, rows * (CELL + CAPTION)), "#f7f5f1")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for place, number in enumerate(chosen):
        request = Request(
            prompt=SENTENCES[number], size=(options.size, options.size), seed=3, quality=options.quality
        )
        picture = Image.fromarray(engine.paint(engine.plan(request)[0], lambda event: None))
        x, y = place % COLUMNS * CELL, place // COLUMNS * (CELL + CAPTION)
        sheet.paste(picture.resize((CELL, CELL), Image.Resampling.LANCZOS), (x, y))
        draw.multiline_text(
            (x + 8, y + CELL + 6), textwrap.fill(SENTENCES[number], 68), fill="#33302b", font=font
        )
        print(f"{number:2d} {SENTENCES[number]}", flush=True)
        if options.folder:
            Path(options.folder).mkdir(parents=True, exist_ok=True)
            picture.save(Path(options.folder, f"{number:02d}.png"))
    sheet.save(options.file, quality=88)


if __name__ == "__main__":
    main()
