"""Who serves a data folder: a locked file says so for as long as its process lives.

The file holds the name under which that process takes jobs. Whoever comes after a crash knows by it
which running jobs are nobody's.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from tintype.core.errors import CannotWrite, Taken

MOST = 64
"""Servers that may share one folder where the ledger allows it."""


class Seat:
    """A place in a data folder. previous: the name of the one who sat here before, "" if nobody did."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self.previous = os.pread(descriptor, 200, 0).decode(errors="replace").strip()

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
        with contextlib.suppress(OSError):  # then leases run out instead
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, name.encode(), 0)

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
