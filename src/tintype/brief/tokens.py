"""Words, numbers, measures and quoted text of a sentence, each with its span."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

TokenKind = Literal[
    "word", "number", "mm", "stop", "kelvin", "quote", "break", "stopmark", "mark", "other", "weight"
]


class Token(NamedTuple):
    """kind: word; number (digits); mm, stop, kelvin (measures); quote (text to letter, `word` is what
    stands between the marks); break (comma-like), stopmark (ends a sentence), mark (any other
    punctuation), other (a script or symbol we do not read), weight ("(red:1.3)" of other tools)."""

    kind: TokenKind
    word: str
    start: int
    end: int


_QUOTED = re.compile(
    r'"[^"\n]{1,200}"|“[^”\n]{1,200}[”"]|«[^»\n]{1,200}»|„[^“”\n]{1,200}[“”]'
    r"|(?<![^\W_])'[^'\n]{1,80}'(?![^\W_])|(?<![^\W_])‘[^’\n]{1,80}’(?![^\W_])"
)
_TOKEN = re.compile(
    r"(?P<mm>\d{1,4}(?:\.\d{1,2})?(?:\s?[-–]\s?\d{1,4})?\s?-?(?:mm|millimet(?:er|re)s?)(?![^\W_]))"
    r"|(?P<stop>(?<![^\W_])[fƒ]\s?[/.]?\s?\d{1,2}(?:\.\d{1,2})?(?![^\W_]))"
    r"|(?P<kelvin>\d{4,5}\s?(?:k|kelvin)(?![^\W_]))"
    r"|(?P<weight>:\s?\d{1,2}(?:\.\d{1,3})?(?=\s?[)\]}>])|--\w{1,12}(?:\s\d+(?::\d+)?)?|<\w{1,8}:[^>\s]{1,80}>|\d{1,3}:\d{1,3}(?![^\W_]))"
    r"|(?P<number>\d{1,6}(?![^\W_]))"
    r"|(?P<word>[^\W_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<gap>[\s_]+)"
    r"|(?P<mark>.)",
    re.IGNORECASE,
)
_BREAKS = ",;:|—–()[]{}\n/"
_STOPS = ".!?"


def tokenise(sentence: str) -> list[Token]:
    """All tokens in order; every character that is not white space lies in exactly one of them,
    save the marks of a quotation that wraps the whole sentence."""
    quotes = _quotes(sentence)
    tokens: list[Token] = []
    position = 0
    for start, end in [*quotes, (len(sentence), len(sentence))]:
        tokens += _plain(sentence, position, start)
        if end > start:
            tokens.append(Token("quote", sentence[start + 1 : end - 1].strip(), start, end))
        position = end
    return tokens


def _quotes(sentence: str) -> list[tuple[int, int]]:
    spans = [match.span() for match in _QUOTED.finditer(sentence)]
    whole = len(sentence.strip())
    return [
        span for span in spans if span[1] - span[0] < whole and sentence[span[0] + 1 : span[1] - 1].strip()
    ]


def _plain(sentence: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence, start, end):
        kind, text = match.lastgroup, match.group()
        if kind == "gap":
            if "\n" in text and tokens and tokens[-1].kind not in ("break", "stopmark"):
                tokens.append(Token("break", "", match.start(), match.start()))
            continue
        tokens.append(Token(_kind(kind or "mark", text), text.lower().replace("’", "'"), *match.span()))
    return tokens


def _kind(group: str, text: str) -> TokenKind:
    if group == "word":
        return "word" if max(text) < "ɐ" else "other"
    if group == "mark":
        if text in _BREAKS:
            return "break"
        if text in _STOPS:
            return "stopmark"
        return "mark" if text < "\x7f" or text in "“”‘’…«»„·•" else "other"
    return group  # type: ignore[return-value]
