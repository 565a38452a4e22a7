"""Fixtures that every face's tests share; their conftest.py imports them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live_server import Live


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
