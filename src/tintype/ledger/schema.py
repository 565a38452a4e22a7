"""Brings a database to the newest schema. Alembic is loaded only where something is to be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from tintype.core.errors import BadOption, LedgerFailed
from tintype.ledger.tables import REVISION_TABLE, REVISIONS, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tintype.ledger.connect import Place

LOCK = 0x74696E74_79706500
"""Number of the PostgreSQL advisory lock that whoever writes to the ledger holds ("tintype")."""


def bring_to_head(place: Place, head: str = REVISIONS[-1]) -> None:
    """Migrates; raises LedgerFailed for a schema from the future, BadOption for somebody else's.

    Several processes may do it at once: one migrates, the others wait and find it done.
    """
    with place.translated(), place.writer.connect() as connection:
        lock(place, connection)
        found = revision(connection)
        if found == head:
            return
        if found is None:
            _refuse_foreign(place, connection)
        elif found not in REVISIONS:
            raise LedgerFailed(
                f"The ledger {place.name} was written by a newer tintype (schema {found}, this one knows"
                f" {REVISIONS[-1]}); update tintype."
            )
        _migrate(connection, head)
        connection.commit()


def lock(place: Place, connection: Connection) -> None:
    """Begins a transaction once no other may write: SQLite sees to it, PostgreSQL has a lock for it.

    So cursors become visible in the order they were given, and whatever was read in the transaction
    is still true when it is acted upon.
    """
    with place.pipelined(connection):
        connection.begin()
        if not place.sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def revision(connection: Connection) -> str | None:
    """The schema's revision, None where there is none."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar()


def _refuse_foreign(place: Place, connection: Connection) -> None:
    present = set(inspect(connection).get_table_names())
    if present and (place.sqlite or present & set(metadata.tables)):
        raise BadOption(
            f"The database {place.name} belongs to another program (it has a table “{min(present)}”);"
            " name another one."
        )


def _migrate(connection: Connection, head: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, head)
