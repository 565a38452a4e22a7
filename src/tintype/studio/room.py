"""Room: whether there is any left on the disk, and waiting until there is."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from pathlib import Path

ENOUGH = 64 << 20
"""Bytes that must be free before work goes on; a twentieth of a small disk."""
SHORTEST, LONGEST = 1.0, 60.0
"""Seconds to wait at least, and before another try where the disk does not say what is missing."""


class Room:
    """why: the sentence that says what is full, "" while nothing is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pause = SHORTEST
        self._tried = float("-inf")
        self.why = ""

    def ran_out(self, why: str) -> None:
        """Something could not be written."""
        self.why = why

    def wait(self, ending: threading.Event) -> None:
        """Returns when it is worth trying again, or `ending` is set. Each time that was too early the
        next wait is twice as long: a quota does not show in what a disk has free."""
        again = time.monotonic() - self._tried < 2 * LONGEST
        self._pause = min(LONGEST, 2 * self._pause) if again else SHORTEST
        ending.wait(self._pause)
        while not ending.is_set() and not self._enough():
            ending.wait(SHORTEST)
        self._tried = time.monotonic()
        self.why = ""

    def _enough(self) -> bool:
        try:
            disk = shutil.disk_usage(self._folder)
        except OSError:
            return True
        return disk.free >= min(ENOUGH, disk.total // 20)
