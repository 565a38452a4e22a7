"""Change one thing: that element is new, the others are read as before."""

from __future__ import annotations

import pytest

from tintype.brief.change import change
from tintype.brief.parse import parse
from tintype.core.errors import BadOption

BASE = "A perfume bottle on white marble, single key light from above-left, 100mm macro lens, fine film grain"


@pytest.mark.parametrize(
    ("element", "words", "key", "value"),
    [
        ("lighting", "golden hour from the right", "time", "golden_hour"),
        ("camera", "35mm lens, low angle", "angle", "low"),
        ("environment", "on a beach", "setting", "beach"),
        ("atmosphere", "black and white", "grade", "monochrome"),
    ],
)
def test_one_element_changes_and_the_rest_stays(element: str, words: str, key: str, value: str):
    before, after = parse(BASE), change(parse(BASE), element, words)
    assert getattr(getattr(after, element), key) == value
    for other in {"environment", "lighting", "camera", "atmosphere"} - {element}:
        assert getattr(after, other) == getattr(before, other)
    assert [(t.kind, t.colour, t.count) for t in after.things] == [
        (t.kind, t.colour, t.count) for t in before.things
    ]
    assert ",," not in after.sentence.replace(" ", "")


def test_the_subject_changes_and_the_place_stays():
    after = change(parse(BASE), "subject", "three green apples")
    assert [(t.kind, t.count, t.colour) for t in after.things] == [("apple", 3, "green")]
    assert after.environment == parse(BASE).environment
    assert after.lighting == parse(BASE).lighting


def test_an_empty_element_is_added_and_nothing_removes_it_again():
    after = change(parse("a red vase on an oak desk"), "lighting", "candlelight")
    assert after.sentence == "a red vase on an oak desk, candlelight"
    assert change(after, "lighting", "").sentence == "a red vase on an oak desk"


def test_unknown_element_is_named():
    with pytest.raises(BadOption, match="mood"):
        change(parse("a vase"), "mood", "happy")
