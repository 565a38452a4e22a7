"""What a server finds, takes and leaves in its data folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tintype.core.errors import Taken
from tintype.core.request import Request
from tintype.studio.house import House
from tintype.studio.seat import Seat
from tintype.studio.sweep import sweep

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
    record = house.jobs.adopt(picture(house), "anna")
    assert (record.prompt, record.seed, record.width, record.height) == ("a vase", 1, 256, 86)
    assert b"parameters" not in house.store.get(record.digest)
    assert house.gallery.list(owner="anna") == [record]
    hidden = house.jobs.adopt(picture(house), "anna", shown=False)
    assert hidden.digest == record.digest
    assert house.gallery.list(owner="anna") == [record]


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
