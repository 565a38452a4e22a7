"""Filling against OpenCV's: error and liveliness in holes of textured photographs; and what must not change.

python bench/inpaint.py                  photographs of scikit-image, against Telea and Navier-Stokes
python bench/inpaint.py outside --each 1000    random masks, pictures and files: bytes that differ outside

Needs scikit-image, pooch and opencv-python-headless, installed by hand; nothing else of tintype does.

PSNR favours a blur: for a random texture the mean of it scores 3 dB above the texture itself. So the
share of the original's standard deviation and of its steps between neighbours stands beside it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tintype.core.request import Request
from tintype.engines.retouch.engine import RetouchEngine
from tintype.testing import ignore

PLACES = {
    "grass": (256, 256), "gravel": (256, 256), "brick": (256, 256), "coffee": (330, 520),
    "chelsea": (250, 60), "rocket": (120, 120),
}  # fmt: skip
"""Photograph → middle (y, x) of the hole."""
RADIUS = 50


def filled(
    engine: RetouchEngine, folder: Path, pixels: np.ndarray, mask: np.ndarray, ending: str = "png"
) -> np.ndarray:
    picture, marked = folder / f"a.{ending}", folder / "mask.png"
    more: dict[str, Any] = {"lossless": True, "exact": True} if ending == "webp" else {}
    Image.fromarray(pixels).save(picture, **more)
    Image.fromarray(mask).save(marked)
    asked = Request(prompt="", operation="edit", images=(str(picture),), mask=str(marked), seed=1)
    (plan,) = engine.plan(asked)
    return engine.paint(plan, ignore)


def photographs() -> None:
    from skimage import data

    print(f"{'':10} {'':14} {'PSNR':>6} {'deviation':>10} {'steps':>6} {'cpu s':>6}")
    ratios: dict[str, list[float]] = {}
    errors: dict[str, list[float]] = {}
    for name, (middle_y, middle_x) in PLACES.items():
        pixels = getattr(data, name)()
        pixels = np.dstack([pixels] * 3) if pixels.ndim == 2 else pixels[..., :3]
        pixels = np.ascontiguousarray(pixels)
        y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
        hole = (y - middle_y) ** 2 + (x - middle_x) ** 2 < RADIUS**2
        mask = hole.astype(np.uint8) * 255
        hurt = np.where(hole[..., None], np.uint8(255), pixels)
        for way in ("retouch", "Telea", "Navier-Stokes"):
            start = time.process_time()
            done = by(way, hurt, mask)
            took = time.process_time() - start
            figures = measured(done, pixels, hole)
            ratios.setdefault(way, []).append(figures[2])
            errors.setdefault(way, []).append(figures[0])
            print(f"{name:10} {way:14} {figures[0]:6.2f} {figures[1]:10.2f} {figures[2]:6.2f} {took:6.2f}")
    for way, each in ratios.items():
        print(
            f"{way}: mean PSNR {statistics.mean(errors[way]):.2f} dB, median share of steps"
            f" {statistics.median(each):.2f}"
        )


def by(way: str, hurt: np.ndarray, mask: np.ndarray) -> np.ndarray:
    import cv2

    if way == "retouch":
        with tempfile.TemporaryDirectory() as folder:
            return filled(RetouchEngine(), Path(folder), hurt, mask)
    return cv2.inpaint(hurt, mask, 5, cv2.INPAINT_TELEA if way == "Telea" else cv2.INPAINT_NS)


def measured(done: np.ndarray, pixels: np.ndarray, hole: np.ndarray) -> tuple[float, float, float]:
    """(PSNR in the hole, deviation over the original's, steps between neighbours over the original's)."""
    error = np.mean((done[hole].astype(float) - pixels[hole]) ** 2)
    steps = [np.abs(np.diff(each.astype(float), axis=1))[hole[:, 1:]].mean() for each in (done, pixels)]
    return 10 * np.log10(255**2 / error), done[hole].std() / pixels[hole].std(), steps[0] / steps[1]


def outside(count: int) -> None:
    engine, wrong = RetouchEngine(), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            rng = np.random.default_rng(seed)
            height, width = (int(side) for side in rng.integers(4, 60, 2))
            pixels = rng.integers(0, 256, (height, width, 3 + seed % 2), dtype=np.uint8)
            mask = (rng.random((height, width)) < rng.random() * 0.3).astype(np.uint8) * 255
            if seed % 3:
                top, left = int(rng.integers(0, height)), int(rng.integers(0, width))
                mask[:] = 0
                mask[top : top + height // 3 + 1, left : left + width // 3 + 1] = rng.integers(1, 256)
            if mask.all() or not mask.any():
                mask[:] = 0
                mask[0, 0] = 255
            done = filled(engine, Path(folder), pixels, mask, ("png", "webp")[seed % 2])
            wrong += int((done != pixels)[mask == 0].sum())
    print(f"{count} random masks, pictures and files: {wrong} bytes outside the mask differ")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", default="photographs", choices=["photographs", "outside"])
    parser.add_argument("--each", type=int, default=1000)
    given = parser.parse_args()
    if given.what == "photographs":
        photographs()
    else:
        outside(given.each)


if __name__ == "__main__":
    main()
