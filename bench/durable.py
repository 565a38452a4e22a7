"""What it costs that no job is ever lost: `python bench/durable.py`.

Overhead: a picture asked of the engine directly, and the same picture as a job (accepted on disk,
claimed, painted in a child process, stamped, stored, recorded), one at a time. Throughput: many
submitters, painted as fast as this machine can; on PostgreSQL also by several servers that share its
queue. The engine is the fake, 256x86, and no two pictures are equal: what is measured is everything
around it. Every flush is made. --profile tells which threads and processes took the time.

    python bench/durable.py [--pictures 200] [--jobs 3000] [--submitters 32] [--workers 2] [--servers 1 2]
                            [--isolation process here] [--profile] [overhead] [sqlite] [postgres]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "ledger"))

from cluster import Cluster, missing
from msgspec.structs import replace

from tintype.core.request import Request
from tintype.ledger import Ledger
from tintype.studio.build import build_house
from tintype.studio.house import House
from tintype.studio.settings import Settings
from tintype.testing import FakeEngine, ignore

REQUEST = Request(prompt="a red vase on white marble, window light from the left", size=(256, 86))


def house_in(folder: str, url: str, workers: int, isolation: str) -> House:
    """A house whose workers run."""
    settings = Settings(
        model="fake", data=folder, ledger=url, workers=workers, isolation=isolation, moderation="off",
        provenance=False,
        queue_limit=1_000_000,
    )  # fmt: skip
    house = build_house(settings, {"TINTYPE_FAKE": "1"})
    house.runner.start()
    return house


def centile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1e3


def flushes() -> None:
    """What one flush costs on this disk: a durable job waits for five, one after the other."""
    took: list[float] = []
    with tempfile.TemporaryFile() as file:
        for _ in range(50):
            file.write(b"x" * 8192)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - start)
    print(f"one flush  p50 {centile(took, 0.5):.1f} ms, p99 {centile(took, 0.99):.1f} ms")


def overhead(pictures: int) -> None:
    """p50 and p99 of a job's time, less the time of the same picture without one."""
    engine = FakeEngine()
    direct: list[float] = []
    over: list[float] = []
    accepted: list[float] = []

    async def measure(house: House) -> None:
        for number in range(pictures + 10):
            request = replace(REQUEST, seed=number)
            start = time.perf_counter()
            engine.paint(*engine.plan(request), ignore)
            between = time.perf_counter()
            job = await house.jobs.submit_async(request)
            known = time.perf_counter()
            await house.jobs.wait(job.id)
            end = time.perf_counter()
            if number >= 10:
                direct.append(between - start)
                accepted.append(known - between)
                over.append(end - between)
            await asyncio.sleep(0.01)

    with tempfile.TemporaryDirectory() as folder:
        house = house_in(folder, "", 1, "process")
        asyncio.run(measure(house))
        house.close()
    usual = statistics.median(direct)
    over = [took - usual for took in over]
    print(
        f"overhead   p50 {centile(over, 0.5):.1f} ms, p99 {centile(over, 0.99):.1f} ms (accepted after"
        f" {centile(accepted, 0.5):.1f} ms; the picture itself {usual * 1e3:.1f} ms; {pictures} jobs, SQLite,"
        " process)"
    )


def serve(folder: str, url: str, options: argparse.Namespace) -> None:
    """One of several servers, as a process: "ready" → a line → submits its part → a line → ends."""
    house = house_in(folder, url, options.workers, options.isolation[0])
    print("ready", flush=True)
    sys.stdin.readline()
    submit_all(house, options.jobs, options.submitters, int(os.path.basename(folder)))
    sys.stdin.readline()
    if options.profile:
        profile()
    house.close()


