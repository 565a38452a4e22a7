"""Answer: the picture in what a service sent, at once or as a stream of events, and what it cost."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tintype.core.errors import TintypeError
from tintype.engines.hosted.ask import Reply, Unsure

if TYPE_CHECKING:
    from tintype.engines.hosted.service import Service


@dataclass(frozen=True)
class Usage:
    """Tokens: text and image that went in, out: that came out."""

    text: int = 0
    image: int = 0
    out: int = 0

    @property
    def total(self) -> int:
        return self.text + self.image + self.out


@dataclass(frozen=True)
class Answer:
    """file: of the picture. usage: None where the service says nothing of it."""

    file: bytes
    usage: Usage | None


def whole(service: Service, reply: Reply, fetch: Callable[[str], bytes]) -> Answer:
    """An answer that comes at once. fetch: brings a picture that is only linked. Raises Unsure."""
    body = reply.json()
    try:
        item = body["data"][0]
        encoded, url = item.get("b64_json"), item.get("url")
    except (TypeError, KeyError, IndexError, AttributeError):
        raise Unsure(f"{service.host} answered without a picture; is it a server for images?") from None
    if encoded:
        return Answer(decoded(service, encoded), usage_of(body))
    if isinstance(url, str) and url.startswith("data:"):
        return Answer(decoded(service, url.partition(",")[2]), usage_of(body))
    if isinstance(url, str) and url:
        return Answer(fetch(url), usage_of(body))
    raise Unsure(f"{service.host} answered without a picture; is it a server for images?")


def streamed(
    service: Service,
    reply: Reply,
    show: Callable[[int, bytes], object],
    broke: Callable[[Any], TintypeError],
) -> Answer:
    """An answer that comes as events. show: gets (number, file) of each partial picture. broke: makes
    the error of an event that tells of one. Raises Unsure."""
    for event in events(reply.parts):
        kind = str(event.get("type", ""))
        if kind == "error" or (not kind and event.get("error")):
            raise broke(event)
        if kind.endswith(".partial_image") and event.get("b64_json"):
            number = event.get("partial_image_index", 0)
            show(number if isinstance(number, int) else 0, decoded(service, event["b64_json"]))
        elif kind.endswith(".completed") and event.get("b64_json"):
            return Answer(decoded(service, event["b64_json"]), usage_of(event))
    raise Unsure(
        f"{service.host} ended without the picture; it may have been charged, so it was not asked again"
    )


def events(parts: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    """The JSON of server-sent events; what is none is passed over."""
    data: list[bytes] = []
    for line in _lines(parts):
        if line.startswith(b"data:"):
            data.append(line[5:].strip())
        elif not line and data:
            event, data = _object(b"\n".join(data)), []
            if event is not None:
                yield event
    if data and (event := _object(b"\n".join(data))) is not None:
        yield event


def usage_of(body: Any) -> Usage | None:
    """What an answer says of tokens, as far as it makes sense."""
    usage = body.get("usage") if isinstance(body, dict) else None
    if not isinstance(usage, dict) or _count(usage, "total_tokens") <= 0:
        return None
    details = usage.get("input_tokens_details")
    image = _count(details, "image_tokens") if isinstance(details, dict) else 0
    return Usage(max(0, _count(usage, "input_tokens") - image), image, _count(usage, "output_tokens"))


def decoded(service: Service, text: Any) -> bytes:
    """Base64 as bytes; raises Unsure."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Unsure(f"{service.host} sent a picture that is not base64; tell whoever runs it.") from None


def _lines(parts: Iterator[bytes]) -> Iterator[bytes]:
    buffer = bytearray()
    for part in parts:
        buffer += part
        if b"\n" not in part:
            continue
        *whole, rest = buffer.split(b"\n")
        buffer = bytearray(rest)
        for line in whole:
            yield bytes(line.rstrip(b"\r"))
    if buffer:
        yield bytes(buffer)
        yield b""


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _count(facts: dict[str, Any], name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
