"""How many jobs a second the ledger takes, on SQLite and on PostgreSQL: `python bench/ledger.py`.

64 threads submit; 4 workers claim a job and record its picture, with which it is done: three
transactions in a job's life, each on disk before the next. What a flush to this disk takes is measured
beforehand, for it decides.
Nothing is painted. Both databases run on this machine, in folders of their own, with every flush.

    python bench/ledger.py [--jobs 4000] [--submitters 64] [--workers 4] [--most 1] [sqlite] [postgres]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import SimpleQueue

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "ledger"))

from cluster import Cluster, missing

from tintype.core.ids import new_id
from tintype.core.job import Job, PictureRecord
from tintype.core.request import Plan, Request
from tintype.ledger import Ledger
from tintype.testing import FakeEngine


def flush(folder: str) -> float:
    """Milliseconds that this disk takes to put 8 KB where a power cut does not reach them; median."""
    times: list[float] = []
    with open(Path(folder) / "flush", "wb") as file:
        for _ in range(100):
            file.write(bytes(8192))
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def record(job: Job) -> PictureRecord:
    """A picture as the runner would record it."""
    plan = job.plans[0]
    return PictureRecord(
        id=new_id(), job=job.id, index=0, owner=job.owner, digest=new_id().rjust(64, "0"),
        width=plan.width, height=plan.height, bytes=123456, prompt=plan.prompt, model=plan.model,
        seed=plan.seed, plan=plan, seconds=0.01, created=time.time(),
    )  # fmt: skip


class Run:
    """One pass over one database."""

    def __init__(self, url: str, options: argparse.Namespace) -> None:
        self.ledger = Ledger.open(url)
        self.options = options
        self.request = Request(
            prompt="a red vase on white marble, window light from the left", size=(512, 512)
        )
        self.plans: tuple[Plan, ...] = FakeEngine().plan(self.request)
        self.accepted: list[float] = []
        self.left = options.jobs
        self.lock = threading.Lock()
        self.wake: SimpleQueue[None] = SimpleQueue()

    def submit(self, count: int, owner: str) -> None:
        for _ in range(count):
            start = time.perf_counter()
            self.ledger.submit(self.request, self.plans, owner=owner)
            self.accepted.append(time.perf_counter() - start)

    def work(self, name: str) -> None:
        while self.left > 0:
            jobs = self.ledger.claim(name, most=self.options.most)
            for job in jobs:
                assert self.ledger.picture(record(job), name, last=True)
                with self.lock:
                    self.left -= 1
            if not jobs:
                time.sleep(0.002)

    def go(self) -> tuple[float, float]:
        """(jobs a second from submission to done, from submission to accepted)."""
        each = self.options.jobs // self.options.submitters
        self.left = each * self.options.submitters
        count = self.left
        submitters = [
            threading.Thread(target=self.submit, args=(each, f"owner {number % 8}"))
            for number in range(self.options.submitters)
        ]
        workers = [
            threading.Thread(target=self.work, args=(f"worker {number}",))
            for number in range(self.options.workers)
        ]
        start = time.perf_counter()
        for thread in [*submitters, *workers]:
            thread.start()
        for thread in submitters:
            thread.join()
        accepted = time.perf_counter() - start
        for thread in workers:
            thread.join()
        done = time.perf_counter() - start
        assert self.ledger.counts()["done"] == count
        self.ledger.close()
        return count / done, count / accepted


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgres"])
    parser.add_argument("--jobs", type=int, default=4000)
    parser.add_argument("--submitters", type=int, default=64)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--most", type=int, default=1)
    options = parser.parse_args()
    rates: dict[str, float] = {}
    for database in options.databases:
        if database == "postgres" and missing():
            print(missing())
            continue
        cluster = Cluster() if database == "postgres" else None
        with tempfile.TemporaryDirectory() as folder:
            print(f"{database:9} a flush takes {flush(folder):.2f} ms")
            try:
                url = cluster.create("bench") if cluster else f"sqlite:///{folder}/ledger.db"
                run = Run(url, options)
                rates[database], accepted = run.go()
            finally:
                if cluster:
                    cluster.stop()
        waits = sorted(1e3 * wait for wait in run.accepted)
        print(
            f"{database:9} {rates[database]:6.0f} jobs/s done, {accepted:6.0f}/s accepted;"
            f" submit p50 {statistics.median(waits):.1f} ms, p99 {waits[len(waits) * 99 // 100]:.1f} ms"
        )
    if len(rates) == 2:
        print(f"PostgreSQL : SQLite = {rates['postgres'] / rates['sqlite']:.2f}")


if __name__ == "__main__":
    main()
