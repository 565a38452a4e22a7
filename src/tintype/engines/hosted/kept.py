"""Kept: answers that came; for good where they were paid for. A plan that is painted again gets its picture
from here, byte for byte, and costs nothing; a picture whose program died between answer and gallery is not
paid for twice.

Files named by the key of their call; the oldest leave when all together are larger than MOST.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tintype.core.errors import CannotWrite

MOST = 1 << 30
"""Bytes of all answers together, at most."""
_BEAT = 0.1


class Kept:
    """The answers in a folder. Threads and programs may share it."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder = folder / "answers"
        self._most = most

    def get(self, key: str, within: float | None = None) -> bytes | None:
        """The answer to a call, None if there is none. within: seconds since it came, at most."""
        path = self._folder / key
        try:
            if within is not None and time.time() - path.stat().st_mtime > within:
                return None
            data = path.read_bytes()
        except OSError:
            return None
        if within is None:
            with contextlib.suppress(OSError):
                os.utime(path)  # used lately: it leaves last
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keeps it, whole or not at all; where there is no room, not at all."""
        part = self._folder / f"{key}.{os.getpid()}-{time.monotonic_ns()}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(part, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self._folder / key)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            return
        self._tidy()

    @contextlib.contextmanager
    def alone(self, key: str, wait: Callable[[], object]) -> Iterator[None]:
        """Whoever is inside is the only one who asks for that key, among all threads and programs.

        wait: called while another one does; may raise. Raises CannotWrite.
        """
        import fcntl

        path = self._folder / f"{key}.lock"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CannotWrite(
                f"The folder {self._folder} cannot be written ({error.strerror}); choose another data folder."
            ) from error
        try:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.utime(path)  # in use: nobody tidies it away
                    break
                except OSError:
                    wait()
                    time.sleep(_BEAT)
            yield
        finally:
            os.close(file)

    def _tidy(self) -> None:
        """Lets the oldest answers go, and what crashes left behind."""
        found: list[tuple[float, int, Path]] = []
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                about = path.stat()
                found.append((about.st_mtime, about.st_size, path))
        total, old = sum(size for _, size, _ in found), time.time() - 86400
        for moment, size, path in sorted(found, key=lambda one: one[0]):
            stale = path.suffix in (".part", ".lock") and moment < old
            if not stale and total <= self._most:
                continue
            if path.suffix != ".lock" or stale:
                with contextlib.suppress(OSError):
                    path.unlink()
                total -= size
