"""Vessels, tableware, products, light and food: whole, sound, on their feet, life-size, repeatable."""

from __future__ import annotations

import numpy as np
import pytest

import tintype.scene.kinds  # noqa: F401  fills the catalogue
from tintype.brief import vocabulary
from tintype.scene.kinds.catalogue import KINDS, form, placed
from tintype.scene.mesh import PICTURE_SLOTS, Mesh, Part
from tintype.scene.model import Body, Material

SEEDS = (0, 1, 2)
SEE_THROUGH = {
    "glass",
    "frosted_glass",
    "crystal",
    "water",
    "wine",
    "milk",
    "coffee",
    "tea",
    "honey",
    "oil",
    "ice",
}

HEIGHTS = {
    "bottle": (0.12, 0.30), "wine_bottle": (0.28, 0.33), "perfume_bottle": (0.08, 0.15),
    "dropper_bottle": (0.07, 0.14), "vase": (0.2, 0.3), "amphora": (0.4, 0.5), "cup": (0.05, 0.09),
    "mug": (0.08, 0.11), "glass": (0.08, 0.15), "wine_glass": (0.17, 0.24), "bowl": (0.05, 0.09),
    "plate": (0.015, 0.03), "jar": (0.09, 0.15), "teapot": (0.12, 0.18), "pitcher": (0.2, 0.26),
    "tray": (0.03, 0.08), "spoon": (0.005, 0.03), "fork": (0.005, 0.03), "knife": (0.008, 0.03),
    "basket": (0.18, 0.32), "bucket": (0.24, 0.42), "barrel": (0.8, 0.95), "flask": (0.13, 0.17),
    "cream_jar": (0.045, 0.065), "tube": (0.13, 0.17), "tin_can": (0.1, 0.115), "soap": (0.03, 0.042),
    "watch": (0.05, 0.09), "ring": (0.02, 0.03), "key": (0.003, 0.01), "coin": (0.025, 0.034),
    "pen": (0.01, 0.02), "pencil": (0.006, 0.01), "book": (0.03, 0.04), "notebook": (0.015, 0.022),
    "stack_of_books": (0.12, 0.135), "paper": (0.005, 0.04), "envelope": (0.003, 0.01),
    "box": (0.14, 0.16), "gift_box": (0.1, 0.15), "hourglass": (0.15, 0.18), "bell": (0.14, 0.17),
    "chess_pawn": (0.045, 0.06), "dice": (0.014, 0.02), "camera": (0.08, 0.1), "phone": (0.13, 0.17),
    "laptop": (0.19, 0.25), "headphones": (0.16, 0.22), "suitcase": (0.38, 0.46), "hat": (0.1, 0.15),
    "cushion": (0.08, 0.15), "cloth": (0.08, 0.14), "balloon": (0.8, 1.0), "gear": (0.08, 0.1),
    "candle": (0.1, 0.21), "candlestick": (0.32, 0.45), "desk_lamp": (0.38, 0.5), "lantern": (0.26, 0.4),
    "light_bulb": (0.11, 0.12), "neon_sign": (0.27, 0.36), "apple": (0.07, 0.1), "pear": (0.11, 0.15),
    "orange": (0.065, 0.085), "lemon": (0.05, 0.065), "lime": (0.044, 0.055), "peach": (0.06, 0.09),
    "plum": (0.045, 0.062), "banana": (0.03, 0.11), "cherry": (0.05, 0.075), "grapes": (0.04, 0.12),
    "strawberry": (0.025, 0.045), "pumpkin": (0.18, 0.29), "egg": (0.04, 0.05), "mushroom": (0.055, 0.09),
    "bread": (0.06, 0.11), "cheese": (0.05, 0.07), "cake": (0.11, 0.16), "donut": (0.03, 0.042),
    "ice_cube": (0.024, 0.034),
}  # fmt: skip
"""Lowest and highest believable height of a kind, metres."""

Form = tuple[str, int, tuple[Part, ...]]


@pytest.fixture(scope="module", params=[(name, seed) for name in HEIGHTS for seed in SEEDS], ids=str)
def made(request: pytest.FixtureRequest) -> Form:
    """(name, seed, parts), each built once for all the tests that look at it."""
    name, seed = request.param
    return name, seed, form(name, seed)


def volume(mesh: Mesh) -> float:
    """Signed volume of a closed mesh: positive when its faces look outwards (Gauss)."""
    a, b, c = (mesh.vertices[mesh.faces[:, k]].astype(np.float64) for k in range(3))
    return float((a * np.cross(b, c)).sum() / 6.0)


