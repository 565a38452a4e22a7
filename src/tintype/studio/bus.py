"""Bus: what happens to jobs, told to whoever watches.

Durable events are read from the ledger by one thread, however many watch: at once after a write of
this process, and every POLL seconds for what other servers of the same ledger wrote. How far pictures
have grown is told from memory only, and only by the server that paints them.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import TintypeError
from tintype.core.job import JobEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tintype.ledger import Ledger

POLL = 0.5
"""Seconds between two looks for events that another server caused."""
BREATH = 0.002
"""Seconds between two readings while much happens, so that each brings more."""
AT_ONCE = 500


class Growing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a picture has grown: `done` of `total` equal steps of what `doing` says.

    index: which picture of its job. preview: the picture so far, an encoded WebP of at most 512
    pixels a side, or None when it has not changed enough since the last one.
    """

    job: str
    index: int
    doing: str
    done: int
    total: int
    preview: bytes | None = None


class Watcher:
    """One who watches one job, in one event loop. Everything but `take` is for that loop's thread."""

    def __init__(self, job: str, loop: asyncio.AbstractEventLoop, previews: bool) -> None:
        self.job, self.loop, self.previews = job, loop, previews
        self._events: deque[JobEvent] = deque()
        self._grown: dict[int, Growing] = {}
        self._told = asyncio.Event()

    async def next(self) -> list[JobEvent | Growing]:
        """What came since; waits until there is something. Of growing only the newest of a picture."""
        await self._told.wait()
        self._told.clear()
        came: list[JobEvent | Growing] = [*self._events, *self._grown.values()]
        self._events.clear()
        self._grown.clear()
        return came

    def put(self, item: JobEvent | Growing) -> None:
        if isinstance(item, JobEvent):
            self._events.append(item)
            if item.kind == "picture":
                self._grown.pop(item.data.get("index", -1), None)
        else:
            last = self._grown.get(item.index)
            if last is not None and item.preview is None:  # a preview nobody saw yet is still the newest
                item = msgspec.structs.replace(item, preview=last.preview)
            self._grown[item.index] = item if self.previews else msgspec.structs.replace(item, preview=None)
        self._told.set()


class Bus:
    """Runs from `start` to `stop`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._bell = threading.Event()
        self._lock = threading.Lock()
        self._watchers: dict[str, set[Watcher]] = {}
        self._listeners: list[Callable[[list[JobEvent]], None]] = []
        self._ending = False
        self._thread: threading.Thread | None = None
        ledger.listen(self._bell.set)

    def start(self) -> None:
        """Begins to read; what happened before is history. Again: does nothing."""
        with self._lock:
            if self._thread is not None:
                return
            self._cursor = self._ledger.last_cursor()
            self._thread = threading.Thread(target=self._run, name="tintype-bus", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the thread. Watchers hear nothing any more."""
        self._ending = True
        self._bell.set()
        if self._thread is not None:
            self._thread.join()

    def hear(self, function: Callable[[list[JobEvent]], None]) -> None:
        """Calls the function with all events, from the thread of the bus; it must be quick."""
        self._listeners.append(function)

    def unhear(self, function: Callable[[list[JobEvent]], None]) -> None:
        """Calls it no more."""
        with contextlib.suppress(ValueError):
            self._listeners.remove(function)

    def subscribe(self, job: str, previews: bool = False) -> Watcher:
        """A watcher in the running loop, who misses nothing that happens from now on."""
        self.start()
        watcher = Watcher(job, asyncio.get_running_loop(), previews)
        with self._lock:
            self._watchers.setdefault(job, set()).add(watcher)
        return watcher

    def unsubscribe(self, watcher: Watcher) -> None:
        with self._lock:
            others = self._watchers.get(watcher.job, set())
            others.discard(watcher)
            if not others:
                self._watchers.pop(watcher.job, None)

    def watched(self, job: str) -> bool:
        """Whether anybody watches the job."""
        return job in self._watchers

    def previewed(self, job: str) -> bool:
        """Whether anybody wants to see it grow."""
        return job in self._watchers and any(watcher.previews for watcher in self._of(job))

    def grow(self, grown: Growing) -> None:
        """Tells how far a picture is. From any thread."""
        self._deliver((watcher, grown) for watcher in self._of(grown.job))

    def _of(self, job: str) -> tuple[Watcher, ...]:
        with self._lock:
            return tuple(self._watchers.get(job, ()))

    def _run(self) -> None:
        while not self._ending:
            self._bell.wait(POLL)
            self._bell.clear()
            try:
                while not self._ending and self._read() == AT_ONCE:
                    pass
            except TintypeError:  # the database will be back, and the cursor is kept
                time.sleep(POLL)
            time.sleep(BREATH)

    def _read(self) -> int:
        """Reads and tells what is new; how many events that was."""
        events = self._ledger.events(self._cursor, limit=AT_ONCE)
        if events:
            self._cursor = events[-1].cursor
            for listener in tuple(self._listeners):
                with contextlib.suppress(Exception):  # one listener's trouble is not the others'
                    listener(events)
            self._deliver(
                (watcher, event) for event in events if event.job in self._watchers
                for watcher in self._of(event.job)
            )  # fmt: skip
        return len(events)

    def _deliver(self, items: Iterable[tuple[Watcher, JobEvent | Growing]]) -> None:
        """Hands each loop its part in one go."""
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[Watcher, JobEvent | Growing]]] = {}
        for watcher, item in items:
            by_loop.setdefault(watcher.loop, []).append((watcher, item))
        for loop, part in by_loop.items():
            with contextlib.suppress(RuntimeError):  # that loop has ended
                loop.call_soon_threadsafe(_put, part)


def _put(part: list[tuple[Watcher, JobEvent | Growing]]) -> None:
    for watcher, item in part:
        watcher.put(item)
