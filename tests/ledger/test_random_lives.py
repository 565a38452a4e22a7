"""Whatever happens to jobs in whatever order: none is lost, none is done twice, and the ledger agrees
with a model of it that is a few dictionaries."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from things import picture, submit

from tintype.core.errors import Conflict
from tintype.core.job import Failure, Job
from tintype.core.request import Request
from tintype.ledger import Ledger
from tintype.testing import FakeEngine

WORKERS = st.sampled_from(["v", "w"])
OWNERS = st.sampled_from(["ann", "bob", "eve"])
N = 2
"""Pictures in each job."""


class Lives(RuleBasedStateMachine):
    """Jobs of three owners under two workers; ledgers are closed and opened in between."""

    url = ""
    empty: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "ledger.db"
        if self.empty is not None:
            shutil.copy(self.empty, path)
        self.ledger = Ledger.open(self.url or f"sqlite:///{path}")
        self.at = self.url or f"sqlite:///{path}"
        self.states: dict[str, str] = {}
        self.holder: dict[str, str | None] = {}
        self.lease: dict[str, float] = {}
        self.attempts: dict[str, int] = {}
        self.pictures: dict[str, set[int]] = {}
        self.keyed: dict[tuple[str, str], Job] = {}
        self.queue: list[tuple[int, str, str]] = []
        self.begun = self.ledger.last_cursor()

    def teardown(self) -> None:
        for job in [id for id, state in self.states.items() if state in ("queued", "running")]:
            self.ledger.cancel(job)  # the next run on this PostgreSQL starts with an empty queue
        self.ledger.close()
        self.folder.cleanup()

    def pick(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.states)))

    @initialize()
    def start(self) -> None:
        self.accept("ann", 0)

    @rule(owner=OWNERS, priority=st.integers(-1, 1))
    def accept(self, owner: str, priority: int) -> None:
        job = submit(self.ledger, n=N, owner=owner, priority=priority)
        assert job.id not in self.states
        self.states[job.id], self.holder[job.id] = "queued", None
        self.attempts[job.id], self.pictures[job.id] = 0, set()

    @rule(owner=OWNERS, key=st.sampled_from(["k", "l"]), prompt=st.sampled_from(["one", "two"]))
    def accept_with_key(self, owner: str, key: str, prompt: str) -> None:
        key = f"{key}{self.begun}"
        known = self.keyed.get((owner, key))
        request = Request(prompt=prompt, n=N)
        try:
            job, new = self.ledger.submit(request, FakeEngine().plan(request), owner=owner, key=key)
        except Conflict:
            assert known is not None
            assert known.request != request
            return
        assert new == (known is None)
        if known is None:
            self.keyed[owner, key] = job
            self.states[job.id], self.holder[job.id] = "queued", None
            self.attempts[job.id], self.pictures[job.id] = 0, set()
        else:
            assert (job.id, job.request) == (known.id, request)

    @rule(worker=WORKERS, most=st.integers(1, 3), lease=st.sampled_from([0.0, 1000.0]))
    def claim(self, worker: str, most: int, lease: float) -> None:
        waiting = [id for id, state in self.states.items() if state == "queued"]
        jobs = self.ledger.claim(worker, most=most, lease=lease)
        assert len(jobs) == min(most, len(waiting))
        assert len({job.id for job in jobs}) == len(jobs)
        for job in jobs:
            assert self.states[job.id] == "queued"
            assert job.done == len(self.pictures[job.id])
            self.states[job.id], self.holder[job.id], self.lease[job.id] = "running", worker, lease

    @rule(data=st.data(), worker=WORKERS, index=st.integers(0, N - 1), last=st.booleans())
    def picture(self, data: st.DataObject, worker: str, index: int, last: bool) -> None:
        job = self.ledger.job(self.pick(data))
        ok = self.holder[job.id] == worker and index not in self.pictures[job.id]
        assert self.ledger.picture(picture(job, index), worker, last=last) == ok
        if ok:
            self.pictures[job.id].add(index)
            if last:
                self.states[job.id], self.holder[job.id] = "done", None

    @rule(data=st.data(), worker=WORKERS)
    def finish(self, data: st.DataObject, worker: str) -> None:
        job = self.pick(data)
        ok = self.holder[job] == worker
        assert self.ledger.finish(job, worker) == ok
        if ok:
            self.states[job], self.holder[job] = "done", None

    @rule(data=st.data(), worker=WORKERS, retry=st.booleans())
    def fail(self, data: st.DataObject, worker: str, retry: bool) -> None:
        job = self.pick(data)
        if self.holder[job] == worker:
            self.attempts[job] += retry
            again = retry and self.attempts[job] < 2
            self.states[job], self.holder[job] = "queued" if again else "failed", None
        self.ledger.fail(job, worker, Failure("WorkerDied", "It died."), retry=retry, limit=2)

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        job = self.pick(data)
        if self.states[job] in ("queued", "running"):
            self.states[job], self.holder[job] = "cancelled", None
        self.ledger.cancel(job)

    @rule(data=st.data(), priority=st.integers(-2, 2))
    def move(self, data: st.DataObject, priority: int) -> None:
        self.ledger.move(self.pick(data), priority)

    @rule(worker=WORKERS)
    def release(self, worker: str) -> None:
        mine = [job for job, holder in self.holder.items() if holder == worker]
        assert self.ledger.release(worker) == len(mine)
        for job in mine:
            self.states[job], self.holder[job] = "queued", None

    @rule(alive=st.sampled_from([(), ("v",)]))
    def recover_everything(self, alive: tuple[str, ...]) -> None:
        lost = [job for job, holder in self.holder.items() if holder is not None and holder not in alive]
        assert self.ledger.recover(everything=True, alive=alive) == len(lost)
        for job in lost:
            self.states[job], self.holder[job] = "queued", None

    @rule(worker=WORKERS)
    def renew_and_recover(self, worker: str) -> None:
        """Whoever never renewed loses what it holds."""
        mine = {job for job, holder in self.holder.items() if holder == worker}
        assert self.ledger.renew(worker, lease=5000) == mine
        self.lease.update(dict.fromkeys(mine, 5000))
        lost = [job for job, holder in self.holder.items() if holder and self.lease[job] < 2000]
        assert self.ledger.recover(now=time.time() + 2000) == len(lost)
        for job in lost:
            self.states[job], self.holder[job] = "queued", None

    @precondition(lambda self: not self.url)
    @rule()
    def open_again(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(self.at)

    @invariant()
    def the_ledger_agrees(self) -> None:
        for job in self.ledger.jobs(limit=1000):
            if job.id in self.states:
                assert (job.state, job.attempts) == (self.states[job.id], self.attempts[job.id])
                assert job.done == len(self.pictures[job.id])
                shown = [record.index for record in self.ledger.pictures_of_job(job.id)]
                assert shown == sorted(self.pictures[job.id])
        events = self.ledger.events(self.begun, limit=10_000)
        ended = [event.job for event in events if event.kind in ("done", "failed", "cancelled")]
        assert sorted(ended) == sorted(
            job for job, state in self.states.items() if state in ("done", "failed", "cancelled")
        )
        assert sum(event.kind == "picture" for event in events) == sum(map(len, self.pictures.values()))


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_no_job_is_lost_and_none_is_done_twice(database: str, request: pytest.FixtureRequest) -> None:
    class Here(Lives):
        empty = request.getfixturevalue("migrated") if database == "sqlite" else None
        url = request.getfixturevalue("cluster").create("lives", "migrated") if database == "postgres" else ""

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=50 if database == "sqlite" else 20, stateful_step_count=25, deadline=None,
            derandomize=True, database=None, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
