"""What every answer carries, and the last net under it: an id, security headers, a line in the log."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tintype.core.ids import new_id
from tintype.server import errors

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self';"
    " img-src 'self' data: blob:; script-src 'self'; style-src 'self'; font-src 'self'; manifest-src 'self'"
)
"""Content-Security-Policy: nothing from elsewhere, nothing inline."""

SECURITY: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

Seen = Callable[[str, str, int, float], None]
"""(method, route, status, seconds): told of every request."""

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_GIVEN = re.compile(rb"[A-Za-z0-9._:-]{1,80}")
_access = logging.getLogger("tintype.access")


class Envelope:
    """ASGI, outermost: id, headers, log, and an answer where everything below failed."""

    def __init__(self, app: ASGIApp, seen: Seen | None = None) -> None:
        self.app = app
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, code = time.perf_counter(), 0
        request_id = _id(scope)
        scope.setdefault("state", {})["request_id"] = request_id.decode()

        async def sending(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
                there = {name for name, _ in message["headers"]}
                more = [pair for pair in SECURITY if pair[0] not in there]
                if b"cache-control" not in there:
                    more.append((b"cache-control", b"no-store"))
                message = {**message, "headers": [*message["headers"], *more, (b"x-request-id", request_id)]}
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if code or type(error).__name__ == "ClientDisconnect":
                if type(error).__name__ != "ClientDisconnect":
                    errors.known(error)  # into the log; the answer has begun already
                    raise
            else:
                await errors.respond(scope, receive, sending, error)
        finally:
            self._tell(scope, code, time.perf_counter() - start)

    def _tell(self, scope: Scope, code: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        if self._seen is not None:
            self._seen(method, _route(scope), code, seconds)
        if _access.isEnabledFor(logging.INFO):  # the path alone: tokens and signatures come after it
            _access.info("%s %r %d %.0f ms %s", method, scope["path"][:200], code, 1000 * seconds,
                         scope["state"]["request_id"])  # fmt: skip


def _route(scope: Scope) -> str:
    """The address with names in place of what was said there: /api/jobs/{id}."""
    if scope.get("endpoint") is None:
        return "elsewhere"
    path: str = scope["path"]
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(f"/{value}", f"/{{{name}}}", 1)
    return path


def _id(scope: Scope) -> bytes:
    """The request's id: the caller's own where it is harmless, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _GIVEN.fullmatch(value):
            return value
    return f"req_{new_id()}".encode()
