from __future__ import annotations

import sys

import pytest

from tintype.core.errors import MissingPart, UnknownModel
from tintype.ports.registry import Registry, collect, discover

FAKE = "tintype.testing:FakeEngine"


def test_an_engine_is_loaded_on_first_use_and_kept() -> None:
    registry = Registry({"fake": FAKE})
    assert registry.names() == ("fake",)
    assert registry.engine("fake") is registry.engine("fake")
    assert registry.serving("fake") is registry.engine("fake")


def test_listing_and_finding_import_nothing_else() -> None:
    sys.modules.pop("tintype_not_there", None)
    registry = Registry({"fake": FAKE, "other": "tintype_not_there:Engine"})
    registry.serving("fake")
    assert "tintype_not_there" not in sys.modules


def test_a_broken_plugin_is_named_and_harms_no_other() -> None:
    registry = Registry({"broken": "tintype_not_there:Engine", "fake": FAKE})
    assert [card.name for _, card in registry.models()] == ["fake"]
    assert list(registry.broken()) == ["broken"]
    with pytest.raises(MissingPart, match="tintype_not_there"):
        registry.engine("broken")


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownModel, match=r"“dall-e”.*fake"):
        Registry({"fake": FAKE}).serving("dall-e")


def test_one_name_is_one_engine_and_the_first_keeps_it() -> None:
    assert collect([("a", "x:Y"), ("a", "x:Y")]) == {"a": "x:Y"}
    registry = Registry(collect([("fake", FAKE), ("fake", "z:Y")]))
    assert registry.engine("fake").name == "fake"
    assert "“fake”, the second is z:Y; uninstall" in registry.broken()["fake (z:Y)"]


def test_a_plugin_that_breaks_when_asked_harms_no_other(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "breaks_later.py").write_text(
        "class Engine:\n    name = 'later'\n    def info(self):\n        raise ZeroDivisionError('by\\nzero')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    registry = Registry({"later": "breaks_later:Engine", "fake": FAKE})
    assert [card.name for _, card in registry.models()] == ["fake"]
    assert "ZeroDivisionError: by zero" in registry.broken()["later"]


def test_an_engine_that_is_not_here_is_named() -> None:
    with pytest.raises(UnknownModel, match=r"no engine “gone”.*fake"):
        Registry({"fake": FAKE}).engine("gone")


def test_built_ins_are_there_without_an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.metadata

    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [])
    assert discover({"stage": "a:B"}) == {"stage": "a:B"}


def test_an_installed_plugin_joins_through_the_entry_point(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    distribution = tmp_path / "mine-1.dist-info"
    distribution.mkdir()
    (distribution / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1\n")
    (distribution / "entry_points.txt").write_text("[tintype.engines]\nmine = mine_engine:Mine\n")
    (tmp_path / "mine_engine.py").write_text(
        "from tintype.testing import FakeEngine\n\nclass Mine(FakeEngine):\n    name = 'mine'\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert Registry(discover()).engine("mine").name == "mine"


def test_one_model_is_served_by_one_engine() -> None:
    registry = Registry({"a": FAKE, "b": FAKE})
    assert [name for name, _ in registry.models()] == ["a"]
    assert "“a” and “b” both serve “fake”" in registry.broken()["b"]
