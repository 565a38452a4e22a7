"""Large files, whole or not at all: what was interrupted goes on where it was, and a name stands only for
bytes that are what they should be.

Bytes grow in NAME.part beside NAME; NAME.part.etag says which version of the file they belong to. Only
when size and digest are right does the file get its name, in one step.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import socket
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urljoin, urlsplit

from tintype.core.errors import DiskFull, NoNetwork, Taken
from tintype.runtime.http import HOPS, Head, Lost, NotSent, get, public

TRIES = 5
"""In a row without a single byte."""
PAUSE = 0.5
"""Seconds before the second try; twice as long before each further one."""
PATIENCE = 60.0
"""Seconds that a server may ask us to wait."""


class Refused(NoNetwork):
    """The server answered, and not with the file. status, headers: its answer."""

    def __init__(self, message: str, head: Head) -> None:
        super().__init__(message)
        self.status, self.headers = head.status, head.headers


class Altered(NoNetwork):
    """What came is not what was promised; it was thrown away."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A file. size: bytes. sha256: 64 hex digits; blob: its SHA-1 as git counts it; "" where nobody says.
    headers: go to the host of `url` alone."""

    url: str
    path: Path
    size: int
    sha256: str = ""
    blob: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def opened(url: str, headers: Mapping[str, str]) -> tuple[Head, str, Generator[Head | bytes]]:
    """(the answer's Head, the ETag of the file, its bytes) at an address that the user chose, redirects
    followed. Headers go to its host alone; it may redirect to itself or to a public host, and not from
    https to http. Raises NotSent, Lost."""
    etag, home = "", urlsplit(url).netloc
    for _ in range(HOPS + 1):
        here = urlsplit(url).netloc
        said = headers if here == home else {k: v for k, v in headers.items() if k.lower() != "authorization"}
        body = get(url, headers=said)
        head = cast("Head", next(body))
        etag = etag or _bare(head.headers.get("x-linked-etag", ""))
        if head.status not in (301, 302, 303, 307, 308):
            return head, etag or _bare(head.headers.get("etag", "")), body
        body.close()
        url = _led(url, head.headers.get("location", ""))
    raise NotSent(f"{home} redirects more than {HOPS} times; check the address.")


def _bare(etag: str) -> str:
    return etag.removeprefix("W/").strip('"')


def _led(url: str, location: str) -> str:
    """Where a redirect leads; raises NotSent where it must not."""
    old, new = urlsplit(url), urlsplit(target := urljoin(url, location))
    if new.scheme not in ("http", "https") or (old.scheme == "https" and new.scheme != "https"):
        raise NotSent(f"{old.netloc} redirects to an address that is not secure; nothing was fetched.")
    if new.hostname != old.hostname:
        try:
            found = socket.getaddrinfo(new.hostname, new.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []  # behind a proxy only the proxy knows names
        if not all(public(str(entry[4][0])) for entry in found):
            raise NotSent(f"{old.netloc} redirects into a private network; nothing was fetched.")
    return target


def download(wanted: Wanted, told: Callable[[int], None]) -> str:
    """Brings the file to its path and gives its sha256. told: hears how many bytes are there, often; what
    it raises ends the download, and the next one goes on from there.

    Raises Refused, Altered, NotSent, Lost, DiskFull, or Taken when somebody else is at it.
    """
    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    part = wanted.path.with_name(wanted.path.name + ".part")
    try:
        with open(part, "r+b" if part.exists() else "w+b") as file:
            _alone(file, wanted.path)
            digest = _filled(file, wanted, told)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, wanted.path)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"The disk of {wanted.path.parent} is full; make room and run it again, it goes on there."
            ) from error
        raise
    _etag_file(part).unlink(missing_ok=True)
    return digest


def _alone(file: BinaryIO, path: Path) -> None:
    """Raises Taken when another process writes the same file."""
    with contextlib.suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(f"{path.name} is being downloaded by somebody else; wait for that to end.") from None


def _filled(file: BinaryIO, wanted: Wanted, told: Callable[[int], None]) -> str:
    """Fetches until all is there and right; gives the sha256."""
    hashes = _Hashes(wanted)
    _resume(file, wanted, hashes)
    failures, furthest = 0, file.tell()
    while file.tell() < wanted.size:
        told(file.tell())
        try:
            _some(file, wanted, hashes, told)
        except (NotSent, Lost, Refused) as error:
            failures = 1 if file.tell() > furthest else failures + 1
            furthest = max(furthest, file.tell())
            wait = _pause(error, failures)
            if wait is None:
                raise
            time.sleep(wait)
    told(wanted.size)
    if complaint := hashes.complaint():
        _start_over(file, wanted, hashes)
        raise Altered(f"{wanted.path.name} came with other bytes than {complaint}; it was thrown away.")
    return hashes.sha256.hexdigest()


def _pause(error: NoNetwork, failures: int) -> float | None:
    """Seconds to wait before another try; None: there is no use in one."""
    if failures >= TRIES:
        return None
    if isinstance(error, Refused):
        if error.status not in (408, 429) and error.status < 500:
            return None
        asked = error.headers.get("retry-after", "")
        if asked.isdigit() and int(asked) > 0:
            return float(asked) if float(asked) <= PATIENCE else None
    return PAUSE * 2 ** (failures - 1)


def _some(file: BinaryIO, wanted: Wanted, hashes: _Hashes, told: Callable[[int], None]) -> None:
    """One answer's worth of the file, from where it is."""
    have = file.tell()
    headers = {**wanted.headers, **({"Range": f"bytes={have}-"} if have else {})}
    head, etag, body = opened(wanted.url, headers)
    with contextlib.closing(body):
        host, known = urlsplit(wanted.url).netloc, _etag_file(Path(file.name))
        if head.status not in (200, 206, 416):
            raise Refused(f"{host} answered {head.status} for {wanted.path.name}.", head)
        other = known.exists() and known.read_text("utf-8") != etag
        if head.status != 200 and (other or not _continues(head, have, wanted.size)):
            _start_over(file, wanted, hashes)
            raise Lost(f"{wanted.path.name} changed at {host} meanwhile; try again.")
        if head.status == 200:  # it knows no ranges, or this is the beginning
            _start_over(file, wanted, hashes)
        known.write_text(etag, "utf-8")
        for piece in body:
            assert isinstance(piece, bytes)
            if file.tell() + len(piece) > wanted.size:
                _start_over(file, wanted, hashes)
                raise Altered(f"{wanted.path.name} is longer than its {wanted.size} bytes; nothing was kept.")
            file.write(piece)
            hashes.update(piece)
            told(file.tell())
    if file.tell() < wanted.size:
        raise Lost(f"{host} sent {file.tell()} of the {wanted.size} bytes of {wanted.path.name}; try again.")


def _continues(head: Head, have: int, size: int) -> bool:
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", head.headers.get("content-range", ""))
    return found is not None and int(found[1]) == have and found[2] in ("*", str(size))


def _resume(file: BinaryIO, wanted: Wanted, hashes: _Hashes) -> None:
    """Counts in what an earlier try left, if that can belong to the file."""
    if not _etag_file(Path(file.name)).exists() or os.fstat(file.fileno()).st_size > wanted.size:
        _start_over(file, wanted, hashes)
    while piece := file.read(2**20):
        hashes.update(piece)


def _start_over(file: BinaryIO, wanted: Wanted, hashes: _Hashes) -> None:
    file.seek(0)
    file.truncate()
    hashes.start(wanted)
    _etag_file(Path(file.name)).unlink(missing_ok=True)


def _etag_file(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


class _Hashes:
    """What is counted while bytes pass."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.sha256 = hashlib.sha256()
        self._blob = hashlib.sha1(b"", usedforsecurity=False)
        self.start(wanted)

    def start(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.sha256 = hashlib.sha256()
        self._blob = hashlib.sha1(b"blob %d\0" % wanted.size, usedforsecurity=False)

    def update(self, piece: bytes) -> None:
        self.sha256.update(piece)
        if self._wanted.blob:
            self._blob.update(piece)

    def complaint(self) -> str:
        """What the bytes contradict; "" if nothing."""
        if self._wanted.sha256 and self.sha256.hexdigest() != self._wanted.sha256:
            return f"those of the sha256 {self._wanted.sha256[:12]}…"
        if self._wanted.blob and self._blob.hexdigest() != self._wanted.blob:
            return f"those of the git blob {self._wanted.blob[:12]}…"
        return ""
