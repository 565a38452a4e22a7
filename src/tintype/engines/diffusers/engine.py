"""DiffusersEngine: a Request becomes a Plan of steps, which a model paints from files that are here."""

from __future__ import annotations

import math
import os
import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from tintype.core.errors import (
    BadOption,
    BadPrompt,
    BadSize,
    EngineFailed,
    MissingPart,
    TintypeError,
    UnknownModel,
)
from tintype.core.event import Progress
from tintype.core.frame import check_size
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.core.version import VERSION
from tintype.engines.diffusers import extras
from tintype.engines.diffusers.families import family_of
from tintype.engines.diffusers.local import VARIABLE, Local, heard, told

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Request
    from tintype.engines.diffusers.families import Family, Task
    from tintype.engines.diffusers.kept import Kept
    from tintype.ports.engine import ModelCard

SIDES = ("left", "right", "top", "bottom")
OPTIONS = ("steps", "guidance", "negative_prompt", "strength", *SIDES, *extras.OPTIONS)
STEPS = {"low": 0.5, "medium": 1.0, "high": 1.5}
"""Share of the steps that are usual."""
STRENGTH: dict[Task, float] = {"image": 0.6, "inpaint": 1.0}
GENTLE = 0.35
"""Strength where a picture is varied."""
ALIKE = "the same picture, painted anew with small differences"
MOST_STEPS, MOST_GUIDANCE = 200, 50.0
INSTALL = "pip install 'tintype[diffusers]'"


class DiffusersEngine:
    """models: those that are here; None: the ones that the environment names, for a process of its own."""

    name = "diffusers"

    def __init__(self, models: tuple[Local, ...] | None = None) -> None:
        self._models = heard(os.environ.get(VARIABLE, "")) if models is None else models
        self._kept: Kept | None = None
        self._lock = threading.Lock()

    @property
    def environ(self) -> dict[str, str]:
        """What a process that paints for us must find in its environment."""
        return {VARIABLE: told(self._models)}

    def info(self) -> tuple[ModelCard, ...]:
        return tuple(model.card for model in self._models)

    def plan(self, request: Request) -> tuple[Plan, ...]:
        local = self._local(request.model)
        family = family_of(local.family, local.variant)
        if request.operation not in local.card.operations:
            can = ", ".join(local.card.operations)
            raise BadOption(f"The model “{local.card.name}” cannot {request.operation}; it can: {can}.")
        if request.n < 1:
            raise BadOption(f"{request.n} pictures cannot be painted; ask for 1 or more.")
        sides = _sides(request)
        task = _task(request, family, any(sides.values()))
        _check(request, local, family, task)
        size = _size(request, local, family, sides)
        prompt = request.prompt
        if not prompt.strip() and task not in ("vary", "inpaint", "image"):
            if request.operation != "vary":
                raise BadPrompt("There is no sentence; say what the picture shall show.")
            prompt = ALIKE
        settings: dict[str, Any] = {
            "task": task, "images": list(request.images), "mask": request.mask or "", **sides,
            **_settings(request, local, family, task), **extras.planned(request, local),
        }  # fmt: skip
        first = settle(request.seed)
        return tuple(
            Plan(
                engine=self.name, model=local.card.name, operation=request.operation, prompt=prompt,
                width=size[0], height=size[1], seed=nth(first, index), quality=request.quality or "medium",
                settings=settings, notes=extras.notes(request, local), version=VERSION,
            )
            for index in range(request.n)
        )  # fmt: skip

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        emit(Progress("loading", 0, 1))
        local = self._local(plan.model)
        if find_spec("torch") is None or find_spec("diffusers") is None:
            raise MissingPart(f"The files of “{plan.model}” are here, its engine is not; run: {INSTALL}")
        from tintype.engines.diffusers.kept import Kept
        from tintype.engines.diffusers.paint import painted

        with self._lock:  # what is loaded is one; two pictures at once would mix
            self._kept = self._kept or Kept()
            try:
                return painted(plan, local, self._kept, emit)
            except TintypeError:
                raise
            except Exception as error:
                said = " ".join(str(error).split())[:240] or type(error).__name__
                raise EngineFailed(
                    f"The model {plan.model} broke on this ({said}); other settings may help."
                ) from error

    def _local(self, name: str | None) -> Local:
        for model in self._models:
            if name in (None, model.card.name):
                return model
        names = ", ".join(model.card.name for model in self._models) or "none"
        raise UnknownModel(f"The engine diffusers has no model “{name}” here; it has: {names}.")


