"""Jobs on both databases: accepted, given out, finished, given up."""

from __future__ import annotations

import time

import pytest
from things import kinds, picture, submit

from tintype.core.errors import BadOption, Conflict, NotFound
from tintype.core.job import Failure
from tintype.core.request import Request
from tintype.ledger import Ledger
from tintype.testing import FakeEngine

BROKEN = Failure("EngineFailed", "The engine broke; try again.")


def claim_all(ledger: Ledger, worker: str = "w") -> list[str]:
    """Prompts in the order in which one worker gets the jobs."""
    prompts = []
    while found := ledger.claim(worker):
        prompts.append(found[0].request.prompt)
    return prompts


def test_what_is_submitted_comes_back_as_it_was(ledger: Ledger) -> None:
    request = Request(
        prompt='naïve 🍋 "quotes" \\ 50% \'; DROP TABLE jobs; --',
        n=2,
        options={"seconds": 0.5, "b": [1, None]},
    )
    plans = FakeEngine().plan(Request(prompt=request.prompt, n=2))
    before = time.time()
    job, new = ledger.submit(request, plans, owner="ann", priority=3, delivery={"format": "png"}, key="k")
    assert new
    assert ledger.job(job.id) == job
    assert job.request == request
    assert job.plans == plans
    assert job.delivery == {"format": "png"}
    assert (job.owner, job.state, job.priority, job.key) == ("ann", "queued", 3, "k")
    assert (job.attempts, job.done, job.started, job.finished, job.failure) == (0, 0, None, None, None)
    assert before <= job.created <= time.time()


def test_a_job_from_queue_to_done(ledger: Ledger) -> None:
    job = submit(ledger, n=2)
    (claimed,) = ledger.claim("w")
    assert (claimed.id, claimed.state) == (job.id, "running")
    assert claimed.started is not None
    first, second = picture(job), picture(job, 1)
    assert ledger.picture(first, "w")
    assert ledger.job(job.id).done == 1
    assert ledger.picture(second, "w")
    assert ledger.finish(job.id, "w")
    done = ledger.job(job.id)
    assert (done.state, done.done, done.failure) == ("done", 2, None)
    assert done.finished is not None
    assert done.finished >= claimed.started
    assert ledger.pictures_of_job(job.id) == [first, second]
    assert kinds(ledger, job) == ["queued", "running", "picture", "picture", "done"]
    assert ledger.counts() == {"queued": 0, "running": 0, "done": 1, "failed": 0, "cancelled": 0}


def test_the_last_picture_may_finish_its_job(ledger: Ledger) -> None:
    job = submit(ledger)
    ledger.claim("w")
    assert ledger.picture(picture(job), "w", last=True)
    assert ledger.job(job.id).state == "done"
    assert kinds(ledger, job) == ["queued", "running", "picture", "done"]
    assert not ledger.finish(job.id, "w")


def test_a_key_accepts_a_request_once(ledger: Ledger) -> None:
    job = submit(ledger, key="k", delivery={"a": 1, "b": 2}, owner="ann")
    again, new = ledger.submit(job.request, (), key="k", delivery={"b": 2, "a": 1}, owner="ann")
    assert (again, new) == (job, False)
    assert len(ledger.jobs()) == 1
    with pytest.raises(Conflict, match=f"“k”.*{job.id}"):
        submit(ledger, "another", key="k", delivery={"a": 1, "b": 2}, owner="ann")
    with pytest.raises(Conflict):
        ledger.submit(job.request, (), key="k", delivery={"a": 2}, owner="ann")
    assert submit(ledger, "another", key="k", owner="bob").id != job.id
    assert len(ledger.events()) == 2


def test_a_key_still_answers_when_the_job_is_done(ledger: Ledger) -> None:
    job = submit(ledger, key="k")
    ledger.claim("w")
    ledger.picture(picture(job), "w", last=True)
    again, new = ledger.submit(job.request, job.plans, key="k")
    assert (again.id, again.state, new) == (job.id, "done", False)


def test_owners_take_turns(ledger: Ledger) -> None:
    for number in range(5):
        submit(ledger, f"ann {number}", owner="ann")
    for number in range(2):
        submit(ledger, f"bob {number}", owner="bob")
    submit(ledger, "eve 0", owner="eve")
    assert claim_all(ledger) == ["ann 0", "bob 0", "eve 0", "ann 1", "bob 1", "ann 2", "ann 3", "ann 4"]


