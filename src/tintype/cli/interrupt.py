"""Ctrl-C while painting: the engine is asked to stop, and not waited for longer than a second.

An engine hears of it in its next `emit`. One that is deep in foreign code then (a kernel being
compiled, a library being loaded) would answer seconds later; since nothing is written while
painting, the process simply ends instead.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from typing import TYPE_CHECKING

from tintype.cli.console import clear_line, say
from tintype.cli.errors import CANCELLED
from tintype.core.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tintype.core.event import Emit, Event

PATIENCE = 0.7
"""Seconds an engine has to stop by itself."""


@contextlib.contextmanager
def stoppable(show: Callable[[Event], None], farewell: str) -> Iterator[Emit]:
    """An Emit that hands events to `show` and raises Cancelled(farewell) after Ctrl-C."""
    asked = threading.Event()

    def stop(signum: int, frame: object) -> None:
        asked.set()

    def emit(event: Event, /) -> None:
        if asked.is_set():
            raise Cancelled(farewell)
        show(event)

    before = signal.signal(signal.SIGINT, stop)
    try:
        with _impatience(farewell):
            yield emit
    finally:
        signal.signal(signal.SIGINT, before)
    if asked.is_set():
        raise Cancelled(farewell)


@contextlib.contextmanager
def _impatience(farewell: str) -> Iterator[None]:
    """Ends the process when the body is not left within PATIENCE after Ctrl-C.

    Python runs signal handlers only between two of its own steps; the wakeup socket is written at
    once, whatever the main thread is in the middle of.
    """
    left = threading.Event()
    ears, mouth = socket.socketpair()
    mouth.setblocking(False)

    def listen() -> None:
        while (heard := ears.recv(1)) and heard[0] != signal.SIGINT:
            pass
        if heard and not left.wait(PATIENCE):
            clear_line()
            say(f"tintype: {farewell}")
            os._exit(CANCELLED)
        ears.close()

    before = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=listen, daemon=True).start()
    try:
        yield
    finally:
        left.set()
        signal.set_wakeup_fd(before)
        mouth.close()
