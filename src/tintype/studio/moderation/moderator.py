"""Moderator: asked before a request is accepted and after a picture is painted.

It asks, in this order: our own words (policy), the endpoint of the settings, and whatever plugins
bring. A plugin is a class without arguments, entry point group `tintype.moderators`, with the two
methods of `Moderator`; it refuses by raising Blocked. After painting, our own words have nothing to
say: only an endpoint that sees pictures and plugins look at what came out.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from tintype.core.errors import Blocked, MissingPart
from tintype.studio.moderation.policy import LEVELS, Level, findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.studio.house import Moderator as Plugin
    from tintype.studio.moderation.endpoint import Endpoint
    from tintype.studio.settings import Settings

GROUP = "tintype.moderators"


class Moderator:
    """Refuses by raising Blocked. plugins: name → reference "package.module:Class"; None: all that are
    installed. Raises MissingPart when one does not load: better no server than one that looks away."""

    def __init__(self, settings: Settings, plugins: Mapping[str, str] | None = None) -> None:
        self._level: Level = cast("Level", settings.moderation)
        self._endpoint = _endpoint(settings) if self._level != "off" else None
        found = _installed() if plugins is None else plugins
        self._plugins = [_load(*each) for each in found.items()] if self._level != "off" else []

    def before(self, request: Request, asked: str | None = None) -> None:
        """Raises Blocked for what is not painted, NoNetwork when the endpoint cannot be asked.

        asked: the level that the caller chose, "low" or "auto". They may loosen the house's `auto` to
        `low`, as OpenAI's API lets them; nothing else.
        """
        level = self._at(asked)
        text = _words(request)
        if found := findings(text, level):
            said = found[0].words
            raise Blocked(
                f"What the words “{said if len(said) <= 60 else said[:59] + '…'}” ask for is not painted here"
                f" ({', '.join(each.category for each in found)}); ask for something else.",
                tuple(each.category for each in found),
            )
        if self._endpoint is not None:
            self._endpoint.check_words(text, level)
        for plugin in self._plugins:
            plugin.before(request, asked)

    def after(self, pixels: Pixels, plan: Plan) -> None:
        """Raises Blocked for a picture that nobody may see, NoNetwork when the endpoint cannot be asked."""
        if self._endpoint is not None:
            self._endpoint.check_picture(pixels, self._level)
        for plugin in self._plugins:
            plugin.after(pixels, plan)

    def _at(self, asked: str | None) -> Level:
        return LEVELS[min(LEVELS.index(self._level), LEVELS.index("low" if asked == "low" else "auto"))]


def _words(request: Request) -> str:
    """Everything in a request that says what to paint: the sentence, and options and steps that are text."""
    told = [
        value for each in (request.options, *request.steps) for name, value in each.items()
        if isinstance(value, str) and not name.startswith("negative")
    ]  # fmt: skip
    return "\n".join([request.prompt, *told])


def _endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint to ask; none when the house never opens a connection."""
    if not settings.moderation_url or settings.offline:
        return None
    from tintype.studio.moderation.endpoint import Endpoint

    return Endpoint(
        settings.moderation_url, key=settings.moderation_key or None, model=settings.moderation_model or None
    )


def _installed() -> dict[str, str]:
    from importlib.metadata import entry_points

    return {entry.name: entry.value for entry in entry_points(group=GROUP)}


def _load(name: str, reference: str) -> Plugin:
    module, _, attribute = reference.partition(":")
    try:
        return cast("Plugin", getattr(importlib.import_module(module), attribute)())
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise MissingPart(
            f"The moderator “{name}” ({reference}) does not load ({why}); reinstall or remove its package."
        ) from error
