"""An engine in a process of its own: it may crash, hang or run out of memory, and takes nobody along.

`ChildEngine` stands where the engine would; `python -m tintype.engines.child` is the other side.
"""

from __future__ import annotations

from tintype.engines.child.engine import ChildEngine

__all__ = ["ChildEngine"]