def test_turns_go_on_where_they_stopped(ledger: Ledger) -> None:
    submit(ledger, "ann 0", owner="ann")
    submit(ledger, "bob 0", owner="bob")
    assert claim_all(ledger) == ["ann 0", "bob 0"]
    submit(ledger, "bob 1", owner="bob")
    submit(ledger, "ann 1", owner="ann")
    submit(ledger, "new 0", owner="new")
    assert claim_all(ledger) == ["new 0", "ann 1", "bob 1"]


def test_a_newcomer_passes_a_long_line(ledger: Ledger) -> None:
    for number in range(300):
        submit(ledger, f"ann {number}", owner="ann")
    ledger.claim("w", most=10)
    late = submit(ledger, "bob", owner="bob")
    assert ledger.position(late.id) == 0
    assert [job.request.prompt for job in ledger.claim("w", most=3)] == ["bob", "ann 10", "ann 11"]


def test_priority_goes_before_turns(ledger: Ledger) -> None:
    submit(ledger, "later", priority=-10)
    submit(ledger, "usual")
    submit(ledger, "soon", priority=10)
    submit(ledger, "bob", owner="bob")
    assert claim_all(ledger) == ["soon", "bob", "usual", "later"]
    with pytest.raises(BadOption, match="11"):
        submit(ledger, priority=11)


def test_a_job_can_be_moved(ledger: Ledger) -> None:
    first, second = submit(ledger, "first"), submit(ledger, "second", owner="bob")
    assert ledger.move(second.id, 5).priority == 5
    assert ledger.position(first.id) == 1
    with pytest.raises(NotFound):
        ledger.move(first.id, 5, owner="bob")
    with pytest.raises(BadOption):
        ledger.move(first.id, -11)
    assert claim_all(ledger) == ["second", "first"]


def test_positions_are_the_order_of_claiming(ledger: Ledger) -> None:
    wanted = {}
    for number, owner in enumerate("aaaaabbcaab"):
        job = submit(ledger, str(number), owner=owner, priority=1 if number == 9 else 0)
        wanted[job.id] = job
    ledger.claim("w", most=2)
    places = {id: ledger.position(id) for id in wanted if ledger.job(id).state == "queued"}
    order = [job.id for job in ledger.claim("w", most=20)]
    assert places == {id: place for place, id in enumerate(order)}
    assert ledger.position(order[-1]) == 0


def test_most_and_lease_are_kept(ledger: Ledger) -> None:
    for _ in range(3):
        submit(ledger)
    assert len(ledger.claim("v", most=2, lease=60)) == 2
    assert len(ledger.claim("w", most=2, lease=60)) == 1
    assert ledger.claim("w") == []


def test_a_paused_house_gives_nothing(ledger: Ledger) -> None:
    submit(ledger)
    assert not ledger.paused()
    ledger.pause(True)
    ledger.pause(True)
    assert ledger.paused()
    assert ledger.claim("w") == []
    ledger.pause(False)
    assert not ledger.paused()
    assert len(ledger.claim("w")) == 1


def test_an_index_is_recorded_once(ledger: Ledger) -> None:
    job = submit(ledger, n=2)
    ledger.claim("w")
    first = picture(job)
    assert ledger.picture(first, "w")
    assert not ledger.picture(picture(job), "w")
    assert not ledger.picture(picture(job), "w", last=True)
    assert ledger.job(job.id).done == 1
    assert ledger.job(job.id).state == "running"
    assert ledger.pictures_of_job(job.id) == [first]
    assert kinds(ledger, job) == ["queued", "running", "picture"]


def test_only_the_holder_records_finishes_and_fails(ledger: Ledger) -> None:
    job = submit(ledger)
    assert not ledger.picture(picture(job), "w")
    ledger.claim("w")
    before = ledger.events()
    assert not ledger.picture(picture(job), "thief")
    assert not ledger.finish(job.id, "thief")
    assert ledger.fail(job.id, "thief", BROKEN, retry=False).state == "running"
    assert not ledger.finish("nothing", "w")
    assert ledger.gallery() == []
    assert ledger.events() == before


def test_a_cancelled_job_takes_no_picture(ledger: Ledger) -> None:
    job = submit(ledger, n=2)
    ledger.claim("w")
    assert ledger.picture(picture(job), "w")
    cancelled = ledger.cancel(job.id)
    assert (cancelled.state, cancelled.done) == ("cancelled", 1)
    assert cancelled.finished is not None
    assert not ledger.picture(picture(job, 1), "w")
    assert not ledger.finish(job.id, "w")
    assert ledger.renew("w") == set()
    assert ledger.cancel(job.id) == cancelled == ledger.job(job.id)
    assert len(ledger.pictures_of_job(job.id)) == 1
    assert kinds(ledger, job) == ["queued", "running", "picture", "cancelled"]


