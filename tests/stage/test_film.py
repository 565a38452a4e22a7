"""What film does to light: mid-grey stays, order stays, looks do what their names say."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest

from tintype.brief.vocabulary import COLOURS
from tintype.engines.stage.film import curve, developed, grained, toned
from tintype.engines.stage.grades import GRADES
from tintype.engines.stage.surfaces.surface import linear
from tintype.scene.model import Film

GREY = 118.0
"""sRGB value of 18 % grey."""


def patch(light: object, size: int = 64) -> np.ndarray:
    return np.broadcast_to(np.asarray(light, np.float32), (size, size, 3)).copy()


def seen(light: object, film: Film | None = None, size: int = 64) -> np.ndarray:
    """Mean sRGB (3,) of an even patch, developed."""
    return developed(patch(light, size), film or Film(), seed=1, scale=1.0).mean(axis=(0, 1))


def test_mid_grey_stays_mid_grey():
    assert seen(0.18) == pytest.approx([GREY] * 3, rel=0.02)


@pytest.mark.parametrize("contrast", [0.8, 1.0, 1.3])
def test_contrast_turns_about_mid_grey(contrast: float):
    assert seen(0.18, Film(contrast=contrast)) == pytest.approx([GREY] * 3, rel=0.02)


def test_white_paper_in_full_light_is_white_and_black_is_black():
    assert seen(0.95).min() > 225
    assert seen(0.0).max() < 2


def test_the_curve_keeps_order_and_stays_below_white():
    x = np.geomspace(1e-4, 64, 4000).astype(np.float32)
    y = curve(x)
    assert (np.diff(y) >= 0).all()
    assert y.max() <= 1
    assert y[x < 0.5] == pytest.approx(x[x < 0.5], rel=1e-5)


def test_one_stop_more_doubles_the_light_of_dark_things():
    dark = toned(patch(0.05 * 2.0))[0, 0]
    assert seen(0.05, Film(exposure=1.0)) == pytest.approx(seen(dark), abs=1.0)


@pytest.mark.parametrize("name", list(COLOURS))
def test_a_colour_keeps_its_name(name: str):
    """A surface of a vocabulary colour, well lit, is seen as itself, within the paper's own white."""
    want = linear(COLOURS[name])
    got = linear("#" + "".join(f"{round(v):02x}" for v in seen(want)))
    assert np.abs(got - want).max() < 0.09


@pytest.mark.parametrize("light", [(2.0, 0.1, 0.1), (0.1, 3.0, 0.2), (0.05, 0.1, 6.0)])
def test_bright_colours_do_not_skew_in_hue(light: tuple[float, float, float]):
    hue = colorsys.rgb_to_hsv(*light)[0]
    got = linear("#" + "".join(f"{round(v):02x}" for v in seen(light)))
    turned = abs(colorsys.rgb_to_hsv(*(float(v) for v in got))[0] - hue)
    assert min(turned, 1 - turned) < 0.02


def test_light_far_over_white_walks_to_white():
    near, far = seen((2.0, 0.1, 0.1)), seen((30.0, 1.5, 1.5))
    assert near[1] < 120
    assert far.min() > 200


@pytest.mark.parametrize("grade", ["monochrome", "noir"])
def test_monochrome_is_grey(grade: str):
    rng = np.random.default_rng(0)
    light = rng.random((64, 64, 3), np.float32)
    picture = developed(light, Film(grade=grade), seed=0, scale=1.0).astype(int)
    spread = (picture.max(axis=-1) - picture.min(axis=-1)).mean()
    assert spread < (2.5 if grade == "monochrome" else 6)


def test_warm_is_warmer_and_cool_is_cooler():
    plain = seen(0.3)
    for film in (Film(grade="warm"), Film(warmth=0.5), Film(grade="sepia")):
        warm = seen(0.3, film)
        assert warm[0] - warm[2] > plain[0] - plain[2] + 8
    cool = seen(0.3, Film(grade="cool"))
    assert cool[2] - cool[0] > 8


def test_vivid_is_more_colourful_than_muted_and_pastel():
    red = (0.4, 0.1, 0.08)
    chroma = {g: float(np.ptp(seen(red, Film(grade=g)))) for g in ("vivid", "muted", "pastel")}
    assert chroma["vivid"] > np.ptp(seen(red)) > chroma["muted"]
    assert np.ptp(seen(red)) > chroma["pastel"]


