"""White balance: a white thing under a coloured lamp comes out white, and a red one stays red."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.engines.stage.balance import illuminant, white
from tintype.scene.compose import compose
from tintype.studio.build import read

TUNGSTEN = np.array([1.3, 0.95, 0.6], np.float32)
PAPER, BRICK, GRASS = (0.85, 0.85, 0.83), (0.45, 0.12, 0.08), (0.12, 0.28, 0.05)


def under(lamp: np.ndarray, *surfaces: tuple[float, float, float]) -> tuple[np.ndarray, np.ndarray]:
    """(light, albedo), (32, 32 · n, 3): the surfaces side by side under one lamp."""
    albedo = np.concatenate([np.broadcast_to(np.float32(s), (32, 32, 3)) for s in surfaces], axis=1)
    return albedo * lamp, albedo


def test_the_colour_of_the_lamp_is_told_by_what_it_lights() -> None:
    light, albedo = under(TUNGSTEN, PAPER, BRICK)
    assert illuminant(light, albedo) == pytest.approx(
        TUNGSTEN / (TUNGSTEN @ [0.2126, 0.7152, 0.0722]), rel=0.01
    )


def test_a_red_wall_is_not_taken_for_red_light() -> None:
    assert illuminant(*under(np.ones(3, np.float32), BRICK, BRICK)) == pytest.approx(np.ones(3), abs=0.01)


def test_white_paper_becomes_white_and_keeps_its_brightness() -> None:
    light, albedo = under(TUNGSTEN, PAPER, GRASS)
    seen = (light * white(light, albedo, 1.0))[0, 0]
    assert seen / seen.max() == pytest.approx(np.float32(PAPER) / 0.85, abs=0.06)
    half = (light * white(light, albedo, 0.5))[0, 0]
    assert seen[2] > half[2] > light[0, 0, 2]


def test_half_a_picture_of_mirrors_and_sky_does_not_mislead_it() -> None:
    light, albedo = under(np.ones(3, np.float32), PAPER, (0.0, 0.0, 0.0))
    light[:, 32:] = (0.3, 0.5, 1.4)
    assert white(light, albedo, 1.0) == pytest.approx(np.ones(3), abs=0.01)


def test_nothing_to_tell_it_by_leaves_the_light_alone() -> None:
    nothing = np.zeros((8, 8, 3), np.float32)
    assert (white(nothing, nothing, 1.0) == 1).all()
    assert (white(np.full((8, 8, 3), np.nan, np.float32), nothing + 0.5, 1.0) == 1).all()


@pytest.mark.parametrize(
    ("sentence", "balanced"),
    [
        ("a white bowl on an oak table", True),
        ("a white bowl in a meadow", True),
        ("a white bowl at golden hour", False),
        ("a white bowl by candlelight", False),
        ("a white bowl in warm light", False),
        ("a white bowl, cool colour grade", False),
        ("a white bowl on a night street", False),
    ],
)
def test_light_that_the_sentence_asks_to_see_is_left_in(sentence: str, balanced: bool) -> None:
    assert (compose(read(sentence), 3).film.balance > 0) is balanced
