"""/api/…/events: what happens to jobs, as it happens, by server-sent events.

Durable events carry the ledger's cursor as their id, so whoever was cut off resumes where it was.
`growing` has no id: it says how far a picture is, with a small one of it where previews were asked for.
"""

from __future__ import annotations

import asyncio
import base64
import functools
from collections import deque
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.core.job import OVER, JobEvent
from tintype.server import sse
from tintype.server.api.answers import Id, Reader, problems
from tintype.studio.bus import Growing

router = APIRouter(tags=["events"])

AT_ONCE = 500
MOST_KEPT = 2000
"""Events that wait for a slow client; beyond that they are read from the ledger again."""

Last = Annotated[
    str | None,
    Header(alias="Last-Event-ID", pattern=r"^[0-9]{0,18}$", description="The id of the last event seen."),
]
Previews = Annotated[bool, Query(description="With small pictures of how far they have grown.")]
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events queued, running, growing, picture, retry, done, failed, cancelled.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
}


@router.get("/jobs/{id}/events", response_class=Response, responses={
    **_STREAM, 204: {"description": "It is over, and everything was told."}, **problems(400, 404),
})  # fmt: skip
async def job_events(
    request: Request, id: Id, who: Reader, previews: Previews = False, last: Last = None
) -> Response:
    """What happens to a job, from its first event or after Last-Event-ID to the one that ends it."""
    state = request.app.state
    job = await run_in_threadpool(functools.partial(state.studio.jobs.job, id, owner=who.sees))
    after = int(last or 0)
    if after and job.state in OVER and not await _missed(state.studio, id, after):
        return Response(status_code=204)  # tells a browser's EventSource not to come back
    watched = state.studio.jobs.watch(id, after=after, previews=previews, owner=who.sees)
    return sse.stream(_frames(watched), closing=state.closing)


@router.get("/events", response_class=Response, responses={**_STREAM, **problems(400)})
async def all_events(
    request: Request, who: Reader, previews: Previews = False, last: Last = None
) -> Response:
    """What happens to all of one's jobs, from now on or after Last-Event-ID; it does not end."""
    state = request.app.state
    feed = Feed(state.studio, who.sees, previews)
    return sse.stream(feed.frames(int(last) if last else None), closing=state.closing)


async def _missed(studio: Any, id: str, after: int) -> bool:
    """Whether there are events of the job after that cursor."""
    return bool(await run_in_threadpool(functools.partial(studio.ledger.events, after, job=id, limit=1)))


async def _frames(items: AsyncIterator[JobEvent | Growing]) -> AsyncIterator[bytes]:
    try:
        async for item in items:
            yield framed(item)
    finally:
        await items.aclose()  # type: ignore[attr-defined]


def framed(item: JobEvent | Growing) -> bytes:
    """An event or how far a picture is, as a frame."""
    if isinstance(item, JobEvent):
        data = {"job": item.job, "at": item.at, **item.data}
        return sse.frame(msgspec.json.encode(data), event=item.kind, id=item.cursor)
    data = msgspec.structs.asdict(item)
    if item.preview is not None:
        data["preview"] = f"data:image/webp;base64,{base64.b64encode(item.preview).decode()}"
    return sse.frame(msgspec.json.encode(data), event="growing")


class Feed:
    """Everything that happens to an owner's jobs, for one client. owner None: everybody's."""

    def __init__(self, studio: Any, owner: str | None, previews: bool) -> None:
        self._studio = studio
        self._owner = owner
        self._previews = previews
        self._kept: deque[JobEvent | Growing] = deque()
        self._told = asyncio.Event()
        self._lost = False
        self._cursor = 0
        self._growing: dict[str, asyncio.Task[None]] = {}

    async def frames(self, after: int | None) -> AsyncIterator[bytes]:
        """after: the cursor to resume at; None: from now on."""
        loop = asyncio.get_running_loop()

        def heard(events: list[JobEvent]) -> None:
            mine = [event for event in events if self._owner in (None, event.owner)]
            if mine:
                loop.call_soon_threadsafe(self._keep, mine)

        self._studio.bus.start()
        self._studio.bus.hear(heard)
        try:
            self._cursor = (
                await run_in_threadpool(self._studio.ledger.last_cursor) if after is None else after
            )
            async for event in self._past():
                yield framed(event)
            await self._watch_running()
            while True:
                await self._told.wait()
                self._told.clear()
                while self._kept:
                    item = self._kept.popleft()
                    if isinstance(item, Growing) or self._take(item):
                        yield framed(item)
                if self._lost:
                    self._lost = False
                    async for event in self._past():
                        yield framed(event)
        finally:
            self._studio.bus.unhear(heard)
            for task in self._growing.values():
                task.cancel()

    def _keep(self, items: list[JobEvent] | list[Growing]) -> None:
        if len(self._kept) + len(items) > MOST_KEPT:
            self._kept.clear()
            self._lost = True
        else:
            self._kept.extend(items)
        self._told.set()

    def _take(self, event: JobEvent) -> bool:
        """Whether the event is new; begins and ends watching its job grow."""
        if event.cursor <= self._cursor:
            return False
        self._cursor = event.cursor
        if event.kind == "running":
            self._watch(event.job)
        elif event.kind in OVER and (task := self._growing.pop(event.job, None)):
            task.cancel()
        return True

    async def _past(self) -> AsyncIterator[JobEvent]:
        """What the ledger has after the cursor."""
        while True:
            find = functools.partial(
                self._studio.ledger.events, self._cursor, owner=self._owner, limit=AT_ONCE
            )
            events: list[JobEvent] = await run_in_threadpool(find)
            for event in events:
                if self._take(event):
                    yield event
            if len(events) < AT_ONCE:
                return

    async def _watch_running(self) -> None:
        find = functools.partial(self._studio.ledger.jobs, owner=self._owner, states=("running",), limit=50)
        for job in await run_in_threadpool(find):
            self._watch(job.id)

    def _watch(self, job: str) -> None:
        if job not in self._growing and len(self._growing) < AT_ONCE:
            self._growing[job] = asyncio.ensure_future(self._grow(job))

    async def _grow(self, job: str) -> None:
        watched = self._studio.jobs.watch(job, after=self._cursor, previews=self._previews)
        try:
            async for item in watched:
                if isinstance(item, Growing) and len(self._kept) < MOST_KEPT // 2:
                    self._keep([item])
        finally:
            self._growing.pop(job, None)
            await watched.aclose()
