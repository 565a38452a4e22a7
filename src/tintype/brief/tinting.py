"""Shades that lend their name to a colour ("moss green"), and compounds that hyphens make."""

from __future__ import annotations

from tintype.brief.lemma import singular
from tintype.brief.lexicon import DICTIONARY, Senses
from tintype.brief.lexicon.tints import (
    BASES,
    COLOURED,
    LONG_TINTS,
    PAINTED,
    PAINTED_WARES,
    SHADE_OF,
    TINTS,
    TINTS_ALONE,
)
from tintype.brief.tokens import Token

Used = list[tuple[int, Token]]
"""The tokens of a sentence that stand for something, each with its place among all tokens."""
Found = tuple[str, Senses, int]
"""(key, senses, number of words)"""

COUNTED = frozenset("piece pieces pack set".split())
"""Words that a number before them counts, with a hyphen or not."""
LEADING = frozenset("det number size look dark light_shade shade copula conj prep".split())
"""What may stand right before the name of a shade."""
NAMING = frozenset("noun stranger liquid part".split())
"""Senses of words that only name something."""
WITH_NOUN = frozenset("noun stranger material look size part liquid".split())
"""Senses of what may follow a colour in one group."""
ASKING = frozenset("in is are be now it them".split()) | PAINTED
"""Words after which a colour may stand without a noun."""
FOLLOWING = frozenset("and or on in with at by standing stands is are sits lies against from to next".split())
"""Words that a colour before them does not belong to."""


def shade_at(used: Used, position: int) -> Found | None:
    """The shade, or the compound of a number, that starts at used[position]."""
    words = [token.word if token.kind == "word" else "" for _, token in used[position : position + 4]]
    return (
        _coloured_like(words)
        or _counted_part(used, position)
        or _tinted(words)
        or _painted(used, position, words)
        or _free_tint(used, position)
        or _tint_alone(used, position, words)
    )


def _coloured_like(words: list[str]) -> Found | None:
    """ "stone-coloured", "the colour of cocoa"."""
    if len(words) > 1 and words[1] in COLOURED:
        name, length = words[0], 2
    elif words[:3] in (["the", "colour", "of"], ["the", "color", "of"]) and len(words) > 3:
        name, length = singular(words[3]), 4
    else:
        return None
    colour = SHADE_OF.get(name) or DICTIONARY.get(name, {}).get("colour")
    key = " ".join(words[:length])
    return None if colour is None or key in DICTIONARY else (key, {"colour": colour}, length)


def _tinted(words: list[str]) -> Found | None:
    """A tint and its colour: "moss green", "fire-engine red". The tint is only a shade of it."""
    for length in (3, 2, 1):
        if len(words) <= length or words[length] not in BASES:
            continue
        tint = " ".join(words[:length])
        if tint not in LONG_TINTS and (length > 1 or tint not in TINTS):
            continue
        if f"{tint} {words[length]}" in DICTIONARY:
            return None
        if words[length] == "orange" and "noun" in DICTIONARY.get(tint, {}) and not _adjoins(words, length):
            return None
        return f"{tint} {words[length]}", {"colour": DICTIONARY[words[length]]["colour"]}, length + 1
    return None


def _painted(used: Used, position: int, words: list[str]) -> Found | None:
    """ "painted moss", "comes in mushroom": there the thing's name is a shade."""
    before = [token.word for _, token in used[max(0, position - 3) : position]]
    while before and before[-1] in ("in", "a", "the"):
        before.pop()
    length = 2 if len(words) > 1 and " ".join(words[:2]) in SHADE_OF else 1
    name = " ".join(words[:length])
    listed = len(before) > 1 and before[-1] in (",", "and") and "colour" in DICTIONARY.get(before[-2], {})
    asked = listed or (bool(before) and before[-1] in PAINTED)
    if name not in SHADE_OF or not asked or _adjoins(words, length - 1):
        return None
    return name, {"colour": SHADE_OF[name]}, length


def _adjoins(words: list[str], length: int) -> bool:
    """Whether a word follows that the colour can belong to."""
    return len(words) > length + 1 and bool(words[length + 1]) and words[length + 1] not in FOLLOWING


