"""A Plan, asked of OpenAI or of a server that speaks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tintype.core.errors import EngineFailed
from tintype.core.event import Preview
from tintype.engines.hosted import pixels, prices, trouble
from tintype.engines.hosted.ask import Reply, ask
from tintype.engines.hosted.openai import answer, options
from tintype.engines.hosted.openai.body import Body, body
from tintype.engines.hosted.till import Bought
from tintype.engines.hosted.work import Work
from tintype.runtime.http import Call

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.request import Plan
    from tintype.engines.hosted.models import Model
    from tintype.engines.hosted.service import Service

_DROPPABLE = ("seed", "response_format")
"""Parameters of ours that a server may not know: it is asked again without them."""


class OpenAIWork(Work):
    """A plan for OpenAI, or for a server that speaks like it."""

    def __init__(self, service: Service, model: Model, plan: Plan, emit: Emit) -> None:
        super().__init__(service, model, plan, emit)
        taken = model.card.options
        chosen = {name: plan.settings[name] for name in taken if name in plan.settings}
        masked = bool(plan.settings["mask"])
        options.checked(chosen, taken, model.values, plan.model, plan.operation, masked=masked)
        id = str(chosen.get("snapshot") or model.id)
        self._body = body(plan, id, model.size(plan), chosen, official=service.official)
        self.steps = int(chosen.get("partial_images") or 0) + 1
        facts = [self._body.path, sorted(self._body.facts.items())]
        self.key = self.named(facts, [(field, data) for field, (_, data, _) in self._body.files])

    def ask(self, attempt: str) -> Bought:
        """The picture, asked for under that name; without what the server does not know, if it says so."""
        sending = self._body
        while True:
            reply = self._send(sending, attempt)
            if reply.status < 300:
                break
            said = reply.json()
            unknown = _unknown(reply.status, said, sending)
            if unknown is None:
                costs = self.model.price is not None
                raise trouble.refusal(
                    self.service, self.model.id, reply.status, reply.headers, said, costs=costs
                )
            sending = sending.without(unknown)
        if reply.kind == "text/event-stream":
            broke = lambda event: trouble.broke_off(self.service, event)  # noqa: E731
            found = answer.streamed(self.service, reply, self._show, broke)
        else:
            found = answer.whole(self.service, reply, self._linked)
        return self._priced(found)

    def _priced(self, found: answer.Answer) -> Bought:
        price, used = self.model.price, found.usage
        if price is None or used is None:
            return Bought(found.file)
        return Bought(found.file, prices.of_tokens(price, used.text, used.image, used.out), used.total)

    def _send(self, sending: Body, attempt: str) -> Reply:
        """Asks. Servers that know such keys see by it that a call is the same."""
        key = f"{self.key[:32]}-{attempt}-{len(sending.facts)}"
        headers = {**self.service.headers(), "Idempotency-Key": key}
        form: dict[str, Any] = (
            {"fields": sending.fields(), "files": sending.files} if sending.files else {"json": sending.facts}
        )
        call = Call(url=self.service.url + sending.path, headers=headers, **form)
        return ask(call, self.beat, again=_worth_waiting)

    def _show(self, number: int, file: bytes) -> None:
        """A partial picture; one that cannot be read harms nobody."""
        self.done = max(self.done, min(number + 1, self.steps - 1))
        self.beat()
        try:
            partial = pixels.received(file, self.service.host)
        except EngineFailed:
            return
        self.emit(Preview(pixels.fitted(partial, (self.plan.width, self.plan.height))))

    def _linked(self, url: str) -> bytes:
        return self.fetched(url, self.service.headers())


def _unknown(status: int, said: Any, sending: Body) -> str | None:
    """The parameter of ours that a server did not know, if that is all that is wrong."""
    if status not in (400, 422):
        return None
    message, _, _, param = trouble.said(said)
    for name in _DROPPABLE:
        if name in sending.facts and (param == name or name in message):
            return name
    return None


def _worth_waiting(said: Any) -> bool:
    """Whether a 429 is about speed and not about money."""
    _, kind, code, _ = trouble.said(said)
    return "insufficient_quota" not in (kind, code)
