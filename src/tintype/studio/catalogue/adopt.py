"""Adopting: files of another program become models here and stay where they lie.

A folder of ComfyUI or AUTOMATIC1111 is looked through; what a file is, its head tells, not its folder.
Nothing in it is written, moved or deleted, now or later.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import BadFile, BadOption
from tintype.ports import catalogue
from tintype.runtime.weights import GGUF, PICKLES, SAFETENSORS, head
from tintype.studio.catalogue.kinds import What, told, what_folder
from tintype.studio.catalogue.records import Form, Held, Record, Records

if TYPE_CHECKING:
    from tintype.ports.catalogue import Entry

DEEPEST = 6
"""Folders within folders that are looked into."""
MOST = 5000
"""Files that are looked at in one go."""
SKIPPED = frozenset(
    {"venv", "node_modules", "__pycache__", "output", "outputs", "input", "temp", "custom_nodes"}
)
"""Folders of other programs that hold no models."""


@dataclass(frozen=True)
class Found:
    """A file that was looked at. record: None where it is left alone, and `why` says why."""

    path: Path
    record: Record | None
    why: str = ""


def adopt(path: Path, kept: Records, *, name: str = "") -> tuple[Found, ...]:
    """Registers a file, a folder in diffusers' layout, or all models below a folder. name: what a single
    one is to be called; "": after its file. Raises BadFile for a single one that is none, BadOption."""
    path = Path(os.path.abspath(os.path.expanduser(path)))
    if path.is_file():
        return (_kept(_one(path), kept, name),)
    if not path.is_dir():
        raise BadFile(f"There is nothing at {path}; give a file or a folder that exists.")
    if (path / "model_index.json").is_file():
        return (_kept(_folder(path), kept, name),)
    if name:
        raise BadOption(f"{path} may hold many models, so it takes no --name; give one file.")
    found = [_tried(each, kept) for each in sorted(_below(path))]
    if not found:
        raise BadFile(f"There are no models below {path}; give a folder with .safetensors or .gguf files.")
    return tuple(found)


def _below(folder: Path, deep: int = 0) -> Iterator[Path]:
    """Files of weights and folders in diffusers' layout below a folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_file():
            if path.suffix.lower() in (SAFETENSORS, GGUF, *PICKLES):
                yield path
        elif (path / "model_index.json").is_file():
            yield path
        elif deep < DEEPEST and not entry.name.startswith(".") and entry.name not in SKIPPED:
            yield from _below(path, deep + 1)


def _tried(path: Path, kept: Records) -> Found:
    """One of many: what is wrong with it stops none of the others."""
    try:
        return _kept(_folder(path) if path.is_dir() else _one(path), kept, "")
    except BadFile as error:
        return Found(path, None, str(error))


def _one(path: Path) -> Record:
    """The record of a single file; raises BadFile for a pickle, for what is damaged, and for what is none."""
    found = head(path)
    what = told(found, path.name)
    if what.part == "unknown":
        raise BadFile(f"{path.name} holds nothing that is known here; models, LoRAs and their like are.")
    entry = _entry(path.stem, what)
    form: Form = "gguf" if found.format == "gguf" else "file"
    said = found.says.get("modelspec.license") or found.says.get("general.license", "")
    return _record(path.parent, path.name, (path,), what, entry, form, said)


def _folder(path: Path) -> Record:
    what = what_folder(path)
    files = tuple(each for each in sorted(path.rglob("*")) if each.is_file())
    if any(each.suffix == SAFETENSORS for each in files):
        return _record(path, "", files, what, _entry(path.name, what), "folder", "")
    if any(each.suffix in PICKLES for each in files):
        raise BadFile(
            f"The weights in {path} are pickles, which may run any program when they are opened, so they are "
            "not; take the same model as .safetensors."
        )
    raise BadFile(f"{path} holds no weights; give a folder that diffusers has saved whole.")


def _record(
    root: Path, main: str, files: tuple[Path, ...], what: What, entry: Entry | None, form: Form, said: str
) -> Record:
    return Record(
        name=slug(_called(root, main)),
        entry=entry.name if entry else "",
        part=what.part,
        family=what.family,
        variant=what.variant,
        form=form,
        root=str(root),
        main=main,
        files=tuple(_held(root, each) for each in files),
        adopted=True,
        licence=entry.licence if entry else said or "its makers', not known here",
    )


NAMELESS = ("diffusion_pytorch_model", "pytorch_lora_weights", "model", "learned_embeds")
"""Beginnings of names that say nothing; the folder's says more."""


def _called(root: Path, main: str) -> str:
    """What a file or folder is called by those who made it."""
    return root.name if not main or Path(main).stem.startswith(NAMELESS) else Path(main).stem


def _held(root: Path, path: Path) -> Held:
    found = path.stat()
    return Held(path=path.relative_to(root).as_posix(), size=found.st_size, changed=found.st_mtime_ns)


def _entry(stem: str, what: What) -> Entry | None:
    """The catalogue's entry that a file is a copy or a kin of, by its name and what it holds: the longest
    beginning counts, so that Juggernaut's licence goes with every Juggernaut."""
    slug, found = stem.lower(), [(0, None)]
    for entry in catalogue.entries():
        if entry.weights is None or entry.weights.family != what.family:
            continue
        found += [(len(each), entry) for each in entry.weights.called if slug.startswith(each)]
    return max(found, key=lambda each: each[0])[1] if what.part in ("model", "transformer", "redux") else None


def slug(text: str) -> str:
    """Something like it that records take as a name."""
    found = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")
    return found[:80] or "model"


def _kept(record: Record, kept: Records, name: str) -> Found:
    """Puts it, under a name that nobody has; what was adopted before keeps the name it got then."""
    path = record.path
    before = next((each for each in kept.all() if each.adopted and each.path == path), None)
    if before is not None and not name:
        name = before.name
    elif not name:
        name = free(record.name, kept)
    elif _reserved(name) or ((other := kept.get(name)) is not None and other.path != path):
        raise BadOption(f"The name “{name}” is taken; give another --name.")
    if before is not None and before.name != name:
        kept.drop(before.name)
    final = msgspec.structs.replace(record, name=name)
    kept.put(final)
    return Found(path, final)


def free(name: str, kept: Records) -> str:
    """The name, or the next one like it, that neither a record nor the catalogue has."""
    taken = {each.name for each in kept.all()}
    tries = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(each for each in tries if each not in taken and not _reserved(each))


def _reserved(name: str) -> bool:
    return any(each.name == name for each in catalogue.entries())
