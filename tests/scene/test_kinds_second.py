"""Plants, stones, solids, furniture and outdoor forms: whole, on the ground, at life size."""

from __future__ import annotations

import numpy as np
import pytest

import tintype.scene.kinds  # noqa: F401  (fills the catalogue)
from tintype.brief.vocabulary import KINDS as NAMES
from tintype.brief.vocabulary import MATERIALS
from tintype.scene.kinds.catalogue import KINDS, form
from tintype.scene.mesh import PICTURE_SLOTS, Part

MINE = NAMES[NAMES.index("leaf") :]
SEEDS = (0, 1, 2)

# Longest side in metres, smallest and largest that anyone would call life-size.
LONGEST: dict[str, tuple[float, float]] = {
    "leaf": (0.08, 0.25), "branch": (0.3, 0.7), "flower": (0.12, 0.4), "rose": (0.2, 0.6),
    "tulip": (0.2, 0.5), "sunflower": (0.4, 1.0), "bouquet": (0.3, 0.6), "potted_plant": (0.3, 0.8),
    "cactus": (0.15, 0.5), "stone": (0.08, 0.3), "pebbles": (0.1, 0.35), "shell": (0.06, 0.2),
    "crystal": (0.1, 0.3), "feather": (0.15, 0.4), "plinth": (0.15, 0.4), "column": (0.8, 1.5),
    "arch": (0.2, 0.5), "steps": (0.2, 0.5), "chair": (0.75, 1.0), "armchair": (0.75, 1.1),
    "stool": (0.4, 0.8), "table": (1.0, 2.0), "bench": (1.2, 1.9), "sofa": (1.8, 2.5),
    "shelf": (1.5, 2.2), "frame": (0.3, 0.7), "mirror": (1.2, 1.8), "clock": (0.1, 0.35),
    "sign": (0.8, 1.8), "door": (1.9, 2.3), "window": (1.1, 1.8), "ladder": (1.3, 2.2),
    "screen": (0.45, 0.8), "tree": (4, 9), "pine": (5, 10), "palm": (4, 9), "bush": (1, 2.2),
    "house": (6, 12), "lighthouse": (12, 25), "tower": (10, 22), "boat": (4, 8), "umbrella": (0.8, 1.3),
    "street_lamp": (2.8, 4.5), "fence": (2, 4), "bridge": (8, 16), "snowman": (1.4, 2.1),
    "tent": (2.5, 5.5), "moon": (2, 6), "car": (3.8, 4.8), "hot_air_balloon": (12, 22),
}  # fmt: skip
SOLIDS = ("sphere", "cube", "cylinder", "cone", "torus", "pyramid", "egg_shape", "capsule")
LONGEST |= dict.fromkeys(SOLIDS, (0.08, 0.25))


def bounds(parts: tuple[Part, ...]) -> tuple[np.ndarray, np.ndarray]:
    low = np.min([part.mesh.vertices.min(axis=0) for part in parts], axis=0)
    high = np.max([part.mesh.vertices.max(axis=0) for part in parts], axis=0)
    return low, high


@pytest.mark.parametrize("name", MINE)
def test_it_is_whole_and_life_size(name: str) -> None:
    """Finite, unit normals on the side of their faces, no faces without area, on the ground."""
    for seed in SEEDS:
        parts = form(name, seed)
        low, high = bounds(parts)
        smallest, largest = LONGEST[name]
        assert smallest <= float((high - low).max()) <= largest
        assert abs(float(low[2])) < 0.002 * float((high - low).max())
        assert (low[:2] < 0).all(), "it stands beside its place"
        assert (high[:2] > 0).all(), "it stands beside its place"
        assert 60 <= sum(len(part.mesh.faces) for part in parts) <= 60_000
        for part in parts:
            check_mesh(part)


def check_mesh(part: Part) -> None:
    mesh = part.mesh
    assert np.isfinite(mesh.vertices).all()
    assert np.isfinite(mesh.uv).all()
    assert mesh.normals is not None
    assert np.abs(np.linalg.norm(mesh.normals, axis=1) - 1).max() < 1e-3
    a, b, c = (mesh.vertices[mesh.faces[:, k]].astype(np.float64) for k in range(3))
    cross = np.cross(b - a, c - a)
    assert (np.linalg.norm(cross, axis=1) > 0).all()
    agree = (cross * mesh.normals[mesh.faces].mean(axis=1)).sum(axis=1) > 0
    assert agree.mean() > 0.98
    if part.slot in PICTURE_SLOTS:
        assert mesh.uv.min(axis=0) == pytest.approx([0, 0], abs=1e-3)
        assert mesh.uv.max(axis=0) == pytest.approx([1, 1], abs=1e-3)
        assert mesh.normals[:, 1].mean() < -0.8, "pictures face the camera"


@pytest.mark.parametrize("name", MINE)
def test_its_slots_are_what_it_declares(name: str) -> None:
    entry = KINDS[name]
    assert {part.slot for part in form(name, 0)} == set(entry.slots)
    assert entry.paint
    assert set(entry.paint) | set(entry.lights) <= set(entry.slots)
    assert all(material.name in MATERIALS for material in entry.slots.values())
    assert entry.lettering is None or entry.lettering in set(entry.slots) & PICTURE_SLOTS
    if entry.stand is not None:
        _, high = bounds(form(name, 0))
        assert 0 < entry.stand <= float(high[2]) + 1e-3


@pytest.mark.parametrize("name", MINE)
def test_equal_seeds_give_equal_forms(name: str) -> None:
    again = KINDS[name].build(np.random.default_rng(1))
    for one, other in zip(form(name, 1), again, strict=True):
        assert np.array_equal(one.mesh.vertices, other.mesh.vertices)


CLOSED = (*SOLIDS, "stone", "plinth", "arch", "steps", "table", "column", "house", "window", "clock")


@pytest.mark.parametrize("name", CLOSED)
def test_closed_forms_face_outwards(name: str) -> None:
    """The signed volume of every solid part is positive."""
    for part in form(name, 0):
        if part.slot in PICTURE_SLOTS:
            continue
        corners = part.mesh.vertices[part.mesh.faces].astype(np.float64)
        corners = corners - corners.mean(axis=(0, 1))
        volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6
        assert volume > 0


@pytest.mark.parametrize(
    ("name", "height"), [("plinth", 0.18), ("cube", 0.11), ("table", 0.75), ("stool", 0.46), ("column", 1.1)]
)
def test_things_can_stand_on_their_top(name: str, height: float) -> None:
    """At the declared height there is surface around the middle, level to a millimetre."""
    tops = np.concatenate([part.mesh.vertices for part in form(name, 0)])
    assert float(tops[:, 2].max()) == pytest.approx(height, abs=1e-3)
    assert KINDS[name].stand == pytest.approx(height)


def test_what_floats_says_so() -> None:
    assert KINDS["moon"].floats > 0
    assert KINDS["hot_air_balloon"].floats > 0
    assert all(KINDS[name].floats == 0 for name in MINE if name not in ("moon", "hot_air_balloon"))
