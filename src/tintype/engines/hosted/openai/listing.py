"""Listing: which models a server offers, from its /models; asked once, then remembered.

`info` must be instant, so the list of last time is kept in a file, and a newer one is fetched aside.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import TintypeError
from tintype.engines.hosted.ask import ask
from tintype.ports import catalogue
from tintype.runtime.http import Call

if TYPE_CHECKING:
    from tintype.engines.hosted.service import Service

FRESH = 300.0
"""Seconds in which a list is taken as it is."""
_SECONDS = 2.0
"""That a first list may take; a server that sleeps longer has no models until the next look."""

Listed = tuple[tuple[str, str], ...]
"""(id, whose) of each model."""


class Listing:
    """The models of one service. Threads may share it."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._service = service
        self._path = folder / f"models-{sha256(service.url.encode()).hexdigest()[:12]}.json"
        self._found: Listed | None = None
        self._looked = float("-inf")
        self._lock = threading.Lock()

    def models(self) -> Listed:
        """(id, whose) of each model, as far as it is known now."""
        with self._lock:
            if self._found is None:
                self._found = self._remembered()
            due = time.monotonic() - self._looked > FRESH
            if due:
                self._looked = time.monotonic()
            if due and self._found is None:
                self._found = self._fetched()
                due = False
            found = self._found or ()
        if due:
            threading.Thread(target=self._refresh, name="tintype-listing", daemon=True).start()
        return found

    def _refresh(self) -> None:
        with contextlib.suppress(Exception):  # nobody waits for it: the old list stays
            self._found = self._fetched() or self._found

    def _fetched(self) -> Listed | None:
        """What the server says now, None if it says nothing."""
        service = self._service
        try:
            call = Call(url=f"{service.url}/models", method="GET", headers=service.headers())
            reply = ask(call, lambda: None, seconds=_SECONDS, tries=1)
            found = _models(reply.json()) if reply.status == 200 else None
        except TintypeError:
            return None
        if found is not None:
            self._remember(found)
        return found

    def _remembered(self) -> Listed | None:
        try:
            return _models(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, RecursionError):
            return None

    def _remember(self, found: Listed) -> None:
        data = {"data": [{"id": id, "owned_by": whose} for id, whose in found]}
        part = self._path.with_suffix(f".{os.getpid()}.part")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(data))
            os.replace(part, self._path)
        except OSError:
            return  # then it is asked for again next time


def _models(answer: Any) -> Listed | None:
    """The models of an answer of /models; names that only stand for others on a tintype are left out."""
    rows = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        return None
    found = {str(row["id"]): str(row.get("owned_by", "")) for row in rows
             if isinstance(row, dict) and isinstance(row.get("id"), str) and row["id"]}  # fmt: skip
    foreign = {entry.id for entry in catalogue.entries() if "/" in entry.name}
    return tuple((id, whose) for id, whose in found.items() if not (whose == "tintype" and id in foreign))
