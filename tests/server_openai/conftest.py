"""A live server with the fake engine, and OpenAI's own client before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "server"), str(Path(__file__).parent)]

from calls import client_of  # noqa: E402
from fixtures import start  # noqa: E402, F401
from live_server import Live  # noqa: E402


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    server = Live(tmp_path_factory.mktemp("openai"), moderation="auto", provenance=True)
    yield server
    server.stop()


@pytest.fixture
def client(live: Live) -> Iterator[openai.OpenAI]:
    with client_of(live) as found:
        yield found
