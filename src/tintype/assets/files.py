"""Where a finished picture goes: a whole file or none.

The picture is encoded in memory, written beside its destination under a temporary name, flushed to
the disk and renamed, so that no reader and no power cut ever sees half a file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.core.errors import BadOption, CannotWrite, DiskFull, TintypeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tintype.core.picture import Picture

FORMATS: dict[str, str] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""File extension → Pillow's name of the format."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES, errno.EMLINK}
"""What a disk says that has no second names for a file."""


def format_of(path: Path) -> str:
    """PNG, JPEG or WEBP by the extension; raises BadOption for any other."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        ending = f"“{path.suffix}”" if path.suffix else "no extension"
        raise BadOption(
            f"Cannot tell the format of {path.name!r} ({ending}); end it with .png, .jpg or .webp."
        ) from None


def check(path: Path, pixels: int = 0) -> None:
    """Raises now what `save` would raise later: format, folder, permission, room for `pixels`.

    It creates and removes a temporary file, the only test that knows every kind of refusal.
    """
    real = Path(os.path.realpath(path))
    with _translated(path):
        if real.is_dir():
            raise CannotWrite(f"{path} is a folder; name a file in it, such as {path / 'picture.png'}.")
        format_of(path)
        if real.exists() and not real.is_file():
            raise CannotWrite(f"{path} is not an ordinary file; name one ending in .png, .jpg or .webp.")
        trial = _temporary(real)
        os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        os.unlink(trial)
        status = os.statvfs(real.parent) if hasattr(os, "statvfs") else None
    needed = 2 * pixels  # a PNG of a noisy photograph takes about two bytes a pixel
    if status is not None and status.f_bavail * status.f_frsize < needed:
        raise DiskFull(
            f"There is no room left for {path} (about {max(1, needed >> 20)} MB needed);"
            " free some space or choose another folder."
        )


def save(picture: Picture, path: Path, *, overwrite: bool = True) -> Path:
    """Writes the stamped picture and returns where it lies.

    overwrite: replace an existing file; otherwise -2, -3, … is added to the name. Raises
    BadOption (unknown format), CannotWrite or DiskFull, and then leaves no file behind.
    """
    from tintype.assets.stamp import encode

    return put(encode(picture, format_of(path)), path, overwrite=overwrite)


def put(data: bytes, path: Path, *, overwrite: bool = True) -> Path:
    """Writes a file as `save` does, whole or not at all. Raises CannotWrite or DiskFull."""
    real = Path(os.path.realpath(path))  # through links, to replace the file and not the link
    temporary = _temporary(real)
    with _translated(path):
        try:
            _write(temporary, data)
            placed = _place(temporary, real, overwrite=overwrite)
            return path if overwrite else path.with_name(placed.name)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def vacant(path: Path) -> Path:
    """The path itself if nothing is there, else the first of name-2, name-3, … that is free."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def numbered(path: Path, index: int, count: int) -> Path:
    """name.png for a single picture, name-1.png, name-2.png, … for several; index from 0."""
    return path if count == 1 else path.with_name(f"{path.stem}-{index + 1}{path.suffix}")


def slug(sentence: str, limit: int = 48) -> str:
    """A file name from a sentence: letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", sentence).lower()
    words = re.findall(r"[^\W_]+", plain)
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:limit]
        if len(longer) > limit or len(longer.encode()) > 120:
            break
        kept = longer
    return kept or "picture"


def flush(folder: Path | str) -> None:
    """Brings the names in a folder to the disk: a file that is whole must be findable as well."""
    if os.name == "nt":  # which opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _temporary(path: Path) -> Path:
    return path.with_name(f".tintype-{secrets.token_hex(6)}.tmp")


def _write(path: Path, data: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _place(temporary: Path, path: Path, *, overwrite: bool) -> Path:
    """Gives the temporary file its name in one step; without overwrite the first vacant one."""
    while not overwrite:
        free = vacant(path)
        try:
            os.link(temporary, free)  # unlike rename, refuses to replace a file made meanwhile
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            path = free
            break
        return free
    os.replace(temporary, path)
    return path


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turns an OSError about `path` into the sentence for it."""
    try:
        yield
    except TintypeError:
        raise
    except FileNotFoundError as error:
        if path.parent.is_dir():
            raise CannotWrite(f"{path} cannot be written; choose a folder that you may write to.") from error
        raise CannotWrite(
            f"The folder {path.parent} does not exist; create it or choose another place for {path.name}."
        ) from error
    except NotADirectoryError as error:
        raise CannotWrite(f"{path.parent} is a file, not a folder; choose another place.") from error
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(
                f"There is no room left for {path}; free some space or choose another folder."
            ) from error
        if error.errno == errno.ENAMETOOLONG:
            raise CannotWrite(f"The name of {path.name[:40]}… is too long; choose a shorter one.") from error
        raise CannotWrite(
            f"{path} cannot be written ({error.strerror}); choose a folder that you may write to."
        ) from error
