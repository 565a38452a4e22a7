"""Several servers on one PostgreSQL: one queue, one gallery, whoever paints."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cluster import Cluster
from fire import Fire

from tintype.core.job import JobEvent
from tintype.core.request import Request
from tintype.studio.house import House

Make = Callable[..., House]
_numbers = itertools.count(1)


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.create(f"servers{next(_numbers)}", "migrated")


def asked(**options: object) -> Request:
    return Request(prompt="a vase", size=(256, 86), options=dict(options))


def test_a_watcher_hears_of_what_another_server_paints_within_a_second(make_house: Make, url: str) -> None:
    here, there = make_house(ledger=url), make_house(ledger=url)
    there.runner.start()

    async def story() -> float:
        job = await here.jobs.submit_async(asked(seconds=0.5))
        events = [item async for item in here.jobs.watch(job.id) if isinstance(item, JobEvent)]
        heard = time.time()
        assert [event.kind for event in events] == ["queued", "running", "picture", "done"]
        return heard - events[-1].at

    assert asyncio.run(asyncio.wait_for(story(), 20)) < 1.5


def test_cancelling_here_stops_the_painter_there(make_house: Make, url: str) -> None:
    here, there = make_house(ledger=url), make_house(ledger=url)
    there.runner.start()
    job = here.jobs.submit(asked(seconds=30))
    while not there.runner.state().painting:
        time.sleep(0.02)
    here.jobs.cancel(job.id)
    until = time.monotonic() + 3
    while there.runner.state().painting:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_servers_share_the_work_and_do_nothing_twice(make_house: Make, url: str) -> None:
    houses = [make_house(ledger=url, workers=2) for _ in range(2)]
    for house in houses:
        house.runner.start()
    jobs = [houses[number % 2].jobs.submit(asked(seconds=0.02)) for number in range(60)]

    async def all_over() -> None:
        await asyncio.gather(*(houses[0].jobs.wait(job.id) for job in jobs))

    asyncio.run(asyncio.wait_for(all_over(), 30))
    for job in jobs:
        kinds = [event.kind for event in houses[1].ledger.events(job=job.id)]
        assert kinds == ["queued", "running", "picture", "done"]


def test_whoever_comes_after_a_crash_takes_its_jobs_at_once(tmp_path: Path, url: str) -> None:
    fire = Fire(tmp_path, url, seed=9)
    count = fire.rage(6)
    assert fire.drained, fire.refused
    assert fire.refused == []
    assert (count.lost, count.doubled, count.broken) == ([], [], [])
    assert count.kills["server"] + count.kills["both"] >= 2
    assert count.seconds < 60  # not a lease for each crash


def test_a_restarted_postgresql_is_found_again_and_nothing_is_lost(
    make_house: Make, cluster: Cluster, url: str
) -> None:
    house = make_house(ledger=url)
    house.runner.start()
    jobs = [house.jobs.submit(asked(seconds=0.3)) for _ in range(4)]
    while not house.runner.state().painting:
        time.sleep(0.02)
    cluster.halt()
    time.sleep(1.0)
    assert house.runner.state().hindered
    cluster.start()

    async def all_over() -> set[str]:
        return {job.state for job in await asyncio.gather(*(house.jobs.wait(job.id) for job in jobs))}

    assert asyncio.run(asyncio.wait_for(all_over(), 30)) == {"done"}
    assert house.runner.state().hindered == ""
