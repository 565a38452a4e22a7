"""The socket every painter fits: three methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from tintype.core.request import Operation

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request


class ModelCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a user needs to know before picking a model.

    sizes: shortest and longest allowed side in pixels. files: name → sha256 of what it needs.
    options: names it takes in `Request.options`; what was decided for each is kept under the same
    name in `Plan.settings`, so that a changed picture keeps them.
    """

    name: str
    title: str
    best_at: str
    cannot: str
    licence: str
    operations: tuple[Operation, ...]
    sizes: tuple[int, int]
    files: dict[str, str] = {}
    options: tuple[str, ...] = ()


class Engine(Protocol):
    """Paints Plans. Knows one model family; knows no queue, no HTTP, no other engine."""

    name: str

    def info(self) -> tuple[ModelCard, ...]:
        """The models it serves; instant, loads nothing."""
        ...

    def plan(self, request: Request) -> tuple[Plan, ...]:
        """One Plan per picture, every default decided. Fast; raises UserError."""
        ...

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        """Pixels, uint8 (H, W, 3|4). Raises Cancelled from `emit`, OurError when it breaks."""
        ...
