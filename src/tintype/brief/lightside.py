"""The side that light comes from, where no single phrase says it: "its right side lies in shadow"."""

from __future__ import annotations

import re

from tintype.brief.clauses import abstract
from tintype.brief.draft import Reading
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.lexicon.sides import AWAY, CLOCK, FADING, LIGHTS, MASKED, SHADOWS, SIDELIT, STRONG

_THING = re.compile(r"<(\d+)>")
_BLACK = re.compile(
    r"\b(?:in|painted|coloured|colored|a|an|the) (?:[a-z]+ )?(?:black|dark [a-z]+)\b(?! (?:shadow|side|half))"
)
"""Paint, no shadow."""
_OPPOSITE = {"left": "right", "right": "left"}


def settle_side(reading: Reading) -> None:
    """Direction left or right from how light and shadow lie, if nothing said it better."""
    said = reading.said["lighting"]
    held = str(said.get("direction") or "")
    whole = _joined([token.word for token in reading.tokens])
    hour = CLOCK.search(whole)
    if hour is not None:
        said["direction"] = "left" if hour.group(1) else "right"
        return
    if "left" not in whole and "right" not in whole:
        return
    if held == "left" and "left" not in whole and SIDELIT.search(whole):
        held = ""
    dark = _first(SHADOWS, _BLACK.sub(" ", whole))
    if dark is not None:
        side = _OPPOSITE[dark]
        if held in ("", "side", dark, "front", "back", "above"):
            said["direction"] = side
        return
    if held == "front" and "front" not in whole:
        held = ""
    if held not in ("", "above"):
        return
    strong = _first(STRONG, whole) or _first(MASKED, _masked(reading))
    plain = _without_things(reading) if strong is None else whole
    away = AWAY.search(plain) or (FADING.search(whole) if strong is None else None)
    side = _OPPOSITE[_side(away)] if away is not None else strong or _first(LIGHTS, plain)
    if side is not None:
        said["direction"] = side if not held else f"{held}-{side}"


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    found = next((hit for pattern in patterns if (hit := pattern.search(text))), None)
    return None if found is None else _side(found)


def _side(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _masked(reading: Reading) -> str:
    """The sentence with "thing" for every thing that gives no light, and no scenery."""
    kinds = [draft.kind for draft in reading.things]
    return _joined(
        [
            _THING.sub(lambda hit: kinds[int(hit[1])] if kinds[int(hit[1])] in SOURCE_KINDS else "thing", w)
            for w in abstract(reading, ("environment", "camera"))
        ]
    )


def _without_things(reading: Reading) -> str:
    """The sentence with every thing and its place left out."""
    taken: set[int] = set()
    for phrase in reading.phrases:
        if phrase.element in ("subject", "environment"):
            taken.update(range(phrase.first, phrase.last + 1))
    words = ["thing" if index in taken else token.word for index, token in enumerate(reading.tokens)]
    return _joined(words)


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" - ", " ")
