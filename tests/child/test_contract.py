"""Engines in children keep the contract that engines keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tintype.engines.child import ChildEngine
from tintype.testing import EngineContract

FAKE = ChildEngine("tintype.testing:FakeEngine", "fake")
STAGE = ChildEngine("tintype.engines.stage:StageEngine", "stage")


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    yield
    FAKE.close()
    STAGE.close()


class TestFakeInAChild(EngineContract):
    def make(self) -> ChildEngine:
        return FAKE


class TestStageInAChild(EngineContract):
    def make(self) -> ChildEngine:
        return STAGE
