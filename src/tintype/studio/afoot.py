"""Afoot: the jobs that are in the works at this moment, as the seat notes them for whoever comes next.

A job that was in hand when the server died is suspected of it, and is worked on alone from then on: if
the server dies again, it is clear which job it was, and none is blamed for another.
"""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.studio.held import Held
    from tintype.studio.seat import Seat

LOOK = 0.2
"""Seconds after which whoever waits for a turn looks whether it is still needed."""


class Afoot:
    """Counts the pictures in the works. Threads may share it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._suspects = frozenset(seat.suspects)
        self._pictures: Counter[str] = Counter()  # by job
        self._waiting = 0  # suspects that wait for the others to end
        self._turn = threading.Condition()

    def begin(self, held: Held) -> bool:
        """Before work on a picture of that job; waits for its turn. False when nobody needs it any more."""
        id = held.job.id
        alone = id in self._suspects
        with self._turn:
            self._waiting += alone
            while not held.over and not self._may(id, alone):
                self._turn.wait(LOOK)
            self._waiting -= alone
            if held.over:
                self._turn.notify_all()
                return False
            self._pictures[id] += 1
            self._seat.note(self._pictures)
            return True

    def end(self, held: Held) -> None:
        """After it, however it went."""
        id = held.job.id
        with self._turn:
            self._pictures[id] -= 1
            if not self._pictures[id]:
                del self._pictures[id]
            self._seat.note(self._pictures)
            if self._suspects:
                self._turn.notify_all()

    def _may(self, id: str, alone: bool) -> bool:
        if alone:
            return self._pictures.keys() <= {id}
        return not self._waiting and self._suspects.isdisjoint(self._pictures)