def open_edges(mesh: Mesh) -> int:
    """Edges whose two sides do not pair up, with coincident vertices taken as one."""
    low = mesh.vertices.min(axis=0)
    step = float(np.ptp(mesh.vertices, axis=0).max()) * 2e-6
    grid = np.round((mesh.vertices - low) / step).astype(np.int64)
    _, point = np.unique(grid, axis=0, return_inverse=True)
    corner = point.reshape(-1)[mesh.faces]
    edge = np.concatenate([corner[:, [0, 1]], corner[:, [1, 2]], corner[:, [2, 0]]]).astype(np.int64)
    size = int(corner.max()) + 1
    ahead, back = edge[:, 0] * size + edge[:, 1], edge[:, 1] * size + edge[:, 0]
    keys, there = np.unique(ahead, return_counts=True)
    others, here = np.unique(back, return_counts=True)
    if not np.array_equal(keys, others):
        return len(np.setxor1d(keys, others))
    return int((there != here).sum())


def test_every_word_has_a_form() -> None:
    assert set(vocabulary.KINDS) <= set(KINDS)


def test_facts_agree_with_parts(made: Form) -> None:
    name, _, parts = made
    kind = KINDS[name]
    slots = {part.slot for part in parts}
    assert slots == set(kind.slots)
    assert kind.paint
    named = {*kind.paint, *kind.optional, *kind.lights}
    assert named <= set(kind.slots)
    assert kind.contents is None or kind.contents in slots
    assert kind.lettering is None or (kind.lettering in slots and kind.lettering in PICTURE_SLOTS)
    assert all(material.name in vocabulary.MATERIALS for material in kind.slots.values())


def test_meshes_are_sound(made: Form) -> None:
    for part in made[2]:
        mesh = part.mesh
        assert mesh.vertices.dtype == np.float32
        assert mesh.faces.dtype == np.int32
        assert np.isfinite(mesh.vertices).all()
        assert np.isfinite(mesh.uv).all()
        assert mesh.faces.min() >= 0
        assert mesh.faces.max() < len(mesh.vertices)
        a, b, c = (mesh.vertices[mesh.faces[:, k]].astype(np.float64) for k in range(3))
        cross = np.cross(b - a, c - a)
        assert (np.linalg.norm(cross, axis=1) > 0).all(), part.slot
        if mesh.normals is not None:
            assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-3)
            against = (cross[:, None] * mesh.normals[mesh.faces]).sum(axis=2) < 0
            assert against.mean() < 0.005, part.slot
        if part.slot in PICTURE_SLOTS:
            assert mesh.uv.min() >= -1e-4
            assert mesh.uv.max() <= 1 + 1e-4


def test_stands_on_the_table_at_life_size(made: Form) -> None:
    name, _, parts = made
    low = min(float(part.mesh.vertices[:, 2].min()) for part in parts)
    high = max(float(part.mesh.vertices[:, 2].max()) for part in parts)
    least, most = HEIGHTS[name]
    assert abs(low) < 0.001
    assert least < high < most


def test_light_finds_its_way_through(made: Form) -> None:
    """What refracts is a closed surface that faces outwards, or rays would be lost in it."""
    name, _, parts = made
    for part in parts:
        if KINDS[name].slots[part.slot].name in SEE_THROUGH:
            assert open_edges(part.mesh) == 0, part.slot
            assert volume(part.mesh) > 0, part.slot


def test_triangles_stay_within_reason(made: Form) -> None:
    assert 12 <= sum(len(part.mesh.faces) for part in made[2]) < 40_000


@pytest.mark.parametrize("name", sorted(HEIGHTS))
def test_same_seed_same_form(name: str) -> None:
    first, again = form(name, 1), KINDS[name].build(np.random.default_rng(1))
    assert [part.slot for part in first] == [part.slot for part in again]
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one.mesh.vertices, other.mesh.vertices)
        assert np.array_equal(one.mesh.faces, other.mesh.faces)


def test_liquid_reaches_into_the_glass() -> None:
    """Nested dielectrics: no air between the wine and the bottle, and none of it outside."""
    for name in ("wine_bottle", "perfume_bottle", "wine_glass", "flask", "jar"):
        meshes = {part.slot: part.mesh for part in form(name, 0)}
        wall, liquid = meshes["body"].bounds(), meshes["liquid"].bounds()
        assert (liquid[0] > wall[0] + 0.0004).all()
        assert (liquid[1] < wall[1] - 0.0004).all()
        inner = meshes["body"].vertices
        nearest = [np.linalg.norm(inner - v, axis=1).min() for v in liquid_side(meshes["liquid"])]
        assert np.median(nearest) < 0.004


