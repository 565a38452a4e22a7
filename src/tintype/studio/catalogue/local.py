"""Local models as users see them: what is here, what is missing, and what brings it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from tintype.ports import catalogue
from tintype.studio.catalogue.kinds import PAINTS
from tintype.studio.catalogue.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tintype.ports.catalogue import Entry
    from tintype.studio.catalogue.records import Record

ENGINE = "diffusers"
LIBRARIES = ("torch", "diffusers", "transformers")
INSTALL = "pip install 'tintype[diffusers]'"


def painters(kept: Records) -> tuple[Record, ...]:
    """The records that users can pick as models."""
    return painting(kept.all())


def painting(everything: Iterable[Record]) -> tuple[Record, ...]:
    """Those of some records that users can pick as models: whole, and not a part that joins another."""
    return tuple(each for each in everything if each.part in PAINTS and each.whole)


def state(entry: Entry, kept: Records) -> str:
    """Whether a local model of the catalogue is here, partly or not, and whether its licence was accepted."""
    here = [each for each in kept.all() if each.entry == entry.name]
    if any(each.whole for each in here):
        adopted = "" if any(not each.adopted for each in here) else f", adopted as {here[0].name}"
        return f"here{adopted}"
    if here:
        return "partly here"
    assert entry.terms is not None
    if not entry.terms.permissive and not kept.accepted(entry.name, entry.licence):
        return "not here, licence not accepted"
    return "not here"


def cure(entry: Entry, kept: Records) -> str:
    """What brings a local model that is not here."""
    assert entry.terms is not None
    accepted = entry.terms.permissive or kept.accepted(entry.name, entry.licence)
    return f"bring it: tintype models pull {entry.name}{'' if accepted else ' --accept-licence'}"


def lacking(name: str, kept: Records) -> tuple[str, ...]:
    """What a model that is here still needs before it paints, a sentence each."""
    found: list[str] = []
    record = kept.get(name)
    entry = catalogue.entry(record.entry if record else name)
    if entry is not None and entry.weights is not None and entry.weights.needs:
        names = entry.weights.needs
        if not any(each.entry in names for each in painters(kept)):
            found.append(f"It needs {' or '.join(names)} as well: tintype models pull {names[-1]}")
    elif record is not None and not _complete(record, kept):
        others = [each for each in catalogue.of_engine(ENGINE) if _has_rest(each, record)]
        others.sort(key=lambda each: not (each.terms and each.terms.permissive))
        name = others[0].name if others else "NAME"
        found.append(
            f"Its file has no tokenizers in it; bring them: tintype models pull {name} --without weights"
            if record.part == "model"
            else "Its file is the painting network alone; bring the rest of its family:"
            f" tintype models pull {name} --without network"
        )
    if missing_libraries():
        found.append(f"Its engine is not installed; run: {INSTALL}")
    return tuple(found)


def _complete(record: Record, kept: Records) -> bool:
    """Whether all that a file lacks is here."""
    from tintype.studio.catalogue.engine import rest_of

    return record.form == "folder" or bool(rest_of(record, kept.all()))


def _has_rest(entry: Entry, record: Record) -> bool:
    """Whether a model of the catalogue would bring it."""
    return (
        entry.weights is not None and entry.weights.family == record.family and entry.weights.form == "folder"
    )


def missing_libraries() -> bool:
    """Whether the libraries that local models are painted with are not installed; loads none of them."""
    return any(find_spec(name) is None for name in LIBRARIES)
