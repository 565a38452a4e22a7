"""What to paint when no thing was named: the place with a few things apt to it, or simple forms.

Things made here stand in nobody's sentence; their bodies carry no thing id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tintype.brief.model import Relation, Span, Thing
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.places import PLACES
from tintype.scene.streams import stream

if TYPE_CHECKING:
    from tintype.brief.model import Brief

NOWHERE = Span(0, 0)
SIGN = ".sign"
"""Ends the id of a sign that bears the words of another thing."""

# Mood → colours of the forms that stand for it.
_PALETTES: dict[str, tuple[str, ...]] = {
    "serene": ("sage", "ivory", "sky_blue"), "dramatic": ("black", "red", "ivory"),
    "moody": ("charcoal", "burgundy", "navy"), "cheerful": ("yellow", "coral", "turquoise"),
    "mysterious": ("indigo", "teal", "charcoal"), "romantic": ("pink", "burgundy", "cream"),
    "melancholic": ("grey", "navy", "lavender"), "elegant": ("ivory", "gold", "charcoal"),
    "minimal": ("white", "beige", "grey"), "cozy": ("rust", "cream", "mustard"),
    "eerie": ("green", "black", "grey"), "energetic": ("orange", "magenta", "cyan"),
    "nostalgic": ("mustard", "peach", "olive"), "dreamy": ("lavender", "peach", "mint"),
}  # fmt: skip
_FORMS = ("sphere", "cube", "cone", "cylinder", "torus", "pyramid", "egg_shape", "capsule", "arch")


def extras(brief: Brief, place: str, seed: int) -> tuple[tuple[Thing, ...], tuple[Relation, ...], list[str]]:
    """Things, their relations and notes for a sentence that names no thing we can build."""
    barred = {excluded.what.lower() for excluded in brief.excluded}
    if brief.environment.setting is not None:
        dressing = [kind for kind in PLACES[place].dressing if kind in KINDS and kind not in barred]
        if PLACES[place].scale_class == "land":
            return (), (), []  # a landscape is its own subject
        rng = stream(seed, "dress")
        picked = list(rng.permutation(dressing))[: 1 + int(rng.integers(3))] if dressing else []
        return tuple(_thing(i, str(kind)) for i, kind in enumerate(picked)), (), []
    return _still(brief, seed, barred)


def lettered(brief: Brief) -> tuple[Brief, list[str]]:
    """The Brief with a small sign beside everything that should bear words but has no place for
    them, and notes that say so."""
    things, relations, notes = list(brief.things), list(brief.relations), list[str]()
    for i, thing in enumerate(brief.things):
        kind = KINDS.get(thing.kind)
        if not thing.text or kind is None or kind.lettering is not None or "sign" not in KINDS:
            continue
        word = thing.word or thing.kind
        sign = msgspec.structs.replace(_thing(i, "sign"), id=thing.id + SIGN, text=thing.text, size="tiny")
        things[i] = msgspec.structs.replace(thing, text=None)
        things.append(sign)
        relations.append(Relation(kind="next_to", subject=sign.id, objects=(thing.id,), span=NOWHERE))
        notes.append(f"The {word} has no place for lettering; “{thing.text}” stands on a sign beside it.")
    return msgspec.structs.replace(brief, things=tuple(things), relations=tuple(relations)), notes


def _still(
    brief: Brief, seed: int, barred: set[str]
) -> tuple[tuple[Thing, ...], tuple[Relation, ...], list[str]]:
    """Three to five simple forms, one raised on a plinth, in the colours of the mood."""
    rng = stream(seed, "dress", "forms")
    known = [form for form in _FORMS if form in KINDS and form not in barred]
    if not known:
        return (), (), []
    palette = next(
        (_PALETTES[word] for word in brief.atmosphere.mood if word in _PALETTES), ("ivory", "coral", "teal")
    )
    picked = [str(form) for form in rng.permutation(known)][: 3 + int(rng.integers(2))]
    things = [_thing(i, form, palette[i % len(palette)]) for i, form in enumerate(picked)]
    relations: list[Relation] = []
    if "cube" in known and picked[0] in {"sphere", "torus", "egg_shape", "cone"}:
        things.append(_thing(len(things), "cube", palette[-1]))
        relations.append(Relation(kind="on", subject=things[0].id, objects=(things[-1].id,), span=NOWHERE))
    note = "The sentence names no thing I know; painted simple forms in its mood."
    return tuple(things), tuple(relations), [note]


def _thing(number: int, kind: str, colour: str | None = None) -> Thing:
    return Thing(
        id=f"dress{number}", kind=kind, known=True, word=kind.replace("_", " "), span=NOWHERE, colour=colour
    )
