"""Switches of the whole house: whether jobs are given out at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from tintype.ledger.tables import house

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tintype.ledger.writer import Group

PAUSED = select(house.c.name).where(house.c.name == "paused")


def paused(connection: Connection) -> bool:
    """Whether no job is given to a worker."""
    return connection.execute(PAUSED).first() is not None


def pause(group: Group, on: bool) -> bool:
    """Sets it; the same on every server of this ledger."""
    group.connection.execute(delete(house).where(house.c.name == "paused"))
    if on:
        group.connection.execute(insert(house).values(name="paused", value="yes"))
    return on
