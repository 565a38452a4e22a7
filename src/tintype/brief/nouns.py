"""What a noun group is: a thing, a place, a surface, a light, a lens, a mood."""

from __future__ import annotations

from typing import Any

from tintype.brief.chunks import Chunk
from tintype.brief.draft import OWNER, Draft, Reading
from tintype.brief.items import Item
from tintype.brief.lemma import singular
from tintype.brief.lexicon import DICTIONARY
from tintype.brief.lexicon.colours import MATERIAL_COLOURS
from tintype.brief.lexicon.kinds import BUILT_IN, SINGLE_KINDS, TINTED
from tintype.brief.lexicon.light import SOURCE_KINDS
from tintype.brief.lexicon.numbers import WEAK_NUMBERS
from tintype.brief.model import Element, Value
from tintype.brief.typos import nearest_noun
from tintype.brief.shades import colour_of, material_of, tinted_material

OWNED = frozenset({"its", "their", "his", "her"})
LIKE_ENOUGH = 0.62
CARRIED = frozenset({"on", "at", "across", "in", "against", "over", "through", "along"})
GROUND_MATERIALS_ONLY_ON_THINGS = frozenset(
    ["gold", "brass", "copper", "bronze", "silver", "chrome", "steel", "glass", "frosted_glass", "crystal", "porcelain", "ceramic", "plastic", "rubber", "wax", "rose_gold", "emissive", "pearl", "wicker", "lacquer", "paint", "iron", "rusty_iron", "acrylic"]
)


def role_of(chunk: Chunk, prep: str | None, context: str | None = None) -> str:
    """thing, place, material, backdrop, ground, light, cam, style, part, detail, fix or loose."""
    head = chunk.head
    if head is None:
        return "loose"
    if head.unknown:
        return "thing"
    if head.has("noun") and head.has("place"):
        bare = not chunk.article and chunk.count is None and not head.plural and chunk.first > 0
        bare = bare or context == "environment"
        return "place" if prep in CARRIED or (prep is None and bare) else "thing"
    if head.has("noun") and head.has("material"):
        bare = not chunk.article and chunk.count is None and not head.plural
        return "material" if bare and prep in ("on", "across", "made", "against") else "thing"
    for role in ("noun", "fix", "light", "cam", "place", "named", "detail", "part", "backdrop"):
        if role == "part" and head.has("part") and prep not in (None, "with", "has", "of", "wear", "in"):
            return "thing"
        if head.has(role) and not (role == "fix" and head.has("material", "light")):
            return {"noun": "thing"}.get(role, role)
    for role in ("style", "ground", "material", "fix", "fluid", "liquid"):
        if head.has(role):
            return {"fluid": "thing", "liquid": "thing"}.get(role, role)
    return "loose"


def read_chunk(reading: Reading, chunk: Chunk, first: int, prep: str | None = None) -> Draft | None:
    """Write the group into the reading as one phrase from token `first`; the thing it made, if any."""
    role = role_of(chunk, prep, reading.context)
    if role == "thing":
        return read_thing(reading, chunk, first)
    if role in ("place", "material", "backdrop", "ground", "named"):
        read_place(reading, chunk, first, role, prep)
    elif role in ("light", "cam", "fix"):
        read_look(reading, chunk, first, role)
    elif role in ("part", "detail"):
        return read_part(reading, chunk, first, role, prep)
    else:
        read_loose(reading, chunk)
    return None


