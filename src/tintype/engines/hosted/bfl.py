"""Black Forest Labs: a task is handed in, then asked after until its picture lies at a link.

Handing in is what costs, and is done once. Asking after it costs nothing and may be repeated.
"""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tintype.core.errors import BadOption, NoNetwork
from tintype.engines.hosted import pixels, sizes, trouble
from tintype.engines.hosted.ask import SECONDS, Unsure, ask, pause
from tintype.engines.hosted.engine import HostedEngine
from tintype.engines.hosted.models import of_catalogue
from tintype.engines.hosted.till import Bought
from tintype.engines.hosted.work import Work
from tintype.runtime.http import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tintype.core.event import Emit
    from tintype.core.request import Plan, Quality, Request
    from tintype.engines.hosted.models import Model
    from tintype.engines.hosted.service import Service

URL = "https://api.bfl.ai/v1"
_HOME = ".bfl.ai"
"""Hosts below this may be asked after a task, with the key."""
_EVERY = 0.6
"""Seconds between two questions."""
_CREDIT = 0.01
"""Dollars of a credit."""
_MODERATED = ("Request Moderated", "Content Moderated")
_GONE = ("Error", "Task not found", "Failed")

DEFAULTS: dict[str, Any] = {
    "safety_tolerance": 2, "output_format": "png", "prompt_upsampling": False, "guidance": 5.0, "steps": 50,
}  # fmt: skip
_RANGES = {"safety_tolerance": (0, 5), "guidance": (1.5, 10), "steps": (1, 50)}


class BFLEngine(HostedEngine):
    """FLUX.2 at its makers'."""

    most_images = 8

    def models(self) -> Sequence[Model]:
        return of_catalogue("bfl")

    def options(self, model: Model, request: Request, quality: Quality) -> dict[str, Any]:
        return checked(request.options, model)

    def work(self, model: Model, plan: Plan, emit: Emit) -> Work:
        return _Task(self._service, model, plan, emit)

    def note(self, model: Model, plan: Plan) -> str:
        said = [sizes.note((plan.width, plan.height), model.size(plan))]
        if plan.settings["mask"]:
            said.append("The mask is not told to this model; what it paints outside is put back.")
        return " ".join(each for each in said if each)


def checked(given: Mapping[str, Any], model: Model) -> dict[str, Any]:
    """All options of the model; raises BadOption."""
    taken = model.card.options
    for name, value in given.items():
        if name not in taken:
            raise BadOption(
                f"The model “{model.name}” knows no option “{name[:60]}”; it has: {', '.join(taken)}."
            )
        if name in _RANGES:
            low, high = _RANGES[name]
            kind = int | float if name == "guidance" else int
            if isinstance(value, bool) or not isinstance(value, kind) or not low <= value <= high:
                raise BadOption(f"The option {name} is {value!r}; use a number from {low} to {high}.")
        elif name == "prompt_upsampling" and not isinstance(value, bool):
            raise BadOption(f"The option prompt_upsampling is {value!r}; it must be true or false.")
        elif name == "output_format" and value not in ("png", "jpeg"):
            raise BadOption(f"The option output_format is {value!r}; use png or jpeg.")
    return {name: given.get(name, DEFAULTS[name]) for name in taken}


class _Task(Work):
    """A plan as a task there."""

    def __init__(self, service: Service, model: Model, plan: Plan, emit: Emit) -> None:
        super().__init__(service, model, plan, emit)
        width, height = model.size(plan)
        chosen = {name: plan.settings[name] for name in model.card.options if name in plan.settings}
        self._body = {
            "prompt": plan.prompt, "width": width, "height": height, "seed": plan.seed,
            **checked(chosen, model),
        }  # fmt: skip
        files = [pixels.sent(path) for path in plan.settings["images"]]
        self.key = self.named([model.id, sorted(self._body.items())], [("image", data) for data in files])
        for number, data in enumerate(files, 1):
            name = "input_image" if number == 1 else f"input_image_{number}"
            self._body[name] = base64.b64encode(data).decode()

    def ask(self, attempt: str) -> Bought:
        headers = {"x-key": self.service.key(), "accept": "application/json"}
        call = Call(url=f"{self.service.url}/{self.model.id}", headers=headers, json=self._body)
        reply = ask(call, self.beat)
        said = reply.json()
        if reply.status >= 300:
            raise trouble.refusal(self.service, self.model.id, reply.status, reply.headers, said, costs=True)
        url = said.get("polling_url") if isinstance(said, dict) else None
        if not isinstance(url, str):
            raise Unsure(
                f"{self.service.host} took the task and did not say where to ask after it; try again."
            )
        self._trust(url)
        sample = self._awaited(url, headers)
        return Bought(self.fetched(sample), _cost(said.get("cost")))

    def _trust(self, url: str) -> None:
        """The key goes only to where it belongs."""
        parts = urlsplit(url)
        home = parts.netloc == self.service.host
        if not home and not (parts.scheme == "https" and (parts.hostname or "").endswith(_HOME)):
            raise Unsure(
                f"{self.service.host} names a stranger to ask after the task; nothing was asked there."
            )

    def _awaited(self, url: str, headers: dict[str, str]) -> str:
        """Where the finished picture lies."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            pause(_EVERY, self.beat)
            try:
                reply = ask(Call(url=url, method="GET", headers=headers), self.beat, seconds=30.0)
            except (NoNetwork, Unsure):  # the task goes on there, whatever the network does
                continue
            said = reply.json()
            if not isinstance(said, dict):
                continue
            state = said.get("status")
            if state == "Ready" and isinstance(said.get("result"), dict):
                return str(said["result"].get("sample", ""))
            if state in _MODERATED:
                raise trouble.blocked(self.service.host, "")
            if state in _GONE:
                raise Unsure(f"{self.service.host} gave the task up ({state}); another seed may help.")
        raise Unsure(f"{self.service.host} did not finish the task in {SECONDS:g} s; try again later.")


def _cost(credits: Any) -> float | None:
    """Dollars of what the answer says in credits."""
    if isinstance(credits, bool) or not isinstance(credits, int | float) or credits < 0:
        return None
    return credits * _CREDIT
