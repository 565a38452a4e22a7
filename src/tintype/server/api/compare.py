"""/api/compare, votes, leaderboard: one sentence by several models, who liked what, who stands where."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, StrictBool
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core.errors import NotFound
from tintype.core.job import JobState
from tintype.core.request import Quality
from tintype.core.seed import MODULUS
from tintype.server.access import Caller
from tintype.server.api.answers import (
    Id,
    IdText,
    NewJob,
    Painter,
    Reader,
    Sentence,
    Strict,
    Whole,
    problems,
)  # fmt: skip
from tintype.server.api.jobs import to_request
from tintype.studio.leaderboard import leaderboard
from tintype.studio.votes import MOST, Comparison, Entrant, Votes, lettered

router = APIRouter(tags=["compare"])


class NewComparison(Strict):
    """A sentence and the models that are to paint it, all with one seed and frame."""

    prompt: Sentence = Field(examples=["a red vase on white marble"])
    models: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        min_length=2, max_length=MOST, examples=[["stage", "openai/gpt-image-2"]]
    )
    size: str | None = Field(default=None, max_length=20, description="1024x768, or a long side.")
    aspect: str | None = Field(default=None, max_length=20, description="16:9, or a name of /api/sizes.")
    seed: Whole | None = Field(default=None, ge=-1, lt=MODULUS, description="-1 or nothing draws one.")
    quality: Quality | None = None
    blind: StrictBool = Field(default=True, description="Names are told after the vote; only then it counts.")


class NewVote(Strict):
    """Which was best."""

    comparison: IdText
    best: str = Field(pattern=r"^([A-Pa-p]|tie)$", description="A letter, or tie.", examples=["A"])


class EntrantView(BaseModel):
    """A model under its letter. model, seconds: null while they are not to be known. failure: why there is no
    picture. file, thumbnail: addresses of the picture, null until it is finished."""

    letter: str
    model: str | None
    job: str
    state: JobState
    seconds: float | None
    failure: str | None
    picture: str | None
    file: str | None
    thumbnail: str | None


class ComparisonView(BaseModel):
    """A comparison. voted: whether anybody voted on it; from then on names are told."""

    id: str
    prompt: str
    seed: int
    size: str
    blind: bool
    voted: bool
    created: float
    entrants: list[EntrantView]


class StandingView(BaseModel):
    """A model's place. score: 1000 is the mean, 400 more is preferred ten times as often. low, high: it lies
    there in 95 of 100 cases. won: votes it was best in, a tie counting in equal parts."""

    model: str
    score: float
    low: float
    high: float
    votes: int
    won: float


class Leaderboard(BaseModel):
    """Standings by blind votes, best first. votes: all of them."""

    standings: list[StandingView]
    votes: int


@router.post("/compare", status_code=201, responses=problems(400, 404, 409, 413, 429, 507))
async def compare(request: Request, body: NewComparison, who: Painter, response: Response) -> ComparisonView:
    """Accept a job for each model, in an order that tells nothing; all are checked before any is accepted."""
    studio = request.app.state.studio
    found = await run_in_threadpool(_begun, studio, body, who)
    response.headers["location"] = f"/api/compare/{found.id}"
    return await run_in_threadpool(_view, studio, found)


@router.get("/compare/{id}", responses=problems(400, 404))
async def comparison(request: Request, id: Id, who: Reader) -> ComparisonView:
    """How far a comparison is, with the pictures that are finished."""
    studio = request.app.state.studio
    return await run_in_threadpool(lambda: _view(studio, _votes(studio).comparison(id, who.sees)))


@router.post("/votes", responses=problems(400, 404, 413, 507))
async def vote(request: Request, body: NewVote, who: Painter) -> ComparisonView:
    """Say which picture of a blind comparison is best, and learn who painted which. Again: a new mind."""
    studio = request.app.state.studio

    def work() -> ComparisonView:
        found = _votes(studio).vote(
            body.comparison, body.best, who.owner, sees=who.sees, painted=lambda each: _done(studio, each)
        )
        return _view(studio, found)

    return await run_in_threadpool(work)


@router.get("/leaderboard", responses=problems())
async def standings(request: Request, who: Reader) -> Leaderboard:
    """Which models won blind comparisons in this house, whoever voted."""
    studio = request.app.state.studio

    def work() -> Leaderboard:
        choices = _votes(studio).choices()
        rows = [StandingView.model_validate(each, from_attributes=True) for each in leaderboard(choices)]
        return Leaderboard(standings=rows, votes=len(choices))

    return await run_in_threadpool(work)


def _votes(studio: Any) -> Votes:
    return Votes(studio.data)


def _begun(studio: Any, body: NewComparison, who: Caller) -> Comparison:
    """The comparison, its jobs on disk. Raises what any of the models has against it."""
    plain = {name: getattr(body, name) for name in ("prompt", "size", "aspect", "seed", "quality")}
    asked = studio.settled(to_request(studio, NewJob(**plain, model=body.models[0]), who))
    orders = [
        (letter, msgspec.structs.replace(asked, model=model))
        for letter, model in lettered(body.models, blind=body.blind)
    ]
    for _, order in orders:
        studio.plan(order)
    entrants = [
        Entrant(letter=letter, model=order.model, job=studio.jobs.submit(order, owner=who.owner).id)
        for letter, order in orders
    ]
    return _votes(studio).begin(
        asked.prompt, asked.seed, asked.size, entrants, blind=body.blind, owner=who.owner
    )


def _done(studio: Any, entrant: Entrant) -> bool:
    try:
        return studio.jobs.job(entrant.job).state == "done"
    except NotFound:
        return False


def _view(studio: Any, found: Comparison) -> ComparisonView:
    voted = _votes(studio).voted(found.id)
    told = voted or not found.blind
    return ComparisonView(
        id=found.id, prompt=found.prompt, seed=found.seed, size=f"{found.size[0]}x{found.size[1]}",
        blind=found.blind, voted=voted, created=found.at,
        entrants=[_entrant(studio, each, told=told) for each in found.entrants],
    )  # fmt: skip


def _entrant(studio: Any, each: Entrant, *, told: bool) -> EntrantView:
    """told: whether names and times, which give names away, may be known."""
    if not each.job:  # painted at the terminal
        return EntrantView(
            letter=each.letter, model=each.model if told else None, job="", failure=each.failure or None,
            state="failed" if each.failure else "done", seconds=each.seconds if told else None, picture=None,
            file=None, thumbnail=None,
        )  # fmt: skip
    job = studio.jobs.job(each.job)
    record = next(iter(studio.jobs.pictures(each.job)), None) if job.done else None
    failure = job.failure.message if job.failure else None
    return EntrantView(
        letter=each.letter, model=each.model if told else None, job=each.job, state=job.state,
        seconds=record.seconds if told and record else None,
        failure=failure if told or failure is None else "There is no picture.",
        picture=record.id if record else None, file=f"/files/{record.id}.png" if record else None,
        thumbnail=f"/api/pictures/{record.id}/thumbnail" if record else None,
    )  # fmt: skip
