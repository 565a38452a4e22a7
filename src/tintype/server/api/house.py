"""/api house: models, sizes, settings, health, the queue, and one's own session."""

from __future__ import annotations

import time
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request

from tintype.core import frame
from tintype.core.errors import Unauthorized
from tintype.core.request import Operation
from tintype.core.version import VERSION
from tintype.server.access import Caller, of_key
from tintype.server.api.answers import Admin, Reader, Strict, problems
from tintype.server.sessions import DAYS

router = APIRouter(tags=["house"])
_STARTED = time.time()


class ModelView(BaseModel):
    """A model's card. sizes: shortest and longest side. options: names that `options` of a job takes.
    files: name → sha256. folder: where they lie, "" where there are none or the caller is no admin."""

    name: str
    title: str
    best_at: str
    cannot: str
    licence: str
    operations: list[Operation]
    sizes: list[int]
    files: dict[str, str]
    options: list[str]
    folder: str = ""


class Models(BaseModel):
    """The models there are. broken: engine → why it does not load."""

    models: list[ModelView]
    default: str
    broken: dict[str, str]


class Aspect(BaseModel):
    """A shape. uses: what it is called after. size: at the studio's usual long side."""

    ratio: str
    uses: list[str]
    size: str


class Sizes(BaseModel):
    """What may be asked for. shortest, longest: of the long side; steepest: long side over short one."""

    default: str
    shortest: int
    longest: int
    steepest: float
    aspects: list[Aspect]


class Queue(BaseModel):
    """The queue. hindered: why nothing is begun, "" if nothing is in the way."""

    paused: bool
    hindered: str
    queued: int
    running: int
    done: int
    failed: int
    cancelled: int


class Workers(BaseModel):
    """Those who paint here. painting: at this moment."""

    running: bool
    workers: int
    painting: int
    isolation: str


class Health(BaseModel):
    """How the house is. Bytes; 0 where the system does not tell. disk: free where data lies."""

    version: str
    uptime: float
    system: str
    python: str
    cores: int
    memory: int
    free_memory: int
    free_disk: int
    queue: Queue
    workers: Workers


class CheckView(BaseModel):
    """A line of the examination that `tintype doctor` makes."""

    name: str
    state: Literal["good", "fair", "bad"]
    found: str
    cure: str


class Key(Strict):
    """A key of `tintype keys create`."""

    key: str = Field(min_length=1, max_length=200)


class SessionView(BaseModel):
    """Who one is here."""

    owner: str
    scopes: list[str]
    how: str


@router.get("/models")
async def models(request: Request, who: Reader) -> Models:
    """The models there are, and what each is good for."""
    studio = request.app.state.studio
    admin = "admin" in who.scopes

    def work() -> Models:
        cards = [
            ModelView(
                **msgspec.to_builtins(card), folder=_folder(studio, engine) if admin and card.files else ""
            )
            for engine, card in studio.registry.models()
        ]
        return Models(models=cards, default=studio.settings.model, broken=studio.registry.broken())

    return await run_in_threadpool(work)


@router.get("/sizes")
async def sizes(request: Request, who: Reader) -> Sizes:
    """Shapes worth offering, by ratio and by use; any other between 1:3 and 3:1 works too."""
    default = frame.parse_size(request.app.state.studio.settings.size)
    aspects = []
    for ratio in frame.RATIOS:
        parts = frame.parse_aspect(ratio)
        uses = [name for name, named in frame.ASPECTS.items() if named == parts]
        width, height = frame.fit_aspect(parts, max(default))
        aspects.append(Aspect(ratio=ratio, uses=uses, size=f"{width}x{height}"))
    return Sizes(
        default=f"{default[0]}x{default[1]}", shortest=frame.SHORTEST, longest=frame.LONGEST,
        steepest=frame.STEEPEST, aspects=aspects,
    )  # fmt: skip


