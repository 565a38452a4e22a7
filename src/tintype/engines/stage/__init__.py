"""The model `stage`: a sentence becomes a set, the set is lit and photographed by path tracing.

Importing this package loads neither mitsuba nor numpy; the engine does when it paints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.engines.stage.engine import StageEngine

__all__ = ["StageEngine"]


def __getattr__(name: str) -> object:
    if name == "StageEngine":
        from tintype.engines.stage.engine import StageEngine

        return StageEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
