"""Many at once: threads, and on PostgreSQL processes. Nothing is lost, nothing is done twice."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from things import kinds, picture, submit

from tintype.core.errors import Conflict
from tintype.core.request import Request
from tintype.ledger import Ledger
from tintype.testing import FakeEngine


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Results of work(0), work(1), …, each in a thread of its own."""
    results: dict[int, Any] = {}

    def run(number: int) -> None:
        try:
            results[number] = work(number)
        except BaseException as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[number] for number in range(count)]


def test_threads_that_submit_claim_and_finish(ledger: Ledger) -> None:
    def feed(number: int) -> list[str]:
        return [submit(ledger, owner=str(number % 3)).id for _ in range(8)]

    def work(number: int) -> list[str]:
        mine: list[str] = []
        idle = 0
        while idle < 20:
            jobs = ledger.claim(str(number), most=2)
            idle = 0 if jobs else idle + 1
            for job in jobs:
                assert ledger.picture(picture(job), str(number))
                assert not ledger.picture(picture(job), str(number))
                assert ledger.finish(job.id, str(number))
                mine.append(job.id)
            if not jobs:
                time.sleep(0.01)
        return mine

    results = together(14, lambda number: feed(number) if number < 8 else work(number))
    submitted = Counter(id for result in results[:8] for id in result)
    finished = Counter(id for result in results[8:] for id in result)
    assert finished == submitted
    assert set(finished.values()) == {1}
    assert ledger.counts()["done"] == 64
    assert len(ledger.gallery(limit=100)) == 64
    kinds = Counter(event.kind for event in ledger.events(limit=1000))
    assert kinds == {"queued": 64, "running": 64, "picture": 64, "done": 64}


def test_one_key_from_many_threads_accepts_one_job(ledger: Ledger) -> None:
    request = Request(prompt="a red vase")
    plans = FakeEngine().plan(request)
    other = Request(prompt="another")

    def ask(number: int) -> Any:
        if number % 8 == 7:
            return ledger.submit(other, plans, key="other")[0].id
        return ledger.submit(request, plans, key="k")

    results = together(24, ask)
    jobs = [result for result in results if isinstance(result, tuple)]
    assert len({job.id for job, _ in jobs}) == 1
    assert [new for _, new in jobs].count(True) == 1
    assert len(ledger.jobs()) == 2
    mixed = together(8, lambda number: ledger.submit(request if number % 2 else other, plans, key="m"))
    assert len({result[0].id for result in mixed if isinstance(result, tuple)}) == 1
    assert sum(isinstance(result, Conflict) for result in mixed) == 4


def test_a_refused_write_in_a_busy_moment_harms_no_other(ledger: Ledger) -> None:
    twin = picture()
    results = together(16, lambda n: ledger.add_picture(twin) if n % 4 == 0 else submit(ledger).id)
    assert sum(isinstance(result, Exception) for result in results) == 3
    assert len(ledger.jobs()) == 12
    assert ledger.gallery() == [twin]


def test_one_picture_of_many_with_the_same_index_stays(ledger: Ledger) -> None:
    job = submit(ledger)
    ledger.claim("w")
    results = together(12, lambda _: ledger.picture(picture(job), "w"))
    assert results.count(True) == 1
    assert ledger.job(job.id).done == 1
    assert len(ledger.gallery()) == 1


def test_after_the_last_picture_comes_none(ledger: Ledger) -> None:
    job = submit(ledger, n=8)
    ledger.claim("w")
    results = together(8, lambda number: ledger.picture(picture(job, number), "w", last=number % 2 == 0))
    done = ledger.job(job.id)
    assert (done.state, done.done) == ("done", results.count(True))
    assert len(ledger.pictures_of_job(job.id)) == done.done
    assert kinds(ledger, job) == ["queued", "running", *["picture"] * done.done, "done"]


