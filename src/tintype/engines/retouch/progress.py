"""Parts of a work told as one: shares that never go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.core.event import Progress

if TYPE_CHECKING:
    from tintype.core.event import Emit, Event

_GRAIN = 1000


def within(emit: Emit, start: float, stop: float) -> Emit:
    """An Emit for a part of the work: its 0 to 1 are `start` to `stop` of the whole."""

    def told(event: Event, /) -> None:
        if isinstance(event, Progress):
            share = start + (stop - start) * event.done / max(1, event.total)
            event = Progress(event.doing, round(share * _GRAIN), _GRAIN)
        emit(event)

    return told
