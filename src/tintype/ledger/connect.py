"""Engines by URL, and what a database says put into one of our sentences."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tintype.core.errors import (
    BadOption,
    CannotWrite,
    DiskFull,
    LedgerFailed,
    MissingPart,
    NoNetwork,
    TintypeError,
)
from tintype.ledger.rows import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

PATIENCE = 20.0
"""Seconds to wait for a locked SQLite file or a connection."""

READERS = 16
"""Connections for reading, at most; beyond that readers take turns."""


REFUSED = r"(role|database) .* does not exist|authentication failed|no pg_hba|no password supplied"
"""What PostgreSQL says, before there is a connection and so without a code, to who may not come in."""


class Place:
    """A database: where it is, how it is called in a sentence, and engines to read and write it."""

    def __init__(self, url: str) -> None:
        self.url = parsed(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.name = shown(self.url)
        self._error: type[Exception] = sqlite3.Error
        self._operational: type[Exception] = sqlite3.OperationalError
        self._bad_data: type[Exception] = sqlite3.DataError
        self._pipelines = False
        with self.translated():
            if self.sqlite:
                _prepare(Path(self.url.database or ""))
            self.writer = self._engine(pool_size=1, max_overflow=0)
            self.reader = self._engine(pool_size=READERS, max_overflow=0, reading=True)

    def close(self) -> None:
        """Closes every connection."""
        self.reader.dispose()
        self.writer.dispose()

    def _engine(self, *, reading: bool = False, **pool: int) -> Engine:
        options: dict[str, Any] = {"pool_timeout": PATIENCE, "hide_parameters": True, **pool}
        if self.sqlite:
            engine = create_engine(
                self.url, connect_args={"timeout": PATIENCE, "check_same_thread": False}, **options
            )
            event.listen(engine, "connect", _set_sqlite)
            if not reading:
                event.listen(engine, "begin", _begin_at_once)
            return engine
        if reading:
            options |= {"isolation_level": "AUTOCOMMIT", "pool_pre_ping": True}
        import psycopg  # its absence is told here, in our words

        self._error, self._operational = psycopg.Error, psycopg.OperationalError
        self._bad_data = psycopg.DataError
        self._pipelines = psycopg.Pipeline.is_supported()
        connect = {"connect_timeout": 10, "application_name": "tintype"}
        engine = create_engine(self.url, connect_args=connect, **options)
        event.listen(engine, "connect", _set_postgres)
        if not reading:
            event.listen(engine, "connect", _set_postgres_writer)
        return engine

    @contextlib.contextmanager
    def translated(self) -> Iterator[None]:
        """Turns what SQLAlchemy, a driver or the file system raises into the sentence for it."""
        try:
            yield
        except PoolTimeout as error:
            raise LedgerFailed(f"The ledger {self.name} is too busy; try again in a moment.") from error
        except (DBAPIError, self._error) as error:
            raise (self._sqlite if self.sqlite else self._postgres)(error) from error
        except UnicodeEncodeError as error:
            raise BadOption(NO_TEXT) from error
        except ModuleNotFoundError as error:
            raise MissingPart(
                f"The ledger {self.name} needs the package {error.name}; pip install 'tintype[postgres]'."
            ) from error
        except SQLAlchemyError as error:
            if isinstance(ours := getattr(error, "orig", None), TintypeError):
                raise ours from None
            raise LedgerFailed(f"The ledger {self.name} cannot be used ({first_line(error)}).") from error
        except OSError as error:
            raise self._file(error) from error

    @contextlib.contextmanager
    def pipelined(self, connection: Connection) -> Iterator[None]:
        """Statements that are executed within, and whose rows nobody reads, go to PostgreSQL in one
        round trip; their errors come at the end, as the driver's own."""
        driver = connection.connection.driver_connection
        with contextlib.nullcontext() if driver is None or not self._pipelines else driver.pipeline():
            yield

    def is_general(self, error: BaseException | None) -> bool:
        """Whether it would meet any write (no room, no answer), and is not the fault of this one."""
        return isinstance(getattr(error, "orig", error), self._operational)

    def is_lost(self, error: BaseException | None) -> bool:
        """Whether PostgreSQL went away, so that another connection might work."""
        state = getattr(getattr(error, "orig", error), "sqlstate", None) or ""
        return not self.sqlite and self.is_general(error) and state[:3] in ("", "57P", "080")

    def _sqlite(self, error: Exception) -> Exception:
        orig = getattr(error, "orig", error)
        code = getattr(orig, "sqlite_errorname", "")
        said = first_line(orig)
        if code == "SQLITE_FULL":
            return DiskFull(f"There is no room left for the ledger {self.name}; free some space.")
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return LedgerFailed(
                f"The ledger {self.name} is damaged ({said}); put a copy in its place, or move it away"
                " and a new one is begun."
            )
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return LedgerFailed(
                f"The ledger {self.name} is held by another program ({said}); close that and try again."
            )
        if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
            return CannotWrite(
                f"The ledger {self.name} cannot be written ({said}); allow it, or choose another place."
            )
        if code.startswith("SQLITE_IOERR"):
            return LedgerFailed(
                f"The disk under the ledger {self.name} does not answer ({said}, {code}); check it"
                " and its free space."
            )
        return LedgerFailed(f"The ledger {self.name} refused ({said}).")

    def _postgres(self, error: Exception) -> Exception:
        orig = getattr(error, "orig", error)
        state = getattr(orig, "sqlstate", None) or ""
        said = first_line(orig)
        if self.url.password:
            said = said.replace(str(self.url.password), "***")
        if isinstance(orig, self._bad_data):
            return BadOption(f"What was given cannot be kept ({said}); change it.")
        if state == "53100":
            return DiskFull(f"There is no room left for the ledger {self.name}; free some space there.")
        if state.startswith(("28", "3D")) or re.search(REFUSED, said):
            return BadOption(f"The ledger {self.name} lets nobody in this way ({said}); correct its URL.")
        if self.is_lost(error):
            return NoNetwork(
                f"The ledger {self.name} does not answer ({said}); start it, or correct its URL."
            )
        if state.startswith("XX"):
            return LedgerFailed(f"The ledger {self.name} is damaged ({said}); put a copy in its place.")
        return LedgerFailed(f"The ledger {self.name} refused ({said}).")

    def _file(self, error: OSError) -> Exception:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull(f"There is no room left for the ledger {self.name}; free some space.")
        return CannotWrite(
            f"The ledger {self.name} cannot be written ({error.strerror}); choose a folder that you may"
            " write to."
        )


