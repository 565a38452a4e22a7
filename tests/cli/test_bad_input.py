"""One sentence, exit code 2 for the user's fault and 1 for ours, no file left."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tintype.core.errors import DiskFull, EngineFailed
from tintype.testing import FakeEngine

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([""], "empty"),
        (["   "], "empty"),
        (["\x00\x07"], "empty"),
        (["paint"], "empty"),
        (["a" * 50_000], "50,000"),
        (["a vase", "--size", "16x"], "16x"),
        (["a vase", "--size", "0x0"], "0x0"),
        (["a vase", "--size", "0"], "0x0"),
        (["a vase", "--size", "1e9x10"], "1e9x10"),
        (["a vase", "--size", "1000000000"], "1000000000"),
        (["a vase", "--size=-5x5"], "-5x5"),
        (["a vase", "--size", "axb"], "axb"),
        (["a vase", "--aspect", "99:1"], "99:1"),
        (["a vase", "--size", "1024x768", "--aspect", "16:9"], "1024x576"),
        (["a vase", "--seed", "x"], "x"),
        (["a vase", "--seed", "-7"], "-7"),
        (["a vase", "--seed", "99999999999"], "99999999999"),
        (["a vase", "-n", "0"], "0 pictures"),
        (["a vase", "-n", "1000"], "1000"),
        (["a vase", "--model", "dall-e"], "dall-e"),
        (["a vase", "--quality", "ultra"], "ultra"),
        (["a vase", "--wobble"], "--wobble"),
        (["a vase", "-o", "x.gif"], ".gif"),
        (["a vase", "-o", "x"], "no extension"),
        (["a vase", "-o", "no/x.png"], "does not exist"),
        (["a vase", "-o", "."], "is a folder"),
        (["a vase", "-o", ""], "empty"),
        (["a vase", "-o", "~nobody-of-that-name/x.png"], "does not exist"),
        (["a vase", "--model", ""], "“”"),
        (["a vase", "--set", "seconds"], "NAME=VALUE"),
        (["a vase", "--set", "seconds=many"], "many"),
        (["a vase", "--set", "wobble=1"], "wobble"),
        (["a vase", "-o", "folder.png"], "is a folder"),
        (["a vase", "-o", "/proc/x.png"], "/proc/x.png"),
        (["replay", "no.png"], "no.png"),
        (["replay"], "PICTURE"),
        (["show", "words.png"], "words.png"),
        (["show", "pickle.png"], "pickle.png"),
        (["change", "words.png", "--lighting", "moon"], "words.png"),
        (["coach"], "SENTENCE"),
        (["coach", ""], "empty"),
        (["enrich", " "], "empty"),
    ],
)
def test_one_sentence_and_exit_2(run: Run, tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "words.png").write_text("only words")
    (tmp_path / "pickle.png").write_bytes(b"\x80\x04\x95cos\nsystem\n")
    before = sorted(os.listdir(tmp_path))
    told = run(*words)
    assert told.code == 2
    assert said in told.complaint
    assert told.complaint.startswith("tintype: ")
    assert told.complaint.endswith(".")
    assert len(told.complaint) < 300
    assert "Traceback" not in told.err
    assert told.out == ""
    assert sorted(os.listdir(tmp_path)) == before


def test_an_impossible_place_is_known_before_painting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "paint", lambda *args: pytest.fail("it painted first"))
    run("a vase", "-o", "x.png", "--size", "16x")  # everything is imported now
    start = time.perf_counter()
    assert run("a vase", "-o", "no/x.png").code == 2
    assert time.perf_counter() - start < 0.25


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EngineFailed("The painter broke; try another seed."), "The painter broke"),
        (DiskFull("There is no room left."), "no room left"),
        (MemoryError(), "not enough memory"),
        (ZeroDivisionError("by zero"), "TINTYPE_DEBUG=1"),
    ],
)
def test_our_fault_is_exit_1(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr(FakeEngine, "paint", fail)
    told = run("a vase")
    assert told.code == 1
    assert said in told.complaint
    assert "Traceback" not in told.err
    assert os.listdir(tmp_path) == []


def test_debugging_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(FakeEngine, "paint", fail)
    monkeypatch.setenv("TINTYPE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("a vase")


def test_a_full_disk_is_said_and_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from tintype.assets import files

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    told = run("a vase")
    assert told.code == 1
    assert "no room left" in told.complaint
    assert os.listdir(tmp_path) == []


def test_with_json_the_error_is_an_object_too(run: Run) -> None:
    told = run("a vase", "--json", "--size", "16x")
    error = json.loads(told.out)["error"]
    assert error["kind"] == "BadSize"
    assert "16x" in error["message"]


@pytest.mark.parametrize(
    "sentence", ["花瓶の写真", "🌹🌹🌹", "مزهرية", "a\x00red\nvase", "-", "a vase \ud83d"]
)
def test_other_scripts_and_strange_characters_pass(run: Run, sentence: str) -> None:
    assert run(sentence, "-o", "x.png").code == 0
    assert run("show", "x.png").code == 0


def test_a_broken_settings_file_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.toml").write_text("size = [")
    monkeypatch.setenv("TINTYPE_SETTINGS", "mine.toml")
    told = run("a vase")
    assert told.code == 2
    assert "mine.toml" in told.complaint
