"""caption: says a Scene in words, truthfully and in many ways.

Four styles: full sentences, partial ones that leave facts out, lists of keywords, and sentences with
the elements in another order. What is said is true of the Scene, so `parse` reads it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tintype.brief.model import ELEMENTS
from tintype.scene import caption_words as words
from tintype.scene.caption_facts import Facts, Group, facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from tintype.brief.model import Element
    from tintype.scene.model import Scene

    Rng = np.random.Generator

STYLES = ("full", "partial", "keywords", "turned")


def caption(
    scene: Scene, rng: Rng, *, elements: Sequence[Element] = ELEMENTS, style: str | None = None
) -> str:
    """A sentence about a Scene. elements: which of the five may be spoken of. style: one of STYLES,
    drawn if None. A Scene of which nothing may be said gives "a picture"."""
    known = facts(scene)
    manner = style or _one(rng, STYLES)
    share = 0.55 if manner in {"partial", "keywords"} else 0.9
    said: dict[Element, list[str]] = {
        "subject": [_subject(known, rng, bare=manner == "keywords")] if known.groups else [],
        "environment": _environment(known, rng, share),
        "lighting": _lighting(known.lighting, rng, share),
        "camera": _camera(known.camera, rng, share),
        "atmosphere": _atmosphere(known, rng, share),
    }
    order: list[Element] = list(ELEMENTS)
    if manner == "turned":
        order = [*ELEMENTS[:2], *(ELEMENTS[2 + int(i)] for i in rng.permutation(3))]
    parts = [phrase for element in order if element in elements for phrase in said[element]]
    if not parts:
        return "a picture"
    if (
        manner != "keywords"
        and said["subject"]
        and said["environment"]
        and parts[:2] == _firsts(said, elements)
    ):
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    text = ", ".join(parts)
    return text[0].upper() + text[1:] + "." if manner != "keywords" and rng.random() < 0.5 else text


def _firsts(said: Mapping[Element, list[str]], elements: Sequence[Element]) -> list[str]:
    if "subject" not in elements or "environment" not in elements:
        return []
    return [said["subject"][0], said["environment"][0]]


def _one(rng: Rng, options: Sequence[str]) -> str:
    return options[int(rng.integers(len(options)))]


def _subject(known: Facts, rng: Rng, *, bare: bool) -> str:
    """All the things, each named once, those that follow each other joined by a true relation."""
    left = (
        [int(i) for i in rng.permutation(len(known.groups))]
        if rng.random() < 0.5
        else list(range(len(known.groups)))
    )
    clauses: list[str] = []
    while left:
        here = _opening(known, left)
        left.remove(here)
        text, last = _named(known.groups[here], rng), here
        for kind, i, j in sorted(known.relations, key=lambda r: r[0] not in {"on", "inside"}):
            if i == last and j in left:
                text += f" {_one(rng, words.RELATIONS[kind])} {_named(known.groups[j], rng)}"
                left.remove(j)
                break
        clauses.append(text)
    things = clauses[0] if len(clauses) == 1 else ", ".join(clauses[:-1]) + " and " + clauses[-1]
    return things if bare or rng.random() < 0.35 else _one(rng, words.SUBJECTS).format(things=things)


def _opening(known: Facts, left: list[int]) -> int:
    """The first thing left that rests on another still to be named, or simply the first."""
    for kind, i, j in known.relations:
        if kind in {"on", "inside"} and i in left and j in left:
            return i
    return left[0]


def _named(group: Group, rng: Rng) -> str:
    """ "three red ceramic vases", "a bottle of milk", "a sign that says “OPEN”"."""
    name = _one(rng, words.KIND_NAMES.get(group.kind, (group.kind.replace("_", " "),)))
    colour = _one(rng, words.COLOUR_NAMES.get(group.colour or "", ((group.colour or "").replace("_", " "),)))
    material = (group.material or "").replace("_", " ")
    adjectives = " ".join(word for word in (colour, material) if word)
    if group.count > 1:
        noun = words.PLURALS.get(group.kind, words.PLURALS.get(name, _plural(name)))
        count = words.NUMBERS[group.count] if group.count < len(words.NUMBERS) else str(group.count)
        count = str(group.count) if rng.random() < 0.2 else count
        text = f"{count} {adjectives} {noun}" if adjectives else f"{count} {noun}"
    else:
        noun = words.SINGULARS.get(group.kind, name)
        text = f"{adjectives} {noun}" if adjectives else noun
        text = ("an " if text[0] in "aeiou" else "a ") + text
    if group.contents:
        text += f" of {group.contents}" if group.count == 1 else f" with {group.contents}"
    if group.row:
        text += _one(rng, (" in a row", " in a line", " lined up in a row"))
    if group.text:
        text += _one(
            rng, (' that says "{}"', ' with the text "{}"', ' labelled "{}"', ' reading "{}"')
        ).format(group.text)
    return text


def _plural(name: str) -> str:
    head, _, last = name.rpartition(" ")
    known = words.PLURALS.get(last)
    return f"{head} {known}".strip() if known else name + ("es" if name[-1] in "sxz" else "s")


def _environment(known: Facts, rng: Rng, share: float) -> list[str]:
    said: list[str] = []
    if rng.random() < max(share, 0.75):
        said.append(_one(rng, words.SETTINGS[known.setting]))
    if known.weather != "clear" and rng.random() < share:
        said.append(
            {"rain": "in the rain", "snow": "snowing", "fog": "in fog", "storm": "stormy weather"}.get(
                known.weather, "overcast"
            )
        )
    return said


def _lighting(known: Mapping[str, str | int], rng: Rng, share: float) -> list[str]:
    said: list[str] = []
    direction, source = str(known.get("direction", "")), str(known.get("source", ""))
    quality = str(known.get("quality", ""))
    if direction and rng.random() < share:
        name = _one(rng, words.SOURCES[source]) if source and rng.random() < 0.7 else "light"
        tone = f"{quality} " if quality and rng.random() < share and not source else ""
        where = _one(rng, words.DIRECTIONS[direction])
        said.append(_one(rng, words.LIGHTS).format(quality=tone, source=name, direction=where))
    elif quality and rng.random() < share:
        said.append(f"{quality} light")
    if known.get("time") and rng.random() < share:
        said.append(_one(rng, words.TIMES[str(known["time"])]))
    return said


def _camera(known: Mapping[str, str | float], rng: Rng, share: float) -> list[str]:
    said: list[str] = []
    if rng.random() < share:
        said.append(_one(rng, words.FOCALS).format(mm=f"{float(known['focal_mm']):g}"))
    if rng.random() < share:
        said.append(_one(rng, words.STOPS).format(n=f"{float(known['f_number']):g}"))
    for key, table in (("angle", words.ANGLES), ("shot", words.SHOTS)):
        if key in known and rng.random() < share:
            said.append(_one(rng, table[str(known[key])]))
    return said


def _atmosphere(known: Facts, rng: Rng, share: float) -> list[str]:
    said: list[str] = []
    film = known.atmosphere
    if "grade" in film and rng.random() < share:
        said.append(_one(rng, words.GRADES[str(film["grade"])]))
    for key, phrases in (("grain", words.GRAINS), ("vignette", words.VIGNETTES), ("fog", words.FOGS)):
        if key in film and rng.random() < share and not (key == "fog" and known.weather == "fog"):
            said.append(_one(rng, phrases))
    return said


__all__ = ["STYLES", "caption"]
