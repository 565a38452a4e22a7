"""From tokens to items: the longest phrases the dictionary knows, with everything they can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tintype.brief.lemma import singular
from tintype.brief.lexicon import DICTIONARY, LONGEST, Senses
from tintype.brief.placing import opens, place_at
from tintype.brief.tinting import shade_at
from tintype.brief.tokens import Token

NOUNISH = (
    "noun",
    "place",
    "named",
    "light",
    "cam",
    "style",
    "part",
    "detail",
    "backdrop",
    "ground",
    "fluid",
    "liquid",
)
MODIFYING = (
    "material",
    "colour",
    "dark",
    "light_shade",
    "shade",
    "size",
    "number",
    "look",
    "fix",
    "lightmod",
    "cammod",
    "atmomod",
    "measure",
)


PRONOUNS = frozenset(
    "i you we he she it they there that this what who where here one everything nothing how".split()
)
LONGEST_PLACE = 14
"""Words that a phrase of place may have."""


@dataclass(slots=True)
class Item:
    """Tokens [first, last] read as one phrase. key: its dictionary form; senses: what it can mean;
    plural: the last word was a plural that the dictionary knows in the singular."""

    first: int
    last: int
    key: str
    senses: Senses = field(default_factory=dict[str, Any])
    plural: bool = False
    kind: str = "word"

    def has(self, *names: str) -> bool:
        """Whether it can mean any of these."""
        senses = self.senses
        for name in names:  # noqa: SIM110 (the hottest line of the parser; a generator costs threefold)
            if name in senses:
                return True
        return False

    @property
    def named_kind(self) -> str | None:
        """The kind of thing it names, if it names one."""
        preset: dict[str, str] = self.senses.get("noun") or {}
        return preset.get("kind")

    @property
    def made_of(self) -> str | None:
        """The material of the thing it names, if the word says one ("pearl")."""
        preset: dict[str, str] = self.senses.get("noun") or {}
        return preset.get("material")

    @property
    def unknown(self) -> bool:
        """A plain word that no table knows."""
        return self.kind == "word" and (not self.senses or "stranger" in self.senses)


def itemise(tokens: list[Token], passed: set[int]) -> list[Item]:
    """Items in order; weights and hyphens of the text vanish here, and the tokens to pass over."""
    brackets = _weight_brackets(tokens) | passed
    used = [
        (index, token)
        for index, token in enumerate(tokens)
        if token.kind != "weight"
        and index not in brackets
        and not (token.kind == "mark" and _is_hyphen(tokens, index))
    ]
    items: list[Item] = []
    position = 0
    while position < len(used):
        item, length = _longest(used, position)
        items.append(item)
        position += length
    return items


def _weight_brackets(tokens: list[Token]) -> set[int]:
    """The brackets of "(red:1.3)": they hold a word's weight, not an aside."""
    found: set[int] = set()
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.word in ("(", "["):
            opened.append(index)
        elif token.word in (")", "]") and opened:
            start = opened.pop()
            doubled = start > 0 and tokens[start - 1].word == token.word.translate({41: 40, 93: 91})
            if tokens[index - 1].kind == "weight" or doubled:
                found |= {start, index}
    return found


def _is_hyphen(tokens: list[Token], index: int) -> bool:
    """A hyphen glued between two words; a dash with white space about it is a break."""
    token = tokens[index]
    if token.word in "*~^_`\"'":
        return True
    return (
        token.word == "-"
        and 0 < index < len(tokens) - 1
        and (tokens[index - 1].end == token.start and tokens[index + 1].start == token.end)
    )


def _longest(used: list[tuple[int, Token]], position: int) -> tuple[Item, int]:
    index, token = used[position]
    if token.kind in ("mm", "stop", "kelvin") and not _film(used, position):
        return Item(index, index, token.word, {"measure": _measure(token)}, kind="measure"), 1
    if token.kind == "break" or (token.kind == "mark" and token.word == "-"):
        return Item(index, index, token.word, kind="break"), 1
    if token.kind in ("quote", "stopmark", "other"):
        return Item(index, index, token.word, kind=token.kind), 1
    shade = shade_at(used, position)
    if shade is not None:
        key, senses, length = shade
        return Item(index, used[position + length - 1][0], key, senses), length
    placed = _placed(used, position) if opens(token.word) else None
    limit = min(_reach(used, position), max(LONGEST.get(token.word, 0), LONGEST.get(singular(token.word), 0)))
    for length in range(limit, 0, -1):
        words = [entry.word for _, entry in used[position : position + length]]
        found = _look_up(words)
        if found:
            key, plural = found
            if length > 1 and words[-1] == "lit" and _placed_light(used, position + length):
                continue
            if "liquid" in DICTIONARY[key] and _colours_a_vessel(used, position, length):
                continue
            if (
                length > 1
                and words[-1] == "in"
                and "copula" in DICTIONARY[key]
                and _placed(used, position + 1)
            ):
                continue
            if placed is not None and (placed[1] > length or _rather_placed(used, position, key, placed)):
                return placed
            return Item(index, used[position + length - 1][0], key, DICTIONARY[key], plural), length
    if placed is not None:
        return placed
    if token.kind == "number":
        return Item(index, index, token.word, {"number": int(token.word)}), 1
    if token.kind == "mark":
        return Item(index, index, token.word, kind="mark"), 1
    if token.word[0] == "x" and token.word[1:].isdecimal():
        return Item(index, index, token.word, {"times": min(int(token.word[1:4]), 100)}), 1
    if token.word[:-1].isdecimal() and token.word[-1] == "x" and 0 < int(token.word[:-1][:3]) < 101:
        return Item(index, index, token.word, {"number": int(token.word[:-1][:3])}), 1
    if "'" in token.word and token.word.split("'")[0] in PRONOUNS:
        return Item(index, index, token.word, {"filler": True}), 1
    return Item(index, index, singular(token.word), {}, singular(token.word) != token.word), 1


