"""HostedEngine: what engines have in common whose models somebody else runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import BadOption, BadPrompt, UnknownModel
from tintype.core.frame import DEFAULT_LONG_SIDE, check_size
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.engines.hosted import pixels, sizes
from tintype.engines.hosted.purse import dollars
from tintype.engines.hosted.till import Till

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Quality, Request
    from tintype.engines.hosted.models import Model
    from tintype.engines.hosted.service import Service
    from tintype.engines.hosted.work import Work
    from tintype.ports.engine import ModelCard


class HostedEngine:
    """One service and its models, each called "service/id". Threads may share it. Subclasses say which models
    there are, what options they take, and how a plan is asked for.

    folder: where answers, spending and lists of models are kept. limit: dollars a day.
    """

    most_images = 16
    """Pictures that may go along."""

    def __init__(self, service: Service, folder: Path, limit: float) -> None:
        self.name = service.name
        self._service = service
        self._till = Till(folder, limit)
        self._keys: dict[tuple[str, ...], str] = {}

    def info(self) -> tuple[ModelCard, ...]:
        return tuple(model.card for model in self._models().values())

    def plan(self, request: Request) -> tuple[Plan, ...]:
        model = self._model(request.model or next(iter(self._models()), ""))
        images, mask = _given(request, model, self.most_images)
        size = _size(request, images, model)
        quality: Quality = request.quality or "medium"
        chosen = self.options(model, request, quality)
        seed = settle(request.seed)
        first = Plan(
            engine=self.name, model=model.name, operation=request.operation, prompt=request.prompt,
            width=size[0], height=size[1], seed=seed, quality=quality,
            settings={**chosen, "images": images, "mask": mask}, notes=(), version="1",
        )  # fmt: skip
        notes = self._notes(model, first)
        return tuple(
            msgspec.structs.replace(first, seed=nth(seed, index), notes=notes) for index in range(request.n)
        )

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        model = self._model(plan.model)
        work = self.work(model, plan, emit)
        price = None if model.price is None else model.estimate(plan)
        host = self._service.host
        self._keys[_name(plan)] = work.key
        file = self._till.picture(work.key, plan.model, price, host, work.beat, work.ask)
        painted = pixels.fitted(pixels.received(file, host), (plan.width, plan.height))
        if plan.settings["mask"]:
            painted = pixels.within(painted, plan.settings["images"][0], plan.settings["mask"])
        work.arrived()
        return painted

    def receipt(self, plan: Plan) -> str:
        """What the picture of a plan cost that was painted just now, "" if it cost nothing."""
        model, key = self._model(plan.model), self._keys.get(_name(plan))
        return "" if model.price is None or key is None else self._till.receipt(key)

    # What each provider says

    def models(self) -> Sequence[Model]:
        """The models there are; instant."""
        raise NotImplementedError

    def options(self, model: Model, request: Request, quality: Quality) -> dict[str, Any]:
        """All options of a request, checked; raises BadOption."""
        raise NotImplementedError

    def work(self, model: Model, plan: Plan, emit: Emit) -> Work:
        """How a plan is asked for; raises what is wrong with it."""
        raise NotImplementedError

    def note(self, model: Model, plan: Plan) -> str:
        """What should be known of the size it is painted at, or of what is not told to it."""
        return sizes.note((plan.width, plan.height), model.size(plan))

    def verify(self, model: str) -> str:
        """Whether the service has a model; raises what is wrong."""
        self._model(model)
        return f"set up; {self._service.host} looks at the key with the first picture"

    def _models(self) -> dict[str, Model]:
        return {model.name: model for model in self.models()}

    def _model(self, name: str) -> Model:
        found = self._models()
        if name not in found:
            known = ", ".join(found) or f"none; does {self._service.host} answer?"
            raise UnknownModel(f"The engine “{self.name}” has no model “{name}”; it has: {known}.")
        return found[name]

    def _notes(self, model: Model, plan: Plan) -> tuple[str, ...]:
        """What a user should know before it is painted; raises BadSize."""
        said = [self.note(model, plan)]
        if plan.operation == "vary":
            said.append(f"A variation takes no words with it at {self._service.host}.")
        if model.price is not None:
            said.append(f"It costs about {dollars(model.estimate(plan))} at {self._service.host}.")
        return tuple(note for note in (*said, model.farewell) if note)


def _size(request: Request, images: list[str], model: Model) -> tuple[int, int]:
    """(width, height) of the picture: as asked, or like the first image, as far as the model paints that."""
    if request.size is not None or not images:
        return check_size(request.size or (DEFAULT_LONG_SIDE, DEFAULT_LONG_SIDE))
    return check_size(sizes.like(pixels.size_of(images[0]), model.limits))


def _given(request: Request, model: Model, most: int) -> tuple[list[str], str]:
    """(images, mask) of a request; raises BadOption for what the model cannot do with them."""
    operation = request.operation
    if operation not in model.card.operations:
        able = ", ".join(model.card.operations)
        raise BadOption(f"The model “{model.name}” cannot {operation}; it can: {able}.")
    if request.n < 1:
        raise BadOption(f"{request.n} pictures cannot be painted; ask for 1 or more.")
    if operation == "generate":
        return [], ""
    if not request.images:
        raise BadOption(f"There is no image to {operation}; give one.")
    if operation == "edit" and not request.prompt.strip():
        raise BadPrompt(f"“{model.name}” edits by words; say what to change, or use another model.")
    most = 1 if operation == "vary" else most
    if len(request.images) > most:
        raise BadOption(
            f"{len(request.images)} images came; to {operation}, “{model.name}” takes at most {most}."
        )
    return list(request.images), (request.mask or "") if operation == "edit" else ""


def _name(plan: Plan) -> tuple[str, ...]:
    """What tells one plan from another, wherever its pictures lie."""
    size = f"{plan.width}x{plan.height}"
    return plan.model, plan.operation, plan.prompt, str(plan.seed), size, plan.quality
