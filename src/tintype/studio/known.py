"""Known: every model that a user may hear of: those here, those to be set up, those retired; and whether
the files of those here are what they should be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import TintypeError, UnknownModel
from tintype.ports import catalogue
from tintype.studio.catalogue.check import check
from tintype.studio.catalogue.records import Records, records
from tintype.studio.hosted import sentence_for

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.ports.catalogue import Entry
    from tintype.ports.engine import Engine, ModelCard
    from tintype.studio.studio import Studio


@dataclass(frozen=True)
class Known:
    """A model. engine: who paints with it, "" if it is not here. cure: what brings it, "" if it is here.
    entry: what the catalogue says of it, None if nothing."""

    name: str
    card: ModelCard | None
    engine: str
    entry: Entry | None
    cure: str = ""

    @property
    def title(self) -> str:
        return self.card.title if self.card else self.entry.title if self.entry else self.name

    @property
    def best_at(self) -> str:
        return self.card.best_at if self.card else self.entry.best_at if self.entry else ""

    @property
    def operations(self) -> tuple[str, ...]:
        return self.card.operations if self.card else self.entry.operations if self.entry else ()


@dataclass(frozen=True)
class Verdict:
    """Whether a model is what it should be. good: None where nobody can tell from here."""

    model: str
    good: bool | None
    found: str


def known(studio: Studio, *, everything: bool = False) -> tuple[Known, ...]:
    """The models here; everything: also those that could be set up, and those retired."""
    kept = records(studio.settings)
    named = {record.name: record.entry for record in kept.all() if record.entry}
    here = [
        Known(card.name, card, engine, catalogue.entry(named.get(card.name, card.name)))
        for engine, card in studio.registry.models()
    ]
    if not everything:
        return tuple(here)
    names = {each.name for each in here}
    more = [
        Known(entry.name, None, "", entry, _cure(entry, kept))
        for entry in catalogue.entries()
        if entry.name not in names
    ]
    return (*here, *more)


def _cure(entry: Entry, kept: Records) -> str:
    """What brings a model that is not here."""
    if entry.weights is not None:
        from tintype.studio.catalogue.local import cure

        return cure(entry, kept)
    return sentence_for(entry.name) or "It is not set up here."


def about(studio: Studio, name: str) -> Known:
    """One of them; raises UnknownModel."""
    found = {each.name: each for each in known(studio, everything=True)}
    if name in found:
        return found[name]
    entry = catalogue.entry(name)
    if entry is not None and entry.name in found:
        return found[entry.name]
    raise UnknownModel(f"There is no model “{name}”, here or elsewhere; tintype models list --all shows all.")


def to_set_up(studio: Studio) -> dict[str, list[Known]]:
    """What brings them → the models that are not here and not retired."""
    found: dict[str, list[Known]] = {}
    from tintype.studio.hosted import SET

    for each in known(studio, everything=True):
        if each.card is None and each.entry is not None and each.entry.status != "retired":
            local = "bring one: tintype models pull NAME" if each.entry.weights else each.cure
            found.setdefault(SET.get(each.entry.engine, local), []).append(each)
    return found


def verify(studio: Studio, name: str | None = None, emit: Emit | None = None) -> tuple[Verdict, ...]:
    """Looks at the files of the models here, by their sha256, and asks those who run the others. emit: hears
    how far the reading of large files is."""
    kept = records(studio.settings)
    local = {each.name: each for each in kept.all() if name in (None, each.name)}
    models = [about(studio, name)] if name and name not in local else [] if name else list(known(studio))
    return (
        *(_verdict(studio, each) for each in models if each.name not in local),
        *(Verdict(each.name, *check(each, kept, emit)) for each in local.values()),
    )


def _verdict(studio: Studio, model: Known) -> Verdict:
    if model.card is None:
        return Verdict(model.name, False, model.cure)
    engine: Any = studio.registry.engine(model.engine)
    if callable(look := getattr(engine, "verify", None)):
        try:
            return Verdict(model.name, True, str(look(model.name)))
        except TintypeError as error:
            return Verdict(model.name, False, str(error))
    if not model.card.files:
        return Verdict(model.name, True, "needs no files")
    return _files(engine, model.card)


def _files(engine: Engine, card: ModelCard) -> Verdict:
    folder = getattr(engine, "folder", None)
    if not isinstance(folder, Path):
        return Verdict(card.name, None, f"{len(card.files)} files, looked at whenever they are loaded")
    for file, digest in card.files.items():
        path = folder / file
        if not path.is_file():
            return Verdict(card.name, False, f"{file} is missing in {folder}; bring it again.")
        if (found := _sha256(path)) != digest:
            return Verdict(card.name, False, f"{file} was altered ({found[:12]}…); bring it again.")
    return Verdict(card.name, True, f"{len(card.files)} files, each with the sha256 of its card")


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
