"""Whose turn it is: priority, then the owner least recently served, then the oldest job.

`owners.served` is the number of the turn in which an owner was last served, 0 if never. An owner
with a thousand queued jobs is served as often as one with a single job, and no oftener.
"""

from __future__ import annotations

import functools
import heapq
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import bindparam, exists, func, select, true, update

from tintype.ledger.bulk import among, changed
from tintype.ledger.house import PAUSED
from tintype.ledger.rows import JOB, job_of
from tintype.ledger.tables import QUEUED, jobs, owners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Select

    from tintype.core.job import Job
    from tintype.ledger.bulk import Row
    from tintype.ledger.writer import Group


class Claim(NamedTuple):
    """A worker asks for jobs, to be its own for `lease` seconds. least: none of a lower priority."""

    worker: str
    most: int
    lease: float
    least: int | None = None


class Line(NamedTuple):
    """An owner's first queued jobs, (−priority, id) in order, and when it was last served."""

    served: int
    heads: deque[tuple[int, str]]


class Turn(NamedTuple):
    """A job and its owner; number: of the owner's turn."""

    owner: str
    job: str
    number: int
    priority: int


_CHOSEN = select(*JOB).where(among(jobs.c.id), jobs.c.state == QUEUED)
_REST = update(owners).where(among(owners.c.owner)).values(waiting=False)


def claim(group: Group, asked: list[Claim]) -> list[list[Job]]:
    """Gives jobs to workers, in the order of asking; they are running when it returns."""
    connection = group.connection
    whole = sum(one.most for one in asked)
    lines, last = _lines(connection, whole)
    order = deque(islice(_order(lines, last), whole))
    chosen = [_chosen(order, one) for one in asked]
    served = {turn.owner: turn.number for turns in chosen for turn in turns}
    ids = [turn.job for turns in chosen for turn in turns]
    if not ids:
        return [[] for _ in asked]
    found = {job.id: job for job in map(job_of, connection.execute(_CHOSEN, {"ids": ids}))}
    taken: list[Row] = []
    results: list[list[Job]] = []
    for one, turns in zip(asked, chosen, strict=True):
        mine = [found[turn.job] for turn in turns]
        results.append([replace(job, state="running", started=job.started or group.now) for job in mine])
        held = {"state": "running", "worker": one.worker, "lease": group.now + one.lease}
        taken += [{"id": job.id, "started": job.started, **held} for job in results[-1]]
        for job in mine:
            group.tell(job.id, job.owner, "running")
    turned = [{"owner": owner, "served": number} for owner, number in served.items()]
    group.write(changed(jobs, taken), changed(owners, turned))
    return results


def _lines(connection: Connection, most: int) -> tuple[dict[str, Line], int]:
    """Owner → its first `most` queued jobs, and the number of the last turn."""
    lines: dict[str, Line] = {}
    idle: list[str] = []
    last = 0
    for row in connection.execute(_heads(connection.dialect.name), {"most_": most}):
        owner, served, id, priority, last = row
        if id is None:
            idle.append(owner)
        else:
            lines.setdefault(owner, Line(served, deque())).heads.append((-priority, id))
    if idle:  # so that they are not looked at again until they submit
        connection.execute(_REST, {"ids": idle})
    return {owner: Line(line.served, deque(sorted(line.heads))) for owner, line in lines.items()}, last


@functools.cache
def _heads(dialect: str) -> Select[*tuple[Any, ...]]:
    """Owners that may have queued jobs, and the first of those jobs of each: two indexes, no sorting
    of the whole queue."""
    queued = (
        select(jobs.c.id, jobs.c.priority)
        .where(jobs.c.owner == owners.c.owner, jobs.c.state == QUEUED)
        .order_by(jobs.c.priority.desc(), jobs.c.id)
        .limit(bindparam("most_"))
        .correlate(owners)
    )
    last = select(func.max(owners.c.served)).scalar_subquery()
    if dialect == "postgresql":
        first = queued.lateral("first")
        joined, columns = owners.outerjoin(first, true()), (first.c.id, first.c.priority)
    else:  # SQLite has no LATERAL, but evaluates a correlated IN once for each owner
        head = jobs.alias("head")
        ids = queued.with_only_columns(jobs.c.id).scalar_subquery()
        joined, columns = owners.outerjoin(head, head.c.id.in_(ids)), (head.c.id, head.c.priority)
    which = (owners.c.waiting, ~exists(PAUSED))
    return select(owners.c.owner, owners.c.served, *columns, last).select_from(joined).where(*which)


def _chosen(order: deque[Turn], one: Claim) -> list[Turn]:
    """Takes from the order what one worker gets; priorities fall along it."""
    turns: list[Turn] = []
    while order and len(turns) < one.most and (one.least is None or order[0].priority >= one.least):
        turns.append(order.popleft())
    return turns


def _order(lines: dict[str, Line], last: int) -> Iterator[Turn]:
    """In the order in which jobs are to be taken."""
    heap = [(*line.heads[0], owner) for owner, line in lines.items()]
    heap = [(priority, lines[owner].served, id, owner) for priority, id, owner in heap]
    heapq.heapify(heap)
    while heap:
        priority, _, id, owner = heapq.heappop(heap)
        last += 1
        yield Turn(owner, id, last, -priority)
        heads = lines[owner].heads
        heads.popleft()
        if heads:
            priority, following = heads[0]
            heapq.heappush(heap, (priority, last, following, owner))
