"""Local models in the registry: they join when files are here, whether or not their libraries are."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from tintype.core.errors import MissingPart
from tintype.ports import catalogue
from tintype.ports.engine import ModelCard
from tintype.studio.catalogue.local import ENGINE, INSTALL, missing_libraries, painters
from tintype.studio.catalogue.records import records
from tintype.studio.catalogue.terms import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Operation, Plan, Request
    from tintype.ports.engine import Engine
    from tintype.studio.catalogue.records import Record
    from tintype.studio.settings import Settings

OPERATIONS: dict[str, tuple[Operation, ...]] = {"qwen-image-edit": ("edit",)}
"""What families can do where the catalogue has no entry; the others generate, edit and vary."""


def local(settings: Settings, *, serving: bool = False) -> dict[str, Callable[[], Engine]]:
    """How the engine of local models is made; none where there are no models. serving: without those whose
    licences forbid it."""
    kept = records(settings)
    unserved = refused(kept, settings) if serving else {}
    here = [each for each in painters(kept) if each.name not in unserved]
    return {ENGINE: functools.partial(_made, here)} if here else {}


def _made(here: Sequence[Record]) -> Engine:
    return Absent(tuple(card(each) for each in here))


def card(record: Record) -> ModelCard:
    """What users need to know of a model that is here."""
    entry = catalogue.entry(record.entry) if record.entry else None
    kind = " ".join(word for word in (record.family, record.variant) if word)
    usual = OPERATIONS.get(record.family, ("generate", "edit", "vary"))
    return ModelCard(
        name=record.name,
        title=entry.title if entry and entry.name == record.name else record.path.name,
        best_at=entry.best_at if entry else f"what its makers made it for ({kind})",
        cannot=entry.cannot if entry else "be told from its file",
        licence=record.licence,
        operations=entry.operations if entry else usual,
        sizes=entry.sizes if entry else (256, 2048),
        files={each.path: each.sha256 for each in record.files if each.sha256},
    )


class Absent:
    """Stands in for the engine where its libraries are not installed, and says what brings them."""

    name = ENGINE

    def __init__(self, cards: tuple[ModelCard, ...]) -> None:
        self._cards = cards

    def info(self) -> tuple[ModelCard, ...]:
        return self._cards

    def plan(self, request: Request) -> tuple[Plan, ...]:
        raise self._missing(str(request.model))

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        raise self._missing(plan.model)

    def _missing(self, model: str) -> MissingPart:
        assert missing_libraries()
        return MissingPart(f"The files of “{model}” are here, its engine is not; run: {INSTALL}")
