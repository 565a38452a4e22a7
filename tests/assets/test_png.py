from __future__ import annotations

import io
import time

import numpy as np
import pytest
from PIL import Image

from tintype.assets import png

DRAW = np.random.default_rng(3)


def read(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


@pytest.mark.parametrize(
    "shape",
    [
        (1, 1, 3),
        (1, 1, 1),
        (86, 256, 1),
        (1, 300, 3),
        (300, 1, 4),
        (86, 256, 3),
        (257, 511, 4),
        (900, 800, 3),
    ],
)
def test_pixels_come_back_as_they_were(shape: tuple[int, int, int]) -> None:
    for pixels in (
        DRAW.integers(0, 256, shape, np.uint8),
        np.zeros(shape, np.uint8),
        np.broadcast_to(np.linspace(0, 255, shape[1], dtype=np.uint8)[None, :, None], shape),
    ):
        assert np.array_equal(np.asarray(read(png.encode(pixels))).reshape(shape), pixels)


def test_chunks_come_through() -> None:
    chunks = [(b"tEXt", b"parameters\0a vase"), (b"tEXt", b"Software\0tintype")]
    image = read(png.encode(DRAW.integers(0, 256, (8, 9, 3), np.uint8), chunks))
    assert image.info == {"parameters": "a vase", "Software": "tintype"}


def test_it_is_quick_and_not_much_larger() -> None:
    y, x = np.mgrid[0:768, 0:768]
    scene = np.stack([np.sin(x / 90), np.cos(y / 70), np.sin((x + y) / 110)], -1) * 90 + 128
    pixels = (scene + DRAW.normal(0, 3, scene.shape)).astype(np.uint8)
    file = io.BytesIO()
    start = time.process_time()
    Image.fromarray(pixels).save(file, "PNG")
    usual = time.process_time() - start
    start = time.process_time()
    data = png.encode(pixels)
    assert time.process_time() - start < usual / 2
    assert len(data) < 1.2 * len(file.getvalue())
