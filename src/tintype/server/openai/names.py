"""Model names: ours, and the foreign ones that are answered in their place."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from tintype.core.errors import UnknownModel
from tintype.server.openai.wording import Refused
from tintype.studio.catalogue.terms import check_served

if TYPE_CHECKING:
    from tintype.core.request import Operation
    from tintype.ports.engine import ModelCard

FOREIGN = (
    "gpt-image-2.6-sunburst", "gpt-image-2.6-flare", "gpt-image-2.5-sunburst", "gpt-image-2.5-flare",
    "gpt-image-2", "gpt-image-1.5", "gpt-image-1", "gpt-image-1-mini", "chatgpt-image-latest", "dall-e-3",
    "dall-e-2",
)  # fmt: skip
"""Names that are listed, where an alias answers them: clients choose from the list."""


def aliases(text: str) -> list[tuple[str, str]]:
    """(pattern, our model or "" for the default) of the setting `aliases`."""
    pairs = (part.partition("=") for part in text.split(",") if part.strip())
    return [(pattern.strip(), model.strip()) for pattern, _, model in pairs]


def resolved(name: str | None, studio: Any, operation: Operation = "generate") -> str:
    """Our model for a name that a client uses; raises UnknownModel with the names there are,
    or Forbidden where its licence does not let it be served.

    Where none of ours is named it is the one of the settings, or one that can do the operation.
    """
    default = str(studio.model_for(operation))
    if name is None:
        return default
    ours = [card.name for card in studio.models()]
    if name in ours:
        return name
    for pattern, model in aliases(studio.settings.aliases):
        if fnmatchcase(name, pattern):
            return model or default
    check_served(name, studio.settings)
    raise UnknownModel(
        f"The model “{name[:80]}” does not exist here; use one of: {', '.join(listed(studio))}."
    )


def listed(studio: Any) -> list[str]:
    """Every name that may be asked for: ours first."""
    patterns = [pattern for pattern, _ in aliases(studio.settings.aliases)]
    foreign = [name for name in FOREIGN if any(fnmatchcase(name, pattern) for pattern in patterns)]
    literal = [pattern for pattern in patterns if not set(pattern) & set("*?[")]
    return list(dict.fromkeys([*(card.name for card in studio.models()), *foreign, *literal]))


def answers_base64(name: str | None) -> bool:
    """Whether programs that use this name expect base64 where they say nothing; all others a URL."""
    return (name or "").startswith(("gpt-image", "chatgpt-image"))


def varying(model: str, studio: Any) -> int | None:
    """The longest side of what a model makes that varies a picture by its pixels; None where it does not,
    and what the picture's file says is painted anew. Raises UnknownModel."""
    cards = [card for card in studio.models() if card.name == model]
    if cards and "vary" not in cards[0].operations:
        return None
    return able(model, "vary", studio).sizes[1]


def able(model: str, operation: Operation, studio: Any) -> ModelCard:
    """The card of a model that can do it; raises Refused and names those that can."""
    cards: dict[str, ModelCard] = {card.name: card for card in studio.models()}
    if model not in cards:
        raise UnknownModel(f"The model “{model[:80]}” is not here; use one of: {', '.join(cards)}.")
    if operation in cards[model].operations:
        return cards[model]
    others = [name for name, card in cards.items() if operation in card.operations]
    cure = f"use one of: {', '.join(others)}" if others else "no model here can yet"
    raise Refused(f"The model “{model}” cannot {operation}; {cure}.", "model", "unsupported_operation")
