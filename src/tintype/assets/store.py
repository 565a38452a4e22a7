"""Store: files named by the sha256 of what is in them, whole or not there at all.

A local folder holds them as aa/bb/<sha256>.png; any fsspec address (s3://bucket/folder, memory://…)
holds them under the same names, and a local copy of what is asked for by path.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.assets.files import FULL, flush
from tintype.core.errors import (
    BadOption,
    CannotWrite,
    DiskFull,
    MissingPart,
    NoNetwork,
    NotFound,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SUFFIXES = (".png", ".jpg", ".webp")
"""What files of the store end in."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"([0-9a-f]{64})(?:-[a-z0-9]+)?\.\w+")
_TEMPORARY = ".tintype-"
_WHOLE_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
"""Services whose objects appear when they are whole; on all others we upload under another name."""


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
        return LocalStore(Path(rest).expanduser()) if scheme in ("file", "local") else RemoteStore(where)

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
        raise _missing(digest)

    def keep(self, digest: str, mark: str, data: bytes) -> None:
        """Keeps what was derived from a content, such as a thumbnail, under a name beside it."""
        _checked(digest)
        self._write(digest, f"{digest}-{mark}", data)

    def kept(self, digest: str, mark: str) -> bytes | None:
        """What was derived, None if it was not yet."""
        return self._read(_checked(digest), f"{digest}-{mark}")

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
        self._lasting: set[Path] = set()  # folders whose own names are on the disk
        with self._translated():
            root.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # the folder above need not be ours to look into
                flush(root.parent)
            if not os.access(root, os.W_OK):
                raise CannotWrite(f"The folder {root} cannot be written; choose another one.")

    def local(self, digest: str) -> Path:
        for suffix in SUFFIXES:
            path = self._path(_checked(digest), digest + suffix)
            if path.exists():
                return path
        raise _missing(digest)

    def delete(self, digest: str) -> None:
        with self._translated():
            for path in self._path(_checked(digest), digest).parent.glob(f"{digest}*"):
                path.unlink(missing_ok=True)

    def sweep(self, keep: Collection[str], before: float) -> int:
        gone: set[str] = set()
        with self._translated():
            for path in self._root.glob("*/*/*"):
                match = _NAME.fullmatch(path.name)
                unfinished = path.name.startswith(_TEMPORARY)
                if not (unfinished or (match and match[1] not in keep)):
                    continue
                if _taken_away(path, before):
                    gone.update([match[1]] if match else [])
        return len(gone)

    def _path(self, digest: str, name: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / name

    def _write(self, digest: str, name: str, data: bytes) -> None:
        path = self._path(digest, name)
        with self._translated():
            if not _freshened(path, len(data)):
                path.parent.mkdir(parents=True, exist_ok=True)
                temporary = path.with_name(f"{_TEMPORARY}{secrets.token_hex(6)}.tmp")
                try:
                    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
                        file.write(data)
                        file.flush()
                        os.fsync(file.fileno())
                    os.replace(temporary, path)
                finally:
                    with contextlib.suppress(OSError):
                        os.unlink(temporary)
            # The name must last as well, and once in our life those of the folders above it. Also when
            # the file was there: whoever put it may not have come this far yet.
            flush(path.parent)
            for folder in (path.parent, path.parent.parent):
                if folder not in self._lasting:
                    flush(folder.parent)
                    self._lasting.add(folder)

    def _read(self, digest: str, name: str) -> bytes | None:
        with self._translated(), contextlib.suppress(FileNotFoundError):
            return self._path(digest, name).read_bytes()
        return None

    def _has(self, digest: str, name: str) -> bool:
        return self._path(digest, name).exists()

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


class RemoteStore(Store):
    """An fsspec address. Objects appear whole when their upload is done, as S3 has it."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._files, self._root = _file_system(self._url)
        self._files.dircache.use_listings_cache = False  # others write there as well
        self._whole_at_once = self._url.partition("://")[0] in _WHOLE_AT_ONCE
        self._cache = LocalStore(_cache_folder(self._url))
        with self._translated():
            self._files.makedirs(self._root, exist_ok=True)

    def local(self, digest: str) -> Path:
        with contextlib.suppress(NotFound):
            return self._cache.local(digest)
        for suffix in SUFFIXES:
            data = self._read(digest, digest + suffix)
            if data is not None and self._cache.put(data, suffix) == digest:
                return self._cache.local(digest)
        raise _missing(digest)

    def delete(self, digest: str) -> None:
        self._cache.delete(digest)
        with self._translated():
            for name in self._files.glob(f"{self._folder(_checked(digest))}/{digest}*"):
                self._files.rm_file(name)

    def sweep(self, keep: Collection[str], before: float) -> int:
        gone: set[str] = set()
        self._cache.sweep((), before)
        with self._translated():
            for name, facts in self._files.find(self._root, detail=True).items():
                last = name.rpartition("/")[2]
                match = _NAME.fullmatch(last)
                wanted = match is None or match[1] in keep
                if wanted and not last.startswith(_TEMPORARY):
                    continue
                if _moment(facts) < before:
                    self._files.rm_file(name)
                    gone.update([match[1]] if match else [])
        return len(gone)

    def _folder(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest[2:4]}"

    def _write(self, digest: str, name: str, data: bytes) -> None:
        with self._translated():
            folder = self._folder(digest)
            self._files.makedirs(folder, exist_ok=True)
            if self._whole_at_once:
                self._files.pipe_file(f"{folder}/{name}", data)
                return
            temporary = f"{folder}/{_TEMPORARY}{secrets.token_hex(6)}.tmp"
            try:
                self._files.pipe_file(temporary, data)
                self._files.mv(temporary, f"{folder}/{name}")
            except BaseException:
                with contextlib.suppress(Exception):
                    self._files.rm_file(temporary)
                raise

    def _read(self, digest: str, name: str) -> bytes | None:
        with self._translated():
            try:
                return self._files.cat_file(f"{self._folder(digest)}/{name}")
            except FileNotFoundError:
                return None

    def _has(self, digest: str, name: str) -> bool:
        with self._translated():
            return bool(self._files.exists(f"{self._folder(digest)}/{name}"))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise CannotWrite(
                f"There is no {self._shown()}; make it, or change the setting `assets`."
            ) from error
        except PermissionError as error:
            raise CannotWrite(
                f"{self._shown()} refused us ({_short(error)}); check the keys of the environment."
            ) from error
        except Exception as error:  # every service has errors of its own
            raise NoNetwork(
                f"{self._shown()} does not answer ({_short(error)}); check address and network."
            ) from error

    def _shown(self) -> str:
        """The address without a key that somebody may have written into it."""
        return re.sub(r"//[^/@]*@", "//", self._url)


def _file_system(url: str) -> tuple[Any, str]:
    """(file system, path in it) of an address."""
    import fsspec

    try:
        return fsspec.core.url_to_fs(url)
    except ImportError as error:
        scheme = url.partition("://")[0]
        cure = "pip install 'tintype[s3]'" if scheme == "s3" else f"install the fsspec package for {scheme}"
        raise MissingPart(
            f"Files at {scheme}:// need a package that is not here ({error}); {cure}."
        ) from error
    except ValueError as error:
        raise BadOption(
            f"The setting assets is “{url[:80]}”, which is no address; use a folder or s3://bucket/folder."
        ) from error


def _cache_folder(url: str) -> Path:
    from platformdirs import user_cache_path

    return (
        user_cache_path("tintype", appauthor=False) / "store" / hashlib.sha256(url.encode()).hexdigest()[:16]
    )


def _moment(facts: dict[str, Any]) -> float:
    """When an object was last written; now where the service does not say."""
    when = facts.get("LastModified") or facts.get("created") or facts.get("mtime")
    if when is None:
        return time.time()
    return float(when) if isinstance(when, int | float) else float(when.timestamp())


def _freshened(path: Path, size: int) -> bool:
    """Makes a file as young as a new one, so that no sweep takes it; False if it is not there whole."""
    try:
        if path.stat().st_size != size:  # a disk has lost some of it: it is written anew
            return False
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _taken_away(path: Path, before: float) -> bool:
    """Deletes a file that is older than `before`, unless somebody puts it again at this moment."""
    aside = path.with_name(f"{_TEMPORARY}{secrets.token_hex(6)}.old")
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


def _checked(digest: str) -> str:
    """A digest, and nothing that could lead out of the store."""
    if not _DIGEST.fullmatch(digest):
        raise _missing(digest)
    return digest


def _missing(digest: str) -> NotFound:
    return NotFound(f"The store has no file {digest[:12]}…; it was deleted, or its disk is not there.")


def _short(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
