"""What parent and child say to each other: frames over pipes.

A frame is two sizes (uint32 little-endian: of the message, of the pixels; the latter uint64), the
message in MessagePack, and the pixels as they lie in memory.
"""

from __future__ import annotations

import os
import select
import struct
import time
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from tintype.core.request import Plan

if TYPE_CHECKING:
    from tintype.core.picture import Pixels

_SIZES = struct.Struct("<IQ")
_ROOM = 1 << 20
"""Bytes that a pipe holds where the system lets us say so: few wake-ups for a large picture."""


class Begin(msgspec.Struct, frozen=True, tag=True):
    """The first order: which engine to load. path: where Python looks for its code."""

    name: str
    reference: str
    path: list[str]


class Paint(msgspec.Struct, frozen=True, tag=True):
    """Paint this. previews: whether anybody looks on."""

    plan: Plan
    previews: bool


class Watch(msgspec.Struct, frozen=True, tag=True):
    """Somebody began, or ceased, to look on."""

    previews: bool


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Stop painting."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The engine is loaded."""


class Step(msgspec.Struct, frozen=True, tag=True):
    """A Progress."""

    doing: str
    done: int
    total: int


class Sketch(msgspec.Struct, frozen=True, tag=True):
    """A Preview; its pixels follow."""

    shape: tuple[int, int, int]


class Painted(msgspec.Struct, frozen=True, tag=True):
    """It is finished; its pixels follow. last: the last Progress, if it was not told yet."""

    shape: tuple[int, int, int]
    last: Step | None


class Trouble(msgspec.Struct, frozen=True, tag=True):
    """It cannot. kind: a class name of core/errors.py."""

    kind: str
    message: str


class Stopped(msgspec.Struct, frozen=True, tag=True):
    """It has stopped painting, as it was told."""


Order = Begin | Paint | Watch | Stop
Answer = Ready | Step | Sketch | Painted | Trouble | Stopped

_encode = msgspec.msgpack.Encoder().encode

T = TypeVar("T")


class Reader(Generic[T]):
    """The near end of a pipe that frames come out of."""

    def __init__(self, descriptor: int, kind: Any) -> None:
        """kind: the union of messages that may come."""
        self._descriptor = descriptor
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN)
        self._sizes: tuple[int, int] | None = None
        self._message: T | None = None
        self._buffer = bytearray(_SIZES.size)
        self._missing = memoryview(self._buffer)

    def next(self, seconds: float | None) -> tuple[T, bytearray] | None:
        """The next whole frame; None if it is not there within `seconds` (None: waits for ever).
        Half a frame is kept for the next call. Raises EOFError when the other side is gone."""
        until = None if seconds is None else time.monotonic() + seconds
        while True:
            while self._missing:
                wait = None if until is None else max(0.0, until - time.monotonic()) * 1000
                if not self._poll.poll(wait):
                    return None
                count = os.readv(self._descriptor, [self._missing])
                if not count:
                    raise EOFError
                self._missing = self._missing[count:]
            if (frame := self._advance()) is not None:
                return frame

    def _advance(self) -> tuple[T, bytearray] | None:
        """What was awaited is here: sizes, then the message, then pixels, which end the frame."""
        whole = self._buffer
        if self._sizes is None:
            self._sizes = _SIZES.unpack(whole)
            self._expect(self._sizes[0])
            return None
        if self._message is None:
            self._message = self._decode(whole)
            self._expect(self._sizes[1])
            return None
        frame = self._message, whole
        self._sizes = self._message = None
        self._expect(_SIZES.size)
        return frame

    def _expect(self, size: int) -> None:
        self._buffer = bytearray(size)
        self._missing = memoryview(self._buffer)


class Writer:
    """The near end of a pipe that frames go into."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLOUT)

    def send(self, message: object, pixels: Pixels | None = None, seconds: float | None = None) -> None:
        """Sends a frame. Raises BrokenPipeError when nobody is there, TimeoutError when nobody reads
        for `seconds` (None: waits for ever)."""
        said = _encode(message)
        body = memoryview(b"") if pixels is None else pixels.reshape(-1).data
        parts = [memoryview(_SIZES.pack(len(said), len(body)) + said)]
        if body:
            parts.append(body)
        while parts:
            if not self._poll.poll(None if seconds is None else seconds * 1000):
                raise TimeoutError
            try:
                count = os.writev(self._descriptor, parts)
            except BlockingIOError:  # room for less than the pipe is willing to take at once
                time.sleep(0.001)
                continue
            while parts and count >= len(parts[0]):
                count -= len(parts.pop(0))
            if parts:
                parts[0] = parts[0][count:]


def widen(descriptor: int) -> None:
    """Gives a pipe more room, where the system has a word for that."""
    import fcntl

    order = getattr(fcntl, "F_SETPIPE_SZ", None)
    if order is not None:
        try:
            fcntl.fcntl(descriptor, order, _ROOM)
        except OSError:  # more than this user may have
            return
