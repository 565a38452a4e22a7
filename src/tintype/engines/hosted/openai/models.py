"""Models that a server lists, of which only the name is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.engines.hosted.models import Model
from tintype.engines.hosted.openai.servers import OURS
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from tintype.engines.hosted.openai.listing import Listing
    from tintype.engines.hosted.service import Service

_ANY_OPTIONS = (
    "quality",
    "background",
    "moderation",
    "output_format",
    "output_compression",
    "partial_images",
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
