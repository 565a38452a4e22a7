"""Finds engines: built-ins and plugins come through one door, the entry points `tintype.engines`.

An entry is a name and a reference "package.module:Class". Nothing is imported until the engine is
asked for; a plugin that cannot be imported is reported by name and harms no other.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from tintype.core.errors import MissingPart, OurError, TintypeError, UnknownModel

if TYPE_CHECKING:
    from tintype.ports.engine import Engine, ModelCard

GROUP = "tintype.engines"


def discover(built_in: Mapping[str, str] | None = None) -> dict[str, str]:
    """Engine name → reference, of everything installed, plus `built_in`.

    `built_in` serves a source tree that was never installed; an installed entry of the same name
    must say the same. Raises OurError when two different engines claim one name.
    """
    from importlib.metadata import entry_points

    found = [(entry.name, entry.value) for entry in entry_points(group=GROUP)]
    return collect([*(built_in or {}).items(), *found])


def collect(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name → reference; raises OurError when a name stands for two different references."""
    references: dict[str, str] = {}
    for name, reference in entries:
        other = references.setdefault(name, reference)
        if other != reference:
            raise OurError(
                f"Two engines call themselves “{name}”: {other} and {reference}; uninstall one of the two."
            )
    return references


class Registry:
    """Engines by name, loaded on first use and then kept.

    makers: name → reference, or a function that makes the engine.
    """

    def __init__(self, makers: Mapping[str, str | Callable[[], Engine]]) -> None:
        self._makers = dict(makers)
        self._engines: dict[str, Engine] = {}

    def names(self) -> tuple[str, ...]:
        """Names of all engines; loads nothing."""
        return tuple(self._makers)

    def engine(self, name: str) -> Engine:
        """The engine of that name; raises MissingPart when its code cannot be loaded."""
        if name not in self._engines:
            self._engines[name] = self._load(name)
        return self._engines[name]

    def models(self) -> tuple[tuple[str, ModelCard], ...]:
        """(engine name, card) of every model that loads, in the order of registration.

        Raises OurError when two engines serve a model of the same name.
        """
        found: dict[str, tuple[str, ModelCard]] = {}
        for name in self._makers:
            for card in self._cards(name):
                if card.name in found:
                    other = found[card.name][0]
                    raise OurError(
                        f"The engines “{other}” and “{name}” both serve “{card.name}”; uninstall one."
                    )
                found[card.name] = (name, card)
        return tuple(found.values())

    def broken(self) -> dict[str, str]:
        """Engine name → the sentence that says why it does not load."""
        reasons: dict[str, str] = {}
        for name in self._makers:
            try:
                self.engine(name)
            except TintypeError as error:
                reasons[name] = str(error)
        return reasons

    def serving(self, model: str) -> Engine:
        """The engine that serves a model; raises UnknownModel with the names there are."""
        if model in self._makers:  # most engines are named after their model: load only that one
            engine = self.engine(model)
            if any(card.name == model for card in engine.info()):
                return engine
        for name, card in self.models():
            if card.name == model:
                return self.engine(name)
        known = ", ".join(card.name for _, card in self.models()) or "none"
        raise UnknownModel(f"There is no model “{model}”; the models here are: {known}.")

    def _cards(self, name: str) -> tuple[ModelCard, ...]:
        """Its models, none when it does not load."""
        try:
            return self.engine(name).info()
        except TintypeError:
            return ()

    def _load(self, name: str) -> Engine:
        maker = self._makers[name]
        try:
            if isinstance(maker, str):
                module, _, attribute = maker.partition(":")
                return cast("Engine", getattr(importlib.import_module(module), attribute)())
            return maker()
        except TintypeError:
            raise
        except Exception as error:
            place = f" ({maker})" if isinstance(maker, str) else ""
            raise MissingPart(
                f"The engine “{name}”{place} does not load ({type(error).__name__}: {error});"
                " reinstall the package it came with."
            ) from error
