"""Jobs, from queued to over: what the writer does, and what is read.

Everything here runs under the writer's lock, so what was selected is still true when it is updated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import func, or_, select, tuple_, update

from tintype.core.errors import BadOption, Conflict, NotFound, TintypeError
from tintype.core.job import OVER, Failure, Job
from tintype.ledger.bulk import added, among, changed
from tintype.ledger.rows import JOB, job_of, quoted, text_of
from tintype.ledger.tables import QUEUED, jobs, owners

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from tintype.core.job import EventKind, JobState
    from tintype.ledger.bulk import Change
    from tintype.ledger.writer import Group

PRIORITIES = range(-10, 11)

FREE: dict[str, Any] = {"worker": None, "lease": None}
"""Of a job that no worker holds."""


class Submission(NamedTuple):
    """A job to be accepted, its row, and what a second submission with its key must equal."""

    job: Job
    row: dict[str, Any]

    @property
    def asked(self) -> tuple[str, str]:
        return self.row["request"], self.row["delivery"]


def submission(job: Job) -> Submission:
    """Encodes the job, in the caller's thread; raises BadOption for what is out of range."""
    check_priority(job.priority)
    row = {
        **msgspec.structs.asdict(job),
        **FREE,
        "request": text_of(job.request),
        "plans": text_of(job.plans),
        "delivery": text_of(job.delivery),
        "failure": None,
    }
    return Submission(job, row)


def check_priority(priority: int) -> None:
    if priority not in PRIORITIES:
        raise BadOption(f"The priority {priority} is out of range; use −10 to 10, higher goes first.")


def submit(group: Group, asked: list[Submission]) -> list[tuple[Job, bool] | TintypeError]:
    """Accepts jobs. One whose key is known is answered with the first of that key, or refused."""
    known = _by_key(group.connection, [one.job for one in asked if one.job.key is not None])
    results: list[tuple[Job, bool] | TintypeError] = []
    fresh: list[Submission] = []
    for one in asked:
        named = (one.job.owner, one.job.key or "")
        if one.job.key is None or named not in known:
            fresh.append(one)
            results.append((one.job, True))
            if one.job.key is not None:
                known[named] = one
        elif known[named].asked == one.asked:
            results.append((known[named].job, False))
        else:
            results.append(
                Conflict(
                    f"The idempotency key {quoted(one.job.key)} came before with another request"
                    f" (job {known[named].job.id}); use a new key."
                )
            )
    if fresh:
        group.write(added(jobs, [one.row for one in fresh]), *wait(group, {one.job.owner for one in fresh}))
        for one in fresh:
            group.tell(one.job.id, one.job.owner, "queued")
    return results


def _by_key(connection: Connection, keyed: Sequence[Job]) -> dict[tuple[str, str], Submission]:
    """(owner, key) → what was accepted under it before."""
    if not keyed:
        return {}
    pairs = [(job.owner, job.key) for job in keyed]
    rows = connection.execute(select(*JOB).where(tuple_(jobs.c.owner, jobs.c.key).in_(pairs)))
    found = [submission(job_of(row)) for row in rows]
    return {(one.job.owner, one.job.key or ""): one for one in found}


_OWNERS = select(owners.c.owner, owners.c.waiting).where(among(owners.c.owner))


def wait(group: Group, names: Collection[str]) -> tuple[Change, Change]:
    """What notes, once it is written, that these owners have queued jobs."""
    known = {row.owner: row.waiting for row in group.connection.execute(_OWNERS, {"ids": list(names)})}
    new = [{"owner": name, "served": 0, "waiting": True} for name in set(names) - known.keys()]
    idle = [{"owner": name, "waiting": True} for name, waiting in known.items() if not waiting]
    return added(owners, new), changed(owners, idle)


def one_job(connection: Connection, id: str, owner: str | None = None) -> Job:
    """A job by id; raises NotFound, also for one of another owner."""
    query = select(*JOB).where(jobs.c.id == id)
    if owner is not None:
        query = query.where(jobs.c.owner == owner)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"There is no job {quoted(id)}; see the list of jobs.")
    return job_of(row)


