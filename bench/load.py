"""A thousand clients that wait for pictures: `python bench/load.py`.

    python bench/load.py [--clients 1000] [--each 3] [--workers 2]

Each client asks for a picture of its own (its number is the prompt), watches the job's events until
it is over, fetches the picture, and looks whether it is its own; then it asks again. A tenth of them
cut their connection in the middle and come back with Last-Event-ID. Prints what was lost, doubled or
swapped (nothing must be), percentiles of accepting and of the whole wait, and the server's memory.
The engine is the fake; everything else is real, provenance off.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections import Counter

import httpx

from serve import Server


class Tally:
    """What all clients saw."""

    def __init__(self) -> None:
        self.accepting: list[float] = []
        self.waiting: list[float] = []
        self.jobs: Counter[str] = Counter()
        self.faults: list[str] = []
        self.memory = 0.0


async def one(url: str, number: int, each: int, tally: Tally) -> None:
    """One client's life. verify: or else making a thousand clients is most of the work."""
    async with httpx.AsyncClient(base_url=url, timeout=300, verify=False) as client:
        for turn in range(each):
            prompt = f"client {number} picture {turn}"
            start = time.perf_counter()
            answer = await client.post("/api/jobs", json={"prompt": prompt, "seed": number})
            if answer.status_code != 201:
                tally.faults.append(f"{answer.status_code}: {answer.text[:200]}")
                return
            tally.accepting.append(time.perf_counter() - start)
            job = answer.json()["id"]
            tally.jobs[job] += 1
            pictures = await watched(client, job, cut=number % 10 == 0)
            tally.waiting.append(time.perf_counter() - start)
            if len(pictures) != 1:
                tally.faults.append(f"{job}: {len(pictures)} pictures")
                continue
            found = (await client.get(f"/api/pictures/{pictures[0]}")).json()
            file = await client.get(found["file"])
            if found["prompt"] != prompt or found["seed"] != number or file.content[:4] != b"\x89PNG":
                tally.faults.append(f"{job}: another's picture, {found['prompt']!r}")


async def watched(client: httpx.AsyncClient, job: str, *, cut: bool) -> list[str]:
    """Ids of the pictures that a job told of until it was done. cut: the connection, after two events."""
    last, pictures, kind = "", [], ""
    while True:
        head = {"Last-Event-ID": last} if last else {}
        seen = 0
        async with client.stream("GET", f"/api/jobs/{job}/events", headers=head) as response:
            if response.status_code == 204:
                return pictures
            async for line in response.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    last = value
                elif name == "event":
                    kind, seen = value, seen + 1
                elif name == "data" and kind == "picture":
                    pictures.append(json.loads(value)["id"])
                elif name == "data" and kind in ("done", "failed", "cancelled"):
                    return pictures
                if cut and seen == 2 and name == "data":
                    cut = False
                    break


async def watch_memory(server: Server, tally: Tally) -> None:
    while True:
        tally.memory = max(tally.memory, server.memory())
        await asyncio.sleep(0.5)


async def run(clients: int, each: int, workers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, TINTYPE_WORKERS=str(workers), TINTYPE_PROVENANCE="false")
        tally = Tally()
        memory = asyncio.create_task(watch_memory(server, tally))
        start = time.perf_counter()
        await asyncio.gather(*(one(server.url, number, each, tally) for number in range(clients)))
        took = time.perf_counter() - start
        memory.cancel()
        async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
            queue = (await client.get("/api/queue")).json()
        processor = server.processor()
        server.end()
    wanted = clients * each
    print(f"{wanted:,} jobs of {clients:,} clients in {took:.1f} s: {wanted / took:.0f} a second")
    twice = sum(count > 1 for count in tally.jobs.values())
    print(f"done {queue['done']:,}, lost {wanted - queue['done']}, ids given twice {twice}")
    print(f"faults {len(tally.faults)} {tally.faults[:3] or ''}")
    for name, values in (("accepted", tally.accepting), ("in hand", tally.waiting)):
        cuts = statistics.quantiles(values, n=100)
        print(f"{name:9} p50 {cuts[49]:7.3f} s   p99 {cuts[98]:7.3f} s   longest {max(values):7.3f} s")
    print(f"server: at most {tally.memory:.0f} MB, {1000 * processor / wanted:.1f} ms of processor a job")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    words = parser.parse_args()
    asyncio.run(run(words.clients, words.each, words.workers))


if __name__ == "__main__":
    main()
