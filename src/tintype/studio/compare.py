"""Compare: one sentence, the same seed and frame, several models; what each made of it, how long it took
and how much memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import Cancelled, TintypeError
from tintype.studio.votes import Entrant, lettered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from tintype.core.event import Emit
    from tintype.core.picture import Picture
    from tintype.core.request import Request
    from tintype.ports.registry import Registry
    from tintype.studio.studio import Studio

    Watch = Callable[[str, str], AbstractContextManager[Emit]]
    """(title, size) → who is told how far a picture is."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What a model made of it. picture: None where it failed. notes: what it could not meet."""

    entrant: Entrant
    picture: Picture | None
    notes: tuple[str, ...] = ()


def compared(
    studio: Studio, request: Request, models: Sequence[str], watch: Watch, *, blind: bool = False,
    processes: Callable[[], Registry] | None = None,
) -> tuple[Request, list[Shown]]:  # fmt: skip
    """(the request as it was settled, what each made of it, by letter).

    One after the other, each in a process of its own where `processes` makes engines that run in such.
    A model that cannot says why, and the others go on; raises the first error where none can, BadOption
    for too few models, Cancelled.
    """
    settled = studio.settled(msgspec.structs.replace(request, n=1, model=models[0] if models else None))
    shown: list[Shown] = []
    errors: list[TintypeError] = []
    for letter, model in lettered(models, blind=blind):
        title = letter if blind else model
        try:
            asked = msgspec.structs.replace(settled, model=model)
            shown.append(_painted(studio, asked, letter, title, watch, processes))
        except Cancelled:
            raise
        except TintypeError as error:
            errors.append(error)
            shown.append(Shown(Entrant(letter=letter, model=model, failure=str(error)), None))
    if len(errors) == len(shown):
        raise errors[0]
    return settled, shown


def _painted(
    studio: Studio,
    asked: Request,
    letter: str,
    title: str,
    watch: Watch,
    processes: Callable[[], Registry] | None,
) -> Shown:
    (plan,) = studio.plan(asked)
    through = processes() if processes else None
    start = time.perf_counter()
    try:
        with watch(title, f"{plan.width}×{plan.height}") as emit:
            picture = studio.paint(plan, emit, through=through)
        seconds = time.perf_counter() - start
        memory = _peak(through.engine(plan.engine)) if through else None
    finally:
        for engine in through.loaded() if through else ():  # the next model has the machine to itself
            close = getattr(engine, "close", None)
            if callable(close):
                close()
    entrant = Entrant(letter=letter, model=plan.model, seconds=round(seconds, 3), memory=memory)
    return Shown(entrant, picture, plan.notes)


def _peak(engine: Any) -> int | None:
    """Peak bytes of an engine's processes; None for one that has none."""
    children = getattr(engine, "children", None)
    pids: Any = children() if callable(children) else ()
    return max((peak for pid in pids if (peak := peak_of(pid))), default=None)


def peak_of(pid: int) -> int | None:
    """The most bytes of memory a process had at once, None where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "")
    return int(found.split()[1]) * 1024 if found else None
