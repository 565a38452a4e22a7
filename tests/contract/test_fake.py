from __future__ import annotations

from tintype.testing import EngineContract, FakeEngine


class TestFake(EngineContract):
    def make(self) -> FakeEngine:
        return FakeEngine()