def read_thing(reading: Reading, chunk: Chunk, first: int) -> Draft:
    """A new thing, or the one that "the bottle" means."""
    head = chunk.head
    assert head is not None
    typo = nearest_noun(head.key) if head.unknown else None
    if typo is not None:
        reading.likened.append((_text(reading, head), DICTIONARY[typo]["noun"]["kind"]))
        head.key, head.senses = typo, DICTIONARY[typo]
    known = _same_thing(reading, chunk, head)
    if known is not None:
        _dress(reading, known, chunk)
        reading.phrase("subject", first, head.last, [("thing", known.id)])
        return known
    preset: dict[str, str] = head.senses.get("noun") or {}
    kind, is_known = _kind(reading, head, preset)
    draft = Draft(
        id=f"t{len(reading.things) + 1}", kind=kind, known=is_known,
        word=_text(reading, head), span=reading.span(head.first, head.last),
    )  # fmt: skip
    draft.material, draft.colour, draft.contents = preset.get("material"), preset.get("colour"), preset.get("contents")
    draft.size = preset.get("size")  # type: ignore[assignment]
    draft.text, reading.loose_text = reading.loose_text, None
    draft.element = "environment" if kind in BUILT_IN and (reading.things or first != chunk.items[0].first) else "subject"
    head.plural = head.plural or (not is_known and singular(head.key) != head.key)
    draft.plural = head.plural
    draft.count = _count(chunk, head, kind)
    _dress(reading, draft, chunk)
    reading.things.append(draft)
    reading.phrase(draft.element, first, head.last, [("thing", draft.id)])
    if chunk.row:
        reading.relate("in_row", draft.id, (), chunk.items[0].first, head.last)
    _second_colour(reading, draft, chunk)
    return draft


def _second_colour(reading: Reading, draft: Draft, chunk: Chunk) -> None:
    """"red and blue cubes" are two things; "a red and white umbrella" is one."""
    joints = [index for index, item in enumerate(chunk.items) if item.has("conj")]
    if not joints:
        return
    colour, _ = colour_of(chunk.items[joints[0] + 1 :])
    if not draft.plural or draft.count not in (2, 3):
        return
    draft.count = 1 if chunk.count == 2 else draft.count
    other = Draft(
        id=f"t{len(reading.things) + 1}", kind=draft.kind, known=draft.known, word=draft.word, span=draft.span,
        count=draft.count, colour=colour, material=draft.material, size=draft.size, element=draft.element,
    )  # fmt: skip
    reading.things.append(other)
    reading.grow(draft_last(reading), [("thing", other.id)])


def draft_last(reading: Reading) -> int:
    """The last token of the latest phrase."""
    return reading.phrases[-1].last


def _text(reading: Reading, item: Item) -> str:
    span = reading.span(item.first, item.last)
    return reading.sentence[span.start : span.end]


def _kind(reading: Reading, head: Item, preset: dict[str, str]) -> tuple[str, bool]:
    if "kind" in preset:
        return preset["kind"], True
    if reading.likeness is not None and head.unknown:
        found = reading.likeness(head.key)
        if found is not None and found[1] >= LIKE_ENOUGH:
            reading.likened.append((_text(reading, head), found[0]))
            return found[0], True
    return singular(head.key), False


def _count(chunk: Chunk, head: Item, kind: str) -> int:
    if kind in SINGLE_KINDS:
        return 1 if chunk.count is None or (chunk.count == 2 and kind == "headphones") else chunk.count
    weak = any(item.key in WEAK_NUMBERS for item in chunk.items if item.has("number"))
    if chunk.count is not None and not (weak and not head.plural):
        return chunk.count
    return 3 if head.plural else 1


def _same_thing(reading: Reading, chunk: Chunk, head: Item) -> Draft | None:
    if not chunk.definite or head.plural:
        return None
    for draft in reversed(reading.things):
        if draft.kind == (head.senses.get("noun") or {}).get("kind", head.key):
            colour, _ = colour_of(chunk.modifiers)
            if colour is None or draft.colour in (None, colour):
                return draft
    return None


