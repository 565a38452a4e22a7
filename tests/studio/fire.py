"""Kills servers and workers at random, and counts what is left."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tintype.assets.store import Store
from tintype.ledger import Ledger

PROGRAM = Path(__file__).with_name("under_fire.py")


@dataclass
class Count:
    """What became of all that was accepted. Each list names jobs or files; failed: jobs whose workers, or
    whose servers while they were alone in hand, were killed three times: as often as a job is tried."""

    kills: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    jobs: int = 0
    pictures: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    retries: int = 0
    seconds: float = 0.0

    def line(self) -> str:
        kills = ", ".join(f"{count} {what}" for what, count in sorted(self.kills.items()))
        return (
            f"{sum(self.kills.values())} kills ({kills}) in {self.seconds:.0f} s; {self.accepted} jobs accepted,"
            f" {self.jobs} in the ledger, {self.pictures} pictures; lost {len(self.lost)},"
            f" doubled {len(self.doubled)}, broken files {len(self.broken)}; {self.retries} times a job lost its"
            f" worker and was tried again, {len(self.failed)} jobs lost three and failed"
        )


class Fire:
    """A house in a folder, as a process that is killed again and again."""

    def __init__(self, folder: Path, ledger: str = "", seed: int = 1) -> None:
        self.folder = folder
        self.ledger = ledger or f"sqlite:///{folder / 'ledger.db'}"
        self.draw = random.Random(seed)
        self.run = 0
        self.accepted: dict[str, tuple[str, int]] = {}
        self.kills: Counter[str] = Counter()
        self.refused: list[str] = []
        self.in_a_row = 0
        self.reader: Ledger | None = None

    def start(self) -> None:
        self.run += 1
        before = f"{self.run - 1}-"
        known = Counter(key.split("-")[1] for key in self.accepted if key.startswith(before))
        keys = (
            ",".join(f"{before}{thread}-{known[str(thread)]}" for thread in range(4)) if self.run > 1 else ""
        )
        self.ready = threading.Event()
        self.drained = False
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(self.folder), self.ledger, str(self.run), keys],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.ear = threading.Thread(target=self._hear, args=(self.process,))
        self.ear.start()

    def _hear(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            words = line.decode().split()
            if words == ["ready"]:
                self.ready.set()
            elif words == ["drained"]:
                self.drained = True
            elif len(words) == 3 and line.endswith(b"\n"):
                key, id, n = words
                if self.accepted.setdefault(key, (id, int(n)))[0] != id:
                    self.refused.append(f"{key} was accepted as {self.accepted[key][0]} and as {id}")
        if said := process.stderr.read().decode():
            self.refused.append(said[-2000:])
        self.ready.set()

    def workers(self) -> list[int]:
        """Process ids of the server's children."""
        found: list[int] = []
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{self.process.pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        return found

    def shoot(self) -> None:
        """Kills a worker, the server, or both, at some moment; the server is started again."""
        what = self.draw.choices(("worker", "server", "both"), (5, 4, 1))[0]
        before = len(self.accepted)
        if what != "worker" and self.in_a_row == 2:
            self._let_live()
        self.in_a_row = 0 if what == "worker" else self.in_a_row % 2 + 1
        if what == "worker" or self.draw.random() < 0.7:  # else it may still be starting
            self.ready.wait(20)
        time.sleep(self.draw.uniform(0.0, 0.5 if what == "server" else 0.25))
        if what != "server":
            workers = self.workers()
            if not workers:
                what = "server"
            else:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.draw.choice(workers), signal.SIGKILL)
        if what == "worker":
            self._breathe(before)
        if what != "worker":
            self.process.kill()
            self.process.wait()
            self.ear.join()
            self.start()
        self.kills[what] += 1

    def _breathe(self, before: int) -> None:
        """Waits until a few more jobs are through: whoever meets three killers in a row is given up."""
        until = time.monotonic() + 2
        while len(self.accepted) < before + 4 and time.monotonic() < until:
            time.sleep(0.005)

    def _let_live(self) -> None:
        """Lets the third server in a row finish a few jobs: one that was alone in hand whenever three
        servers died is given up as well."""
        self.ready.wait(20)
        self.reader = self.reader or Ledger.open(self.ledger)
        before, until = self.reader.counts()["done"], time.monotonic() + 20
        while self.reader.counts()["done"] < before + 8 and time.monotonic() < until:
            time.sleep(0.02)

    def drain(self, seconds: float = 180.0) -> None:
        """Lets the house finish."""
        assert self.process.stdin is not None
        self.ready.wait(20)
        self.process.stdin.write(b"enough\n")
        self.process.stdin.close()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.refused.append(f"it did not finish within {seconds} s")
        self.ear.join()

    def rage(self, kills: int) -> Count:
        """So many kills, then peace; what is left."""
        start = time.monotonic()
        self.start()
        try:
            while sum(self.kills.values()) < kills:
                self.shoot()
            self.drain()
        finally:
            self.process.kill()
            if self.reader is not None:
                self.reader.close()
        count = self.count()
        count.seconds = time.monotonic() - start
        return count

    def count(self) -> Count:
        """Every job and every file, looked at."""
        count = Count(kills=self.kills, accepted=len(self.accepted))
        ledger, store = Ledger.open(self.ledger), Store.open(str(self.folder / "pictures"))
        try:
            known: dict[str, str] = {}
            before = None
            while jobs := ledger.jobs(before=before, limit=500):
                before = jobs[-1].id
                for job in jobs:
                    known[job.id] = job.key or ""
                    self._look(count, ledger, store, job.id)
            count.jobs = len(known)
            count.lost += [id for id, _ in self.accepted.values() if id not in known]
            keys = Counter(known.values())
            count.doubled += [key for key, times in keys.items() if times > 1]
        finally:
            ledger.close()
        return count

    def _look(self, count: Count, ledger: Ledger, store: Store, id: str) -> None:
        job = ledger.job(id)
        events = Counter(event.kind for event in ledger.events(job=id))
        pictures = ledger.pictures_of_job(id)
        count.retries += events["retry"]
        count.pictures += len(pictures)
        if job.state == "failed" and job.failure and job.failure.kind == "WorkerDied" and job.attempts == 3:
            count.failed.append(id)  # killed three times over, and says so
        elif job.state != "done" or len(pictures) < job.request.n or job.done < job.request.n:
            count.lost.append(f"{id} {job.state} {len(pictures)} of {job.request.n}")
        if events["done"] > 1 or len(pictures) > job.request.n or events["picture"] != len(pictures):
            count.doubled.append(f"{id} {dict(events)}")
        for picture in pictures:
            data = store.get(picture.digest) if store.exists(picture.digest) else b""
            whole = hashlib.sha256(data).hexdigest() == picture.digest and len(data) == picture.bytes
            if whole:
                with Image.open(io.BytesIO(data)) as image:
                    image.load()
                    whole = image.size == (picture.width, picture.height)
            if not whole:
                count.broken.append(f"{id} {picture.digest}")
