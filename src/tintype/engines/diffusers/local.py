"""Local: what the engine must know of a model that is here. Plain data, so that a process can be told."""

from __future__ import annotations

import json
from typing import Literal

import msgspec

from tintype.ports.engine import ModelCard

VARIABLE = "TINTYPE_LOCAL_MODELS"
"""Where a process of ours finds them, as JSON."""


class Extra(msgspec.Struct, frozen=True, kw_only=True):
    """Something that joins a model of its family. name: as users say it. path: its file."""

    name: str
    part: Literal["lora", "embedding", "control"]
    path: str


class Local(msgspec.Struct, frozen=True, kw_only=True):
    """card: for users. family, variant: see families. form, path: a folder in diffusers' layout, or one
    file. rest: a folder of the same family that has what a file lacks (configurations and tokenizers; for a
    painting network alone all other parts). steps, guidance, size: what its makers advise; 0: as usual.
    extras: what may join it."""

    card: ModelCard
    family: str
    variant: str = ""
    form: Literal["folder", "file", "gguf"] = "folder"
    path: str
    rest: str = ""
    steps: int = 0
    guidance: float = 0.0
    size: int = 0
    extras: tuple[Extra, ...] = ()


def told(models: tuple[Local, ...]) -> str:
    """All of them as one line."""
    return msgspec.json.encode(models).decode()


def heard(text: str) -> tuple[Local, ...]:
    """What `told` said; none for ""."""
    return msgspec.convert(json.loads(text), tuple[Local, ...]) if text else ()
