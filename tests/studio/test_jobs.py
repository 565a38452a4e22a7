"""From a submitted request to pictures in the gallery, and all that may come between."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from tintype.core.errors import BadFile, BadOption, Busy, Conflict, DiskFull, NotFound, OurError, UserError
from tintype.core.job import Job, JobEvent
from tintype.core.request import Plan, Request
from tintype.studio.bus import Growing
from tintype.studio.house import House

if TYPE_CHECKING:
    from tintype.core.picture import Pixels

Make = Callable[..., House]


def asked(**changes: Any) -> Request:
    start: dict[str, Any] = {"prompt": "a red vase", "size": (256, 86), "seed": 7}
    return Request(**{**start, **changes})


def run(story: Coroutine[Any, Any, Any], seconds: float = 20.0) -> Any:
    async def within() -> Any:
        return await asyncio.wait_for(story, seconds)

    return asyncio.run(within())


async def told(house: House, id: str, **how: Any) -> list[JobEvent | Growing]:
    return [item async for item in house.jobs.watch(id, **how)]


def kinds(items: list[JobEvent | Growing]) -> list[str]:
    return [item.kind for item in items if isinstance(item, JobEvent)]


def done(house: House, job: Job) -> Job:
    return run(house.jobs.wait(job.id))


@pytest.mark.parametrize("isolation", ["here", "process"])
def test_a_request_becomes_pictures_in_the_gallery(make_house: Make, isolation: str) -> None:
    house = make_house(isolation=isolation)
    house.runner.start()
    job = house.jobs.submit(asked(n=3), owner="anna")
    assert house.jobs.job(job.id).request == asked(n=3)
    job = done(house, job)
    assert (job.state, job.done) == ("done", 3)
    pictures = house.jobs.pictures(job.id)
    assert [picture.seed for picture in pictures] == [7, 8, 9]
    assert [picture.index for picture in pictures] == [0, 1, 2]
    newest = house.gallery.list(owner="anna")
    assert {picture.id for picture in newest} == {picture.id for picture in pictures}
    assert house.store.get(pictures[0].digest).startswith(b"\x89PNG")
    assert pictures[0].bytes == len(house.store.get(pictures[0].digest))


def test_a_job_is_in_the_ledger_before_its_id_is_known(make_house: Make) -> None:
    house = make_house()
    job = house.jobs.submit(asked())
    assert make_house(data=str(house.data)).jobs.job(job.id).state == "queued"


def test_what_cannot_be_met_is_refused_and_leaves_no_job(make_house: Make) -> None:
    house = make_house()
    with pytest.raises(BadOption):
        house.jobs.submit(asked(options={"wobble": 1}))
    assert house.jobs.jobs() == []


def test_events_come_in_order_and_growing_between_them(make_house: Make) -> None:
    house = make_house()
    house.runner.start()

    async def story() -> None:
        job = await house.jobs.submit_async(asked(n=2, options={"seconds": 0.6}))
        items = await told(house, job.id, previews=True)
        assert kinds(items) == ["queued", "running", "picture", "picture", "done"]
        cursors = [item.cursor for item in items if isinstance(item, JobEvent)]
        assert cursors == sorted(cursors)
        grown = [item for item in items if isinstance(item, Growing)]
        assert {item.index for item in grown} == {0, 1}
        assert grown[-1].total == 4
        shown = [item.preview for item in grown if item.preview]
        assert shown
        assert all(preview[:4] == b"RIFF" for preview in shown)
        assert len(shown) <= 8
        again = await told(house, job.id, after=cursors[1])
        assert kinds(again) == ["picture", "picture", "done"]
        assert await told(house, job.id, after=cursors[-1]) == []

    run(story())


def test_nobody_who_watches_without_previews_pays_for_any(make_house: Make) -> None:
    house = make_house()
    house.runner.start()

    async def story() -> None:
        job = await house.jobs.submit_async(asked(options={"seconds": 0.5}))
        grown = [item for item in await told(house, job.id) if isinstance(item, Growing)]
        assert grown
        assert all(item.preview is None for item in grown)
        assert not house.bus.watched(job.id)

    run(story())


def test_no_watcher_misses_the_end_whenever_it_begins(make_house: Make) -> None:
    house = make_house()
    house.runner.start()

    async def story() -> None:
        jobs = [await house.jobs.submit_async(asked(seed=seed)) for seed in range(40)]
        watchers: list[asyncio.Task[Any]] = []
        for _ in range(25):
            watchers += [asyncio.create_task(told(house, job.id)) for job in jobs]
            await asyncio.sleep(0.004)
        for items in await asyncio.gather(*watchers):
            assert kinds(items)[-1] == "done"
            assert kinds(items).count("done") == 1

    run(story())


def test_thousands_of_watchers_hear_the_end_in_good_time(make_house: Make) -> None:
    house = make_house()
    house.runner.start()

    async def story() -> float:
        job = await house.jobs.submit_async(asked(options={"seconds": 3}))
        watchers = [asyncio.create_task(house.jobs.wait(job.id)) for _ in range(2000)]
        await asyncio.sleep(1.5)
        await asyncio.to_thread(house.jobs.cancel, job.id)
        start = time.monotonic()
        assert {job.state for job in await asyncio.gather(*watchers)} == {"cancelled"}
        return time.monotonic() - start

    assert run(story()) < 4


@pytest.mark.parametrize("isolation", ["here", "process"])
def test_a_cancelled_job_stops_within_a_second_and_the_next_one_begins(
    make_house: Make, isolation: str
) -> None:
    house = make_house(isolation=isolation)
    house.runner.start()

    async def story() -> None:
        job = await house.jobs.submit_async(asked(options={"seconds": 30}))
        await asyncio.sleep(0.8)
        assert house.runner.state().painting == 1
        start = time.monotonic()
        house.jobs.cancel(job.id)
        following = await house.jobs.submit_async(asked())
        assert (await house.jobs.wait(following.id)).state == "done"
        assert time.monotonic() - start < 1.2
        assert (await house.jobs.wait(job.id)).state == "cancelled"
        assert house.jobs.pictures(job.id) == []

    run(story())


def test_whatever_breaks_is_a_failure_with_a_sentence(make_house: Make) -> None:
    house = make_house(isolation="process")
    house.runner.start()
    said = {
        "crash kill": ("WorkerDied", "SIGKILL", 3), "crash raise": ("EngineFailed", "told to break", 1),
        "broken nan": ("EngineFailed", "not finite", 1), "broken black": ("EngineFailed", "all black", 1),
        "broken empty": ("EngineFailed", "0x256x3", 1),
    }  # fmt: skip
    for option, (kind, words, tries) in said.items():
        name, value = option.split()
        job = done(house, house.jobs.submit(asked(options={name: value})))
        assert job.state == "failed"
        assert job.failure is not None
        assert (job.failure.kind, words in job.failure.message) == (kind, True)
        events = [event.kind for event in house.ledger.events(job=job.id)]
        assert events.count("running") == tries
    assert house.gallery.list() == []
    assert done(house, house.jobs.submit(asked())).state == "done"


def test_the_same_key_gives_the_same_job(make_house: Make) -> None:
    house = make_house()
    first, new = house.jobs.offer(asked(seed=None), key="k")
    again, newer = house.jobs.offer(asked(seed=None), key="k")
    assert (again.id, new, newer) == (first.id, True, False)
    with pytest.raises(Conflict):
        house.jobs.submit(asked(prompt="a blue vase"), key="k")
    assert house.jobs.submit(asked(seed=None), key="k", owner="anna").id != first.id


def test_a_full_queue_says_when_to_come_back(make_house: Make) -> None:
    house = make_house(queue_limit=3)
    jobs = [house.jobs.submit(asked()) for _ in range(3)]
    time.sleep(1.1)
    with pytest.raises(Busy) as caught:
        house.jobs.submit(asked())
    assert caught.value.retry_after > 0
    house.jobs.cancel(jobs[0].id)
    time.sleep(1.1)
    house.jobs.submit(asked())


def test_retrying_asks_for_the_same_again(make_house: Make) -> None:
    house = make_house()
    job = house.jobs.submit(asked(seed=None), owner="anna", delivery={"format": "webp"})
    with pytest.raises(Conflict):
        house.jobs.retry(job.id)
    house.jobs.cancel(job.id)
    again = house.jobs.retry(job.id, owner="anna")
    assert again.id != job.id
    assert (again.plans, again.owner, again.delivery) == (job.plans, "anna", {"format": "webp"})
    with pytest.raises(NotFound):
        house.jobs.retry(job.id, owner="berta")


def test_another_owner_sees_nothing(make_house: Make) -> None:
    house = make_house()
    job = house.jobs.submit(asked(), owner="anna")
    for look in (house.jobs.job, house.jobs.cancel):
        with pytest.raises(NotFound):
            look(job.id, owner="berta")
    with pytest.raises(NotFound):
        run(told(house, job.id, owner="berta"))


def test_nobody_paints_while_it_is_paused(make_house: Make) -> None:
    house = make_house()
    house.ledger.pause(True)
    house.runner.start()
    job = house.jobs.submit(asked())
    time.sleep(0.7)
    assert house.jobs.job(job.id).state == "queued"
    house.ledger.pause(False)
    assert done(house, job).state == "done"


def test_a_moderator_is_asked_before_and_after(make_house: Make) -> None:
    class Blocked(UserError):
        pass

    class Strict:
        def before(self, request: Request, asked: str | None = None) -> None:
            if "knife" in request.prompt:
                raise Blocked("This sentence is not painted here; say it otherwise.")

        def after(self, pixels: Pixels, plan: Plan) -> None:
            if "blood" in plan.prompt:
                raise Blocked("This picture is not shown here; say it otherwise.")

    house = make_house()
    house.moderator = Strict()
    house.runner.start()
    with pytest.raises(Blocked):
        house.jobs.submit(asked(prompt="a knife"))
    job = done(house, house.jobs.submit(asked(prompt="blood")))
    assert job.failure is not None
    assert job.failure.kind == "Blocked"
    assert house.gallery.list() == []


def test_a_running_job_goes_on_with_the_pictures_that_are_missing(make_house: Make) -> None:
    house = make_house()
    house.runner.start()
    job = house.jobs.submit(asked(n=4, options={"seconds": 0.4}))
    while len(house.jobs.pictures(job.id)) < 2:
        time.sleep(0.02)
    house.runner.stop()
    before = house.jobs.pictures(job.id)
    assert house.jobs.job(job.id).state == "queued"
    later = make_house(data=str(house.data))
    later.runner.start()
    job = done(later, job)
    assert (job.state, job.done, job.attempts) == ("done", 4, 0)
    assert later.jobs.pictures(job.id)[: len(before)] == before


def test_stopping_gives_what_runs_its_time(make_house: Make) -> None:
    house = make_house()
    house.runner.start()
    job = house.jobs.submit(asked(options={"seconds": 0.6}))
    while not house.runner.state().painting:
        time.sleep(0.01)
    house.runner.stop(grace=5)
    assert house.jobs.job(job.id).state == "done"


def test_a_second_server_on_the_same_folder_is_refused(make_house: Make) -> None:
    house = make_house()
    house.runner.start()
    second = make_house(data=str(house.data))
    with pytest.raises(OurError, match="Another server") as caught:
        second.runner.start()
    assert str(house.data) in str(caught.value)
    house.runner.stop()
    second.runner.start()


def test_a_full_disk_puts_the_job_back_and_it_goes_on_when_there_is_room(
    make_house: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house()
    put, full = house.store.put, [True]

    def tight(data: bytes, suffix: str = ".png") -> str:
        if full[0]:
            raise DiskFull("There is no room left for pictures; free some space.")
        return put(data, suffix)

    monkeypatch.setattr(house.store, "put", tight)
    monkeypatch.setattr("tintype.studio.room.Room._enough", lambda self: not full[0])
    house.runner.start()
    job = house.jobs.submit(asked(n=2))
    until = time.monotonic() + 5
    while house.jobs.job(job.id).state != "queued" or not house.runner.state().hindered:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert "no room" in house.runner.state().hindered
    assert house.jobs.job(job.id).attempts == 0
    full[0] = False
    assert done(house, job).state == "done"
    assert house.runner.state().hindered == ""


def test_a_request_may_mention_a_picture_that_was_brought_in(make_house: Make) -> None:
    house = make_house()
    house.runner.start()
    first = house.jobs.pictures(done(house, house.jobs.submit(asked())).id)[0]
    brought = house.jobs.adopt(house.store.get(first.digest), "local")
    reference = f"asset:{brought.digest}"
    job = done(house, house.jobs.submit(asked(operation="edit", images=(reference,), prompt="a blue vase")))
    assert job.state == "done"
    (edited,) = house.jobs.pictures(job.id)
    assert edited.plan is not None
    assert edited.plan.settings["images"] == [reference]
    assert str(house.data) not in str(msgspec.json.encode(edited.plan))
    assert str(house.data).encode() not in house.store.get(edited.digest)
    assert edited.parent == brought.id
    assert [record.id for record in house.gallery.lineage(edited.id)] == [brought.id, edited.id]


def test_a_picture_that_is_not_there_any_more_is_said(make_house: Make) -> None:
    house = make_house()
    with pytest.raises(BadFile, match="not kept here"):
        house.jobs.submit(asked(operation="vary", images=("asset:" + "0" * 64,)))
    digest = house.store.put(b"a file")
    accepted = house.jobs.submit(asked(operation="vary", images=(f"asset:{digest}",)))
    house.store.delete(digest)
    house.runner.start()
    job = done(house, accepted)
    assert job.failure is not None
    assert job.failure.kind == "BadFile"
