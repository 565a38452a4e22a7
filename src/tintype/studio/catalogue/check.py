"""Whether files are what they were, and taking models away."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import CannotWrite, NotFound
from tintype.core.event import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.core.event import Emit
    from tintype.studio.catalogue.records import Held, Record, Records

CHUNK = 8 * 2**20
"""Bytes that are read at once."""


def check(record: Record, kept: Records, emit: Emit | None = None) -> tuple[bool, str]:
    """(whether all its files are as they should be, a sentence). An adopted file is counted the first time
    and held to that from then on. emit: hears Progress in bytes."""
    if not record.whole:
        return False, f"not all of it came; go on: tintype models pull {record.name}"
    counted: list[Held] = []
    done = 0
    for held in record.files:
        path = Path(record.root) / held.path
        cure = "adopt it again" if record.adopted else f"bring it again: tintype models pull {record.name}"
        try:
            size = path.stat().st_size
        except OSError:
            return False, f"{held.path} is missing in {record.root}; {cure}"
        if size != held.size:
            return False, f"{held.path} has {size} bytes instead of {held.size}; {cure}"
        digest = _sha256(path, lambda have, before=done: _tell(emit, record, before + have))
        done += size
        if held.sha256 and digest != held.sha256:
            if not record.adopted:  # the next pull shall see that it is not whole
                kept.put(msgspec.structs.replace(record, files=_without(record, held), whole=False))
            return False, f"{held.path} was altered ({digest[:12]}…); {cure}"
        counted.append(msgspec.structs.replace(held, sha256=digest))
    fresh = any(not held.sha256 for held in record.files)
    if fresh:
        kept.put(msgspec.structs.replace(record, files=tuple(counted)))
    count = f"{len(counted)} file{'s' * (len(counted) != 1)}"
    return True, f"{count}, counted now for the first time" if fresh else f"{count}, each with its sha256"


def _sha256(path: Path, told: Callable[[int], None]) -> str:
    digest, have = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
            have += len(piece)
            told(have)
    return digest.hexdigest()


def _tell(emit: Emit | None, record: Record, done: int) -> None:
    if emit is not None:
        emit(Progress(f"reading {record.name}", done, record.size))


def _without(record: Record, held: Held) -> tuple[Held, ...]:
    return tuple(each for each in record.files if each is not held)


def find(name: str, kept: Records) -> Record:
    """The record of that name; raises NotFound."""
    record = kept.get(name)
    if record is None:
        names = ", ".join(each.name for each in kept.all()) or "none"
        raise NotFound(f"There is no local model “{name}” here; these are: {names}.")
    return record


def remove(name: str, kept: Records) -> int:
    """Takes a model away and gives the bytes that are free again. What was adopted is only forgotten: its
    files belong to another program. Raises NotFound, CannotWrite."""
    record = kept.get(name)
    place = kept.place(name)
    if record is None and not place.is_dir():
        find(name, kept)
    freed = 0
    if place.is_dir() and not (record and record.adopted):
        freed = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
        try:
            shutil.rmtree(place)
        except OSError as error:
            raise CannotWrite(
                f"{place} cannot be removed ({error.strerror}); free it and try again."
            ) from error
    with contextlib.suppress(FileNotFoundError):
        kept.drop(name)
    return freed
