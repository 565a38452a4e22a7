"""Hosted engines, as the settings have them: they join when there is a key or an address."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from tintype.core.errors import BadOption
from tintype.ports import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tintype.engines.hosted.purse import Purse
    from tintype.ports.engine import Engine
    from tintype.studio.settings import Settings

OPENAI_KEY, OPENAI_URL = "OPENAI_API_KEY", "OPENAI_BASE_URL"

BFL_KEY, GOOGLE_KEYS = "BFL_API_KEY", ("GEMINI_API_KEY", "GOOGLE_API_KEY")

SET: dict[str, str] = {
    "openai": f"set {OPENAI_KEY}, or the setting openai_key",
    "bfl": f"set {BFL_KEY}, or the setting bfl_key",
    "google": f"set {GOOGLE_KEYS[0]}, or the setting google_key",
    "faces": "name two ONNX files of yours in the settings face_swapper and face_reader, and for a server"
    ' serve_licences = "faces-onnx", where their licences let you serve others',
}
"""Engine → what brings it, for models that the catalogue knows and nobody has set up."""


def hosted(settings: Settings, environ: Mapping[str, str]) -> dict[str, Callable[[], Engine]]:
    """How each hosted engine that is set up is made; none when we are offline. Raises BadOption."""
    makers: dict[str, Callable[[], Engine]] = {}
    if settings.offline:
        return makers
    if settings.openai_key or environ.get(OPENAI_KEY):
        makers["openai"] = functools.partial(_openai, settings, environ)
    if settings.bfl_key or environ.get(BFL_KEY):
        makers["bfl"] = functools.partial(_bfl, settings, environ)
    if settings.google_key or any(environ.get(name) for name in GOOGLE_KEYS):
        makers["google"] = functools.partial(_google, settings, environ)
    if settings.servers or settings.server_keys:
        from tintype.engines.hosted.openai.servers import services

        for name, url, key, only in services(settings.servers, settings.server_keys):
            if name in (*makers, "stage", *SET):
                raise BadOption(f"A server cannot be called “{name}”, an engine is; give it another name.")
            makers[name] = functools.partial(_server, settings, name, url, key, only)
    return makers


def folder(settings: Settings) -> Path:
    """Where answers, spending and lists of models are kept."""
    from tintype.studio.settings import data_folder

    return data_folder(settings) / "hosted"


def purse(settings: Settings) -> Purse:
    """What was spent, and may be."""
    from tintype.engines.hosted.purse import Purse

    return Purse(folder(settings), float(settings.spend_limit))


def sentence_for(name: str) -> str:
    """What to tell somebody who asks for a model, or an engine, that is not here; "" if nothing is known."""
    entry = catalogue.entry(name)
    if entry is not None and entry.status == "retired":
        return f"“{name}” was retired on {entry.ended} and answers no more; use “{entry.instead}”."
    if entry is not None and entry.weights is not None:
        return f"The model “{name}” is not here; bring it: tintype models pull {entry.name}."
    if entry is not None and entry.engine in SET and entry.name == name:
        return f"The model “{name}” is not set up here; {SET[entry.engine]}."
    if entry is not None and entry.name != name:
        return f"There is no model “{name}” here; “{entry.name}” is the one of {entry.engine}."
    if name in SET:
        return f"The engine “{name}” is not set up here; {SET[name]}."
    return ""


def _openai(settings: Settings, environ: Mapping[str, str]) -> Engine:
    from tintype.engines.hosted.keys import finder
    from tintype.engines.hosted.openai import OFFICIAL, OpenAIEngine, Service

    key = finder("openai", settings.openai_key, environ, (OPENAI_KEY,))
    url = (settings.openai_url or environ.get(OPENAI_URL) or OFFICIAL).rstrip("/")
    service = Service(name="openai", url=url, key=key, key_from=OPENAI_KEY, official=True)
    return OpenAIEngine(service, folder(settings), float(settings.spend_limit))


def _bfl(settings: Settings, environ: Mapping[str, str]) -> Engine:
    from tintype.engines.hosted.bfl import URL, BFLEngine
    from tintype.engines.hosted.keys import finder
    from tintype.engines.hosted.service import Service

    key = finder("bfl", settings.bfl_key, environ, (BFL_KEY,))
    service = Service(name="bfl", url=URL, key=key, key_from=BFL_KEY, official=True)
    return BFLEngine(service, folder(settings), float(settings.spend_limit))


def _google(settings: Settings, environ: Mapping[str, str]) -> Engine:
    from tintype.engines.hosted.google import URL, GoogleEngine
    from tintype.engines.hosted.keys import finder
    from tintype.engines.hosted.service import Service

    key = finder("google", settings.google_key, environ, GOOGLE_KEYS)
    service = Service(name="google", url=URL, key=key, key_from=GOOGLE_KEYS[0], official=True)
    return GoogleEngine(service, folder(settings), float(settings.spend_limit))


def _server(settings: Settings, name: str, url: str, key: str, only: tuple[str, ...]) -> Engine:
    from tintype.engines.hosted.keys import finder
    from tintype.engines.hosted.openai import OpenAIEngine, Service

    service = Service(
        name=name, url=url, key=finder(name, key, {}, ()), key_from="the setting server_keys", only=only
    )
    return OpenAIEngine(service, folder(settings), float(settings.spend_limit))
