"""The networks that are part of the install do what their card says, and leave no seam."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pictures import saved, smooth, weave
from PIL import Image

from tintype.core.request import Request
from tintype.engines.retouch.engine import RetouchEngine
from tintype.engines.retouch.weights import FOLDER, card
from tintype.testing import ignore

HERE = sorted(card(FOLDER))


def test_all_of_them_are_here_and_on_the_card_of_the_model() -> None:
    assert set(HERE) >= {"sr-x2", "sr-x4", "restore", "deblock"}
    (model,) = RetouchEngine().info()
    assert set(model.files) == {f"{name}.onnx" for name in HERE}


@pytest.mark.parametrize(
    ("operation", "options"),
    [("upscale", {"scale": 2}), ("upscale", {"scale": 4}), ("restore", {"noise": 25})],
)
def test_pieces_are_what_the_whole_would_have_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, options: dict[str, int]
) -> None:
    path = saved(weave(130, 141), tmp_path / "a.png")
    asked = Request(prompt="", operation=operation, images=(path,), options=options, seed=1)  # type: ignore[arg-type]
    (plan,) = RetouchEngine().plan(asked)
    whole = RetouchEngine().paint(plan, ignore).astype(int)
    kept = {"scale": 1, "halo": 32, "tile": 48}
    monkeypatch.setattr("tintype.engines.retouch.tiles.tiled.__kwdefaults__", kept)
    pieces = RetouchEngine().paint(plan, ignore).astype(int)
    assert np.abs(pieces - whole).max() <= 1  # sums of floats in another order may round otherwise


def error(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.mean((one.astype(float) - other) ** 2))


def test_enlarging_beats_resampling(tmp_path: Path) -> None:
    y, x = np.mgrid[:192, :192]
    rings = 128 + 100 * np.sign(np.sin(((y - 60) ** 2 + (x - 90) ** 2) ** 0.5 / 5))
    large = np.dstack([rings, np.roll(rings, 40, 0), rings[::-1]]).astype(np.uint8)
    small = np.asarray(Image.fromarray(large).resize((96, 96), Image.Resampling.BICUBIC))
    asked = Request(prompt="", operation="upscale", images=(saved(small, tmp_path / "a.png"),), seed=1)
    (plan,) = RetouchEngine().plan(asked)
    assert plan.notes == ()
    by_network = RetouchEngine().paint(plan, ignore)
    resampled = np.asarray(Image.fromarray(small).resize((192, 192), Image.Resampling.BICUBIC))
    assert error(by_network, large) < error(resampled, large) * 0.7


def test_noise_and_blocks_go(tmp_path: Path) -> None:
    clean = smooth(160, 160)
    noisy = np.clip(clean + np.random.default_rng(1).normal(0, 25, clean.shape), 0, 255).astype(np.uint8)
    blocky = tmp_path / "b.jpg"
    Image.fromarray(clean).save(blocky, quality=10)
    for path, least, name in (
        (saved(noisy, tmp_path / "a.png"), 20.0, "restore"),
        (str(blocky), 1.5, "deblock"),
    ):
        (plan,) = RetouchEngine().plan(Request(prompt="", operation="restore", images=(path,), seed=1))
        assert plan.settings["network"] == name
        before = np.asarray(Image.open(path))
        assert error(before, clean) > least * error(RetouchEngine().paint(plan, ignore), clean)
