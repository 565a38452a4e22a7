"""How many words an OCR program reads off the pictures at 1024 px.

`python bench/lettering.py` needs Debian's tesseract-ocr. Each picture is cut to the box of the sheet
that carries the word (the part the text is on, projected, where the id buffer shows the body). The
crop is read as a block, a line, a word and sparse text, after nothing but a cut of its border (a framed word
passes for a picture), a change of scale, greyscale and, for light letters on dark, inversion.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import time
from itertools import product
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from tintype.core.request import Request
from tintype.engines.stage import StageEngine
from tintype.engines.stage.buffers import buffers
from tintype.scene import projection
from tintype.scene.kinds.catalogue import KINDS, placed
from tintype.scene.model import Body, Scene

SENTENCES = (
    'a wooden sign that says "{}"',
    'a white ceramic mug with the word "{}" on it on an oak desk',
    'a perfume bottle labelled "{}" on white marble, soft light from the left',
    'a red book titled "{}" standing on a table, 85mm lens',
    'a tin can with "{}" written on it, product photo',
    'a cardboard box with the word "{}", window light',
    'a laptop whose screen says "{}" on a desk',
    'a neon sign reading "{}" on a brick wall at night',
    'a glass jar labelled "{}" on a kitchen counter',
    'a wine bottle with a label that says "{}", 100mm lens',
)
WORDS = (
    "OPEN", "Coffee", "Honey", "Silence", "Autumn", "TINTYPE", "Garden", "Lumen", "Harbour", "Paper",
    "Studio", "Basil", "MIDNIGHT", "Velvet", "Orchard", "Bakery", "Fragile", "Welcome", "Olive", "Atelier",
    "Ocean", "Cedar", "Summer", "Library", "Winter", "Juniper", "Saffron", "Morning", "SALE", "Nectar",
    "Journal", "Marble", "Copper", "Lantern", "Bloom", "Thyme", "Museum", "EXIT", "Pepper", "Ginger",
)  # fmt: skip

INSETS = (0.0, 0.1)
"""Shares of the sheet's sides cut off before reading: nothing, or the border."""


def sheet_box(scene: Scene, body: Body, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom in pixels of the sheet a body's text is on, where the body shows."""
    sheets = [part.mesh for part, _ in placed(body) if part.slot == KINDS[body.kind].lettering]
    ys, xs = np.nonzero(buffers(scene, *size).ids == body.id)
    if not sheets or not len(xs):
        return None
    at = projection.pixels(scene.camera, *size, np.concatenate([mesh.vertices for mesh in sheets]))
    low = np.maximum(np.floor(at[:, :2].min(axis=0)), (xs.min(), ys.min())).astype(int)
    high = np.minimum(np.ceil(at[:, :2].max(axis=0)), (xs.max() + 1, ys.max() + 1)).astype(int)
    return (*low, *high) if (high - low).min() > 4 else None


def prepared(crop: Image.Image, inset: float, *, ink: bool) -> Image.Image:
    """Dark letters on a light page about 700 px wide with a plain margin.

    ink: black and white by the brightness around each pixel, for pages that curve into shadow
    (a mean over an eighth of the width, as in Bradley and Roth 2007).
    """
    x, y = round(crop.width * inset), round(crop.height * inset)
    grey = crop.convert("L").crop((x, y, crop.width - x, crop.height - y))
    if np.median(np.asarray(grey)) < 118:
        grey = ImageOps.invert(grey)
    grey = grey.resize((700, max(round(700 * grey.height / grey.width), 1)), Image.Resampling.LANCZOS)
    if ink:
        around = np.asarray(grey.filter(ImageFilter.BoxBlur(700 // 8)), np.float32)
        grey = Image.fromarray(np.where(np.asarray(grey, np.float32) > around - 25, 255, 0).astype(np.uint8))
    return ImageOps.expand(grey, 40, int(np.median(np.asarray(grey))))


def read(crop: Image.Image) -> str:
    """Everything tesseract finds in a crop: small letters and spaces."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crop.png")
        for inset, ink in product(INSETS, (False, True)):
            prepared(crop, inset, ink=ink).save(path)
            for layout in ("6", "7", "8", "11"):
                command = ["tesseract", str(path), "-", "--psm", layout]
                found.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return " ".join(re.sub(r"[^a-z]", "", text.lower()) for text in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=int, default=len(WORDS), help="how many of the words")
    parser.add_argument("--start", type=int, default=0, help="the first word")
    parser.add_argument("--step", type=int, default=1, help="10 keeps to one carrier")
    parser.add_argument("--samples", type=int, help="rays per pixel, fewer than quality low's for speed")
    parser.add_argument("--folder", help="keep the pictures and the cut-out sheets here")
    options = parser.parse_args()
    engine, right = StageEngine(), []
    extra = {"samples": options.samples} if options.samples else {}
    for i in range(len(WORDS))[options.start :: options.step][: options.only]:
        word, begun = WORDS[i], time.monotonic()
        sentence = SENTENCES[i % len(SENTENCES)].format(word)
        request = Request(prompt=sentence, size=(1024, 1024), seed=i, quality="low", options=extra)
        plan = engine.plan(request)[0]
        pixels = Image.fromarray(engine.paint(plan, lambda event: None))
        scene = Scene.from_json(plan.settings["scene"])
        boxes = [sheet_box(scene, body, pixels.size) for body in scene.bodies if body.text == word]
        crops = [pixels.crop(box) for box in boxes if box]
        right.append(any(word.lower() in read(crop) for crop in crops))
        took = f"{time.monotonic() - begun:.0f} s"
        print(f"{'read  ' if right[-1] else 'MISSED'} {sentence} ({took})", flush=True)
        if options.folder:
            Path(options.folder).mkdir(parents=True, exist_ok=True)
            pixels.save(Path(options.folder, f"{i:02d}-{word}.png"))
            for crop in crops:
                crop.save(Path(options.folder, f"{i:02d}-{word}-sheet.png"))
    print(json.dumps({"words": len(right), "read": float(np.mean(right))}))


if __name__ == "__main__":
    main()