def _task(request: Request, family: Family, extending: bool) -> Task:
    """Which of its tasks a request is."""
    there = family.pipelines
    if request.operation == "vary":
        return "vary" if "vary" in there else "image" if "image" in there else "instruct"
    if request.operation == "edit" and (request.mask or extending):
        return "inpaint"
    if request.operation == "edit":
        return "instruct" if "instruct" in there else "image"
    if not request.images or request.options.get("control"):
        return "generate"
    return "image" if "image" in there else "instruct"


def _check(request: Request, local: Local, family: Family, task: Task) -> None:
    """Raises BadOption for what the model cannot do, or was not given."""
    from tintype.engines.diffusers.kept import able

    name = local.card.name
    for option in request.options:
        if option not in OPTIONS:
            raise BadOption(f"The model “{name}” knows no option “{option}”; it has: {', '.join(OPTIONS)}.")
    if task not in family.pipelines:
        raise BadOption(f"The model “{name}” cannot do that; {able(family)}.")
    count, most = len(request.images), family.several if task == "instruct" else 1
    if request.operation != "generate" and count == 0:
        raise BadOption(f"There is no picture to {request.operation}; give one.")
    if count > most:
        raise BadOption(f"{count} pictures were given; the model “{name}” takes {most} for this.")
    if request.mask and any(option in SIDES for option in request.options):
        raise BadOption("A mask and sides to extend were given; do one after the other.")
    if request.options.get("negative_prompt") and not family.negative:
        raise BadOption(
            f"The model “{name}” takes no negative_prompt; say in the sentence what is there instead."
        )


def _sides(request: Request) -> dict[str, int]:
    sides = {side: request.options.get(side, 0) for side in SIDES}
    for side, pixels in sides.items():
        if isinstance(pixels, bool) or not isinstance(pixels, int) or pixels < 0:
            raise BadOption(
                f"The option {side} is {pixels!r}; it must be a whole number of pixels, 0 or more."
            )
    return sides


def _size(request: Request, local: Local, family: Family, sides: dict[str, int]) -> tuple[int, int]:
    """(width, height) of what comes out: as asked, or that of the picture and what is added."""
    if request.operation == "generate":
        side = local.size or family.size
        return check_size(request.size or (side, side))
    from tintype.engines.diffusers.pictures import opened, opened_mask

    height, width = opened(request.images[0]).shape[:2]
    size = width + sides["left"] + sides["right"], height + sides["top"] + sides["bottom"]
    if request.size not in (None, size):
        asked = "x".join(map(str, request.size or ()))
        raise BadSize(f"The picture becomes {size[0]}x{size[1]}, not {asked}; leave the size out.")
    if request.mask:
        opened_mask(request.mask, size)
    return size


def _settings(request: Request, local: Local, family: Family, task: Task) -> dict[str, Any]:
    """Steps, guidance and the like: as the options say, or as is usual."""
    usual = max(1, round((local.steps or family.steps) * STEPS[request.quality or "medium"]))
    steps = request.options.get("steps", usual)
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= MOST_STEPS:
        raise BadOption(f"The option steps is {steps!r}; it must be a whole number from 1 to {MOST_STEPS}.")
    gentle = GENTLE if request.operation == "vary" else STRENGTH.get(task, 1.0)
    strength = _number(request, "strength", gentle, 1.0)
    if task in STRENGTH:  # of so many steps only that share is taken, and one has to be
        strength = max(strength, 1 / MOST_STEPS)
        steps = max(steps, math.ceil(1 / strength))
    words = request.options.get("negative_prompt", "")
    if not isinstance(words, str):
        raise BadOption(f"The option negative_prompt is {words!r}; it must be text.")
    return {
        "steps": steps, "negative_prompt": words,
        "guidance": _number(request, "guidance", local.guidance or family.guide, MOST_GUIDANCE),
        "strength": strength,
    }  # fmt: skip


def _number(request: Request, name: str, usual: float, most: float) -> float:
    value = request.options.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise BadOption(f"The option {name} is {value!r}; it must be a number from 0 to {most:g}.")
    return float(value)
