"""Rows ↔ the plain data of core/job.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec

from tintype.core.errors import BadOption
from tintype.core.job import ApiKey, Failure, Job, JobEvent, JobState, PictureRecord
from tintype.core.request import Plan, Request
from tintype.ledger.tables import events, jobs, keys, pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

JOB = tuple(jobs.c[name] for name in Job.__struct_fields__)
EVENT = tuple(events.c[name] for name in JobEvent.__struct_fields__)
PICTURE = tuple(pictures.c[name] for name in PictureRecord.__struct_fields__ if name != "tags")
KEY = tuple(keys.c[name] for name in ApiKey.__struct_fields__)
"""Columns to select, in the order that the functions below unpack them."""

NO_TEXT = "A text that was given holds half a character, which cannot be kept; leave it out."

_encode = msgspec.json.Encoder(order="deterministic").encode
_any = msgspec.json.Decoder(dict[str, Any]).decode
_request = msgspec.json.Decoder(Request).decode
_plan = msgspec.json.Decoder(Plan).decode
_plans = msgspec.json.Decoder(tuple[Plan, ...]).decode
_failure = msgspec.json.Decoder(Failure).decode
_scopes = msgspec.json.Decoder(tuple[str, ...]).decode


def text_of(value: object) -> str:
    """JSON; equal values give equal text, whatever order their keys were set in.

    Raises BadOption for text that is no text: half of a surrogate pair.
    """
    try:
        return _encode(value).decode()
    except UnicodeEncodeError as error:
        raise BadOption(NO_TEXT) from error


def quoted(text: str) -> str:
    """What somebody gave, as a sentence may repeat it: its first 40 characters, visible ones only."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in text[:40])
    return f"“{shown}”"


def job_of(row: Row[*tuple[Any, ...]]) -> Job:
    """A row of JOB."""
    id, owner, state, priority, request, plans, delivery, created, started, finished, *rest = row
    attempts, done, failure, key = rest
    return Job(
        id=id, owner=owner, state=cast("JobState", state), priority=priority,
        request=_request(request), plans=_plans(plans), delivery=_any(delivery),
        created=created, started=started, finished=finished, attempts=attempts, done=done,
        failure=None if failure is None else _failure(failure), key=key,
    )  # fmt: skip


def event_of(row: Row[*tuple[Any, ...]]) -> JobEvent:
    """A row of EVENT."""
    cursor, job, owner, at, kind, data = row
    return JobEvent(cursor=cursor, job=job, owner=owner, at=at, kind=kind, data=_any(data))


def picture_of(row: Row[*tuple[Any, ...]], tags: Iterable[str] = ()) -> PictureRecord:
    """A row of PICTURE and its tags."""
    found = row._asdict()
    plan = found.pop("plan")
    return PictureRecord(**found, plan=None if plan is None else _plan(plan), tags=tuple(sorted(tags)))


def picture_row(record: PictureRecord) -> dict[str, Any]:
    """What is inserted for a picture, but for the words it is searched by."""
    row = msgspec.structs.asdict(record)
    del row["tags"]
    row["plan"] = None if record.plan is None else text_of(record.plan)
    return row


def key_of(row: Row[*tuple[Any, ...]]) -> ApiKey:
    """A row that begins with KEY."""
    found = dict(zip(ApiKey.__struct_fields__, row, strict=False))
    return ApiKey(**{**found, "scopes": _scopes(found["scopes"])})
