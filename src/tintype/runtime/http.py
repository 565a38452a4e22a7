"""The one door to the network: a JSON request with one policy for time, retries and errors."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from tintype.core.errors import NoNetwork

TRIES = 2
PAUSE = 0.5
"""Seconds before the second try; only a refused connection or a 5xx is tried again."""


def post_json(url: str, body: dict[str, Any], *, key: str | None = None, timeout: float = 20.0) -> Any:
    """What the endpoint answered, decoded.

    key: sent as a bearer token, never part of an error. timeout: seconds for the whole answer.
    Raises NoNetwork with the host, what went wrong and the cure.
    """
    import httpx

    if urlsplit(url).scheme not in ("http", "https"):
        raise NoNetwork(f'"{url}" is no web address; it starts with http:// or https://.')
    host = urlsplit(url).netloc.rsplit("@", 1)[-1]
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    complaint = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE)
        try:
            answer = httpx.post(url, json=body, headers=headers, timeout=timeout)
        except httpx.TimeoutException as problem:
            raise NoNetwork(
                f"{host} did not answer within {timeout:g} s; try again or choose a faster model."
            ) from problem
        except httpx.HTTPError:
            complaint = f"{host} cannot be reached; is it running, and is the address right?"
            continue
        if answer.status_code < 400:
            return _decoded(answer, host)
        complaint = _complaint(host, answer.status_code)
        if answer.status_code < 500:
            break
    raise NoNetwork(complaint)


def _decoded(answer: Any, host: str) -> Any:
    try:
        return answer.json()
    except ValueError as problem:
        raise NoNetwork(f"{host} did not answer with JSON; is it a chat endpoint?") from problem


def _complaint(host: str, status: int) -> str:
    if status in (401, 403):
        return f"{host} refused the key ({status}); check the key in the settings."
    if status == 404:
        return f"{host} knows no such address or model (404); check both in the settings."
    if status == 429:
        return f"{host} asks to slow down (429); try again later."
    return f"{host} answered {status}; try again later."