_HELD = select(jobs.c.id, jobs.c.worker, jobs.c.owner).where(among(jobs.c.id), jobs.c.worker.is_not(None))


def held(connection: Connection, asked: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(job, worker) → the job's owner, of those pairs where the worker still holds the job."""
    rows = connection.execute(_HELD, {"ids": list({job for job, _ in asked})})
    return {(id, worker): owner for id, worker, owner in rows}


def finish(group: Group, asked: list[tuple[str, str]]) -> list[bool]:
    """(job, worker): done, if the worker still holds it."""
    mine = held(group.connection, asked)
    results: list[bool] = []
    rows: list[dict[str, Any]] = []
    for pair in asked:
        owner = mine.pop(pair, None)
        results.append(owner is not None)
        if owner is not None:
            rows.append(as_done(group, pair[0], owner))
    group.write(changed(jobs, rows))
    return results


def as_done(group: Group, job: str, owner: str) -> dict[str, Any]:
    """Tells that the job is done; its row with what changes."""
    group.tell(job, owner, "done")
    return {"id": job, "state": "done", "finished": group.now, **FREE}


class Failing(NamedTuple):
    """A job that a worker could not do."""

    job: str
    worker: str
    failure: Failure
    retry: bool
    limit: int


def fail(group: Group, asked: Failing) -> Job:
    """Queued again while attempts are left, else failed; unchanged if the worker holds it no more."""
    job = one_job(group.connection, asked.job)
    if (asked.job, asked.worker) not in held(group.connection, [(asked.job, asked.worker)]):
        return job
    attempts = job.attempts + int(asked.retry)
    told = {"kind": asked.failure.kind, "message": asked.failure.message}
    if asked.retry and attempts < asked.limit:
        return _changed(group, job, "retry", told, state="queued", attempts=attempts)
    return _changed(
        group, job, "failed", told,
        state="failed", attempts=attempts, finished=group.now, failure=asked.failure,
    )  # fmt: skip


class Blame(NamedTuple):
    """Jobs that a worker was busy with when its whole server ended."""

    jobs: tuple[str, ...]
    worker: str
    failure: Failure
    limit: int


def blame(group: Group, asked: Blame) -> None:
    """Counts an attempt for each; those that have no more left fail, whoever has them by now."""
    mine = held(group.connection, [(id, asked.worker) for id in asked.jobs])
    for id in asked.jobs:
        try:
            job = one_job(group.connection, id)
        except NotFound:
            continue
        attempts = job.attempts + 1
        told = {"kind": asked.failure.kind, "message": asked.failure.message}
        if job.state in OVER:
            continue
        if attempts >= asked.limit:
            _changed(
                group, job, "failed", told,
                state="failed", attempts=attempts, finished=group.now, failure=asked.failure,
            )  # fmt: skip
        elif (id, asked.worker) in mine:
            _changed(group, job, "retry", told, state="queued", attempts=attempts)
        else:  # it was queued again meanwhile, or another server has it
            group.connection.execute(update(jobs).where(jobs.c.id == id).values(attempts=attempts))


def cancel(group: Group, asked: tuple[str, str | None]) -> Job:
    """(job, owner or None): cancelled; unchanged if it was over."""
    job = one_job(group.connection, *asked)
    if job.state in OVER:
        return job
    return _changed(group, job, "cancelled", {}, state="cancelled", finished=group.now)


def _changed(group: Group, job: Job, kind: EventKind, told: dict[str, str], **changes: Any) -> Job:
    """Writes the changes to a job that nobody shall hold any more, and the event."""
    row = {**changes, **FREE}
    if "failure" in row:
        row["failure"] = text_of(row["failure"])
    group.connection.execute(update(jobs).where(jobs.c.id == job.id).values(row))
    if changes["state"] == "queued":
        group.write(*wait(group, {job.owner}))
    group.tell(job.id, job.owner, kind, told)
    return msgspec.structs.replace(job, **changes)


def move(group: Group, asked: tuple[str, int, str | None]) -> Job:
    """(job, priority, owner or None): another priority, if the job is not over."""
    id, priority, owner = asked
    job = one_job(group.connection, id, owner)
    if job.state in OVER:
        return job
    group.connection.execute(update(jobs).where(jobs.c.id == id).values(priority=priority))
    return msgspec.structs.replace(job, priority=priority)


def release(group: Group, worker: str) -> int:
    """What the worker holds is queued again."""
    return _requeue(group, jobs.c.worker == worker)


class Recovery(NamedTuple):
    """Which running jobs are nobody's: leases over at `now`, or all; but for workers known alive."""

    alive: tuple[str, ...]
    now: float
    everything: bool


def recover(group: Group, asked: Recovery) -> int:
    """Running jobs that nobody paints are queued again; attempts stay."""
    which = jobs.c.worker.not_in(asked.alive)
    if not asked.everything:
        which &= or_(jobs.c.lease.is_(None), jobs.c.lease < asked.now)
    return _requeue(group, which)


def _requeue(group: Group, which: Any) -> int:
    connection = group.connection
    rows = connection.execute(select(jobs.c.id, jobs.c.owner).where(jobs.c.state == "running", which)).all()
    if not rows:
        return 0
    queued = [{"id": row.id, "state": "queued", **FREE} for row in rows]
    group.write(changed(jobs, queued), *wait(group, {row.owner for row in rows}))
    for row in rows:
        group.tell(row.id, row.owner, "queued")
    return len(rows)


def renew(group: Group, asked: tuple[str, float]) -> set[str]:
    """(worker, seconds): longer leases for all it holds; their ids."""
    worker, lease = asked
    mine = (jobs.c.state == "running", jobs.c.worker == worker)
    ids = set(group.connection.execute(select(jobs.c.id).where(*mine)).scalars())
    if ids:
        group.connection.execute(update(jobs).where(*mine).values(lease=group.now + lease))
    return ids


def listed(
    connection: Connection,
    *,
    owner: str | None,
    states: Collection[JobState] | None,
    before: str | None,
    limit: int,
) -> list[Job]:
    """Newest first."""
    query = select(*JOB).order_by(jobs.c.id.desc()).limit(limit)
    if owner is not None:
        query = query.where(jobs.c.owner == owner)
    if states is not None:
        query = query.where(jobs.c.state.in_(list(states)))
    if before is not None:
        query = query.where(jobs.c.id < before)
    return [job_of(row) for row in connection.execute(query)]


def counts(connection: Connection) -> dict[JobState, int]:
    """State → number of jobs, for every state."""
    found: dict[JobState, int] = {"queued": 0, "running": 0, "done": 0, "failed": 0, "cancelled": 0}
    for state, count in connection.execute(select(jobs.c.state, func.count()).group_by(jobs.c.state)):
        found[state] = count
    return found


def position(connection: Connection, id: str) -> int:
    """How many queued jobs will be taken before this one, as the queue stands now."""
    job = one_job(connection, id)
    if job.state != "queued":
        return 0
    before = connection.execute(
        select(func.count()).where(jobs.c.state == QUEUED, jobs.c.priority > job.priority)
    ).scalar_one()
    rows = connection.execute(
        select(
            jobs.c.owner,
            func.count(),
            func.count().filter(jobs.c.id < id),
            func.min(jobs.c.id),
            func.coalesce(owners.c.served, 0),
        )
        .select_from(jobs.outerjoin(owners, owners.c.owner == jobs.c.owner))
        .where(jobs.c.state == QUEUED, jobs.c.priority == job.priority)
        .group_by(jobs.c.owner, owners.c.served)
    ).all()
    lines = {owner: (count, older, (served, first)) for owner, count, older, first, served in rows}
    if job.owner not in lines:  # taken meanwhile
        return 0
    _, rounds, mine = lines.pop(job.owner)
    turns = (min(count, rounds + int(turn < mine)) for count, _, turn in lines.values())
    return before + rounds + sum(turns)
