"""Noun groups: a run of items that hangs on one head ("a pair of tall dark blue glass bottles")."""

from __future__ import annotations

from dataclasses import dataclass

from tintype.brief.items import MODIFYING, NOUNISH, Item
from tintype.brief.lexicon.numbers import WEAK_NUMBERS
from tintype.brief.tokens import Token

NOUNS_IN_ING = frozenset(
    "earring building string king wing swing ceiling railing painting clothing wedding duckling sling spring"
    " sibling ring viking thing bed shed seed weed reed sled fly jelly lily belly family butterfly".split()
)
TOOLS = frozenset("camera phone screen window frame mirror table laptop sign paper book moon candle".split())
"""Kinds that name the manner of a picture: "phone photo", "window light"."""
SHADING = ("shade", "dark", "light_shade")
PLACING = ("place", "light", "fix", "material", "liquid", "style", "cam")
LONGEST_GROUP = 24
STOPPING = ("negation", "lettering", "in_row", "sequence", "conj", "copula", "tail")


@dataclass(slots=True)
class Chunk:
    """items[first:last] of the sentence; head is None when it is only adjectives."""

    first: int
    last: int
    items: list[Item]
    head: Item | None
    definite: bool = False
    article: bool = False
    count: int | None = None
    row: bool = False

    @property
    def modifiers(self) -> list[Item]:
        """Everything that is neither the head nor an article or number."""
        return [item for item in self.items if item is not self.head and not item.has("det", "row")]


def chunk_at(items: list[Item], start: int, tokens: list[Token]) -> Chunk | None:
    """The noun group that starts at items[start], or None if none starts there."""
    end = _run_end(items, start, tokens)
    if end == start:
        return None
    run = items[start:end]
    head = _head(run)
    if head is not None:
        cut = start + run.index(head) + 1
        run = items[start:cut]
        end = cut
    chunk = Chunk(start, end, run, head)
    chunk.definite = tokens[run[0].first].word in ("the", "this", "that", "these", "those")
    chunk.article = run[0].has("det") and not run[0].has("number")
    _counts(chunk, run, tokens)
    if head is None and not any(item.has(*MODIFYING) for item in run):
        return None
    return chunk


def _run_end(items: list[Item], start: int, tokens: list[Token]) -> int:
    headed = False
    opened = False
    position = start
    while position < min(len(items), start + LONGEST_GROUP):
        item = items[position]
        if item.kind == "break" and opened and not headed and _comma_inside(items, start, position):
            position += 1
            continue
        if _two_colours(items, position, opened and not headed):
            position += 1
            continue
        if _adverbial(item) and position > start:
            break
        if headed and item.unknown and _third_person(items, start, position):
            break
        if position >= start + 4 and not opened and item.has("det"):
            break
        if item.kind not in ("word", "measure") or not _may_stand(
            item, headed, opened, items, position, tokens
        ):
            break
        if not item.has("det", "row") or item.has("noun", "number"):
            opened = opened or not item.has("det")
        if _adverbial(item):
            position += 1
            break
        headed = headed or _closes(item)
        position += 1
        if item.has("noun") and tokens[item.last].end - tokens[item.last].start > len(tokens[item.last].word):
            break
    while position > start and items[position - 1].kind == "break":
        position -= 1
    return position


def _third_person(items: list[Item], start: int, position: int) -> bool:
    """The "breathes" of "a teapot breathes steam": one teapot has no plural name after it."""
    if not items[position].plural or items[position - 1].unknown or items[position - 1].plural:
        return False
    following = items[position + 1] if position + 1 < len(items) else None
    alone = items[start].key in ("a", "an")
    return alone or (items[start].has("det") and following is not None and following.has("det"))


def _two_colours(items: list[Item], position: int, opened: bool) -> bool:
    """The "and" of "a red and white umbrella"."""
    if not opened or items[position].key not in ("and", "&") or position + 2 >= len(items):
        return False
    before, after = items[position - 1], items[position + 1]
    return (
        before.has("colour") and after.has("colour") and not before.plural and _continues(items[position + 2])
    )


def _adverbial(item: Item) -> bool:
    """ "from behind", "at night", "in profile": complete, and no adjective of what follows."""
    return (
        item.has("fix")
        and item.key.split(" ", 1)[0] in ("from", "at", "in", "by", "seen", "viewed")
        and " " in item.key
    )


