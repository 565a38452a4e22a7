"""Noun groups that name a thing: its kind, count, colours and materials; its parts."""

from __future__ import annotations

from tintype.brief.chunks import Chunk
from tintype.brief.draft import Draft, Reading
from tintype.brief.items import Item
from tintype.brief.lemma import singular
from tintype.brief.lexicon import DICTIONARY
from tintype.brief.lexicon.kinds import BUILT_IN, FLIGHTS, HEAPS, LIQUID_VESSELS, POTS, POTTED, SINGLE_KINDS
from tintype.brief.lexicon.numbers import HEAP_WORDS, VAGUE_NUMBERS, WEAK_NUMBERS
from tintype.brief.shades import colour_of, material_of, tinted_material
from tintype.brief.typos import nearest_noun

LIKE_ENOUGH = 0.62


SKINS = frozenset(
    "finish glaze coat coating lacquer paint paintwork enamel exterior body surface"
    " skin hue cover upholstery patina"
    " colouring coloring look cloth fabric shell casing wrapping".split()
)
"""Parts whose colour is the thing's own."""
OWNED = frozenset({"its", "their", "his", "her"})


def read_thing(reading: Reading, chunk: Chunk, first: int) -> Draft:
    """A new thing, or the one that "the bottle" means."""
    head = chunk.head
    assert head is not None
    typo = nearest_noun(head.key) if head.unknown else None
    if typo is not None:
        reading.likened.append((reading.text(head), DICTIONARY[typo]["noun"]["kind"]))
        head.key, head.senses = typo, DICTIONARY[typo]
    known = _same_thing(reading, chunk, head)
    if known is not None:
        _dress(reading, known, chunk)
        reading.mentions.append((chunk.items[0].first, head.last, known.id))
        reading.phrase("subject", first, head.last, [("thing", known.id)])
        return known
    preset: dict[str, str] = head.senses.get("noun") or {}
    kind, is_known = _kind(reading, head, preset)
    kind = _heap_kind(chunk, head, kind)
    draft = Draft(
        id=f"t{len(reading.things) + 1}",
        kind=kind,
        known=is_known,
        word=reading.text(head),
        span=reading.span(head.first, head.last),
    )
    draft.material, draft.colour, draft.contents = (
        preset.get("material"),
        preset.get("colour"),
        preset.get("contents"),
    )
    draft.size = preset.get("size")  # type: ignore[assignment]
    draft.text, reading.loose_text = reading.loose_text, None
    draft.element = "environment" if kind in BUILT_IN and first != chunk.items[0].first else "subject"
    head.plural = head.plural or (
        not is_known and not head.senses.get("stranger") and singular(head.key) != head.key
    )
    draft.plural = head.plural
    draft.count = _count(chunk, head, kind)
    if kind == "stone" and head.key == "pebble":
        draft.size = "small"
    _dress(reading, draft, chunk)
    for modifier in chunk.modifiers:
        wine_vessel(draft, modifier)
    for key, value in head.senses.get("place", ()):
        if kind == "table" and value == "cafe":
            reading.say(key, value)
    _told_of(reading, draft, chunk, head, first)
    _second_colour(reading, draft, chunk)
    return draft


def _told_of(reading: Reading, draft: Draft, chunk: Chunk, head: Item, first: int) -> None:
    """The new thing joins what was read."""
    reading.things.append(draft)
    reading.mentions.append((chunk.items[0].first, head.last, draft.id))
    reading.phrase(draft.element, first, head.last, [("thing", draft.id)])
    if chunk.row:
        reading.relate("in_row", draft.id, (), chunk.items[0].first, head.last)


def _second_colour(reading: Reading, draft: Draft, chunk: Chunk) -> None:
    """ "red and blue cubes" are two things; "a red and white umbrella" is one."""
    joints = [index for index, item in enumerate(chunk.items) if item.has("conj")]
    if not joints:
        return
    colour, _ = colour_of(chunk.items[joints[0] + 1 :])
    if not draft.plural or draft.count not in (2, 3):
        return
    draft.count = 1 if chunk.count == 2 else draft.count
    other = Draft(
        id=f"t{len(reading.things) + 1}",
        kind=draft.kind,
        known=draft.known,
        word=draft.word,
        span=draft.span,
        count=draft.count,
        colour=colour,
        material=draft.material,
        size=draft.size,
        element=draft.element,
    )
    reading.things.append(other)
    reading.grow(reading.phrases[-1].last, [("thing", other.id)])


def _kind(reading: Reading, head: Item, preset: dict[str, str]) -> tuple[str, bool]:
    if "kind" in preset:
        return preset["kind"], True
    if reading.likeness is not None and head.unknown:
        found = reading.likeness(head.key)
        if found is not None and found[1] >= LIKE_ENOUGH:
            reading.likened.append((reading.text(head), found[0]))
            return found[0], True
    return (head.key if head.senses.get("stranger") else singular(head.key)), False


