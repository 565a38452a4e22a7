"""Accepting: a call becomes a job, and a call that is sent again becomes the job it was.

OpenAI's clients send a call again after a timeout or a lost connection, and say so with
x-stainless-retry-count. Such a call gets the newest job of the last ten minutes that the same caller
asked for with the same body. Two equal calls that are not retries are two jobs.
"""

from __future__ import annotations

import asyncio
import functools
import time
import weakref
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from tintype.core.request import Request as Order
from tintype.server.openai.wording import Refused

if TYPE_CHECKING:
    from starlette.requests import Request

    from tintype.core.job import Job
    from tintype.server.access import Caller
    from tintype.server.openai.params import Asked

AGAIN = 600.0
"""Seconds in which a call may be sent again."""
_LOOKED_AT = 500
_KEY = 200

_locks: weakref.WeakValueDictionary[tuple[str, str], asyncio.Lock] = weakref.WeakValueDictionary()


async def accept(request: Request, order: Order, asked: Asked, who: Caller, body: str) -> Job:
    """The job of a call, on disk. body: digest of what was sent."""
    jobs: Any = request.app.state.studio.jobs
    key = request.headers.get("idempotency-key")
    if key is not None and not (0 < len(key) <= _KEY and key.isprintable()):
        raise Refused(f"The Idempotency-Key must be 1 to {_KEY} printable characters.", None)
    delivery = {
        "face": "openai", "body": body, "format": asked.format, "compression": asked.compression,
        "base64": asked.base64,
    }  # fmt: skip
    lock = _locks.setdefault((who.owner, body), asyncio.Lock())
    async with lock:  # a retry may arrive while the first call is still being planned
        if key is None and _is_retry(request):
            job = await run_in_threadpool(functools.partial(_earlier, jobs, who.owner, body))
            if job is not None:
                return job
        how = {"owner": who.owner, "delivery": delivery, "moderation": asked.moderation}
        return await jobs.submit_async(order, key=f"v1 {key}" if key else None, **how)


def _is_retry(request: Request) -> bool:
    count = request.headers.get("x-stainless-retry-count", "0")
    return count.isascii() and count.isdigit() and int(count) > 0


def _earlier(jobs: Any, owner: str, body: str) -> Job | None:
    """The newest job of this owner with that body that is young enough."""
    since = time.time() - AGAIN
    for job in jobs.jobs(owner=owner, limit=_LOOKED_AT):
        if job.created < since:
            return None
        if job.delivery.get("body") == body and job.state not in ("failed", "cancelled"):
            return job
    return None


def order_of(asked: Asked, **more: Any) -> Order:
    """The Request of a call, as it was asked: what is open stays open."""
    facts: dict[str, Any] = {
        "prompt": asked.prompt, "n": asked.n, "size": asked.size, "seed": asked.seed, "model": asked.model,
        "quality": asked.quality, "options": asked.options,
    }  # fmt: skip
    return Order(**{**facts, **more})
