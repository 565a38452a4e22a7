"""The catalogue: what is known of models that somebody may pick, here or elsewhere, as data.

It lies in `tintype/models/*.toml`, one file for each provider or family. A card says what a model that
is here can do; an entry also says what a model is good at, what it costs, when it was retired and what
to take instead. Nothing is loaded until somebody asks.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from tintype.core.request import Operation

Strength = Literal[
    "photorealism", "understanding", "lettering", "speed", "people", "animals", "style", "editing", "counting"
]
Status = Literal["active", "deprecated", "retired"]

GRADES = ("cannot", "poor", "fair", "good", "very good", "excellent")
"""What the numbers of `Entry.strengths` are called."""


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Dollars. Per million tokens: text, image (sent along), out (image made). tokens: of a picture of
    1024x1024, by quality. Or per picture: megapixel (the first), more (each further), image (each sent
    along)."""

    text: float = 0.0
    image: float = 0.0
    out: float = 0.0
    tokens: dict[str, int] = {}
    megapixel: float = 0.0
    more: float = 0.0


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which sizes a provider paints. step: sides are multiples of it. pixels: fewest and most. edge:
    longest side. fixed: if there are any, these (width, height) alone."""

    step: int = 1
    pixels: tuple[int, int] = (1, 2**26)
    edge: int = 4096
    fixed: tuple[tuple[int, int], ...] = ()


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a licence says. permissive: nobody need accept anything. forbids: what it does not allow, in a
    few words. serve: whether others may be let use the model. url: where it can be read."""

    permissive: bool = False
    forbids: str = ""
    serve: bool = True
    url: str = ""


FOLDER = ("model_index.json", "*/*.json", "*/*.txt", "*/*.jinja", "*/*.model", "*/*.safetensors")
"""Patterns of what a folder in diffusers' layout needs: configurations, tokenizers, weights."""


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a local model comes from and what it takes.

    family: as the engine calls it; variant: within it. repo: on the hub. files, without: patterns of
    paths there, taken and left out. drop: taken out of their names here, so that a variant becomes the one
    that is found. sha256: of files that are known, by path. form: one file that holds all, or a folder in
    diffusers' layout. gated: only for those who accepted
    its licence there. called: beginnings of names that brought files of it have. needs: models of which
    one is needed besides. painter, text, decoder: million parameters of the network that refines, of the
    encoders of words, of the decoder. steps, guidance, size: what its makers advise; guidance 1 is off.
    """

    family: str
    variant: str = ""
    repo: str
    files: tuple[str, ...] = FOLDER
    without: tuple[str, ...] = ()
    drop: str = ""
    sha256: dict[str, str] = {}
    form: Literal["folder", "file"] = "folder"
    gated: bool = False
    called: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    painter: int
    text: int = 0
    decoder: int = 0
    steps: int
    guidance: float = 1.0
    size: int = 1024


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model of the catalogue.

    name: as users pick it, "provider/id" for hosted ones. engine: who paints with it. sizes: shortest
    and longest side. strengths: 0 (cannot) to 5 (excellent), see GRADES; what is not named is unknown.
    evidence: who says so. options: names of the provider's own options it takes; values: which ones,
    where there are few. terms, weights: of local models. ended: since when it is deprecated or retired.
    instead: the model to take then.
    """

    name: str
    engine: str
    title: str
    best_at: str
    cannot: str
    licence: str
    operations: tuple[Operation, ...]
    sizes: tuple[int, int]
    strengths: dict[Strength, int] = {}
    evidence: str = ""
    options: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    snapshots: tuple[str, ...] = ()
    limits: Limits = Limits()
    price: Price | None = None
    terms: Terms | None = None
    weights: Weights | None = None
    status: Status = "active"
    ended: str = ""
    instead: str = ""

    @property
    def id(self) -> str:
        """The name without its provider, as the provider knows it."""
        return self.name.rpartition("/")[2]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    model: tuple[Entry, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Everything in the catalogue, file by file."""
    folder = resources.files("tintype") / "models"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(
        entry for file in files for entry in msgspec.toml.decode(file.read_bytes(), type=_File).model
    )


def entry(name: str) -> Entry | None:
    """The entry of that name; a bare id is found too where only one provider has it."""
    found = [each for each in entries() if each.name == name] or [
        each for each in entries() if each.id == name or name in each.snapshots
    ]
    return found[0] if len(found) == 1 else None


def of_engine(engine: str) -> tuple[Entry, ...]:
    """The entries that an engine paints with and that are not retired."""
    return tuple(each for each in entries() if each.engine == engine and each.status != "retired")
