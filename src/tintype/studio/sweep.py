"""Sweeping: files in the store that nothing names, left behind by a crash, go when a server starts."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from tintype.core.errors import TintypeError
from tintype.studio.references import mentioned

if TYPE_CHECKING:
    from tintype.studio.house import House

YOUNGEST = 3600.0
"""Seconds that a file is left alone: it may be on its way into the ledger."""


def sweep(house: House) -> None:
    """Deletes files older than an hour that no picture is, and no unfinished job needs."""
    before = time.time() - YOUNGEST
    with contextlib.suppress(TintypeError):  # it is tried again at the next start
        keep = house.ledger.digests() | _needed(house)
        house.store.sweep(keep, before)


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
