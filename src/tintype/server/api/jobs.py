"""/api/jobs: ask for pictures, see what became of it, stop it, move it, try it again."""

from __future__ import annotations

import functools
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Header, Query, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core import request as core
from tintype.core.errors import BadOption, Forbidden
from tintype.core.frame import decide_size, parse_size
from tintype.core.ids import LENGTH
from tintype.core.job import Job, JobState
from tintype.server.access import Caller
from tintype.server.api.answers import (
    Before,
    Element,
    Id,
    JobList,
    JobView,
    Limit,
    NewJob,
    Painter,
    Priority,
    Reader,
    Strict,
    job_view,
    problems,
)  # fmt: skip
from tintype.studio.references import reference

router = APIRouter(tags=["jobs"])

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$",
        description="A second request with the same key and body gives the first one's job.",
    ),
]  # fmt: skip


class Move(Strict):
    """A job's new priority."""

    priority: Priority


class Change(Strict):
    """One element of a picture's sentence, said differently; "" takes it out."""

    element: Element
    words: Annotated[str, Field(max_length=2000)]


@router.post(
    "/jobs", status_code=201, responses={200: {"model": JobView}, **problems(400, 404, 409, 413, 429, 507)}
)
async def ask(request: Request, body: NewJob, who: Painter, response: Response, key: Key = None) -> JobView:
    """Accept a job. It is on disk when this answers; 200 instead of 201: it was there already."""
    if body.priority > 0 and "admin" not in who.scopes:
        raise Forbidden("Only the scope admin lifts jobs above others; use a priority of 0 or less.")
    studio = request.app.state.studio
    asked = await run_in_threadpool(to_request, studio, body, who)
    job, new = await studio.jobs.offer_async(asked, owner=who.owner, priority=body.priority, key=key)
    response.headers["location"] = f"/api/jobs/{job.id}"
    if not new:
        response.status_code = 200
        response.headers["idempotent-replayed"] = "true"
    return await run_in_threadpool(seen, studio, job)


@router.get("/jobs", responses=problems(400))
async def jobs(
    request: Request,
    who: Reader,
    state: Annotated[list[JobState] | None, Query(max_length=5)] = None,
    before: Before = None,
    limit: Limit = 50,
) -> JobList:
    """One's jobs, newest first; with the scope admin everybody's."""
    find = functools.partial(
        request.app.state.studio.jobs.jobs, owner=who.sees, states=state, before=before, limit=limit
    )
    found: list[Job] = await run_in_threadpool(find)
    return JobList(jobs=[job_view(job) for job in found], next=found[-1].id if len(found) == limit else None)


@router.get("/jobs/{id}", responses=problems(400, 404))
async def job(request: Request, id: Id, who: Reader) -> JobView:
    """One job with its pictures."""
    studio = request.app.state.studio
    return await run_in_threadpool(lambda: seen(studio, studio.jobs.job(id, owner=who.sees)))


@router.delete("/jobs/{id}", responses=problems(400, 404))
async def cancel(request: Request, id: Id, who: Painter) -> JobView:
    """Stop it, unless it is over. Pictures that are finished stay."""
    studio = request.app.state.studio
    return await run_in_threadpool(lambda: seen(studio, studio.jobs.cancel(id, owner=who.sees)))


@router.patch("/jobs/{id}", responses=problems(400, 404, 413))
async def move(request: Request, id: Id, body: Move, who: Painter) -> JobView:
    """Give it another place in the queue."""
    if body.priority > 0 and "admin" not in who.scopes:
        raise Forbidden("Only the scope admin lifts jobs above others; use a priority of 0 or less.")
    studio = request.app.state.studio
    return await run_in_threadpool(
        lambda: seen(studio, studio.ledger.move(id, body.priority, owner=who.sees))
    )


@router.post("/jobs/{id}/retry", status_code=201, responses=problems(400, 404, 409, 429, 507))
async def retry(request: Request, id: Id, who: Painter, response: Response) -> JobView:
    """A new job that asks for the same as one that is over; the same pictures, if it works this time."""
    studio = request.app.state.studio
    again = await run_in_threadpool(lambda: seen(studio, studio.jobs.retry(id, owner=who.sees)))
    response.headers["location"] = f"/api/jobs/{again.id}"
    return again


@router.post("/pictures/{id}/change", status_code=201, responses=problems(400, 404, 409, 413, 429, 507))
async def change(request: Request, id: Id, body: Change, who: Painter, response: Response) -> JobView:
    """A job that paints the picture again with one element said differently; everything else stays."""
    studio = request.app.state.studio
    job = await run_in_threadpool(_changed, studio, id, body, who)
    response.headers["location"] = f"/api/jobs/{job.id}"
    return await run_in_threadpool(seen, studio, job)


def _changed(studio: Any, id: str, body: Change, who: Caller) -> Job:
    record = studio.gallery.get(id, owner=who.sees)
    if record.plan is None:
        raise BadOption(f"The picture {id} was brought in, so its sentence is not known; paint a new one.")
    _, asked = studio.changed(record.plan, body.element, body.words)
    asked = msgspec.structs.replace(asked, images=(reference(record.digest),))
    return studio.jobs.submit(asked, owner=who.owner)


def to_request(studio: Any, body: NewJob, who: Caller) -> core.Request:
    """A body as a Request. Raises UserError, NotFound for pictures that are not the caller's."""
    size = None
    if body.size is not None or body.aspect is not None:
        size = decide_size(body.size, body.aspect, parse_size(studio.settings.size))
    prompt = body.prompt
    if body.enrich:
        prompt = studio.enrich(studio.read(prompt), max(0, body.seed or 0)).sentence

    def named(id: str) -> str:
        return reference(studio.gallery.get(id, owner=who.sees).digest)

    mask = body.mask and (reference(body.mask) if len(body.mask) > LENGTH else named(body.mask))

    return core.Request(
        prompt=prompt, operation=body.operation, images=tuple(named(id) for id in body.images),
        mask=mask, size=size, n=body.n, seed=body.seed,
        model=body.model, quality=body.quality, options=dict(body.options),
    )  # fmt: skip


def seen(studio: Any, job: Job) -> JobView:
    """A job with its place in the queue and its pictures."""
    position = studio.jobs.position(job.id) if job.state == "queued" else None
    return job_view(job, position, studio.jobs.pictures(job.id) if job.done else [])
