"""OpenAI's contract on loopback, and engines that speak to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "server"), str(Path(__file__).parent)]

from fixtures import start  # noqa: E402, F401
from published import KEY, Published  # noqa: E402

from tintype.engines.hosted.openai import OpenAIEngine, Service  # noqa: E402


@pytest.fixture
def server() -> Iterator[Published]:
    found = Published()
    yield found
    found.close()


@pytest.fixture
def engine(server: Published, tmp_path: Path) -> Callable[..., OpenAIEngine]:
    """Makes engines that ask the server, all with one data folder. key, limit, official: as wished."""

    def make(*, key: str = KEY, limit: float = 5.0, official: bool = True, **more: Any) -> OpenAIEngine:
        server.official = official
        name = "openai" if official else "lan"
        service = Service(
            name=name, url=server.url, key=lambda: key, key_from="OPENAI_API_KEY", official=official, **more
        )
        return OpenAIEngine(service, tmp_path / "hosted", limit)

    return make
