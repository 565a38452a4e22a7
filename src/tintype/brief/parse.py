"""parse: a sentence → its Brief."""

from __future__ import annotations

from functools import partial

from tintype.brief.attributes import settle
from tintype.brief.bare import colour_after, share_out
from tintype.brief.chunks import NOUNS_IN_ING, Chunk, chunk_at
from tintype.brief.clauses import read_clauses
from tintype.brief.draft import Draft, Likeness, Reading
from tintype.brief.excluded import read_negation
from tintype.brief.floating import settle_floating
from tintype.brief.implied import imply
from tintype.brief.items import Item, itemise
from tintype.brief.lettering import attach, read_lettering
from tintype.brief.lexicon.kinds import FRUITS, LIQUID_VESSELS
from tintype.brief.lightside import settle_side
from tintype.brief.lit import unseen_lamp
from tintype.brief.model import Brief
from tintype.brief.nouns import read_chunk, role_of
from tintype.brief.positions import read_in_row, read_position, read_sequence
from tintype.brief.predicates import read_copula, read_verb
from tintype.brief.refer import as_another, read_ordinal, the_one
from tintype.brief.relations import SPATIAL, read_preposition
from tintype.brief.resolve import resolve_positions, resolve_sequences
from tintype.brief.shades import colour_of
from tintype.brief.smooth import smooth
from tintype.brief.things import read_thing
from tintype.brief.together import share_supports
from tintype.brief.tokens import tokenise
from tintype.core.errors import BadPrompt

LONGEST_SENTENCE = 10_000
SMALL_WORDS = tuple("ordinal filler det conj copula prep style number verb tail row look shade".split())
"""Senses of words that may be passed over where no noun group starts."""
LIGHT_FROM = {
    "from behind": "back",
    "from the front": "front",
    "from the side": "left",
    "from overhead": "above",
    "from directly above": "above",
    "from straight above": "above",
}
"""Words that say where the camera is, and after a light where the light is."""
COMMANDS = frozenset("present display picture model stage frame sketch design compose shoot".split())
"""Verbs that open an order and would else name a thing."""
OPENERS = frozenset("please and you to i we then now just let's lets should must could can would".split())
"""Words after which a verb is to be expected."""
ENDS = {"front": "front", "back": "back", "rear": "back", "foreground": "front"}
"""Words that say before a colon or in brackets how near a thing stands."""
LABELS: dict[str, str] = {
    "subject": "subject",
    "environment": "environment",
    "setting": "environment",
    "background": "environment",
    "lighting": "lighting",
    "light": "lighting",
    "camera": "camera",
    "lens": "camera",
    "atmosphere": "atmosphere",
    "mood": "atmosphere",
    "style": "atmosphere",
}
"""Headings people write before a colon → the element that follows."""


def parse(sentence: str, *, likeness: Likeness | None = None) -> Brief:
    """Read a sentence the way an art director reads a brief.

    likeness(noun) is asked only about a noun that no table knows and answers (a kind of
    `vocabulary.KINDS`, similarity 0..1); from 0.62 on the noun is taken for that kind and the Brief
    records it in `likened`. Raises BadPrompt for a sentence that is blank or over 10,000 characters.
    """
    if len(sentence) > LONGEST_SENTENCE:
        raise BadPrompt(f"The sentence has {len(sentence):,} characters; write at most {LONGEST_SENTENCE:,}.")
    text = "".join(
        " " if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 else c
        for c in sentence
    )
    if not text.strip():
        raise BadPrompt(
            'The sentence is empty; write what the picture should show, as in "a pear on a plate".'
        )
    tokens, passed = smooth(tokenise(text))
    reading = Reading(sentence, tokens, itemise(tokens, passed), likeness)
    reading.filler |= passed
    position = 0
    while position < len(reading.items):
        position = max(position + 1, _step(reading, position))
    _end_clause(reading)
    share_supports(reading)
    settle_floating(reading)
    read_clauses(reading)
    resolve_sequences(reading)
    resolve_positions(reading)
    settle_side(reading)
    if reading.said["lighting"].get("time") in ("night", "midnight"):
        _by_night(reading)
    return imply(reading.finish())