def _dress(reading: Reading, draft: Draft, chunk: Chunk) -> None:
    """Give the thing what its adjectives say."""
    modifiers = chunk.modifiers
    colour, used = colour_of(modifiers)
    material, item = material_of(modifiers, used=used)
    material, colour = tinted_material(material, colour)
    if draft.kind in TINTED and material in MATERIAL_COLOURS and colour is None:
        material, colour = None, MATERIAL_COLOURS[material]
    draft.colour = draft.colour or colour
    draft.material = draft.material or material
    for modifier in modifiers:
        if modifier in used or modifier is item or (modifier.has("number") and not modifier.has("look")):
            continue
        if modifier.has("size") and draft.size is None:
            draft.size = modifier.senses["size"]
        elif modifier.has("fix") and not modifier.has("look", "material", "noun"):
            _say_of_thing(reading, draft, modifier)
        elif (modifier.senses.get("noun") or {}).get("material") and draft.material is None:
            draft.material = modifier.senses["noun"]["material"]
        elif modifier.has("conj"):
            continue
        elif modifier.has("liquid") and not modifier.has("colour") and draft.contents is None and chunk.head is not None:
            draft.contents = str(modifier.senses["liquid"])
        elif modifier.key not in WEAK_NUMBERS and modifier.kind == "word":
            draft.words.append(modifier.key)


def _say_of_thing(reading: Reading, draft: Draft, modifier: Item) -> None:
    """"a backlit pedestrian" says light; "a serene woman" says something of the woman only."""
    element, says = modifier.senses["fix"]
    draft.words.append(modifier.key)
    for key, value in says:
        reading.say(key, value, "lighting" if key == "colour" else None)


def read_place(reading: Reading, chunk: Chunk, first: int, role: str, prep: str | None) -> None:
    """Setting, surface, backdrop or a name on the map."""
    head = chunk.head
    assert head is not None
    modifiers = [item for item in chunk.modifiers]
    colour, used = colour_of(modifiers)
    material, item = material_of(modifiers if role != "material" else [*modifiers, head], used=used)
    material, colour = tinted_material(material, colour)
    says: list[tuple[str, Value]] = []
    if role == "material" and head.senses["material"] == "water" and reading.said["environment"].get("setting"):
        reading.phrase("environment", first, head.last, [])
        return
    if role == "backdrop" or prep == "against":
        _say_backdrop(says, head, material, colour or _shade(modifiers))
        if any(modifier.key in ("plain", "solid", "clean", "simple") for modifier in modifiers) and head.has("backdrop"):
            says.append(("setting", "seamless"))
        for modifier in modifiers:
            if modifier.has("place"):
                says += [pair for pair in modifier.senses["place"] if pair[0] not in dict(says)]
        modifiers = [m for m in modifiers if not m.has("dark", "light_shade", "lightmod")]
    elif role == "place":
        says += _nearer_place(head, modifiers)
        _say_surface(says, material, colour)
    elif role == "named":
        says.append(("place", _text(reading, head)))
    else:
        _say_surface(says, material, colour)
    for modifier in modifiers:
        if modifier in used or modifier is item:
            continue
        says += _place_modifier(reading, modifier)
    reading.phrase("environment", first, head.last, _unique(says))


def _shade(modifiers: list[Item]) -> str | None:
    """"a dark background" is black, a light one white."""
    keys = {modifier.key for modifier in modifiers}
    return "black" if keys & {"dark", "darkened"} else "white" if keys & {"light", "bright", "pale"} else None


def _nearer_place(head: Item, modifiers: list[Item]) -> list[tuple[str, Value]]:
    """"a café table" is in a café."""
    own = list(head.senses["place"])
    if dict(own).get("setting") == "tabletop":
        for modifier in modifiers:
            if modifier.has("place") and not modifier.has("noun"):
                return list(modifier.senses["place"])
    return own


def _say_surface(says: list[tuple[str, Value]], material: str | None, colour: str | None) -> None:
    held = dict(says)
    setting = held.get("setting")
    if setting in ("seamless", "studio", "sky", "void", "brick_wall"):
        if colour or material:
            says.append(("backdrop", colour or material or ""))
        return
    if material and "surface" not in held:
        says.append(("surface", material))
    if setting == "tabletop" and material in ("marble", "black_marble", "green_marble"):
        says[:] = [("setting", "marble_table") if pair[0] == "setting" else pair for pair in says]
    if colour:
        says.append(("surface_colour", colour))


