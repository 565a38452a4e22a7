"""A job that takes the whole server along is not begun for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tintype.core.job import Failure
from tintype.core.request import Request
from tintype.studio.house import House
from tintype.studio.seat import Seat

Make = Callable[..., House]

SERVER = """
import sys, time
from tintype.studio.build import build_house
from tintype.studio.settings import Settings
house = build_house(
    Settings(model="fake", data=sys.argv[1], moderation="off", provenance=False, isolation="here",
             workers=int(sys.argv[2])),
    {"TINTYPE_FAKE": "1"},
)
house.runner.start()
until = time.monotonic() + 20
while (counts := house.ledger.counts())["queued"] + counts["running"] and time.monotonic() < until:
    time.sleep(0.02)
house.close()
"""


def asked(**options: object) -> Request:
    return Request(prompt="a vase", size=(256, 86), options=dict(options))


@pytest.mark.parametrize(("workers", "deaths"), [(1, {3}), (3, {3, 4})])
def test_the_third_server_it_kills_alone_is_the_last_and_the_others_get_their_turn(
    make_house: Make, tmp_path: Path, workers: int, deaths: set[int]
) -> None:
    """With several workers the first death may leave several suspects: then nobody is blamed yet."""
    house = make_house(workers=0)
    poison = house.jobs.submit(asked(crash="kill"))
    behind = [house.jobs.submit(asked()) for _ in range(3)]
    house.close()
    ends: list[int] = []
    while not ends or (ends[-1] == -signal.SIGKILL and len(ends) < 6):
        command = [sys.executable, "-c", SERVER, str(tmp_path), str(workers)]
        ends.append(subprocess.run(command, check=False).returncode)
    assert ends[-1] == 0
    assert len(ends) - 1 in deaths
    house = make_house(workers=0)
    job = house.jobs.job(poison.id)
    assert (job.state, job.attempts) == ("failed", 3)
    assert job.failure == Failure(
        "WorkerDied", "The whole server ended while it worked on this; ask for something smaller."
    )
    others = [house.jobs.job(other.id) for other in behind]
    assert [(other.state, other.attempts) for other in others] == [("done", 0)] * 3
    assert [event.kind for event in house.ledger.events(job=poison.id)].count("retry") == 2


def test_an_orderly_end_is_held_against_nobody(make_house: Make, tmp_path: Path) -> None:
    for _ in range(4):
        house = make_house(workers=1)
        if not house.ledger.counts()["queued"]:
            job = house.jobs.submit(asked(seconds=30))
        house.runner.start()
        while not house.runner.state().painting:
            os.sched_yield()
        house.close()
    house = make_house(workers=0)
    assert (house.jobs.job(job.id).state, house.jobs.job(job.id).attempts) == ("queued", 0)


def test_a_seat_tells_what_was_in_hand_when_its_holder_died(tmp_path: Path) -> None:
    ids = [f"{number:026}" for number in range(3)]
    seat = Seat.take(tmp_path, alone=True)
    seat.sign("worker 1")
    seat.note(ids)
    seat.note(ids[:1])  # shorter than before: nothing of the longer one may be left
    seat.leave()
    seat = Seat.take(tmp_path, alone=True)
    assert (seat.previous, seat.suspects) == ("worker 1", (ids[0],))
    seat.sign("worker 2")
    seat.leave()
    seat = Seat.take(tmp_path, alone=True)
    assert (seat.previous, seat.suspects) == ("worker 2", ())


@pytest.mark.parametrize("junk", ["", "\n", "\n\n", "name\nno id\n\n", "\0" * 60])
def test_a_seat_file_that_says_nothing_suspects_nobody(tmp_path: Path, junk: str) -> None:
    (tmp_path / "server.lock").write_text(junk)
    assert Seat.take(tmp_path, alone=True).suspects == ()
