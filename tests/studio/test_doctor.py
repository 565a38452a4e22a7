from __future__ import annotations

from pathlib import Path

import pytest

from tintype.runtime import machine
from tintype.runtime.machine import Machine, look
from tintype.studio import doctor
from tintype.studio.build import build
from tintype.studio.settings import Settings

WELL = Machine("Linux", "3.12", 4, 8 << 30, 4 << 30, 50 << 30)


def test_this_machine_is_known(tmp_path: Path) -> None:
    found = look(tmp_path)
    assert found.cores >= 1
    assert found.memory >= found.free_memory >= 0
    assert found.free_disk > 0


def test_a_container_limit_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "_container_limit", lambda: 1 << 30)
    assert look(tmp_path).memory == 1 << 30


def test_little_memory_and_disk_have_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    poor = Machine("Linux", "3.12", 1, 2 << 30, 1 << 20, 1 << 20)
    monkeypatch.setattr(doctor, "look", lambda folder: poor)
    checks = {check.name: check for check in doctor.examine(build(Settings(), {}))}
    assert checks["memory"].state == "fair"
    assert checks["disk"].state == "bad"
    assert checks["memory"].cure
    assert checks["disk"].cure


def test_a_broken_plugin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = build(Settings(), {})
    studio.registry._makers["odd"] = "not_there:Engine"
    monkeypatch.setattr(doctor, "look", lambda folder: WELL)
    (odd,) = (check for check in doctor.examine(studio) if check.name == "engine odd")
    assert odd.state == "bad"
    assert "not_there" in odd.cure
