"""What /api answers, as pydantic models: they check what is sent, and the OpenAPI document is made of them.

Times are seconds since 1970, UTC. Sizes are written "WIDTHxHEIGHT".
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Depends, Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StrictBool

from tintype.core.ids import LENGTH
from tintype.core.job import Job, JobState, PictureRecord
from tintype.core.prompt import LONGEST
from tintype.core.request import Operation, Plan, Quality
from tintype.core.seed import MODULUS
from tintype.server import access
from tintype.server.access import Caller


def whole(value: Any) -> Any:
    """A JSON integer: 1 and 1.0 are one, "1" and true are none."""
    if isinstance(value, bool | str):
        raise ValueError("must be a whole number")
    return value


Whole = Annotated[int, BeforeValidator(whole)]

Reader = Annotated[Caller, Depends(access.caller("read"))]
"""A caller who may look."""
Painter = Annotated[Caller, Depends(access.caller("generate"))]
"""A caller who may paint and manage what is their own."""
Admin = Annotated[Caller, Depends(access.caller("admin"))]

Id = Annotated[str, Path(pattern=rf"^[0-9A-Z]{{{LENGTH}}}$", description="26 letters and digits.")]
IdText = Annotated[str, Field(pattern=rf"^[0-9A-Z]{{{LENGTH}}}$")]
MaskText = Annotated[str, Field(pattern=rf"^([0-9A-Z]{{{LENGTH}}}|[0-9a-f]{{64}})$")]
Before = Annotated[
    str | None, Query(pattern=rf"^[0-9A-Z]{{{LENGTH}}}$", description="Id of the last one seen.")
]
Limit = Annotated[int, Query(ge=1, le=200)]
Sentence = Annotated[str, Field(min_length=1, max_length=2 * LONGEST)]
Priority = Annotated[Whole, Field(ge=-10, le=10)]
Element = Literal["subject", "environment", "lighting", "camera", "atmosphere"]
EventKind = Literal["queued", "running", "picture", "retry", "done", "failed", "cancelled"]


class Format(StrEnum):
    """A kind of picture file."""

    png = "png"
    jpeg = "jpeg"
    webp = "webp"


class Side(IntEnum):
    """Longest side of a thumbnail."""

    small = 256
    large = 512


class Strict(BaseModel):
    """A body: an unknown field is refused by name, never ignored in silence."""

    model_config = ConfigDict(extra="forbid")


class NewJob(Strict):
    """What to paint. What is left out, the studio decides; the answer says what."""

    prompt: str = Field(
        default="",
        max_length=2 * LONGEST,
        description="What starts from a picture may do without.",
        examples=["a red vase on white marble, window light from the left"],
    )
    operation: Operation = "generate"
    images: list[IdText] = Field(default=[], max_length=16, description="Ids of pictures to start from.")
    mask: MaskText | None = Field(
        default=None, description="From /api/masks, or the id of a picture; white is painted anew."
    )
    size: str | None = Field(
        default=None, max_length=20, description="1024x768, or a long side.", examples=["512x512"]
    )
    aspect: str | None = Field(
        default=None, max_length=20, description="16:9, or a name of /api/sizes.", examples=["16:9"]
    )
    n: Whole = Field(default=1, ge=1, le=64, description="How many pictures; their seeds follow.")
    seed: Whole | None = Field(default=None, ge=-1, lt=MODULUS, description="-1 or nothing draws one.")
    model: str | None = Field(default=None, min_length=1, max_length=200)
    quality: Quality | None = None
    options: dict[str, JsonValue] = Field(default={}, max_length=64, description="The model's own options.")
    enrich: StrictBool = Field(default=False, description="Fill in what the sentence leaves open first.")
    priority: Priority = Field(default=0, description="Higher is earlier; above 0 takes the scope admin.")


class Failure(BaseModel):
    """Why a job failed. kind: class of the error; message: one sentence."""

    kind: str
    message: str


class PictureView(BaseModel):
    """A picture in the gallery. job, operation: null for one that was brought in. file, thumbnail:
    addresses."""

    id: str
    job: str | None
    operation: Operation | None
    index: int
    owner: str
    width: int
    height: int
    bytes: int
    prompt: str
    model: str
    seed: int
    quality: Quality | None
    seconds: float
    created: float
    parent: str | None
    favourite: bool
    tags: list[str]
    deleted: float | None = Field(description="When it was put into the bin.")
    notes: list[str] = Field(description="What could not be met, a sentence each.")
    varies: list[Literal["subtle", "strong", "new"]] = Field(
        description="What the option `how` of the operation vary may be; empty: it came from another picture."
    )
    file: str
    thumbnail: str


class JobView(BaseModel):
    """A job. position: jobs before it, null unless it is queued. seed: of the first picture."""

    id: str
    owner: str
    state: JobState
    priority: int
    position: int | None
    operation: Operation
    prompt: str
    model: str
    size: str
    n: int
    seed: int
    quality: Quality
    done: int = Field(description="Pictures finished.")
    attempts: int = Field(description="Times a worker died under it.")
    created: float
    started: float | None
    finished: float | None
    failure: Failure | None
    notes: list[str]
    pictures: list[PictureView] = Field(description="Those finished; empty in lists of jobs.")


class JobList(BaseModel):
    """Newest first. next: give it as `before` for what follows; null at the end."""

    jobs: list[JobView]
    next: str | None


class PictureList(BaseModel):
    """Newest first. next: give it as `before` for what follows; null at the end."""

    pictures: list[PictureView]
    next: str | None


def picture_view(record: PictureRecord) -> PictureView:
    """As it is answered."""
    plan = record.plan
    return PictureView(
        id=record.id, job=record.job, operation=plan.operation if plan else None, index=record.index,
        owner=record.owner, width=record.width, height=record.height, bytes=record.bytes,
        prompt=record.prompt, model=record.model, seed=record.seed,
        quality=plan.quality if plan else None, seconds=record.seconds,
        created=record.created, parent=record.parent, favourite=record.favourite, tags=list(record.tags),
        deleted=record.deleted, notes=list(plan.notes) if plan else [],
        varies=_varies(plan), file=f"/files/{record.id}.png",
        thumbnail=f"/api/pictures/{record.id}/thumbnail",
    )  # fmt: skip


def _varies(plan: Plan | None) -> list[Any]:
    if plan is None or plan.operation != "generate":
        return []
    return ["subtle", "strong", "new"] if "scene" in plan.settings else ["new"]


def job_view(job: Job, position: int | None = None, pictures: list[PictureRecord] | None = None) -> JobView:
    """As it is answered. pictures: those to show with it."""
    plan = job.plans[0]
    return JobView(
        id=job.id, owner=job.owner, state=job.state, priority=job.priority, position=position,
        operation=plan.operation, prompt=plan.prompt, model=plan.model, size=f"{plan.width}x{plan.height}",
        n=len(job.plans), seed=plan.seed, quality=plan.quality, done=job.done, attempts=job.attempts,
        created=job.created, started=job.started, finished=job.finished,
        failure=Failure(kind=job.failure.kind, message=job.failure.message) if job.failure else None,
        notes=list(dict.fromkeys(note for plan in job.plans for note in plan.notes)),
        pictures=[picture_view(record) for record in pictures or ()],
    )  # fmt: skip


def as_json(value: Any) -> Any:
    """What JSON makes of our data: lists for tuples, null for numbers that are none."""
    return msgspec.json.decode(msgspec.json.encode(value))


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=`: the errors that an operation gives besides those that each may give."""
    return {code: {} for code in codes}
