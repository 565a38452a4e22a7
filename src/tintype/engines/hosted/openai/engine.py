"""OpenAIEngine: paints with whatever speaks OpenAI's images API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tintype.core.errors import UnknownModel
from tintype.engines.hosted import trouble
from tintype.engines.hosted.ask import ask
from tintype.engines.hosted.engine import HostedEngine
from tintype.engines.hosted.models import of_catalogue
from tintype.engines.hosted.openai import models, options
from tintype.engines.hosted.openai.listing import Listing
from tintype.engines.hosted.openai.work import OpenAIWork
from tintype.runtime.http import Call

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.request import Plan, Quality, Request
    from tintype.engines.hosted.models import Model
    from tintype.engines.hosted.service import Service
    from tintype.engines.hosted.work import Work


class OpenAIEngine(HostedEngine):
    """OpenAI, or a server that speaks like it and lists its models."""

    def __init__(self, service: Service, folder: Path, limit: float) -> None:
        super().__init__(service, folder, limit)
        self._listing = None if service.official else Listing(service, folder)

    def models(self) -> Sequence[Model]:
        return (
            of_catalogue("openai") if self._listing is None else models.listed(self._service, self._listing)
        )

    def options(self, model: Model, request: Request, quality: Quality) -> dict[str, Any]:
        chosen = {**model.defaults(quality), **request.options}
        return options.checked(
            chosen, model.card.options, model.values, model.name, request.operation, masked=bool(request.mask)
        )

    def work(self, model: Model, plan: Plan, emit: Emit) -> Work:
        return OpenAIWork(self._service, model, plan, emit)

    def note(self, model: Model, plan: Plan) -> str:
        if plan.operation == "vary":
            return f"A variation takes no words with it at {self._service.host}."
        return super().note(model, plan)

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
