"""Votes: comparisons of models and who liked what, in a file of the data folder that only grows.

A line of JSON each, whole or not there: written under a lock and flushed. What a crash cut short is
passed over. Who votes twice on a comparison has changed their mind.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import BadOption, CannotWrite, NotFound
from tintype.core.ids import new_id
from tintype.core.job import LOCAL
from tintype.studio.leaderboard import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LETTERS = "ABCDEFGHIJKLMNOP"
MOST = len(LETTERS)
"""Models in one comparison."""
FILE = "votes.jsonl"
TIE = "tie"


class Entrant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A model in a comparison, under its letter. seconds: None while it is not known. memory: peak bytes,
    None where it painted elsewhere. failure: why there is no picture. job: that paints it, in a house."""

    letter: str
    model: str
    seconds: float | None = None
    memory: int | None = None
    failure: str = ""
    job: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True, tag="comparison"):
    """One sentence, painted by several models with the same seed and frame. blind: nobody saw the names."""

    id: str
    at: float
    owner: str
    prompt: str
    seed: int
    size: tuple[int, int]
    blind: bool
    entrants: tuple[Entrant, ...]


class Vote(msgspec.Struct, frozen=True, kw_only=True, tag="vote"):
    """best: a letter, or "" where nobody was better. among: the letters that had a picture."""

    comparison: str
    owner: str
    at: float
    best: str
    among: tuple[str, ...]


class Votes:
    """The votes of a data folder. Threads and programs may share it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def begin(
        self, prompt: str, seed: int, size: tuple[int, int], entrants: Sequence[Entrant], *, blind: bool,
        owner: str = LOCAL, id: str | None = None,
    ) -> Comparison:  # fmt: skip
        """Keeps a comparison; raises CannotWrite."""
        found = Comparison(
            id=id or new_id(), at=time.time(), owner=owner, prompt=prompt, seed=seed, size=size, blind=blind,
            entrants=tuple(entrants),
        )  # fmt: skip
        self._append(found)
        return found

    def comparison(self, id: str | None = None, owner: str | None = None) -> Comparison:
        """That comparison, or the newest; owner None: anybody's. Raises NotFound."""
        found = [
            each
            for each in self._read()
            if isinstance(each, Comparison) and id in (None, each.id) and owner in (None, each.owner)
        ]
        if not found:
            what = f"comparison {id}" if id else "comparison yet"
            raise NotFound(
                f'There is no {what}; make one: tintype compare "a red vase" --models a,b --blind.'
            )
        return found[-1]

    def vote(
        self, id: str | None, best: str, owner: str = LOCAL, *, sees: str | None = None,
        painted: Callable[[Entrant], bool] = lambda entrant: not entrant.failure,
    ) -> Comparison:  # fmt: skip
        """Keeps a vote on a blind comparison; best: a letter, or "tie". Raises NotFound, BadOption."""
        found = self.comparison(id, sees)
        among = tuple(each.letter for each in found.entrants if painted(each))
        letter = "" if best.lower() == TIE else best.upper()
        if not found.blind:
            raise BadOption(f"The comparison {found.id} showed the names, so it takes no votes; add --blind.")
        if len(among) < 2:
            raise BadOption(
                f"The comparison {found.id} has fewer than two pictures; there is nothing to choose."
            )
        if letter and letter not in among:
            raise BadOption(f"“{best[:20]}” is none of its pictures; vote {', '.join(among)} or {TIE}.")
        self._append(Vote(comparison=found.id, owner=owner, at=time.time(), best=letter, among=among))
        return found

    def voted(self, id: str) -> bool:
        """Whether anybody voted on it."""
        return any(isinstance(each, Vote) and each.comparison == id for each in self._read())

    def choices(self) -> list[Choice]:
        """What everybody preferred to what; the last word of each on each comparison."""
        names: dict[str, dict[str, str]] = {}
        last: dict[tuple[str, str], Vote] = {}
        for each in self._read():
            if isinstance(each, Comparison):
                names[each.id] = {entrant.letter: entrant.model for entrant in each.entrants}
            else:
                last[each.comparison, each.owner] = each
        return [
            Choice(tuple(known[letter] for letter in vote.among), known[vote.best] if vote.best else None)
            for vote in last.values()
            if (known := names.get(vote.comparison)) and {*vote.among, vote.best} - {""} <= known.keys()
        ]

    def _read(self) -> Iterable[Comparison | Vote]:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise CannotWrite(f"The votes in {self._path} cannot be read ({error.strerror}).") from error
        for line in data.split(b"\n"):
            try:
                yield msgspec.json.decode(line, type=Comparison | Vote)
            except msgspec.DecodeError:
                continue

    def _append(self, record: Comparison | Vote) -> None:
        import fcntl

        line = b"\n" + msgspec.json.encode(record) + b"\n"  # a line that was cut short ends here
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                os.write(file, line)
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise CannotWrite(
                f"The vote cannot be written to {self._path} ({error.strerror}); free some room or choose"
                " another data folder."
            ) from error


def lettered(models: Sequence[str], *, blind: bool, seed: int | None = None) -> list[tuple[str, str]]:
    """(letter, model) of each; blind: in an order that tells nothing. Raises BadOption."""
    names = list(dict.fromkeys(models))
    if not 2 <= len(names) <= MOST:
        raise BadOption(f"{len(names)} models cannot be compared; name 2 to {MOST}, such as --models a,b.")
    if blind:
        random.Random(seed).shuffle(names)
    return list(zip(LETTERS, names, strict=False))
