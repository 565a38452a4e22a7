"""Runner: takes jobs from the ledger, has their pictures painted, and keeps them.

One thread, the chief, claims jobs and renews their leases. `workers` threads paint, each through a
child process of its own. A few more encode pictures and wait for the disk meanwhile, so that painting
never waits for it. Nothing is decided in memory: whatever is killed, the ledger knows what is missing.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tintype.core.errors import Cancelled, DiskFull, EngineFailed, NoNetwork, TintypeError, WorkerDied
from tintype.core.ids import new_id
from tintype.core.job import Failure
from tintype.studio.afoot import Afoot
from tintype.studio.held import Held, Telling
from tintype.studio.keeper import HinderedError, Keeper, LedgerAwayError, parent_digest
from tintype.studio.piping import after, before, parent_of, settled
from tintype.studio.room import Room
from tintype.studio.rota import Rota
from tintype.studio.seat import Seat
from tintype.studio.sweep import DAY, prune, sweep

if TYPE_CHECKING:
    from tintype.core.job import Job, JobEvent
    from tintype.core.picture import Picture
    from tintype.ports.registry import Registry
    from tintype.studio.bus import Growing
    from tintype.studio.house import House

LEASE = 30.0
"""Seconds that a job is ours after we last said so; on PostgreSQL another server takes it then."""
POLL = 0.5
"""Seconds between two looks for work that another server accepted."""
KEEPERS = 32
"""Pictures that are encoded and written at once, at most: most of that is waiting for the disk."""
QUICK = 0.05
"""Seconds of painting ahead of which jobs are claimed, so that instant ones are taken in batches."""
AHEAD = 16
"""Jobs per worker that are claimed ahead, at most."""

ENDED = Failure("WorkerDied", "The whole server ended while it worked on this; ask for something smaller.")
"""Said of a job that was the only one in hand when the server died; the third time it fails with it."""

_log = logging.getLogger("tintype.runner")


class State:
    """How the runner is, for whoever looks. hindered: why nothing is begun, "" if nothing is in the way."""

    def __init__(self, runner: Runner) -> None:
        self.running = runner.running
        self.workers = runner.workers
        self.isolation = runner.isolation
        self.jobs = len(runner.hands)
        self.painting = runner.busy
        self.hindered = runner.room.why or runner.away


class Runner:
    """Paints the jobs of a house, from `start` to `stop`."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ledger = house.ledger
        self.running, self.workers, self.isolation = False, 0, "process"
        self.hands: dict[str, Held] = {}
        self.busy = 0
        self.away = ""
        self.room = Room(house.data)
        self._through: Registry | None = None
        self._seat: Seat | None = None
        self._worker = ""
        self._pace = float("inf")  # seconds a picture takes, lately
        self._hungry = True  # there may be jobs to claim
        self._renewed = float("-inf")  # when the leases were
        self._bell = threading.Event()
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._rota = Rota()
        self._slots = threading.Semaphore(KEEPERS)
        self._threads: list[threading.Thread] = []
        house.bus.hear(self._heard)

    def start(self, workers: int | None = None, isolation: str | None = None) -> None:
        """Begins; jobs that a crash left running go on. None: as the settings say.

        Raises OurError when another server has the data folder, and whatever the ledger raises.
        """
        settings = self._house.settings
        self.workers = settings.workers if workers is None else workers
        self.isolation = isolation or settings.isolation
        self._through = self._house.children if self.isolation == "process" else None
        self._seat = Seat.take(self._house.data, alone=self._house.alone)
        try:
            self._worker = new_id()
            if len(self._seat.suspects) == 1:  # of several nobody knows which it was
                self._ledger.blame(self._seat.suspects, self._seat.previous, ENDED)
            if self._seat.previous:
                self._ledger.release(self._seat.previous)
            self._ledger.recover(everything=self._house.alone)
            self._afoot = Afoot(self._seat)
            self._seat.sign(self._worker)
        except BaseException:
            self._seat.leave()
            raise
        self._keeper = Keeper(self._house, self._worker)
        self._pool = ThreadPoolExecutor(KEEPERS, thread_name_prefix="tintype-keeper")
        self._house.bus.start()
        self.running = True
        loops = [self._chief] if self.workers else []
        loops += [self._paint_on] * self.workers
        loops += [self._tidy]
        for loop in loops:
            self._threads.append(threading.Thread(target=loop, name="tintype-runner", daemon=True))
            self._threads[-1].start()
        self._warm()
        gc.freeze()  # what was loaded by now stays: nobody need look through it again and again

    def stop(self, grace: float = 0.0) -> None:
        """Takes no more jobs, waits up to `grace` seconds for those it has, gives back the rest."""
        if not self.running:
            return
        self._ending.set()
        self._bell.set()
        until = time.monotonic() + grace
        while self.hands and time.monotonic() < until:
            time.sleep(0.05)
        self._drop_all()
        self._rota.close()
        for thread in self._threads:
            thread.join(5.0)
        self._pool.shutdown()
        with contextlib.suppress(TintypeError):  # then it is recovered when we come back
            self._ledger.release(self._worker)
        self.running = False
        assert self._seat is not None
        self._seat.note(())
        for engine in self._house.children.loaded():
            close = getattr(engine, "close", None)
            if callable(close):
                close()
        self._seat.leave()

    def state(self) -> State:
        """How it is now."""
        return State(self)

    def wake(self) -> None:
        """There may be something to do."""
        self._hungry = True
        self._bell.set()

    def drop(self, job: str) -> None:
        """The job is cancelled: whoever paints it stops within a second."""
        held = self.hands.get(job)
        if held is not None:
            held.over = True
            self._let_go(held)

    def growing(self, job: str) -> list[Growing]:
        """How far the pictures of a job are that are being painted here, without previews."""
        held = self.hands.get(job)
        if held is None:
            return []
        return [grown for index, grown in sorted(held.grown.items()) if index in held.missing]

    def _tidy(self) -> None:
        while True:
            sweep(self._house)
            prune(self._house)
            if self._ending.wait(DAY):
                return

    # The chief

    def _chief(self) -> None:
        while not self._ending.is_set():
            self._bell.clear()
            try:
                if self.room.why:
                    self._ledger.release(self._worker)
                    self.room.wait(self._ending)
                    continue
                if time.monotonic() - self._renewed > LEASE / 3:
                    self._renew()
                    self._renewed = time.monotonic()
                claimed = self._claim()
                self.away = ""
            except TintypeError as error:
                claimed, self.away = False, str(error)
                self._ending.wait(1.0)
            if not claimed and not self._ending.is_set() and not self._bell.wait(POLL):
                self._hungry = True

    def _claim(self) -> bool:
        """Takes as many jobs as there is use for, and one that may go before what is left of those in
        hand; whether there were any."""
        ahead = self.workers * min(AHEAD, int(QUICK / max(self._pace, 1e-3)))
        most, least = self.workers - self.busy + ahead - self._rota.waiting(), None
        if most <= 0 and (least := self._rota.room()) is not None:
            most = 1
        if most <= 0 or not self._hungry:
            return False
        self._hungry = False  # before asking: what is accepted from now on rings again
        jobs = self._ledger.claim(self._worker, most=most, lease=LEASE, least=least)
        if len(jobs) == most or least is not None:  # what is less urgent was left there
            self._hungry = True
        for job in jobs:
            self._accept(job)
        return bool(jobs)

    def _accept(self, job: Job) -> None:
        """Hands out the pictures that a job lacks."""
        there = self._ledger.pictures_of_job(job.id, deleted=True) if job.done else []
        done = {record.index for record in there}
        held = Held(job, set(range(len(job.plans))) - done)
        if not held.missing:
            self._ledger.finish(job.id, self._worker)
            return
        self.hands[job.id] = held
        ready = [index for index in sorted(held.missing) if before(job, index) not in held.missing]
        self._rota.add(held, ready)

    def _renew(self) -> None:
        """Says that we live; drops what is not ours any more, takes up what we lost sight of."""
        known = dict(self.hands)
        ours = self._ledger.renew(self._worker, LEASE)
        for id in known.keys() - ours:  # cancelled, finished this instant, or another server's by now
            known[id].over = True
            self._let_go(known[id])
        for id in ours - known.keys():
            job = self._ledger.job(id)
            if job.state == "running" and id not in self.hands:
                self._accept(job)
        if not self._house.alone:
            self._ledger.recover()

    def _heard(self, events: list[JobEvent]) -> None:
        for event in events:
            if event.kind == "cancelled":
                self.drop(event.job)
            elif event.kind in ("queued", "retry") and not self._house.alone:
                self.wake()

    # Painting

    def _paint_on(self) -> None:
        while (task := self._rota.take()) is not None:
            held, index = task
            if held.over or not self._afoot.begin(held):
                self._bell.set()
                continue
            with self._lock:
                self.busy += 1
            try:
                picture = self._painted(held, index)
            except Cancelled:
                picture = None
            except Exception as error:
                self._trouble(held, error)
                picture = None
            finally:
                with self._lock:
                    self.busy -= 1
                if self._rota.waiting() < self.workers or self._rota.room() is not None:
                    # else the chief has nothing to do yet
                    self._bell.set()
            if picture is None:
                self._afoot.end(held)
                continue
            self._slots.acquire()
            self._pool.submit(self._keep, held, index, picture)

    def _painted(self, held: Held, index: int) -> Picture:
        plan, parent = held.job.plans[index], parent_digest(held.job)
        telling = Telling(self._house.bus, held, index)
        if (made := parent_of(self._house, held.job, index)) is not None:
            plan, parent = settled(self._house, held.job, index, made), made.digest
        with contextlib.ExitStack() as stack:
            if self._through is None:  # few engines paint two pictures at once in one process
                stack.enter_context(self._turns[plan.engine])
            picture = self._house.paint(plan, telling, parent=parent, through=self._through)
        self._pace = (
            picture.seconds if self._pace == float("inf") else 0.8 * self._pace + 0.2 * picture.seconds
        )
        return picture

    def _keep(self, held: Held, index: int, picture: Picture) -> None:
        try:
            if not held.over and self._keeper.keep(held, index, picture):
                self._let_go(held)
            elif (following := after(held.job, index)) in held.missing:
                self._rota.add(held, [following], more=True)
        except Exception as error:
            self._trouble(held, error)
        finally:
            self._afoot.end(held)
            self._slots.release()
            if not self.hands:
                self._bell.set()

    def _trouble(self, held: Held, error: Exception) -> None:
        """What becomes of a job that met an error."""
        if isinstance(error, HinderedError | DiskFull):
            self.room.ran_out(str(error))
            self._drop_all()
            self.wake()
            return
        with held.lock:
            if held.over:
                return
            held.over = True
        self._let_go(held)
        if isinstance(error, LedgerAwayError):
            self._renewed = float("-inf")  # then it is found again
            return
        if not isinstance(error, TintypeError):
            _log.error("job %s broke", held.job.id, exc_info=error)
            said = " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(".")
            error = EngineFailed(f"The engine broke ({said}); another seed may help.")
        failure = Failure(type(error).__name__, str(error))
        retry = isinstance(error, WorkerDied | NoNetwork)
        with contextlib.suppress(TintypeError):
            self._ledger.fail(held.job.id, self._worker, failure, retry=retry)
        self.wake()

    def _drop_all(self) -> None:
        for held in list(self.hands.values()):
            held.over = True
            self._let_go(held)

    def _let_go(self, held: Held) -> None:
        with self._lock:
            if self.hands.get(held.job.id) is held:
                del self.hands[held.job.id]

    def _warm(self) -> None:
        """Starts children of the model that most will ask for, before anybody does."""
        if self._through is None:
            return
        with contextlib.suppress(TintypeError):
            name = self._house.registry.serving(self._house.settings.model).name
            warm = getattr(self._through.engine(name), "warm", None)
            if callable(warm):
                warm(self.workers)
