"""The little language inside prompts that A1111's users know: weights, LoRA, BREAK.

No model here obeys it yet. Left in, it would be read as words; so the words stay and the signs go, and
the answer says so.
"""

from __future__ import annotations

import re

_EXTRA = re.compile(r"<(lora|lyco|hypernet):([^<>:]{1,100})(?::[^<>]{0,40})?>")
_WEIGHT = re.compile(r"(?<!\\)[(\[]([^()\[\]:]*):\s*-?\d*\.?\d+\s*[)\]]")
_BREAK = re.compile(r"(?<!\w)BREAK(?!\w)")


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
