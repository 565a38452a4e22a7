"""Sentences without their disguises, so that a word policy reads what a person reads.

Several readings are made of one sentence, for a disguise is seldom certain: "n4ked" is a word with a
figure in it, "4k" is not, and both stay readable as they are. Each reading is lower-case words with
one blank between; punctuation that parts them is "|".
"""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans("абвгдеёзіїјкмнорстухѕһԁԛԝαβεηικνορτυχωı", "abbrdee3iijkmhopctyxshdqwabenikvoptuxwi")
"""Cyrillic and Greek letters that look like Latin ones."""
_FIGURES = str.maketrans("0134578@$€!|+", "oieastbaseilt")
_ELL = str.maketrans("1", "l")
_MARK = r"[.\-_*·•~^'’`/\\]"

_SPACED = re.compile(rf"(?<!\w)\w(?:(?: ?{_MARK} ?| )\w(?!\w)){{2,}}")
_INSIDE = re.compile(r"(?<=\w)[.\-_·•~^'’`](?=\w)")
_STARRED = re.compile(r"(?<=[a-z])[*#](?=[a-z])")
_LONG = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"\S+")
_PART = re.compile(r"[,.;:!?()\[\]{}\n\"“”«»|/—–]+")
_OTHER = re.compile(r"[^\w|*]+|_")
_MIXED = re.compile(r"(?=.*[a-z])(?=.*[0-9@$€!|+])")


def readings(text: str) -> tuple[str, ...]:
    """The ways to read a sentence, the plain one first; none is there twice."""
    bare = _bare(text)
    found = [bare, _map(bare, _undressed), _map(bare, lambda word: _undressed(word.translate(_ELL)))]
    found += [_SPACED.sub(_joined, bare), _SPACED.sub(_joined_after, bare), _INSIDE.sub("", bare)]
    if _STARRED.search(bare):
        found += [_STARRED.sub(vowel, bare) for vowel in "aeiou"]
    return tuple(dict.fromkeys(_words(each) for each in found))


def _bare(text: str) -> str:
    """Lower-case, without diacritics, signs that nobody sees, and letters that are drawn out."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    seen = (character for character in folded if unicodedata.category(character) != "Cf")
    return _LONG.sub(r"\1", plain("".join(seen)))


def plain(text: str) -> str:
    """Without diacritics; patterns are read through it as well."""
    parted = unicodedata.normalize("NFD", text)
    kept = "".join(character for character in parted if unicodedata.category(character) != "Mn")
    return unicodedata.normalize("NFC", kept)


def _undressed(word: str) -> str:
    """A word in Latin letters, where others stand for them: figures, or letters of other scripts."""
    alike = word.translate(_ALIKE)
    if alike != word and alike.strip(".,;:!?").isascii():
        word = alike
    core = word.rstrip(".,;:!?|")
    return core.translate(_FIGURES) + word[len(core) :] if _MIXED.match(core) else word


def _map(text: str, change: object) -> str:
    return _TOKEN.sub(lambda match: change(match[0]), text)  # type: ignore[operator]


def _joined(match: re.Match[str]) -> str:
    """ "n u d e" as one word."""
    return "".join(re.findall(r"\w", match[0])).translate(_FIGURES)


def _joined_after(match: re.Match[str]) -> str:
    """ "a n u d e" as an article and one word."""
    first, *rest = re.findall(r"\w", match[0])
    return f"{first} {''.join(rest).translate(_FIGURES)}"


def _words(text: str) -> str:
    return " ".join(_OTHER.sub(" ", _PART.sub(" | ", text)).split())
