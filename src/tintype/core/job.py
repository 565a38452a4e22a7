"""Job: the life of a Request in the ledger, what happened to it, and the pictures it gave. Pure data."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tintype.core.request import Plan, Request

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
EventKind = Literal["queued", "running", "picture", "retry", "done", "failed", "cancelled"]

OVER: tuple[JobState, ...] = ("done", "failed", "cancelled")
"""States that no job leaves."""

LOCAL = "local"
"""Owner of everything asked for without a key, on this machine."""


class Failure(msgspec.Struct, frozen=True):
    """Why a job failed. kind: a class name of core/errors.py; message: one sentence for a person."""

    kind: str
    message: str


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One accepted Request and where it stands. Times are seconds since 1970, UTC.

    id: 26 letters and digits that sort by time of acceptance. plans: one per picture, decided when
    the job was accepted. done: pictures finished. attempts: times a worker died under it. priority:
    −10 to 10, higher first. key: the idempotency key it came with. delivery: what the face that
    accepted it needs to answer (format, compression, …); nobody else reads it.
    """

    id: str
    owner: str
    state: JobState
    priority: int
    request: Request
    plans: tuple[Plan, ...]
    delivery: dict[str, Any]
    created: float
    started: float | None = None
    finished: float | None = None
    attempts: int = 0
    done: int = 0
    failure: Failure | None = None
    key: str | None = None


class JobEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to a job, on disk. cursor grows by time over all jobs.

    data: picture: {"id", "index"}; retry and failed: {"kind", "message"}; otherwise {}.
    """

    cursor: int
    job: str
    owner: str
    at: float
    kind: EventKind
    data: dict[str, Any]


class PictureRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A finished picture in the gallery. digest: sha256 of its file, its name in the asset store.

    id: 26 letters and digits that sort by time. job: None for a picture that was brought in. parent:
    id of the picture this one came from. deleted: when it was put into the bin, None if it was not.
    """

    id: str
    job: str | None
    index: int
    owner: str
    digest: str
    width: int
    height: int
    bytes: int
    prompt: str
    model: str
    seed: int
    plan: Plan | None
    seconds: float
    created: float
    parent: str | None = None
    favourite: bool = False
    tags: tuple[str, ...] = ()
    deleted: float | None = None


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that opens the server, without its secret. scopes: see server/access. hint: its last four."""

    id: str
    name: str
    scopes: tuple[str, ...]
    hint: str
    created: float
    used: float | None = None
    revoked: float | None = None