def _counted_part(used: Used, position: int) -> Found | None:
    """The "three-legged" of a stool: a hyphen makes an adjective of the number."""
    joined = hyphened(used, position)
    if joined < 2:
        return None
    words = _words(used, position, joined)
    number = used[position][1].kind == "number" or "number" in DICTIONARY.get(words[0], {})
    follower = DICTIONARY.get(words[1], {})
    if not number or words[0] == "one" or words[1] in COUNTED or "number" in follower:
        return None
    if " ".join(words) in DICTIONARY or " ".join(_words(used, position, joined + 1)) in DICTIONARY:
        return None
    return " ".join(words), {"look": True}, joined


def hyphened(used: Used, position: int) -> int:
    """How many words from here are joined by hyphens: 3 for "forget-me-not"."""
    length = 1
    while position + length < len(used) and length < 5:
        (before, token), (after, follower) = used[position + length - 1], used[position + length]
        if after - before != 2 or follower.start - token.end != 1 or follower.kind not in ("word", "number"):
            break
        length += 1
    return length


def _free_tint(used: Used, position: int) -> Found | None:
    """ "a piano black box", "forget-me-not blue": whatever lends its name, the colour is meant."""
    joined = hyphened(used, position)
    for length in dict.fromkeys((joined, joined - 1, 1, 2)):
        words = _words(used, position, length + 2)
        if not 0 < length < len(words) or words[length] not in BASES:
            continue
        tint, key = words[:length], " ".join(words[: length + 1])
        if key in DICTIONARY or "" in tint or "and" in tint:
            continue
        glued = length > 1 and length in (joined, joined - 1)
        if " ".join(tint) in DICTIONARY if glued else not all(_only_names(word) for word in tint):
            continue
        if _asks_colour(used, position, tint, _nominal(words[length + 1 :])):
            return key, {"colour": DICTIONARY[words[length]]["colour"]}, length + 1
    return None


def _tint_alone(used: Used, position: int, words: list[str]) -> Found | None:
    """The "plum" of "a plum vase": a colour before what is no food."""
    if words[0] not in TINTS_ALONE or len(words) < 2:
        return None
    before = used[position - 1][1] if position else None
    opens = before is None or before.kind != "word" or not LEADING.isdisjoint(DICTIONARY.get(before.word, {}))
    word = next(
        (w for w in words[1:3] if "material" not in DICTIONARY.get(w, {}) or "noun" in DICTIONARY.get(w, {})),
        "",
    )
    preset: dict[str, str] = (DICTIONARY.get(word) or DICTIONARY.get(singular(word)) or {}).get("noun") or {}
    if not opens or preset.get("kind", "pear") not in PAINTED_WARES or f"{words[0]} {words[1]}" in DICTIONARY:
        return None
    return words[0], {"colour": TINTS_ALONE[words[0]]}, 1


def _nominal(words: list[str]) -> bool:
    """Whether the next word can be a noun or lead to one."""
    if not words or not words[0]:
        return False
    senses = DICTIONARY.get(words[0]) or DICTIONARY.get(singular(words[0]))
    if senses is not None and "position" in senses:
        return False
    return senses is None or not senses.keys().isdisjoint(WITH_NOUN)


def _words(used: Used, position: int, length: int) -> list[str]:
    """Words from here, "" for what is none."""
    return [token.word if token.kind == "word" else "" for _, token in used[position : position + length]]


def _asks_colour(used: Used, position: int, tint: list[str], adjoins: bool) -> bool:
    """Whether a shade may be named here: before a noun, after "in" or "painted", after the noun it is of."""
    before = used[position - 1][1] if position else None
    senses = DICTIONARY.get(before.word, {}) if before is not None else {}
    opens = before is None or before.kind in ("break", "stopmark", "number") or not LEADING.isdisjoint(senses)
    if adjoins and opens:
        return True
    if before is not None and before.word in ASKING:
        return True
    return "noun" in senses and not any(word in DICTIONARY for word in tint)


def _only_names(word: str) -> bool:
    """A word that no table knows, or that only names a thing."""
    senses = DICTIONARY.get(word)
    if senses is None:
        known = singular(word) != word and singular(word) in DICTIONARY
        return word.isalpha() and not known and not word.endswith(("ly", "ed", "ing"))
    return senses.keys() <= NAMING
