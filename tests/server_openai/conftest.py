"""A live server with the fake engine, and OpenAI's own client before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "server"), str(Path(__file__).parent)]

from calls import client_of  # noqa: E402
from fixtures import live, start  # noqa: E402, F401
from live_server import Live  # noqa: E402


@pytest.fixture(scope="session")
def live_settings() -> dict[str, Any]:
    return {"moderation": "auto", "provenance": True}


@pytest.fixture
def client(live: Live) -> Iterator[openai.OpenAI]:  # noqa: F811
    with client_of(live) as found:
        yield found
