"""The coach on the article's good and bad examples, and on sentences that contradict themselves."""

from __future__ import annotations

import pytest

from tintype.brief.coach import coach
from tintype.brief.contradictions import contradictions
from tintype.brief.model import ELEMENTS
from tintype.brief.parse import parse

GOOD = (
    "A 1970s film noir detective office at midnight, rain streaming down the window behind the desk, a single "
    "desk lamp casting long shadows across a stack of case files, photorealistic, 8K",
    "A woman with dark hair at a sunlit oak desk, late afternoon light from the left, 85mm lens, shallow depth of field",
    "A perfume bottle on white marble, single key light from above-left, condensation droplets on glass, 100mm macro lens",
    "Rainy Tokyo side street, neon reflections on wet asphalt, 35mm film grain, low angle, one pedestrian backlit",
    "A woman laughing naturally, candid moment, dappled afternoon light through leaves, 85mm f/1.8",
)
SHORT = (
    "a sunset photo",
    "A woman at a desk",
    "A product photo",
    "A city at night",
    "A woman smiling",
    "a vase",
)


@pytest.mark.parametrize("sentence", GOOD)
def test_good_examples_are_left_alone(sentence: str):
    assert coach(parse(sentence)) == ()


@pytest.mark.parametrize("sentence", SHORT)
def test_too_short_is_found_with_something_to_add(sentence: str):
    found = coach(parse(sentence))
    assert any(f.fault == "vague" and "telling word" in f.reason for f in found)
    assert all(2 <= len(f.suggestions) <= 3 for f in found if f.fault == "empty"), found


@pytest.mark.parametrize(
    ("sentence", "element"),
    [
        ("natural candid photo of a woman, professional studio lighting", "atmosphere"),
        ("a vase on a table, f/1.4, everything in focus", "camera"),
        ("a lighthouse at noon, moonlit", "lighting"),
        ("a pear on linen, hard light, soft diffused light", "lighting"),
        ("a pear on linen, no shadows, low-key lighting", "lighting"),
        ("a chair from a low angle, bird's-eye view", "camera"),
        ("a red rose, black and white, vivid colours", "atmosphere"),
        ("an egg, macro shot, wide shot", "camera"),
        ("a house at noon, golden hour", "lighting"),
        ("a red cube left of a blue cone, the blue cone left of the red cube", "subject"),
    ],
)
def test_contradictions_are_found_with_two_ways_out(sentence: str, element: str):
    brief = parse(sentence)
    found = [f for f in coach(brief) if f.fault == "contradicts"]
    assert [f.element for f in found] == [element]
    assert len(found[0].suggestions) >= 2
    first, second = found[0].spans
    assert brief.sentence[first.start : first.end] != brief.sentence[second.start : second.end]


def test_missing_camera_is_found():
    found = coach(parse("a sunlit garden with a white bench, golden hour"))
    assert "camera" in {f.element for f in found if f.fault == "empty"}


def test_what_it_offers_is_read_as_that_element_and_fits():
    for sentence in (*SHORT, "a red car at night", "a lighthouse", "loneliness", "an armchair in a gallery"):
        brief = parse(sentence)
        for finding in coach(brief):
            if finding.fault != "empty":
                continue
            for words in finding.suggestions:
                more = parse(f"{sentence}, {words}")
                assert more.element(finding.element), (sentence, words)
                assert not contradictions(more), (sentence, words)


def test_vague_words_are_named():
    found = [f for f in coach(parse("a vase on a shelf, nice lighting")) if f.fault == "vague"]
    assert any('"nice lighting"' in f.reason and f.element == "lighting" for f in found)


def test_elements_are_five():
    assert len(ELEMENTS) == 5
