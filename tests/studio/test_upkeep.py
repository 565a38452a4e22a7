"""What a server finds, takes and leaves in its data folder."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tintype.assets.stamp import stamp_of
from tintype.core.errors import Taken
from tintype.core.request import Request
from tintype.studio.house import House
from tintype.studio.seat import Seat
from tintype.studio.sweep import prune, sweep

Make = Callable[..., House]


def aged(house: House, data: bytes, hours: float) -> str:
    """A file in the store that was written so long ago."""
    digest = house.store.put(data)
    moment = time.time() - 3600 * hours
    os.utime(house.store.local(digest), (moment, moment))
    return digest


def test_orphans_go_and_whatever_somebody_needs_stays(make_house: Make) -> None:
    house = make_house()
    orphan, young = aged(house, b"orphan", 2), aged(house, b"young", 0.5)
    mask, base = aged(house, b"mask", 2), aged(house, b"base", 2)
    house.jobs.submit(
        Request(
            prompt="a vase", operation="edit", size=(256, 86), images=(f"asset:{base}",), mask=f"asset:{mask}"
        )
    )
    kept = house.jobs.adopt(picture(house), "anna")
    moment = time.time() - 7200
    os.utime(house.store.local(kept.digest), (moment, moment))
    house.ledger.delete([kept.id])
    sweep(house)
    assert not house.store.exists(orphan)
    assert all(house.store.exists(digest) for digest in (young, mask, base, kept.digest))
    house.gallery.purge(time.time() + 1)
    assert not house.store.exists(kept.digest)


def picture(house: House) -> bytes:
    from tintype.assets.stamp import encode

    (plan,) = house.plan(Request(prompt="a vase", size=(256, 86), seed=1))
    return encode(house.paint(plan, lambda event: None), "PNG")


def test_what_is_brought_in_says_how_it_was_made_and_loses_the_rest(make_house: Make) -> None:
    house = make_house()
    file = picture(house)
    record = house.jobs.adopt(file, "anna")
    assert (record.prompt, record.seed, record.width, record.height) == ("a vase", 1, 256, 86)
    stamp = stamp_of(house.store.get(record.digest))
    assert stamp is not None
    assert stamp.plan.prompt == "a vase"  # so that it can be varied
    assert house.gallery.list(owner="anna") == [record]
    hidden = house.jobs.adopt(file, "anna", shown=False)
    assert hidden.digest == record.digest
    assert house.gallery.list(owner="anna") == [record]


def test_of_what_others_wrote_into_a_file_nothing_stays(make_house: Make) -> None:
    house = make_house()
    text, file = PngInfo(), io.BytesIO()
    text.add_text(
        "parameters", "my secret garden\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 256x86"
    )
    Image.new("RGB", (256, 86), "red").save(file, "PNG", pnginfo=text)
    record = house.jobs.adopt(file.getvalue(), "anna")
    assert (record.prompt, record.seed) == ("my secret garden", 5)
    assert b"garden" not in house.store.get(record.digest)


def test_a_seat_is_taken_once_and_remembers_who_sat_there(tmp_path: Path) -> None:
    first = Seat.take(tmp_path, alone=True)
    assert first.previous == ""
    first.sign("worker 1")
    with pytest.raises(Taken):
        Seat.take(tmp_path, alone=True)
    beside = Seat.take(tmp_path, alone=False)
    assert (beside.path.name, beside.previous) == ("server-2.lock", "")
    first.leave()
    assert Seat.take(tmp_path, alone=True).previous == "worker 1"


def test_no_workers_paint_nothing_and_still_accept(make_house: Make) -> None:
    house = make_house(workers=0)
    house.runner.start()
    job = house.jobs.submit(Request(prompt="a vase", size=(256, 86)))
    time.sleep(0.3)
    assert house.jobs.job(job.id).state == "queued"
    assert house.runner.state().running


@pytest.mark.parametrize(
    ("days", "left"), [(30, []), (0, ["queued", "cancelled"]), (60, ["queued", "cancelled"])]
)
def test_events_are_kept_for_as_many_days_as_the_settings_say(
    make_house: Make, monkeypatch: pytest.MonkeyPatch, days: int, left: list[str]
) -> None:
    house = make_house(events_days=days, workers=0)
    job = house.jobs.submit(Request(prompt="a vase", size=(256, 86)))
    house.jobs.cancel(job.id)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 40 * 86400)
    prune(house)
    assert [event.kind for event in house.ledger.events(job=job.id)] == left
    assert house.jobs.job(job.id).state == "cancelled"


def test_what_a_picture_said_when_it_was_brought_in_is_its_own(make_house: Make) -> None:
    info = PngInfo()
    info.add_text("parameters", f'a vase\nSteps: 20, Sampler: Euler, Seed: 7, Note: "{"x" * 19_000}"')
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(file, "PNG", pnginfo=info)
    house = make_house()
    record = house.jobs.adopt(file.getvalue(), "anna")
    said = json.loads(house.ledger.recalled(record.id) or "")
    assert (said["prompt"], said["seed"], len(said["more"]["Note"])) == ("a vase", 7, 19_000)
    assert house.ledger.recalled(house.jobs.adopt(picture(house), "anna").id) is not None
    silent = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(silent, "PNG")
    same = house.jobs.adopt(silent.getvalue(), "anna")
    assert same.digest == record.digest
    assert house.ledger.recalled(same.id) is None  # the same pixels, but nobody said anything with them
