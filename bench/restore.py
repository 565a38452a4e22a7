"""What `restore` makes of photographs: clean ones, JPEG of every quality, out of focus, moved.

python bench/restore.py [clean] [jpeg] [blur]      dB of PSNR gained on photographs of scikit-image

Needs scikit-image, installed by hand. JPEG is tried as the file and as a PNG made of it, cut by (3, 5).
What is blurred is cut by 16 pixels all around, so that nothing is known of what lay outside.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

import numpy as np
import skimage
from PIL import Image

from tintype.core.request import Request
from tintype.engines.retouch.blur import Blur, kernel
from tintype.engines.retouch.engine import RetouchEngine
from tintype.testing import ignore

NAMES = (
    "astronaut.png coffee.png chelsea.png rocket.jpg motorcycle_left.png hubble_deep_field.jpg retina.jpg "
    "camera.png brick.png grass.png gravel.png"
)
SIDE = 512
BLURS = (
    Blur(kind="defocus", size=2), Blur(kind="defocus", size=2.2), Blur(kind="defocus", size=3),
    Blur(kind="motion", size=9), Blur(kind="motion", size=9, angle=30),
    Blur(kind="motion", size=12, angle=100),
)  # fmt: skip


def photographs() -> dict[str, np.ndarray]:
    folder = Path(skimage.__file__).parent / "data"
    return {
        name: np.asarray(Image.open(folder / name).convert("RGB"))[:SIDE, :SIDE] for name in NAMES.split()
    }


def restored(path: Path) -> tuple[np.ndarray, str]:
    engine = RetouchEngine()
    (plan,) = engine.plan(Request(prompt="", operation="restore", images=(str(path),)))
    return engine.paint(plan, ignore), plan.notes[0]


def decibels(found: np.ndarray, true: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / max(1e-9, np.mean((found.astype(float) - true) ** 2))))


def clean(folder: Path) -> None:
    same = 0
    for pixels in photographs().values():
        Image.fromarray(pixels).save(folder / "a.png")
        same += np.array_equal(restored(folder / "a.png")[0], pixels)
    print(f"clean: {same} of {len(photographs())} come back byte for byte")


def jpeg(folder: Path) -> None:
    for quality in (10, 20, 40, 60, 75, 85, 90, 95):
        for cut in (False, True):
            gains: list[float] = []
            for true in photographs().values():
                path = folder / "a.jpg"
                Image.fromarray(true).save(path, quality=quality)
                worn = np.asarray(Image.open(path))
                if cut:
                    path, worn, true = folder / "a.png", worn[3:, 5:], true[3:, 5:]
                    Image.fromarray(worn).save(path)
                gains.append(decibels(restored(path)[0], true) - decibels(worn, true))
            tell(f"JPEG {quality}, {'a PNG of it, cut' if cut else 'the file'}", gains)


def blur(folder: Path) -> None:
    rng = np.random.default_rng(0)
    for noise in (0, 1):
        for way in BLURS:
            gains, known = [], 0
            for true in photographs().values():
                soft = blurred(true, way) + rng.normal(0, noise, true.shape)
                worn = np.rint(soft.clip(0, 255)).astype(np.uint8)[16:-16, 16:-16]
                Image.fromarray(worn).save(folder / "a.png")
                done, note = restored(folder / "a.png")
                known += "Blur" in note
                gains.append(decibels(done, true[16:-16, 16:-16]) - decibels(worn, true[16:-16, 16:-16]))
            tell(f"{way.kind} {way.size:g} at {way.angle:g}°, noise {noise}, found in {known}", gains)


def blurred(pixels: np.ndarray, way: Blur) -> np.ndarray:
    point = kernel(way)
    reach = len(point) // 2
    wide = np.pad(pixels.astype(float), ((reach, reach), (reach, reach), (0, 0)), mode="reflect")
    total = np.zeros(pixels.shape)
    for y, x in zip(*np.nonzero(point), strict=True):
        rows, columns = (slice(2 * reach - at, 2 * reach - at + side)
                         for at, side in zip((y, x), pixels.shape[:2], strict=True))  # fmt: skip
        total += point[y, x] * wide[rows, columns]
    return total


def tell(what: str, gains: list[float]) -> None:
    print(f"{what}: mean {statistics.mean(gains):+.2f}, least {min(gains):+.2f} dB", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", default=["clean", "jpeg", "blur"])
    with tempfile.TemporaryDirectory() as folder:
        for part in ask.parse_args().parts:
            {"clean": clean, "jpeg": jpeg, "blur": blur}[part](Path(folder))


if __name__ == "__main__":
    main()
