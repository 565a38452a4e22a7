"""What licences ask before a model is brought, and before it is served to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.core.errors import Forbidden
from tintype.ports import catalogue
from tintype.studio.catalogue.kinds import PAINTS

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
    raise Forbidden(
        f"The licence of “{entry.name}” ({entry.licence}) has to be accepted first; run: "
        f"tintype models pull {entry.name} --accept-licence"
    )


def refused(kept: Records, settings: Settings) -> dict[str, str]:
    """Models that are here and not served, because their licences forbid it and no setting says that they
    may be → the sentence that says so."""
    found: dict[str, str] = {}
    for record in kept.all():
        entry = catalogue.entry(record.entry) if record.entry else None
        if entry is None or entry.terms is None or entry.terms.serve or record.part not in PAINTS:
            continue
        if may_serve(settings).isdisjoint((record.name, entry.name)):
            found[record.name] = (
                f"“{record.name}” is not served: its licence ({entry.licence}) forbids {entry.terms.forbids}."
                f' Where you may all the same, say so: serve_licences = "{record.name}" in the settings.'
            )
    return found


def check_served(name: str, settings: Settings) -> None:
    """Raises Forbidden where a licence does not let a model be served, and no setting says otherwise."""
    from tintype.studio.catalogue.records import records

    if sentence := refused(records(settings), settings).get(name):
        raise Forbidden(sentence)


def may_serve(settings: Settings) -> frozenset[str]:
    """Models whose licences somebody took upon himself to serve under."""
    return frozenset(name.strip() for name in settings.serve_licences.split(",") if name.strip())
