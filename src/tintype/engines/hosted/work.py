"""Work: one Plan, from what is sent to the file that comes back; each provider has its own."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import TintypeError
from tintype.core.event import Progress
from tintype.engines.hosted.ask import Unsure, ask
from tintype.runtime.http import Call, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tintype.core.event import Emit
    from tintype.core.request import Plan
    from tintype.engines.hosted.models import Model
    from tintype.engines.hosted.service import Service
    from tintype.engines.hosted.till import Bought

_MOST = 64 << 20


class Work:
    """A plan being painted. key: the same for the same picture."""

    key = ""

    def __init__(self, service: Service, model: Model, plan: Plan, emit: Emit) -> None:
        self.service, self.model, self.plan, self.emit = service, model, plan, emit
        self.steps, self.done = 1, 0

    def ask(self, attempt: str) -> Bought:
        """The picture, asked for under the name of that attempt. Raises Unsure where it may have run."""
        raise NotImplementedError

    def named(self, facts: Any, files: Iterable[tuple[str, bytes]] = ()) -> str:
        """A key made of whom is asked, what, and for which seed."""
        whole = sha256(msgspec.json.encode([self.service.url, facts, self.plan.seed]))
        for field, data in files:
            whole.update(f"|{field}|".encode() + sha256(data).digest())
        return whole.hexdigest()

    def beat(self) -> None:
        """Says that we wait; raises Cancelled once nobody needs it."""
        self.emit(Progress(f"waiting for {self.service.host}", self.done, self.steps))

    def arrived(self) -> None:
        """It is here."""
        self.emit(Progress(f"painted by {self.service.host}", self.steps, self.steps))

    def fetched(self, url: str, headers: dict[str, str] | None = None) -> bytes:
        """A picture that is only linked: from the service itself with its headers, from elsewhere without."""
        host = self.service.host
        if url.startswith("/"):
            url = f"{self.service.url.partition(':')[0]}://{host}{url}"
        try:
            if url.startswith((f"http://{host}/", f"https://{host}/")):
                reply = ask(Call(url=url, method="GET", headers=headers or {}), self.beat)
                if reply.status == 200:
                    return reply.body()
                raise Unsure(f"{host} painted it, but its link answers {reply.status}; try again later.")
            with ThreadPoolExecutor(1) as aside:  # a loop may run in this thread, in a notebook
                return aside.submit(lambda: asyncio.run(fetch(url, most=_MOST))).result()
        except Unsure:
            raise
        except TintypeError as error:
            raise Unsure(f"{host} painted it, but its link does not open ({error}); try again.") from error
