"""Keeper: a painted picture becomes a file in the store, and then a line in the ledger.

In this order: what the ledger knows is whole and on disk. A crash in between leaves a file that
nobody names, which is swept away later; the picture is painted again.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, TypeVar

from tintype.core.errors import CannotWrite, DiskFull, LedgerFailed, NoNetwork, NotFound
from tintype.core.ids import new_id
from tintype.core.job import PictureRecord
from tintype.studio.piping import parent_of
from tintype.studio.references import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.core.job import Job
    from tintype.core.picture import Picture
    from tintype.studio.held import Held
    from tintype.studio.house import House

WAITS = (0.1, 0.5, 1.0, 2.0, 4.0)
"""Seconds between tries to reach a ledger that does not answer."""

T = TypeVar("T")


class LedgerAwayError(Exception):
    """The ledger cannot be reached: nothing is known of the job, so nothing is decided."""


class HinderedError(Exception):
    """Nothing can be kept for now, whosever job it is; the message says why."""


class Keeper:
    """Keeps what one worker painted."""

    def __init__(self, house: House, worker: str) -> None:
        self._house = house
        self._worker = worker

    def keep(self, held: Held, index: int, picture: Picture) -> bool:
        """Whether the job is over with it, for this worker.

        Raises HinderedError, LedgerAwayError, or what the moderator raises.
        """
        house = self._house
        if house.moderator is not None:
            house.moderator.after(picture.pixels, picture.plan)
        data = self._file(picture)
        try:
            digest = house.store.put(data)
        except (DiskFull, CannotWrite, NoNetwork) as error:
            raise HinderedError(str(error)) from error
        record = self._record(held, index, picture, digest, len(data))
        with held.lock:
            last = held.missing == {index}
            if persistent(lambda: house.ledger.picture(record, self._worker, last=last)):
                held.missing.discard(index)
                return last
        return self._refused(held)

    def _refused(self, held: Held) -> bool:
        """The ledger did not want the picture: the job is not ours any more, or it has that one."""
        id = held.job.id
        if persistent(lambda: self._house.ledger.job(id)).state != "running":
            return True
        there = {
            record.index
            for record in persistent(lambda: self._house.ledger.pictures_of_job(id, deleted=True))
        }
        with held.lock:
            held.missing -= there
            if held.missing:
                return False
        persistent(lambda: self._house.ledger.finish(id, self._worker))
        return True

    def _file(self, picture: Picture) -> bytes:
        """The picture as a PNG that says how it was made."""
        from tintype.assets.stamp import encode

        return encode(picture, "PNG")

    def _record(self, held: Held, index: int, picture: Picture, digest: str, size: int) -> PictureRecord:
        plan = picture.plan
        height, width = picture.pixels.shape[:2]
        parent = self._parent(held.job, index)
        prompt = plan.prompt or self._said_of(parent)
        return PictureRecord(
            id=new_id(), job=held.job.id, index=index, owner=held.job.owner, digest=digest,
            width=width, height=height, bytes=size, prompt=prompt, model=plan.model, seed=plan.seed,
            plan=plan, seconds=picture.seconds, created=time.time(), parent=parent,
        )  # fmt: skip

    def _parent(self, job: Job, index: int) -> str | None:
        """Id of the picture that a job's picture comes from, as far as it is one of its owner's."""
        record = parent_of(self._house, job, index)
        if record is not None:
            return record.id
        digest = parent_digest(job)
        return None if digest is None else self._house.ledger.newest_of(digest, job.owner)

    def _said_of(self, parent: str | None) -> str:
        """What was made without words is found by those of the picture it comes from."""
        with contextlib.suppress(NotFound):
            return self._house.ledger.picture_of(parent).prompt if parent else ""
        return ""


def parent_digest(job: Job) -> str | None:
    """Digest of the stored picture that a job begins with, None if there is none."""
    images = job.request.images
    return digest_of(images[0]) if images else None


def persistent(call: Callable[[], T]) -> T:
    """The result of a call of the ledger, tried again while that does not answer.

    Raises LedgerAwayError when it goes on, HinderedError when there is no room.
    """
    for wait in (*WAITS, None):
        try:
            return call()
        except (NoNetwork, LedgerFailed) as error:
            if wait is None:
                raise LedgerAwayError from error
            time.sleep(wait)
        except DiskFull as error:
            raise HinderedError(str(error)) from error
    raise AssertionError
