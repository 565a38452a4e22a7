"""House: a Studio with everything that a server keeps: ledger, store, jobs, gallery and workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tintype.studio.bus import Bus
from tintype.studio.gallery import Gallery
from tintype.studio.jobs import Jobs
from tintype.studio.runner import Runner
from tintype.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tintype.assets.provenance import Signer
    from tintype.assets.store import Store
    from tintype.brief.enrich import Ask
    from tintype.brief.model import Brief
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.ledger import Ledger
    from tintype.ports.registry import Registry
    from tintype.studio.settings import Settings


class Moderator(Protocol):
    """Looks at what is asked for and at what came out; raises Blocked, a UserError.

    asked: how strict the caller wants it, "low" or "auto".
    """

    def before(self, request: Request, asked: str | None = None) -> None: ...

    def after(self, pixels: Pixels, plan: Plan) -> None: ...


class House(Studio):
    """A Studio that keeps what it is asked and what it paints. `build_house` makes one.

    children: the same engines as in the registry, each in processes of its own. data: its folder.
    alone: no other server can use the same ledger.
    """

    def __init__(
        self,
        registry: Registry,
        settings: Settings,
        *,
        read: Callable[[str], Brief],
        ask: Ask | None,
        children: Registry,
        ledger: Ledger,
        store: Store,
        data: Path,
        alone: bool,
        signer: Signer | None = None,
        moderator: Moderator | None = None,
    ) -> None:
        super().__init__(registry, settings, read=read, ask=ask, assets=store.local)
        self.children = children
        self.ledger = ledger
        self.store = store
        self.data = data
        self.alone = alone
        self.signer = signer
        self.moderator = moderator
        self.bus = Bus(ledger)
        self.runner = Runner(self)
        self.jobs = Jobs(self)
        self.gallery = Gallery(ledger, store, signer, data / "provenance")

    def plan(self, request: Request) -> tuple[Plan, ...]:
        if request.steps:
            from tintype.studio.piping import outlook

            return outlook(self, request)
        return super().plan(request)

    def close(self, grace: float = 0.0) -> None:
        """Stops the workers, which get `grace` seconds to finish, and lets the ledger go."""
        self.runner.stop(grace)
        self.jobs.close()
        self.bus.stop()
        self.ledger.close()
