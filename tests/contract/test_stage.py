"""The stage keeps the contract of every engine, at its smallest size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.testing import EngineContract

if TYPE_CHECKING:
    from tintype.ports.engine import Engine


class TestStage(EngineContract):
    def make(self) -> Engine:
        from tintype.engines.stage import StageEngine

        return StageEngine()
