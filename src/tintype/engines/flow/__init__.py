"""The model `tintype-1`: our own diffusion model, guided by the set that a sentence describes.

Importing this package loads neither numpy nor ONNX Runtime; the engine does when it plans and paints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.engines.flow.engine import FlowEngine

__all__ = ["FlowEngine"]


def __getattr__(name: str) -> object:
    if name == "FlowEngine":
        from tintype.engines.flow.engine import FlowEngine

        return FlowEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
