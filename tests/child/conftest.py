"""Children for a module of tests; starting one takes a quarter of a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tintype.engines.child import ChildEngine

FAKE = "tintype.testing:FakeEngine"


@pytest.fixture
def engine() -> Iterator[ChildEngine]:
    engine = ChildEngine(FAKE, "fake")
    engine.warm()
    yield engine
    engine.close()


@pytest.fixture
def impatient() -> Iterator[ChildEngine]:
    """Kills a child that says nothing for two seconds."""
    engine = ChildEngine(FAKE, "fake", silence=2.0)
    engine.warm()
    yield engine
    engine.close()
