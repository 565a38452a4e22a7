"""GET /progress, POST /interrupt and /skip: about one's own pictures, asked for through this face."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import time
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core.job import OVER
from tintype.server.a1111.bodies import Painter, Progress, Reader, problems
from tintype.server.a1111.painting import ours

if TYPE_CHECKING:
    from tintype.core.job import Job
    from tintype.studio.bus import Growing

LOOKED = 20.0
"""Seconds after the last look at a preview until no more are made for it."""


class Sketches:
    """The newest preview of jobs that somebody looks at; made only while they do. For one event loop."""

    def __init__(self, studio: Any) -> None:
        self._studio = studio
        self._seen: dict[str, float] = {}
        self._newest: dict[str, bytes] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, job: str) -> bytes | None:
        """An encoded picture; None at the first look, from which on previews are made."""
        if job not in self._seen:
            task = asyncio.get_running_loop().create_task(self._follow(job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._seen[job] = time.monotonic()
        return self._newest.get(job)

    async def _follow(self, job: str) -> None:
        watching = self._studio.jobs.watch(job, previews=True)
        try:
            with contextlib.suppress(Exception):
                async for item in watching:
                    if time.monotonic() - self._seen[job] > LOOKED or getattr(item, "kind", "") in OVER:
                        return
                    if preview := getattr(item, "preview", None):
                        self._newest[job] = preview
        finally:
            await watching.aclose()
            self._seen.pop(job, None)
            self._newest.pop(job, None)


def router(studio: Any) -> APIRouter:
    """The three addresses."""
    router = APIRouter(tags=["progress"])
    sketches = Sketches(studio)

    @router.get("/progress", responses=problems())
    async def progress(request: Request, who: Reader, skip_current_image: bool = False) -> Progress:
        """How far one's pictures are. 0 and no job when there are none."""
        jobs = await run_in_threadpool(_open, studio, who.owner)
        job = next((each for each in jobs if each.state == "running"), jobs[0] if jobs else None)
        sketch = sketches.of(job.id) if job is not None and not skip_current_image else None
        grown = studio.runner.growing(job.id) if job is not None else []
        return described(job, jobs, grown, sketch)

    @router.post("/interrupt", responses=problems())
    async def interrupt(request: Request, who: Painter) -> dict[str, str]:
        """Stop what is being painted for one here; what is finished stays."""
        await run_in_threadpool(_stop, studio, who.owner)
        return {}

    @router.post("/skip", responses=problems())
    async def skip(request: Request, who: Painter) -> dict[str, str]:
        """The same as interrupt: a job's pictures are not skipped one by one."""
        await run_in_threadpool(_stop, studio, who.owner)
        return {}

    return router


def _open(studio: Any, owner: str) -> list[Job]:
    """The owner's jobs of this face that are not over, oldest first."""
    found = studio.jobs.jobs(owner=owner, states=("queued", "running"), limit=200)
    return [job for job in reversed(found) if ours(job)]


def _stop(studio: Any, owner: str) -> None:
    """Cancels the running jobs; where none runs, those that wait."""
    jobs = _open(studio, owner)
    for job in [job for job in jobs if job.state == "running"] or jobs:
        studio.jobs.cancel(job.id, owner=owner)


def described(job: Job | None, jobs: list[Job], grown: list[Growing], sketch: bytes | None) -> Progress:
    """In their words. The part of a job that is done: finished pictures, and those that grow."""
    state: dict[str, Any] = {
        "skipped": False, "interrupted": False, "stopping_generation": False, "job": "", "job_count": 0,
        "job_timestamp": "0", "job_no": 0, "sampling_step": 0, "sampling_steps": 0,
    }  # fmt: skip
    if job is None:
        return Progress(progress=0.0, eta_relative=0.0, state=state, current_image=None, textinfo=None)
    growing = grown[0] if grown else None
    parts = sum(each.done / each.total for each in grown if each.total)
    # a job that is open is never quite nothing and never quite done: programs poll for both
    share = min(0.99, max(0.01, (job.done + parts) / len(job.plans)))
    spent = time.time() - job.started if job.started else 0.0
    state |= {
        "job": job.id, "job_count": sum(len(each.plans) - each.done for each in jobs), "job_no": job.done,
        "job_timestamp": time.strftime("%Y%m%d%H%M%S", time.gmtime(job.created)),
        "sampling_step": growing.done if growing else 0, "sampling_steps": growing.total if growing else 0,
    }  # fmt: skip
    image = base64.b64encode(sketch).decode() if sketch else None
    return Progress(
        progress=share, eta_relative=spent / share - spent if job.started else 0.0, state=state,
        current_image=image, textinfo=growing.doing if growing else job.state,
    )  # fmt: skip
