"""What is accepted as a sentence: any script, 1 to 10,000 characters, no control characters."""

from __future__ import annotations

import unicodedata

from tintype.core.errors import BadPrompt

LONGEST = 10_000


def clean(text: str) -> str:
    """The sentence without control characters and outer blanks; inner words stay as typed.

    Line breaks and tabs become blanks. Raises BadPrompt when nothing is left, or too much.
    """
    sentence = (text if text.isprintable() else _visible(text)).strip()
    if not sentence:
        raise BadPrompt('The sentence is empty; say what to paint, such as "a red vase on white marble".')
    if len(sentence) > LONGEST:
        raise BadPrompt(
            f"The sentence has {len(sentence):,} characters; at most {LONGEST:,} are read, so shorten it."
        )
    return sentence


def _visible(text: str) -> str:
    spaced = "".join(" " if character in "\t\n\r\v\f\x85\u2028\u2029" else character for character in text)
    return "".join(character for character in spaced if unicodedata.category(character) not in ("Cc", "Cs"))
