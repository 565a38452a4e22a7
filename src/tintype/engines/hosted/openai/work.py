"""Work: one Plan, from what is sent to the file that comes back."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import EngineFailed, TintypeError
from tintype.core.event import Preview, Progress
from tintype.engines.hosted import pixels, prices
from tintype.engines.hosted.ask import Reply, Unsure, ask
from tintype.engines.hosted.openai import answer, options, trouble
from tintype.engines.hosted.openai.body import Body, body
from tintype.engines.hosted.till import Bought
from tintype.runtime.http import Call, fetch

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.request import Plan
    from tintype.engines.hosted.openai.models import Model
    from tintype.engines.hosted.openai.service import Service

_DROPPABLE = ("seed", "response_format")
"""Parameters of ours that a server may not know: it is asked again without them."""
_MOST = 64 << 20


class Work:
    """A plan being painted. key: the same for the same picture. Raises what is wrong with the plan."""

    def __init__(self, service: Service, model: Model, plan: Plan, emit: Emit) -> None:
        self._service, self._model, self._plan, self._emit = service, model, plan, emit
        taken = model.card.options
        chosen = {name: plan.settings[name] for name in taken if name in plan.settings}
        masked = bool(plan.settings["mask"])
        options.checked(chosen, taken, model.values, plan.model, plan.operation, masked=masked)
        id = str(chosen.get("snapshot") or model.id)
        self._body = body(plan, id, model.size(plan), chosen, official=service.official)
        self._steps, self._done = int(chosen.get("partial_images") or 0) + 1, 0
        self.key = self._named()

    def _named(self) -> str:
        """A name made of whom is asked, what, and for which seed."""
        facts = [self._service.url, self._body.path, sorted(self._body.facts.items()), self._plan.seed]
        whole = sha256(msgspec.json.encode(facts))
        for field, (_, data, _) in self._body.files:
            whole.update(f"|{field}|".encode() + sha256(data).digest())
        return whole.hexdigest()

    def beat(self) -> None:
        """Says that we wait; raises Cancelled once nobody needs it."""
        self._emit(Progress(f"waiting for {self._service.host}", self._done, self._steps))

    def arrived(self) -> None:
        """It is here."""
        self._emit(Progress(f"painted by {self._service.host}", self._steps, self._steps))

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
                costs = self._model.price is not None
                raise trouble.refusal(
                    self._service, self._model.id, reply.status, reply.headers, said, costs=costs
                )
            sending = sending.without(unknown)
        if reply.kind == "text/event-stream":
            broke = lambda event: trouble.broke_off(self._service, event)  # noqa: E731
            found = answer.streamed(self._service, reply, self._show, broke)
        else:
            found = answer.whole(self._service, reply, self._fetched)
        return self._priced(found)

    def _priced(self, found: answer.Answer) -> Bought:
        price, used = self._model.price, found.usage
        if price is None or used is None:
            return Bought(found.file)
        return Bought(found.file, prices.of_tokens(price, used.text, used.image, used.out), used.total)

    def _send(self, sending: Body, attempt: str) -> Reply:
        """Asks. Servers that know such keys see by it that a call is the same."""
        key = f"{self.key[:32]}-{attempt}-{len(sending.facts)}"
        headers = {**self._service.headers(), "Idempotency-Key": key}
        form: dict[str, Any] = (
            {"fields": sending.fields(), "files": sending.files} if sending.files else {"json": sending.facts}
        )
        call = Call(url=self._service.url + sending.path, headers=headers, **form)
        return ask(call, self.beat, again=_worth_waiting)

    def _show(self, number: int, file: bytes) -> None:
        """A partial picture; one that cannot be read harms nobody."""
        self._done = max(self._done, min(number + 1, self._steps - 1))
        self.beat()
        try:
            partial = pixels.received(file, self._service.host)
        except EngineFailed:
            return
        self._emit(Preview(pixels.fitted(partial, (self._plan.width, self._plan.height))))

    def _fetched(self, url: str) -> bytes:
        """A picture that is only linked: from the service itself with its key, from elsewhere without."""
        host = self._service.host
        if url.startswith("/"):
            url = f"{self._service.url.partition(':')[0]}://{host}{url}"
        try:
            if url.startswith((f"http://{host}/", f"https://{host}/")):
                reply = ask(Call(url=url, method="GET", headers=self._service.headers()), self.beat)
                if reply.status == 200:
                    return reply.body()
                raise Unsure(f"{host} painted it, but its link answers {reply.status}; try again later.")
            with ThreadPoolExecutor(1) as aside:  # a loop may run in this thread, in a notebook
                return aside.submit(lambda: asyncio.run(fetch(url, most=_MOST))).result()
        except Unsure:
            raise
        except TintypeError as error:
            raise Unsure(f"{host} painted it, but its link does not open ({error}); try again.") from error


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
