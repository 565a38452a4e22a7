from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_models_say_what_they_are_good_for(run: Run) -> None:
    said = run("models")
    assert said.code == 0
    assert "fake (default)" in said.out
    assert "stage" in said.out
    assert "cannot" in said.out
    assert {"stage", "fake"} <= {card["name"] for card in json.loads(run("models", "--json").out)}


def test_doctor_examines_everything_and_says_what_is_next(run: Run) -> None:
    said = run("doctor")
    assert said.code == 0
    for name in ("device", "memory", "disk", "models", "letters", "chat", "next:"):
        assert name in said.out


def test_doctor_without_llvm_says_the_one_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tintype.engines.stage import device

    monkeypatch.setattr(device, "variant", lambda: "scalar_rgb")
    monkeypatch.setattr(device, "llvm", lambda: None)
    said = run("doctor")
    assert said.code == 0
    assert device.LLVM_CURE in said.out


def test_doctor_finds_a_default_model_that_is_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINTYPE_MODEL", "gone")
    said = run("doctor")
    assert said.code == 1
    assert "gone" in said.out
