"""The house that is open while somebody needs it, and what an assistant gets to see."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tintype.core.errors import BadSize, Taken
from tintype.core.request import Request
from tintype.server.mcp.desk import Desk
from tintype.server.mcp.glimpse import MOST, glimpse
from tintype.studio.build import build_house
from tintype.studio.house import House
from tintype.studio.settings import Settings


def maker(data: Path) -> Any:
    settings = Settings(model="fake", size="256x192", data=str(data), provenance=False, isolation="here")

    def make() -> House:
        return build_house(settings, {"TINTYPE_FAKE": "1"})

    return make


async def quiet(done: float, total: float, doing: str) -> None:
    pass


def test_the_folder_is_given_back_when_nobody_paints(tmp_path: Path) -> None:
    make = maker(tmp_path)

    async def run() -> None:
        desk = Desk(make, idle=0.1)
        assert len(await desk.paint(Request(prompt="a vase"), quiet)) == 1
        other = make()
        with pytest.raises(Taken, match="Another server runs"):
            other.runner.start()
        await asyncio.sleep(1.0)
        other.runner.start()  # as `tintype serve` would
        assert len(await desk.paint(Request(prompt="a pear"), quiet)) == 1  # painted by the other
        async with desk.house() as house:
            assert not house.runner.running
            assert [each.prompt for each in house.gallery.list()] == ["a pear", "a vase"]
        other.close()
        assert len(await desk.paint(Request(prompt="an apple"), quiet)) == 1  # and by us again
        await desk.close()

    asyncio.run(run())


def test_many_at_once_share_one_house(tmp_path: Path) -> None:
    opened: list[House] = []
    make = maker(tmp_path)

    def counted() -> House:
        opened.append(make())
        return opened[-1]

    async def run() -> None:
        desk = Desk(counted)
        made = await asyncio.gather(*(desk.paint(Request(prompt=f"vase {n}"), quiet) for n in range(8)))
        assert [each[0].prompt for each in made] == [f"vase {n}" for n in range(8)]
        with pytest.raises(BadSize):
            await desk.paint(Request(prompt="a vase", size=(1, 1)), quiet)
        await desk.close()

    asyncio.run(run())
    assert len(opened) == 1


def test_cancelling_a_call_cancels_its_job(tmp_path: Path) -> None:
    async def run() -> None:
        desk = Desk(maker(tmp_path))
        slow = asyncio.create_task(desk.paint(Request(prompt="a vase", options={"seconds": 30.0}), quiet))
        await asyncio.sleep(0.8)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        async with desk.house() as house:
            assert [job.state for job in house.jobs.jobs()] == ["cancelled"]
        await desk.close()

    asyncio.run(run())


@pytest.mark.parametrize(("channels", "kind"), [(3, "image/jpeg"), (4, "image/png")])
def test_a_glimpse_is_small_whatever_the_picture(channels: int, kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (800, 1200, channels), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    for most in (MOST, MOST // 4):
        data, found = glimpse(file.getvalue(), most)
        assert found == kind
        assert len(data) <= most
        width, height = Image.open(io.BytesIO(data)).size
        assert max(width, height) <= 1024
        assert width / height == pytest.approx(1.5, abs=0.03)


def test_a_small_picture_stays_as_large_as_it_is() -> None:
    file = io.BytesIO()
    Image.new("RGB", (256, 192), "teal").save(file, "PNG")
    assert Image.open(io.BytesIO(glimpse(file.getvalue())[0])).size == (256, 192)
