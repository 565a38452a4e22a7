"""Jobs: from the request of somebody to what became of it.

`submit` returns when the job is on disk. Every face of the server calls this, whatever it speaks.
"""

from __future__ import annotations

import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from tintype.core.errors import Busy, Conflict
from tintype.core.job import LOCAL, OVER, Job, JobEvent, PictureRecord
from tintype.studio.bus import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection, Mapping

    from tintype.core.job import JobState
    from tintype.core.request import Plan, Request
    from tintype.studio.bus import Growing
    from tintype.studio.house import House

THREADS = 16
"""Threads that plan and wait for the disk on behalf of coroutines, at most."""

R = TypeVar("R")


class Jobs:
    """The jobs of a house. Threads and coroutines may share it; owner None means everybody's."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ledger = house.ledger
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="tintype-jobs")
        self._lock = threading.Lock()
        self._waiting = house.settings.queue_limit  # not known yet: the first one counts
        self._counted = float("-inf")

    def close(self) -> None:
        """Lets the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    # In

    def submit(self, request: Request, **how: Any) -> Job:
        """Accepts a request; see `offer` for what may be said with it."""
        return self.offer(request, **how)[0]

    def offer(
        self,
        request: Request,
        *,
        owner: str = LOCAL,
        priority: int = 0,
        delivery: Mapping[str, Any] | None = None,
        key: str | None = None,
        moderation: str | None = None,
    ) -> tuple[Job, bool]:
        """(the job, whether it is new). It is on disk when this returns.

        priority: −10 to 10, higher first. delivery: what the caller needs to answer later. key: a
        second request with it gives the first job, or Conflict if it asks for something else.
        moderation: "low" where the caller wants it so. Raises UserError for what cannot be met,
        Blocked for what is not allowed, Busy when too much waits already.
        """
        plans = self._planned(request, moderation)
        answer = self._ledger.submit(
            request, plans, owner=owner, priority=priority, delivery=delivery, key=key
        )
        self._house.runner.wake()
        return answer

    async def submit_async(self, request: Request, **how: Any) -> Job:
        """`submit` for coroutines."""
        return (await self.offer_async(request, **how))[0]

    async def offer_async(self, request: Request, **how: Any) -> tuple[Job, bool]:
        """`offer` for coroutines."""
        return await self._aside(functools.partial(self.offer, request, **how))

    def adopt(self, data: bytes, owner: str = LOCAL, *, shown: bool = True) -> PictureRecord:
        """Takes in a picture that somebody brings; `reference(record.digest)` is how requests name it.

        shown: it goes into the gallery; a mask, for instance, need not. Raises BadFile, TooLarge.
        """
        from tintype.studio.adoption import adopted

        record, said = adopted(data, owner, self._house.store, self._house.settings)
        return self._ledger.add_picture(record, said=said) if shown else record

    def retry(self, id: str, *, owner: str | None = None) -> Job:
        """A new job that asks for the same as one that is over. Raises NotFound, Conflict, Busy."""
        job = self._ledger.job(id, owner=owner)
        if job.state not in OVER:
            raise Conflict(f"The job {id} is not over yet; cancel it first, or wait.")
        self._check_room()
        again, _ = self._ledger.submit(
            job.request, job.plans, owner=job.owner, priority=job.priority, delivery=job.delivery
        )
        self._house.runner.wake()
        return again

    def cancel(self, id: str, *, owner: str | None = None) -> Job:
        """Stops it, unless it is over. Raises NotFound."""
        job = self._ledger.cancel(id, owner=owner)
        self._house.runner.drop(id)
        return job

    # Out

    def job(self, id: str, *, owner: str | None = None) -> Job:
        """Raises NotFound, also when it is not the owner's."""
        return self._ledger.job(id, owner=owner)

    def jobs(
        self,
        *,
        owner: str | None = None,
        states: Collection[JobState] | None = None,
        before: str | None = None,
        limit: int = 50,
    ) -> list[Job]:
        """Newest first. before: the id of the last one seen."""
        return self._ledger.jobs(owner=owner, states=states, before=before, limit=limit)

    def pictures(self, id: str) -> list[PictureRecord]:
        """The pictures it has so far, in order."""
        return self._ledger.pictures_of_job(id)

    def position(self, id: str) -> int:
        """How many jobs will be begun before it."""
        return self._ledger.position(id)

    async def watch(
        self, id: str, *, after: int = 0, previews: bool = False, owner: str | None = None
    ) -> AsyncGenerator[JobEvent | Growing, None]:
        """What happens to a job, from the first event after cursor `after` to the one that ends it.

        Between the events of the ledger it tells how pictures grow; previews: with what they look
        like. Raises NotFound. Close it, or leave its loop, to stop watching.
        """
        watcher = self._house.bus.subscribe(id, previews)  # first: then nothing falls between
        try:
            job = await self._aside(functools.partial(self._ledger.job, id, owner=owner))
            past = await self._aside(functools.partial(self._past, id, after))
            for event in past:
                after = event.cursor
                yield event
                if event.kind in OVER:
                    return
            if job.state in OVER:  # whoever comes back after the end hears nothing new
                return
            while True:
                for item in await watcher.next():
                    if isinstance(item, JobEvent):
                        if item.cursor <= after:
                            continue
                        after = item.cursor
                    yield item
                    if isinstance(item, JobEvent) and item.kind in OVER:
                        return
        finally:
            self._house.bus.unsubscribe(watcher)

    async def wait(self, id: str, *, owner: str | None = None) -> Job:
        """The job, once it is over."""
        async for _ in self.watch(id, owner=owner):
            pass
        return await self._aside(functools.partial(self._ledger.job, id, owner=owner))

    def _past(self, id: str, after: int) -> list[JobEvent]:
        """All events of a job after a cursor."""
        found = self._ledger.events(after, job=id, limit=AT_ONCE)
        while len(found) % AT_ONCE == 0 and found:
            more = self._ledger.events(found[-1].cursor, job=id, limit=AT_ONCE)
            if not more:
                break
            found += more
        return found

    def _planned(self, request: Request, moderation: str | None) -> tuple[Plan, ...]:
        """What will be painted, once it is known that it may and can be."""
        self._check_room()
        moderator = self._house.moderator
        if moderator is not None:
            moderator.before(request, moderation)
        plans = self._house.plan(request)
        if moderator is not None and request.operation == "vary":  # its sentence stands in the picture's file
            for prompt in dict.fromkeys(plan.prompt for plan in plans):
                moderator.before(msgspec.structs.replace(request, prompt=prompt), moderation)
        return plans

    def _check_room(self) -> None:
        """Raises Busy when the queue is full.

        Counting is dear, so it is done only when as many were accepted since the last time as would
        fill the queue, and at most once a second.
        """
        limit = self._house.settings.queue_limit
        with self._lock:
            if self._waiting >= limit and time.monotonic() - self._counted > 1.0:
                self._waiting = self._ledger.counts()["queued"]
                self._counted = time.monotonic()
            if self._waiting >= limit:
                raise Busy(f"{self._waiting:,} jobs wait already; come back in a minute.", retry_after=30.0)
            self._waiting += 1

    async def _aside(self, function: Callable[[], R]) -> R:
        """Runs in a thread what would hold up the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)
