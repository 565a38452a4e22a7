"""Store: files named by the sha256 of what is in them, whole or not there at all.

A local folder holds them as aa/<sha256>.png; any fsspec address (s3://bucket/folder, memory://…)
holds them under the same names, and a local copy of what is asked for by path. Earlier versions wrote
aa/bb/<sha256>.png: what lies there stays there, and is found.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.assets.files import FULL, flush
from tintype.core.errors import (
    BadOption,
    CannotWrite,
    DiskFull,
    NotFound,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SUFFIXES = (".png", ".jpg", ".webp")
"""What files of the store end in."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"([0-9a-f]{64})(?:-[a-z0-9]+)?\.\w+")
TEMPORARY = ".tintype-"


class Store(ABC):
    """Contents by digest (64 hex digits). Threads and processes may share one."""

    @staticmethod
    def open(where: str) -> Store:
        """The store in a folder or at an fsspec address; made if it is not there.

        Raises BadOption for an address nobody knows, MissingPart when its package is not installed,
        CannotWrite or NoNetwork when it cannot be used.
        """
        scheme, mark, rest = where.partition("://")
        if not mark:
            return LocalStore(Path(where).expanduser())
        if scheme in ("file", "local"):
            return LocalStore(Path(rest).expanduser())
        from tintype.assets.remote import RemoteStore

        return RemoteStore(where)

    def put(self, data: bytes, suffix: str = ".png") -> str:
        """Keeps a content and returns its digest; on disk when it returns. Again: does nothing.

        Raises DiskFull or CannotWrite, and then leaves nothing behind.
        """
        if suffix not in SUFFIXES:
            raise BadOption(f"The store keeps no “{suffix}” files; it keeps: {', '.join(SUFFIXES)}.")
        digest = hashlib.sha256(data).hexdigest()
        self._write(digest, digest + suffix, data)
        return digest

    def get(self, digest: str) -> bytes:
        """The content; raises NotFound."""
        for suffix in SUFFIXES if _DIGEST.fullmatch(digest) else ():
            data = self._read(digest, digest + suffix)
            if data is not None:
                return data
        raise missing(digest)

    def keep(self, digest: str, mark: str, data: bytes) -> None:
        """Keeps what was derived from a content, such as a thumbnail, under a name beside it."""
        checked(digest)
        self._write(digest, f"{digest}-{mark}", data)

    def kept(self, digest: str, mark: str) -> bytes | None:
        """What was derived, None if it was not yet."""
        return self._read(checked(digest), f"{digest}-{mark}")

    def exists(self, digest: str) -> bool:
        """Whether the content is there."""
        suffixes = SUFFIXES if _DIGEST.fullmatch(digest) else ()
        return any(self._has(digest, digest + suffix) for suffix in suffixes)

    @abstractmethod
    def local(self, digest: str) -> Path:
        """Where the content lies on this machine; raises NotFound."""

    @abstractmethod
    def delete(self, digest: str) -> None:
        """Forgets the content and what was derived from it; nothing happens if it is not there."""

    @abstractmethod
    def sweep(self, keep: Collection[str], before: float) -> int:
        """Deletes what is older than `before` (seconds since 1970) and not in `keep`, and unfinished
        files as old; how many contents went."""

    @abstractmethod
    def _write(self, digest: str, name: str, data: bytes) -> None: ...

    @abstractmethod
    def _read(self, digest: str, name: str) -> bytes | None: ...

    @abstractmethod
    def _has(self, digest: str, name: str) -> bool: ...


