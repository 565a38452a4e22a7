"""What licences ask before a model is brought, and before it is served to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.core.errors import Forbidden
from tintype.ports import catalogue
from tintype.studio.catalogue.kinds import PAINTS
from tintype.studio.catalogue.strangers import forbids_business

if TYPE_CHECKING:
    from tintype.ports.catalogue import Entry
    from tintype.studio.catalogue.records import Records
    from tintype.studio.settings import Settings


def told(entry: Entry) -> str:
    """The licence of a model in a sentence or two; "" where nothing is known of one."""
    if entry.terms is None:
        return entry.licence
    forbids = f" It forbids {entry.terms.forbids}." if entry.terms.forbids else ""
    where = f" Read it at {entry.terms.url}." if entry.terms.url else ""
    return f"{entry.licence}.{forbids}{where}"


def check_accepted(entry: Entry, records: Records) -> None:
    """Raises Forbidden where a licence is not permissive and nobody accepted it here."""
    if entry.terms is None or entry.terms.permissive or records.accepted(entry.name, entry.licence):
        return
    name = entry.name if catalogue.entry(entry.name) else entry.title
    raise Forbidden(
        f"The licence of “{entry.name}” ({entry.licence}) has to be accepted first; run: "
        f"tintype models pull {name} --accept-licence"
    )


def refused(kept: Records, settings: Settings) -> dict[str, str]:
    """Models that are here and not served, because their licences forbid it and no setting says that they
    may be → the sentence that says so."""
    found: dict[str, str] = {}
    for record in kept.all():
        entry = catalogue.entry(record.entry) if record.entry else None
        if entry is None and record.part in PAINTS and forbids_business(record.licence):
            found[record.name] = _unserved(record.name, record.licence, "commercial use, says its name")
        if entry is None or entry.terms is None or entry.terms.serve or record.part not in PAINTS:
            continue
        found[record.name] = _unserved(record.name, entry.licence, entry.terms.forbids)
        if entry.name in may_serve(settings):
            del found[record.name]
    return {name: said for name, said in found.items() if name not in may_serve(settings)}


def _unserved(name: str, licence: str, forbids: str) -> str:
    return (
        f"“{name}” is not served: its licence ({licence}) forbids {forbids}."
        f' Where you may all the same, say so: serve_licences = "{name}" in the settings.'
    )


def check_served(name: str, settings: Settings) -> None:
    """Raises Forbidden where a licence does not let a model be served, and no setting says otherwise."""
    from tintype.studio.catalogue.records import records

    if sentence := refused(records(settings), settings).get(name):
        raise Forbidden(sentence)


def may_serve(settings: Settings) -> frozenset[str]:
    """Models whose licences somebody took upon himself to serve under."""
    return frozenset(name.strip() for name in settings.serve_licences.split(",") if name.strip())
