"""An engine somebody else wrote: installed as a distribution, listed, and painted with."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ENGINE = """
import numpy as np

from tintype.core.errors import BadOption, UnknownModel
from tintype.core.event import Progress
from tintype.core.frame import check_size
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.ports.engine import ModelCard


class Stripes:
    name = "stripes"

    def info(self):
        return (
            ModelCard(name="stripes-1", title="Stripes", best_at="stripes", cannot="anything else",
                      licence="MIT", operations=("generate",), sizes=(256, 1024), options=("width",)),
        )

    def plan(self, request):
        if request.model not in (None, "stripes-1"):
            raise UnknownModel(f"The engine stripes has no model “{request.model}”; it has: stripes-1.")
        if request.operation != "generate":
            raise BadOption(f"The model “stripes-1” cannot {request.operation}; it can: generate.")
        for name in request.options:
            if name != "width":
                raise BadOption(f"The model “stripes-1” knows no option “{name}”; it has: width.")
        width, height = check_size(request.size or (256, 256))
        first = settle(request.seed)
        return tuple(
            Plan(engine="stripes", model="stripes-1", operation="generate", prompt=request.prompt, width=width,
                 height=height, seed=nth(first, i), quality=request.quality or "medium",
                 settings={"width": request.options.get("width", 8)}, notes=(), version="1")
            for i in range(request.n)
        )

    def paint(self, plan, emit):
        emit(Progress("striping", 0, 1))
        lines = (np.arange(plan.width) // plan.settings["width"] + plan.seed) % 2 * 255
        emit(Progress("done", 1, 1))
        return np.tile(lines.astype(np.uint8)[None, :, None], (plan.height, 1, 3))
"""
TEST = """
from stripes_for_tintype import Stripes
from tintype.testing import EngineContract


class TestStripes(EngineContract):
    def make(self):
        return Stripes()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install --target` leaves: one good plugin, one that does not load, one that takes a name."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "stripes_for_tintype.py").write_text(ENGINE)
    (folder / "test_stripes.py").write_text(TEST)
    (folder / "odd_for_tintype.py").write_text("raise RuntimeError('odd one\\nout')\n")
    for name, reference in (
        ("stripes", "stripes_for_tintype:Stripes"), ("odd", "odd_for_tintype:Odd"), ("stage", "odd_for_tintype:Mine"),
    ):  # fmt: skip
        info = folder / f"{name}_for_tintype-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-for-tintype\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[tintype.engines]\n{name} = {reference}\n")
    return folder


def tintype(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = f"import sys; sys.path.append({str(site)!r}); from tintype.cli.main import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", path, *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_it_is_listed_and_the_broken_ones_are_named(site: Path, tmp_path: Path) -> None:
    done = tintype(site, tmp_path, "models", "--json")
    assert done.returncode == 0
    assert [card["name"] for card in json.loads(done.stdout)] == [
        "stage",
        "retouch",
        "tintype-1",
        "faces",
        "stripes-1",
    ]
    listed = tintype(site, tmp_path, "models")
    assert "stripes-1: Stripes" in listed.stdout
    said = listed.stderr.splitlines()
    assert len(said) == 2
    assert "“odd” (odd_for_tintype:Odd) does not load (RuntimeError: odd one out)" in listed.stderr
    assert "Two engines call themselves “stage”, the second is odd_for_tintype:Mine" in listed.stderr


def test_it_paints_is_replayed_and_changed(site: Path, tmp_path: Path) -> None:
    words = ("a vase", "--model", "stripes-1", "--set", "width=32", "--size", "256", "--seed", "1")
    assert tintype(site, tmp_path, *words, "-o", "x.png").returncode == 0
    assert "every pixel identical" in tintype(site, tmp_path, "replay", "x.png").stdout
    assert (
        tintype(site, tmp_path, "change", "x.png", "--lighting", "moonlight", "-o", "y.png").returncode == 0
    )
    shown = json.loads(tintype(site, tmp_path, "show", "y.png", "--json").stdout)["stamp"]["plan"]
    assert (shown["model"], shown["seed"], shown["settings"]) == ("stripes-1", 1, {"width": 32})


def test_without_it_its_picture_says_what_is_missing(site: Path, tmp_path: Path) -> None:
    words = ("a vase", "--model", "stripes-1", "--size", "256", "-o", "x.png")
    assert tintype(site, tmp_path, *words).returncode == 0
    done = tintype(Path(sysconfig.get_paths()["purelib"]), tmp_path, "replay", "x.png")
    assert done.returncode == 2
    assert "There is no model “stripes-1”; the models here are: stage" in done.stderr


def test_it_passes_the_contract(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_stripes.py"],
        cwd=site, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
