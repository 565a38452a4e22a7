"""The networks that ship do what their names say, on pictures drawn here."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tintype.engines.retouch.weights import FOLDER, card, network

NETWORKS = card(FOLDER)
rng = np.random.default_rng(4)


def drawn(side: int = 192) -> np.ndarray:
    """uint8 (side, side, 3): discs, boxes and words over one another, edges smoothed."""
    large = Image.new("RGB", (4 * side, 4 * side), (120, 130, 140))
    draw = ImageDraw.Draw(large)
    for _ in range(220):
        x, y = (float(v) for v in rng.uniform(0, 4 * side, 2))
        r, colour = float(10 + 160 * rng.random() ** 3), tuple(int(v) for v in rng.integers(10, 245, 3))
        kind = rng.integers(3)
        if kind == 0:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        elif kind == 1:
            draw.line((x, y, x + 4 * r, y - 3 * r), fill=colour, width=int(4 + r / 4))
        else:
            draw.polygon([(x, y), (x + 2 * r, y + r), (x + r, y + 2 * r)], fill=colour)
    return np.asarray(large.reduce(4))


def run(name: str, planes: np.ndarray) -> np.ndarray:
    """float32 (h, w, C) through the network."""
    batch = np.ascontiguousarray(planes.transpose(2, 0, 1)[None], np.float32)
    return network(FOLDER, name)({NETWORKS[name].input: batch})[0][0].transpose(1, 2, 0)


def levelled(pixels: np.ndarray, level: float) -> np.ndarray:
    return np.dstack([pixels / 255, np.full(pixels.shape[:2], level / 255)]).astype(np.float32)


def decibels(found: np.ndarray, true: np.ndarray) -> float:
    return float(-10 * np.log10(((found.clip(0, 1) - true / 255) ** 2).mean()))


needs: Callable[[str], pytest.MarkDecorator] = lambda name: pytest.mark.skipif(  # noqa: E731
    name not in NETWORKS, reason=f"{name} is not trained yet"
)


@pytest.mark.parametrize(
    ("name", "gain"),
    [pytest.param("sr-x2", 2.0, marks=needs("sr-x2")), pytest.param("sr-x4", 1.2, marks=needs("sr-x4"))],
)
def test_enlarging_finds_more_than_bicubic(name: str, gain: float) -> None:
    scale, true = int(name[-1]), drawn()
    small = Image.fromarray(true).resize((192 // scale, 192 // scale), Image.Resampling.BICUBIC)
    bicubic = np.asarray(small.resize((192, 192), Image.Resampling.BICUBIC)) / 255
    assert decibels(run(name, np.asarray(small) / 255), true) > decibels(bicubic, true) + gain


@needs("restore")
@pytest.mark.parametrize(("sigma", "gain"), [(15, 5.0), (50, 8.0)])
def test_noise_goes(sigma: int, gain: float) -> None:
    true = drawn()
    noisy = np.rint((true + rng.normal(0, sigma, true.shape)).clip(0, 255))
    assert decibels(run("restore", levelled(noisy, sigma)), true) > decibels(noisy / 255, true) + gain


@needs("restore")
def test_without_noise_nothing_changes() -> None:
    true = drawn(90)
    assert np.abs(run("restore", levelled(true, 0)) - true / 255).max() < 1e-5


@needs("deblock")
@pytest.mark.parametrize("quality", [10, 30])
def test_blocks_of_jpeg_go(quality: int) -> None:
    true, file = drawn(), io.BytesIO()
    Image.fromarray(true).save(file, "JPEG", quality=quality)
    harmed = np.asarray(Image.open(file)) / 255
    assert decibels(run("deblock", harmed), true) > decibels(harmed, true) + 1.0


@needs("deblock")
def test_without_blocks_hardly_anything_changes() -> None:
    true = drawn()
    assert decibels(run("deblock", true / 255), true) > 38


@pytest.mark.parametrize("name", sorted(NETWORKS))
@pytest.mark.parametrize(("height", "width"), [(1, 1), (3, 17), (30, 41)])
def test_every_size_is_taken(name: str, height: int, width: int) -> None:
    scale = int(name[-1]) if name.startswith("sr-") else 1
    given = levelled(np.full((height, width, 3), 90, np.uint8), 10)
    out = run(name, given if name == "restore" else given[..., :3])
    assert out.shape == (height * scale, width * scale, 3)
    assert np.isfinite(out).all()


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_a_halo_is_enough_for_pieces(name: str) -> None:
    halo = (NETWORKS[name].halo + 3) // 4 * 4
    scale, side = int(name[-1]) if name.startswith("sr-") else 1, 32 + 2 * halo
    planes = levelled(drawn(side), 20)
    planes = planes if name == "restore" else planes[..., :3]
    whole = run(name, planes)
    piece = run(name, planes[: 16 + halo])
    assert np.abs(piece[: 16 * scale] - whole[: 16 * scale]).max() < 1e-4
