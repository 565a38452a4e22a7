"""Desk: a house that is open while somebody needs it.

An assistant keeps its tools running for days and paints now and then. A data folder has one painter;
so ours takes it only to paint, and gives it back after a short while, so that `tintype serve` can
start. If a server has it already, that server paints what we put into the ledger.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

from tintype.core.errors import Taken
from tintype.core.job import JobEvent
from tintype.server.waiting import error_of

if TYPE_CHECKING:
    from tintype.core.job import Job, PictureRecord
    from tintype.core.request import Request
    from tintype.studio.bus import Growing
    from tintype.studio.house import House

IDLE = 20.0
"""Seconds after the last use until the house is closed."""
AGAIN = 2.0
"""Seconds between two looks whether the server that painted is gone."""

Tell = Callable[[float, float, str], Awaitable[None]]
"""(done, of how much, what is being done): progress of a picture."""


class Desk:
    """For one event loop. open: makes the house."""

    def __init__(self, open: Callable[[], House], idle: float = IDLE) -> None:
        self._open, self._idle = open, idle
        self._house: House | None = None
        self._users = 0
        self._lock = asyncio.Lock()
        self._closing: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def house(self) -> AsyncIterator[House]:
        """The house, open for as long as the block lasts. Raises what is wrong with ledger or store."""
        async with self._lock:
            if self._closing is not None:
                self._closing.cancel()
                self._closing = None
            if self._house is None:
                self._house = await asyncio.to_thread(self._open)
            self._users += 1
        try:
            yield self._house
        finally:
            self._users -= 1
            if not self._users:
                self._closing = asyncio.get_running_loop().create_task(self._close_later())

    async def paint(self, request: Request, tell: Tell) -> list[PictureRecord]:
        """The pictures of a request. Whoever cancels this cancels the job.

        Raises UserError for what cannot be met, Blocked, or why it failed.
        """
        async with self.house() as house:
            await self._start(house)
            job = await house.jobs.submit_async(request)
            watching = asyncio.ensure_future(self._watched(house, job, tell))
            try:
                while not (await asyncio.wait({watching}, timeout=AGAIN))[0]:
                    await self._start(house)
                job = watching.result()
            except asyncio.CancelledError:
                house.jobs.cancel(job.id)
                raise
            finally:
                watching.cancel()
            records = await asyncio.to_thread(house.jobs.pictures, job.id)
            if job.state != "done":
                raise error_of(job)
            return records

    async def close(self) -> None:
        """Closes the house now."""
        async with self._lock:
            house, self._house = self._house, None
            if house is not None:
                await asyncio.to_thread(house.close)

    async def _close_later(self) -> None:
        await asyncio.sleep(self._idle)
        async with self._lock:
            self._closing = None  # from here on nobody cancels us
            if self._users or self._house is None:
                return
            house, self._house = self._house, None
            await asyncio.to_thread(house.close)

    async def _start(self, house: House) -> None:
        """Paints here, unless somebody else does."""
        async with self._lock:
            if not house.runner.running:
                with contextlib.suppress(Taken):
                    await asyncio.to_thread(house.runner.start)

    async def _watched(self, house: House, job: Job, tell: Tell) -> Job:
        """The job, when it is over; tells how far it is, each time a little further."""
        total, done, last = float(len(job.plans)), 0.0, -1.0
        async for item in house.jobs.watch(job.id):
            if isinstance(item, JobEvent):
                done += item.kind == "picture"
                now, doing = done, item.kind
            else:
                now, doing = min(total, done + _part(item)), item.doing
            if now > last:
                last = now
                await tell(now, total, doing)
        return await asyncio.to_thread(house.jobs.job, job.id)


def _part(grown: Growing) -> float:
    return min(0.99, grown.done / grown.total) if grown.total else 0.0