def liquid_side(mesh: Mesh) -> np.ndarray:
    return mesh.vertices[:: max(1, len(mesh.vertices) // 60)]


def height_over(parts: tuple[Part, ...], x: float, y: float) -> float:
    """The highest point of the form over (x, y), without its optional parts."""
    best = -np.inf
    for part in parts:
        corner = part.mesh.vertices[part.mesh.faces].astype(np.float64)
        a, b, c = (corner[:, k, :2] - [x, y] for k in range(3))
        area = [p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0] for p, q in ((b, c), (c, a), (a, b))]
        weight = np.stack(area, axis=1)
        inside = (weight >= 0).all(axis=1) | (weight <= 0).all(axis=1)
        inside &= np.abs(weight.sum(axis=1)) > 1e-14
        share = weight[inside] / weight[inside].sum(axis=1, keepdims=True)
        best = max(best, float((share * corner[inside, :, 2]).sum(axis=1).max(initial=-np.inf)))
    return best


@pytest.mark.parametrize("name", [name for name in HEIGHTS if KINDS[name].stand is not None])
def test_others_can_stand_on_it(name: str) -> None:
    kind = KINDS[name]
    assert kind.stand is not None
    for seed in SEEDS:
        parts = tuple(part for part in form(name, seed) if part.slot not in kind.optional)
        for x, y in ((0.0011, 0.0007), (0.5, 0.3), (-0.5, 0.4), (0.2, -0.6)):
            top = height_over(parts, x * kind.stand_radius, y * kind.stand_radius)
            assert kind.stand == pytest.approx(top, abs=0.05 * kind.stand + 0.002)


@pytest.mark.parametrize("name", [name for name in HEIGHTS if KINDS[name].hollow is not None])
def test_others_can_lie_in_it(name: str) -> None:
    kind = KINDS[name]
    assert kind.hollow is not None
    floor, radius = kind.hollow
    for seed in SEEDS:
        parts = tuple(part for part in form(name, seed) if part.slot not in (*kind.optional, "handle"))
        for x, y in ((0.0011, 0.0007), (0.5, 0.3), (-0.5, 0.4), (0.2, -0.6)):
            assert height_over(parts, x * radius, y * radius) == pytest.approx(floor, abs=0.006)


def test_a_bowl_is_empty_until_something_is_in_it() -> None:
    empty = Body(id=1, kind="bowl", at=(0, 0, 0))
    full = Body(id=1, kind="bowl", at=(0, 0, 0), materials={"liquid": Material(name="milk")})
    assert {part.slot for part, _ in placed(empty)} == {"body"}
    assert {part.slot for part, _ in placed(full)} == {"body", "liquid"}


def test_a_bottle_wears_its_label_when_there_is_text() -> None:
    plain = Body(id=1, kind="bottle", at=(0, 0, 0))
    named = Body(id=1, kind="bottle", at=(0, 0, 0), text="Gin")
    assert "label" not in {part.slot for part, _ in placed(plain)}
    assert "label" in {part.slot for part, _ in placed(named)}


@pytest.mark.parametrize(
    "name", ["bottle", "wine_bottle", "dropper_bottle", "jar", "tin_can", "mug", "cream_jar"]
)
def test_labels_float_just_above_what_they_are_glued_to(name: str) -> None:
    for seed in SEEDS:
        meshes = {part.slot: part.mesh for part in form(name, seed)}
        label = meshes["label"].vertices
        wall = meshes.get("sleeve", meshes["body"])
        height = np.interp(label[:, 2], *_outline(wall))
        gap = np.hypot(label[:, 0], label[:, 1]) - height
        assert gap.min() > 0.0001
        assert gap.max() < 0.001


def _outline(wall: Mesh) -> tuple[np.ndarray, np.ndarray]:
    """(heights, radii) of the outer silhouette in front of a round vessel."""
    assert wall.normals is not None
    x, y, z = wall.vertices.T
    outward = -wall.normals[:, 1] > 0.3
    front = outward & (np.abs(np.arctan2(x, -y)) < 0.6)
    order = np.argsort(z[front])
    return z[front][order], np.hypot(x, y)[front][order]
