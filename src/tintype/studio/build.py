"""Settings → Studio. The only place that names concrete engines."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tintype.ports.registry import Registry, discover

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tintype.brief.enrich import Addition, Ask
    from tintype.brief.model import Brief, Element
    from tintype.ports.engine import Engine
    from tintype.studio.settings import Settings
    from tintype.studio.studio import Studio

BUILT_IN = {"stage": "tintype.engines.stage:StageEngine"}
"""The same entries as in pyproject.toml, for a source tree that was never installed."""

HIDDEN = {"fake": "tintype.testing:FakeEngine"}
"""Joins only when TINTYPE_FAKE=1, for tests and for trying the command line in milliseconds."""


def build(settings: Settings | None = None, environ: Mapping[str, str] | None = None) -> Studio:
    """A Studio with every installed engine; loads none of them yet."""
    from tintype.studio.settings import load
    from tintype.studio.studio import Studio

    environ = os.environ if environ is None else environ
    settings = settings or load(environ)
    makers: dict[str, str | Callable[[], Engine]] = {**discover(BUILT_IN), "stage": stage}
    if environ.get("TINTYPE_FAKE") == "1":
        makers |= HIDDEN
    return Studio(Registry(makers), settings, read=read, ask=asker(settings))


def stage() -> Engine:
    """The stage, reading with what the whole house knows."""
    from tintype.engines.stage import StageEngine

    return StageEngine(read=read)


def read(sentence: str) -> Brief:
    """A sentence, read; a noun that no table knows is likened to one that is."""
    from tintype.brief.parse import parse

    return parse(sentence, likeness=_likeness)


def _likeness(word: str) -> tuple[str, float] | None:
    from tintype.studio.likeness import likeness  # loads a network: only for a word that needs it

    return likeness(word)


def asker(settings: Settings) -> Ask | None:
    """The chat model of the settings, None where there is none or the house is offline."""
    if not settings.chat_url or settings.offline:
        return None

    def ask(brief: Brief, missing: tuple[Element, ...]) -> Sequence[Addition]:
        from tintype.studio.chat import chat_asker

        key = settings.chat_key or None
        return chat_asker(settings.chat_url, settings.chat_model, key=key)(brief, missing)

    return ask
