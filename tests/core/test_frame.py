from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tintype.core.errors import BadSize
from tintype.core.frame import ASPECTS, LONGEST, SHORTEST, decide_size, fit_aspect, parse_aspect, parse_size

DEFAULT = (768, 768)


@pytest.mark.parametrize(
    ("size", "aspect", "expected"),
    [
        (None, None, (768, 768)),
        ("1024x768", None, (1024, 768)),
        (" 1024 × 768 ", None, (1024, 768)),
        ("640X480", None, (640, 480)),
        ("1024", None, (1024, 1024)),
        (None, "1:1", (768, 768)),
        (None, "16:9", (768, 432)),
        (None, "9:16", (432, 768)),
        (None, "3:2", (768, 512)),
        (None, "2:3", (512, 768)),
        (None, "4:3", (768, 576)),
        (None, "3:4", (576, 768)),
        (None, "21:9", (768, 328)),
        (None, "blog", (768, 432)),
        (None, "Story", (432, 768)),
        (None, "1.85:1", (768, 416)),
        ("1024", "16:9", (1024, 576)),
        ("1920x1080", "16:9", (1920, 1080)),
        ("1000x563", "16:9", (1000, 563)),
        ("256x256", None, (256, 256)),
        ("4096x1366", None, (4096, 1366)),
    ],
)
def test_what_is_typed_becomes_a_size(
    size: str | None, aspect: str | None, expected: tuple[int, int]
) -> None:
    assert decide_size(size, aspect, DEFAULT) == expected


@pytest.mark.parametrize(
    ("size", "aspect", "value", "cure"),
    [
        ("16x", None, "16x", "1024x768"),
        ("axb", None, "axb", "1024x768"),
        ("", None, "“”", "1024x768"),
        ("-5x5", None, "-5x5", "1024x768"),
        ("0x0", None, "0x0", "256 to 4096"),
        ("1024x0", None, "1024x0", "1024x344"),
        ("1e9x10", None, "1e9x10", "1024x768"),
        ("999999x10", None, "999999x10", "256 to 4096"),
        ("5", None, "5x5", "256 to 4096"),
        ("255x255", None, "255x255", "256 to 4096"),
        ("4097x4097", None, "4097x4097", "256 to 4096"),
        ("1024x200", None, "1024x200", "1024x344"),
        ("200x1024", None, "200x1024", "344x1024"),
        (None, "16x9", "16x9", "16:9"),
        (None, "banner", "banner", "story"),
        (None, "0:1", "0:1", "1:3 and 3:1"),
        (None, "4:1", "4:1", "1:3 and 3:1"),
        ("1024x768", "16:9", "1024x768", "1024x576"),
        ("99999", "16:9", "99999", "256 to 4096"),
    ],
)
def test_what_cannot_be_painted_is_refused_with_value_and_cure(
    size: str | None, aspect: str | None, value: str, cure: str
) -> None:
    with pytest.raises(BadSize) as caught:
        decide_size(size, aspect, DEFAULT)
    assert value in str(caught.value)
    assert cure in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_cure_of_a_narrow_size_works() -> None:
    for size in ("1024x200", "200x1024", "4096x10", "1024x0"):
        with pytest.raises(BadSize) as caught:
            parse_size(size)
        parse_size(str(caught.value).rsplit(" ", 1)[1].rstrip("."))


@given(st.floats(1 / 3, 3), st.integers(SHORTEST, LONGEST))
def test_any_ratio_in_range_fits_any_long_side(ratio: float, long_side: int) -> None:
    width, height = fit_aspect((ratio, 1.0), long_side)
    assert max(width, height) == long_side
    assert abs(min(width, height) - long_side * min(ratio, 1 / ratio)) <= 12


@given(st.text(max_size=12))
def test_any_text_is_a_size_or_one_sentence(text: str) -> None:
    for read in (parse_size, parse_aspect):
        with contextlib.suppress(BadSize):
            assert len(read(text)) == 2


def test_every_named_aspect_can_be_painted() -> None:
    for name in ASPECTS:
        decide_size("4096", name, DEFAULT)
        decide_size("256", name, DEFAULT)
