"""A house that takes jobs and paints them until it is told to drain, or is killed; run as a program.

    python under_fire.py DATA LEDGER RUN KEYS

Writes "ready", then a line "KEY ID N" for every job once it is accepted. KEYS, joined by commas, are
keys whose acceptance nobody heard of: they are asked for again first. A line on standard input: take
no more, finish what there is, write "drained" and end.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time

from tintype.core.request import Request
from tintype.studio.build import build_house
from tintype.studio.house import House
from tintype.studio.settings import Settings

SUBMITTERS = 4
WORKERS = 2
BACKLOG = 150


def say(text: str) -> None:
    """A line in one piece, whatever kills us."""
    os.write(1, f"{text}\n".encode())


def asked(key: str) -> Request:
    """The same request for the same key, in every process."""
    draw = random.Random(key)
    return Request(
        prompt=f"vase {key}", n=draw.choice((1, 1, 1, 2, 3)), seed=draw.randrange(2**31), size=(256, 86),
        model="fake", options={"seconds": draw.choice((0.0, 0.0, 0.01, 0.05))},
    )  # fmt: skip


def submit(house: House, key: str) -> None:
    request = asked(key)
    job = house.jobs.submit(request, key=key)
    say(f"{key} {job.id} {request.n}")


def keep_asking(house: House, name: str, stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        submit(house, f"{name}-{number}")
        number += 1
        time.sleep(0.005)
        while not stop.is_set() and house.ledger.counts()["queued"] > BACKLOG:
            time.sleep(0.02)


def main(data: str, ledger: str, run: str, keys: str) -> None:
    settings = Settings(
        model="fake", data=data, ledger=ledger, workers=WORKERS, isolation="process", moderation="off",
        provenance=False,
    )  # fmt: skip
    house = build_house(settings, {"TINTYPE_FAKE": "1"})
    house.runner.start()
    say("ready")
    stop = threading.Event()
    for key in filter(None, keys.split(",")):
        submit(house, key)
    threads = [
        threading.Thread(target=keep_asking, args=(house, f"{run}-{number}", stop), daemon=True)
        for number in range(SUBMITTERS)
    ]
    for thread in threads:
        thread.start()
    sys.stdin.readline()
    stop.set()
    for thread in threads:
        thread.join()
    while (counts := house.ledger.counts())["queued"] + counts["running"]:
        time.sleep(0.05)
    house.close()
    say("drained")


if __name__ == "__main__":
    main(*sys.argv[1:])
