"""Whether the networks that enlarge keep lettering: what an OCR program reads, and PSNR, on pages of text.

python bench/enlarged_text.py          pages in three typefaces, made small, enlarged ×2 and ×4

Needs Debian's tesseract-ocr, fonts-dejavu. A page of random words is painted large, made two or four times
smaller by bicubic resampling, enlarged again in several ways, and read. Read is: the share of the words that
stand, in their order, in what the program says (difflib). On photographs see bench/retouch.py sr.
"""

from __future__ import annotations

import argparse
import difflib
import io
import statistics
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tintype.engines.retouch.weights import FOLDER, card, network

if TYPE_CHECKING:
    from collections.abc import Callable

FONTS = ("DejaVuSans", "DejaVuSerif", "DejaVuSansMono")
FOLDER_OF_FONTS = Path("/usr/share/fonts/truetype/dejavu")
WORDS = (
    "window garden silver paper morning harbour lantern copper museum winter orchard velvet journal"
    " pepper basil marble summer library saffron bakery fragile cedar ocean ginger studio thimble quartz"
).split()
SIDE = (960, 1280)
HOWS: dict[str, Image.Resampling] = {"bicubic": Image.Resampling.BICUBIC, "Lanczos": Image.Resampling.LANCZOS}


def page(font: str, size: int, seed: int) -> tuple[Image.Image, list[str]]:
    """A page of text and its words."""
    rng, image = np.random.default_rng(seed), Image.new("RGB", (SIDE[1], SIDE[0]), (250, 248, 244))
    draw, words = ImageDraw.Draw(image), []
    face = ImageFont.truetype(str(FOLDER_OF_FONTS / f"{font}.ttf"), size)
    y = 40
    while y + 2 * size < SIDE[0]:
        x = 40
        while True:
            word = str(rng.choice(WORDS))
            wide = draw.textlength(word + " ", font=face)
            if x + wide > SIDE[1] - 40:
                break
            draw.text((x, y), word, font=face, fill=(30, 28, 26))
            words.append(word)
            x += wide
        y += round(1.6 * size)
    return image, words


def read(image: Image.Image) -> list[str]:
    file = io.BytesIO()
    image.save(file, "PNG")
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "--psm", "6"], input=file.getvalue(), capture_output=True, check=True
    )
    return done.stdout.decode().split()


def by_network(small: Image.Image, scale: int) -> Image.Image:
    name = f"sr-x{scale}"
    batch = np.asarray(small, np.float32).transpose(2, 0, 1)[None] / 255
    out = network(FOLDER, name)({card(FOLDER)[name].input: np.ascontiguousarray(batch)})[0][0]
    return Image.fromarray(np.rint(out.transpose(1, 2, 0).clip(0, 1) * 255).astype(np.uint8))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--skip", type=int, default=0, help="1: ×4 alone")
    args = ask.parse_args()
    for scale, sizes in ((2, (16, 20, 26)), (4, (30, 38, 48)))[args.skip :]:
        ways: dict[str, Callable[[Image.Image], Image.Image]] = {
            name: lambda small, how=how, scale=scale: small.resize(
                (small.width * scale, small.height * scale), how
            )
            for name, how in HOWS.items()
        }
        ways["network"] = lambda small, scale=scale: by_network(small, scale)
        shares: dict[str, list[float]] = {name: [] for name in ("the page itself", *ways)}
        errors: dict[str, list[float]] = {name: [] for name in ways}
        for seed, font in enumerate(FONTS):
            for size in sizes:
                true, words = page(font, size, seed)
                small = true.resize((SIDE[1] // scale, SIDE[0] // scale), Image.Resampling.BICUBIC)
                for name in shares:
                    found = true if name == "the page itself" else ways[name](small)
                    match = difflib.SequenceMatcher(None, words, read(found), autojunk=False)
                    shares[name].append(sum(each.size for each in match.get_matching_blocks()) / len(words))
                    if name in errors:
                        error = np.mean((np.asarray(found, float) - np.asarray(true, float)) ** 2)
                        errors[name].append(10 * np.log10(255**2 / error))
        for name, each in shares.items():
            said = f", {statistics.mean(errors[name]):.2f} dB" if name in errors else ""
            print(f"×{scale} {name}: {statistics.mean(each):.1%} of the words read{said}", flush=True)


if __name__ == "__main__":
    main()
