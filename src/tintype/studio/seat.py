"""Who serves a data folder: a locked file says so for as long as its process lives.

The file holds the name under which that process takes jobs, and which of them it works on at the
moment. Whoever comes after a crash knows by it which running jobs are nobody's, and which of them may
have been its cause. It is never flushed: a power cut is no job's fault.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.core.errors import CannotWrite, Taken
from tintype.core.ids import LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 64
"""Servers that may share one folder where the ledger allows it."""
MOST_NOTED = 100
"""Jobs that are worked on at once, as far as it is noted."""
LONGEST = (MOST_NOTED + 1) * (LENGTH + 1) + 1
"""Bytes that are read of the file."""


class Seat:
    """A place in a data folder. previous: the name of the one who sat here before, "" if nobody did.
    suspects: ids of the jobs that one worked on when it ended without a word."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._name = ""
        whole = os.pread(descriptor, LONGEST, 0).decode(errors="replace").partition("\n\n")[0]
        self.previous, *suspects = whole.strip().split("\n")
        self.suspects = tuple(id for id in suspects if len(id) == LENGTH)

    @classmethod
    def take(cls, folder: Path, *, alone: bool) -> Seat:
        """The first free seat. alone: there is only one. Raises Taken when there is none."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for number in range(1 if alone else MOST):
                path = folder / ("server.lock" if number == 0 else f"server-{number + 1}.lock")
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                if _locked(descriptor):
                    return cls(path, descriptor)
                os.close(descriptor)
        except OSError as error:
            raise CannotWrite(
                f"The data folder {folder} cannot be written ({error.strerror}); choose another one."
            ) from error
        raise Taken(f"Another server runs on {folder}; stop it, or give this one another data folder.")

    def sign(self, name: str) -> None:
        """Leaves a name for whoever comes after us."""
        self._name = name
        self.note(())

    def note(self, jobs: Iterable[str]) -> None:
        """Leaves word of the jobs that are worked on; in one write, so that no crash falls into it."""
        lines = "\n".join((self._name, *itertools.islice(jobs, MOST_NOTED)))
        with contextlib.suppress(OSError):  # then leases run out instead
            os.pwrite(self._descriptor, f"{lines}\n\n".encode(), 0)  # an empty line ends it

    def leave(self) -> None:
        """Frees it. Ending the process does the same."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1


def _locked(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