def _by_night(reading: Reading) -> None:
    """A street that the sentence itself puts in the night is a place of its own."""
    if reading.said["environment"].get("setting") == "street":
        reading.said["environment"]["setting"] = "night_street"


def _step(reading: Reading, position: int) -> int:
    """Reads what starts at items[position]; returns the next position."""
    item = reading.items[position]
    if item.kind == "break" and item.key in (",", ";", "\n", ""):
        reading.context = reading.context if reading.labelled else None
        return position + 1
    if item.kind == "stopmark":
        _end_clause(reading)
        return position + 1
    if item.kind == "quote":
        return attach(reading, reading.tokens[item.first].word, item.first, position)
    return _word(reading, position) if item.kind in ("word", "measure") else position + 1


def _word(reading: Reading, position: int) -> int:
    """Reads what starts at the word items[position]; returns the next position."""
    item = reading.items[position]
    if item.key in ENDS and _headed(reading, position):
        return position + 2
    if item.key in LABELS and position + 1 < len(reading.items) and reading.items[position + 1].key == ":":
        reading.context, reading.labelled = LABELS[item.key], True
        reading.filler.add(item.first)
        return position + 2
    following = reading.items[position + 1] if position + 1 < len(reading.items) else None
    if _order_or_times(reading, item, following) or unseen_lamp(reading, item, following):
        return position + 1
    for name, reader in (
        ("negation", read_negation),
        ("lettering", _read_lettering),
        ("in_row", read_in_row),
        ("sequence", read_sequence),
        ("ordinal", partial(read_ordinal, share=share_out)),
    ):
        if item.has(name):
            done = reader(reading, position)
            if done:
                return done
    if item.has("position"):
        done = read_position(reading, position)
        if done:
            return done
    if item.has("prep") and not _opens_noun(reading, item, position):
        return read_preposition(reading, position, item.first)
    if item.has("copula") and not item.has("noun"):
        return read_copula(reading, position)
    if item.has("verb") and not item.has("noun", "light", "fix", "style"):
        done = read_verb(reading, position)
        if done:
            return done
    if (
        item.unknown
        and _participle(reading, item, following)
        and (reading.things or _after_light(reading, item))
    ):
        return read_verb(reading, position)
    return _read_group(reading, position)


def _headed(reading: Reading, position: int) -> bool:
    """ "front: a cup, back: a vase", "a cup (front)"; whether it was so."""
    around = [reading.items[at].key for at in (position - 1, position + 1) if 0 <= at < len(reading.items)]
    item = reading.items[position]
    if around[-1:] == [":"]:
        reading.fronted = ENDS[item.key]
    elif around == ["(", ")"] and reading.newest is not None:
        reading.newest.place = reading.newest.place or ENDS[item.key]
    else:
        return False
    reading.filler.add(item.first)
    return True


def _order_or_times(reading: Reading, item: Item, following: Item | None) -> bool:
    """The "present" of "present a bottle", the "x2" of "mug x2"."""
    if item.has("times") and reading.newest is not None:
        reading.newest.count = max(1, int(item.senses["times"]))
        reading.grow(item.last)
        return True
    finish = item.has("material") and item.key.endswith("ed") and _after_thing(reading, item)
    if finish and following is not None and following.key == "in" and reading.newest is not None:
        reading.newest.material = reading.newest.material or str(item.senses["material"])
        reading.grow(item.last)
        return True
    orders = item.key in COMMANDS and following is not None and following.has("det", "number")
    if (orders and not reading.phrases) or _bare_order(reading, item, following):
        reading.filler.add(item.first)
        return True
    return False


