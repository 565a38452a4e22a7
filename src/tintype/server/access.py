"""Who asks, and what they may do. Every address is closed unless `OPEN` names it.

    a key        Authorization: Bearer tt-…, or Basic with the key as password
    a session    the cookie that the printed address or a key was exchanged for
    this machine a program on loopback needs neither, while the setting `keys` is auto and the server
                 listens on loopback only; a browser does, for any page may make it send requests

What needs no proof is guarded twice: the Host must be a loopback name (a page that rebinds its own
name to 127.0.0.1 shows its own), and an Origin must be ours. A request that came through a proxy is
from elsewhere, whatever its address says.

Scopes: `generate` paints and manages what is one's own, `read` looks at it, `metrics` reads /metrics,
`admin` may all that and sees everybody's. `for:NAME` in a key's scopes makes it see and own what NAME
does; without it a key owns under its own name.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import threading
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request

from tintype.core.errors import BadOption, Forbidden, TooMany, Unauthorized
from tintype.core.job import LOCAL
from tintype.server import errors
from tintype.server.sessions import Secret

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from tintype.core.job import ApiKey
    from tintype.ledger import Ledger
    from tintype.studio.settings import Settings

SCOPES = ("generate", "read", "metrics", "admin")
IMPLIED = {"generate": {"read"}, "admin": {"generate", "read", "metrics"}}
FOR = "for:"

OPEN = ("/", "/healthz", "/readyz", "/favicon.ico", "/api/session")
"""Addresses for everybody: alive or not, the page's closed door, and the way in."""
OPEN_BELOW = ("/files/", "/page/")
"""Addresses below these prove themselves: signed links, and the page's own drawings."""

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_REMEMBER = 5.0
"""Seconds until a key that another process revoked stops opening; one revoked here stops at once."""


class Caller(msgspec.Struct, frozen=True):
    """Who asks. how: key, session or here. key: the key's id, "" without one."""

    owner: str
    scopes: frozenset[str]
    how: str
    key: str = ""

    @property
    def sees(self) -> str | None:
        """Whose jobs and pictures: an owner for the ledger, None for everybody's."""
        return None if "admin" in self.scopes else self.owner


def implied(scopes: Collection[str]) -> frozenset[str]:
    """The scopes and what they include."""
    return frozenset(scopes).union(*(IMPLIED.get(scope, set()) for scope in scopes))


def check_scopes(scopes: Collection[str]) -> tuple[str, ...]:
    """Scopes as a key keeps them; raises BadOption."""
    for scope in scopes:
        if scope not in SCOPES and not (scope.startswith(FOR) and scope[len(FOR) :].strip()):
            raise BadOption(f"There is no scope “{scope[:40]}”; use: {', '.join(SCOPES)}, or {FOR}NAME.")
    if not set(scopes) & set(SCOPES):
        raise BadOption(f"A key needs a scope; use: {', '.join(SCOPES)}.")
    return tuple(scopes)


def of_key(key: ApiKey, how: str = "key") -> Caller:
    """What a key may do, and as whom."""
    name = next((scope[len(FOR) :] for scope in key.scopes if scope.startswith(FOR)), key.name)
    return Caller(f"key:{name}", implied(key.scopes), how, key.id)


OPERATOR = Caller(LOCAL, implied({"admin"}), "session")
HERE = Caller(LOCAL, implied({"admin"}), "here")


