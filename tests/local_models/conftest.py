"""Models that are made when they are needed, and the engine that paints with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

os.environ["HF_HUB_OFFLINE"] = "1"
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """a.png (128x96) and b.png, noise; mask.png of a part of them; and whatever is made."""
    place = tmp_path_factory.mktemp("models")
    rng = np.random.default_rng(0)
    for name in "ab":
        Image.fromarray(rng.integers(0, 255, (96, 128, 3), dtype=np.uint8)).save(place / f"{name}.png")
    mask = np.zeros((96, 128), np.uint8)
    mask[30:60, 40:80] = 255
    Image.fromarray(mask).save(place / "mask.png")
    return place


@pytest.fixture(scope="session")
def made(folder: Path) -> Callable[[str], Path]:
    """A tiny checkpoint of that name, made once."""
    from checkpoints import checkpoint

    def making(name: str) -> Path:
        return folder / name if (folder / name).exists() else checkpoint(name, folder)

    return making


@pytest.fixture(autouse=True)
def small_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qwen's editors look at pictures of a megapixel, whatever they are given; here at less."""
    diffusers = pytest.importorskip("diffusers", reason="local models need the extra diffusers")
    for name in ("edit", "edit_plus", "edit_inpaint"):
        module: Any = __import__(
            f"{diffusers.__name__}.pipelines.qwenimage.pipeline_qwenimage_{name}", fromlist=["_"]
        )
        whole = module.calculate_dimensions
        monkeypatch.setattr(
            module, "calculate_dimensions", lambda area, ratio, whole=whole: whole(64 * 64, ratio)
        )
