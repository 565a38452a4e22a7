"""The server's log: lines on stderr, from which whatever opens something is taken out."""

from __future__ import annotations

import logging
import re

_SECRETS = (
    (re.compile(r"\btt-[A-Za-z0-9_-]{4,}"), "tt-…"),
    (re.compile(r"(?i)\b(authorization|cookie|api[-_ ]?key)(['\"]?\s*[:=,]\s*)[^\r\n]+"), r"\1\2…"),
    (re.compile(r"(?i)([\w-]*(?:token|signature|key|password|secret))=[^\s&'\"]+"), r"\1=…"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), r"\1 …"),
    (re.compile(r"://([^\s/:@]+):[^\s/@]+@"), r"://\1:…@"),
)


def discreet(text: str) -> str:
    """The text without keys, tokens, signatures, cookies and passwords."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Discreet(logging.Formatter):
    """Formats a record, traceback included, and then takes out what opens something."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


def set_up(*, verbose: bool = False) -> None:
    """Warnings and errors to stderr; verbose: a line for each request as well."""
    logging.raiseExceptions = False  # a line that cannot be written would be told raw
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"))
    for name in ("tintype", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO if verbose and name == "tintype" else logging.WARNING)