def test_teal_orange_cools_shadows_and_warms_highlights():
    dark, bright = seen(0.02, Film(grade="teal_orange")), seen(0.7, Film(grade="teal_orange"))
    assert dark[2] > dark[0] + 4
    assert bright[0] > bright[2] + 4


@pytest.mark.parametrize("grade", sorted(GRADES))
def test_a_grade_keeps_mid_grey_readable(grade: str):
    assert 85 < seen(0.18, Film(grade=grade)).mean() < 150


def test_every_grade_a_brief_can_name_is_there():
    named = "warm cool sepia monochrome teal_orange vivid muted pastel vintage cinematic noir"
    assert set(GRADES) == set(named.split())


def test_grain_has_no_mean_and_grows_with_its_amount():
    grey = np.full((128, 128, 3), 0.46, np.float32)
    little, much = (grained(grey, a, np.random.default_rng(1)) for a in (0.2, 1.0))
    assert abs(float(much.mean())) < 1e-4
    assert 3 < much.std() / little.std() < 7
    assert seen(0.18, Film(grain=1.0), 128) == pytest.approx([GREY] * 3, rel=0.02)


def test_grain_is_as_coarse_in_a_preview_as_its_size_allows():
    grey = np.full((256, 256, 3), 0.46, np.float32)
    large = np.full((1024, 256, 3), 0.46, np.float32)

    def clumping(field: np.ndarray) -> float:
        luma = field.mean(axis=-1)
        return float(np.corrcoef(luma[:-1].ravel(), luma[1:].ravel())[0, 1])

    rng = np.random.default_rng
    assert clumping(grained(large, 1.0, rng(1))) > clumping(grained(grey, 1.0, rng(1))) + 0.1


def test_a_vignette_darkens_corners_only():
    picture = developed(patch(0.4, 128), Film(vignette=0.6), seed=0, scale=1.0).mean(axis=-1)
    plain = developed(patch(0.4, 128), Film(), seed=0, scale=1.0).mean(axis=-1)
    assert picture[:8, :8].mean() < plain[:8, :8].mean() - 30
    assert picture[60:68, 60:68].mean() == pytest.approx(plain[60:68, 60:68].mean(), abs=2)


def test_bloom_spreads_highlights_and_leaves_the_rest():
    light = patch(0.05, 128)
    light[60:68, 60:68] = 12.0
    plain = developed(light, Film(), seed=0, scale=1.0).astype(float)
    bloom = developed(light, Film(bloom=1.0), seed=0, scale=1.0).astype(float)
    assert bloom[56:72, 56:72].mean() > plain[56:72, 56:72].mean() + 3
    flat = patch(0.4, 64)
    a, b = (developed(flat, Film(bloom=x), seed=0, scale=1.0) for x in (0.0, 1.0))
    assert np.array_equal(a, b)


def test_a_slow_gradient_shows_no_bands():
    ramp = np.linspace(0.2, 0.21, 512, dtype=np.float32)
    picture = developed(np.repeat(np.tile(ramp, (256, 1))[..., None], 3, axis=-1), Film(), seed=0, scale=1.0)
    columns = picture.mean(axis=(0, 2))
    fit = np.polyval(np.polyfit(np.arange(512), columns, 2), np.arange(512))
    assert np.abs(columns - fit).max() < 0.2


def test_the_same_arguments_give_the_same_bytes():
    light = np.random.default_rng(3).random((48, 64, 3), np.float32) * 2
    film = Film(grade="vintage", bloom=0.5, grain=0.5)
    first, again = (developed(light, film, seed=7, scale=1.0) for _ in range(2))
    assert np.array_equal(first, again)
    assert first.dtype == np.uint8
    assert not np.array_equal(first, developed(light, film, seed=8, scale=1.0))


def test_broken_light_does_not_break_the_picture():
    light = patch(0.3, 16)
    light[0, 0], light[1, 1], light[2, 2] = np.nan, np.inf, -1
    picture = developed(light, Film(), seed=0, scale=1.0)
    assert picture.shape == (16, 16, 3)
    assert picture[0, 0].max() < 3
    assert picture[1, 1].min() > 250
