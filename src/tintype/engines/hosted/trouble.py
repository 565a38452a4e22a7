"""Trouble: what a service said instead of a picture, as one of our errors: one sentence with the cure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tintype.core.errors import (
    BadFile,
    BadOption,
    BadPrompt,
    BadSize,
    Blocked,
    Busy,
    EngineFailed,
    MissingPart,
    TintypeError,
    TooLarge,
    UnknownModel,
)  # fmt: skip
from tintype.engines.hosted.ask import Unsure
from tintype.engines.hosted.keys import hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.engines.hosted.service import Service

_BLOCKED = {"moderation_blocked", "content_policy_violation", "image_content_policy_violation"}
_NO_CREDIT = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_BY_PARAM: dict[str, type[TintypeError]] = {
    "size": BadSize, "prompt": BadPrompt, "image": BadFile, "mask": BadFile, "markup": BadFile,
}  # fmt: skip
_REASONS = re.compile(r"safety_violations=\[([^]]{0,200})\]")


def said(answer: Any) -> tuple[str, str, str, str]:
    """(message, type, code, param) of an error in whatever shape a server has for it."""
    error = answer
    for name in ("error", "detail", "message"):
        if isinstance(error, dict) and error.get(name):
            error = error[name]
            break
    if isinstance(error, list) and error:
        error = error[0]
    if isinstance(error, dict):
        texts = (str(error.get(name) or "") for name in ("message", "type", "code", "param"))
        message, kind, code, param = texts
        return message or str(error.get("msg", "")), kind, code, param
    return (error if isinstance(error, str) else ""), "", "", ""


def refusal(
    service: Service, id: str, status: int, headers: Mapping[str, str], answer: Any, *, costs: bool
) -> TintypeError:
    """The error that an answer without a picture means. costs: whether asking again may cost money."""
    message, kind, code, param = said(answer)
    text = hidden(message, service.key()).rstrip(".")
    host = service.host
    if code in _BLOCKED or kind == "image_generation_user_error":
        return blocked(host, message)
    if status == 402 or code in _NO_CREDIT or kind == "insufficient_quota":
        return MissingPart(f"{host} has no credit left for this key; add some, or use another model.")
    if status == 401:
        put = f"put a valid one into {service.key_from}" if service.key_from else "give it one"
        return MissingPart(f"{host} opens for no such key (401); {put}.")
    if status == 403:
        return MissingPart(
            f"{host} does not let this key use “{id}” (403){_because(text)}; allow it, or use another key."
        )
    if status == 404:
        return UnknownModel(f"{host} has no model “{id}”{_because(text)}; see `tintype models`.")
    if status == 429:
        wait = _seconds(headers)
        return Busy(f"{host} asks to slow down (429); try again in {wait:g} s.", retry_after=wait)
    if status == 413:
        return TooLarge(f"{host} takes no pictures as large as these (413); send smaller ones.")
    if 400 <= status < 500:
        error = _BY_PARAM.get(param.partition("[")[0], BadOption)
        return error(f"{host} cannot paint this ({text or status}); change that and ask again.")
    if status < 400:
        return EngineFailed(f"{host} answered {status} and no picture; is its address right?")
    if not costs:
        return EngineFailed(f"{host} broke ({status}{_because(text)}); try again later.")
    return Unsure(
        f"{host} broke ({status}{_because(text)}); it may have been painted and charged, so it was not asked"
        " again."
    )


def broke_off(service: Service, event: Any) -> TintypeError:
    """The error that came in the middle of a stream."""
    message, kind, code, _ = said(event)
    if code in _BLOCKED or kind == "image_generation_user_error":
        return blocked(service.host, message)
    return Unsure(f"{service.host} broke off{_because(hidden(message, service.key()))}; try again later.")


def blocked(host: str, message: str) -> Blocked:
    """It is not allowed there."""
    found = _REASONS.search(message)
    reasons = tuple(word.strip() for word in found[1].split(",") if word.strip()) if found else ()
    why = f" ({', '.join(reasons)})" if reasons else ""
    return Blocked(f"{host} does not allow this{why}; say it differently.", reasons)


def _because(text: str) -> str:
    return f": {text.rstrip('.')}" if text else ""


def _seconds(headers: Mapping[str, str]) -> float:
    named = headers.get("retry-after", "")
    return min(float(named), 3600.0) if named.replace(".", "", 1).isdigit() else 20.0
