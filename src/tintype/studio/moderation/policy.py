"""The word policy: what a sentence asks for that is not painted. It decides where nothing better is set.

Three levels, each of which refuses what the one before it does:

    off   sexual content with minors, and nothing else
    low   also real people undressed, sexual violence, slurs and slogans of hatred
    auto  also explicit sex, nakedness outside art, gore, signs of hatred outside history and
          religion, self-harm

The words lie in words.txt. They are English, with a few plain ones of other languages. It knows words
and not what is meant: a model that judges (the setting `moderation_url`, or a plugin) sees what no
list can. A word with an innocent sense is either taken out first with its neighbour ("naked flame")
or excused by what stands around it (a marble statue, a textbook, a museum).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from tintype.studio.moderation.disguise import plain, readings

Level = Literal["off", "low", "auto"]
LEVELS: tuple[Level, ...] = ("off", "low", "auto")

_TELLING = (
    "naked", "explicit", "suggestive", "minors", "undressing", "violation", "hatred", "signs of hatred",
    "gore", "self-harm",
)  # fmt: skip
"""Sections without a word of which nothing is ever found; the scripts without blanks are apart."""
_HEAD = re.compile(r"\[[a-z -]+\]")


class Finding(msgspec.Struct, frozen=True):
    """category: as OpenAI's moderation names it, or "real-person". words: what was read."""

    category: str
    words: str


class _Rule(msgspec.Struct, frozen=True):
    """unless: contexts, any one of which excuses."""

    category: str
    level: Level
    pattern: re.Pattern[str]
    unless: tuple[re.Pattern[str], ...] = ()


@lru_cache(256)
def findings(sentence: str, level: Level) -> tuple[Finding, ...]:
    """What in a sentence is not painted at that level, one finding for a category; () if nothing."""
    found: dict[str, Finding] = {}
    for reading in readings(sentence):
        if not _telling().search(reading):  # nearly always
            continue
        for finding in _found(_word("innocent").sub("…", reading), level):
            found.setdefault(finding.category, finding)
    return tuple(found.values())


def _found(text: str, level: Level) -> Iterator[Finding]:
    yield from _minors(text)
    for rule in _rules():
        if LEVELS.index(rule.level) > LEVELS.index(level):
            continue
        match = rule.pattern.search(text)
        if match and not any(context.search(text) for context in rule.unless):
            yield Finding(rule.category, match[0])
    if level == "auto":
        yield from _nakedness(text)


def _minors(text: str) -> Iterator[Finding]:
    """Nakedness near a child, explicit words anywhere beside one, suggestive words in the same breath.

    "girl" and "boy" count where nothing says that they are grown up.
    """
    match = _word("minors").search(text) or _anywhere("minors elsewhere").search(text)
    if match is None and _word("child").search(text):
        match = _breath(text)
        if match is None and not _word("medicine").search(text):
            match = _near("naked", "child", 5).search(text) or _tagged(text) or _word("explicit").search(text)
    elif match is None and _word("perhaps a child").search(text) and not _grown(text):
        near = _near("naked", "perhaps a child", 5)
        match = near.search(text) or _tagged(text) or _word("explicit").search(text)
    if match:
        yield Finding("sexual/minors", match[0])


def _grown(text: str) -> bool:
    """Whether somebody is said to be grown up, or is of stone."""
    return any(_word(name).search(text) for name in ("grown-up", "stone"))


def _breath(text: str) -> re.Match[str] | None:
    """A suggestive word in the same part of a sentence as a child, or the next one if that is a tag."""
    parts = text.split(" | ")
    for index, part in enumerate(parts):
        if not _word("child").search(part):
            continue
        for other in parts[max(0, index - 1) : index + 2]:
            tags = len(part.split()) <= 2 or len(other.split()) <= 2
            if (other is part or tags) and (match := _word("suggestive").search(other)):
                return match
    return None


