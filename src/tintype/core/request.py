"""What was asked (Request) and what will be done (Plan). Pure data, JSON both ways."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Operation = Literal["generate", "edit", "vary", "upscale", "restore", "face_swap"]
Quality = Literal["low", "medium", "high"]


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody asked for. `None` means "you decide"; an engine's `plan` decides.

    size is (width, height) in pixels; images and mask are paths of files that hold them.
    seed < 0 or None draws one; the i-th picture of a request is painted with seed + i.
    steps: of a recipe, first to last, each {"do": …, and what may be said of it}; all that stands above
    then says is the first of them.
    """

    prompt: str
    operation: Operation = "generate"
    images: tuple[str, ...] = ()
    mask: str | None = None
    size: tuple[int, int] | None = None
    n: int = 1
    seed: int | None = None
    model: str | None = None
    quality: Quality | None = None
    options: dict[str, Any] = {}
    steps: tuple[dict[str, Any], ...] = ()


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What will be done for ONE picture: every default decided, no `None` left.

    Painting an equal Plan gives equal pixels on the same machine kind. `settings` belongs to the
    engine (for `stage` it holds the whole Scene) and is JSON: dict, list, str, int, float, bool.
    `notes` are sentences for the user, e.g. 'I know no "unicorn"; painted without it.'
    """

    engine: str
    model: str
    operation: Operation
    prompt: str
    width: int
    height: int
    seed: int
    quality: Quality
    settings: dict[str, Any]
    notes: tuple[str, ...]
    version: str
