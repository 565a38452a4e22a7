"""RetouchEngine: a picture becomes a larger, cleaner, mended or wider one, without words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tintype.core.errors import BadOption, EngineFailed, OurError, TintypeError, UnknownModel
from tintype.core.event import Progress
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.core.version import VERSION
from tintype.engines.retouch import matting, own
from tintype.engines.retouch.weights import FOLDER, card
from tintype.ports.engine import ModelCard
from tintype.runtime import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Operation, Request
    from tintype.engines.retouch.opening import Open, Planned

MODEL = "retouch"
OPTIONS: dict[Operation, tuple[str, ...]] = {
    "upscale": ("scale",),
    "restore": ("strength", "noise"),
    "edit": ("left", "right", "top", "bottom"),
}
"""Operation → options it takes."""

LONGEST = 32_768
"""Side in pixels."""


class RetouchEngine:
    """Works on pictures that exist.

    open: how files become pixels, None = plainly. folder: of the networks. enlarger: file of the user's own
    network, served as the model “enlarger”; cutter: likewise, which tells what stands in front; "": none, the
    environment may name one.
    """

    name = "retouch"

    def __init__(
        self, open: Open | None = None, folder: Path = FOLDER, enlarger: str = "", cutter: str = ""
    ) -> None:
        self._open = open or pictures.opened
        self._folder = folder
        self._enlarger = enlarger or os.environ.get(own.VARIABLE, "")
        self._cutter = cutter or os.environ.get(matting.VARIABLE, "")

    @property
    def environ(self) -> dict[str, str]:
        """What a process that paints for us must find in its environment."""
        named = {own.VARIABLE: self._enlarger, matting.VARIABLE: self._cutter}
        return {name: path for name, path in named.items() if path}

    @property
    def folder(self) -> Path:
        """Where the networks lie."""
        return self._folder

    def info(self) -> tuple[ModelCard, ...]:
        ours = ModelCard(
            name=MODEL,
            title="Retouch",
            best_at="pictures that exist: larger, with less noise and blur and fewer JPEG blocks, things"
            " removed, sides extended",
            cannot="follow words or paint anything new; it fills from what is around",
            licence="Apache-2.0",
            operations=tuple(OPTIONS),
            sizes=(1, LONGEST),
            files={f"{name}.onnx": entry.sha256 for name, entry in card(self._folder).items()},
            options=tuple(name for names in OPTIONS.values() for name in names),
        )
        theirs = [own.card(self._enlarger)] if self._enlarger else []
        theirs += [matting.card(self._cutter)] if self._cutter else []
        return (ours, *theirs)

    def plan(self, request: Request) -> tuple[Plan, ...]:
        model = request.model or MODEL
        cards = {card.name: card for card in self.info()}
        if model == own.MODEL and model not in cards:
            raise UnknownModel(
                "There is no enlarger of your own here; name its file in the setting enlarger."
            )
        if model == matting.MODEL and model not in cards:
            raise UnknownModel(
                "There is no cutter of your own here; name its ONNX file in the setting cutter."
            )
        if model not in cards:
            raise UnknownModel(f"The engine retouch has no model “{model}”; it has: {', '.join(cards)}.")
        if request.operation not in (able := cards[model].operations):
            raise BadOption(f"The model “{model}” cannot {request.operation}; it can: {', '.join(able)}.")
        if request.n < 1:
            raise BadOption(f"{request.n} pictures cannot be made; ask for 1 or more.")
        known = OPTIONS[request.operation]
        for name in request.options:
            if name not in known:
                raise BadOption(
                    f"The model “{model}” knows no option “{name}” to {request.operation};"
                    f" it has: {', '.join(known)}."
                )
        (width, height), settings, notes = self._planned(request)
        first = settle(request.seed)
        return tuple(
            Plan(
                engine=self.name, model=model, operation=request.operation, prompt=request.prompt,
                width=width, height=height, seed=nth(first, index), quality=request.quality or "medium",
                settings=settings, notes=notes, version=VERSION,
            )
            for index in range(request.n)
        )  # fmt: skip

    def _planned(self, request: Request) -> Planned:
        from tintype.engines.retouch import edit, enlarge, restore

        if request.model == matting.MODEL:
            return matting.planned(request, self._open, self._cutter)
        if request.operation == "upscale":
            own_file = self._enlarger if request.model == own.MODEL else ""
            return enlarge.planned(request, self._open, self._folder, own_file)
        if request.operation == "restore":
            return restore.planned(request, self._open, self._folder)
        return edit.planned(request, self._open)

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        emit(Progress("opening", 0, 1))
        try:
            pixels = self._painted(plan, emit)
        except TintypeError:
            raise
        except MemoryError as error:
            raise OurError("There is not enough memory for this size; take a smaller one.") from error
        except Exception as error:
            raise EngineFailed(
                f"Retouching broke on this picture: {error}; another seed may help."
            ) from error
        emit(Progress("done", 1, 1))
        return pixels

    def _painted(self, plan: Plan, emit: Emit) -> Pixels:
        from tintype.engines.retouch import edit, enlarge, restore

        if plan.model == matting.MODEL:
            return matting.painted(plan, self._open, self._cutter, emit)
        if plan.operation == "upscale":
            return enlarge.painted(plan, self._open, self._folder, emit, self._enlarger)
        if plan.operation == "restore":
            return restore.painted(plan, self._open, self._folder, emit)
        return edit.painted(plan, self._open, emit)
