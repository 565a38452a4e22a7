"""Sweeping, when a server starts and once a day: files in the store that nothing names, left behind by
a crash, and what happened long ago to jobs that are over."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from tintype.core.errors import TintypeError
from tintype.studio.references import mentioned

if TYPE_CHECKING:
    from tintype.studio.house import House

DAY = 86_400.0
YOUNGEST = 3600.0
"""Seconds that a file is left alone: it may be on its way into the ledger."""


def sweep(house: House) -> None:
    """Deletes files older than an hour that no picture is, and no unfinished job needs."""
    before = time.time() - YOUNGEST
    with contextlib.suppress(TintypeError):  # it is tried again at the next start
        keep = house.ledger.digests() | _needed(house)
        house.store.sweep(keep, before)


def prune(house: House) -> None:
    """Forgets the events of finished jobs after as many days as the settings say."""
    days = house.settings.events_days
    after: int | None = 0
    with contextlib.suppress(TintypeError):
        while days and after is not None:
            after = house.ledger.prune(time.time() - days * DAY, after=after)


def _needed(house: House) -> set[str]:
    """Digests that jobs mention which are not over: masks, for instance, are no pictures."""
    digests: set[str] = set()
    last = None
    while jobs := house.ledger.jobs(states=("queued", "running"), before=last, limit=500):
        last = jobs[-1].id
        for job in jobs:
            digests.update(mentioned([*job.request.images, job.request.mask]))
            for plan in job.plans:
                digests.update(mentioned(plan.settings.values()))
    return digests
