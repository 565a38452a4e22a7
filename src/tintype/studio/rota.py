"""Rota: whose picture is painted next, among the jobs in hand.

The ledger says which jobs are taken; here their pictures take turns. The highest priority first, then
the owner who waited longest, then the job that did: a job of ten pictures holds up a job of one for
as long as one picture takes.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tintype.studio.held import Held


class _Line:
    """The pictures of one job that wait. turn: when it had its last one, 0 if it had none."""

    def __init__(self, held: Held, indexes: Iterable[int]) -> None:
        self.held, self.indexes, self.turn = held, deque(indexes), 0


class Rota:
    """Threads may share it."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._owners: dict[str, int] = {}
        self._turn = 0
        self._closed = False
        self._change = threading.Condition()

    def add(self, held: Held, indexes: Iterable[int], *, more: bool = False) -> None:
        """Pictures of a job, in their order. more: it had its turn, and these became possible by it."""
        with self._change:
            line = self._lines.get(held.job.id)
            if more and line is not None:
                line.indexes.extend(indexes)
            else:
                line = self._lines[held.job.id] = _Line(held, indexes)
                line.turn = self._turn if more else 0
            self._change.notify_all()

    def take(self) -> tuple[Held, int] | None:
        """The next picture; waits for one. None once it is closed."""
        with self._change:
            while not self._closed and not self._lines:
                self._change.wait()
            if self._closed:
                return None
            line = min(self._lines.values(), key=self._rank)
            job = line.held.job
            self._turn += 1
            line.turn = self._owners[job.owner] = self._turn
            index = line.indexes.popleft()
            if not line.indexes:
                del self._lines[job.id]
                if not any(other.held.job.owner == job.owner for other in self._lines.values()):
                    del self._owners[job.owner]
            return line.held, index

    def _rank(self, line: _Line) -> tuple[int, int, int, str]:
        job = line.held.job
        return -job.priority, self._owners.get(job.owner, 0), line.turn, job.id

    def waiting(self) -> int:
        """Pictures that nobody has begun."""
        with self._change:
            return sum(len(line.indexes) for line in self._lines.values() if not line.held.over)

    def room(self) -> int | None:
        """The priority from which on another job would have its turn before those in hand go on; None
        where none would, because nothing waits or one that never had a turn is next already."""
        with self._change:
            there = [line for line in self._lines.values() if not line.held.over]
            if not there:
                return None
            highest = max(line.held.job.priority for line in there)
            first = [line for line in there if line.held.job.priority == highest]
            return highest if all(line.turn for line in first) else None

    def close(self) -> None:
        """Sends home whoever waits."""
        with self._change:
            self._closed = True
            self._change.notify_all()
