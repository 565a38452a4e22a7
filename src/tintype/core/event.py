"""What an engine tells while it paints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tintype.core.picture import Pixels


@dataclass(frozen=True)
class Progress:
    """`done` of `total` equal steps are finished; `doing` is a word or two for a person."""

    doing: str
    done: int
    total: int


@dataclass(frozen=True, eq=False)
class Preview:
    """The picture as far as it has grown; may be smaller than the final one."""

    pixels: Pixels


Event = Progress | Preview


class Emit(Protocol):
    """Where an engine sends its events.

    Calling it raises `Cancelled` once somebody asked to stop, so an engine that emits at least
    once a second can be cancelled within a second and needs no other check.
    """

    def __call__(self, event: Event, /) -> None: ...
