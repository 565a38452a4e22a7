"""Plans → files, with progress before and a report after. Shared by paint and change."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.assets.files import check, numbered, save, slug, vacant
from tintype.cli.interrupt import stoppable
from tintype.core.errors import BadOption, Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tintype.cli.console import Meter
    from tintype.core.picture import Picture
    from tintype.core.request import Plan
    from tintype.studio.studio import Studio


@dataclass(frozen=True)
class Place:
    """Where a picture goes. overwrite: the user named this very file."""

    path: Path
    overwrite: bool


def at_home(path: str) -> Path:
    """The path with ~ replaced; a home that nobody has stays as typed, and is then no folder."""
    return Path(os.path.expanduser(path))


def try_out(output: str | None) -> None:
    """Refuses an impossible `-o` before the sentence is even read; raises as `destinations` does."""
    if output is not None:
        if not output:
            raise BadOption("The name after -o is empty; name a file such as picture.png.")
        check(at_home(output))


def destinations(output: str | None, plans: Sequence[Plan], folder: str) -> list[Place]:
    """A place per plan, each tried out now, so that a refusal costs no painting.

    With `output` that file (or -1, -2, …) is replaced; without, the name is made of the sentence
    and the seed and replaces nothing. Raises BadOption, CannotWrite, DiskFull.
    """
    places: list[Place] = []
    for index, plan in enumerate(plans):
        if output is not None:
            path = numbered(at_home(output), index, len(plans))
        else:
            path = vacant(at_home(folder) / f"{slug(plan.prompt)}-{plan.seed}.png")
        check(path, plan.width * plan.height)
        places.append(Place(path, overwrite=output is not None))
    return places


def develop(
    studio: Studio,
    plans: Sequence[Plan],
    places: Sequence[Place],
    *,
    meter: Meter,
    parent: str | None = None,
) -> list[tuple[Picture, Path]]:
    """Paints and saves each plan; Ctrl-C keeps what was already saved and says so."""
    done: list[tuple[Picture, Path]] = []
    for index, (plan, place) in enumerate(zip(plans, places, strict=True)):
        title = f"{index + 1}/{len(plans)}" if len(plans) > 1 else ""
        written = f"{index} of {len(plans)} pictures were written" if index else "nothing was written"
        farewell = f"stopped; {written}."
        try:
            picture = repaint(studio, plan, meter=meter, parent=parent, title=title, farewell=farewell)
            done.append((picture, save(picture, place.path, overwrite=place.overwrite)))
        except KeyboardInterrupt:
            raise Cancelled(farewell) from None
    return done


def repaint(
    studio: Studio,
    plan: Plan,
    *,
    meter: Meter,
    parent: str | None = None,
    title: str = "",
    farewell: str = "stopped; nothing was written.",
) -> Picture:
    """The picture of one plan, with progress; raises Cancelled(farewell) after Ctrl-C."""
    meter.start(title, f"{plan.width}×{plan.height}")
    try:
        with stoppable(meter.event, farewell) as emit:
            return studio.paint(plan, emit, parent=parent)
    finally:
        meter.clear()
