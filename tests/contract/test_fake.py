from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tintype.core.errors import BadFile, BadOption
from tintype.core.request import Request
from tintype.testing import EngineContract, FakeEngine, ignore


class TestFake(EngineContract):
    def make(self) -> FakeEngine:
        return FakeEngine()


def painted(**changes: Any) -> Any:
    request = Request(**{"prompt": "a vase", "size": (256, 192), "seed": 7, **changes})
    engine = FakeEngine()
    return engine.paint(*engine.plan(request), ignore)


@pytest.fixture
def base(tmp_path: Path) -> str:
    path = tmp_path / "base.png"
    Image.fromarray(painted(seed=1)).save(path)
    return str(path)


def test_an_edit_leaves_what_is_outside_the_mask_byte_for_byte(tmp_path: Path, base: str) -> None:
    mask = np.zeros((192, 256), np.uint8)
    mask[40:90, 100:200] = 255
    Image.fromarray(mask).save(tmp_path / "mask.png")
    before = np.asarray(Image.open(base))
    after = painted(operation="edit", images=(base,), mask=str(tmp_path / "mask.png"))
    assert np.array_equal(after[mask == 0], before[mask == 0])
    assert not np.array_equal(after[mask == 255], before[mask == 255])


def test_an_edit_keeps_transparency_and_without_a_mask_changes_all(tmp_path: Path, base: str) -> None:
    clear = np.dstack([np.asarray(Image.open(base)), np.full((192, 256), 100, np.uint8)])
    Image.fromarray(clear).save(tmp_path / "clear.png")
    assert painted(operation="edit", images=(str(tmp_path / "clear.png"),)).shape == (192, 256, 4)
    assert painted(operation="edit", images=(base,)).shape == (192, 256, 3)


def test_a_variation_depends_on_the_image_and_the_seed(tmp_path: Path, base: str) -> None:
    other = tmp_path / "other.png"
    Image.fromarray(painted(seed=2)).save(other)
    seen = {
        painted(operation="vary", images=(image,), seed=seed).tobytes()
        for image in (base, str(other))
        for seed in (1, 2)
    }
    assert len(seen) == 4


def test_what_it_cannot_do_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    for changes, error, said in (
        ({"operation": "upscale"}, BadOption, "upscale"),
        ({"operation": "edit"}, BadOption, "no image"),
        ({"options": {"crash": "softly"}}, BadOption, "softly"),
        ({"options": {"deaf": 1}}, BadOption, "deaf"),
        ({"options": {"seconds": 61}}, BadOption, "61"),
        ({"operation": "vary", "images": (str(tmp_path / "text.png"),)}, BadFile, "text.png"),
    ):
        with pytest.raises(error, match=said):
            painted(**changes)