def _lists(reading: Reading, colon: Item) -> bool:
    """Whether things follow a colon: what stands before it is a heading."""
    after = next((item for item in reading.items if item.first > colon.last), None)
    return after is not None and after.has("det", "number") and not after.has("position")


def _bare_order(reading: Reading, item: Item, following: Item | None) -> bool:
    """The "fetch" of "Fetch a cup": an unknown word before an article names nothing."""
    if not item.unknown or item.plural or following is None:
        return False
    if not following.has("det", "number") and not (following.key == ":" and _lists(reading, following)):
        return False
    before = reading.tokens[item.first - 1] if item.first else None
    opens = before is None or before.kind in ("break", "stopmark") or before.word in OPENERS
    if opens and following.key == ":":
        return True
    return opens and reading.tokens[following.first].word not in ("of", "his", "her")


def _participle(reading: Reading, item: Item, following: Item | None) -> bool:
    """An unknown word right after a thing that must be a verb: "moored", "breathes", "moving in"."""
    if item.key in NOUNS_IN_ING:
        return False
    led = following is None or following.has("prep", "position", "conj") or following.kind != "word"
    if _after_thing(reading, item):
        return item.key.endswith("ing") or item.plural or (led and item.key.endswith("ed"))
    if _after_light(reading, item) and item.plural and led:
        return True
    latest = reading.latest
    beside = latest is not None and latest.last + 1 == item.first
    return beside and led and item.key.endswith(("ing", "ed"))


def _after_light(reading: Reading, item: Item) -> bool:
    previous = reading.latest
    return previous is not None and previous.element == "lighting" and previous.last + 1 == item.first


def _after_thing(reading: Reading, item: Item) -> bool:
    previous = reading.latest
    return previous is not None and previous.element == "subject" and previous.last + 1 == item.first


def _opens_noun(reading: Reading, item: Item, position: int) -> bool:
    return item.has("number", "row") and chunk_at(reading.items, position, reading.tokens) is not None


def _read_group(reading: Reading, position: int) -> int:
    item = reading.items[position]
    previous = reading.latest
    if (
        item.key in LIGHT_FROM
        and previous is not None
        and previous.element == "lighting"
        and previous.last + 1 == item.first
    ):
        reading.say("direction", LIGHT_FROM[item.key])
        reading.grow(item.last, [("direction", LIGHT_FROM[item.key])])
        return position + 1
    chunk = chunk_at(reading.items, position, reading.tokens)
    if chunk is None:
        if item.has(*SMALL_WORDS):
            reading.filler.update(range(item.first, item.last + 1))
        return position + 1
    _fruit_in_company(reading, chunk)
    if chunk.head is not None and chunk.head.has("colour") and _bracketed(reading, chunk):
        chunk.head = None
    role = role_of(chunk, None)
    if (
        chunk.head is None
        and chunk.items[-1].key in ("one", "ones")
        and len(chunk.items) > 1
        and reading.newest is not None
    ):
        return _another(reading, chunk)
    if role == "loose" and _shared_noun(reading, chunk):
        return chunk.last
    if role in ("loose", "material") and colour_after(reading, position, role):
        return chunk.last
    if role == "loose" and share_out(reading, chunk):
        return chunk.last
    first = _start(reading, position)
    if role == "material" and _poured(reading, chunk):
        _take(reading, read_thing(reading, chunk, first), "thing")
        return chunk.last
    draft = read_chunk(reading, chunk, first)
    if draft is not None:
        _take(reading, draft, role)
    return chunk.last


def _bracketed(reading: Reading, chunk: Chunk) -> bool:
    """The "(cognac)" of "a suitcase (cognac)"."""
    items = reading.items
    around = [items[at].key for at in (chunk.first - 1, chunk.last) if 0 <= at < len(items)]
    return around == ["(", ")"] and reading.newest is not None and len(chunk.items) == 1


