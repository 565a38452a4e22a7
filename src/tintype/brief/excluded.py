"""What must not be in the picture: "no shadows", "without people or text"."""

from __future__ import annotations

from tintype.brief.chunks import chunk_at
from tintype.brief.draft import Reading
from tintype.brief.items import Item
from tintype.brief.model import Excluded, Value

HARD = frozenset({"harsh", "hard", "strong", "sharp", "deep", "dark"})


def read_negation(reading: Reading, position: int) -> int:
    """ "no shadows", "without people or text": each noun is excluded."""
    items = reading.items
    item = items[position]
    end = position + 1
    done = 0
    while True:
        chunk = chunk_at(items, end, reading.tokens)
        if (
            chunk is None
            and end < len(items)
            and items[end].has("lettering", "verb")
            and items[end].kind == "word"
        ):
            _exclude(reading, [items[end]], item.first if not done else items[end].first)
            done = end = end + 1
            break
        if chunk is None:
            break
        _exclude(reading, chunk.items, item.first if not done else chunk.items[0].first)
        done = end = chunk.last
        if end < len(items) and (items[end].has("conj") and items[end].key in ("or", "and", "nor")):
            following = chunk_at(items, end + 1, reading.tokens)
            bare = following is not None and not following.article and following.count is None
            if bare and (
                items[end].key != "and"
                or (
                    following is not None
                    and following.head is not None
                    and (following.head.plural or following.head.unknown)
                )
            ):
                end += 1
                continue
        break
    if not done:
        reading.filler.update(range(item.first, item.last + 1))
        return position + 1
    return done


def _exclude(reading: Reading, group: list[Item], first: int) -> None:
    last = group[-1].last
    words = [reading.tokens[t].word for i in group if not i.has("det") for t in range(i.first, i.last + 1)]
    what = " ".join(word for word in words if word[:1].isalnum())
    head = group[-1]
    span = reading.span(first, last)
    reading.excluded.append(Excluded(what, span))
    reading.filler.update(range(first, last + 1))
    says: list[tuple[str, Value]] = []
    if "shadow" in head.key:
        bare = {"shadows", "shadow"} >= set(words)
        says = [("shadows", False)] if bare else [("quality", "soft")] if set(words) & HARD else []
        reading.phrase("lighting", first, last, says)
    elif head.key.endswith("grain"):
        reading.phrase("atmosphere", first, last, [("grain", 0.0)])
    elif head.key in ("vignette", "fog", "mist", "haze"):
        reading.phrase("atmosphere", first, last, [("vignette" if head.key == "vignette" else "fog", 0.0)])
