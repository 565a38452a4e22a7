"""Words to letter on a thing: 'a sign that says "OPEN"'."""

from __future__ import annotations

from tintype.brief.draft import Draft, Reading

SURE = frozenset(("that says").split("|"))
"""Intros after which even plain words are lettered."""


def read_lettering(reading: Reading, position: int) -> int:
    """Reads the intro at items[position] and the text after it; returns the next item to read."""
    items, tokens = reading.items, reading.tokens
    intro = items[position]
    following = position + 1
    while following < len(items) and (
        items[following].kind == "mark"
        or tokens[items[following].first].word in (":", "the word", "just", "the")
    ):
        following += 1
    if following < len(items) and items[following].kind == "quote":
        return attach(reading, tokens[items[following].first].word, intro.first, following)
    end = _unquoted_end(reading, position + 1, intro.key in SURE)
    if end == position + 1:
        reading.filler.update(range(intro.first, intro.last + 1))
        return position + 1
    span = reading.span(items[position + 1].first, items[end - 1].last)
    return attach(reading, reading.sentence[span.start : span.end], intro.first, end - 1)


def _unquoted_end(reading: Reading, position: int, sure: bool) -> int:
    """Where capitals (or, after a sure intro, up to four plain words) end."""
    items = reading.items
    shouting = reading.sentence.upper() == reading.sentence
    end = position
    while end < len(items) and end - position < 6 and items[end].kind == "word":
        span = reading.span(items[end].first, items[end].last)
        text = reading.sentence[span.start : span.end]
        if items[end].has("prep", "position") and text.islower():
            break
        if not (text[:1].isupper() or text[:1].isdigit()) or shouting:
            break
        end += 1
    if end > position or not sure:
        return end
    while (
        end < len(items)
        and end - position < 4
        and items[end].kind == "word"
        and not items[end].has("prep", "position", "det", "tail")
    ):
        end += 1
    return end


def attach(reading: Reading, text: str, first: int, position: int) -> int:
    """Letter `text` on the thing it belongs to; items[position] is its last item."""
    items = reading.items
    last = items[position].last
    owner = _owner(reading)
    position += 1
    if position < len(items) and items[position].has("tail"):
        last = items[position].last
        position += 1
    if owner is None:
        reading.phrase("subject", first, last, [("lettering", text)])
        reading.loose_text = text
        return position
    owner.text = text if owner.text is None else f"{owner.text} {text}"
    phrase = reading.latest
    if phrase is not None and ("thing", owner.id) in phrase.says and phrase.last < first:
        reading.grow(last)
    else:
        reading.phrase("subject", first, last, [("thing", owner.id)])
    return position


def _owner(reading: Reading) -> Draft | None:
    return reading.newest if reading.newest is not None else (reading.things[-1] if reading.things else None)
