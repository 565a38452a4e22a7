"""Records: what is here of local models, a file of JSON for each; and which licences were accepted.

models/records/NAME.json    what was brought or adopted, file by file
models/NAME/…               the files of what was brought; adopted ones stay where they lie
models/licences.json        name → the licence that was accepted, and when
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from tintype.core.errors import BadFile, BadOption
from tintype.studio.catalogue.kinds import Part

if TYPE_CHECKING:
    from tintype.ports.catalogue import Entry
    from tintype.studio.settings import Settings

Form = Literal["folder", "file", "gguf"]
"""A folder in diffusers' layout, one .safetensors file, or one .gguf file."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A file. path: from the record's root. sha256: "" until somebody counted. changed: when the file was
    last written, in nanoseconds, as it was then."""

    path: str
    size: int
    sha256: str = ""
    changed: int = 0


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is here.

    name: as users pick it. entry: the catalogue's name for it, "" where it has none. part, family,
    variant: see kinds. root: folder of the files. main: the file that holds the weights, from the root;
    "" for a folder. whole: nothing is missing yet. adopted: belongs to another program, and is never
    touched. repo, commit: whence it came.
    """

    name: str
    entry: str = ""
    part: Part = "model"
    family: str = ""
    variant: str = ""
    form: Form
    root: str
    main: str = ""
    files: tuple[Held, ...] = ()
    whole: bool = True
    adopted: bool = False
    licence: str = ""
    repo: str = ""
    commit: str = ""

    @property
    def path(self) -> Path:
        """What the engine opens."""
        return Path(self.root) / self.main if self.main else Path(self.root)

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(each.size for each in self.files)


class _Accepted(msgspec.Struct, frozen=True):
    licence: str
    when: str


class Records:
    """Those of one folder of models."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> tuple[Record, ...]:
        """Every record that can be read, by name; one that cannot harms no other."""
        found: list[Record] = []
        for path in sorted((self.folder / ".records").glob("*.json")):
            with contextlib.suppress(BadFile):
                if (record := self._read(path)) is not None:
                    found.append(record)
        return tuple(found)

    def get(self, name: str) -> Record | None:
        return self._read(self._path(name))

    def put(self, record: Record) -> None:
        """Keeps it, in one step."""
        _write(self._path(record.name), msgspec.json.format(msgspec.json.encode(record)))

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def place(self, name: str) -> Path:
        """Where the files of a model lie that was brought."""
        self._path(name)
        return self.folder / name

    def accepted(self, name: str, licence: str) -> bool:
        """Whether somebody accepted this licence of that model here."""
        found = self._licences().get(name)
        return found is not None and found.licence == licence

    def accept(self, entry: Entry) -> None:
        """Notes that its licence was accepted now."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        found = self._licences() | {entry.name: _Accepted(entry.licence, when)}
        _write(self.folder / ".licences.json", msgspec.json.format(msgspec.json.encode(found)))

    def _licences(self) -> dict[str, _Accepted]:
        try:
            return msgspec.json.decode(
                (self.folder / ".licences.json").read_bytes(), type=dict[str, _Accepted]
            )
        except (OSError, msgspec.MsgspecError):
            return {}

    def _path(self, name: str) -> Path:
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", name):
            raise BadOption(f"“{name[:80]}” is no name of a local model; use a-z, 0-9, '.', '_' and '-'.")
        return self.folder / ".records" / f"{name}.json"

    def _read(self, path: Path) -> Record | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Record)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise BadFile(f"{path} cannot be read ({error}); remove it, and pull or adopt anew.") from error


def records(settings: Settings) -> Records:
    """Those of the folder that the settings name, or of the data folder."""
    from tintype.studio.settings import data_folder

    if settings.models:
        return Records(Path(os.path.abspath(os.path.expanduser(settings.models))))
    return Records(data_folder(settings) / "models")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    os.replace(fresh, path)