def _say_backdrop(says: list[tuple[str, Value]], head: Item, material: str | None, colour: str | None) -> None:
    if head.has("place") and not head.has("backdrop"):
        says += head.senses["place"]
    own = head.senses.get("material") if not head.has("backdrop") else None
    value = colour or material or own
    if value and "backdrop" not in dict(says):
        says.append(("backdrop", value))


def _place_modifier(reading: Reading, modifier: Item) -> list[tuple[str, Value]]:
    if modifier.has("named"):
        return [("place", _text(reading, modifier))]
    if modifier.has("fix") and not (modifier.has("look") and modifier.senses["fix"][0] == "atmosphere"):
        return list(modifier.senses["fix"][1])
    if modifier.has("dark") and modifier.key == "dark":
        return [("key", "low")]
    return []


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
    reading.phrase(element, first, head.last, _unique(sources + told + says))


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
        kind = (modifier.senses.get("noun") or {}).get("kind")
        if kind in SOURCE_KINDS:
            return [("source", SOURCE_KINDS[kind])]
    return []


def _unique(says: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """The first word on each key; moods and styles all."""
    seen: set[str] = set()
    kept: list[tuple[str, Value]] = []
    for key, value in says:
        if key in ("mood", "style") or key not in seen:
            kept.append((key, value))
            seen.add(key)
    return kept


def read_part(reading: Reading, chunk: Chunk, first: int, role: str, prep: str | None) -> Draft | None:
    """"a golden cap", "condensation droplets": words of the thing they belong to."""
    head = chunk.head
    assert head is not None
    owner = reading.newest
    if owner is None or (role == "part" and prep not in ("with", "has", "of", "wear", "in") and chunk.items[0].key not in OWNED):
        if role == "detail":
            reading.phrase("subject", first, head.last, [])
            return None
        return read_thing(reading, chunk, first)
    words = [item.key for item in chunk.items if not item.has("det")]
    if role == "detail":
        reading.detail = chunk.items[-1].last
    owner.words.append(" ".join(words))
    _join_or_add(reading, first, head.last, owner)
    return owner


def _join_or_add(reading: Reading, first: int, last: int, owner: Draft) -> None:
    """Grow the owner's phrase if the words follow it directly, else start another of its own."""
    phrase = reading.phrases[-1] if reading.phrases else None
    if phrase is not None and phrase.element == "subject" and _adjacent(reading, phrase.last, first):
        reading.grow(last)
    else:
        reading.phrase("subject", first, last, [("thing", owner.id)])


def _adjacent(reading: Reading, before: int, after: int) -> bool:
    return all(token.kind in ("word", "mark") for token in reading.tokens[before + 1 : after])


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
        previous = reading.phrases[-1] if reading.phrases else None
        within = previous is not None and previous.last + 1 == item.first and previous.last >= chunk.items[0].first
        told = reading.context is not None and not reading.labelled
        if previous is not None and previous.element == element and (within or told):
            reading.grow(item.last, says)
            for key, value in says:
                reading.say(key, value, element if key == "colour" else None)
        else:
            reading.phrase(element, item.first, item.last, says)


def _in_context(reading: Reading, item: Item) -> tuple[Element, list[tuple[str, Value]]] | None:
    """After "Lighting:" or "the light is", a bare "soft" speaks of the light."""
    sense = {"lighting": "lightmod", "camera": "cammod", "atmosphere": "atmomod"}.get(reading.context or "", "none")
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
        if item.has(sense) and item.senses[sense] and not item.has("look", "colour", "noun", "size", "number", "style", "place", "dark", "light_shade"):
            said: Any = item.senses[sense]
            return element, list(said)  # type: ignore[return-value]
    return None


def owner_of(key: str) -> Element:
    """The element a key of `says` belongs to."""
    return OWNER[key]
