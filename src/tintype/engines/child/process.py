"""One child process, as its parent sees it: started, told what to paint, stopped, buried."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from tintype.core import errors
from tintype.core.errors import Cancelled, EngineFailed, TintypeError, WorkerDied
from tintype.core.event import Preview, Progress
from tintype.engines.child import wire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan

TICK = 0.1
"""Seconds after which `emit` is called again when the child says nothing, so that it may raise."""
PATIENCE = 0.7
"""Seconds a child has to stop by itself once it is told to."""
TAIL = 4096
"""Bytes that are kept of what a child wrote to its standard error."""


class Child:
    """A process with one engine in it. One thread at a time paints with it. ready: it has loaded that,
    as far as we have heard."""

    def __init__(self, name: str, reference: str, environ: Mapping[str, str]) -> None:
        self.name = name
        self.ready = False
        leash, self._leash = os.pipe()
        command = [sys.executable, "-m", "tintype.engines.child", str(leash)]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=dict(environ), bufsize=0, pass_fds=(leash,), start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            os.close(self._leash)
            raise WorkerDied(
                f"The engine “{name}” gets no process ({error.strerror}); close other programs."
            ) from error
        finally:
            os.close(leash)
        orders, answers, said = self._process.stdin, self._process.stdout, self._process.stderr
        assert orders is not None
        assert answers is not None
        assert said is not None
        os.set_blocking(orders.fileno(), False)
        wire.widen(answers.fileno())
        self._writer = wire.Writer(orders.fileno())
        self._reader: wire.Reader[wire.Answer] = wire.Reader(answers.fileno(), wire.Answer)
        self._said: deque[int] = deque(maxlen=TAIL)
        self._ear = threading.Thread(target=self._hear, args=(said.fileno(),), daemon=True)
        self._ear.start()
        with contextlib.suppress(OSError, TimeoutError):  # already dead: whoever paints will hear of it
            self._writer.send(wire.Begin(name, reference, list(sys.path)), seconds=5.0)

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def paint(self, plan: Plan, emit: Emit, silence: float) -> Pixels:
        """Pixels of the plan; afterwards the child waits for the next one, or is dead.

        Raises what the engine raised, what `emit` raised, WorkerDied when the process ended or said
        nothing for `silence` seconds.
        """
        previews = _watched(emit)
        self._send(wire.Paint(plan, previews))
        said, heard = Progress("waiting for the painter", 0, 1), time.monotonic()
        while True:
            frame = self._next(TICK)
            if frame is None and time.monotonic() - heard > silence:
                self.end()
                raise WorkerDied(
                    f"The engine “{self.name}” said nothing for {silence:.0f} seconds and was stopped;"
                    " ask again, or for something smaller."
                )
            if frame is not None:
                heard = time.monotonic()
            try:
                result = self._taken(frame, said, emit)
            except BaseException:
                if not isinstance(frame, tuple) or not isinstance(frame[0], wire.Painted | wire.Trouble):
                    self._stop()
                raise
            if isinstance(result, Progress):
                said = result
            else:
                return result
            if _watched(emit) != previews:
                previews = not previews
                self._send(wire.Watch(previews))

    def end(self) -> None:
        """Kills it and whatever it started. Quick, and may be called again."""
        if self.alive():  # not later: its number may be somebody else's then
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._bury()

    def close(self, seconds: float = 1.0) -> None:
        """Lets it end by itself, then kills it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.end()

    def _taken(
        self, frame: tuple[wire.Answer, bytearray] | None, said: Progress, emit: Emit
    ) -> Pixels | Progress:
        """What a frame brings: the picture, or how far it is. Raises its trouble, and what emit raises."""
        if frame is None:
            emit(said)
            return said
        message, body = frame
        if isinstance(message, wire.Trouble):
            raise _error(message, self.name)
        if isinstance(message, wire.Ready):
            self.ready = True
        if isinstance(message, wire.Stopped):
            raise Cancelled("It was stopped.")
        if isinstance(message, wire.Step):
            said = _progress(message)
            emit(said)
        elif isinstance(message, wire.Sketch):
            emit(Preview(_pixels(body, message.shape)))
        elif isinstance(message, wire.Painted):
            if message.last is not None:
                emit(_progress(message.last))
            return _pixels(body, message.shape)
        return said

    def _stop(self) -> None:
        """Asks the child to stop; kills it when it does not within PATIENCE."""
        if not self.alive():
            return
        until = time.monotonic() + PATIENCE
        try:
            self._send(wire.Stop(), PATIENCE)
            while (left := until - time.monotonic()) > 0:
                frame = self._next(left)
                if frame and isinstance(frame[0], wire.Stopped | wire.Painted | wire.Trouble):
                    return
        except WorkerDied:
            return
        self.end()

    def _send(self, order: wire.Order, seconds: float = 5.0) -> None:
        try:
            self._writer.send(order, seconds=seconds)
        except (OSError, TimeoutError) as error:
            raise self._died() from error

    def _next(self, seconds: float) -> tuple[wire.Answer, bytearray] | None:
        try:
            frame = self._reader.next(seconds)
        except (EOFError, OSError) as error:
            raise self._died() from error
        if frame is None and not self.alive():  # something that it started still holds the pipe
            raise self._died()
        return frame

    def _died(self) -> WorkerDied:
        """How it ended, in one sentence."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        code = self._process.poll()
        self.end()
        if code is None:
            how = "did not answer and was stopped"
        elif code < 0:
            how = f"was killed by {_signal(-code)}"
            how += ", perhaps because memory ran out" if -code == signal.SIGKILL else ""
        else:
            how = f"ended with {code}" + (f": {last}" if (last := self._last_line()) else "")
        return WorkerDied(
            f"The process of the engine “{self.name}” {how}; ask again, or for something smaller."
        )

    def tail(self) -> str:
        """The end of what it wrote to its standard error."""
        return bytes(self._said).decode(errors="replace")

    def _last_line(self) -> str:
        lines = self.tail().strip().splitlines()
        return " ".join(lines[-1].split())[:200].rstrip(".") if lines else ""

    def _hear(self, descriptor: int) -> None:
        """Keeps the end of its standard error, until that is closed."""
        with contextlib.suppress(OSError, ValueError):
            while data := os.read(descriptor, 65536):
                self._said.extend(data[-TAIL:])

    def _bury(self) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2.0)
        self._ear.join(0.2)
        leash, self._leash = self._leash, -1
        if leash >= 0:
            os.close(leash)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self._process.stderr is not None and not self._ear.is_alive():
            self._process.stderr.close()


def _watched(emit: Emit) -> bool:
    """Whether previews are worth sending: an Emit may say so in an attribute `previews`."""
    return bool(getattr(emit, "previews", True))


def _progress(step: wire.Step) -> Progress:
    return Progress(step.doing, step.done, step.total)


def _pixels(body: bytearray, shape: tuple[int, int, int]) -> Pixels:
    import numpy as np

    return np.frombuffer(body, np.uint8).reshape(shape)


def _error(trouble: wire.Trouble, name: str) -> TintypeError:
    """The error of ours that the child named."""
    kind = getattr(errors, trouble.kind, None)
    if isinstance(kind, type) and issubclass(kind, TintypeError):
        return kind(trouble.message)
    return EngineFailed(f"The engine “{name}” broke ({trouble.message}); another seed may help.")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