def _heap(chunk: Chunk) -> int | None:
    """The place of "stack of" or "pile of" in the group."""
    return next((at for at, item in enumerate(chunk.items) if item.key in HEAP_WORDS), None)


def _heap_kind(chunk: Chunk, head: Item, kind: str) -> str:
    """A pile of books is one thing of its own; pebbles that are counted are single stones."""
    if kind in HEAPS and head.plural and _heap(chunk) is not None:
        return HEAPS[kind]
    if head.key == "pebble":
        vague = any(item.key in VAGUE_NUMBERS for item in chunk.items)
        counted = not head.plural or chunk.row or (chunk.count is not None and not vague)
        return "stone" if counted else kind
    return kind


def wine_vessel(draft: Draft, drink: Item) -> None:
    """Wine comes in a bottle and a glass of its own shape."""
    if drink.has("liquid") and (drink.senses["liquid"] in ("wine", "white wine") or "ros" in drink.key):
        draft.kind = {"bottle": "wine_bottle", "glass": "wine_glass"}.get(draft.kind, draft.kind)


def _count(chunk: Chunk, head: Item, kind: str) -> int:
    at = _heap(chunk)
    if at is not None and kind in HEAPS.values():
        before = [int(item.senses["number"]) for item in chunk.items[:at] if item.has("number")]
        return before[-1] if before else 2 if chunk.items[at].key.endswith("s of") else 1
    if kind in SINGLE_KINDS:
        vague = any(item.key in VAGUE_NUMBERS for item in chunk.items)
        return 1 if chunk.count is None or vague or head.key in FLIGHTS else chunk.count
    if head.key == "dice" and chunk.count is None and (chunk.definite or not chunk.article):
        return 2
    weak = any(item.key in WEAK_NUMBERS for item in chunk.items if item.has("number"))
    if chunk.count is not None and not (weak and not head.plural):
        return chunk.count
    return 3 if head.plural else 1


def _named_again(reading: Reading, chunk: Chunk) -> bool:
    """The second "mug" of "mug and bowl, mug on the left": bare, and something is said of it."""
    items = reading.items
    if chunk.article or chunk.count is not None or chunk.modifiers or chunk.last >= len(items):
        return False
    return items[chunk.last].has("position", "copula", "colour", "dark", "light_shade") and items[
        chunk.first - 1
    ].kind in (
        "break",
        "stopmark",
    )


def _governed_bare(reading: Reading, chunk: Chunk) -> bool:
    """The second "plinth" of "on a plinth a bust, next to plinth a ladder"."""
    bare = not chunk.article and chunk.count is None and not chunk.modifiers and chunk.first > 0
    return bare and reading.items[chunk.first - 1].has("prep")


def _shaded(reading: Reading, chunk: Chunk) -> bool:
    """Whether a colour follows the group."""
    items = reading.items
    return chunk.last < len(items) and items[chunk.last].has("colour", "dark", "light_shade")


def _same_thing(reading: Reading, chunk: Chunk, head: Item) -> Draft | None:
    if head.plural or not (chunk.definite or _named_again(reading, chunk) or _governed_bare(reading, chunk)):
        return None
    for draft in reversed(reading.things):
        if draft.kind == (head.named_kind or head.key):
            colour, _ = colour_of(chunk.modifiers)
            if draft.colour is not None and colour is None and not chunk.definite and _shaded(reading, chunk):
                return None
            if colour is None or draft.colour in (None, colour):
                return draft
    return None


def _dress(reading: Reading, draft: Draft, chunk: Chunk) -> None:
    """Give the thing what its adjectives say."""
    modifiers = chunk.modifiers
    colour, used = colour_of(modifiers)
    material, item = material_of(modifiers, used=used)
    material, colour = tinted_material(material, colour)
    draft.colour = draft.colour or colour
    draft.material = draft.material or material
    for modifier in modifiers:
        if modifier in used or modifier is item or (modifier.has("number") and not modifier.has("look")):
            continue
        if modifier.has("size") and draft.size is None:
            draft.size = modifier.senses["size"]
        elif modifier.has("fix") and not modifier.has("look", "material", "noun"):
            _say_of_thing(reading, draft, modifier)
        elif modifier.made_of is not None and draft.material is None:
            draft.material = modifier.made_of
        elif modifier.has("conj"):
            continue
        elif (
            modifier.has("liquid")
            and not modifier.has("colour")
            and draft.contents is None
            and chunk.head is not None
        ):
            draft.contents = str(modifier.senses["liquid"])
        elif modifier.key not in WEAK_NUMBERS and modifier.kind == "word":
            draft.words.append(modifier.key)


