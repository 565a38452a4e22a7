"""Bringing a model from the hub: its licence, its files, room for them, and each of them verified."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from tintype.core.errors import BadFile, DiskFull, NotFound, UnknownModel
from tintype.core.event import Progress
from tintype.ports import catalogue
from tintype.runtime.download import Refused, Wanted, download
from tintype.runtime.weights import GGUF, PICKLES, SAFETENSORS
from tintype.studio.catalogue.hub import Hub, Listed, hub, refused
from tintype.studio.catalogue.records import Held, Record, Records, records
from tintype.studio.catalogue.strangers import described, is_stranger, told_from_files
from tintype.studio.catalogue.terms import check_accepted

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.ports.catalogue import Entry, Weights
    from tintype.studio.catalogue.kinds import Part
    from tintype.studio.settings import Settings

ENDS = (SAFETENSORS, GGUF)

SPARE = 256 * 2**20
"""Bytes that stay free on the disk."""


@dataclass(frozen=True)
class Load:
    """What has to be fetched. commit: of the repository. here: files that are whole already."""

    entry: Entry
    commit: str
    files: tuple[Listed, ...]
    here: Mapping[str, Held]
    part: Part = "model"

    @property
    def size(self) -> int:
        """Bytes of all files, those that are here too."""
        return sum(each.size for each in self.files)


def known(name: str) -> Entry:
    """The local model of that name in the catalogue; raises UnknownModel."""
    entry = catalogue.entry(name)
    if entry is None or entry.weights is None:
        names = ", ".join(each.name for each in catalogue.entries() if each.weights is not None)
        raise UnknownModel(f"“{name}” is no model that can be brought here; these can: {names}.")
    return entry


def pull(
    name: str,
    settings: Settings,
    environ: Mapping[str, str],
    emit: Emit,
    *,
    accept: bool = False,
    show: Callable[[Entry], None] | None = None,
    without: Without = "",
) -> Record:
    """Brings a model, or what is missing of it, and gives its record. name: in the catalogue, or
    "owner/repository" on the hub, or a file in one. accept: its licence, on behalf of the user. show: hears
    what is known of it, before it is accepted. without: what is left out, because a file that is here has
    it: the painting network, or all weights. emit: hears Progress in bytes; what it raises ends the
    download, and the next pull goes on.

    Raises Forbidden for a licence that was not accepted, NoNetwork when offline, Unauthorized, DiskFull, …
    """
    kept = records(settings)
    foreign = is_stranger(name) and catalogue.entry(name) is None
    entry = None if foreign else known(name)
    if show is not None and entry is not None:
        show(entry)  # of our own we know without asking anybody
    place = hub(settings, environ)
    if entry is None:
        entry = described(name, place, kept)
        if show is not None:
            show(entry)
    if accept:
        kept.accept(entry)
    check_accepted(entry, kept)
    load = planned(trimmed(entry, without), place, kept, PARTS[without])
    _check_room(load, kept)
    record = _fetched(load, place, kept, emit)
    if foreign:
        record = told_from_files(record)
        kept.put(record)
    return record


Without = Literal["", "network", "weights"]
PARTS: dict[Without, Part] = {"": "model", "network": "rest", "weights": "settings"}
"""What is left out → what comes."""


def trimmed(entry: Entry, without: Without) -> Entry:
    """The entry of what comes where something is left out; it has a name of its own."""
    if not without or entry.weights is None:
        return entry
    left = ("unet/*.safetensors", "transformer/*.safetensors") if without == "network" else ("*.safetensors",)
    weights = msgspec.structs.replace(entry.weights, without=(*entry.weights.without, *left), form="folder")
    return msgspec.structs.replace(entry, name=f"{entry.name}-{PARTS[without]}", weights=weights)


def planned(entry: Entry, place: Hub, kept: Records, part: Part = "model") -> Load:
    """What the hub has of it; raises NotFound where that is not what the catalogue expects."""
    assert entry.weights is not None
    commit = place.about(entry.weights.repo).commit
    files = tuple(
        each for each in place.files(entry.weights.repo, commit) if _taken(each.path, entry.weights)
    )
    if not files or (part != "settings" and not any(each.path.endswith(ENDS) for each in files)):
        raise NotFound(f"{entry.weights.repo} has no such weights as are expected of it; has it moved?")
    for each in files:
        known_digest = entry.weights.sha256.get(each.path)
        if known_digest and each.sha256 and each.sha256 != known_digest:
            raise BadFile(f"{each.path} of {entry.weights.repo} is not the file that the catalogue names.")
    return Load(entry, commit, files, _whole(kept, entry, files, commit), part)


def _taken(path: str, weights: Weights) -> bool:
    """Whether a file of the repository is wanted; a pickle never is."""
    if PurePosixPath(path).suffix in PICKLES:
        return False
    return any(fnmatchcase(path, pattern) for pattern in weights.files) and not any(
        fnmatchcase(path, pattern) for pattern in weights.without
    )


def _local(path: str, weights: Weights) -> str:
    """What a file is called here."""
    return path.replace(weights.drop, "") if weights.drop else path


def _whole(kept: Records, entry: Entry, files: tuple[Listed, ...], commit: str) -> dict[str, Held]:
    """Files that an earlier pull brought, verified, and that nobody changed since."""
    assert entry.weights is not None
    record = kept.get(entry.name)
    if record is None or record.adopted:
        return {}
    before = {each.path: each for each in record.files}
    found: dict[str, Held] = {}
    for each in files:
        held = before.get(_local(each.path, entry.weights))
        if held is None or held.size != each.size:
            continue
        if record.commit != commit and held.sha256 != each.sha256:  # of small ones the hub tells none
            continue
        path = Path(record.root) / held.path
        if path.is_file() and (path.stat().st_size, path.stat().st_mtime_ns) == (held.size, held.changed):
            found[each.path] = held
    return found


def _check_room(load: Load, kept: Records) -> None:
    """Raises DiskFull before a byte is fetched."""
    assert load.entry.weights is not None
    kept.folder.mkdir(parents=True, exist_ok=True)
    place = kept.place(load.entry.name)
    parts = (place / (_local(each.path, load.entry.weights) + ".part") for each in load.files)
    begun = sum(part.stat().st_size for part in parts if part.is_file())
    missing = sum(each.size for each in load.files if each.path not in load.here) - begun
    free = shutil.disk_usage(kept.folder).free
    if missing + SPARE > free:
        raise DiskFull(
            f"“{load.entry.name}” needs {gigabytes(missing)} more, and {kept.folder} has {gigabytes(free)}"
            " free; make room, or set another folder in the setting models."
        )


def gigabytes(size: int) -> str:
    """Bytes as a person reads them."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


