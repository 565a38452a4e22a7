"""Service: whom an engine asks, and with which key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Service:
    """name: of the engine, and before each of its models. url: ends where /images begins. key: gives
    the key, "" if there is none. key_from: where the user puts it. official: it is OpenAI's API, so its
    models, limits and prices are in the catalogue. only: models to offer; empty: all it lists."""

    name: str
    url: str
    key: Callable[[], str] = field(repr=False)
    key_from: str = ""
    official: bool = False
    only: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """As errors name it."""
        return urlsplit(self.url).netloc.rsplit("@", 1)[-1]

    def headers(self) -> dict[str, str]:
        """What goes with every call."""
        key = self.key()
        return {"Authorization": f"Bearer {key}"} if key else {}