class Keys:
    """Keys of the ledger, remembered for a few seconds so that not every request asks it, and
    forgotten as soon as this process revokes any."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[str, tuple[float, int, ApiKey | None]] = {}
        self._lock = threading.Lock()

    def by_secret(self, secret: str) -> ApiKey | None:
        """The key with that secret, None if there is none or it is revoked."""
        return self._remembered(secret, lambda: self._ledger.key(secret))

    def by_id(self, id: str) -> ApiKey | None:
        """The key with that id, None if there is none or it is revoked."""
        return self._remembered(
            f"id {id}",
            lambda: next((key for key in self._all() if key.id == id and key.revoked is None), None),
        )

    def _all(self) -> list[ApiKey]:
        return self._ledger.keys()

    def _remembered(self, name: str, find: Callable[[], ApiKey | None]) -> ApiKey | None:
        now = time.monotonic()
        with self._lock:
            until, revoked, key = self._known.get(name, (0.0, 0, None))
        current = self._ledger.revocations  # before asking: what is revoked meanwhile is asked for again
        if now < until and revoked == current:
            return key
        key = find()
        with self._lock:
            if len(self._known) > 1000:
                self._known.clear()
            if key is not None:
                self._known[name] = (now + _REMEMBER, current, key)
        return key


class Gate:
    """ASGI: knows who asks before anything of the request is read; answers 401 or 403 itself."""

    def __init__(self, app: ASGIApp, ledger: Ledger, settings: Settings, secret: Secret) -> None:
        self.app = app
        self._keys = Keys(ledger)
        self._secret = secret
        self._mode = settings.keys
        self._loopback = is_loopback(settings.host)
        self._names = {name.lower() for name in _listed(settings.names)}
        self._origins = set(_listed(settings.origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        try:
            scope.setdefault("state", {})["caller"] = await self._who(HTTPConnection(scope))
        except (Unauthorized, Forbidden) as error:
            scope["state"]["caller"] = None
            foreign = isinstance(error, Forbidden) and scope["method"] not in ("GET", "HEAD")
            if foreign or (path not in OPEN and not path.startswith(OPEN_BELOW)):
                await errors.respond(scope, receive, send, error)
                return
        except Exception as error:
            await errors.respond(scope, receive, send, error)
            return
        await self.app(scope, receive, send)

    async def _who(self, request: HTTPConnection) -> Caller:
        """The caller; raises Unauthorized, or Forbidden where a page elsewhere speaks through a browser."""
        secret = shown_key(request.headers.get("authorization", ""))
        if secret:
            key = await run_in_threadpool(self._keys.by_secret, secret)
            if key is not None:
                return of_key(key)
            if secret.startswith("tt-"):
                raise Unauthorized("This key opens nothing here; it was revoked or mistyped.")
        self._check_origin(request)
        session = self._secret.session(request.cookies.get(self._secret.cookie, ""))
        if session is not None:
            if not session.key:
                return OPERATOR
            key = await run_in_threadpool(self._keys.by_id, session.key)
            if key is not None:
                return of_key(key, "session")
        self._check_here(request)
        return HERE

    def _check_here(self, request: HTTPConnection) -> None:
        """Whether nothing has to be shown; raises Unauthorized or Forbidden."""
        headers = request.headers
        if self._mode != "never":
            near = request.client is not None and is_loopback(request.client.host)
            proxied = any(name in headers for name in _FORWARDED)
            if self._mode == "always" or not self._loopback or not near or proxied:
                raise Unauthorized("A key is needed here; send it as Authorization: Bearer tt-….")
        name = host_of(headers.get("host", ""))
        if not (is_loopback(name) or name in self._names or (self._mode == "never" and _is_address(name))):
            raise Forbidden(
                f"The name “{name[:60]}” is not one this server is called by; use localhost, show a key,"
                " or add it to the setting `names`."
            )
        browser = "sec-fetch-site" in headers and headers.get("origin") not in self._origins
        if browser and self._mode != "never":
            raise Unauthorized("This browser is not let in yet; open the address that the server printed.")

    def _check_origin(self, request: HTTPConnection) -> None:
        """Raises Forbidden where a page elsewhere is behind the request."""
        origin = request.headers.get("origin")
        if origin is None or origin in self._origins:
            return
        if origin == "null" or urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
            raise Forbidden(
                f"Pages of {origin[:80]} may not call this server; its operator can allow them"
                " by the setting `origins`."
            )


def caller(scope: str) -> Callable[[Request], Caller]:
    """A FastAPI dependency: the caller, who has that scope. Raises Unauthorized, Forbidden, TooMany."""

    def allowed(request: Request) -> Caller:
        found: Caller | None = getattr(request.state, "caller", None)
        if found is None:
            raise Unauthorized("A key is needed here; send it as Authorization: Bearer tt-….")
        if scope not in found.scopes:
            raise Forbidden(f"This key may not do that; it lacks the scope “{scope}”.")
        if scope == "generate" and request.method == "POST" and found.key:
            buckets: Buckets | None = getattr(request.app.state, "buckets", None)
            if buckets is not None:
                buckets.take(found.key)
        return found

    return allowed


class Buckets:
    """Token buckets: `rate` requests a minute and key, of which a quarter may come at once."""

    def __init__(self, rate: int) -> None:
        self._rate = rate / 60
        self._room = max(1.0, rate / 4)
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        """One request; raises TooMany with the seconds until the next is welcome."""
        if not self._rate:
            return
        now = time.monotonic()
        with self._lock:
            level, then = self._levels.get(key, (self._room, now))
            level = min(self._room, level + (now - then) * self._rate)
            self._levels[key] = (level - 1 if level >= 1 else level, now)
        if level < 1:
            wait = (1 - level) / self._rate
            raise TooMany(
                f"This key asks more than {self._rate * 60:g} times a minute; wait {wait:.0f} s.", wait
            )


def shown_key(header: str) -> str:
    """The key in an Authorization header, "" without one. Basic: the password, or else the user."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        user, _, password = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return ""
    return password or user


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.rpartition(":")[0].lower() if ":" in header else header.lower()


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _listed(text: str) -> list[str]:
    return [part.strip().rstrip("/") for part in text.split(",") if part.strip()]