def parsed(url: str) -> URL:
    """The URL with its driver; raises BadOption for what is no file of SQLite and no PostgreSQL."""
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        raise BadOption(
            f"The ledger {url.partition(':')[0]!r} is no database URL; write sqlite:////folder/file.db"
            " or postgresql://user@host/database."
        ) from None
    backend = found.get_backend_name()
    if backend == "sqlite":
        if (found.database or "").startswith("file:"):
            raise BadOption(f"The ledger {url} is written as an address; name a plain file.")
        if found.database in (None, "", ":memory:") or "mode=memory" in url:
            raise BadOption(f"The ledger {url} would be lost with the process; name a file.")
        return found.set(drivername="sqlite+pysqlite")
    if backend in ("postgresql", "postgres"):
        return found.set(drivername="postgresql+psycopg")
    raise BadOption(
        f"The ledger cannot be kept in {backend}; write sqlite:////folder/file.db"
        " or postgresql://user@host/database."
    )


def shown(url: URL) -> str:
    """A database as it is called in a sentence: a path, or a URL without password and options."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    host = url.query.get("host", ())
    where = url.set(drivername="postgresql", password=None, query={"host": host} if host else {})
    return unquote(where.render_as_string())


def first_line(error: object) -> str:
    """What an error says, on one line and without the statement."""
    lines = str(error).strip().splitlines()
    return (" ".join(lines[0].split()) if lines else type(error).__name__)[:300].rstrip(".")


def _prepare(path: Path) -> None:
    """Folder and file of a new ledger, which nobody else may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _set_sqlite(connection: Any, record: object) -> None:
    """What every connection to SQLite needs: nothing it said is done may be lost to a power cut."""
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "fullfsync=1", "checkpoint_fullfsync=1", "foreign_keys=1",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_at_once(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _set_postgres(connection: Any, record: object) -> None:
    """The same for PostgreSQL, whatever its administrator or the role chose."""
    _say(connection, "SET synchronous_commit = on")


def _set_postgres_writer(connection: Any, record: object) -> None:
    """Plans made while the tables were new and empty read them, or a whole index, from end to end, and
    are kept when they are not empty any more; all that the writer needs is a few rows by an index."""
    ways = ("seqscan", "hashjoin", "mergejoin")
    _say(connection, *(f"SET enable_{way} = off" for way in ways), "SET jit = off")


def _say(connection: Any, *statements: str) -> None:
    before, connection.autocommit = connection.autocommit, True
    for statement in statements:
        connection.execute(statement)
    connection.autocommit = before
