"""Purse: what was asked for, what it cost, and how much more may be spent today.

A file of SQLite in the data folder: a call is written down before it is sent and settled after its
answer, each in one transaction, also where two programs spend at once. A call that was never settled
belonged to a program that died: it may have been painted and charged, so it counts as spent.
"""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tintype.core.errors import CannotWrite, Forbidden
from tintype.core.ids import new_id

_TABLE = """
CREATE TABLE IF NOT EXISTS calls (
    attempt TEXT PRIMARY KEY, key TEXT NOT NULL, day TEXT NOT NULL, at REAL NOT NULL, model TEXT NOT NULL,
    state TEXT NOT NULL, price REAL NOT NULL, tokens INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS calls_key ON calls (key, state);
CREATE INDEX IF NOT EXISTS calls_day ON calls (day);
"""
"""state: sent, paid, or lost. price: dollars; estimated until it is paid."""

_WAIT = 10.0
"""Seconds that another program may hold the file."""


@dataclass(frozen=True)
class Spent:
    """What a model cost on a day. price: dollars. lost: answers that never came."""

    model: str
    calls: int
    price: float
    tokens: int
    lost: int


class Purse:
    """The purse of a data folder. Threads and programs may share it. limit: dollars a day."""

    def __init__(self, folder: Path, limit: float) -> None:
        self.limit = limit
        self._path = folder / "spent.db"
        self._ready = False
        self._lock = threading.Lock()

    def begin(self, key: str, model: str, price: float) -> str:
        """Writes down that a call is about to be sent; the name of this attempt.

        Raises Forbidden when it costs something and the day's limit does not allow it, CannotWrite.
        """
        attempt, now = new_id(), datetime.datetime.now()
        with self._open() as db:
            spent = self._sum(db, _day(now))
            if price > 0 and spent + price > self.limit + 1e-9:
                raise Forbidden(
                    f"A picture of “{model}” costs about {dollars(price)}, and of {dollars(self.limit)} a day"
                    f" {dollars(max(0.0, self.limit - spent))} are left; raise the setting spend_limit, or"
                    " wait until tomorrow."
                )
            row = (attempt, key, _day(now), now.timestamp(), model, "sent", price, 0)
            db.execute("INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return attempt

    def settle(self, attempt: str, price: float, tokens: int) -> None:
        """The answer came and cost this."""
        with self._open() as db:
            values = (price, tokens, attempt)
            db.execute("UPDATE calls SET state = 'paid', price = ?, tokens = ? WHERE attempt = ?", values)

    def drop(self, attempt: str) -> None:
        """It certainly did not run: nothing was spent."""
        with self._open() as db:
            db.execute("DELETE FROM calls WHERE attempt = ?", (attempt,))

    def lose(self, attempt: str) -> None:
        """It was sent, and nobody knows what became of it."""
        with self._open() as db:
            db.execute("UPDATE calls SET state = 'lost' WHERE attempt = ?", (attempt,))

    def unsettled(self, key: str) -> str | None:
        """The attempt at that key that a program which died left behind; whoever asks holds the key."""
        with self._open() as db:
            row = db.execute("SELECT attempt FROM calls WHERE key = ? AND state = 'sent'", (key,)).fetchone()
        return row[0] if row else None

    def paid(self, key: str) -> tuple[float, int] | None:
        """(dollars, tokens) of the newest answer with that key; None if there was none."""
        if not self._path.exists():
            return None
        ask = "SELECT price, tokens FROM calls WHERE key = ? AND state = 'paid' ORDER BY attempt DESC"
        with self._open() as db:
            row = db.execute(ask, (key,)).fetchone()
        return (float(row[0]), int(row[1])) if row else None

    def today(self) -> tuple[Spent, ...]:
        """What was spent today, by model; dearest first."""
        if not self._path.exists():
            return ()
        ask = (
            "SELECT model, COUNT(*), SUM(price), SUM(tokens), SUM(state = 'lost') FROM calls"
            " WHERE day = ? GROUP BY model ORDER BY SUM(price) DESC, model"
        )
        with self._open() as db:
            return tuple(Spent(*row) for row in db.execute(ask, (_day(datetime.datetime.now()),)))

    def spent(self) -> float:
        """Dollars of today, with those of calls that are under way."""
        return sum(each.price for each in self.today())

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A transaction of its own; raises CannotWrite where the file cannot be written or read."""
        try:
            with self._lock:
                if not self._ready:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
            try:
                if not self._ready:
                    db.executescript(f"PRAGMA journal_mode = WAL;{_TABLE}")
                    self._ready = True
                db.execute("PRAGMA synchronous = FULL")
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
            finally:
                db.close()
        except (sqlite3.Error, OSError) as error:
            raise CannotWrite(
                f"What is spent cannot be written down in {self._path} ({error}), so nothing is paid for;"
                " mend or remove that file, or choose another data folder."
            ) from error

    def _sum(self, db: sqlite3.Connection, day: str) -> float:
        return db.execute("SELECT COALESCE(SUM(price), 0) FROM calls WHERE day = ?", (day,)).fetchone()[0]


def dollars(amount: float) -> str:
    """$5.00, $0.053, $0.0012: two digits that count, at least two after the point."""
    places = 2 if amount >= 0.995 or amount == 0 else 3 if amount >= 0.01 else 4
    said = f"{amount:.{places}f}"
    while places > 2 and said.endswith("0"):
        said, places = said[:-1], places - 1
    return f"${said}"


def _day(moment: datetime.datetime) -> str:
    return moment.date().isoformat()
