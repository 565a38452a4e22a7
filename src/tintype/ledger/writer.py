"""One thread writes. What many callers ask for at once becomes one transaction, and one flush to disk.

A caller hands over an action and its argument and sleeps until the transaction that holds it is on
disk. An action is a function over a Group and a list of arguments, and answers one result for each:
what was asked in the same group for the same action is done in bulk. A result that is a TintypeError
is raised to its caller and harms nobody else; so an action refuses before it writes. When the
database refuses a group, each of its members is tried alone, and the error meets only its own caller.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from tintype.core.errors import LedgerFailed, TintypeError
from tintype.ledger.bulk import added
from tintype.ledger.rows import text_of
from tintype.ledger.schema import lock
from tintype.ledger.tables import events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from tintype.core.job import EventKind
    from tintype.ledger.bulk import Change
    from tintype.ledger.connect import Place

MOST = 256
"""Writes in one transaction, at most."""

GATHER = 1.0
"""Share of the last transaction's time to wait for callers that were just served to come back: four
workers that join one flush get twice as much done as two pairs that wait for each other's. Whoever
is alone waits for nobody."""

A = TypeVar("A")
R = TypeVar("R")


class Group:
    """What the writes of one transaction share: connection, moment, and the events they cause."""

    def __init__(self, place: Place, connection: Connection, now: float) -> None:
        self._place = place
        self.connection = connection
        self.now = now
        self._events: list[dict[str, Any]] = []

    def tell(self, job: str, owner: str, kind: EventKind, data: object = None) -> None:
        """An event; all are written at the end of the transaction, in the order they were told."""
        self._events.append(
            {"job": job, "owner": owner, "at": self.now, "kind": kind, "data": text_of(data or {})}
        )

    def write(self, *changes: Change) -> None:
        """Executes changes in one round trip."""
        with self._place.pipelined(self.connection):
            for change in changes:
                change.make(self.connection)

    def commit(self) -> bool:
        """Writes the events; everything is on disk when it returns. Whether there were any."""
        with self._place.pipelined(self.connection):
            added(events, self._events).make(self.connection)
            self.connection.commit()
        return bool(self._events)


Action = Callable[[Group, list[A]], Sequence[R | TintypeError]]


def each(action: Callable[[Group, A], R]) -> Action[A, R]:
    """An action that takes one argument after the other. It may raise ours, before it writes."""

    def run(group: Group, asked: list[A]) -> list[R | TintypeError]:
        results: list[R | TintypeError] = []
        for one in asked:
            try:
                results.append(action(group, one))
            except TintypeError as error:
                results.append(error)
        return results

    return run


class _Wish:
    """One caller's write: what to do, and how it ended."""

    __slots__ = ("action", "argument", "error", "gate", "result")

    def __init__(self, action: Action[Any, Any], argument: object) -> None:
        self.action = action
        self.argument = argument
        self.result: Any = None
        self.error: BaseException | None = None
        self.gate = threading.Lock()
        self.gate.acquire()


class Writer:
    """The thread, and the queue before it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._wishes: queue.SimpleQueue[_Wish | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[], None]] = []
        self._connection: Connection | None = None
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="tintype-ledger", daemon=True)
        self._thread.start()

    def do(self, action: Action[A, R], argument: A) -> R:
        """Runs the action; returns its result once it is on disk. Raises what it or the disk raised."""
        wish = _Wish(action, argument)
        self._put(wish)
        wish.gate.acquire()
        if wish.error is not None:
            raise wish.error
        return wish.result

    def soon(self, action: Action[A, Any], argument: A) -> None:
        """The same without waiting; whether it worked is not told."""
        self._put(_Wish(action, argument))

    def listen(self, function: Callable[[], None]) -> None:
        """Calls the function, from the writer's thread, after every transaction that caused events."""
        self._listeners.append(function)

    def close(self) -> None:
        """Writes what was asked for, then ends."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._wishes.put(None)
        self._thread.join()

    def check_open(self) -> None:
        """Raises LedgerFailed after `close`."""
        if self._closed:
            raise LedgerFailed(f"The ledger {self._place.name} is closed; start the program again.")

    def _put(self, wish: _Wish) -> None:
        with self._closing:
            self.check_open()
            self._wishes.put(wish)

    def _run(self) -> None:
        expected, took, ending = 0, 0.0, False
        while not ending:
            wishes = self._gather(expected, GATHER * took)
            ending = None in wishes  # the last there is, see _put
            start = time.monotonic()
            self._serve([wish for wish in wishes if wish is not None])
            took = time.monotonic() - start
            expected = len(wishes) + self._wishes.qsize()
        if self._connection is not None:
            self._connection.close()

    def _gather(self, expected: int, patience: float) -> list[_Wish | None]:
        """What is asked for now; waits up to `patience` seconds for as many as are expected."""
        wishes = [self._wishes.get()]
        until = time.monotonic() + min(patience, 0.01)
        while len(wishes) < MOST:
            try:
                wishes.append(self._wishes.get_nowait())
            except queue.Empty:
                left = until - time.monotonic()
                if len(wishes) >= expected or left <= 0:
                    break
                with contextlib.suppress(queue.Empty):
                    wishes.append(self._wishes.get(timeout=left))
        return wishes

    def _serve(self, wishes: list[_Wish]) -> None:
        """Does a group, or each member alone if one of them is refused; wakes the callers."""
        if not wishes:
            return
        told = False
        try:
            told = self._together(wishes)
        except Exception as error:
            if len(wishes) > 1 and not self._place.is_general(error.__cause__):
                for wish in wishes:
                    self._serve([wish])
                return
            for wish in wishes:  # no room, no answer: it would meet each of them
                wish.error = type(error)(*error.args)
                wish.error.__cause__ = error.__cause__
        for wish in wishes:
            wish.gate.release()
        if told:
            for listener in self._listeners:
                with contextlib.suppress(Exception):  # a listener's trouble is not the ledger's
                    listener()

    def _together(self, wishes: list[_Wish]) -> bool:
        """One transaction; results and refusals are left in the wishes. Whether it caused events."""
        by_action: dict[Action[Any, Any], list[_Wish]] = {}
        for wish in wishes:
            by_action.setdefault(wish.action, []).append(wish)
        with self._place.translated(), self._begun() as connection:
            group = Group(self._place, connection, time.time())
            for action, members in by_action.items():
                results = action(group, [wish.argument for wish in members])
                for wish, result in zip(members, results, strict=True):
                    if isinstance(result, TintypeError):
                        wish.error = result
                    else:
                        wish.result, wish.error = result, None
            return group.commit()

    @contextlib.contextmanager
    def _begun(self) -> Iterator[Connection]:
        """A connection in a transaction that holds the lock. After trouble it is let go."""
        connection = self._ready()
        try:
            yield connection
        except BaseException:
            self._connection = None
            with contextlib.suppress(Exception):  # the trouble is told, not what follows from it
                connection.close()
            raise

    def _ready(self) -> Connection:
        """One that died since it was last used (the server was started again) is replaced."""
        for last in (False, True):
            connection = self._connection or self._place.writer.connect()
            try:
                lock(self._place, connection)
            except Exception as error:
                self._connection = None
                with contextlib.suppress(Exception):
                    connection.invalidate()
                    connection.close()
                if last or not self._place.is_lost(error):
                    raise
            else:
                self._connection = connection
                return connection
        raise AssertionError("unreachable")
