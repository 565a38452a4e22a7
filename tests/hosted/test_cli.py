"""At the terminal: what is here and what would bring more, what a picture costs, before and after."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from published import KEY, Published

from tintype.cli.main import main


@pytest.fixture
def run(
    server: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """(exit code, stdout, stderr) of a command line, in a folder and with a data folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "TINTYPE_DATA": str(tmp_path / "data"), "TINTYPE_FAKE": "1", "TINTYPE_OPENAI_URL": server.url,
        "TINTYPE_SETTINGS": str(tmp_path / "none.toml"), "OPENAI_API_KEY": KEY, "TINTYPE_MODEL": "fake",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_paid_picture_tells_its_price_and_the_day_adds_up(run: Callable[..., Any], tmp_path: Path) -> None:
    words = (
        "a red ball",
        "--model",
        "openai/gpt-image-2",
        "--quality",
        "low",
        "--seed",
        "3",
        "-o",
        "ball.png",
    )
    code, _, err = run(*words)
    assert code == 0
    assert "It costs about $0.0059" in err
    assert "paid: $0.006 for 220 tokens" in err
    assert (tmp_path / "ball.png").is_file()
    code, out, _ = run("models", "spend")
    assert "openai/gpt-image-2: $0.006 for 1 calls, 220 tokens" in out
    code, _, err = run("replay", "ball.png", "-o", "again.png")
    assert code == 0
    assert json.loads(run("models", "spend", "--json")[1])["models"][0]["calls"] == 1


def test_the_limit_is_a_sentence_and_exit_code_2(run: Callable[..., Any], monkeypatch: Any) -> None:
    monkeypatch.setenv("TINTYPE_SPEND_LIMIT", "0")
    code, _, err = run("a red ball", "--model", "openai/gpt-image-2", "--quality", "low")
    assert code == 2
    assert "raise the setting spend_limit" in err


def test_models_are_told_with_what_brings_them(run: Callable[..., Any], monkeypatch: Any) -> None:
    assert "openai/gpt-image-2: GPT Image 2" in run("models")[1]
    assert run("models", "verify", "openai/gpt-image-2")[0] == 1  # our server does not list it
    monkeypatch.delenv("OPENAI_API_KEY")
    out = run("models")[1]
    assert "not set up: openai/gpt-image-2.6-flare" in out
    assert "set OPENAI_API_KEY" in out
    shown = run("models", "show", "dall-e-3")[1]
    assert "use openai/gpt-image-2.6-flare" in shown
    every = json.loads(run("models", "list", "--all", "--json")[1])
    assert ("openai/dall-e-2", False) in [(each["name"], each["here"]) for each in every]
    code, _, err = run("a ball", "--model", "dall-e-3")
    assert code == 2
    assert "retired on 2026-05-12" in err


def test_words_after_models_may_still_be_a_sentence(run: Callable[..., Any]) -> None:
    assert run("models", "on", "a", "catwalk", "-o", "catwalk.png")[0] == 0
    assert Path("catwalk.png").is_file()


def test_a_blind_comparison_a_vote_and_the_standings(
    run: Callable[..., Any], monkeypatch: Any, server: Published
) -> None:
    server.official = False
    monkeypatch.setenv("TINTYPE_SERVERS", f"lan={server.url}")
    words = ("compare", "a red ball", "--models", "fake,lan/flux-local", "--size", "256", "--seed", "4")
    code, out, err = run(*words, "--blind", "-o", "sheet.png")
    assert code == 0
    assert Path("sheet.png").is_file()
    assert "fake" not in err + out
    assert "--vote A" in err
    code, out, _ = run("compare", "--vote", "A")
    assert code == 0
    assert {line.split()[1] for line in out.splitlines()} == {"fake", "lan/flux-local"}
    winner = next(line.split()[1] for line in out.splitlines() if "your choice" in line)
    assert run("models", "leaderboard")[1].startswith(f"1. {winner}  ")
    code, out, _ = run(*words, "--json")
    found = json.loads(out)
    assert (found["seed"], found["blind"]) == (4, False)
    assert [each["model"] for each in found["models"]] == ["fake", "lan/flux-local"]
    assert found["models"][1]["memory"] is None
    assert Path(found["sheet"]).is_file()
    assert run("compare", "--vote", "A")[0] == 2  # its names were shown
    assert run("compare", "a ball", "--models", "fake,nobody")[0] == 2
