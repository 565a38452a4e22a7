"""Every material has a row, bakes to maps in range, tiles without a seam and keeps its colour."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.brief.vocabulary import COLOURS, MATERIALS
from tintype.engines.stage.surfaces import surface
from tintype.engines.stage.surfaces.surface import linear
from tintype.scene.materials import MATERIAL_ROWS, REFERENCE_THICKNESS, row
from tintype.scene.model import Material

DETAIL = 128
TAKES_ANY_COLOUR = [n for n in MATERIALS if row(n).colouring == "replace" and row(n).family != "emitter"]


def lab(rgb: np.ndarray) -> np.ndarray:
    """Linear sRGB (3,) → CIE L*a*b*, D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    t = to_xyz @ np.asarray(rgb, np.float64) / np.array([0.9505, 1.0, 1.089])
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.linalg.norm(lab(a) - lab(b)))


def test_every_material_has_a_row_and_no_row_is_left_over():
    assert set(MATERIAL_ROWS) == set(MATERIALS)
    for name, entry in MATERIAL_ROWS.items():
        assert entry.name == name
        assert 0.03 <= entry.roughness <= 1
        assert entry.metallic in (0.0, 1.0)
        assert 1.2 < entry.ior < 2.5


@pytest.mark.parametrize("name", MATERIALS)
def test_a_material_bakes_to_maps_in_range(name: str):
    made = surface(Material(name=name, seed=5), detail=DETAIL)
    assert made.family == row(name).family
    assert made.albedo.shape in ((1, 1, 3), (DETAIL, DETAIL, 3))
    assert made.roughness.shape in ((1, 1), (DETAIL, DETAIL))
    for field in (made.albedo, made.roughness, made.height, made.normal):
        if field is not None:
            assert field.dtype == np.float32
            assert np.isfinite(field).all()
    assert made.albedo.min() >= 0
    assert made.albedo.max() <= 1
    assert made.roughness.min() >= 0.03 - 1e-6
    assert made.roughness.max() <= 1
    assert (made.height is None) == (made.normal is None)
    if made.normal is not None:
        assert np.allclose(np.linalg.norm(made.normal, axis=-1), 1, atol=1e-4)
        assert made.normal[..., 2].min() > 0
    for share in (made.specular, made.clearcoat, made.sheen, made.translucency):
        assert 0 <= share <= 1
    assert made.tile > 0
    assert min(made.absorption) >= 0


def seam_to_inside(field: np.ndarray) -> float:
    """Mean step across the tile's edges over the largest mean step between rows and columns inside."""
    worst = 0.0
    for axis in (0, 1):
        across = np.abs(np.take(field, 0, axis) - np.take(field, -1, axis)).mean()
        inside = np.abs(np.diff(field, axis=axis))
        inside = inside.mean(axis=tuple(i for i in range(inside.ndim) if i != axis)).max()
        worst = max(worst, float(across / max(inside, 1e-9))) if across > 1e-6 else worst
    return worst


@pytest.mark.parametrize("name", MATERIALS)
def test_a_material_tiles_without_a_seam(name: str):
    made = surface(Material(name=name, seed=5), detail=DETAIL)
    for field in (made.albedo, made.roughness, made.height):
        if field is not None and field.shape[0] > 1:
            assert seam_to_inside(field) <= 1.3


@pytest.mark.parametrize("name", ["marble", "oak", "linen", "grass", "gold"])
def test_the_same_seed_gives_the_same_maps_and_another_seed_others(name: str):
    from tintype.engines.stage.surfaces.bake import _surface

    first = surface(Material(name=name, seed=1), detail=DETAIL)
    _surface.cache_clear()
    again = surface(Material(name=name, seed=1), detail=DETAIL)
    other = surface(Material(name=name, seed=2), detail=DETAIL)
    assert np.array_equal(first.albedo, again.albedo)
    assert np.array_equal(first.roughness, again.roughness)
    assert not np.array_equal(first.height, other.height) or not np.array_equal(first.albedo, other.albedo)


@pytest.mark.parametrize("name", TAKES_ANY_COLOUR)
@pytest.mark.parametrize("colour", ["red", "blue", "green", "yellow", "white", "black"])
def test_what_is_painted_or_dyed_has_the_colour_it_was_given(name: str, colour: str):
    made = surface(Material(name=name, colour=COLOURS[colour]), detail=64)
    assert apart(made.albedo.mean(axis=(0, 1)), linear(COLOURS[colour])) < 6


@pytest.mark.parametrize("name", [n for n in MATERIALS if row(n).colouring == "tint"])
@pytest.mark.parametrize("colour", ["red", "blue", "green"])
def test_what_is_tinted_takes_the_hue_of_the_word(name: str, colour: str):
    made = surface(Material(name=name, colour=COLOURS[colour]), detail=64)
    mean = made.albedo.mean(axis=(0, 1))
    assert int(mean.argmax()) == {"red": 0, "green": 1, "blue": 2}[colour]


@pytest.mark.parametrize("name", MATERIALS)
def test_without_a_colour_word_a_material_has_its_own_colour(name: str):
    made = surface(Material(name=name, seed=3), detail=64)
    assert apart(np.median(made.albedo, axis=(0, 1)), linear(row(name).colour)) < 15


@pytest.mark.parametrize("name", ["glass", "wine", "honey"])
def test_light_through_the_reference_thickness_has_the_colour_of_the_word(name: str):
    made = surface(Material(name=name, colour="#1f7a3c"), detail=64)
    metres = REFERENCE_THICKNESS[made.family]
    assert np.allclose(np.exp(-np.array(made.absorption) * metres), linear("#1f7a3c"), atol=3e-3)


def test_a_glowing_material_emits_its_colour():
    made = surface(Material(name="glass", colour="#ff0000", glow=3.0))
    assert made.glow == pytest.approx((3.0, 0.0, 0.0))
    assert max(surface(Material(name="emissive")).glow) > 1
    assert surface(Material(name="oak")).glow == (0.0, 0.0, 0.0)


def test_puddles_mirror_and_the_road_between_them_does_not():
    rough = surface(Material(name="wet_asphalt", seed=3), detail=256).roughness
    assert (rough < 0.07).mean() > 0.1
    assert (rough > 0.25).mean() > 0.2


def test_metals_are_metallic_and_nothing_else_is():
    metals = {n for n in MATERIALS if surface(Material(name=n), detail=32).metallic}
    assert {"gold", "silver", "copper", "chrome", "mirror", "brushed_steel"} <= metals
    assert not metals & {"oak", "marble", "plastic", "rusty_iron", "glass"}
