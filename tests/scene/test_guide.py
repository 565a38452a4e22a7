"""The Guide shows what stands where before any light falls on it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tintype.brief.model import Lighting
from tintype.scene.extent import bounds
from tintype.scene.guide import PLANES, guide
from tintype.scene.model import Body, Camera, Material, Scene, Setting, Sky
from tintype.scene.raster import nearest

if TYPE_CHECKING:
    from tests.scene.conftest import Stage


def one(*bodies: Body) -> Scene:
    """Bodies before a camera at (0, −2, 0.05) that looks along +y through a 36 mm lens."""
    camera = Camera(at=(0.0, -2.0, 0.05), aim=(0.0, 0.0, 0.05), focal_mm=36.0, f_number=32.0, focus=2.0)
    return Scene(
        setting=Setting(name="seamless", surface=Material(name="paper", colour="#808080")),
        bodies=bodies, lights=(), sky=Sky(kind="studio", azimuth=180.0, elevation=30.0), camera=camera,
    )  # fmt: skip


def test_a_triangle_covers_the_pixels_whose_centres_it_holds() -> None:
    corners = np.array([[(1.0, 1.0, 2.0), (3.0, 1.0, 2.0), (1.0, 3.0, 2.0)]])
    face, inverse = nearest(corners, 4, 4)
    assert np.argwhere(face == 0).tolist() == [[1, 1]] or np.argwhere(face == 0).tolist() == [
        [1, 1],
        [1, 2],
        [2, 1],
    ]
    assert inverse[1, 1] == pytest.approx(0.5)


def test_two_triangles_share_an_edge_without_gap_and_the_nearer_wins() -> None:
    square = np.array([[(0, 0, 1), (8, 0, 1), (8, 8, 1)], [(0, 0, 1), (8, 8, 1), (0, 8, 1)]], float)
    assert (nearest(square, 8, 8)[0] >= 0).all()
    far = square * np.array([1, 1, 3.0])
    assert set(np.unique(nearest(np.concatenate([far, square]), 8, 8)[0])) == {2, 3}


def test_surfaces_say_which_way_they_face() -> None:
    ball = Body(id=1, kind="sphere", at=(0.0, 0.0, 0.0), materials={"body": Material(name="plastic")})
    shown = guide(one(ball), 96, 96)
    x, y, z = (shown.planes[PLANES.index(f"normal_{axis}")] for axis in "xyz")
    rows, columns = np.nonzero(shown.ids == 1)
    middle = rows == int(np.median(rows))
    assert x[rows[middle], columns[middle]][[0, -1]] == pytest.approx([-1, 1], abs=0.15)
    column = int(np.median(columns))
    assert y[rows[columns == column].min(), column] > 0.6
    assert z[int(np.median(rows)), column] == pytest.approx(1, abs=0.02)
    assert np.hypot(np.hypot(x, y), z)[shown.ids == 0].max() == 0


def test_colour_place_and_size_of_a_body_are_known() -> None:
    cube = Body(
        id=3, kind="cube", at=(0.0, 0.0, 0.0), materials={"body": Material(name="plastic", colour="#ff0000")}
    )
    shown = guide(one(cube), 64, 64)
    rows, columns = np.nonzero(shown.ids == 3)
    assert columns.mean() == pytest.approx(31.5, abs=0.6)
    assert (shown.planes[0][rows, columns] == 1).all()
    assert (shown.planes[1][rows, columns] == 0).all()
    left, top, right, bottom = shown.boxes[3]
    assert columns.min() / 64 == pytest.approx(left, abs=0.02)
    assert (rows.max() + 1) / 64 == pytest.approx(bottom, abs=0.02)
    assert left < right
    assert top < bottom


def test_the_nearer_body_hides_the_further_and_depth_order_says_so() -> None:
    near = Body(id=1, kind="cube", at=(0.0, -0.5, 0.0))
    lower, upper = bounds("cube", 0)
    far = Body(id=2, kind="cube", at=(0.7 * float(upper[0] - lower[0]), 0.5, 0.0))
    shown = guide(one(far, near), 96, 96)
    assert shown.visible(1) == 1.0
    assert 0.02 < shown.visible(2) < 0.9
    order = shown.planes[PLANES.index("near")]
    assert order[shown.ids == 1].min() > order[shown.ids == 2].max() > 0


def test_the_horizon_is_where_a_level_camera_has_it() -> None:
    ground = guide(one(), 32, 32).planes[PLANES.index("ground")]
    assert (ground[:16] == 0).all()
    assert (ground[16:] == 1).all()


def test_light_from_the_left_points_left() -> None:
    planes = guide(one(), 16, 16).planes
    assert planes[PLANES.index("light_x")][0, 0] < -0.5
    assert planes[PLANES.index("light_y")][0, 0] > 0.2


def test_lettering_has_ink_where_the_label_is(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "sign", text="HI"))
    ink = guide(scene, 128, 128).planes[PLANES.index("glyph")]
    assert 20 < ink.sum() < 0.3 * ink.size
    # H is symmetric, I is one bar: three uprights in a row of pixels through the middle.
    rows, columns = np.nonzero(ink)
    middle = ink[int(np.median(rows)) - 2, columns.min() : columns.max() + 1]
    assert (np.diff(np.concatenate([[0], middle])) > 0).sum() >= 2
    assert guide(stage.scene(stage.thing("a", "sign")), 64, 64).planes[PLANES.index("glyph")].sum() == 0


@pytest.mark.parametrize(("material", "plane"), [("glass", "clear"), ("gold", "metal"), ("linen", "rough")])
def test_what_it_is_made_of_is_told_apart(stage: Stage, material: str, plane: str) -> None:
    shown = guide(stage.scene(stage.thing("a", "sphere", material=material)), 48, 48)
    assert shown.planes[PLANES.index(plane)][shown.ids == 1].mean() > 0.6


def test_the_key_is_told_from_the_lights(stage: Stage) -> None:
    left = guide(stage.scene(stage.thing("a", "mug"), lighting=Lighting(direction="left")), 16, 16)
    right = guide(stage.scene(stage.thing("a", "mug"), lighting=Lighting(direction="right")), 16, 16)
    x = PLANES.index("light_x")
    assert left.planes[x][0, 0] < 0 < right.planes[x][0, 0]


def test_it_is_quick(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "mug", count=3), stage.thing("b", "teapot"))
    guide(scene, 128, 128)
    start = time.process_time()
    guide(scene, 128, 128)
    assert time.process_time() - start < 0.5
