"""Local models in the registry: they join when files are here, whether or not their libraries are."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.core.errors import MissingPart
from tintype.engines.diffusers.engine import OPTIONS
from tintype.engines.diffusers.families import family_of
from tintype.ports import catalogue
from tintype.ports.engine import ModelCard
from tintype.studio.catalogue.local import ENGINE, INSTALL, missing_libraries, painting
from tintype.studio.catalogue.records import records
from tintype.studio.catalogue.terms import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Operation, Plan, Request
    from tintype.engines.diffusers import Local
    from tintype.engines.diffusers.local import Extra
    from tintype.ports.engine import Engine
    from tintype.studio.catalogue.records import Record
    from tintype.studio.settings import Settings

INDEX = "model_index.json"


def local(settings: Settings, *, serving: bool = False) -> dict[str, Callable[[], Engine]]:
    """How the engine of local models is made; none where there are no models. serving: without those whose
    licences forbid it."""
    kept = records(settings)
    everything = kept.all()
    unserved = refused(kept, settings) if serving else {}
    here = [each for each in painting(everything) if each.name not in unserved]
    return {ENGINE: functools.partial(_made, here, everything)} if here else {}


def _made(here: Sequence[Record], everything: Sequence[Record]) -> Engine:
    if missing_libraries():
        return Absent(tuple(card(each) for each in here))
    from tintype.engines.diffusers import DiffusersEngine

    return DiffusersEngine(tuple(as_local(each, everything) for each in here))


def as_local(record: Record, everything: Sequence[Record]) -> Local:
    """A record as the engine takes it. everything: where what it lacks may be found."""
    from tintype.engines.diffusers.local import Local

    entry = catalogue.entry(record.entry) if record.entry else None
    advised = entry.weights if entry else None
    return Local(
        card=card(record),
        family=record.family,
        variant=record.variant,
        form=record.form,
        path=str(record.path),
        rest=rest_of(record, everything),
        steps=advised.steps if advised else 0,
        guidance=advised.guidance if advised else 0.0,
        size=advised.size if advised else 0,
        extras=extras_of(record, everything),
    )


JOIN: dict[str, str] = {"qwen-image-edit": "qwen-image"}
"""Family → the family whose extras fit it too."""


def extras_of(record: Record, everything: Sequence[Record]) -> tuple[Extra, ...]:
    """What may join a model: LoRAs, embeddings and ControlNets of its family, and those whose files do not
    tell which they are for."""
    from tintype.engines.diffusers.local import Extra

    fits = {record.family, JOIN.get(record.family, record.family), ""}
    return tuple(
        Extra(name=each.name, part=each.part, path=str(each.path))
        for each in everything
        if each.part in ("lora", "embedding", "control") and each.family in fits and each.whole
    )


def rest_of(record: Record, everything: Sequence[Record]) -> str:
    """The folder that has what a file lacks: configurations beside it, or another model of its family; for
    Redux a FLUX.1 that paints. "" where there is none."""
    if record.form == "folder" and record.part != "redux":
        return ""
    if record.form != "folder" and (Path(record.root) / INDEX).is_file():
        return record.root
    wanted = {"model", "rest", "settings"} if record.part == "model" else {"model", "rest"}
    wanted = {"model"} if record.part == "redux" else wanted
    others = [
        each for each in everything if each.whole and each.family == record.family and each.part in wanted
    ]
    folders = [each for each in others if (Path(each.root) / INDEX).is_file()]
    wished = ("dev", "schnell") if record.part == "redux" else (record.variant, "dev", "schnell", "")
    order = {variant: number for number, variant in reversed(list(enumerate(wished)))}
    if record.part == "redux":
        folders = [each for each in folders if each.variant in order]
    return min(folders, key=lambda each: order.get(each.variant, len(wished))).root if folders else ""


def card(record: Record) -> ModelCard:
    """What users need to know of a model that is here."""
    entry = catalogue.entry(record.entry) if record.entry else None
    kind = " ".join(word for word in (record.family, record.variant) if word)
    return ModelCard(
        name=record.name,
        title=entry.title if entry and entry.name == record.name else record.path.name,
        best_at=entry.best_at if entry else f"what its makers made it for ({kind})",
        cannot=entry.cannot if entry else "be told from its file",
        licence=record.licence,
        operations=entry.operations if entry else able(record.family, record.variant),
        sizes=entry.sizes if entry else (256, 2048),
        files={each.path: each.sha256 for each in record.files if each.sha256},
        options=OPTIONS,
    )


def able(family: str, variant: str) -> tuple[Operation, ...]:
    """What a family can do: what its pipelines can."""
    there = set(family_of(family, variant).pipelines)
    tasks: dict[Operation, set[str]] = {
        "generate": {"generate"}, "edit": {"image", "inpaint", "instruct"},
        "vary": {"vary", "image", "instruct"},
    }  # fmt: skip
    return tuple(operation for operation, wanted in tasks.items() if wanted & there)


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
