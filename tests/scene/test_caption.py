"""What is said of a Scene is true, is varied, and is read back as what it says."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tintype.brief.model import Atmosphere, Camera, Environment, Lighting
from tintype.brief.parse import parse
from tintype.scene import caption_words as words
from tintype.scene.caption import STYLES, caption
from tintype.scene.caption_facts import facts
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.places import PLACES
from tintype.scene.sample import sample

if TYPE_CHECKING:
    from tests.scene.conftest import Stage

    from tintype.brief.model import Brief
    from tintype.scene.model import Scene

SAMPLES = 100


@lru_cache
def spoken() -> tuple[tuple[Scene, str, Brief], ...]:
    """Random Scenes, what is said of them, and how that is read."""
    pairs: list[tuple[Scene, str, Brief]] = []
    for seed in range(SAMPLES):
        rng = np.random.default_rng(seed)
        scene = sample(rng, frame=1.0)
        text = caption(scene, rng)
        pairs.append((scene, text, parse(text)))
    return tuple(pairs)


def agreement(check: object) -> tuple[float, list[str]]:
    """The share of captions for which `check(scene, brief)` holds, and those for which it does not."""
    wrong = [text for scene, text, brief in spoken() if not check(scene, brief)]  # type: ignore[operator]
    return 1 - len(wrong) / SAMPLES, wrong


def test_things_and_counts_are_read_back() -> None:
    def same(scene: Scene, brief: Brief) -> bool:
        said = sorted((group.kind, group.count) for group in facts(scene).groups)
        return said == sorted((thing.kind, thing.count) for thing in brief.things)

    share, wrong = agreement(same)
    assert share >= 0.9, wrong


def test_colours_are_read_back() -> None:
    def same(scene: Scene, brief: Brief) -> bool:
        read = {(thing.kind, thing.colour) for thing in brief.things}
        known = {thing.kind for thing in brief.things}
        return all((group.kind, group.colour) in read for group in facts(scene).groups if group.kind in known)

    share, wrong = agreement(same)
    assert share >= 0.95, wrong


def test_relations_read_back_are_true() -> None:
    def true(scene: Scene, brief: Brief) -> bool:
        known = facts(scene)
        truth = {(kind, known.groups[i].kind, known.groups[j].kind) for kind, i, j in known.relations}
        kinds = {thing.id: thing.kind for thing in brief.things}
        return all(
            (relation.kind, kinds[relation.subject], kinds[other]) in truth
            for relation in brief.relations
            if relation.kind not in {"in_row", "between"}
            for other in relation.objects
            if other in kinds
        )

    share, wrong = agreement(true)
    assert share >= 0.95, wrong


def test_the_light_and_the_lens_are_read_back() -> None:
    def true(scene: Scene, brief: Brief) -> bool:
        known = facts(scene)
        light = brief.lighting.direction in {None, known.lighting.get("direction")}
        lens = brief.camera.focal_mm in {None, scene.camera.focal_mm}
        stop = brief.camera.f_number in {None, scene.camera.f_number}
        return light and lens and stop

    share, wrong = agreement(true)
    assert share >= 0.95, wrong


@pytest.mark.parametrize(
    "direction", ["left", "right", "above", "above-left", "above-right", "back-left", "back-right"]
)
def test_the_side_the_light_comes_from_is_told_from_the_lights(stage: Stage, direction: str) -> None:
    said = Lighting(direction=direction, source="softbox")
    scene = stage.scene(stage.thing("a", "vase"), lighting=said, environment=Environment(setting="seamless"))
    assert facts(scene).lighting["direction"] == direction


def test_a_full_caption_says_everything(stage: Stage) -> None:
    scene = stage.scene(
        stage.thing("a", "vase", material="brass"),
        stage.thing("b", "apple", count=2, colour="green"),
        relations=(("left_of", "a", "b"),),
        environment=Environment(setting="marble_table"),
        lighting=Lighting(direction="left", source="window"),
        camera=Camera(focal_mm=85.0, f_number=2.8),
        atmosphere=Atmosphere(grain=0.5, grade="sepia"),
    )
    texts = [caption(scene, np.random.default_rng(seed), style="full").lower() for seed in range(12)]
    for word in ("brass vase", "two", "green", "marble", "85", "2.8", "sepia", "grain"):
        assert sum(word in text for text in texts) >= 7, word
    assert sum("left" in text for text in texts) == 12


def test_only_the_elements_asked_for_are_spoken_of(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "vase"), camera=Camera(focal_mm=85.0))
    for seed in range(8):
        text = caption(scene, np.random.default_rng(seed), elements=("subject",))
        assert "vase" in text.lower()
        assert "mm" not in text
    assert caption(scene, np.random.default_rng(0), elements=()) == "a picture"


def test_captions_vary(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "vase", colour="red"), stage.thing("b", "mug"))
    assert len({caption(scene, np.random.default_rng(seed)) for seed in range(40)}) >= 38
    assert len(STYLES) >= 4


def test_there_are_words_for_everything() -> None:
    assert set(words.SETTINGS) >= set(PLACES)
    for phrases in (words.SUBJECTS, words.LIGHTS, words.FOCALS):
        assert len(set(phrases)) >= 15
    for name in words.KIND_NAMES:
        assert name in KINDS
