"""Server-sent events: frames, a heartbeat against proxies that cut quiet lines, and resuming.

A client that was cut off sends the id of the last frame it saw as Last-Event-ID. Frames without an id
(how far a picture has grown) are not sent again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TYPE_CHECKING, Any

from starlette.responses import StreamingResponse

from tintype.core.errors import BadOption

if TYPE_CHECKING:
    from starlette.requests import Request

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent."""

TYPE = "text/event-stream"
_BEAT = b": still here\n\n"


def frame(data: bytes, *, event: str | None = None, id: int | str | None = None) -> bytes:
    """One event. data: JSON on one line."""
    head = b"".join(
        b"%s: %s\n" % (name, str(value).encode())
        for name, value in ((b"id", id), (b"event", event))
        if value is not None
    )
    return head + b"".join(b"data: %s\n" % line for line in data.splitlines() or [b""]) + b"\n"


def last_seen(request: Request) -> int | None:
    """The cursor a client resumes after; None: it comes for the first time. Raises BadOption."""
    text = request.headers.get("last-event-id", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise BadOption(f"The Last-Event-ID {text[:40]!r} is not one we gave; leave it out to start anew.")
    return int(text)


def stream(
    frames: AsyncIterator[bytes], *, closing: asyncio.Event | None = None, last: bytes = b""
) -> StreamingResponse:
    """The response that sends frames as they come. closing: set when the server ends; so does the
    stream, with the frame `last`."""
    return StreamingResponse(
        beating(frames, closing=closing, every=HEARTBEAT, last=last),
        media_type=TYPE,
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def beating(
    frames: AsyncIterator[bytes], *, closing: asyncio.Event | None = None, every: float, last: bytes = b""
) -> AsyncGenerator[bytes, None]:
    """The frames, and a comment whenever there was none for `every` seconds."""
    yield b": open\n\n"  # headers and a byte at once, so that a client knows it is connected
    coming: asyncio.Future[Any] = asyncio.ensure_future(anext(frames))
    ending: asyncio.Future[Any] | None = asyncio.ensure_future(closing.wait()) if closing else None
    try:
        while True:
            waiting = {coming} if ending is None else {coming, ending}
            done, _ = await asyncio.wait(waiting, timeout=every, return_when=asyncio.FIRST_COMPLETED)
            if coming in done:
                try:
                    yield coming.result()
                except StopAsyncIteration:
                    return
                coming = asyncio.ensure_future(anext(frames))
            elif ending is not None and ending in done:
                if last:
                    yield last
                return
            else:
                yield _BEAT
    finally:
        for task in (coming, ending):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration, Exception):
                    await task
        if isinstance(frames, AsyncGenerator):
            await frames.aclose()
