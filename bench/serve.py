"""How quick the server is there, and what open streams cost: `python bench/serve.py [streams]`.

Prints, for a fresh and for a used data folder: seconds from the start of the process to its printed
address and to the first answer of /healthz and /; then the memory of the server with `streams`
(1,000) clients that each watch a job of their own, and with a running picture among them.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx

ENVIRONMENT = {
    **os.environ, "TINTYPE_FAKE": "1", "TINTYPE_MODEL": "fake", "TINTYPE_SIZE": "256x192",
    "TINTYPE_SETTINGS": "/nonexistent",
}  # fmt: skip
RUNS = 7


class Server:
    """`tintype serve` on a folder. ready: seconds until its address was printed."""

    def __init__(self, folder: str, **environment: str) -> None:
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tintype", "serve", "--data", folder],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**ENVIRONMENT, **environment},
        )  # fmt: skip
        assert self.process.stdout is not None
        self.page = self.process.stdout.readline().strip()
        self.ready = time.perf_counter() - self.began
        self.url = self.page.partition("/?")[0]

    def memory(self) -> float:
        """Megabytes that are its own, resident."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def processor(self) -> float:
        """Seconds of processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> float:
        """Seconds until it had ended."""
        start = time.perf_counter()
        self.process.terminate()
        self.process.wait()
        return time.perf_counter() - start


def starts(name: str, folder: str) -> None:
    """Best and median of a few starts."""
    ready, healthy, painted = [], [], []
    for _ in range(RUNS):
        here = tempfile.mkdtemp(dir=folder) if name == "fresh folder" else folder
        server = Server(here)
        with httpx.Client(base_url=server.url) as client:
            client.get("/healthz").raise_for_status()
            healthy.append(time.perf_counter() - server.began)
            client.get(server.page, follow_redirects=True).raise_for_status()
            painted.append(time.perf_counter() - server.began)
        ready.append(server.ready)
        server.end()
    for what, values in (("address printed", ready), ("/healthz answers", healthy), ("/ is there", painted)):
        print(f"{name:13} {what:17} best {min(values):5.2f} s   median {statistics.median(values):5.2f} s")


async def events(server: Server, path: str) -> AsyncIterator[str]:
    """Names of a stream's events. By hand: a pool of a thousand costs more than what is measured."""
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    async for line in reader:
        if line.startswith(b"event: "):
            yield line[7:].strip().decode()
    writer.close()


async def streams(count: int, folder: str) -> None:
    """Memory with so many open streams."""
    server = Server(folder, TINTYPE_WORKERS="0")
    heard: Counter[str] = Counter()

    async def watch(path: str) -> None:
        async for event in events(server, path):
            heard[event] += 1

    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        before = server.memory()
        answers = [await client.post("/api/jobs", json={"prompt": f"job {n}"}) for n in range(count)]
        jobs = [answer.json()["id"] for answer in answers]
        tasks = [asyncio.create_task(watch(f"/api/jobs/{job}/events?previews=true")) for job in jobs]
        while heard["queued"] < count:
            await asyncio.sleep(0.2)
        print(f"{count:,} streams: {server.memory():.0f} MB, {before:.0f} MB before any job")
        start, processor = time.perf_counter(), server.processor()
        for job in jobs:
            await client.delete(f"/api/jobs/{job}")
        await asyncio.gather(*tasks)
        took, used = time.perf_counter() - start, server.processor() - processor
        print(f"{heard['cancelled']:,} cancelled one by one, each stream told: {took:.1f} s ({used:.1f} s of")
        print(f"processor in the server), {server.memory():.0f} MB")
    print(f"ended in {server.end():.2f} s")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        starts("fresh folder", folder)
        starts("used folder", tempfile.mkdtemp(dir=folder))
        asyncio.run(streams(count, tempfile.mkdtemp(dir=folder)))


if __name__ == "__main__":
    main()
