"""Fixtures that every face's tests share; their conftest.py imports them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_server import Live


@pytest.fixture(scope="session")
def live_settings() -> dict[str, Any]:
    """What the shared server is set to beyond the usual; a conftest.py may say otherwise."""
    return {}


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory, live_settings: dict[str, Any]) -> Iterator[Live]:
    """One server for all tests that can share it; keys = auto."""
    server = Live(tmp_path_factory.mktemp("live"), **live_settings)
    yield server
    server.stop()


@pytest.fixture
def client(live: Live) -> Iterator[httpx.Client]:
    """A program on this machine."""
    with live.client() as found:
        yield found


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Live]]:
    """Starts servers with settings of their own."""
    servers: list[Live] = []

    def starting(**changes: Any) -> Live:
        servers.append(Live(tmp_path, **changes))
        return servers[-1]

    yield starting
    for server in servers:
        server.stop()