def test_a_queued_job_is_cancelled_by_its_owner_only(ledger: Ledger) -> None:
    job = submit(ledger, owner="ann")
    with pytest.raises(NotFound, match=job.id):
        ledger.cancel(job.id, owner="bob")
    assert ledger.cancel(job.id, owner="ann").state == "cancelled"
    assert ledger.claim("w") == []
    with pytest.raises(NotFound, match="nonsense"):
        ledger.cancel("nonsense")


def test_a_job_is_retried_until_its_attempts_are_used_up(ledger: Ledger) -> None:
    job = submit(ledger)
    states = []
    for _ in range(3):
        ledger.claim("w")
        states.append(ledger.fail(job.id, "w", BROKEN, retry=True, limit=3))
    assert [(one.state, one.attempts) for one in states] == [("queued", 1), ("queued", 2), ("failed", 3)]
    assert [one.failure for one in states] == [None, None, BROKEN]
    assert states[-1] == ledger.job(job.id)
    assert ledger.claim("w") == []
    assert kinds(ledger, job) == ["queued", "running", "retry", "running", "retry", "running", "failed"]
    assert ledger.events(job=job.id)[-1].data == {
        "kind": "EngineFailed",
        "message": "The engine broke; try again.",
    }


def test_what_cannot_be_retried_fails_at_once(ledger: Ledger) -> None:
    job = submit(ledger)
    ledger.claim("w")
    failed = ledger.fail(job.id, "w", BROKEN, retry=False)
    assert (failed.state, failed.attempts, failed.failure) == ("failed", 0, BROKEN)


def test_a_lost_lease_gives_the_job_to_another(ledger: Ledger) -> None:
    job = submit(ledger, n=2)
    ledger.claim("dead", lease=0.0)
    other = submit(ledger)
    ledger.claim("slow", lease=30)
    assert ledger.picture(picture(job), "dead")
    time.sleep(0.01)
    assert ledger.recover(alive=["dead"]) == 0
    assert ledger.recover() == 1
    assert ledger.recover() == 0
    assert not ledger.picture(picture(job, 1), "dead")
    (again,) = ledger.claim("w")
    assert (again.id, again.done, again.attempts) == (job.id, 1, 0)
    assert ledger.picture(picture(job, 1), "w")
    assert ledger.job(other.id).state == "running"
    assert kinds(ledger, job) == ["queued", "running", "picture", "queued", "running", "picture"]


def test_renewing_keeps_what_is_held(ledger: Ledger) -> None:
    job, other = submit(ledger), submit(ledger)
    ledger.claim("w", lease=1)
    ledger.claim("v", lease=1)
    assert ledger.renew("w", lease=100) == {job.id}
    assert ledger.recover(now=time.time() + 50) == 1
    assert ledger.job(job.id).state == "running"
    assert ledger.job(other.id).state == "queued"
    assert ledger.renew("v") == set()


def test_after_a_crash_everything_running_is_queued_again(ledger: Ledger) -> None:
    jobs = [submit(ledger, str(number)) for number in range(3)]
    ledger.claim("a", most=2, lease=1000)
    assert ledger.recover(everything=True, alive=["b"]) == 2
    assert claim_all(ledger) == ["0", "1", "2"]
    assert all(ledger.job(job.id).attempts == 0 for job in jobs)


def test_an_orderly_stop_gives_back_what_is_held(ledger: Ledger) -> None:
    submit(ledger, "one")
    ledger.claim("a")
    assert ledger.release("b") == 0
    assert ledger.release("a") == 1
    assert claim_all(ledger) == ["one"]


def test_jobs_are_listed_newest_first_in_pages(ledger: Ledger) -> None:
    ids = [submit(ledger, owner="ann" if number % 2 else "bob").id for number in range(7)]
    newest = ids[::-1]
    assert [job.id for job in ledger.jobs(limit=3)] == newest[:3]
    assert [job.id for job in ledger.jobs(limit=3, before=newest[2])] == newest[3:6]
    assert [job.id for job in ledger.jobs(owner="ann")] == newest[1::2]
    ledger.cancel(ids[0])
    assert [job.id for job in ledger.jobs(states=["cancelled", "failed"])] == ids[:1]
    assert ledger.jobs(states=[]) == []


def test_a_job_is_seen_by_its_owner_only(ledger: Ledger) -> None:
    job = submit(ledger, owner="ann")
    assert ledger.job(job.id, owner="ann") == job
    with pytest.raises(NotFound):
        ledger.job(job.id, owner="bob")