class LocalStore(Store):
    """A folder. A file gets its name when every byte of it is on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lasting: set[str] = set()  # folders whose own names are on the disk
        with self._translated():
            root.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # the folder above need not be ours to look into
                flush(root.parent)
            if not os.access(root, os.W_OK):
                raise CannotWrite(f"The folder {root} cannot be written; choose another one.")

    def local(self, digest: str) -> Path:
        for suffix in SUFFIXES:
            for path in self._paths(checked(digest), digest + suffix):
                if os.path.exists(path):
                    return Path(path)
        raise missing(digest)

    def delete(self, digest: str) -> None:
        with self._translated():
            for folder in folders(checked(digest)):
                for path in (self._root / folder).glob(f"{digest}*"):
                    path.unlink(missing_ok=True)

    def sweep(self, keep: Collection[str], before: float) -> int:
        gone: set[str] = set()
        with self._translated():
            for path in (*self._root.glob("*/*.*"), *self._root.glob("*/*/*.*")):
                match = NAME.fullmatch(path.name)
                unfinished = path.name.startswith(TEMPORARY)
                if not (unfinished or (match and match[1] not in keep)):
                    continue
                if _taken_away(path, before):
                    gone.update([match[1]] if match else [])
        return len(gone)

    def _paths(self, digest: str, name: str) -> list[str]:
        """Where a file is written, and where an earlier version would have."""
        return [f"{self._root}/{folder}/{name}" for folder in folders(digest)]

    def _write(self, digest: str, name: str, data: bytes) -> None:
        path, earlier = self._paths(digest, name)
        with self._translated():
            if not _freshened(path, len(data)):
                if _freshened(earlier, len(data)):
                    path = earlier
                else:
                    self._make(path, data)
            # The name must last as well, and once in our life those of the folders above it. Also when
            # the file was there: whoever put it may not have come this far yet.
            folder = os.path.dirname(path)
            flush(folder)
            self._last(folder)

    def _last(self, folder: str) -> None:
        """Brings the names of a folder, and of those above it, to the disk, unless they are there."""
        if folder not in self._lasting and folder != str(self._root):
            above = os.path.dirname(folder)
            self._last(above)
            flush(above)
            self._lasting.add(folder)

    def _make(self, path: str, data: bytes) -> None:
        """A new file, whole on the disk before it gets its name."""
        temporary = f"{os.path.dirname(path)}/{TEMPORARY}{secrets.token_hex(6)}.tmp"
        try:
            with open(self._opened(temporary), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise

    def _opened(self, path: str) -> int:
        """The descriptor of a new file; its folder is made if it is not there (any more)."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            return os.open(path, flags, 0o644)
        except FileNotFoundError:
            folder = os.path.dirname(path)
            self._lasting.discard(folder)
            os.makedirs(folder, exist_ok=True)
            return os.open(path, flags, 0o644)

    def _read(self, digest: str, name: str) -> bytes | None:
        with self._translated():
            for path in self._paths(digest, name):
                with contextlib.suppress(FileNotFoundError):
                    return Path(path).read_bytes()
        return None

    def _has(self, digest: str, name: str) -> bool:
        return any(os.path.exists(path) for path in self._paths(digest, name))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in FULL:
                raise DiskFull(
                    f"There is no room left in {self._root}; free some space, or set `assets` to another"
                    " folder."
                ) from error
            if error.errno == errno.ENOTDIR:
                raise CannotWrite(f"{self._root} is a file, not a folder; choose another place.") from error
            raise CannotWrite(
                f"{self._root} cannot be used ({error.strerror}); choose a folder that you may write to."
            ) from error


def folders(digest: str) -> tuple[str, str]:
    """Where a content is written, and where earlier versions wrote it: 65,536 folders, of which nearly
    every picture had to make one and to wait for the disk to know it."""
    return digest[:2], f"{digest[:2]}/{digest[2:4]}"


def _freshened(path: str, size: int) -> bool:
    """Makes a file as young as a new one, so that no sweep takes it; False if it is not there whole."""
    try:
        if os.stat(path).st_size != size:  # a disk has lost some of it: it is written anew
            return False
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _taken_away(path: Path, before: float) -> bool:
    """Deletes a file that is older than `before`, unless somebody puts it again at this moment."""
    aside = path.with_name(f"{TEMPORARY}{secrets.token_hex(6)}.old")
    try:
        if path.stat().st_mtime >= before:
            return False
        os.replace(path, aside)
        if aside.stat().st_mtime >= before:  # made young between the two lines above
            os.replace(aside, path)
            return False
        aside.unlink()
    except FileNotFoundError:
        return False
    return True


def checked(digest: str) -> str:
    """A digest, and nothing that could lead out of the store."""
    if not _DIGEST.fullmatch(digest):
        raise missing(digest)
    return digest


def missing(digest: str) -> NotFound:
    return NotFound(f"The store has no file {digest[:12]}…; it was deleted, or its disk is not there.")
