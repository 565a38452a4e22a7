"""The other side of ChildEngine: loads one engine and paints what it is told, until nobody is there.

    python -m tintype.engines.child LEASH

Orders come in by standard input, answers go out by standard output; what libraries print goes to
standard error. LEASH is a pipe whose other end the parent holds and never writes to: when it breaks,
the parent is gone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import select
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.core.errors import Cancelled, OurError, TintypeError
from tintype.core.event import Preview, Progress
from tintype.engines.child import wire
from tintype.ports.gate import passed
from tintype.ports.registry import Registry

if TYPE_CHECKING:
    from tintype.core.event import Event
    from tintype.core.picture import Pixels
    from tintype.ports.engine import Engine

STEPS_APART = 0.03
"""Seconds between two Progress that are told; those between them are not missed by anybody."""
SKETCHES_APART = 0.2
"""Seconds between two Previews."""
EXPENDABLE = 800
"""Of 1000: when memory runs out the system takes us, not the server."""


def main(leash: int) -> None:
    """Serves until the orders end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(EXPENDABLE))
    orders, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    hang_on(leash)
    wire.widen(answers)
    reader: wire.Reader[wire.Order] = wire.Reader(orders, wire.Order)
    with contextlib.suppress(EOFError, BrokenPipeError):
        serve(reader, wire.Writer(answers))


def hang_on(leash: int) -> None:
    """Ends this process when the parent does, whatever it is doing then.

    Where the system signals a broken pipe, it does; a thread that waits for the same serves the
    rest, unless foreign code keeps Python from running it.
    """
    import fcntl

    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(leash, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(leash, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(leash, fcntl.F_SETFL, fcntl.fcntl(leash, fcntl.F_GETFL) | os.O_ASYNC)

    def wait() -> None:
        poll = select.poll()
        poll.register(leash, select.POLLHUP)
        poll.poll()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def serve(reader: wire.Reader[wire.Order], writer: wire.Writer) -> None:
    """Loads the engine, then paints one plan after the other."""
    frame = reader.next(None)
    assert frame is not None
    begin = frame[0]
    assert isinstance(begin, wire.Begin)
    sys.path[:] = begin.path
    try:
        engine = Registry({begin.name: begin.reference}).engine(begin.name)
        warm = getattr(engine, "warm", None)
        if callable(warm):
            warm()
    except TintypeError as error:
        while frame := reader.next(None):  # whatever we are asked
            if isinstance(frame[0], wire.Paint):
                writer.send(trouble(error))
        return
    writer.send(wire.Ready())
    while frame := reader.next(None):
        if isinstance(frame[0], wire.Paint):
            paint(engine, frame[0], reader, writer)


def paint(engine: Engine, order: wire.Paint, reader: wire.Reader[wire.Order], writer: wire.Writer) -> None:
    """Paints, and says how it ended."""
    teller = Teller(reader, writer, order.previews)
    try:
        pixels = passed(engine.paint(order.plan, teller), order.plan)
    except (BrokenPipeError, EOFError):
        raise
    except Cancelled as error:
        writer.send(wire.Stopped() if teller.stopped else trouble(error))
    except MemoryError:
        writer.send(trouble(OurError("There is not enough memory for this size; take a smaller one.")))
    except Exception as error:
        if not isinstance(error, TintypeError):
            traceback.print_exc()
        writer.send(trouble(error))
    else:
        writer.send(wire.Painted(shape(pixels), teller.untold), whole(pixels))


def trouble(error: Exception) -> wire.Trouble:
    """An error on its way to the parent; one that is not ours is named with its class."""
    if isinstance(error, TintypeError):
        return wire.Trouble(type(error).__name__, str(error))
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return wire.Trouble("", said[:300].rstrip("."))


class Teller:
    """The Emit in here: tells the parent, but not oftener than anybody can look, and listens."""

    def __init__(self, reader: wire.Reader[wire.Order], writer: wire.Writer, previews: bool) -> None:
        self.previews = previews
        self.stopped = False
        self.untold: wire.Step | None = None
        self._reader, self._writer = reader, writer
        self._told, self._sketched = time.monotonic(), float("-inf")  # what is done in no time tells nothing

    def __call__(self, event: Event, /) -> None:
        self._listen()
        now = time.monotonic()
        if isinstance(event, Progress):
            self.untold = wire.Step(event.doing, event.done, event.total)
            if now - self._told >= STEPS_APART:
                self._tell(now)
        elif isinstance(event, Preview) and self.previews and now - self._sketched >= SKETCHES_APART:
            self._sketched = now
            self._writer.send(wire.Sketch(shape(event.pixels)), whole(event.pixels))

    def _tell(self, now: float) -> None:
        if self.untold is not None:
            self._writer.send(self.untold)
        self.untold, self._told = None, now

    def _listen(self) -> None:
        """What the parent said meanwhile; raises Cancelled once it said stop."""
        while not self.stopped and (frame := self._reader.next(0)):
            if isinstance(frame[0], wire.Stop):
                self.stopped = True
            elif isinstance(frame[0], wire.Watch):
                self.previews = frame[0].previews
        if self.stopped:
            raise Cancelled("It was stopped.")


def shape(pixels: Pixels) -> tuple[int, int, int]:
    """Height, width, channels."""
    height, width, channels = pixels.shape
    return height, width, channels


def whole(pixels: Pixels) -> Pixels:
    """The same pixels, in one piece of memory."""
    import numpy as np

    return np.ascontiguousarray(pixels)


if __name__ == "__main__":
    main(int(sys.argv[1]))
