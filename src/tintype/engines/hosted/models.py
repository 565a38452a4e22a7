"""Models: what a hosted engine needs to know of each, from the catalogue or from a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tintype.engines.hosted import prices, sizes
from tintype.ports import catalogue
from tintype.ports.catalogue import Limits, Price
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.request import Plan, Quality


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
        found = {"quality": quality if self.takes_quality else "", "partial_images": self.partials}
        return {name: value for name, value in found.items() if name in self.card.options}

    def size(self, plan: Plan) -> tuple[int, int]:
        """(width, height) to ask the service for; raises BadSize."""
        return sizes.to_ask((plan.width, plan.height), self.limits, self.name)

    def estimate(self, plan: Plan) -> float:
        """About how many dollars a picture costs; 0: none."""
        if self.price is None:
            return 0.0
        if self.price.megapixel:
            return prices.by_pixels(self.price, self.size(plan), len(plan.settings["images"]))
        return prices.by_tokens(self.price, plan, self.size(plan), plan.settings)


def of_catalogue(engine: str) -> tuple[Model, ...]:
    """The models of a provider that are not retired."""
    return tuple(_from_entry(entry) for entry in catalogue.of_engine(engine))


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