def test_events_are_read_on_from_any_cursor(ledger: Ledger) -> None:
    assert ledger.last_cursor() == 0
    assert ledger.events() == []
    first, second = submit(ledger, owner="ann"), submit(ledger, owner="bob")
    ledger.claim("w")
    everything = ledger.events()
    assert [event.cursor for event in everything] == sorted({event.cursor for event in everything})
    assert ledger.last_cursor() == everything[-1].cursor
    assert ledger.events(after=everything[0].cursor) == everything[1:]
    assert ledger.events(after=everything[-1].cursor) == []
    assert ledger.events(limit=2) == everything[:2]
    assert {event.job for event in ledger.events(owner="bob")} == {second.id}
    assert [event.kind for event in ledger.events(job=first.id, after=everything[0].cursor)] == ["running"]
    assert all(abs(event.at - time.time()) < 60 for event in everything)


def test_listeners_hear_of_events(ledger: Ledger) -> None:
    heard: list[int] = []
    ledger.listen(lambda: heard.append(1))
    ledger.listen(lambda: heard.extend(1 / 0 for _ in range(1)))  # a listener that breaks
    job = submit(ledger)
    ledger.cancel(job.id)
    ledger.cancel(job.id)
    ledger.last_cursor()
    ledger.pause(False)
    assert len(heard) == 2


def test_everything_is_there_when_it_is_opened_again(url: str) -> None:
    ledger = Ledger.open(url)
    job = submit(ledger, n=2, key="k")
    ledger.claim("w")
    shown = picture(job)
    ledger.picture(shown, "w")
    ledger.pause(True)
    events, job = ledger.events(), ledger.job(job.id)
    ledger.close()
    ledger.close()
    ledger = Ledger.open(url)
    assert ledger.job(job.id) == job
    assert ledger.gallery() == [shown]
    assert ledger.events() == events
    assert ledger.paused()
    ledger.close()


def test_blame_counts_for_whoever_has_the_job_and_ends_it_at_the_limit(ledger: Ledger) -> None:
    died = Failure("WorkerDied", "The server died.")
    mine, queued, over = (submit(ledger, owner="anna").id for _ in range(3))
    ledger.cancel(over)
    assert ledger.claim("w")[0].id == mine
    ledger.blame([mine, queued, over, "nobody's"], "w", died)
    assert [(ledger.job(id).state, ledger.job(id).attempts) for id in (mine, queued, over)] == [
        ("queued", 1), ("queued", 1), ("cancelled", 0),
    ]  # fmt: skip
    assert [job.id for job in ledger.claim("another", most=2)] == [mine, queued]
    ledger.blame([mine], "w", died)  # another has it by now, and goes on
    assert (ledger.job(mine).state, ledger.job(mine).attempts) == ("running", 2)
    ledger.blame([mine], "w", died)
    job = ledger.job(mine)
    assert (job.state, job.attempts, job.failure) == ("failed", 3, died)
    assert ledger.renew("another") == {queued}


def test_old_events_of_jobs_that_are_over_go_and_all_others_stay(ledger: Ledger) -> None:
    done, queued = submit(ledger), submit(ledger)
    assert ledger.claim("w")[0].id == done.id
    ledger.picture(picture(done), "w", last=True)
    moment, cursor = time.time() + 1, ledger.last_cursor()
    assert ledger.prune(moment - 3600) is None
    assert kinds(ledger, done) == ["queued", "running", "picture", "done"]
    looked: list[int] = []
    after: int | None = 0
    while after is not None:  # two at a time, as if they were two thousand
        after = ledger.prune(moment, after=after, most=2)
        looked += [after] if after else []
    assert looked == sorted(looked)
    assert kinds(ledger) == ["queued"]
    assert kinds(ledger, queued) == ["queued"]
    assert ledger.job(done.id).state == "done"
    assert len(ledger.pictures_of_job(done.id)) == 1
    ledger.cancel(queued.id)
    assert ledger.last_cursor() > cursor  # a cursor that was seen is never given again


def test_only_what_is_urgent_enough_is_claimed_when_so_asked(ledger: Ledger) -> None:
    submit(ledger, "later", priority=-1, owner="ann")
    submit(ledger, "usual", owner="bob")
    submit(ledger, "soon", priority=2, owner="ann")
    assert [job.request.prompt for job in ledger.claim("w", most=5, least=0)] == ["soon", "usual"]
    assert ledger.claim("w", least=0) == []
    assert claim_all(ledger) == ["later"]
