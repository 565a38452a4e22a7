"""Every test starts from the same house: no settings of the person who runs it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_settings_of_mine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [name for name in os.environ if name.startswith("TINTYPE_")]:
        monkeypatch.delenv(name)
    nowhere: Path = tmp_path_factory.getbasetemp() / "no-settings.toml"
    monkeypatch.setenv("TINTYPE_SETTINGS", str(nowhere))
