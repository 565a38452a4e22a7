"""Quiet: Pillow warns about files; whoever sent the file is told, and nobody else."""

from __future__ import annotations

import contextlib
import threading
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_within = 0
_before: Any = None


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """No warnings from here to the end of the block, in any thread.

    `warnings.catch_warnings` of two threads at once restore each other's state; here the first in
    keeps what was, and the last out brings it back.
    """
    global _within, _before
    with _lock:
        if not _within:
            _before = warnings.catch_warnings()
            _before.__enter__()
            warnings.simplefilter("ignore")
        _within += 1
    try:
        yield
    finally:
        with _lock:
            _within -= 1
            if not _within:
                _before.__exit__(None, None, None)
                _before = None
