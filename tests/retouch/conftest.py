"""The helpers beside this file and those of the server can be imported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "server"), str(Path(__file__).parent)]

from fixtures import start  # noqa: E402, F401

from tintype.cli.main import main  # noqa: E402


class Said:
    """What one command line came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> object:
    """Runs one command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Said:
        capfd.readouterr()
        code = main(words)
        return Said(code, *capfd.readouterr())

    return run
