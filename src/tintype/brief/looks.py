"""Light, lens and feel: noun groups, and adjectives that stand alone."""

from __future__ import annotations

from typing import Any

from tintype.brief.chunks import Chunk
from tintype.brief.draft import Reading, unique
from tintype.brief.items import Item
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.model import Element, Value


def read_look(reading: Reading, chunk: Chunk, first: int, role: str) -> None:
    """Light, lens or feel: the head names the element, the adjectives say what it is like."""
    head = chunk.head
    assert head is not None
    element: Element = {"light": "lighting", "cam": "camera"}.get(role, "atmosphere")  # type: ignore[assignment]
    says: list[tuple[str, Value]] = []
    if role == "fix":
        element, own = head.senses["fix"]
        says += own
    elif role == "light":
        says += head.senses["light"]
    sense = {"lighting": "lightmod", "camera": "cammod", "atmosphere": "atmomod"}.get(element, "none")
    told: list[tuple[str, Value]] = []
    for modifier in chunk.modifiers:
        told += modifier_says(modifier, sense, element)
    sources = [pair for pair in says if pair[0] == "source"]
    reading.phrase(element, first, head.last, unique(sources + told + says))


def modifier_says(modifier: Item, sense: str, element: str) -> list[tuple[str, Value]]:
    """What an adjective says before a head of that element."""
    if modifier.has(sense):
        return list(modifier.senses[sense])
    if modifier.has("measure"):
        _, key, value = modifier.senses["measure"]
        return [(key, int(value) if key == "kelvin" else value)]
    if modifier.has("fix"):
        return list(modifier.senses["fix"][1])
    if modifier.has("named"):
        return [("place", modifier.key.title())]
    if element == "lighting":
        if modifier.has("light"):
            return list(modifier.senses["light"])
        if modifier.has("colour"):
            return [("colour", str(modifier.senses["colour"]))]
        kind = modifier.named_kind
        if kind in SOURCE_KINDS:
            return [("source", SOURCE_KINDS[kind])]
    return []


def read_loose(reading: Reading, chunk: Chunk) -> None:
    """Adjectives without a noun, or before "photo": each says its own thing."""
    run: list[tuple[Item, Element, list[tuple[str, Value]]]] = []
    for item in chunk.items:
        told = _in_context(reading, item) or _loose_says(item)
        if told is not None:
            run.append((item, *told))
        elif item.has("style", "det", "look", "size", "number", "named", "ground", "backdrop"):
            reading.filler.update(range(item.first, item.last + 1))
    for item, element, says in run:
        previous = reading.latest
        within = (
            previous is not None and previous.last + 1 == item.first and previous.last >= chunk.items[0].first
        )
        told = reading.context is not None and not reading.labelled
        told = told or (element == "camera" and _aperture_of(reading, item))
        if previous is not None and previous.element == element and (within or told):
            reading.grow(item.last, says)
            for key, value in says:
                reading.say(key, value, element if key == "colour" else None)
        else:
            reading.phrase(element, item.first, item.last, says)


def _aperture_of(reading: Reading, item: Item) -> bool:
    """ "an aperture of f/8", "a 50mm lens at f/8"."""
    previous = reading.latest
    if previous is None or not item.has("measure") or not reading.touching(item.first):
        return False
    return item.first - previous.last <= 2


def _in_context(reading: Reading, item: Item) -> tuple[Element, list[tuple[str, Value]]] | None:
    """After "Lighting:" or "the light is", a bare "soft" speaks of the light."""
    sense = {"lighting": "lightmod", "camera": "cammod", "atmosphere": "atmomod"}.get(
        reading.context or "", "none"
    )
    if item.has(sense):
        return reading.context, list(item.senses[sense])  # type: ignore[return-value]
    return None


def _loose_says(item: Item) -> tuple[Element, list[tuple[str, Value]]] | None:
    if item.has("measure"):
        element, key, value = item.senses["measure"]
        return element, [(key, int(value) if key == "kelvin" else value)]
    if item.has("fix"):
        element, says = item.senses["fix"]
        return element, list(says)
    for sense, element in (("lightmod", "lighting"), ("cammod", "camera"), ("atmomod", "atmosphere")):
        if (
            item.has(sense)
            and item.senses[sense]
            and not item.has(
                "look", "colour", "noun", "size", "number", "style", "place", "dark", "light_shade"
            )
        ):
            said: Any = item.senses[sense]
            return element, list(said)  # type: ignore[return-value]
    return None
