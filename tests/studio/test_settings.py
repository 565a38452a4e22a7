from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tintype.core.errors import BadOption, BadSize
from tintype.studio.settings import CHOICES, RANGES, Settings, changed, load, settings_path


def test_nothing_said_means_the_defaults(tmp_path: Path) -> None:
    assert load({}, tmp_path / "none.toml") == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('quality = "high"\nmodel = "a"\noffline = true\n')
    settings = load({"TINTYPE_MODEL": "b", "PATH": "/bin"}, file)
    assert (settings.quality, settings.model, settings.offline) == ("high", "b", True)


def test_the_file_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('size = "512x256"')
    assert load({"TINTYPE_SETTINGS": str(file)}).size == "512x256"
    assert settings_path({}).name == "settings.toml"


@pytest.mark.parametrize(
    ("word", "value"), [("1", True), ("true", True), ("YES", True), ("0", False), ("", False)]
)
def test_a_switch_in_the_environment(tmp_path: Path, word: str, value: bool) -> None:
    assert load({"TINTYPE_OFFLINE": word}, tmp_path / "none").offline is value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wobble = 1", "wobble"),
        ("size = 5", "size"),
        ("size = [", "settings.toml"),
        ('quality = "ultra"', "ultra"),
        ('offline = "perhaps"', "perhaps"),
        ('size = "16x"', "16x"),
        ("port = 70000", "0 to 65535"),
        ('workers = "many"', "many"),
        ("workers = true", "workers"),
        ('keys = "sometimes"', "auto, always or never"),
        ("\xff", "settings.toml"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises((BadOption, BadSize)) as caught:
        load({}, file)
    assert said in str(caught.value)


def test_numbers_may_be_written_both_ways(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("upload_mb = 7\n")
    settings = load({"TINTYPE_WORKERS": "3"}, file)
    assert (settings.upload_mb, settings.workers) == (7, 3)
    assert changed(settings, {"port": 9000}).port == 9000
    with pytest.raises(BadOption, match="command line"):
        changed(settings, {"port": -1})


def test_every_number_has_its_range() -> None:
    numbers = {field.name for field in fields(Settings) if field.type == "int"}
    assert set(RANGES) == numbers
    assert all(low <= getattr(Settings(), name) <= high for name, (low, high) in RANGES.items())
    assert all(getattr(Settings(), name) in words for name, words in CHOICES.items())


def test_a_secret_is_not_in_the_representation() -> None:
    assert "canary" not in repr(Settings(chat_key="canary"))
    assert "canary" not in str(Settings(chat_key="canary"))
    assert "canary" not in repr(Settings(moderation_key="canary", ledger="postgresql://me:canary@host/db"))
