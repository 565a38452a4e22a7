from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tintype.assets.stamp import read

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_a_sentence_becomes_a_file_and_says_what_happened(run: Run, tmp_path: Path) -> None:
    said = run("a red vase on white marble", "-o", "x.png", "--seed", "7")
    assert said.code == 0
    assert os.listdir(tmp_path) == ["x.png"]
    assert Image.open("x.png").size == (256, 256)
    assert read(Path("x.png")).plan.prompt == "a red vase on white marble"
    assert "x.png: 256×256, seed 7, " in said.err
    assert "tintype replay x.png" in said.err
    assert "tintype change x.png" in said.err
    assert said.out == ""


def test_the_first_line_comes_before_the_work(run: Run) -> None:
    assert run("a vase").err.splitlines()[0] == "tintype: reading the sentence …"


def test_words_without_quotes_are_one_sentence(run: Run) -> None:
    assert run("a", "red", "vase", "-o", "x.png").code == 0
    assert read(Path("x.png")).plan.prompt == "a red vase"


@pytest.mark.parametrize(
    "words",
    [
        ["models on a catwalk"],
        ["models", "on", "a", "catwalk"],
        ["doctor", "in", "a", "white", "coat"],
        ["show", "me", "a", "red", "vase"],
        ["paint", "models"],
        ["--seed", "3", "coach"],
        ["Coach"],
    ],
)
def test_a_sentence_that_starts_like_a_command_is_still_a_sentence(run: Run, words: list[str]) -> None:
    assert run(*words, "-o", "x.png").code == 0
    assert Path("x.png").exists()


def test_without_a_name_the_file_is_named_after_sentence_and_seed(run: Run, tmp_path: Path) -> None:
    for _ in range(3):
        assert run("A red vase!", "--seed", "7").code == 0
    assert sorted(os.listdir(tmp_path)) == ["a-red-vase-7-2.png", "a-red-vase-7-3.png", "a-red-vase-7.png"]


def test_several_pictures_have_numbers_and_seeds_that_follow(run: Run, tmp_path: Path) -> None:
    assert run("a vase", "-n", "3", "--seed", "7", "-o", "x.png").code == 0
    assert sorted(os.listdir(tmp_path)) == ["x-1.png", "x-2.png", "x-3.png"]
    assert [read(Path(f"x-{index}.png")).plan.seed for index in (1, 2, 3)] == [7, 8, 9]
    run("a vase", "--seed", "8", "-o", "alone.png")
    assert read(Path("alone.png")).sha256 == read(Path("x-2.png")).sha256


@pytest.mark.parametrize(
    ("name", "format"), [("x.png", "PNG"), ("x.JPG", "JPEG"), ("x.jpeg", "JPEG"), ("x.webp", "WEBP")]
)
def test_the_extension_chooses_the_format(run: Run, name: str, format: str) -> None:
    assert run("a vase", "-o", name).code == 0
    assert Image.open(name).format == format


def test_size_and_aspect(run: Run) -> None:
    assert run("a vase", "--size", "320x256", "-o", "x.png").code == 0
    assert Image.open("x.png").size == (320, 256)
    assert run("a vase", "--aspect", "blog", "--size", "512", "-o", "y.png").code == 0
    assert Image.open("y.png").size == (512, 288)


def test_json_is_one_object_with_everything(run: Run) -> None:
    said = run("a red vase", "-n", "2", "--seed", "7", "--json", "-o", "x.png")
    answer = json.loads(said.out)
    assert [Path(picture["path"]).name for picture in answer["pictures"]] == ["x-1.png", "x-2.png"]
    first = answer["pictures"][0]
    assert first["seed"] == 7
    assert first["size"] == [256, 256]
    assert first["seconds"] > 0
    assert first["notes"] == []
    assert first["sha256"] == read(Path(first["path"])).sha256
    assert answer["prompt"] == answer["brief"]["sentence"] == "a red vase"
    assert answer["model"] == "fake"


def test_the_names_in_json_are_the_frozen_ones(run: Run) -> None:
    """Programs read them: add, but take none away."""
    answer = json.loads(run("a red vase", "--enrich", "--json", "-o", "x.png").out)
    assert set(answer) == {"prompt", "model", "quality", "additions", "own_words", "pictures", "brief"}
    assert set(answer["pictures"][0]) == {"path", "seed", "size", "seconds", "sha256", "notes"}
    assert set(answer["additions"][0]) == {"element", "words", "because"}
    assert set(json.loads(run("change", "x.png", "--lighting", "moonlight", "--json").out)) == {
        "prompt", "model", "quality", "changed_from", "pictures", "brief",
    }  # fmt: skip
    again = json.loads(run("replay", "x.png", "--json").out)
    assert set(again) == {"identical", "seconds", "path", "painted_with"}
    assert set(json.loads(run("show", "x.png", "--json").out)) == {
        "format",
        "size",
        "text",
        "stamp",
        "sha256",
    }
    assert set(json.loads(run("coach", "a vase", "--json").out)) == {"brief", "findings"}


def test_a_flag_wins_over_the_environment_and_that_over_the_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text('size = "320x256"\nquality = "high"\noutput = "."\n')
    monkeypatch.setenv("TINTYPE_SETTINGS", "mine.toml")
    monkeypatch.setenv("TINTYPE_SIZE", "512x256")
    run("a vase", "-o", "x.png")
    assert (Image.open("x.png").size, read(Path("x.png")).plan.quality) == ((512, 256), "high")
    run("a vase", "-o", "x.png", "--size", "256", "--quality", "low")
    assert (Image.open("x.png").size, read(Path("x.png")).plan.quality) == ((256, 256), "low")
    monkeypatch.delenv("TINTYPE_SIZE")
    run("a vase", "-o", "x.png")
    assert Image.open("x.png").size == (320, 256)


def test_quiet_says_only_where_it_lies(run: Run) -> None:
    said = run("a vase", "--quiet", "-o", "x.png")
    assert (said.out, said.err) == ("x.png\n", "")


def test_without_a_word_it_explains_itself(run: Run) -> None:
    said = run()
    assert said.code == 0
    assert 'tintype "a perfume bottle' in said.out


def test_a_secret_is_said_nowhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINTYPE_CHAT_KEY", "canary")
    for words in (["a vase", "--json"], ["doctor"], ["models", "--json"], ["a vase", "--size", "1"]):
        said = run(*words)
        assert "canary" not in said.out + said.err
