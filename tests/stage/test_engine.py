"""What a user of the stage would notice, on scenes whose answer is known."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tintype.core.errors import BadFile, BadOption, BadSize, Cancelled, EngineFailed
from tintype.core.event import Event, Preview, Progress
from tintype.core.request import Request
from tintype.engines.stage import StageEngine
from tintype.engines.stage.buffers import buffers
from tintype.engines.stage.draft import draft
from tintype.testing import EngineContract, ignore

sys.path.insert(0, str(Path(__file__).parent))
from sets import ball, key, plan, scene


class TestContract(EngineContract):
    def make(self) -> StageEngine:
        return StageEngine()


def paint(what, **more):
    return StageEngine().paint(plan(what, **more), ignore)


def test_the_same_plan_gives_the_same_pixels() -> None:
    what = scene(ball(1, (0, 0, 0)), lights=(key(-0.4),))
    first = paint(what)
    assert first.shape == (64, 64, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(first, paint(what))
    assert not np.array_equal(first, paint(what, seed=2))


def test_every_body_has_its_number_in_the_ids() -> None:
    seen = buffers(scene(ball(3, (-0.08, 0, 0)), ball(7, (0.08, 0, 0))), 96, 64)
    assert set(np.unique(seen.ids)) == {3, 7, 255}
    left, right = (np.nonzero(seen.ids == number)[1].mean() for number in (3, 7))
    assert left < 48 < right


def test_depth_tells_the_nearer_ball() -> None:
    seen = buffers(scene(ball(1, (-0.08, -0.1, 0)), ball(2, (0.08, 0.2, 0))), 96, 64)
    near, far = (float(seen.depth[seen.ids == number].min()) for number in (1, 2))
    assert 0.4 < near < far < 1.0
    facing = seen.normal[seen.ids == 1]
    assert facing[:, 1].min() < -0.9, "the ball's front looks at the camera, along -y"


@pytest.mark.parametrize("side", [-1, 1])
def test_light_from_one_side_brightens_that_side(side: int) -> None:
    what = scene(ball(1, (0, 0, 0), "#dddddd"), lights=(key(0.5 * side),), sky=0.05)
    ids = buffers(what, 64, 64).ids == 1
    light = paint(what).mean(axis=2)
    columns = np.nonzero(ids)[1]
    half = np.indices(ids.shape)[1] < columns.mean()
    left, right = light[ids & half].mean(), light[ids & ~half].mean()
    assert (left - right) * -side > 20


def test_a_glass_ball_turns_the_world_upside_down() -> None:
    red, blue = ball(2, (-0.35, 0.5, 0), "#d01010"), ball(3, (0.35, 0.5, 0), "#1010d0")
    big = [
        b.__class__(**{**{f: getattr(b, f) for f in b.__struct_fields__}, "scale": 4.0}) for b in (red, blue)
    ]
    picture = paint(scene(ball(1, (0, 0, 0), name="glass"), *big, sky=1.0), width=96, height=96, samples=16)
    inside = buffers(scene(ball(1, (0, 0, 0), name="glass"), *big), 96, 96).ids == 1
    rows, columns = np.nonzero(inside)
    middle = columns.mean()
    pixels = picture[rows, columns].astype(float)
    redness = pixels[:, 0] - pixels[:, 2]
    assert redness[columns > middle + 2].mean() > redness[columns < middle - 2].mean() + 10


def test_clear_liquid_lets_light_into_its_shadow() -> None:
    def floor(material: str) -> float:
        what = scene(ball(1, (0, 0, 0), name=material), lights=(key(-0.5),), sky=0.1)
        return float(paint(what)[40:60, 40:60].mean())

    assert floor("glass") > floor("black_marble")


def test_a_transparent_background_keeps_the_bodies_only() -> None:
    what = scene(ball(1, (0, 0, 0)))
    picture = paint(what, background="transparent")
    ids = buffers(what, 64, 64).ids
    assert picture.shape == (64, 64, 4)
    assert picture[..., 3][ids == 255].mean() < 12
    assert picture[..., 3][ids == 1].mean() > 230


def test_a_narrow_lens_sees_less_than_a_wide_one() -> None:
    import msgspec

    what = scene(ball(1, (0, 0, 0)))
    shares = []
    for focal in (35, 100):
        lens = msgspec.structs.replace(what.camera, focal_mm=focal)
        shares.append(float((buffers(msgspec.structs.replace(what, camera=lens), 64, 48).ids == 1).mean()))
    assert shares[1] > 5 * shares[0]


def test_progress_grows_and_cancelling_is_quick() -> None:
    seen: list[Event] = []
    StageEngine().paint(plan(scene(ball(1, (0, 0, 0)))), seen.append)
    steps = [event for event in seen if isinstance(event, Progress)]
    assert [s.done for s in steps if s.doing == "painting"] == sorted(
        s.done for s in steps if s.doing == "painting"
    )

    asked = 0.0

    def stop(event: Event, /) -> None:
        nonlocal asked
        if isinstance(event, Preview) or asked:
            asked = asked or time.monotonic()
            if time.monotonic() > asked:
                raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        StageEngine().paint(plan(scene(ball(1, (0, 0, 0))), 512, 512, samples=64), stop)
    assert time.monotonic() - asked < 3.0, "a second on an idle machine"


def test_a_draft_is_the_size_asked_for() -> None:
    picture = draft(scene(ball(1, (0, 0, 0))), 300, 200)
    assert picture.shape == (200, 300, 3)
    assert picture.std() > 5


@pytest.mark.parametrize("size", [(255, 255), (4097, 100), (1, 1), (4096, 100)])
def test_sizes_have_limits(size: tuple[int, int]) -> None:
    with pytest.raises(BadSize, match="256" if max(size) < 256 or max(size) > 4096 else "1:3"):
        StageEngine().plan(Request(prompt="a red ball", size=size))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"stepz": 3}, "background, denoise, samples"),
        ({"samples": 0}, "1 to 1024"),
        ({"samples": True}, "1 to 1024"),
        ({"background": "pink"}, "transparent"),
        ({"denoise": 1}, "true or false"),
    ],
)
def test_options_are_checked_by_name_and_range(options: dict[str, object], told: str) -> None:
    with pytest.raises(BadOption, match=told):
        StageEngine().plan(Request(prompt="a red ball", options=options))


def test_a_plan_without_a_scene_is_refused_with_a_sentence() -> None:
    broken = plan(scene(ball(1, (0, 0, 0))))
    broken.settings["scene"] = {"setting": 3}
    with pytest.raises(BadFile, match="paint it anew"):
        StageEngine().paint(broken, ignore)


def test_without_any_light_the_stage_says_so() -> None:
    with pytest.raises(EngineFailed, match="light"):
        paint(scene(ball(1, (0, 0, 0)), sky=0.0))


_TRACE = """
import sys, numpy as np
sys.path.insert(0, {tests!r})
from sets import ball, key, plan, scene
from tintype.engines.stage import StageEngine
what = scene(ball(1, (-0.06, 0, 0)), ball(2, (0.06, 0.05, 0), name="gold"), lights=(key(-0.4),))
np.save({out!r}, StageEngine("{variant}").paint(plan(what, samples=32), lambda event: None))
"""


def test_the_two_tracers_agree(tmp_path: Path) -> None:
    from tintype.engines.stage import device

    if device.variant() == "scalar_rgb":
        pytest.skip("this machine has only one of them")
    pictures = []
    for variant in (device.variant(), "scalar_rgb"):
        out = str(tmp_path / f"{variant}.npy")
        code = _TRACE.format(tests=str(Path(__file__).parent), out=out, variant=variant)
        subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
        pictures.append(np.load(out).astype(float))
    apart = np.abs(pictures[0] - pictures[1])
    assert apart.mean() < 6
    assert np.abs(pictures[0].mean(axis=(0, 1)) - pictures[1].mean(axis=(0, 1))).max() < 5
