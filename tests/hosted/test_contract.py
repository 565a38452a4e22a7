"""The contract of engines, kept by hosted ones against the published contract of their provider."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from published import KEY, Published

from tintype.engines.hosted.openai import OpenAIEngine, Service
from tintype.testing import EngineContract


class Hosted(EngineContract):
    official = True

    @pytest.fixture(autouse=True)
    def setting(self) -> Iterator[None]:
        self.server = Published()
        self.server.official = self.official
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            self.folder = Path(folder)
            yield
        self.server.close()

    def make(self) -> OpenAIEngine:
        name = "openai" if self.official else "lan"
        service = Service(name=name, url=self.server.url, key=lambda: KEY, official=self.official)
        return OpenAIEngine(service, self.folder, 5.0)


class TestOpenAI(Hosted):
    model = "openai/gpt-image-2"


class TestListed(Hosted):
    official = False


del Hosted, EngineContract
