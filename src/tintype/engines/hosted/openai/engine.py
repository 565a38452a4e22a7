"""OpenAIEngine: paints with whatever speaks OpenAI's images API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import BadOption, UnknownModel
from tintype.core.frame import DEFAULT_LONG_SIDE, check_size
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.engines.hosted import pixels, sizes
from tintype.engines.hosted.ask import ask
from tintype.engines.hosted.openai import models, options, trouble
from tintype.engines.hosted.openai.listing import Listing
from tintype.engines.hosted.openai.work import Work
from tintype.engines.hosted.purse import dollars
from tintype.engines.hosted.till import Till
from tintype.runtime.http import Call

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Quality, Request
    from tintype.engines.hosted.openai.models import Model
    from tintype.engines.hosted.openai.service import Service
    from tintype.ports.engine import ModelCard

_MOST_IMAGES = 16


class OpenAIEngine:
    """One service and its models, each called "service/id". Threads may share it.

    folder: where answers, spending and lists of models are kept. limit: dollars a day.
    """

    def __init__(self, service: Service, folder: Path, limit: float) -> None:
        self.name = service.name
        self._service = service
        self._till = Till(folder, limit)
        self._listing = None if service.official else Listing(service, folder)
        self._keys: dict[tuple[str, ...], str] = {}

    def info(self) -> tuple[ModelCard, ...]:
        return tuple(model.card for model in self._models().values())

    def plan(self, request: Request) -> tuple[Plan, ...]:
        model = self._model(request.model or next(iter(self._models()), ""))
        images, mask = _given(request, model)
        size = check_size(request.size or (DEFAULT_LONG_SIDE, DEFAULT_LONG_SIDE))
        quality: Quality = request.quality or "medium"
        chosen = {**model.defaults(quality), **request.options}
        chosen = options.checked(
            chosen, model.card.options, model.values, model.name, request.operation, masked=bool(mask)
        )
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
        work = Work(self._service, model, plan, emit)
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

    def verify(self, model: str) -> str:
        """Asks the service whether it has a model and takes our key; raises what is wrong."""
        found, host = self._model(model), self._service.host
        call = Call(url=f"{self._service.url}/models", method="GET", headers=self._service.headers())
        reply = ask(call, lambda: None, seconds=20.0)
        said = reply.json()
        if reply.status != 200:
            raise trouble.refusal(self._service, found.id, reply.status, reply.headers, said, costs=False)
        rows = said.get("data") if isinstance(said, dict) else None
        ids = {row.get("id") for row in rows or () if isinstance(row, dict)}
        if found.id not in ids:
            raise UnknownModel(f"{host} answers, and does not list “{found.id}”; another key may see it.")
        return f"{host} has it"

    def _models(self) -> dict[str, Model]:
        found = models.official() if self._listing is None else models.listed(self._service, self._listing)
        return {model.name: model for model in found}

    def _model(self, name: str) -> Model:
        found = self._models()
        if name not in found:
            known = ", ".join(found) or f"none; does {self._service.host} answer?"
            raise UnknownModel(f"The engine “{self.name}” has no model “{name}”; it has: {known}.")
        return found[name]

    def _notes(self, model: Model, plan: Plan) -> tuple[str, ...]:
        """What a user should know before it is painted; raises BadSize."""
        said = [sizes.note((plan.width, plan.height), model.size(plan))]
        if plan.operation == "vary":
            said.append(f"A variation takes no words with it at {self._service.host}.")
        if model.price is not None:
            said.append(f"It costs about {dollars(model.estimate(plan))} at {self._service.host}.")
        return tuple(note for note in (*said, model.farewell) if note)


def _given(request: Request, model: Model) -> tuple[list[str], str]:
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
    most = 1 if operation == "vary" else _MOST_IMAGES
    if len(request.images) > most:
        raise BadOption(
            f"{len(request.images)} images came; to {operation}, “{model.name}” takes at most {most}."
        )
    return list(request.images), (request.mask or "") if operation == "edit" else ""


def _name(plan: Plan) -> tuple[str, ...]:
    """What tells one plan from another, wherever its pictures lie."""
    size = f"{plan.width}x{plan.height}"
    return plan.model, plan.operation, plan.prompt, str(plan.seed), size, plan.quality
