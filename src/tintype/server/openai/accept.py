"""Accepting: a call becomes a job, and a call that is sent again becomes the job it was.

OpenAI's clients send a call again after a timeout or a lost connection, and count that in
x-stainless-retry-count. Such a call gets the newest job that the same caller asked for with the same
body, while it is not over, or not for longer than AGAIN. Equal calls that are no retries are jobs of
their own; where several of those are sent again at once, each job is given out once for every count.

A call with an Idempotency-Key gets the job that came with that key.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from tintype.core.errors import Blocked
from tintype.core.request import Request as Order
from tintype.server.openai.wording import Refused, as_there

if TYPE_CHECKING:
    from starlette.requests import Request

    from tintype.core.job import Job
    from tintype.server.access import Caller
    from tintype.server.openai.params import Asked

AGAIN = 600.0
"""Seconds after its end in which a job may be asked for again."""
_LOOKED_AT = 500
_REMEMBERED = 10_000
_KEY = 200

Sizes = Sequence[tuple[int, int]]
Made = tuple[Order, Sizes]
"""(what is asked for, sizes of the pictures that came with it)."""


@dataclass
class Call:
    """A call that came. job: its id, None if it was refused. counts: retries that it has answered."""

    job: asyncio.Future[str | None]
    counts: set[int] = field(default_factory=set)


class Calls:
    """The calls that came last, by caller and body. For one event loop."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, deque[Call]] = OrderedDict()

    def coming(self, name: str, count: int) -> Call:
        """A new one; whoever announces it settles its job."""
        call = Call(asyncio.get_running_loop().create_future(), {count})
        self._known.setdefault(name, deque(maxlen=50)).append(call)
        self._known.move_to_end(name)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return call

    def before(self, name: str, count: int) -> Iterator[Call]:
        """Those of that name: first those that this retry has not been given, each time newest first."""
        calls = list(self._known.get(name, ()))[::-1]
        fresh = [call for call in calls if count not in call.counts]
        for call in fresh + [call for call in calls if call not in fresh]:
            call.counts.add(count)
            yield call


def calls_of(state: Any) -> Calls:
    """The calls of an application."""
    found = getattr(state, "v1_calls", None)
    if found is None:
        found = state.v1_calls = Calls()
    return found


async def accept(
    request: Request, asked: Asked, who: Caller, body: str, make: Callable[[], Awaitable[Made]]
) -> tuple[Job, bool]:
    """(the job of a call, on disk; whether it is new). body: digest of what was sent. make: what is
    asked for; called, and pictures taken in, only if it is new."""
    jobs: Any = request.app.state.studio.jobs
    key, count = _key(request), _count(request)
    calls = calls_of(request.app.state)
    name = f"{who.owner} {f'key {key}' if key else body}"
    if key or count:
        for call in calls.before(name, count):
            job = await _usable(jobs, await asyncio.shield(call.job), body)
            if job is not None and (key or _lasts(job)):
                return job, False
        job = None if key else await run_in_threadpool(_earlier, jobs, who.owner, body)
        if job is not None:
            return job, False
    call = calls.coming(name, count)
    try:
        order, sent = await make()
        job, new = await jobs.offer_async(
            order, key=key, owner=who.owner, moderation=asked.moderation,
            delivery={
                "face": "openai", "body": body, "format": asked.format, "compression": asked.compression,
                "base64": asked.base64, "sent": [list(size) for size in sent],
            },
        )  # fmt: skip
        call.job.set_result(job.id)
        return job, new
    except Blocked as error:
        raise as_there(error, asked.name) from None
    finally:
        if not call.job.done():
            call.job.set_result(None)


def _key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not (0 < len(key) <= _KEY and key.isprintable()):
        raise Refused(f"The Idempotency-Key must be 1 to {_KEY} printable characters.", None)
    return key


def _count(request: Request) -> int:
    """Which retry it is; 0: it is none."""
    count = request.headers.get("x-stainless-retry-count", "0")
    return int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 0


async def _usable(jobs: Any, id: str | None, body: str) -> Job | None:
    """The job, if it was asked for with that very body."""
    job: Job | None = None if id is None else await run_in_threadpool(jobs.job, id)
    return job if job is not None and job.delivery.get("body") == body else None


def _lasts(job: Job) -> bool:
    """Whether its pictures are, or will be, what somebody still waits for."""
    if job.state in ("failed", "cancelled"):
        return False
    return job.finished is None or job.finished > time.time() - AGAIN


def _earlier(jobs: Any, owner: str, body: str) -> Job | None:
    """The newest such job in the ledger: the server may have been started anew meanwhile."""
    found = jobs.jobs(owner=owner, limit=_LOOKED_AT)
    return next((job for job in found if job.delivery.get("body") == body and _lasts(job)), None)


def order_of(asked: Asked, **more: Any) -> Order:
    """The Request of a call, as it was asked: what is open stays open."""
    facts: dict[str, Any] = {
        "prompt": asked.prompt, "n": asked.n, "size": asked.size, "seed": asked.seed, "model": asked.model,
        "quality": asked.quality, "options": asked.options,
    }  # fmt: skip
    return Order(**{**facts, **more})
