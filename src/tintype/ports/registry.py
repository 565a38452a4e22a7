"""Finds engines: built-ins and plugins come through one door, the entry points `tintype.engines`.

An entry is a name and a reference "package.module:Class". Nothing is imported until the engine is
asked for; a plugin that cannot be imported is reported by name and harms no other.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from tintype.core.errors import MissingPart, OurError, TintypeError, UnknownModel

if TYPE_CHECKING:
    from tintype.ports.engine import Engine, ModelCard

GROUP = "tintype.engines"


def discover(built_in: Mapping[str, str] | None = None) -> dict[str, str]:
    """Engine name → reference, of everything installed, plus `built_in`.

    `built_in` serves a source tree that was never installed, and comes first. Where two different
    engines claim one name the first keeps it; see `collect`.
    """
    from importlib.metadata import entry_points

    found = [(entry.name, entry.value) for entry in entry_points(group=GROUP)]
    return collect([*(built_in or {}).items(), *found])


def collect(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name → reference. A second engine of the same name is listed as "name (reference)", so that
    it harms nobody and is still seen: asking for it, or examining the machine, says what to do."""
    references: dict[str, str] = {}
    for name, reference in entries:
        if references.setdefault(name, reference) != reference:
            references[f"{name} ({reference})"] = reference
    return references


class Registry:
    """Engines by name, loaded on first use and then kept.

    makers: name → reference, or a function that makes the engine.
    """

    def __init__(self, makers: Mapping[str, str | Callable[[], Engine]]) -> None:
        self._makers = dict(makers)
        self._engines: dict[str, Engine] = {}
        self._lock = threading.RLock()

    def names(self) -> tuple[str, ...]:
        """Names of all engines; loads nothing."""
        return tuple(self._makers)

    def engine(self, name: str) -> Engine:
        """The engine of that name; raises UnknownModel, or MissingPart when its code cannot be loaded."""
        if name not in self._makers:
            known = ", ".join(self._makers)
            raise UnknownModel(f"There is no engine “{name}” here; install it, or use one of: {known}.")
        with self._lock:
            if name not in self._engines:
                self._engines[name] = self._load(name)
            return self._engines[name]

    def loaded(self) -> tuple[Engine, ...]:
        """The engines that were asked for so far."""
        with self._lock:
            return tuple(self._engines.values())

    def models(self) -> tuple[tuple[str, ModelCard], ...]:
        """(engine name, card) of every model that loads, in the order of registration.

        Of two engines that serve a model of the same name the first has it; `broken` names both.
        """
        return tuple(self._survey()[0].values())

    def broken(self) -> dict[str, str]:
        """Engine name → the sentence that says why it does not load."""
        return self._survey()[1]

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

    def _survey(self) -> tuple[dict[str, tuple[str, ModelCard]], dict[str, str]]:
        """(model → its engine and card, engine → why it does not serve); whatever a plugin raises."""
        found: dict[str, tuple[str, ModelCard]] = {}
        reasons: dict[str, str] = {}
        for name in self._makers:
            try:
                for card in self.engine(name).info():
                    other, _ = found.setdefault(card.name, (name, card))
                    if other != name:
                        reasons[name] = (
                            f"The engines “{other}” and “{name}” both serve “{card.name}”; uninstall one."
                        )
            except TintypeError as error:
                reasons[name] = str(error)
            except Exception as error:
                reasons[name] = _does_not_load(name, self._makers[name], error)
        return found, reasons

    def _load(self, name: str) -> Engine:
        maker = self._makers[name]
        if " (" in name:
            taken = name.partition(" (")[0]
            raise OurError(
                f"Two engines call themselves “{taken}”, the second is {maker};"
                " uninstall the package it came with."
            )
        try:
            if isinstance(maker, str):
                module, _, attribute = maker.partition(":")
                return cast("Engine", getattr(importlib.import_module(module), attribute)())
            return maker()
        except TintypeError:
            raise
        except Exception as error:
            raise MissingPart(_does_not_load(name, maker, error)) from error


def _does_not_load(name: str, maker: object, error: Exception) -> str:
    place = f" ({maker})" if isinstance(maker, str) else ""
    why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return f"The engine “{name}”{place} does not load ({why}); reinstall the package it came with."