@router.get("/settings")
async def settings(request: Request, who: Admin) -> dict[str, str | int | bool]:
    """The settings in force. Of a secret only whether it is set."""
    found = request.app.state.settings
    return {
        item.name: value if item.repr or not value else "…"
        for item in fields(found)
        for value in [getattr(found, item.name)]
    }


@router.get("/health")
async def health(request: Request, who: Reader) -> Health:
    """Machine, queue and workers."""
    state = request.app.state

    def work() -> Health:
        from tintype.runtime.machine import look

        machine = asdict(look(Path(state.studio.data)))
        runner = state.studio.runner.state()
        workers = Workers(
            running=runner.running,
            workers=runner.workers,
            painting=runner.painting,
            isolation=runner.isolation,
        )
        queue = queue_of(state.studio)
        return Health(version=VERSION, uptime=time.time() - _STARTED, queue=queue, workers=workers, **machine)

    return await run_in_threadpool(work)


@router.get("/doctor")
async def doctor(request: Request, who: Admin) -> list[CheckView]:
    """What `tintype doctor` says of this machine."""
    from tintype.studio.doctor import examine

    checks = await run_in_threadpool(examine, request.app.state.studio)
    return [CheckView(**asdict(check)) for check in checks]


@router.get("/queue")
async def queue(request: Request, who: Reader) -> Queue:
    """How much waits, and whether anything is given out."""
    return await run_in_threadpool(queue_of, request.app.state.studio)


@router.post("/queue/pause")
async def pause(request: Request, who: Admin) -> Queue:
    """Give out no more jobs. Running ones go on, new ones are accepted."""
    return await run_in_threadpool(_paused, request.app.state.studio, True)


@router.post("/queue/resume")
async def resume(request: Request, who: Admin) -> Queue:
    """Give out jobs again."""
    return await run_in_threadpool(_paused, request.app.state.studio, False)


@router.get("/session", responses=problems(401))
async def session(request: Request) -> SessionView:
    """Who one is here."""
    found: Caller | None = request.state.caller
    if found is None:
        raise Unauthorized("Nobody was let in; show a key, or open the address that the server printed.")
    return SessionView(owner=found.owner, scopes=sorted(found.scopes), how=found.how)


@router.post("/session", responses=problems(400, 401, 413))
async def enter(request: Request, body: Key, response: Response) -> SessionView:
    """Exchange a key for a session: a cookie that scripts cannot read."""
    state = request.app.state
    key = await run_in_threadpool(state.studio.ledger.key, body.key)
    if key is None:
        raise Unauthorized("This key opens nothing here; it was revoked or mistyped.")
    give_session(request, response, key.id)
    found = of_key(key, "session")
    return SessionView(owner=found.owner, scopes=sorted(found.scopes), how=found.how)


@router.delete("/session")
async def leave(request: Request, response: Response) -> dict[str, bool]:
    """End one's session in this browser."""
    response.delete_cookie(request.app.state.secret.cookie, path="/", httponly=True, samesite="strict")
    return {"left": True}


def _folder(studio: Any, engine: str) -> str:
    """Where an engine's files lie, "" where it does not tell."""
    found = getattr(studio.registry.engine(engine), "folder", None)
    return str(found) if isinstance(found, Path) else ""


def give_session(request: HTTPConnection, response: Response, key: str = "") -> None:
    """Puts the cookie of a new session into a response."""
    secret = request.app.state.secret
    response.set_cookie(
        secret.cookie, secret.open(key), max_age=DAYS * 86400, path="/", httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def queue_of(studio: Any) -> Queue:
    """The queue as it is now."""
    return Queue(
        paused=studio.ledger.paused(), hindered=studio.runner.state().hindered, **studio.ledger.counts()
    )


def _paused(studio: Any, on: bool) -> Queue:
    studio.ledger.pause(on)
    if not on:
        studio.runner.wake()
    return queue_of(studio)