def _say_of_thing(reading: Reading, draft: Draft, modifier: Item) -> None:
    """ "a backlit pedestrian" says light; "a serene woman" says something of the woman only."""
    _, says = modifier.senses["fix"]
    draft.words.append(modifier.key)
    for key, value in says:
        reading.say(key, value, "lighting" if key == "colour" else None)


def read_pot(reading: Reading, plant: Draft, chunk: Chunk, first: int) -> bool:
    """ "a cactus in a blue pot": the pot is part of the plant, and its colour the plant's own paint."""
    if plant.kind not in POTTED or not names_pot(chunk):
        return False
    colour, used = colour_of(chunk.modifiers)
    material, _ = material_of(chunk.modifiers, used=used)
    plant.words += [word for word in (plant.colour, plant.material) if word]
    plant.colour, plant.material = colour, material
    _join_or_add(reading, first, chunk.items[-1].last, plant)
    return True


def names_pot(chunk: Chunk) -> bool:
    """Whether the group names what a plant grows in."""
    return chunk.head is not None and chunk.head.key in POTS


def plant_in_pot(reading: Reading, pot: Draft, chunk: Chunk) -> bool:
    """ "a clay pot with a cactus" is a cactus in a clay pot."""
    kind = chunk.head.named_kind if chunk.head else None
    if kind not in POTTED or singular(pot.word.lower().split()[-1]) not in POTS:
        return False
    assert chunk.head is not None
    pot.kind, pot.word, pot.span = (
        kind,
        reading.text(chunk.head),
        reading.span(chunk.head.first, chunk.head.last),
    )
    pot.words += [item.key for item in chunk.modifiers if not item.has("number")]
    _join_or_add(reading, chunk.items[0].first, chunk.items[-1].last, pot)
    return True


def reread_inside(reading: Reading, anchor: Draft, chunk: Chunk, first: int) -> bool:
    """A plant in its pot or a drink in its vessel: one thing, not two."""
    return read_pot(reading, anchor, chunk, first) or drink_in_vessel(reading, anchor, chunk, first)


def drink_in_vessel(reading: Reading, drink: Draft, chunk: Chunk, first: int) -> bool:
    """ "iced coffee in a tall glass" is a glass of coffee."""
    liquid = DICTIONARY.get(" ".join(drink.word.lower().split()), {}).get("liquid")
    head = chunk.head
    if drink.known or liquid is None or head is None or head.named_kind not in LIQUID_VESSELS:
        return False
    drink.kind, drink.known, drink.contents = head.named_kind, True, str(liquid)
    drink.word, drink.span = reading.text(head), reading.span(head.first, head.last)
    drink.count, drink.plural = _count(chunk, head, drink.kind), head.plural
    drink.material = head.made_of
    _dress(reading, drink, chunk)
    _join_or_add(reading, first, head.last, drink)
    return True


def read_part(reading: Reading, chunk: Chunk, first: int, role: str, prep: str | None) -> Draft | None:
    """ "a golden cap", "condensation droplets": words of the thing they belong to."""
    head = chunk.head
    assert head is not None
    owner = reading.newest
    after = reading.items[chunk.last] if chunk.last < len(reading.items) else None
    if role == "part" and prep is None and after is not None and after.key == "of":
        reading.filler.update(range(first, head.last + 1))
        return None
    lettered = head.key in ("label", "logo") and head.last + 1 < len(reading.tokens)
    lettered = lettered and "lettering" in DICTIONARY.get(reading.tokens[head.last + 1].word, {})
    if owner is None or (
        role == "part"
        and not lettered
        and prep not in ("with", "has", "of", "wear", "in")
        and chunk.items[0].key not in OWNED
        and (first == 0 or reading.tokens[first - 1].word != "whose")
    ):
        if role == "detail":
            reading.phrase("subject", first, head.last, [])
            return None
        return read_thing(reading, chunk, first)
    words = [item.key for item in chunk.items if not item.has("det")]
    if head.key in SKINS and role == "part":
        owner.colour = owner.colour or colour_of(chunk.modifiers)[0]
    if role == "detail":
        reading.detail = chunk.items[-1].last
    owner.words.append(" ".join(words))
    _join_or_add(reading, first, head.last, owner)
    return owner


def _join_or_add(reading: Reading, first: int, last: int, owner: Draft) -> None:
    """Grow the owner's phrase if the words follow it directly, else start another of its own."""
    phrase = reading.latest
    if phrase is not None and phrase.element == "subject" and reading.touching(first):
        reading.grow(last)
    else:
        reading.phrase("subject", first, last, [("thing", owner.id)])
