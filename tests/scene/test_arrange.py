"""Things end where they were asked to stand, as the camera sees them, and never run into each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tintype.brief.model import Camera
from tintype.scene.compose import compose
from tintype.scene.guide import guide
from tintype.scene.kinds.catalogue import KINDS, placed
from tintype.scene.projection import seen
from tintype.scene.sample import draw

if TYPE_CHECKING:
    from tests.scene.conftest import Stage

    from tintype.scene.model import Body, Scene

PAIRS = [("vase", "mug"), ("apple", "teapot"), ("chair", "table"), ("tree", "house"), ("book", "wine_bottle")]
FRAMES = [1.0, 16 / 9, 9 / 16]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("a", "b"), PAIRS)
@pytest.mark.parametrize(("word", "first"), [("left_of", "a"), ("right_of", "b")])
def test_left_and_right_are_apart_in_the_picture(
    stage: Stage, a: str, b: str, word: str, first: str, frame: float
) -> None:
    scene = stage.scene(stage.thing("a", a), stage.thing("b", b), relations=((word, "a", "b"),), frame=frame)
    other = "b" if first == "a" else "a"
    assert stage.thing_seen(scene, first).right < stage.thing_seen(scene, other).left
    assert not scene.notes


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("a", "b"), [*PAIRS, ("cup", "pitcher"), ("wine_bottle", "bowl")])
def test_behind_is_further_away_and_still_to_be_seen(stage: Stage, a: str, b: str, frame: float) -> None:
    scene = stage.scene(
        stage.thing("a", a), stage.thing("b", b), relations=(("behind", "a", "b"),), frame=frame
    )
    back, front = stage.thing_seen(scene, "a"), stage.thing_seen(scene, "b")
    assert back.lower[1] >= front.upper[1] - 1e-4
    assert back.left < front.right
    assert front.left < back.right
    assert guide(scene, 96, round(96 / frame)).visible(stage.bodies(scene, "a")[0].id) > 0.35


def test_in_front_of_does_not_hide_what_is_behind(stage: Stage) -> None:
    things = stage.thing("a", "pitcher"), stage.thing("b", "cup")
    scene = stage.scene(*things, relations=(("in_front_of", "a", "b"),))
    assert stage.thing_seen(scene, "a").upper[1] <= stage.thing_seen(scene, "b").lower[1] + 1e-4
    assert guide(scene, 96, 96).visible(stage.bodies(scene, "b")[0].id) > 0.45


@pytest.mark.parametrize(
    ("a", "b"),
    [("cup", "plate"), ("vase", "table"), ("mug", "book"), ("sphere", "cube"), ("apple", "plinth")],
)
def test_on_stands_on_the_top_and_within_it(stage: Stage, a: str, b: str) -> None:
    scene = stage.scene(stage.thing("a", a), stage.thing("b", b), relations=(("on", "a", "b"),))
    (top,), (base,) = stage.bodies(scene, "a"), stage.bodies(scene, "b")
    assert top.on == base.id
    assert top.at[2] == pytest.approx((KINDS[b].stand or 0) * base.scale, abs=1e-4)
    under = stage.seen(scene, base)
    assert under.lower[0] < top.at[0] < under.upper[0]
    assert under.lower[1] < top.at[1] < under.upper[1]


def test_a_thing_with_a_round_top_carries_too(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "cube"), stage.thing("b", "sphere"), relations=(("on", "a", "b"),))
    assert stage.thing_seen(scene, "a").lower[2] >= stage.thing_seen(scene, "b").upper[2] - 0.003


def test_towers_stack(stage: Stage) -> None:
    things = stage.thing("a", "apple"), stage.thing("b", "book"), stage.thing("c", "box")
    scene = stage.scene(*things, relations=(("on", "a", "b"), ("on", "b", "c")))
    a, b, c = (stage.thing_seen(scene, name) for name in "abc")
    assert c.lower[2] < b.lower[2] < a.lower[2]


@pytest.mark.parametrize("count", [1, 3, 5])
def test_inside_lies_within_the_rim_and_shows(stage: Stage, count: int) -> None:
    scene = stage.scene(
        stage.thing("a", "apple", count=count), stage.thing("b", "bowl"), relations=(("inside", "a", "b"),)
    )
    bowl = stage.thing_seen(scene, "b")
    picture = guide(scene, 128, 128)
    for body in stage.bodies(scene, "a"):
        assert bowl.lower[0] < body.at[0] < bowl.upper[0]
        assert bowl.lower[2] < body.at[2] < bowl.upper[2]
    assert np.mean([picture.visible(body.id) for body in stage.bodies(scene, "a")]) > 0.25


def test_flowers_stand_in_a_vase_and_rise_over_it(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "tulip", count=3), stage.thing("b", "vase"), relations=(("inside", "a", "b"),)
    )
    vase = stage.thing_seen(scene, "b")
    for body in stage.bodies(scene, "a"):
        assert stage.seen(scene, body).upper[2] > 1.3 * vase.upper[2]
        assert body.at[2] < 0.5 * vase.upper[2]


def test_under_a_table_stands_on_the_ground_below_it(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "sphere"), stage.thing("b", "table"), relations=(("under", "a", "b"),)
    )
    ball, table = stage.thing_seen(scene, "a"), stage.thing_seen(scene, "b")
    assert ball.lower[2] == pytest.approx(0, abs=1e-3)
    assert ball.upper[2] < table.upper[2]
    assert table.lower[0] < ball.lower[0] < ball.upper[0] < table.upper[0]


def test_a_book_under_a_mug_carries_the_mug(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "book"), stage.thing("b", "mug"), relations=(("under", "a", "b"),))
    assert stage.bodies(scene, "b")[0].on == stage.bodies(scene, "a")[0].id


def test_above_floats_over_it(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "umbrella"), stage.thing("b", "bench"), relations=(("above", "a", "b"),)
    )
    upper, lower = stage.thing_seen(scene, "a"), stage.thing_seen(scene, "b")
    assert upper.lower[2] > lower.upper[2]
    assert upper.bottom < lower.top + 0.03


@pytest.mark.parametrize("frame", FRAMES)
def test_between_two_things_and_between_two_of_a_kind(stage: Stage, frame: float) -> None:
    three = stage.thing("a", "vase"), stage.thing("b", "mug"), stage.thing("c", "jar")
    scene = stage.scene(*three, relations=(("between", "a", "b", "c"),), frame=frame)
    outer = sorted([stage.thing_seen(scene, "b"), stage.thing_seen(scene, "c")], key=lambda shown: shown.x)
    middle = stage.thing_seen(scene, "a")
    assert outer[0].right < middle.left
    assert middle.right < outer[1].left

    pair = stage.thing("a", "vase"), stage.thing("b", "candle", count=2)
    for objects in (("b",), ("b", "b")):
        scene = stage.scene(*pair, relations=(("between", "a", *objects),), frame=frame)
        left, right = sorted(stage.seen(scene, body).x for body in stage.bodies(scene, "b"))
        assert left < stage.thing_seen(scene, "a").x < right


def test_a_row_is_straight_and_even(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "mug", count=5), relations=(("in_row", "a"),))
    places = np.array([body.at for body in stage.bodies(scene, "a")])
    np.testing.assert_allclose(places[:, 1], places[0, 1], atol=1e-4)
    np.testing.assert_allclose(np.diff(places[:, 0]), np.diff(places[:, 0])[0], rtol=1e-3)


def test_a_row_of_different_things_keeps_their_order(stage: Stage) -> None:
    things = [stage.thing(name, kind) for name, kind in (("a", "coin"), ("b", "key"), ("c", "bell"))]
    scene = stage.scene(*things, relations=(("in_row", "a", "b", "c"),))
    xs = [stage.thing_seen(scene, name).x for name in "abc"]
    assert xs == sorted(xs)


def test_next_to_is_side_by_side_and_near(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "vase"), stage.thing("b", "bowl"), relations=(("next_to", "a", "b"),)
    )
    a, b = stage.thing_seen(scene, "a"), stage.thing_seen(scene, "b")
    gap = max(a.lower[0] - b.upper[0], b.lower[0] - a.upper[0])
    assert 0 <= gap < 0.5 * (a.upper[0] - a.lower[0] + b.upper[0] - b.lower[0])


def test_around_surrounds(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "candle", count=6), stage.thing("b", "cake"), relations=(("around", "a", "b"),)
    )
    cake = np.array(stage.bodies(scene, "b")[0].at[:2])
    offsets = np.array([body.at[:2] for body in stage.bodies(scene, "a")]) - cake
    assert (offsets[:, 0] < 0).any()
    assert (offsets[:, 0] > 0).any()
    assert np.ptp(np.hypot(*offsets.T)) < 0.5 * np.hypot(*offsets.T).mean()


def test_one_order_and_its_contrary_keeps_the_first_and_says_so(stage: Stage) -> None:
    things = stage.thing("a", "pitcher"), stage.thing("b", "cup")
    scene = stage.scene(*things, relations=(("left_of", "a", "b"), ("left_of", "b", "a")))
    assert stage.thing_seen(scene, "a").right < stage.thing_seen(scene, "b").left
    assert len(scene.notes) == 1
    assert "cup" in scene.notes[0]


def test_a_circle_of_orders_is_noticed(stage: Stage) -> None:
    things = [stage.thing(name, kind) for name, kind in (("a", "cup"), ("b", "mug"), ("c", "jar"))]
    scene = stage.scene(
        *things, relations=(("left_of", "a", "b"), ("left_of", "b", "c"), ("left_of", "c", "a"))
    )
    assert len(scene.notes) == 1


def test_small_things_beside_one_on_a_table_stand_on_the_table_too(stage: Stage) -> None:
    things = stage.thing("a", "cup"), stage.thing("b", "table"), stage.thing("c", "book")
    scene = stage.scene(*things, relations=(("on", "a", "b"), ("left_of", "c", "a")))
    table = stage.bodies(scene, "b")[0].id
    assert stage.bodies(scene, "c")[0].on == table
    assert stage.thing_seen(scene, "c").right < stage.thing_seen(scene, "a").left


@pytest.mark.parametrize("count", range(2, 13))
@pytest.mark.parametrize("frame", FRAMES)
def test_things_alike_can_be_counted(stage: Stage, count: int, frame: float) -> None:
    scene = stage.scene(stage.thing("a", "mug", count=count), frame=frame)
    picture = guide(scene, 128 if frame >= 1 else 72, 128 if frame <= 1 else 72)
    assert len(scene.bodies) == count
    assert min(picture.visible(body.id) for body in scene.bodies) > 0.45


def related(scene: Scene, a: Body, b: Body) -> bool:
    """Whether one carries the other, or both lie in the same vessel."""
    by_id = {body.id: body for body in scene.bodies}

    def below(body: Body) -> set[int]:
        chain = {body.id}
        while body.on is not None:
            body = by_id[body.on]
            chain.add(body.id)
        return chain

    heaped = a.on is not None and a.on == b.on and a.thing == b.thing
    return heaped or a.id in below(b) or b.id in below(a)


@pytest.mark.parametrize("seed", range(100))
def test_nothing_runs_into_anything_and_all_is_in_the_frame(seed: int) -> None:
    brief = draw(np.random.default_rng(1000 + seed))
    frame = (1.0, 16 / 9, 9 / 16, 21 / 9)[seed % 4]
    scene = compose(brief, seed, frame=frame)
    named = [body for body in scene.bodies if body.thing is not None]
    assert len(named) == sum(thing.count for thing in brief.things)
    points = {
        body.id: np.concatenate([part.mesh.vertices for part, _ in placed(body)]) for body in scene.bodies
    }
    slack = 0.02 * scene.setting.radius
    for i, a in enumerate(scene.bodies):
        for b in scene.bodies[i + 1 :]:
            if not related(scene, a, b):
                lower = np.maximum(points[a.id].min(axis=0), points[b.id].min(axis=0))
                upper = np.minimum(points[a.id].max(axis=0), points[b.id].max(axis=0))
                assert (upper - lower).min() < slack, f"{a.kind} runs into {b.kind}"
    for body in named:
        flat = seen(scene.camera, frame, points[body.id])
        assert flat[:, 2].min() > 0
        assert flat[:, :2].min() > 0, f"{body.kind} is cut off"
        assert flat[:, :2].max() < 1, f"{body.kind} is cut off"
    assert scene.camera.at[2] > 0


def test_a_view_from_the_side_turns_the_thing(stage: Stage) -> None:
    front = stage.scene(stage.thing("a", "chair"), camera=Camera(view="front"))
    side = stage.scene(stage.thing("a", "chair"), camera=Camera(view="side"))
    assert abs(side.bodies[0].yaw - front.bodies[0].yaw) > 60
