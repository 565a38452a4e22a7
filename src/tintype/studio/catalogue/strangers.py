"""Models that the catalogue does not know: "owner/repository" on the hub, or one file in one.

What it is, its files tell once they are here; what its licence is, the hub says, in a word.
"""

from __future__ import annotations

import re
from glob import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import BadOption
from tintype.ports.catalogue import FOLDER, Entry, Terms, Weights
from tintype.runtime.weights import GGUF, SAFETENSORS
from tintype.studio.catalogue.adopt import free, slug
from tintype.studio.catalogue.kinds import what_file, what_folder

if TYPE_CHECKING:
    from tintype.studio.catalogue.hub import Hub
    from tintype.studio.catalogue.records import Record, Records

PERMISSIVE = frozenset(
    {"apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "unlicense", "isc", "bsl-1.0"}
)
"""Licences as the hub calls them that nobody need accept."""
_NO_BUSINESS = re.compile(r"non-?commercial|(^|-)nc(-|$)|research", re.IGNORECASE)


def is_stranger(name: str) -> bool:
    """Whether a name is that of a repository, or of a file in one."""
    return re.fullmatch(r"[\w.-]+/[\w.-]+(/[^\\:]+)?", name) is not None


def forbids_business(licence: str) -> bool:
    """Whether the name of a licence says so."""
    return _NO_BUSINESS.search(licence) is not None


def described(name: str, place: Hub, kept: Records) -> Entry:
    """What the hub says of a repository, or of a file in one, as the catalogue would. Raises BadOption for a
    file of another kind."""
    owner, title, path = (*name.split("/", 2), "")[:3]
    if path and PurePosixPath(path).suffix not in (SAFETENSORS, GGUF):
        raise BadOption(
            f"{path} is neither .safetensors nor .gguf; name such a file, or the repository alone."
        )
    repo = f"{owner}/{title}"
    about = place.about(repo)
    business = forbids_business(about.licence)
    return Entry(
        name=_called(slug(PurePosixPath(path).stem if path else title), repo, path, kept),
        engine="diffusers",
        title=name,
        best_at="",
        cannot="",
        licence=about.licence or "none that the hub tells of",
        operations=(),
        sizes=(256, 2048),
        terms=Terms(
            permissive=about.licence in PERMISSIVE, serve=not business, url=f"{place.url}/{repo}",
            forbids="commercial use, says its name" if business else "",
        ),
        weights=Weights(
            family="auto", repo=repo, files=(escape(path),) if path else FOLDER,
            form="file" if path else "folder", gated=about.gated, painter=0, steps=0,
        ),
    )  # fmt: skip


def _called(name: str, repo: str, path: str, kept: Records) -> str:
    """The name that it got when it was begun, or one that is free."""
    file = PurePosixPath(path).name
    before = [each.name for each in kept.all() if each.repo == repo and PurePosixPath(each.main).name == file]
    return before[0] if before else free(name, kept)


def told_from_files(record: Record) -> Record:
    """The record with what its files say it is. Raises BadFile for what is damaged."""
    root = Path(record.root)
    what = what_file(root / record.main) if record.main else what_folder(root)
    return msgspec.structs.replace(record, entry="", part=what.part, family=what.family, variant=what.variant)
