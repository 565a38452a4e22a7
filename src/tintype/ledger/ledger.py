"""Ledger: one database of jobs, events, pictures and keys, for any number of threads.

What a method changes is on disk when it returns. SQLite serves one server; PostgreSQL serves several
at once, which then share one queue. Every method raises LedgerFailed, DiskFull or NoNetwork when the
database cannot do it, and has then changed nothing.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

from tintype.core.ids import new_id
from tintype.core.job import LOCAL, ApiKey, Job
from tintype.ledger import events, gallery, house, jobs, keys, turns
from tintype.ledger.connect import Place
from tintype.ledger.schema import bring_to_head
from tintype.ledger.writer import Writer, each

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from tintype.core.job import Failure, JobEvent, JobState, PictureRecord
    from tintype.core.request import Plan, Request

_fail, _cancel, _move = each(jobs.fail), each(jobs.cancel), each(jobs.move)
_blame = each(jobs.blame)
_release, _recover, _renew = each(jobs.release), each(jobs.recover), each(jobs.renew)
_add, _mark, _throw, _purge = each(gallery.add), each(gallery.mark), each(gallery.throw), each(gallery.purge)
_prune = each(events.prune)
_make, _revoke, _note_use, _pause = each(keys.make), each(keys.revoke), each(keys.note_use), each(house.pause)

LARGEST = 2**63 - 1
"""Number that fits into a column."""


def some(limit: int) -> int:
    """How many rows to read at once: not fewer than none, and never the whole house."""
    return max(0, min(limit, 100_000))


class Ledger:
    """Open one with `Ledger.open(url)`, and close it at the end."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._writer = Writer(place)
        self.revocations = 0
        """How many keys this process has revoked: whoever remembers keys asks again when it changes."""

    @classmethod
    def open(cls, url: str) -> Ledger:
        """sqlite:////folder/file.db or postgresql://user:password@host/database, made or migrated if
        need be. Raises BadOption, CannotWrite, MissingPart, NoNetwork or LedgerFailed; no message
        shows the password."""
        place = Place(url)
        try:
            bring_to_head(place)
        except BaseException:
            place.close()
            raise
        return cls(place)

    def close(self) -> None:
        """Finishes what was asked for and lets the database go; afterwards every call raises."""
        self._writer.close()
        self._place.close()

    def listen(self, function: Callable[[], None]) -> None:
        """Calls the function after every write of this process that caused events. It runs in the
        writer's thread, so it must be quick and must not call the ledger."""
        self._writer.listen(function)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._writer.check_open()
        with self._place.translated(), self._place.reader.connect() as connection:
            yield connection

    # Jobs

    def submit(
        self,
        request: Request,
        plans: Iterable[Plan],
        *,
        owner: str = LOCAL,
        priority: int = 0,
        delivery: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> tuple[Job, bool]:
        """Accepts a request. (the job, whether it is new).

        key: unique for the owner; a second submission with it and an equal request and delivery
        gives the first job, with another one raises Conflict.
        """
        job = Job(
            id=new_id(), owner=owner, state="queued", priority=priority, request=request,
            plans=tuple(plans), delivery=dict(delivery or {}), created=time.time(), key=key,
        )  # fmt: skip
        return self._writer.do(jobs.submit, jobs.submission(job))

    def claim(
        self, worker: str, *, most: int = 1, lease: float = 30.0, least: int | None = None
    ) -> list[Job]:
        """Up to `most` jobs, now running and this worker's for `lease` seconds. Highest priority
        first, then the owner least recently served, then the oldest. Nothing while paused. least: none
        of a lower priority."""
        return self._writer.do(turns.claim, turns.Claim(worker, most, lease, least))

    def renew(self, worker: str, lease: float = 30.0) -> set[str]:
        """`lease` more seconds from now for all that the worker holds; ids of those jobs."""
        return self._writer.do(_renew, (worker, lease))

    def picture(self, record: PictureRecord, worker: str, *, last: bool = False) -> bool:
        """Records a picture of a running job. False, and nothing changes, when the worker does not
        hold the job any more or a picture of that index is there already. last: the job is done with
        it, as by `finish`, in the same transaction."""
        return self._writer.do(gallery.record, gallery.finished(record, worker, last=last))

    def finish(self, job: str, worker: str) -> bool:
        """The job is done. False when the worker does not hold it any more."""
        return self._writer.do(jobs.finish, (job, worker))

    def fail(self, job: str, worker: str, failure: Failure, *, retry: bool, limit: int = 3) -> Job:
        """The worker could not do it. retry: it counts as an attempt, and the job is queued again
        while that makes fewer than `limit`. Unchanged when the worker does not hold it any more."""
        return self._writer.do(_fail, jobs.Failing(job, worker, failure, retry, limit))

    def blame(self, ids: Iterable[str], worker: str, failure: Failure, *, limit: int = 3) -> None:
        """The worker was busy with these jobs when its whole server died: an attempt for each that is
        not over, and the end of those that had `limit`. Ids that nobody knows are left alone."""
        self._writer.do(_blame, jobs.Blame(tuple(ids), worker, failure, limit))

    def release(self, worker: str) -> int:
        """Queues again what the worker holds, for an orderly stop; how many."""
        return self._writer.do(_release, worker)

    def recover(
        self, *, alive: Collection[str] = (), now: float | None = None, everything: bool = False
    ) -> int:
        """Queues again the running jobs whose lease is over; how many. everything: all running
        ones. Never those of workers in `alive`. now: seconds since 1970."""
        moment = time.time() if now is None else now
        return self._writer.do(_recover, jobs.Recovery(tuple(alive), moment, everything))

    def cancel(self, job: str, *, owner: str | None = None) -> Job:
        """Cancels it unless it is over. Raises NotFound, also when it is not `owner`'s."""
        return self._writer.do(_cancel, (job, owner))

    def move(self, job: str, priority: int, owner: str | None = None) -> Job:
        """Gives it another priority unless it is over. Raises NotFound, BadOption."""
        jobs.check_priority(priority)
        return self._writer.do(_move, (job, priority, owner))

    def job(self, id: str, *, owner: str | None = None) -> Job:
        """Raises NotFound, also when it is not `owner`'s."""
        with self._reading() as connection:
            return jobs.one_job(connection, id, owner)

    def jobs(
        self,
        *,
        owner: str | None = None,
        states: Collection[JobState] | None = None,
        before: str | None = None,
        limit: int = 50,
    ) -> list[Job]:
        """Newest first. before: the id of the last one seen."""
        with self._reading() as connection:
            return jobs.listed(connection, owner=owner, states=states, before=before, limit=some(limit))

    def position(self, id: str) -> int:
        """How many queued jobs will be taken before it; 0: it is next, or not queued any more."""
        with self._reading() as connection:
            return jobs.position(connection, id)

    def counts(self) -> dict[JobState, int]:
        """State → number of jobs; every state is there."""
        with self._reading() as connection:
            return jobs.counts(connection)

    def paused(self) -> bool:
        """Whether no job is given to any worker."""
        with self._reading() as connection:
            return house.paused(connection)

    def pause(self, on: bool) -> None:
        """Stops giving out jobs, or goes on. Running ones are not touched."""
        self._writer.do(_pause, on)

    # Events

    def events(
        self, after: int = 0, *, job: str | None = None, owner: str | None = None, limit: int = 500
    ) -> list[JobEvent]:
        """What happened after that cursor, oldest first. Whoever asks again with the last cursor it
        got misses nothing."""
        with self._reading() as connection:
            return events.since(
                connection, max(0, min(after, LARGEST)), job=job, owner=owner, limit=some(limit)
            )

    def prune(self, before: float, *, after: int = 0, most: int = 2000) -> int | None:
        """Forgets what happened before that moment (seconds since 1970) to jobs that are over. It looks
        at `most` events from the cursor `after` on, so that nobody waits for long; the cursor to go on
        from, None when there is nothing more as old."""
        return self._writer.do(_prune, events.Pruning(before, max(0, after), max(1, most)))

    def last_cursor(self) -> int:
        """Cursor of the newest event, 0 before the first."""
        with self._reading() as connection:
            return events.last_cursor(connection)

    # Gallery

    def add_picture(self, record: PictureRecord, *, said: str | None = None) -> PictureRecord:
        """A picture that was brought in. said: what its file said of its making, any text."""
        return self._writer.do(_add, gallery.finished(record, said=said))

    def recalled(self, id: str) -> str | None:
        """What was given as `said` with the picture, None if nothing was."""
        with self._reading() as connection:
            return gallery.recalled(connection, id)

    def picture_of(self, id: str, *, owner: str | None = None) -> PictureRecord:
        """Also one in the bin. Raises NotFound, also when it is not `owner`'s."""
        with self._reading() as connection:
            return gallery.one_picture(connection, id, owner)

    def pictures_of_job(self, job: str, *, deleted: bool = False) -> list[PictureRecord]:
        """In the order of their index. deleted: with those that were put into the bin meanwhile."""
        with self._reading() as connection:
            return gallery.of_job(connection, job, deleted=deleted)

    def gallery(
        self,
        *,
        owner: str | None = None,
        words: str = "",
        model: str | None = None,
        favourite: bool | None = None,
        tag: str | None = None,
        deleted: bool = False,
        before: str | None = None,
        limit: int = 50,
    ) -> list[PictureRecord]:
        """Newest first. words: each must occur in the prompt, in any case. deleted: what is in the
        bin, instead of what is not. before: the id of the last one seen."""
        with self._reading() as connection:
            return gallery.listed(
                connection, owner=owner, words=words, model=model, favourite=favourite, tag=tag,
                deleted=deleted, before=before, limit=some(limit),
            )  # fmt: skip

    def favourite(self, id: str, on: bool, owner: str | None = None) -> PictureRecord:
        """Marks it, or takes the mark away. Raises NotFound."""
        return self._writer.do(_mark, gallery.Mark(id, owner, favourite=on))

    def tag(self, id: str, tags: Iterable[str], owner: str | None = None) -> PictureRecord:
        """Gives it these tags in place of those it had. Raises NotFound, BadOption."""
        return self._writer.do(_mark, gallery.Mark(id, owner, tags=gallery.check_tags(tags)))

    def delete(self, ids: Iterable[str], owner: str | None = None) -> int:
        """Puts pictures into the bin; how many went there."""
        return self._writer.do(_throw, gallery.Binned(tuple(dict.fromkeys(ids)), owner, into=True))

    def restore(self, ids: Iterable[str], owner: str | None = None) -> int:
        """Takes pictures out of the bin; how many came."""
        return self._writer.do(_throw, gallery.Binned(tuple(dict.fromkeys(ids)), owner, into=False))

    def purge(self, older_than: float, owner: str | None = None) -> list[str]:
        """Forgets pictures put into the bin before that moment (seconds since 1970), for good;
        digests that no picture uses any more, whose files may go."""
        return self._writer.do(_purge, (older_than, owner))

    def lineage(self, id: str, owner: str | None = None) -> list[PictureRecord]:
        """The pictures it came from, oldest first; itself; those that came from it. Raises NotFound."""
        with self._reading() as connection:
            return gallery.lineage(connection, id, owner)

    def newest_of(self, digest: str, owner: str) -> str | None:
        """Id of the owner's newest picture with that file, None if there is none."""
        with self._reading() as connection:
            return gallery.newest_of(connection, digest, owner)

    def digests(self) -> set[str]:
        """Of all files that pictures use, those in the bin too."""
        with self._reading() as connection:
            return gallery.digests(connection)

    # Keys

    def make_key(self, name: str, scopes: Iterable[str]) -> tuple[str, ApiKey]:
        """(its secret, the key). The secret is kept nowhere. Raises BadOption, Conflict."""
        secret = keys.new_secret()
        key = ApiKey(
            id=new_id(), name=keys.check_name(name), scopes=tuple(scopes), hint=secret[-4:],
            created=time.time(),
        )  # fmt: skip
        return secret, self._writer.do(_make, keys.Made(key, keys.digest_of(secret)))

    def key(self, secret: str) -> ApiKey | None:
        """The key with that secret, None for a wrong or revoked one. Notes that it was used."""
        with self._reading() as connection:
            key = keys.found(connection, secret)
        if key is not None and (key.used is None or time.time() - key.used > keys.USED_EVERY):
            self._writer.soon(_note_use, key.id)
        return key

    def keys(self) -> list[ApiKey]:
        """All of them, the revoked ones too, oldest first."""
        with self._reading() as connection:
            return keys.listed(connection)

    def revoke(self, id_or_name: str) -> ApiKey:
        """From now on it opens nothing. Raises NotFound."""
        key = self._writer.do(_revoke, id_or_name)
        self.revocations += 1
        return key
