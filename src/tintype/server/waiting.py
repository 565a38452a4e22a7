"""Waiting for a job within a request, and what a job that failed raises there."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from tintype.core import errors as ours
from tintype.core.errors import Busy, Cancelled, OurError, TintypeError

if TYPE_CHECKING:
    from tintype.core.job import Failure, Job

KEPT = "The server ends; the job {} is kept and painted after its next start."


async def over(state: Any, id: str) -> Job:
    """The job, once it is over. state: of the application, see `create_app`.

    Raises Busy when the server ends before: the job stays accepted, and is painted after its next start.
    """
    waited = asyncio.ensure_future(state.studio.jobs.wait(id))
    ending = asyncio.ensure_future(state.closing.wait())
    try:
        await asyncio.wait({waited, ending}, return_when=asyncio.FIRST_COMPLETED)
        if waited.done():
            return waited.result()
        raise Busy(KEPT.format(id))
    finally:
        for task in (waited, ending):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task


def error_of(job: Job) -> TintypeError:
    """What to raise for a job that gave no pictures: why it failed, or that it was cancelled."""
    if job.failure is None:
        return Cancelled(f"The job {job.id} was cancelled before it was finished; ask again.")
    return error_in(job.failure)


def error_in(failure: Failure) -> TintypeError:
    """The failure as the error it was."""
    kind = getattr(ours, failure.kind, OurError)
    if not (isinstance(kind, type) and issubclass(kind, TintypeError)):
        kind = OurError
    return kind(failure.message)
