"""Recommend: which of the models at hand suits a sentence, and why: from what the catalogue says of each and
from the votes that were cast here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tintype.engines.flow.living import ANIMALS, PEOPLE
from tintype.ports.catalogue import GRADES
from tintype.studio.known import Known, known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tintype.brief.model import Brief
    from tintype.ports.catalogue import Strength
    from tintype.studio.leaderboard import Standing
    from tintype.studio.studio import Studio

UNKNOWN = 2.0
"""Grade where the catalogue says nothing: neither good nor bad."""
MATTERS = 2.0
"""Weight from which a need that a model cannot meet rules it out."""
FORMS = ("stage", "tintype-1")
"""Models that paint only things they have a form for."""
_STYLE = re.compile(
    r"\b(in the (style|manner) of|oil painting|watercolou?r|anime|manga|cartoon|comic|sketch|drawing|drawn|"
    r"illustration|pixel art|impressionist|cubist|engraving|woodcut|gouache|pastel drawing|low poly)\b", re.I,
)  # fmt: skip
_SPEED = re.compile(r"\b(quick|quickly|fast|draft|drafts|rough idea|try out)\b", re.I)
_EDIT = re.compile(
    r"^\s*(please )?(remove|replace|erase|swap|delete|recolou?r|turn (this|the)|make (this|the)|change)\b",
    re.I,
)
_LONG = 30
_VERB: dict[Strength, str] = {
    "photorealism": "looks like a photograph", "understanding": "follows long sentences",
    "lettering": "letters words", "speed": "is quick", "people": "paints people",
    "animals": "paints animals", "style": "paints in a manner", "editing": "changes pictures",
    "counting": "keeps counts and places",
}  # fmt: skip


@dataclass(frozen=True)
class Need:
    """What a sentence asks of a model, how much it matters (1 to 3), and the words that say so."""

    strength: Strength
    weight: float
    because: str


@dataclass(frozen=True)
class Advice:
    """A model, how well it suits (0 to 1), whether it can do it at all, and why."""

    model: str
    score: float
    suits: bool
    reason: str
    here: bool = True


def needs(brief: Brief) -> tuple[Need, ...]:
    """What a sentence asks for, most important first."""
    found: list[Need] = []
    said, things = brief.sentence, brief.things
    if words := next((thing.text for thing in things if thing.text), None):
        found.append(Need("lettering", 3.0, f"“{words}” is to be read"))
    living_nouns: tuple[tuple[Strength, frozenset[str]], ...] = (("people", PEOPLE), ("animals", ANIMALS))
    for strength, nouns in living_nouns:
        if living := [thing.word for thing in things if thing.kind in nouns or thing.word in nouns]:
            found.append(Need(strength, 3.0, f"“{living[0]}” lives"))
    if (style := _STYLE.search(said)) or {"painterly", "abstract"} & set(brief.atmosphere.style):
        found.append(Need("style", 3.0, f"“{style[0] if style else brief.atmosphere.style[0]}” is a manner"))
    if _EDIT.search(said):
        found.append(Need("editing", 3.0, "it changes a picture"))
    if many := next((thing for thing in things if thing.count > 1), None):
        found.append(Need("counting", 2.0, f"{many.count} times “{many.word}”"))
    elif brief.relations:
        found.append(Need("counting", 1.5, "things have their places"))
    if _SPEED.search(said):
        found.append(Need("speed", 2.0, "it is to be quick"))
    if len(said.split()) > _LONG or len(things) > 4:
        found.append(Need("understanding", 1.5, "much is said"))
    return (*found, Need("photorealism", 1.0, "pictures are to look real"), Need("understanding", 0.5, ""))


def recommended(
    studio: Studio, brief: Brief, *, everything: bool = False, standings: Sequence[Standing] | None = None
) -> tuple[Advice, ...]:
    """The models that paint from words, best suited first. everything: also those that could be set up.
    standings: of the leaderboard; None: that of the data folder."""
    from tintype.studio.leaderboard import leaderboard
    from tintype.studio.settings import data_folder
    from tintype.studio.votes import Votes

    if standings is None:
        standings = leaderboard(Votes(data_folder(studio.settings)).choices())
    places = {each.model: each for each in standings}
    wanted = needs(brief)
    operation = "edit" if wanted[0].strength == "editing" else "generate"
    found = [
        _advice(each, brief, wanted, places)
        for each in known(studio, everything=everything)
        if operation in each.operations and not (each.entry and each.entry.status == "retired")
    ]
    return tuple(sorted(found, key=lambda each: (not each.suits, -each.score)))


def _advice(model: Known, brief: Brief, wanted: Sequence[Need], places: Mapping[str, Standing]) -> Advice:
    entry, here = model.entry, model.card is not None
    if entry is None or not entry.strengths:
        return Advice(model.name, UNKNOWN / 5, True, "nobody says what it is good at", here)
    grades: Mapping[Strength, int] = entry.strengths
    lacking = [need for need in wanted if need.weight >= MATTERS and grades.get(need.strength) == 0]
    if lacking:
        return Advice(model.name, 0.0, False, f"no {lacking[0].strength}: {lacking[0].because}", here)
    if model.name in FORMS and (strange := [thing.word for thing in brief.things if not thing.known]):
        return Advice(model.name, 0.1, False, f"has no form for “{strange[0]}”", here)
    total = sum(need.weight for need in wanted)
    score = sum(need.weight * grades.get(need.strength, UNKNOWN) / 5 for need in wanted) / total
    said = [
        f"{_VERB[need.strength]}: {GRADES[grades[need.strength]]} ({need.because})"
        for need in wanted
        if need.because and need.strength in grades
    ][:3]
    place = places.get(model.name)
    if place is not None and not place.low < 1000 < place.high:  # else the votes say nothing yet
        score += max(-0.15, min(0.15, (place.score - 1000) / 2000))
        said.append(f"{'won' if place.score > 1000 else 'lost'} most of {place.votes} blind votes here")
    if entry.price is not None:
        score -= 0.02  # of two alike the one that costs nothing
        said.append("costs money")
    if not here:
        said.append(f"not here: {model.cure.rpartition('; ')[2].rstrip('.')}")
    return Advice(model.name, round(min(1.0, max(0.0, score)), 3), True, "; ".join(said), here)