def _nakedness(text: str) -> Iterator[Finding]:
    """Somebody naked who is not of stone, not in a work of art and not in a textbook."""
    match = _bare().search(text)
    if match is None and _word("person").search(text):
        match = _tagged(text)
    if match is None or ("nude" in match[0] and _word("cosmetics").search(text)):
        return
    painted = _word("art").search(text) and not _word("photograph").search(text)
    if not (painted or _word("stone").search(text) or _word("medicine").search(text)):
        yield Finding("sexual", match[0])


def _tagged(text: str) -> re.Match[str] | None:
    """Nakedness as a part of its own: "1girl, nude, bed"."""
    return None if _word("cosmetics").search(text) else _tag().search(text)


@cache
def _rules() -> tuple[_Rule, ...]:
    stone, art, medicine, help = (_word(name) for name in ("stone", "art", "medicine", "help"))
    bare, name = f"(?:{_either('naked')}|{_either('explicit')})", _named()
    undressing = (
        rf"{_either('undressing')}(?: \w+){{0,3}} (?:{name}|photos?|pictures?|images?|person|woman|girl|her)"
    )
    return (
        _Rule("real-person", "low", _whole(_beside(bare, name, 2)), (stone,)),
        _Rule("real-person", "low", _whole(undressing), (stone,)),
        _Rule("sexual/violence", "low", _word("violation"), (help,)),
        _Rule("hate", "low", _word("hatred"), (_whole("(?:anti|against|memorial|holocaust)"),)),
        _Rule("sexual", "auto", _word("explicit"), (medicine,)),
        _Rule("sexual", "auto", _anywhere("explicit elsewhere")),
        _Rule("violence/graphic", "auto", _word("gore"), (stone, art, medicine)),
        _Rule("hate", "auto", _word("signs of hatred"), (_word("history"),)),
        _Rule("self-harm", "auto", _word("self-harm"), (help,)),
    )


def _named() -> str:
    """A name, or a word for somebody who lives. A first name alone may be anybody's, or a flower's."""
    names = "|".join(" ".join(_sections()["first names"]).split())
    surname = r"(?!(?:in|on|at|and|with|by|from|s|is|the|standing|as|statue)\b)[^\W\d]{3,}"
    return rf"(?:(?:{names}) {surname}|{_either('real person')})"


@cache
def _sections() -> dict[str, list[str]]:
    """words.txt: section → patterns."""
    sections: dict[str, list[str]] = {}
    lines = plain(files("tintype.studio.moderation").joinpath("words.txt").read_text("utf-8")).splitlines()
    name = ""
    for line in lines:
        if _HEAD.fullmatch(line):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(name, []).append(line)
    return sections


@cache
def _telling() -> re.Pattern[str]:
    words = "|".join(_either(section) for section in _TELLING)
    others = "|".join(_either(section) for section in _sections() if section.endswith("elsewhere"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{others}")


def _either(section: str) -> str:
    return f"(?:{'|'.join(_sections()[section])})"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


@cache
def _word(section: str) -> re.Pattern[str]:
    return _whole(_either(section))


@cache
def _anywhere(section: str) -> re.Pattern[str]:
    """For scripts that do not part words."""
    return re.compile(_either(section))


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\| )(?:(?:fully|completely|totally|both|all) )?{_either('naked')}(?= \||$)")


@cache
def _bare() -> re.Pattern[str]:
    """ "a naked young woman", "a woman lying naked on a bed", but not "a maid with a naked candle"."""
    naked, person = _either("naked"), _either("person")
    after = r"(?= \||$| (?:in|on|at|and|with|by|under|near|outdoors?|lying|standing|sitting|posing)\b)"
    shown = rf"{naked} (?:selfies?|photos?|photographs?|pics?|pictures?|shoot|leaks?)"
    return _whole(rf"{naked}(?: \w+){{0,2}} {person}|{person}(?: \w+){{0,3}} {naked}{after}|{shown}")


@cache
def _near(first: str, second: str, words: int) -> re.Pattern[str]:
    return _whole(_beside(_either(first), _either(second), words))


def _beside(first: str, second: str, words: int) -> str:
    """One within a few words of the other, either way round, in the same part of the sentence."""
    between = rf"(?: \w+){{0,{words}}} "
    return f"{first}{between}{second}|{second}{between}{first}"
