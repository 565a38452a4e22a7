"""How many words of up to ten letters an OCR program reads off the pictures at 1024 px.

`python bench/lettering.py` needs Debian's tesseract-ocr. Each picture is cut to the box of the body
that carries the word (from the id buffer) and read as a block, a line and sparse text.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tintype.core.request import Request
from tintype.engines.stage import StageEngine
from tintype.engines.stage.buffers import buffers
from tintype.scene.model import Scene

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


def read(picture: Image.Image) -> str:
    """Everything tesseract finds in a picture, upscaled so that small letters have a chance."""
    words = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crop.png")
        scale = max(1, round(900 / max(picture.size)))
        picture.convert("L").resize(
            (picture.width * scale, picture.height * scale), Image.Resampling.LANCZOS
        ).save(path)
        for layout in ("6", "7", "11"):
            command = ["tesseract", str(path), "-", "--psm", layout]
            words.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return re.sub(r"[^a-z]", "", " ".join(words).lower())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=int, default=len(WORDS))
    parser.add_argument("--folder", help="keep the cut-out pictures here")
    options = parser.parse_args()
    engine, right = StageEngine(), []
    for i, word in enumerate(WORDS[: options.only]):
        sentence = SENTENCES[i % len(SENTENCES)].format(word)
        plan = engine.plan(Request(prompt=sentence, size=(1024, 1024), seed=i, quality="low"))[0]
        pixels = engine.paint(plan, lambda event: None)
        scene = Scene.from_json(plan.settings["scene"])
        carriers = [body.id for body in scene.bodies if body.text == word]
        ys, xs = np.nonzero(np.isin(buffers(scene, 1024, 1024).ids, carriers))
        crop = Image.fromarray(pixels)
        if len(xs):
            crop = crop.crop((int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1))
        right.append(word.lower() in read(crop))
        print(f"{'read  ' if right[-1] else 'MISSED'} {sentence}", flush=True)
        if options.folder:
            Path(options.folder).mkdir(parents=True, exist_ok=True)
            crop.save(Path(options.folder, f"{i:02d}-{word}.png"))
    print(json.dumps({"words": len(right), "read": float(np.mean(right))}))


if __name__ == "__main__":
    main()
