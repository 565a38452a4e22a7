"""What happened, in order. Cursors are given under the writer's lock: a reader misses none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, delete, func, select

from tintype.core.job import OVER
from tintype.ledger.rows import EVENT, event_of
from tintype.ledger.tables import events, jobs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tintype.core.job import JobEvent
    from tintype.ledger.writer import Group


_SINCE = (
    select(*EVENT).where(events.c.cursor > bindparam("after_")).order_by(events.c.cursor)
    .limit(bindparam("limit_"))
)  # fmt: skip


def since(
    connection: Connection, after: int, *, job: str | None, owner: str | None, limit: int
) -> list[JobEvent]:
    """Events with a cursor greater than `after`, oldest first."""
    query = _SINCE
    if job is not None:
        query = query.where(events.c.job == job)
    if owner is not None:
        query = query.where(events.c.owner == owner)
    return [event_of(row) for row in connection.execute(query, {"after_": after, "limit_": limit})]


def last_cursor(connection: Connection) -> int:
    """Of the newest event; 0 before the first."""
    return connection.execute(select(func.max(events.c.cursor))).scalar() or 0


class Pruning(NamedTuple):
    """A look at `most` events from the cursor `after` on; those before a moment may go."""

    before: float
    after: int
    most: int


def prune(group: Group, asked: Pruning) -> int | None:
    """Deletes old events of jobs that are over; the cursor to go on from, None when there is no more."""
    connection = group.connection
    query = select(events.c.cursor, events.c.at, events.c.job).where(events.c.cursor > asked.after)
    rows = connection.execute(query.order_by(events.c.cursor).limit(asked.most)).all()
    old = [row for row in rows if row.at < asked.before]
    if not old:
        return None
    over = select(jobs.c.id).where(jobs.c.id.in_({row.job for row in old}), jobs.c.state.in_(sorted(OVER)))
    gone = set(connection.execute(over).scalars())
    where = (events.c.cursor > asked.after, events.c.cursor <= old[-1].cursor, events.c.at < asked.before)
    connection.execute(delete(events).where(*where, events.c.job.in_(gone)))
    return old[-1].cursor if len(rows) == asked.most else None