def _fetched(load: Load, place: Hub, kept: Records, emit: Emit) -> Record:
    """Fetches file by file, and keeps a record after each, so that the next pull knows what is whole."""
    entry, weights = load.entry, load.entry.weights
    assert weights is not None
    headers, root = place.headers(), kept.place(entry.name)
    held = dict(load.here)
    done = sum(each.size for each in held.values())
    doing = f"fetching {gigabytes(load.size)}"
    record = _record(load, root, held)
    for each in load.files:
        if each.path in held:
            continue

        def told(have: int, before: int = done) -> None:
            emit(Progress(doing, before + have, load.size))

        wanted = Wanted(
            url=place.address(weights.repo, load.commit, each.path),
            path=root / _local(each.path, weights),
            size=each.size,
            sha256=each.sha256 or weights.sha256.get(each.path, ""),
            blob=each.blob,
            headers=headers,
        )
        try:
            digest = download(wanted, told)
        except Refused as error:
            raise refused(place, weights.repo, error) from error
        held[each.path] = _held(root, _local(each.path, weights), digest)
        done += each.size
        record = _record(load, root, held)
        kept.put(record)
    kept.put(record)
    return record


def _held(root: Path, path: str, digest: str) -> Held:
    found = (root / path).stat()
    return Held(path=path, size=found.st_size, sha256=digest, changed=found.st_mtime_ns)


def _record(load: Load, root: Path, held: Mapping[str, Held]) -> Record:
    entry, weights = load.entry, load.entry.weights
    assert weights is not None
    files = tuple(held[each.path] for each in load.files if each.path in held)
    main = ""
    if weights.form == "file":
        main = next((each.path for each in files if each.path.endswith(ENDS)), "")
    whole = len(files) == len(load.files)
    return Record(
        name=entry.name,
        entry=entry.name,
        part="redux" if weights.variant == "redux" and load.part == "model" else load.part,
        family=weights.family,
        variant=weights.variant,
        form="gguf" if main.endswith(GGUF) else weights.form,
        root=str(root),
        main=main,
        files=files,
        whole=whole,
        licence=entry.licence,
        repo=weights.repo,
        commit=load.commit,
    )
