"""The command line in this process, with the fake model, in an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tintype.cli.main import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The last line on stderr."""
        return self.err.splitlines()[-1]


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command line in an empty folder, where the fake model is the default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TINTYPE_FAKE", "1")
    monkeypatch.setenv("TINTYPE_MODEL", "fake")
    monkeypatch.setenv("TINTYPE_SIZE", "256x256")

    def run(*words: str) -> Said:
        capfd.readouterr()
        code = main(words)
        return Said(code, *capfd.readouterr())

    return run
