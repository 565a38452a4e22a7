"""Tokens, so that programs which add them up have something to add. Nothing here costs any.

text     a token for every four bytes of the prompt in UTF-8, as tokenizers come to in English
image    out: 196, 1756, 7024 for 1024x1024 in low, medium, high, in proportion to the pixels (what
         gpt-image-2 reports); in: a token for every 32x32 pixels of a picture sent along
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tintype.core.job import PictureRecord
    from tintype.core.request import Quality

OUT: dict[Quality, int] = {"low": 196, "medium": 1756, "high": 7024}
"""Tokens of a picture of 1024x1024."""


def usage(
    prompt: str, pictures: Iterable[PictureRecord], quality: Quality, sent: Iterable[Sequence[int]] = ()
) -> dict[str, Any]:
    """The usage object of an answer. sent: (width, height) of the pictures that came with the call."""
    text = math.ceil(len(prompt.encode()) / 4)
    given = sum(math.ceil(width * height / 1024) for width, height in sent)
    made = sum(math.ceil(OUT[quality] * picture.width * picture.height / 2**20) for picture in pictures)
    return {
        "total_tokens": text + given + made,
        "input_tokens": text + given,
        "output_tokens": made,
        "input_tokens_details": {"text_tokens": text, "image_tokens": given},
        "output_tokens_details": {"text_tokens": 0, "image_tokens": made},
    }
