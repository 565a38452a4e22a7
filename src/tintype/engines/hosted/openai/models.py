"""Models: those of OpenAI, out of the catalogue, and those that another server lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tintype.engines.hosted import prices, sizes
from tintype.engines.hosted.openai.service import OURS
from tintype.ports import catalogue
from tintype.ports.catalogue import Limits, Price
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.request import Plan, Quality
    from tintype.engines.hosted.openai.listing import Listing
    from tintype.engines.hosted.openai.service import Service

_ANY_OPTIONS = (
    "quality",
    "background",
    "moderation",
    "output_format",
    "output_compression",
    "partial_images",
)


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model as the engine needs it. id: as the service calls it. takes_quality, partials: whether it is
    told a quality, and how many partial pictures it is asked for, where the user says nothing. price: None
    where it costs nothing, or nobody says what. values: allowed words of options. farewell: on its end."""

    card: ModelCard
    id: str
    takes_quality: bool = True
    partials: int = 0
    limits: Limits = field(default_factory=Limits)
    price: Price | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    farewell: str = ""

    @property
    def name(self) -> str:
        return self.card.name

    def defaults(self, quality: Quality) -> dict[str, Any]:
        """Its options as they are where the user says nothing."""
        return {"quality": quality if self.takes_quality else "", "partial_images": self.partials}

    def size(self, plan: Plan) -> tuple[int, int]:
        """(width, height) to ask the service for; raises BadSize."""
        return sizes.to_ask((plan.width, plan.height), self.limits, self.name)

    def estimate(self, plan: Plan) -> float:
        """About how many dollars a picture costs; 0: none."""
        if self.price is None:
            return 0.0
        return prices.by_tokens(self.price, plan, self.size(plan), plan.settings)


def official() -> tuple[Model, ...]:
    """The models of OpenAI that are not retired."""
    return tuple(_from_entry(entry) for entry in catalogue.of_engine("openai"))


def _from_entry(entry: catalogue.Entry) -> Model:
    card = ModelCard(
        name=entry.name, title=entry.title, best_at=entry.best_at, cannot=entry.cannot,
        licence=entry.licence, operations=entry.operations, sizes=entry.sizes, options=entry.options,
    )  # fmt: skip
    values = {**entry.values, **({"snapshot": entry.snapshots} if entry.snapshots else {})}
    farewell = ""
    if entry.status == "deprecated":
        farewell = f"“{entry.name}” ends on {entry.ended}; “{entry.instead}” follows it."
    return Model(
        card=card, id=entry.id, limits=entry.limits, price=entry.price, values=values, farewell=farewell
    )


def listed(service: Service, listing: Listing) -> tuple[Model, ...]:
    """The models that a server lists, or of those the ones the user named."""
    found = dict(listing.models())
    if service.only:
        found = {id: found.get(id, "") for id in service.only}
    return tuple(_from_list(service, id, whose) for id, whose in found.items())


def _from_list(service: Service, id: str, whose: str) -> Model:
    """What can be said of a model that only its name is known of."""
    ours = whose == OURS
    card = ModelCard(
        name=f"{service.name}/{id}",
        title=f"{id} at {service.host}",
        best_at="what it was made for; the server that runs it says no more",
        cannot="be told from here",
        licence="as its server says",
        operations=("generate", "edit", "vary") if ours else ("generate", "edit"),
        sizes=(256, 4096),
        options=_ANY_OPTIONS,
    )
    return Model(card=card, id=id, takes_quality=ours, partials=2 if ours else 0)
