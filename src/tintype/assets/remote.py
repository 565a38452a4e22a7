"""RemoteStore: the store at an fsspec address, s3://bucket/folder for instance."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import time
from typing import TYPE_CHECKING, Any

from tintype.assets.store import NAME, SUFFIXES, TEMPORARY, LocalStore, Store, checked, folders, missing
from tintype.core.errors import BadOption, CannotWrite, MissingPart, NoNetwork, NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_WHOLE_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
"""Services whose objects appear when they are whole; on all others we upload under another name."""


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
        raise missing(digest)

    def delete(self, digest: str) -> None:
        self._cache.delete(digest)
        with self._translated():
            for folder in folders(checked(digest)):
                for name in self._files.glob(f"{self._root}/{folder}/{digest}*"):
                    self._files.rm_file(name)

    def sweep(self, keep: Collection[str], before: float) -> int:
        gone: set[str] = set()
        self._cache.sweep((), before)
        with self._translated():
            for name, facts in self._files.find(self._root, detail=True).items():
                last = name.rpartition("/")[2]
                match = NAME.fullmatch(last)
                wanted = match is None or match[1] in keep
                if wanted and not last.startswith(TEMPORARY):
                    continue
                if _moment(facts) < before:
                    self._files.rm_file(name)
                    gone.update([match[1]] if match else [])
        return len(gone)

    def _write(self, digest: str, name: str, data: bytes) -> None:
        with self._translated():
            folder = f"{self._root}/{folders(digest)[0]}"
            self._files.makedirs(folder, exist_ok=True)
            if self._whole_at_once:
                self._files.pipe_file(f"{folder}/{name}", data)
                return
            temporary = f"{folder}/{TEMPORARY}{secrets.token_hex(6)}.tmp"
            try:
                self._files.pipe_file(temporary, data)
                self._files.mv(temporary, f"{folder}/{name}")
            except BaseException:
                with contextlib.suppress(Exception):
                    self._files.rm_file(temporary)
                raise

    def _read(self, digest: str, name: str) -> bytes | None:
        with self._translated():
            for folder in folders(digest):
                with contextlib.suppress(FileNotFoundError):
                    return self._files.cat_file(f"{self._root}/{folder}/{name}")
        return None

    def _has(self, digest: str, name: str) -> bool:
        with self._translated():
            return any(self._files.exists(f"{self._root}/{folder}/{name}") for folder in folders(digest))

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


def _short(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
