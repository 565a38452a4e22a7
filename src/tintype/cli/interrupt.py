"""Ctrl-C while painting: the first asks the engine to stop, the second does not ask."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from tintype.core.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tintype.core.event import Emit, Event


@contextlib.contextmanager
def stoppable(show: Callable[[Event], None]) -> Iterator[Emit]:
    """An Emit that hands events to `show` and raises Cancelled after Ctrl-C.

    Raising inside `emit`, not inside the signal, never tears a renderer apart in mid-call.
    """
    asked = threading.Event()

    def stop(signum: int, frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    def emit(event: Event, /) -> None:
        if asked.is_set():
            raise Cancelled("stopped; nothing was written.")
        show(event)

    if threading.current_thread() is not threading.main_thread():
        yield emit
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield emit
    finally:
        signal.signal(signal.SIGINT, before)
    if asked.is_set():
        raise Cancelled("stopped; nothing was written.")
