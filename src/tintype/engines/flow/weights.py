"""The weights of tintype-1: a card beside one ONNX file, as `lab.export` writes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import MissingPart

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.runtime.onnx import Network

CARD = "card.json"
GUIDANCE = (1.0, 8.0)
"""Least and most."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """file, sha256: of the network. side: pixels of the long side it was trained at. patch: sides are
    multiples of it. steps, guidance: what paints well. start: the time at which it begins, over the colours
    of the Guide where there is one. trained: pictures it saw, for whoever wants to know."""

    file: str
    sha256: str
    side: int
    patch: int
    steps: int
    guidance: float = 1.0
    start: float = 1.0
    trained: int = 0


def card(folder: Path) -> Card:
    """Raises MissingPart where no weights lie."""
    try:
        return msgspec.json.decode((folder / CARD).read_bytes(), type=Card)
    except (OSError, msgspec.MsgspecError) as error:
        raise MissingPart(
            "The weights of tintype-1 are not here; reinstall tintype, or train them (lab/README.md)."
        ) from error


@cache
def network(folder: Path) -> Network:
    """The network of that folder, opened once."""
    from tintype.runtime.onnx import open_network

    known = card(folder)
    return open_network(folder / known.file, sha256=known.sha256)
