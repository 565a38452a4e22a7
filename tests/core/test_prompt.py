from __future__ import annotations

import pytest

from tintype.core.errors import BadPrompt
from tintype.core.prompt import LONGEST, clean


@pytest.mark.parametrize("sentence", ["花瓶の写真", "красная ваза", "مزهرية حمراء", "🌹 on oak 👩‍🎨", "a  b"])
def test_any_script_passes_as_it_is(sentence: str) -> None:
    assert clean(sentence) == sentence


def test_control_characters_go_and_line_breaks_become_blanks() -> None:
    assert clean("a red\x00 va\x1bse\non oak\x7f ") == "a red vase on oak"
    assert clean("half an emoji \ud83d here") == "half an emoji  here"


@pytest.mark.parametrize("empty", ["", "   ", "\n\t", "\x00\x07"])
def test_nothing_to_paint_is_refused(empty: str) -> None:
    with pytest.raises(BadPrompt, match="empty"):
        clean(empty)


def test_too_long_is_refused_with_both_numbers() -> None:
    assert len(clean("a" * LONGEST)) == LONGEST
    with pytest.raises(BadPrompt, match=r"50,000.*10,000"):
        clean("a" * 50_000)
