"""A hub on loopback, and a house that brings its models from there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hubserver import HubServer
from repositories import SINGLE, ZIMAGE

from tintype.core.event import Event
from tintype.studio.catalogue import pull as pulling
from tintype.studio.catalogue.records import Record
from tintype.studio.settings import Settings


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    monkeypatch.setattr("tintype.runtime.download.PAUSE", 0.01)
    for name in ("HF_TOKEN", "HF_ENDPOINT", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    found = HubServer(
        {"Tongyi-MAI/Z-Image-Turbo": dict(ZIMAGE), "RunDiffusion/Juggernaut-XL-v9": dict(SINGLE)}
    )
    yield found
    found.close()


@pytest.fixture
def settings(hub: HubServer, tmp_path: Path) -> Settings:
    return Settings(hub_url=hub.url, models=str(tmp_path / "models"), data=str(tmp_path / "data"))


@pytest.fixture
def bring(settings: Settings) -> Callable[..., Record]:
    """Pulls a model. told: hears the events. environ, accept: as for pull."""

    def pull(
        name: str = "z-image-turbo",
        *,
        accept: bool = False,
        told: list[Event] | None = None,
        without: Any = "",
        **environ: str,
    ):
        emit = (told if told is not None else []).append
        return pulling.pull(name, settings, environ, emit, accept=accept, without=without)

    return pull