def _fruit_in_company(reading: Reading, chunk: Chunk) -> None:
    """The "orange" of "apple, pear, orange" is no colour."""
    owner = reading.newest
    if chunk.head is None and owner is not None and owner.kind in FRUITS and chunk.items[-1].has("noun"):
        chunk.head = chunk.items[-1]


def _poured(reading: Reading, chunk: Chunk) -> bool:
    """The "water" of "water in a glass"."""
    items = reading.items
    if chunk.head is None or not chunk.head.has("liquid") or chunk.last >= len(items):
        return False
    following = chunk_at(items, chunk.last + 1, reading.tokens)
    vessel = following.head.named_kind if following is not None and following.head is not None else None
    return items[chunk.last].key in ("in", "inside") and vessel in LIQUID_VESSELS


def _shared_noun(reading: Reading, chunk: Chunk) -> bool:
    """The first half of "a black and a white chess pawn" borrows the noun of the second."""
    items = reading.items
    if not (chunk.article or chunk.count) or chunk.last + 1 >= len(items):
        return False
    if items[chunk.last].key not in ("and", "&"):
        return False
    following = chunk_at(items, chunk.last + 1, reading.tokens)
    if (
        following is None
        or following.head is None
        or following.head.named_kind is None
        or not (following.article or following.count)
    ):
        return False
    if colour_of(chunk.items)[0] is None:
        return False
    last = chunk.items[-1].last
    chunk.items, chunk.head = [*chunk.items, following.head], following.head
    _take(reading, read_thing(reading, chunk, chunk.items[0].first), "thing")
    reading.phrases[-1].last = last
    return True


def _another(reading: Reading, chunk: Chunk) -> int:
    """ "a red sphere and a tiny blue one": one more of the same kind; "the red one" is left alone."""
    pattern = reading.newest
    assert pattern is not None
    colour, _ = colour_of(chunk.items)
    if not chunk.definite and colour and pattern.id in (reading.shares or {pattern.id: 0}):
        _, left = reading.shares.get(pattern.id, (pattern, pattern.count))
        if left and (pattern.count > 1 or reading.shares):
            chunk.count = 1 if chunk.article else chunk.count
            chunk.items = [item for item in chunk.items if not item.has("det")]
            if share_out(reading, chunk):
                return chunk.last
    if chunk.definite:
        the_one(reading, chunk)
        return chunk.last
    as_another(reading, chunk)
    _take(reading, read_thing(reading, chunk, chunk.items[0].first), "thing")
    return chunk.last


def _start(reading: Reading, position: int) -> int:
    return reading.items[position].first


def _take(reading: Reading, draft: Draft, role: str) -> None:
    if role != "thing" and draft is not reading.things[-1]:
        return
    settle(reading, draft, main=True)


def _end_clause(reading: Reading) -> None:
    if reading.main is None and reading.prior is not None:
        for kind, names, span in reading.pending:
            if kind in SPATIAL or kind == "on":
                token = next(at for at, t in enumerate(reading.tokens) if t.start >= span.start)
                reading.relate(kind, reading.prior.id, names, token, token)  # type: ignore[arg-type]
    reading.prior = reading.main or reading.prior
    reading.main = reading.last = None
    reading.pending.clear()
    reading.context, reading.labelled = None, False
    if reading.fronted is not None and reading.newest is not None:
        reading.newest.place = reading.newest.place or reading.fronted
    reading.fronted = None


def _read_lettering(reading: Reading, position: int) -> int:
    item = reading.items[position]
    following = reading.items[position + 1] if position + 1 < len(reading.items) else None
    if following is None or (not reading.things and following.kind != "quote"):
        return 0
    if item.has("verb", "noun", "look", "part", "det", "style", "copula") and following.kind not in (
        "quote",
        "mark",
        "break",
    ):
        return 0
    return read_lettering(reading, position)


__all__ = ["parse"]