def _comma_inside(items: list[Item], start: int, position: int) -> bool:
    """ "a tall, elegant, blue vase": between the adjectives of a group that an article opened."""
    if not items[start].has("det", "number") or not items[position - 1].has("look", "size", "colour"):
        return False
    following = items[position + 1] if position + 1 < len(items) else None
    return (
        following is not None
        and following.has("look", "size", "colour", "material")
        and not following.has("det")
    )


def _closes(item: Item) -> bool:
    """Whether the item surely is a head, so that an adjective after it starts a new group."""
    if item.unknown:
        return not item.key.endswith("'s")
    if item.key in ("seamless", "studio"):
        return False
    strong = (sense for sense in MODIFYING if sense not in ("lightmod", "cammod", "atmomod"))
    return item.has(*NOUNISH) and not item.has(*strong, "row")


def _may_stand(
    item: Item, headed: bool, opened: bool, items: list[Item], position: int, tokens: list[Token]
) -> bool:
    if item.has("det") and not (item.has("number", "noun") and not headed):
        return not opened and not headed
    if item.has("row"):
        return not opened
    word = tokens[item.first].word
    if item.unknown:
        return _unknown_may_stand(word, headed, items, position)
    nominal = item.has(*NOUNISH)
    if headed:
        following = items[position + 1] if position + 1 < len(items) else None
        if (
            item.has("colour")
            and not item.plural
            and following is not None
            and following.has("backdrop", "noun")
        ):
            return False
        if (
            item.has("noun")
            and item.has("verb")
            and position + 1 < len(items)
            and _next_opens(items[position + 1])
        ):
            return False
        if item.has("light", "style") and item.has("noun", "light", "style") and not item.has("position"):
            return True
        return nominal and not item.has("prep", "position", "verb", "conj", "negation", "lettering", "copula")
    if item.has(*STOPPING) and not nominal and not (opened and item.has("look", "fix")):
        return False
    if item.has("prep", "position") and not nominal:
        return (
            opened
            and item.has("look", "lightmod")
            and position + 1 < len(items)
            and _continues(items[position + 1])
        )
    if item.has("verb") and not item.has(*NOUNISH, *MODIFYING):
        follows = position + 1 < len(items) and _continues(items[position + 1])
        return (opened and follows) or (follows and position > 0 and items[position - 1].has("det"))
    return item.has(*NOUNISH, *MODIFYING)


def _next_opens(item: Item) -> bool:
    return item.has("det", "number", "prep")


def _continues(item: Item) -> bool:
    return item.kind == "word" and (item.unknown or item.has(*NOUNISH, *MODIFYING)) and not item.has("det")


def _unknown_may_stand(word: str, headed: bool, items: list[Item], position: int) -> bool:
    if not headed:
        return (
            not word.endswith("ly")
            or word in NOUNS_IN_ING
            or (position + 1 < len(items) and _continues(items[position + 1]))
        )
    previous = items[position - 1]
    return (not word.endswith(("ly", "ing", "ed")) or word in NOUNS_IN_ING) and not previous.has(
        "light", "cam", "style"
    )


def _head(run: list[Item]) -> Item | None:
    """The last item that can be a noun; for "white marble" the material is one."""
    for item in reversed(run):
        if item is run[-1] and _pictured(run):
            continue
        if item.unknown or item.has(*NOUNISH):
            return item if not _only_adjective(item, run) else None
        if item.has("material"):
            return item
        if item.has("fix"):
            return item if item is run[-1] else None
        if item.has("verb") and item.has("look"):
            continue
        return None
    return None


def _pictured(run: list[Item]) -> bool:
    """ "a green hat still life", "blue vase photo": what stands before the picture's name is the thing."""
    if len(run) < 2 or not run[-1].has("style") or run[-1].has("noun", "place", "part"):
        return False
    named = run[-2].named_kind
    return named is not None and named not in TOOLS and not run[-2].has(*PLACING)


def _only_adjective(item: Item, run: list[Item]) -> bool:
    """An "-ly" word, or a colour that also names a fruit but stands bare: no head."""
    if item.unknown:
        return item.key.endswith("ly") and len(item.key) > 4 and len(run) == 1
    if item.has("noun") and item.has("colour") and not item.plural:
        return not any(
            other.has("det", "number")
            or (other.has("look", "size") and not other.has("shade", "dark", "light_shade"))
            for other in run
        )
    return False


def _counts(chunk: Chunk, run: list[Item], tokens: list[Token]) -> None:
    for item in run:
        if item.has("row"):
            chunk.row = chunk.row or item.senses["row"] == "in_row"
        if item.has("number") and item is not chunk.head:
            weak = item.key in WEAK_NUMBERS
            if chunk.count is None or not weak:
                chunk.count = int(item.senses["number"])
