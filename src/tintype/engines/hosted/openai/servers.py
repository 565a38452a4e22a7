"""Servers that speak like OpenAI, as the settings name them."""

from __future__ import annotations

from urllib.parse import urlsplit

from tintype.core.errors import BadOption

OFFICIAL = "https://api.openai.com/v1"
OURS = "tintype"
"""`owned_by` of the models of another tintype, which takes seeds and varies pictures."""


def services(text: str, keys: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(name, url, key, models) of the settings `servers` and `server_keys`; raises BadOption.

    "lan=http://10.0.0.5:8080/v1, desk=http://desk:8484/v1 stage tintype-1" and "lan=secret".
    """
    secrets = {name.strip(): key.strip() for name, _, key in map(_split, _parts(keys))}
    found: list[tuple[str, str, str, tuple[str, ...]]] = []
    for part in _parts(text):
        name, _, rest = _split(part)
        words = rest.split()
        name = name.strip()
        if not name.replace("-", "").isalnum() or not words or not _is_address(words[0]):
            raise BadOption(
                f"The setting servers has “{part.strip()[:60]}”; write name=http://host:port/v1, and after a"
                " blank the models to offer, if not all."
            )
        if name in (each[0] for each in found):
            raise BadOption(f"The setting servers has two servers called “{name}”; give one another name.")
        found.append((name, words[0].rstrip("/"), secrets.pop(name, ""), tuple(words[1:])))
    if secrets:
        raise BadOption(
            f"The setting server_keys has a key for “{next(iter(secrets))[:40]}”, which the setting servers"
            " does not name."
        )
    return found


def _parts(text: str) -> list[str]:
    return [part for part in text.split(",") if part.strip()]


def _split(part: str) -> tuple[str, str, str]:
    return part.partition("=")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
