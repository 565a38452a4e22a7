"""Words that only link a colour or a number to what it belongs to are left out before phrases are looked up:
"one is red, the other is a deep blue" reads as "one red, the other deep blue"."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tintype.brief.lexicon import DICTIONARY
from tintype.brief.lexicon.links import CAN, CUES, DROPPED, IS, MORE, ORANGE, OWNER
from tintype.brief.tokens import Token


def smooth(tokens: list[Token]) -> tuple[list[Token], set[int]]:
    """The tokens with "two more" turned to "two ones", and the places of those to pass over."""
    if all(token.word not in CUES and not token.word.endswith("'s") for token in tokens):
        return tokens, set()
    words = [token.word if token.kind != "quote" else '"' for token in tokens]
    text = " ".join(words)
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    passed: set[int] = set()
    for pattern in (*DROPPED, CAN):
        for found in pattern.finditer(text):
            first = bisect_right(starts, found.start("drop")) - 1
            last = bisect_right(starts, found.end("drop") - 1) - 1
            passed.update(range(first, last + 1))
    for found in MORE.finditer(text):
        at = bisect_right(starts, found.start("more")) - 1
        if found.group("more").count(" ") == 0:
            tokens = [*tokens[:at], tokens[at]._replace(word="ones"), *tokens[at + 1 :]]
    for found in (*OWNER.finditer(text), *IS.finditer(text)):
        at = bisect_right(starts, found.start("owner")) - 1
        if "noun" in DICTIONARY.get(tokens[at].word[:-2], {}):
            tokens = [*tokens[:at], tokens[at]._replace(word=tokens[at].word[:-2]), *tokens[at + 1 :]]
    for found in ORANGE.finditer(text):
        at = bisect_right(starts, found.start("colour")) - 1
        tokens = [*tokens[:at], tokens[at]._replace(word="orangey"), *tokens[at + 1 :]]
    return tokens, passed
