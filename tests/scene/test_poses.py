"""Poses, supports, what floats and what stands about: the picture looks set by a hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tintype.brief.model import Camera, Environment

if TYPE_CHECKING:
    from tests.scene.conftest import Stage


def test_a_cut_flower_lies_and_a_growing_one_stands(stage: Stage) -> None:
    cut = stage.scene(stage.thing("a", "tulip")).bodies[0]
    assert cut.tilt > 80
    grown = stage.scene(stage.thing("a", "tulip"), environment=Environment(setting="meadow"))
    assert grown.bodies[0].tilt == 0


def test_flowers_in_a_vase_fan_out(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "tulip", count=5), stage.thing("b", "vase"), relations=(("inside", "a", "b"),)
    )
    stems = stage.bodies(scene, "a")
    assert all(5 < body.tilt < 35 for body in stems)
    tips = np.array([stage.seen(scene, body).x for body in stems])
    assert np.ptp(tips) > 0.05
    (vase,) = stage.bodies(scene, "b")
    assert all(body.on == vase.id for body in stems)


def test_a_titled_book_stands_unless_something_lies_on_it(stage: Stage) -> None:
    alone = stage.scene(stage.thing("a", "book", text="NOVA"))
    assert alone.bodies[0].tilt == 90
    assert abs(stage.thing_seen(alone, "a").lower[2]) < 0.002
    under = stage.scene(
        stage.thing("a", "book", text="NOVA"), stage.thing("b", "key"), relations=(("on", "b", "a"),)
    )
    assert stage.bodies(under, "a")[0].tilt == 0
    above = stage.scene(stage.thing("a", "book", text="NOVA"), camera=Camera(angle="top"))
    assert above.bodies[0].tilt == 0


@pytest.mark.parametrize("kind", ["paper", "notebook", "plate"])
def test_what_is_read_from_above_is_seen_from_above(stage: Stage, kind: str) -> None:
    camera = stage.scene(stage.thing("a", kind), stage.thing("b", "pen")).camera
    x, y, z = np.subtract(camera.aim, camera.at)
    assert 28 < np.rad2deg(np.arctan2(-z, np.hypot(x, y))) < 50


@pytest.mark.parametrize(("support", "most"), [("plinth", 2.6), ("stool", 2.8), ("box", 2.6)])
def test_supports_follow_what_they_carry(stage: Stage, support: str, most: float) -> None:
    scene = stage.scene(
        stage.thing("a", "cream_jar"), stage.thing("b", support), relations=(("on", "a", "b"),)
    )
    jar, base = stage.thing_seen(scene, "a"), stage.thing_seen(scene, "b")
    assert 1.0 < (base.upper[0] - base.lower[0]) / (jar.upper[0] - jar.lower[0]) < most


def test_balloons_in_the_air_are_scattered_and_do_not_hide_each_other(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "balloon", count=5), environment=Environment(setting="sky"))
    heights = [body.at[2] for body in scene.bodies]
    assert np.ptp(heights) > 0.3
    assert len({body.at[1] for body in scene.bodies}) == 5


def test_a_balloon_among_things_hangs_down_to_them(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "box"), stage.thing("b", "balloon"), relations=(("right_of", "a", "b"),)
    )
    box, balloon = stage.thing_seen(scene, "a"), stage.thing_seen(scene, "b")
    assert box.left > balloon.right
    assert balloon.lower[2] < box.upper[2]


def test_three_things_stagger_in_a_tall_frame_and_stand_side_by_side_in_a_wide_one(stage: Stage) -> None:
    tall, wide = (stage.scene(stage.thing("a", "bucket", count=3), frame=frame) for frame in (9 / 16, 21 / 9))
    depth = [stage.seen(tall, body) for body in tall.bodies]
    assert np.ptp([body.at[1] for body in tall.bodies]) > 0.5 * (depth[0].upper[1] - depth[0].lower[1])
    shown = stage.thing_seen(wide, "a")
    assert shown.right - shown.left > 0.5 or shown.bottom - shown.top > 0.6


def test_a_place_that_was_named_gets_a_little_of_its_own_behind(stage: Stage) -> None:
    said = Environment(setting="kitchen")
    extras = [
        body
        for seed in range(6)
        for body in stage.scene(stage.thing("a", "lemon"), environment=said, seed=seed, frame=1.5).bodies
        if body.thing is None
    ]
    assert extras
    assert all(body.kind != "lemon" and body.at[1] > 0 for body in extras)
    assert all(body.thing for body in stage.scene(stage.thing("a", "lemon")).bodies)


def test_what_is_under_a_tree_stands_before_its_trunk(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "egg"), stage.thing("b", "tree"), relations=(("under", "a", "b"),))
    egg, tree = stage.bodies(scene, "a")[0], stage.bodies(scene, "b")[0]
    assert (egg.on, tree.on) == (None, None)
    assert egg.at[1] < tree.at[1]
