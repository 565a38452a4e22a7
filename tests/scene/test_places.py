"""Every place that a sentence can name is there, stands firm at z = 0 and stays within its budget."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.brief.vocabulary import MATERIALS, SETTINGS
from tintype.core.errors import BadOption
from tintype.scene.places import PLACES, built, default

TRIANGLES = 300_000


def _triangles(name: str, radius: float, seed: int = 0) -> np.ndarray:
    parts = built(default(name, radius=radius, seed=seed))
    return np.concatenate([part.mesh.vertices[part.mesh.faces] for part, _ in parts])


def _heights_over(triangles: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Highest z of any triangle straight over or under each (x, y) point; NaN where there is none."""
    a, b, c = (triangles[:, k].astype(float) for k in range(3))
    result = np.full(len(points), np.nan)
    for i, (x, y) in enumerate(points):
        d = (b[:, 1] - c[:, 1]) * (a[:, 0] - c[:, 0]) + (c[:, 0] - b[:, 0]) * (a[:, 1] - c[:, 1])
        with np.errstate(all="ignore"):
            u = ((b[:, 1] - c[:, 1]) * (x - c[:, 0]) + (c[:, 0] - b[:, 0]) * (y - c[:, 1])) / d
            v = ((c[:, 1] - a[:, 1]) * (x - c[:, 0]) + (a[:, 0] - c[:, 0]) * (y - c[:, 1])) / d
            inside = (u >= -1e-6) & (v >= -1e-6) & (u + v <= 1 + 1e-6)
            z = (u * a[:, 2] + v * b[:, 2] + (1 - u - v) * c[:, 2])[inside]
        if len(z):
            result[i] = z.max()
    return result


def test_every_setting_of_the_vocabulary_is_a_place_and_no_other():
    assert set(PLACES) == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_place_is_finite_sound_and_within_its_budget(name):
    parts = built(default(name, radius=0.7))
    assert 0 < sum(len(part.mesh.faces) for part, _ in parts) <= TRIANGLES
    for part, material in parts:
        mesh = part.mesh
        assert mesh.vertices.dtype == np.float32
        assert mesh.faces.dtype == np.int32
        assert np.isfinite(mesh.vertices).all()
        assert np.isfinite(mesh.uv).all()
        assert len(mesh.uv) == len(mesh.vertices)
        assert mesh.faces.min() >= 0
        assert mesh.faces.max() < len(mesh.vertices)
        if mesh.normals is not None:
            assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1, atol=1e-3)
        assert material.name in MATERIALS, f"{name} wears {material.name}"
        assert material.glow >= 0


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("radius", [0.15, 6.0])
def test_things_can_stand_at_z_zero_whatever_the_scale(name, radius):
    here = PLACES[name]
    ground = [
        part.mesh.vertices[part.mesh.faces]
        for part, _ in built(default(name, radius=radius, seed=3))
        if part.slot not in {"blades", "litter", "petals", "eyes", "stalks"}
    ]
    triangles = np.concatenate(ground)
    x, y = (np.linspace(-0.9, 0.9, 5) * half * radius for half in here.extent)
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    near = np.abs(triangles[..., :2]).min(axis=1).max(axis=1) < 90 * radius
    heights = _heights_over(triangles[near], points) / radius
    assert np.isfinite(heights).all(), "there is a hole to fall through"
    assert np.abs(heights).max() <= 0.02


@pytest.mark.parametrize("name", SETTINGS)
def test_the_same_setting_is_built_alike_twice(name):
    setting = default(name, radius=1.0, seed=5)
    first = built(setting)
    built.cache_clear()
    second = built(setting)
    assert [m for _, m in first] == [m for _, m in second]
    assert all(
        np.array_equal(a.mesh.vertices, b.mesh.vertices) for (a, _), (b, _) in zip(first, second, strict=True)
    )


@pytest.mark.parametrize("name", SETTINGS)
def test_the_camera_sees_no_edge_of_the_world(name):
    """Below the horizon every ray of a wide view meets something within the set."""
    here = PLACES[name]
    triangles = _triangles(name, 1.0)
    reach = triangles[:, :, :2].reshape(-1, 2)
    # The ground, or a wall in front of its end, spans a 40° half angle from a camera 6 radii back.
    wide = np.abs(reach[:, 0]).max()
    assert wide >= 8.0
    if here.horizon:
        assert reach[:, 1].max() >= 150.0
    else:
        walls = triangles[(triangles[:, :, 1].max(1) - triangles[:, :, 1].min(1) < 0.5)]
        assert walls[:, :, 2].max() >= 8.0


def test_other_seeds_give_other_forms():
    one, two = (_triangles("dunes", 1.0, seed) for seed in (1, 2))
    assert not np.array_equal(one, two)


def test_rain_wets_the_asphalt_and_snow_covers_the_meadow():
    wet = built(default("street", weather="rain"))
    assert any(material.name == "wet_asphalt" for _, material in wet)
    white = built(default("meadow", weather="snow"))
    assert any(part.slot == "ground" and material.name == "snow" for part, material in white)
    inside = built(default("desk", weather="snow"))
    assert all(material.name != "snow" for _, material in inside)


def test_the_surface_and_the_backdrop_that_were_asked_for_are_worn():
    import msgspec

    from tintype.scene.model import Material

    pink, slate = Material(name="paint", colour="#ee8fb0"), Material(name="slate")
    for name in ("seamless", "studio", "tabletop", "gallery", "desk", "living_room"):
        setting = msgspec.structs.replace(default(name), surface=slate, backdrop=pink)
        worn = [material for _, material in built(setting)]
        assert slate in worn, name
        assert pink in worn, name


def test_a_lake_of_water_has_no_shore_but_holds_what_floats():
    import msgspec

    from tintype.scene.model import Material

    parts = built(msgspec.structs.replace(default("lake", radius=1.0), surface=Material(name="water")))
    assert not any(material.name == "gravel" for _, material in parts)
    triangles = np.concatenate([part.mesh.vertices[part.mesh.faces] for part, _ in parts])
    assert np.abs(_heights_over(triangles, np.array([[0.1, 0.2], [-1.3, -0.7]]))).max() < 0.02


def test_an_unknown_place_is_refused_with_the_list():
    with pytest.raises(BadOption, match=r"no place 'moonbase'; .*beach"):
        default("moonbase")
