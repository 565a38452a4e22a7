"""What happened, in order. Cursors are given under the writer's lock: a reader misses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tintype.ledger.rows import EVENT, event_of
from tintype.ledger.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tintype.core.job import JobEvent


def since(
    connection: Connection, after: int, *, job: str | None, owner: str | None, limit: int
) -> list[JobEvent]:
    """Events with a cursor greater than `after`, oldest first."""
    query = select(*EVENT).where(events.c.cursor > after).order_by(events.c.cursor).limit(limit)
    if job is not None:
        query = query.where(events.c.job == job)
    if owner is not None:
        query = query.where(events.c.owner == owner)
    return [event_of(row) for row in connection.execute(query)]


def last_cursor(connection: Connection) -> int:
    """Of the newest event; 0 before the first."""
    return connection.execute(select(func.max(events.c.cursor))).scalar() or 0
