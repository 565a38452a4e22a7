"""How well and how fast pictures are enlarged and restored, on photographs that no network was taught on.

`PYTHONPATH=src .venv-lab/bin/python bench/retouch.py [sr] [worn] [noise] [jpeg] [clean] [speed]`, or
`esrgan`, `uncut`, no part of the usual run. Needs scikit-image, scikit-learn, opencv-python-headless, bm3d;
`esrgan` needs torch. The photographs are those that ship inside the packages scikit-image and scikit-learn.
PSNR-Y: of luma (BT.601, 16 to 235), a rim as wide as the scale left out; PSNR: of RGB. Everything is read
from and written to 8 bits, as files hold it.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import skimage
import sklearn.datasets
from PIL import Image
from skimage.metrics import structural_similarity

from tintype.engines.retouch.weights import card, network

if TYPE_CHECKING:
    from collections.abc import Callable

    Pixels = np.ndarray

WEIGHTS = Path("src/tintype/engines/retouch/weights")
NAMES = (
    "astronaut.png coffee.png chelsea.png rocket.jpg motorcycle_left.png hubble_deep_field.jpg retina.jpg "
    "camera.png brick.png grass.png gravel.png"
)
GREY = {"camera", "brick", "grass", "gravel"}
LUMA = np.array([65.481, 128.553, 24.966]) / 255
CROP = 256
"""Side of what is cut from the middle where BM3D takes part."""


@cache
def photographs() -> dict[str, Pixels]:
    """uint8 (H, W, 3), sides multiples of 4."""
    folder = Path(skimage.__file__).parent / "data"
    found = {
        name.split(".")[0].removesuffix("_left"): np.asarray(Image.open(folder / name).convert("RGB"))
        for name in NAMES.split()
    }
    found |= {name: sklearn.datasets.load_sample_image(f"{name}.jpg") for name in ("china", "flower")}
    return {name: p[: p.shape[0] // 4 * 4, : p.shape[1] // 4 * 4] for name, p in found.items()}


def decibels(found: Pixels, true: Pixels) -> float:
    error = float(((found.astype(np.float64) - true.astype(np.float64)) ** 2).mean())
    return 10 * np.log10(255**2 / max(error, 1e-6))


def luma(pixels: Pixels, rim: int) -> Pixels:
    return (pixels.astype(np.float64) @ LUMA + 16)[rim:-rim, rim:-rim]


def edges(plane: Pixels) -> float:
    return float(np.abs(cv2.Laplacian(plane, cv2.CV_64F)).mean())


def resized(pixels: Pixels, scale: float, how: Image.Resampling) -> Pixels:
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    return np.asarray(Image.fromarray(pixels).resize(size, how))


def by_network(folder: Path, name: str, pixels: Pixels, level: float | None = None) -> Pixels:
    """What the network of that name makes of uint8 (H, W, 3), whole."""
    planes = pixels.astype(np.float32).transpose(2, 0, 1) / 255
    if level is not None:
        planes = np.concatenate([planes, np.full((1, *planes.shape[1:]), level / 255, np.float32)])
    entry = card(folder)[name]
    out = network(folder, name)({entry.input: np.ascontiguousarray(planes[None])})[0][0]
    return np.rint(out.transpose(1, 2, 0).clip(0, 1) * 255).astype(np.uint8)


def table(title: str, rows: dict[str, dict[str, float]]) -> None:
    """Prints one row per photograph and the mean of each column."""
    columns = list(next(iter(rows.values())))
    print(f"\n{title}\n{'':12}" + "".join(f"{column:>16}" for column in columns))
    for name, row in rows.items():
        print(f"{name:12}" + "".join(f"{row[column]:16.3f}" for column in columns))
    means = {column: statistics.mean(row[column] for row in rows.values()) for column in columns}
    print(f"{'mean':12}" + "".join(f"{means[column]:16.3f}" for column in columns), flush=True)


def enlarging(folder: Path) -> None:
    for scale in (2, 4):
        if f"sr-x{scale}" not in card(folder):
            continue
        rows, likeness = {}, {}
        for name, true in photographs().items():
            small = resized(true, 1 / scale, Image.Resampling.BICUBIC)
            found = {
                "bicubic": resized(small, scale, Image.Resampling.BICUBIC),
                "Lanczos": resized(small, scale, Image.Resampling.LANCZOS),
                "Lanczos cv2": cv2.resize(small, true.shape[1::-1], interpolation=cv2.INTER_LANCZOS4),
                "network": by_network(folder, f"sr-x{scale}", small),
            }
            target = luma(true, scale)
            planes = {how: luma(pixels, scale) for how, pixels in found.items()}
            row = {how: decibels(plane, target) for how, plane in planes.items()}
            rows[name] = row | {"gain": row["network"] - row["bicubic"]}
            likeness[name] = {
                f"SSIM {how}": structural_similarity(planes[how], target, data_range=219)
                for how in ("bicubic", "network")
            } | {f"edges {how}": edges(planes[how]) / edges(target) for how in ("bicubic", "network")}
        table(f"x{scale}, PSNR-Y in dB", rows)
        table(f"x{scale}, SSIM of luma, and strength of edges as a share of the true one", likeness)


def enlarging_worn(folder: Path) -> None:
    """Small pictures with a little noise, saved as JPEG of quality 60."""
    rng, rows = np.random.default_rng(0), {}
    for name, true in photographs().items():
        small = resized(true, 0.5, Image.Resampling.BICUBIC)
        noisy = np.rint((small + rng.normal(0, 4, small.shape)).clip(0, 255)).astype(np.uint8)
        worn = through_jpeg(noisy, 60)
        found = {
            "bicubic": resized(worn, 2, Image.Resampling.BICUBIC),
            "sr-x2": by_network(folder, "sr-x2", worn),
            "deblock, sr-x2": by_network(folder, "sr-x2", by_network(folder, "deblock", worn)),
            "sr-x2-worn": by_network(folder, "sr-x2-worn", worn),
        }
        rows[name] = {how: decibels(luma(pixels, 2), luma(true, 2)) for how, pixels in found.items()}
    table("x2 of worn pictures (noise 4, JPEG 60), PSNR-Y in dB", rows)


def through_jpeg(pixels: Pixels, quality: int) -> Pixels:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def middle(pixels: Pixels) -> Pixels:
    y, x = (pixels.shape[0] - CROP) // 2, (pixels.shape[1] - CROP) // 2
    return pixels[y : y + CROP, x : x + CROP]


def nlm(noisy: Pixels, sigma: float) -> Pixels:
    return cv2.fastNlMeansDenoisingColored(noisy, None, sigma * NLM[sigma], sigma * NLM[sigma])


NLM = {15: 0.7, 25: 0.7, 50: 0.7}
"""Strength over sigma: the best of 0.3, 0.4, … 1.0 on these photographs."""


def by_bm3d(noisy: Pixels, sigma: float) -> Pixels:
    import bm3d

    found = bm3d.bm3d_rgb(noisy.astype(np.float64) / 255, sigma / 255)
    return np.rint(found.clip(0, 1) * 255).astype(np.uint8)


def tune_nlm() -> None:
    """Sets the strengths."""
    rng = np.random.default_rng(1)
    cut = [middle(true) for name, true in photographs().items() if name not in GREY]
    for sigma in NLM:
        noisy = [
            np.rint((true + rng.normal(0, sigma, true.shape)).clip(0, 255)).astype(np.uint8) for true in cut
        ]
        scores: dict[float, float] = {}
        for factor in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0):
            NLM[sigma] = factor
            scores[factor] = statistics.mean(
                decibels(nlm(n, sigma), t) for n, t in zip(noisy, cut, strict=True)
            )
        NLM[sigma] = max(scores, key=lambda factor: scores[factor])


def denoising(folder: Path, *, with_bm3d: bool) -> None:
    tune_nlm()
    rng = np.random.default_rng(0)
    for sigma in (15, 25, 50):
        ways: dict[str, Callable[[Pixels], Pixels]] = {
            "NLM cv2": lambda noisy, sigma=sigma: nlm(noisy, sigma),
            "network": lambda noisy, sigma=sigma: by_network(folder, "restore", noisy, sigma),
        }
        if with_bm3d:
            ways["BM3D"] = lambda noisy, sigma=sigma: by_bm3d(noisy, sigma)
        rows: dict[str, dict[str, float]] = {}
        spent = dict.fromkeys(ways, 0.0)
        for name, true in photographs().items():
            if name in GREY:
                continue
            true = middle(true)
            noisy = np.rint((true + rng.normal(0, sigma, true.shape)).clip(0, 255)).astype(np.uint8)
            row = {"noisy": decibels(noisy, true)}
            for how, way in ways.items():
                begin = time.process_time()
                row[how] = decibels(way(noisy), true)
                spent[how] += time.process_time() - begin
            rows[name] = row | {"over NLM": row["network"] - row["NLM cv2"]}
            if with_bm3d:
                rows[name]["over BM3D"] = row["network"] - row["BM3D"]
        table(f"noise, sigma {sigma}, {CROP} px, PSNR in dB (NLM at {NLM[sigma]} sigma)", rows)
        print(
            "processor seconds a picture: "
            + ", ".join(f"{how} {t / len(rows):.2f}" for how, t in spent.items())
        )


def denoising_uncut(folder: Path) -> None:
    """Noise that is neither cut off at 0 and 255 nor rounded, which is what BM3D is made for."""
    rng = np.random.default_rng(0)
    for sigma in (15, 25, 50):
        rows: dict[str, dict[str, float]] = {}
        for name, true in photographs().items():
            if name in GREY:
                continue
            true = middle(true)
            noisy = true + rng.normal(0, sigma, true.shape)
            row = {
                "network": decibels(by_network(folder, "restore", noisy, sigma), true),
                "BM3D": decibels(by_bm3d(noisy, sigma), true),
            }
            rows[name] = row | {"over BM3D": row["network"] - row["BM3D"]}
        table(f"noise, sigma {sigma}, not cut off, {CROP} px, PSNR in dB", rows)


def deblocking(folder: Path) -> None:
    for quality in (10, 20, 40):
        rows: dict[str, dict[str, float]] = {}
        for name, true in photographs().items():
            harmed = through_jpeg(true, quality)
            found = by_network(folder, "deblock", harmed)
            row = {"JPEG": decibels(harmed, true), "network": decibels(found, true)}
            luma_gain = decibels(luma(found, 1), luma(true, 1)) - decibels(luma(harmed, 1), luma(true, 1))
            rows[name] = row | {"gain": row["network"] - row["JPEG"], "gain Y": luma_gain}
        table(f"JPEG, quality {quality}, PSNR in dB", rows)


def untouched(folder: Path) -> None:
    rows = {
        name: {
            "restore at 0": decibels(by_network(folder, "restore", true, 0), true),
            "restore at 2": decibels(by_network(folder, "restore", true, 2), true),
            "deblock": decibels(by_network(folder, "deblock", true), true),
        }
        for name, true in photographs().items()
    }
    table("what becomes of clean photographs, PSNR in dB", rows)


def speed(folder: Path) -> None:
    rng = np.random.default_rng(0)
    for name, side, level in (
        ("sr-x2", 512, None),
        ("sr-x4", 256, None),
        ("restore", 1024, 25.0),
        ("deblock", 1024, None),
    ):
        if name not in card(folder):
            continue
        pixels = rng.integers(0, 256, (side, side, 3), np.uint8)
        by_network(folder, name, pixels, level)
        clock, processor = [], []
        for _ in range(7):
            begin, used = time.perf_counter(), time.process_time()
            by_network(folder, name, pixels, level)
            clock.append(time.perf_counter() - begin)
            processor.append(time.process_time() - used)
        print(
            f"{name}: {side} px, median {statistics.median(clock):.2f} s of clock (least {min(clock):.2f}),"
            f" {statistics.median(processor):.2f} s of processor", flush=True,
        )  # fmt: skip


def esrgan_like(folder: Path) -> None:
    """Time of x4 beside a network of random weights, as large as ESRGAN's: 23 times 3 dense blocks."""
    import onnxruntime
    import torch
    from torch import nn

    class Dense(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            wide = (32, 32, 32, 32, 64)
            self.parts = nn.ModuleList(
                nn.Conv2d(64 + 32 * i, out, 3, padding=1) for i, out in enumerate(wide)
            )

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            seen = x
            for part in self.parts[:-1]:
                seen = torch.cat([seen, torch.relu(part(seen))], 1)
            return x + 0.2 * self.parts[-1](seen)

    up = [
        layer
        for _ in range(2)
        for layer in (nn.Upsample(scale_factor=2), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU())
    ]
    net = nn.Sequential(
        nn.Conv2d(3, 64, 3, padding=1), *(Dense() for _ in range(69)), *up,
        nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 3, 3, padding=1),
    ).eval()  # fmt: skip
    file, given = io.BytesIO(), np.random.default_rng(0).random((1, 3, 128, 128), np.float32)
    torch.onnx.export(
        net, (torch.from_numpy(given),), file, input_names=["picture"], opset_version=17, dynamo=False
    )
    session = onnxruntime.InferenceSession(file.getvalue(), providers=["CPUExecutionProvider"])
    entry = card(folder)["sr-x4"]
    ours = network(folder, "sr-x4")
    for name, run in (
        ("as large as ESRGAN's", lambda: session.run(None, {"picture": given})),
        ("sr-x4", lambda: ours({entry.input: given})),
    ):
        run()
        used = []
        for _ in range(3):
            begin = time.process_time()
            run()
            used.append(time.process_time() - begin)
        print(f"x4 from 128 px, {name}: {statistics.median(used):.2f} s of processor", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("parts", nargs="*", default=["sr", "worn", "noise", "jpeg", "clean", "speed"])
    ask.add_argument("--weights", type=Path, default=WEIGHTS)
    ask.add_argument("--no-bm3d", action="store_true")
    args = ask.parse_args()
    have = card(args.weights)
    for part in args.parts:
        if part == "sr":
            enlarging(args.weights)
        elif part == "worn" and {"sr-x2", "sr-x2-worn", "deblock"} <= set(have):
            enlarging_worn(args.weights)
        elif part == "noise" and "restore" in have:
            denoising(args.weights, with_bm3d=not args.no_bm3d)
        elif part == "uncut" and "restore" in have:
            denoising_uncut(args.weights)
        elif part == "jpeg" and "deblock" in have:
            deblocking(args.weights)
        elif part == "clean" and {"restore", "deblock"} <= set(have):
            untouched(args.weights)
        elif part == "esrgan" and "sr-x4" in have:
            esrgan_like(args.weights)
        elif part == "speed":
            speed(args.weights)


if __name__ == "__main__":
    main()
