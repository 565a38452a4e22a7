"""One photograph of a face, and what can be made of it without another person."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

sys.path[:0] = [str(Path(__file__).parents[1] / "server"), str(Path(__file__).parent)]

from fixtures import start  # noqa: E402, F401
from portraits import cv2, data  # noqa: E402

from tintype.cli.main import main  # noqa: E402


class Said:
    """What one command line came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> object:
    """Runs one command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Said:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capfd.readouterr())

    return run


@pytest.fixture(scope="session")
def portrait() -> np.ndarray:
    """NASA's portrait of Eileen Collins, in the public domain: uint8 (512, 512, 3)."""
    return np.ascontiguousarray(data.astronaut())


@pytest.fixture(scope="session")
def other(portrait: np.ndarray) -> np.ndarray:
    """As if somebody else: mirrored, longer and narrower, browner, lit from a side, leaning."""
    picture = portrait[:, ::-1]
    y, x = np.mgrid[0:512, 0:512].astype(np.float32)
    near = np.exp(-((((x - 286) / 45) ** 2 + ((y - 115) / 55) ** 2) / 1.5))
    narrow = (286 + (x - 286) * (1 - 0.18 * near)).astype(np.float32)
    long = (115 + (y - 115) * (1 + 0.1 * near)).astype(np.float32)
    picture = cv2.remap(np.ascontiguousarray(picture), narrow, long, cv2.INTER_CUBIC)
    lab = cv2.cvtColor((picture / 255).astype(np.float32), cv2.COLOR_RGB2LAB)
    lab *= (0.72, 1, 1)
    lab[..., 0] *= 1 - (x - 286) / 900
    lab += np.array((0, 6, 9), np.float32)
    picture = (np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1) * 255).astype(np.uint8)
    way = cv2.getRotationMatrix2D((286, 115), 14, 1.25)
    way[:, 2] += (256 - 286, 220 - 115)
    return cv2.warpAffine(picture, way, (512, 512), borderMode=cv2.BORDER_REFLECT)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, portrait: np.ndarray, other: np.ndarray) -> Path:
    """portrait.png, other.png, both.png (side by side), none.png (no face), aside.png (in profile)."""
    folder = tmp_path_factory.mktemp("faces")
    aside = np.stack([data.camera()] * 3, -1)
    made = {"portrait": portrait, "other": other, "both": np.concatenate([portrait, other], 1)}
    made |= {"none": np.stack([data.brick()] * 3, -1), "aside": aside}
    for name, pixels in made.items():
        Image.fromarray(pixels).save(folder / f"{name}.png")
    return folder