def _rather_placed(used: list[tuple[int, Token]], position: int, key: str, placed: tuple[Item, int]) -> bool:
    """ "frame left" is a direction only after "from"."""
    if len(key.split()) != placed[1]:
        return False
    senses = DICTIONARY[key].keys()
    after = used[position + placed[1]][1].word if position + placed[1] < len(used) else ""
    if after == ":" and "position" in placed[0].senses:
        return True
    if senses == {"verb"} or placed[0].senses.get("prep") == "flanking":
        return True
    return (
        senses <= {"direction", "prep"}
        and "position" in placed[0].senses
        and position > 0
        and used[position - 1][1].word != "from"
    )


def _placed(used: list[tuple[int, Token]], position: int) -> tuple[Item, int] | None:
    """Words that say where something stands, if a pattern finds them here."""
    words: list[str] = []
    for _, token in used[position : position + LONGEST_PLACE]:
        if token.kind not in ("word", "number"):
            break
        words.append(token.word)
    found = place_at(tuple(words))
    if found is None:
        return None
    senses, key, length = found
    return Item(used[position][0], used[position + length - 1][0], key, senses), length


def _placed_light(used: list[tuple[int, Token]], position: int) -> bool:
    """The "lit" of "a candle lit from the left" is no part of "candle lit"."""
    return position < len(used) and used[position][1].word in (
        "from",
        "by",
        "on",
        "only",
        "at",
        "mainly",
        "mostly",
    )


def _colours_a_vessel(used: list[tuple[int, Token]], position: int, length: int) -> bool:
    """ "black coffee mug", "green tea cup": what is black is the mug. Wine lends its name to its own
    glass and bottle: a "white wine glass" is for white wine."""
    words = [entry.word for _, entry in used[position : position + length + 1]]
    if length != 2 or len(words) != 3 or words[1] == "wine" or "colour" not in DICTIONARY.get(words[0], {}):
        return False
    vessel = _look_up(words[1:])
    return vessel is not None and "noun" in DICTIONARY[vessel[0]]


def _film(used: list[tuple[int, Token]], position: int) -> bool:
    """ "35mm film" names a film, not a lens."""
    following = used[position + 1][1].word if position + 1 < len(used) else ""
    return used[position][1].word in LONGEST and following in ("film", "photo", "photograph", "photography")


def _reach(used: list[tuple[int, Token]], position: int) -> int:
    """How many items from here could form one phrase: up to the next break."""
    reach = 0
    for _, token in used[position : position + 7]:
        if token.kind not in ("word", "number", "mm") and token.word not in ("&", "/"):
            break
        reach += 1
    return reach


def _look_up(words: list[str]) -> tuple[str, bool] | None:
    key = " ".join(words)
    last = singular(words[-1])
    if key in DICTIONARY and not (
        DICTIONARY[key].keys() == {"verb"} and "noun" in DICTIONARY.get(" ".join([*words[:-1], last]), {})
    ):
        return key, False
    if last != words[-1]:
        key = " ".join([*words[:-1], last])
        if key in DICTIONARY:
            return key, True
    if words[-1].endswith("'s") and " ".join([*words[:-1], words[-1][:-2]]) in DICTIONARY and len(words) > 1:
        return " ".join([*words[:-1], words[-1][:-2]]), False
    if len(words) > 2 and " of " in key:
        key = " ".join([singular(words[0]), *words[1:]])
        if key in DICTIONARY:
            return key, True
    return None


def _measure(token: Token) -> tuple[str, str, float]:
    """(element, key, value) of "85mm", "f/1.8", "3200K", each held within what a Brief allows."""
    number = float(re.findall(r"\d+(?:\.\d+)?", token.word)[0])
    if token.kind == "mm":
        return "camera", "focal_mm", min(max(number, 8.0), 600.0)
    if token.kind == "stop":
        return "camera", "f_number", min(max(number, 0.95), 32.0)
    return "lighting", "kelvin", min(max(number, 1500.0), 12000.0)
