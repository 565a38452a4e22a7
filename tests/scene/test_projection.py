"""Where points of the world come to lie in the picture."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.scene.model import Camera
from tintype.scene.projection import axes, horizon, pixels, seen


def camera(**said: object) -> Camera:
    facts: dict[str, object] = {
        "at": (0.0, -2.0, 0.0), "aim": (0.0, 0.0, 0.0), "focal_mm": 36.0, "f_number": 4.0, "focus": 2.0
    }  # fmt: skip
    return Camera(**(facts | said))  # type: ignore[arg-type]


def test_the_aim_is_the_middle_and_right_is_right() -> None:
    points = seen(camera(), 1.0, [(0, 0, 0), (1, 0, 0), (0, 0, 1), (0, 2, 0)])
    # 36 mm over 36 mm: half a metre to the side at 1 m, so 1 m at 2 m is the edge of the frame.
    np.testing.assert_allclose(points, [(0.5, 0.5, 2), (1, 0.5, 2), (0.5, 0, 2), (0.5, 0.5, 4)], atol=1e-12)


@pytest.mark.parametrize(("frame", "x", "y"), [(2.0, 1.0, -0.5), (0.5, 1.5, 0.0)])
def test_the_focal_length_is_of_the_long_side(frame: float, x: float, y: float) -> None:
    across, down, _ = seen(camera(), frame, [(1, 0, 1)])[0]
    assert across == pytest.approx(x)
    assert down == pytest.approx(y)


def test_pixels_are_shares_of_the_size() -> None:
    np.testing.assert_allclose(pixels(camera(), 200, 100, [(0.5, 0, 0)])[0], (150, 50, 2))


def test_a_camera_that_rolls_anticlockwise_sees_the_world_turn_clockwise() -> None:
    across, down, _ = seen(camera(roll=90.0), 1.0, [(1, 0, 0)])[0]
    assert (across, down) == (pytest.approx(0.5), pytest.approx(1.0))


def test_looking_straight_down_keeps_right_right_and_far_up() -> None:
    view = camera(at=(0.0, 0.0, 2.0))
    np.testing.assert_allclose(axes(view), [(1, 0, 0), (0, 1, 0), (0, 0, -1)], atol=1e-12)
    np.testing.assert_allclose(seen(view, 1.0, [(0.5, 0.5, 0)])[0], (0.75, 0.25, 2))


def test_the_horizon_is_where_far_ground_goes() -> None:
    view = camera(at=(0.0, -2.0, 1.0))
    far = seen(view, 1.5, [(0, 1e7, 0)])[0, 1]
    assert horizon(view, 1.5) == pytest.approx(far, abs=1e-5)
    assert horizon(camera(at=(0.0, 0.0, 2.0)), 1.0) == -np.inf
