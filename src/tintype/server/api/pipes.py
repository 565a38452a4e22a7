"""POST /api/pipes: the steps of a recipe as one job."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from pydantic import Field, JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core import request as core
from tintype.core.errors import Forbidden
from tintype.core.ids import LENGTH
from tintype.server.access import Caller
from tintype.server.api.answers import IdText, JobView, Painter, Priority, Strict, problems
from tintype.server.api.jobs import Key, seen
from tintype.studio.references import reference

router = APIRouter(tags=["jobs"])


class NewPipe(Strict):
    """A recipe, in the shape of those that `tintype pipe` reads from a TOML file."""

    step: list[dict[str, JsonValue]] = Field(
        min_length=1,
        max_length=16,
        description="Each says what to do (generate as the first only; upscale, restore, inpaint, outpaint,"
        " vary, cutout, swap) and what the command of that name can be told. A mask is of /api/masks or"
        " the id of a picture, a face the id of a picture.",
        examples=[[{"do": "generate", "prompt": "a red vase"}, {"do": "upscale", "scale": 2}]],
    )
    image: IdText | None = Field(
        default=None, description="Id of the picture it starts from, unless the first step generates."
    )
    priority: Priority = Field(default=0, description="Higher is earlier; above 0 takes the scope admin.")


@router.post(
    "/pipes", status_code=201, responses={200: {"model": JobView}, **problems(400, 404, 409, 413, 429, 507)}
)
async def pipe(request: Request, body: NewPipe, who: Painter, response: Response, key: Key = None) -> JobView:
    """Accept a recipe as one job: every step of every picture becomes a picture of it, whose parent is the
    step before. It is on disk when this answers; 200 instead of 201: it was there already."""
    if body.priority > 0 and "admin" not in who.scopes:
        raise Forbidden("Only the scope admin lifts jobs above others; use a priority of 0 or less.")
    studio = request.app.state.studio
    asked = await run_in_threadpool(_asked, studio, body, who)
    job, new = await studio.jobs.offer_async(asked, owner=who.owner, priority=body.priority, key=key)
    response.headers["location"] = f"/api/jobs/{job.id}"
    if not new:
        response.status_code = 200
        response.headers["idempotent-replayed"] = "true"
    return await run_in_threadpool(seen, studio, job)


def _asked(studio: Any, body: NewPipe, who: Caller) -> core.Request:
    """A body as a Request. Raises BadOption, NotFound for pictures that are not the caller's."""
    from tintype.studio.piping import request_of

    def named(id: str) -> str:
        return reference(studio.gallery.get(id, owner=who.sees).digest)

    told: list[dict[str, Any]] = []
    for each in body.step:
        step = {name: value for name, value in each.items() if value is not None}
        if isinstance(mask := step.get("mask"), str):
            step["mask"] = reference(mask) if len(mask) > LENGTH else named(mask)
        if isinstance(face := step.get("face"), str):
            step["face"] = named(face)
        told.append(step)
    return request_of(studio, told, () if body.image is None else (named(body.image),))