def test_a_reader_that_follows_the_cursor_misses_nothing(ledger: Ledger) -> None:
    stop = threading.Event()

    def follow() -> list[int]:
        seen: list[int] = []
        while True:
            ending = stop.is_set()
            while found := ledger.events(after=seen[-1] if seen else 0, limit=7):
                seen += [event.cursor for event in found]
            if ending:
                return seen
            time.sleep(0.001)

    def write(number: int) -> list[int]:
        if number < 2:
            return follow()
        for _ in range(10):
            ledger.cancel(submit(ledger).id)
        if number == 9:
            time.sleep(0.2)
            stop.set()
        return []

    results = together(10, write)
    everything = [event.cursor for event in ledger.events(limit=1000)]
    stop.set()
    assert len(everything) == 160
    for seen in results[:2]:
        assert seen == sorted(set(seen))
        assert seen == everything[: len(seen)]
        assert len(seen) > 100


WORKER = """
import sys, time
sys.path.insert(0, {tests!r})
from things import picture, submit
from tintype.ledger import Ledger
ledger = Ledger.open({url!r})
name = sys.argv[1]
for _ in range(30):
    submit(ledger, owner=name)
print("ready", flush=True)
sys.stdin.readline()
idle = 0
while idle < 20:
    jobs = ledger.claim(name, most=3)
    idle = 0 if jobs else idle + 1
    for job in jobs:
        assert ledger.picture(picture(job), name)
        assert ledger.finish(job.id, name)
        print(job.id)
    if not jobs:
        time.sleep(0.01)
ledger.close()
"""


def test_two_processes_share_one_queue(url: str, open_ledger: Callable[[str], Ledger]) -> None:
    """Servers on PostgreSQL; on SQLite a server and, say, a command of the terminal."""
    code = WORKER.format(tests=str(Path(__file__).parent), url=url)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    ledger = open_ledger(url)
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    cursor, cursors = 0, []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    while any(process.poll() is None for process in processes):
        for event in ledger.events(after=cursor, limit=1000):
            cursors.append(cursor := event.cursor)
        time.sleep(0.002)
    cursors += [event.cursor for event in ledger.events(after=cursor, limit=1000)]
    done = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    if url.startswith("postgresql"):  # SQLite lets one of two that wait starve; it serves one server
        assert all(done), "both took part"
    assert set(Counter(done[0] + done[1]).values()) == {1}
    assert ledger.counts()["done"] == 60
    assert cursors == [event.cursor for event in ledger.events(limit=1000)]


KILLED = """
import sys, threading
sys.path.insert(0, {tests!r})
from things import picture, submit
from tintype.ledger import Ledger
ledger = Ledger.open({url!r})
def feed():
    while True:
        job = submit(ledger)
        sys.stdout.write("job " + job.id + "\\n")
def work():
    while True:
        for job in ledger.claim("w"):
            record = picture(job)
            if ledger.picture(record, "w", last=True):
                sys.stdout.write("picture " + record.id + "\\n")
sys.stdout.reconfigure(line_buffering=True)
for target in (feed, feed, work):
    threading.Thread(target=target).start()
"""


@pytest.mark.parametrize("after", [1, 40, 200])
def test_what_was_answered_is_on_disk_when_the_process_is_killed(
    url: str, open_ledger: Callable[[str], Ledger], after: int
) -> None:
    code = KILLED.format(tests=str(Path(__file__).parent), url=url)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(after)]
        process.kill()
        told += process.stdout.readlines()
    lines = [line.split() for line in told if line.endswith("\n")]
    ledger = open_ledger(url)
    jobs = {job.id: job for job in ledger.jobs(limit=10_000)}
    shown = {record.id: record for record in ledger.gallery(limit=10_000)}
    for kind, id in lines:
        assert id in (jobs if kind == "job" else shown)
    for record in shown.values():
        assert record.job is not None
        assert jobs[record.job].state == "done"
    running = ledger.counts()["running"]
    assert running <= 1
    assert ledger.recover(everything=True) == running
    assert ledger.counts()["queued"] + ledger.counts()["done"] == len(jobs)
