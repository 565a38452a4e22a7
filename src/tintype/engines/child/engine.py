"""ChildEngine: wears the face of an engine and paints with it in child processes.

What a model is and what is planned needs no child: that is asked of the engine itself, here. As many
children run as there are threads that paint at once; they stay, with whatever they have loaded, for
the next picture. A child that died is replaced before anybody asks.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

from tintype.core.errors import OurError, WorkerDied
from tintype.engines.child.process import Child
from tintype.engines.child.surroundings import surroundings
from tintype.ports.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.ports.engine import Engine, ModelCard

SILENCE = 120.0
"""Seconds without a word after which a child counts as wedged."""
LOADS = 2
"""Further children that are tried when one dies before it has loaded the engine."""


class ChildEngine:
    """The engine of that reference ("package.module:Class"), in processes of its own.

    Threads may share it. environ: what children find in their environment; None: our own, without
    anything secret. silence: seconds without a word after which a child is killed.
    """

    def __init__(
        self,
        reference: str,
        name: str,
        *,
        environ: Mapping[str, str] | None = None,
        silence: float = SILENCE,
        here: Engine | None = None,
    ) -> None:
        """here: the engine that answers `info` and `plan`; None: one of that reference."""
        self.name = name
        self._reference = reference
        self._environ = surroundings(os.environ) if environ is None else dict(environ)
        self._silence = silence
        self._registry = Registry({name: reference if here is None else lambda: here})
        self._idle: list[Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def info(self) -> tuple[ModelCard, ...]:
        return self._registry.engine(self.name).info()

    def plan(self, request: Request) -> tuple[Plan, ...]:
        return self._registry.engine(self.name).plan(request)

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        """As the engine itself; raises WorkerDied when its process ends while painting."""
        for again in (*[True] * LOADS, False):
            child = self._take()
            try:
                return child.paint(plan, emit, self._silence)
            except WorkerDied:
                if child.ready or not again:  # else it died while it loaded, and not of this plan
                    raise
            finally:
                self._give_back(child)
        raise AssertionError

    def warm(self, count: int = 1) -> None:
        """Starts children until `count` wait for work; they load the engine meanwhile."""
        with self._lock:
            missing = count - len(self._idle)
        for _ in range(missing):
            self._give_back(Child(self.name, self._reference, self._environ))

    def children(self) -> tuple[int, ...]:
        """Process ids of the children that wait for work."""
        with self._lock:
            return tuple(child.pid for child in self._idle)

    def close(self) -> None:
        """Ends all children. Those that still paint end when they are done."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()

    def _take(self) -> Child:
        """A child that waits for work; the one used last, for its memory is warm."""
        while True:
            with self._lock:
                if self._closed:
                    raise OurError(f"The engine “{self.name}” was closed; start the program again.")
                child = self._idle.pop() if self._idle else None
            if child is None:
                return Child(self.name, self._reference, self._environ)
            if child.alive():
                return child
            child.end()  # it died of boredom, or was killed: nobody has lost anything

    def _give_back(self, child: Child) -> None:
        """Keeps it for the next picture; one that died is replaced at once."""
        if not child.alive() and not self._closed:
            child.end()
            with contextlib.suppress(WorkerDied):  # whoever paints next will hear of it
                child = Child(self.name, self._reference, self._environ)
        with self._lock:
            if not self._closed:
                self._idle.append(child)
                return
        child.close()
