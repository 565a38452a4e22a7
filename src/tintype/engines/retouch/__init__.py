"""The model `retouch`: what starts from a picture and needs no words: enlarge, restore, fill, extend.

Importing this package loads neither numpy nor ONNX Runtime; the engine does when it plans and paints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.engines.retouch.engine import RetouchEngine

__all__ = ["RetouchEngine"]


def __getattr__(name: str) -> object:
    if name == "RetouchEngine":
        from tintype.engines.retouch.engine import RetouchEngine

        return RetouchEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
