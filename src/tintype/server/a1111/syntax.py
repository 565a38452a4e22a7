"""The little language inside prompts that A1111's users know: weights, LoRA, BREAK.

Local models read it themselves. To all others it would be words; so the words stay and the signs go, and
the answer says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.ports.engine import ModelCard

_EXTRA = re.compile(r"<(lora|lyco|hypernet):([^<>:]{1,100})(?::[^<>]{0,40})?>")
_WEIGHT = re.compile(r"(?<!\\)[(\[]([^()\[\]:]*):\s*-?\d*\.?\d+\s*[)\]]")
_BREAK = re.compile(r"(?<!\w)BREAK(?!\w)")


READS = "lora"
"""An option of models that read the language themselves."""


def words_for(card: ModelCard, prompt: str | None) -> tuple[str, list[str]]:
    """(the prompt as a model reads it, what was left out)."""
    return (prompt or "", []) if READS in card.options else plain_words(prompt or "")


def plain_words(prompt: str) -> tuple[str, list[str]]:
    """(the prompt without those signs, what was left out)."""
    left = [f"<{kind}:{name.strip()}>" for kind, name in _EXTRA.findall(prompt)]
    words, number = _WEIGHT.subn(r"\1", _EXTRA.sub("", prompt))
    more = number
    for _ in range(8):  # weights inside weights
        if not more:
            break
        words, more = _WEIGHT.subn(r"\1", words)
    if number:
        left.append("weights in the prompt")
    words, breaks = _BREAK.subn(",", words)
    if breaks:
        left.append("BREAK")
    return (" ".join(words.split()) if left else prompt), left
