"""A hundred megapixels: seconds and most memory of `tintype upscale` on a picture of noise and shapes.

python bench/upscale_memory.py             5000x5000 → 10000x10000
python bench/upscale_memory.py --side 1000
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--side", type=int, default=5000, help="of what is enlarged twice")
    side = parser.parse_args().side
    with tempfile.TemporaryDirectory() as folder:
        y, x = np.mgrid[:side, :side].astype(np.float32)
        waves = 128 + 80 * np.sin(x / 17) * np.cos(y / 29)
        pixels = np.dstack([waves, np.flipud(waves), waves.T]).astype(np.uint8)
        path = Path(folder) / "a.png"
        Image.fromarray(pixels).save(path, compress_level=1)
        words = [
            sys.executable,
            "-m",
            "tintype",
            "upscale",
            str(path),
            "-o",
            str(Path(folder) / "b.png"),
            "--quiet",
        ]
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        took, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        Image.MAX_IMAGE_PIXELS = None
        with Image.open(Path(folder) / "b.png") as done:
            print(
                f"{side}x{side} → {done.width}x{done.height}: {took:.0f} s,"
                f" {used.ru_utime + used.ru_stime:.0f} s of processor, at most {used.ru_maxrss / 1024:.0f} MB"
            )


if __name__ == "__main__":
    main()
