from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tintype.assets.stamp import read
from tintype.testing import FakeEngine

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("name", ["x.png", "x.jpg", "x.webp"])
def test_a_picture_is_painted_again_from_its_own_words(run: Run, tmp_path: Path, name: str) -> None:
    run("a red vase", "-o", name)
    said = run("replay", name)
    assert said.code == 0
    assert "every pixel identical" in said.out
    assert os.listdir(tmp_path) == [name]


def test_the_copy_can_be_kept(run: Run) -> None:
    run("a red vase", "-o", "x.png")
    assert run("replay", "x.png", "-o", "y.png").code == 0
    assert read(Path("y.png")).sha256 == read(Path("x.png")).sha256
    assert Image.open("x.png").tobytes() == Image.open("y.png").tobytes()


def test_other_pixels_are_admitted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("a red vase", "-o", "x.png")
    right = FakeEngine.paint
    monkeypatch.setattr(FakeEngine, "paint", lambda self, plan, emit: 255 - right(self, plan, emit))
    said = run("replay", "x.png")
    assert said.code == 1
    assert "the pixels differ" in said.out
    assert json.loads(run("replay", "x.png", "--json").out)["identical"] is False


def test_show_tells_the_story(run: Run) -> None:
    run("a red vase", "-o", "x.png", "--seed", "7")
    said = run("show", "x.png")
    assert "x.png: PNG, 256×256, pixels as painted" in said.out
    assert "sentence: a red vase" in said.out
    assert "model: fake, quality medium, seed 7, 256×256" in said.out
    everything = json.loads(run("show", "x.png", "--json").out)
    assert everything["stamp"]["plan"]["prompt"] == "a red vase"


def test_show_notices_altered_pixels(run: Run) -> None:
    run("a red vase", "-o", "x.png")
    image = Image.open("x.png")
    image.load()
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("tintype", image.info["tintype"])
    image.putpixel((3, 3), (1, 2, 3))
    image.save("x.png", pnginfo=info)
    assert "altered" in run("show", "x.png").out


def test_a_file_commands_no_terminal(run: Run) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("parameters", "a cat \x1b]0;mine\x07\x1b[2J\nSteps: 20")
    Image.new("RGB", (8, 8)).save("x.png", pnginfo=info)
    said = run("show", "x.png")
    assert "a cat \\x1b]0;mine" in said.out
    assert "\x1b" not in said.out


def test_a_later_version_is_named(run: Run) -> None:
    from PIL.PngImagePlugin import PngInfo

    run("a vase", "-o", "x.png")
    record = json.loads(Image.open("x.png").info["tintype"])
    record["version"], record["plan"]["layers"] = "99.1", []
    info = PngInfo()
    info.add_itxt("tintype", json.dumps(record))
    Image.new("RGB", (8, 8)).save("x.png", pnginfo=info)
    said = run("replay", "x.png")
    assert said.code == 2
    assert "made by tintype 99.1" in said.complaint
    assert "update" in said.complaint


def test_show_reads_the_words_of_other_programs(run: Run) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("parameters", "a cat\nSteps: 20, Sampler: Euler, Seed: 1")
    Image.new("RGB", (8, 8)).save("x.png", pnginfo=info)
    said = run("show", "x.png")
    assert said.code == 0
    assert "Steps: 20" in said.out
    Image.new("RGB", (8, 8)).save("y.png")
    assert "says nothing of its making" in run("show", "y.png").out


def test_show_understands_the_graph_of_another_program(run: Run) -> None:
    from PIL.PngImagePlugin import PngInfo

    graph = {
        "1": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 20, "positive": ["2", 0]}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat\x1b[31m"}},
    }
    info = PngInfo()
    info.add_text("prompt", json.dumps(graph))
    Image.new("RGB", (8, 8)).save("x.png", pnginfo=info)
    said = run("show", "x.png")
    assert said.code == 0
    assert "made by ComfyUI" in said.out
    assert "sentence: a cat" in said.out
    assert "seed 5, steps 20" in said.out
    assert "class_type" not in said.out
    assert "\x1b" not in said.out
