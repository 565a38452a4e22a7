"""One call: sent again only when it surely did not run.

That is when nobody was reached, and when the other side said that it did not begin: 429 (slow down) and
503 with a time to come back at. A timeout, a lost answer and every other 5xx may have run, and may have
been charged: they end in Unsure, and only the user asks again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tintype.core.errors import EngineFailed, NoNetwork
from tintype.runtime.http import Call, Head, Lost, NotSent, stream

SECONDS = 600.0
"""For one picture; the slowest that is known takes 235."""
MOST = 64 << 20
"""Bytes of an answer."""
TRIES = 3
PATIENCE = 30.0
"""Seconds that we wait because the other side says so; longer is the caller's to decide."""
_PAUSE = 0.5
_BEAT = 0.2

Beat = Callable[[], object]
"""Called while we wait, several times a second; raises Cancelled once nobody needs the answer."""


class Unsure(EngineFailed):
    """It may have been painted, and charged."""


@dataclass
class Reply:
    """An answer. headers: names in lower case."""

    status: int
    headers: Mapping[str, str]
    parts: Iterator[bytes]

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def body(self) -> bytes:
        """All of it; raises Unsure when it breaks off."""
        return b"".join(self.parts)

    def json(self) -> Any:
        """Its JSON, None where it is none."""
        try:
            return json.loads(self.body())
        except (ValueError, RecursionError):
            return None


def ask(
    call: Call,
    beat: Beat,
    *,
    seconds: float = SECONDS,
    tries: int = TRIES,
    again: Callable[[Any], bool] | None = None,
) -> Reply:
    """The answer to a call. again: whether the JSON of a 429 is worth another try; None: it is.

    Raises NoNetwork when nobody was reached, Unsure when the answer got lost, what `beat` raises.
    """
    for attempt in range(tries):
        last = attempt == tries - 1
        try:
            reply = _once(call, beat, seconds)
        except NotSent as error:
            if last:
                raise NoNetwork(str(error)) from None
            pause(_PAUSE * 2**attempt, beat)
            continue
        wait = _told_to_wait(reply)
        if wait is None or last or wait > PATIENCE:
            return reply
        said = reply.body()
        reply.parts = iter([said])
        if again is not None and not again(_read(said)):
            return reply
        pause(wait, beat)
    raise AssertionError


def pause(seconds: float, beat: Beat) -> None:
    """Waits, and listens meanwhile whether somebody wants to stop."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        beat()
        time.sleep(min(_BEAT, left))


def _once(call: Call, beat: Beat, seconds: float) -> Reply:
    parts = _awake(stream(call, seconds=seconds, most=MOST), beat)
    head = next(parts, None)
    if not isinstance(head, Head):
        raise Unsure(f"{call.host} hung up without an answer; try again later.")
    return Reply(head.status, head.headers, (part for part in parts if isinstance(part, bytes)))


def _awake(parts: Generator[Head | bytes | None], beat: Beat) -> Iterator[Head | bytes]:
    """What comes, while somebody waits for it; losing it is Unsure."""
    try:
        for part in parts:
            if part is None:
                beat()
            else:
                yield part
    except Lost as error:
        raise Unsure(f"{error} It may have been painted and charged, so it was not asked again.") from None
    finally:
        parts.close()


def _told_to_wait(reply: Reply) -> float | None:
    """Seconds after which it may be asked again, None if it ran, or may have."""
    named = reply.headers.get("retry-after", "")
    seconds = float(named) if named.replace(".", "", 1).isdigit() else None
    if reply.headers.get("x-should-retry") == "false":
        return None
    if reply.status == 429:
        return _PAUSE if seconds is None else seconds
    return seconds if reply.status == 503 else None


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
