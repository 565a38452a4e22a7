"""Pictures of different jobs take turns: a long job holds nobody up for longer than a picture takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from tintype.core.job import Job
from tintype.core.request import Request
from tintype.studio.house import House

Make = Callable[..., House]
SLOW = 0.3


def submit(house: House, n: int, owner: str, priority: int = 0) -> Job:
    request = Request(prompt="a vase", size=(256, 86), seed=1, n=n, options={"seconds": SLOW})
    return house.jobs.submit(request, owner=owner, priority=priority)


def finished(house: House, *jobs: Job) -> list[tuple[str, int]]:
    """(owner, number) of every picture, in the order in which they were done."""
    for job in jobs:
        until_done(house, job)
    records = [(job.owner, record) for job in jobs for record in house.jobs.pictures(job.id)]
    return [(owner, record.index) for owner, record in sorted(records, key=lambda each: each[1].created)]


def until_done(house: House, job: Job) -> None:
    ended: Any = asyncio.run(asyncio.wait_for(house.jobs.wait(job.id), 30))
    assert ended.state == "done"


def test_one_picture_does_not_wait_for_somebody_elses_six(make_house: Make) -> None:
    house = make_house(workers=1)
    long, short = submit(house, 6, "ann"), submit(house, 1, "bob")
    house.runner.start()
    assert ("bob", 0) in finished(house, long, short)[:3]


def test_two_long_jobs_of_two_people_take_turns(make_house: Make) -> None:
    house = make_house(workers=1)
    first, second = submit(house, 4, "ann"), submit(house, 4, "bob")
    house.runner.start()
    order = [owner for owner, _ in finished(house, first, second)]
    assert order.count("bob") == 4
    assert {"ann", "bob"} == set(order[2:4]) == set(order[4:6])


def test_what_is_less_urgent_waits_for_all_of_it(make_house: Make) -> None:
    house = make_house(workers=1)
    long, later = submit(house, 4, "ann"), submit(house, 1, "bob", priority=-5)
    house.runner.start()
    assert finished(house, long, later)[-1] == ("bob", 0)


def test_what_is_more_urgent_comes_next_though_something_waits(make_house: Make) -> None:
    house = make_house(workers=1)
    long, later = submit(house, 5, "ann"), submit(house, 1, "cat", priority=-5)
    house.runner.start()
    time.sleep(1.5 * SLOW)
    urgent = submit(house, 1, "bob", priority=5)
    order = finished(house, long, later, urgent)
    assert ("bob", 0) in order[1:4]
    assert order[-1] == ("cat", 0)
