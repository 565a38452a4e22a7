"""Random Scenes cover the vocabulary and hold to the rules."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.places import PLACES
from tintype.scene.sample import draw, sample


def test_equal_generators_give_equal_scenes() -> None:
    assert sample(np.random.default_rng(3)) == sample(np.random.default_rng(3))
    assert sample(np.random.default_rng(3)) != sample(np.random.default_rng(4))


def test_a_frame_can_be_asked_for() -> None:
    assert sample(np.random.default_rng(0), frame=1.5).frame == 1.5


def test_draws_cover_kinds_places_relations_and_light() -> None:
    rng = np.random.default_rng(0)
    briefs = [draw(rng) for _ in range(1500)]
    assert {thing.kind for brief in briefs for thing in brief.things} == set(KINDS)
    assert {brief.environment.setting for brief in briefs} >= set(PLACES)
    relations = {relation.kind for brief in briefs for relation in brief.relations}
    assert relations >= {
        "left_of",
        "right_of",
        "behind",
        "in_front_of",
        "on",
        "inside",
        "between",
        "next_to",
        "in_row",
        "around",
    }
    assert len({brief.lighting.direction for brief in briefs}) >= 9
    assert len({brief.atmosphere.mood for brief in briefs}) >= 14


def test_relations_name_things_that_are_there() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        brief = draw(rng)
        ids = {thing.id for thing in brief.things}
        for relation in brief.relations:
            assert {relation.subject, *relation.objects} <= ids
