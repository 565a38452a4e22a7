"""Weights in a sentence: (word:1.3) counts more, [word] less; for models that read with CLIP alone.

The spelling is that of AUTOMATIC1111's page: (x) is 1.1 times, ((x)) 1.21, [x] 1/1.1, (x:1.3) 1.3, and
\\( stands for a bracket. What CLIP said of a word is multiplied by its weight, then all of it brought
back to the mean it had, so that weights shift what counts and not how much there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

STEP = 1.1
LOW, HIGH = 0.0, 3.0
FAMILIES = ("sd15", "sdxl")
"""Families that read with CLIP alone."""

_PIECES = re.compile(
    r"\\(?P<literal>[()\[\]\\])|(?P<open>[(\[])|:\s*(?P<weight>[+-]?\d*\.?\d+)\s*\)|(?P<close>[)\]])"
    r"|(?P<text>[^\\()\[\]:]+|[:\\])"
)


def weighed(sentence: str) -> list[tuple[str, float]]:
    """The sentence in pieces with their weights, LOW to HIGH. A bracket that nothing closes weighs what it
    would if it were closed at the end; one that nothing opens is a letter."""
    pieces: list[tuple[str, float]] = []
    opened: list[tuple[str, int]] = []

    def times(begin: int, factor: float) -> None:
        pieces[begin:] = [(text, weight * factor) for text, weight in pieces[begin:]]

    for found in _PIECES.finditer(sentence):
        kind, said = str(found.lastgroup), found[found.lastgroup or 0]
        if kind == "open":
            opened.append((said, len(pieces)))
        elif kind == "weight" and opened and opened[-1][0] == "(":
            times(opened.pop()[1], float(said))
        elif kind == "close" and opened and opened[-1][0] == {")": "(", "]": "["}[said]:
            times(opened.pop()[1], STEP if said == ")" else 1 / STEP)
        else:
            pieces.append((said if kind == "literal" else found[0], 1.0))
    for bracket, begin in opened:
        times(begin, STEP if bracket == "(" else 1 / STEP)
    joined: list[tuple[str, float]] = []
    for text, weight in pieces:
        weight = min(HIGH, max(LOW, weight))
        if joined and joined[-1][1] == weight:
            joined[-1] = joined[-1][0] + text, weight
        else:
            joined.append((text, weight))
    return joined


def bare(sentence: str) -> str:
    """The sentence without weights."""
    return "".join(text for text, _ in weighed(sentence))


def has_weights(sentence: str) -> bool:
    """Whether some of it is to count more or less."""
    return any(abs(weight - 1.0) > 1e-6 for _, weight in weighed(sentence))


_NUMBERED = re.compile(r"\(([^()]*):\s*[+-]?\d*\.?\d+\s*\)")


def without_numbers(sentence: str) -> str:
    """The sentence without weights that are said as numbers, for readers to whom brackets are brackets."""
    return _NUMBERED.sub(r"\1", sentence)


@contextmanager
def reading(pipeline: Any, prompt: str, negative: str) -> Iterator[None]:
    """While it lasts, what the pipeline's encoders say of the bare sentences is weighed as these say."""
    if not has_weights(prompt) and not has_weights(negative):
        yield
        return
    encode: Callable[..., Any] = pipeline.encode_prompt

    def encoded(*values: Any, **named: Any) -> Any:
        said = list(encode(*values, **named))
        for place, sentence in enumerate((prompt, negative)):
            if said[place] is not None and has_weights(sentence):
                said[place] = _applied(said[place], _of_tokens(pipeline, sentence, said[place].shape[1]))
        return tuple(said)

    pipeline.encode_prompt = encoded
    try:
        yield
    finally:
        pipeline.encode_prompt = encode


def _applied(said: Any, weights: list[float]) -> Any:
    """What the encoder said (N, tokens, width), weighed token by token, with the mean it had."""
    import torch

    factors = torch.tensor(weights, dtype=torch.float32, device=said.device)[None, :, None]
    new = said.float() * factors
    mean, before = new.mean(), said.float().mean()
    return (new * (before / mean) if abs(float(mean)) > 1e-7 else new).to(said.dtype)


def _of_tokens(pipeline: Any, sentence: str, count: int) -> list[float]:
    """The weight of each of so many tokens, as the pipeline's tokenizer cuts the bare sentence."""
    pieces = weighed(sentence)
    ends: list[tuple[int, float]] = []
    at = 0
    for text, weight in pieces:
        at += len(text)
        ends.append((at, weight))
    whole = bare(sentence)
    read = pipeline.maybe_convert_prompt(whole, pipeline.tokenizer)
    weights = [1.0]
    if read == whole:
        found = pipeline.tokenizer(whole, add_special_tokens=False, return_offsets_mapping=True)
        for begin, end in found["offset_mapping"]:
            weights.append(next((weight for stop, weight in ends if (begin + end) / 2 < stop), 1.0))
    else:  # an embedding became several tokens, so places in the sentence count no longer
        for text, weight in pieces:
            cut = pipeline.maybe_convert_prompt(text, pipeline.tokenizer)
            weights += [weight] * len(pipeline.tokenizer(cut, add_special_tokens=False)["input_ids"])
    weights = weights[: count - 1]  # the last place is the end's
    return weights + [1.0] * (count - len(weights))
