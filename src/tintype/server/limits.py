"""How much of a request is read. Counted while it streams in, before anything is parsed.

A body that is too large is refused at the byte that is too many, whether its length was announced
or not; JSON also by how many values it holds, for a small text may become a thousand times its size
in memory; a body that stops coming is given up.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tintype.core.errors import BadFile, TooLarge
from tintype.server import errors

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGABYTE = 2**20
OWN_JSON = MEGABYTE
"""Bytes of JSON that our own API takes; pictures come as files there."""
MOST_VALUES = 100_000
"""Commas and brackets in a JSON body, at most: base64 has none, a request a few dozen."""
STALL = 30.0
"""Seconds without a byte of an unfinished body."""


class Limits:
    """ASGI: the request as far as it may be read."""

    def __init__(self, app: ASGIApp, megabytes: int) -> None:
        self.app = app
        self._most = megabytes * MEGABYTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        fields = dict(scope["headers"])
        is_json = not fields.get(b"content-type", b"").startswith(b"multipart/")
        most = min(self._most, OWN_JSON) if is_json and scope["path"].startswith("/api/") else self._most
        length = fields.get(b"content-length", b"0")
        if length.isdigit() and int(length) > most:
            await errors.respond(scope, receive, send, too_large(most))
            return
        await self.app(scope, _counted(receive, most, is_json=is_json), send)


def _counted(receive: Receive, most: int, *, is_json: bool) -> Receive:
    """`receive` that raises TooLarge or BadFile; what comes after the body may take its time."""
    seen = values = 0
    whole = False

    async def counted() -> Message:
        nonlocal seen, values, whole
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), STALL)
        except TimeoutError:
            raise BadFile(f"The body stopped coming for {STALL:.0f} s; send it again.") from None
        if message["type"] != "http.request":
            return message
        body = message.get("body", b"")
        seen += len(body)
        whole = not message.get("more_body", False)
        if seen > most:
            raise too_large(most)
        if is_json:
            values += body.count(b",") + body.count(b"[") + body.count(b"{")
            if values > MOST_VALUES:
                raise TooLarge(f"The JSON holds more than {MOST_VALUES:,} values; send less at once.")
        return message

    return counted


def too_large(most: int) -> TooLarge:
    """The sentence for it."""
    size = f"{most / MEGABYTE:g} MB"
    return TooLarge(f"The request is larger than {size}; send less, or raise the setting `upload_mb`.")