def submit_all(house: House, jobs: int, submitters: int, server: int = 0) -> None:
    """Submits from so many threads; returns when all are accepted."""

    def submit(number: int) -> None:
        first = server << 24 | number << 16
        for seed in range(first, first + jobs // submitters):
            house.jobs.submit(replace(REQUEST, seed=seed), owner=f"owner {number % 8}")

    threads = [threading.Thread(target=submit, args=(number,)) for number in range(submitters)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def throughput(
    database: str, isolation: str, servers: int, options: argparse.Namespace, atlast: contextlib.ExitStack
) -> float:
    """Jobs a second, from the first submission to the last picture on disk.

    What it wrote goes `atlast`: for five minutes ext4 steps over every file that was deleted, one by
    one, whenever a new one is made, and the next run would pay for it.
    """
    cluster = Cluster() if database == "postgres" else None
    folder = atlast.enter_context(tempfile.TemporaryDirectory(prefix="tintype-bench-"))
    try:
        url = cluster.create("bench") if cluster else f"sqlite:///{folder}/ledger.db"
        Ledger.open(url).close()
        rate = _rate(folder, url, isolation, servers, options)
    finally:
        if cluster:
            cluster.stop()
    print(
        f"{database:9} {isolation:8} {rate:5.0f} jobs/s ({options.jobs} jobs, {servers} server"
        f"{'s' * (servers > 1)}, {options.submitters} submitters and {options.workers} workers each)",
        flush=True,
    )
    return rate


def _rate(folder: str, url: str, isolation: str, servers: int, options: argparse.Namespace) -> float:
    part = options.jobs // servers // options.submitters * options.submitters
    command = [
        sys.executable, __file__, "--jobs", str(part), "--submitters", str(options.submitters),
        "--workers", str(options.workers), "--isolation", isolation, *["--profile"] * options.profile,
    ]  # fmt: skip
    running = [
        subprocess.Popen(
            [*command, "--serve", f"{folder}/{number}", url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(servers)
    ]  # fmt: skip
    for server in running:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
    time.sleep(1.0)  # children load
    ledger = Ledger.open(url)
    before, start = database_time(), time.perf_counter()
    for server in running:
        _tell(server)
    while ledger.counts()["done"] < part * servers:
        time.sleep(0.1)
        assert time.perf_counter() - start < 300, ledger.counts()
    took = time.perf_counter() - start
    if options.profile:
        print(f"          seconds of processor: PostgreSQL {database_time() - before:.2f}")
    ledger.close()
    for server in running:
        _tell(server)
        print(server.communicate()[0], end="")
    return part * servers / took


def _tell(server: subprocess.Popen[str]) -> None:
    assert server.stdin is not None
    server.stdin.write("go\n")
    server.stdin.flush()


def profile() -> None:
    """Processor time of this server by thread, and of its children."""
    tick, spent = os.sysconf("SC_CLK_TCK"), Counter[str]()
    for thread in threading.enumerate():
        fields = Path(f"/proc/self/task/{thread.native_id}/stat").read_text().rpartition(")")[2].split()
        spent[thread.name.split("_")[0]] += int(fields[11]) + int(fields[12])
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            spent["children"] += int(fields[11]) + int(fields[12])
    parts = ", ".join(f"{name} {ticks / tick:.2f}" for name, ticks in spent.most_common(6))
    print(f"          seconds of processor: {parts}; this server in all {time.process_time():.2f}")


def database_time() -> float:
    """Seconds of processor that PostgreSQL has taken so far."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "comm").read_text() == "postgres\n":
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["overhead", "sqlite", "postgres"])
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=3000)
    parser.add_argument("--submitters", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--servers", type=int, nargs="*", default=[1, 2], help="on PostgreSQL")
    parser.add_argument("--isolation", nargs="*", default=["process", "here"])
    parser.add_argument("--profile", action="store_true", help="where the time went")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve(*options.serve, options)
    if "overhead" in options.what:
        flushes()
        overhead(options.pictures)
    rates: dict[str, float] = {}
    with contextlib.ExitStack() as atlast:
        for database in ("sqlite", "postgres"):
            if database not in options.what:
                continue
            if database == "postgres" and missing():
                print(missing())
                continue
            for isolation in options.isolation:
                for servers in options.servers if database == "postgres" else [1]:
                    rate = throughput(database, isolation, servers, options, atlast)
                    rates[database] = max(rate, rates.get(database, 0.0))
    if len(rates) == 2:
        print(f"PostgreSQL : SQLite = {rates['postgres'] / rates['sqlite']:.2f}")
    return None


if __name__ == "__main__":
    main()
