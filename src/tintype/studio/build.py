"""Settings → Studio. The only place that names concrete engines."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tintype.ports.registry import Registry, discover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tintype.assets.provenance import Signer
    from tintype.brief.enrich import Addition, Ask
    from tintype.brief.model import Brief, Element
    from tintype.ledger import Ledger
    from tintype.ports.engine import Engine
    from tintype.studio.house import House, Moderator
    from tintype.studio.settings import Settings
    from tintype.studio.studio import Studio

BUILT_IN = {
    "stage": "tintype.engines.stage:StageEngine",
    "retouch": "tintype.engines.retouch:RetouchEngine",
    "flow": "tintype.engines.flow:FlowEngine",
    "faces": "tintype.engines.faces:FacesEngine",
}
"""The same entries as in pyproject.toml, for a source tree that was never installed."""

MADE = {"diffusers": "tintype.engines.diffusers:DiffusersEngine"}
"""Engines that are made from what is here, and found by their processes all the same."""

HIDDEN = {"fake": "tintype.testing:FakeEngine"}
"""Joins only when TINTYPE_FAKE=1, for tests and for trying the command line in milliseconds."""


def build(
    settings: Settings | None = None,
    environ: Mapping[str, str] | None = None,
    assets: Callable[[str], Path] | None = None,
) -> Studio:
    """A Studio with every installed engine; loads none of them yet. assets: see Studio."""
    from tintype.studio.settings import load
    from tintype.studio.studio import Studio

    environ = os.environ if environ is None else environ
    settings = settings or load(environ)
    registry = Registry(_makers(environ, settings))
    return Studio(registry, settings, read=read, ask=asker(settings), assets=assets)


def build_house(settings: Settings | None = None, environ: Mapping[str, str] | None = None) -> House:
    """A Studio that keeps jobs and pictures, with its workers not started yet.

    Opens or makes ledger and store; raises what is wrong with them in one sentence.
    """
    from tintype.assets.store import Store
    from tintype.ledger import Ledger
    from tintype.studio.catalogue.terms import check_served
    from tintype.studio.house import House
    from tintype.studio.settings import data_folder, load

    environ = os.environ if environ is None else environ
    settings = settings or load(environ)
    check_served(settings.model, settings)
    data = data_folder(settings)
    makers = _makers(environ, settings, serving=True)
    registry = Registry(makers)
    url = ledger_url(settings)
    store = Store.open(settings.assets or str(data / "pictures"))
    return House(
        registry,
        settings,
        read=read,
        ask=asker(settings),
        children=Registry({name: _child(registry, name) for name in makers}),
        ledger=Ledger.open(url),
        store=store,
        data=data,
        alone=url.startswith("sqlite"),
        signer=_signer(settings, data),
        moderator=_moderator(settings),
    )


@contextlib.contextmanager
def open_ledger(settings: Settings | None = None) -> Iterator[Ledger]:
    """The ledger alone, for whoever keeps keys; closed at the end."""
    from tintype.ledger import Ledger
    from tintype.studio.settings import load

    ledger = Ledger.open(ledger_url(settings or load()))
    try:
        yield ledger
    finally:
        ledger.close()


def ledger_url(settings: Settings) -> str:
    """Where the ledger is, as the settings say or in the data folder."""
    from tintype.studio.settings import data_folder

    return settings.ledger or f"sqlite:///{data_folder(settings) / 'ledger.db'}"


def _makers(
    environ: Mapping[str, str], settings: Settings, *, serving: bool = False
) -> dict[str, str | Callable[[], Engine]]:
    """How each engine is made. serving: without models whose licences forbid that."""
    from tintype.studio.catalogue.engine import local
    from tintype.studio.hosted import hosted

    makers: dict[str, str | Callable[[], Engine]] = {**discover(BUILT_IN), "stage": stage}
    makers["retouch"] = functools.partial(retouch, settings)
    makers["faces"] = functools.partial(faces, settings, serving=serving)
    if environ.get("TINTYPE_FAKE") == "1":
        makers |= HIDDEN
    makers |= local(settings, serving=serving)
    return makers | {name: maker for name, maker in hosted(settings, environ).items() if name not in makers}


def _child(registry: Registry, name: str) -> Callable[[], Engine]:
    """Makes an engine that paints in processes of its own. They get plans, so they need not read. One that
    only asks over the network needs no process, and must not give its key to any."""

    def make() -> Engine:
        from tintype.engines.child import ChildEngine
        from tintype.engines.child.surroundings import surroundings

        here = registry.engine(name)
        references = {**discover(BUILT_IN), **HIDDEN, **MADE}
        if name not in references:
            return here
        needs: dict[str, str] = getattr(here, "environ", {})
        environ = {**surroundings(os.environ), **needs} if needs else None
        return ChildEngine(references[name], name, environ=environ, here=here)

    return make


def processes(studio: Studio) -> Registry:
    """The engines of a studio, each in processes of its own; whoever asks for them closes them."""
    return Registry({name: _child(studio.registry, name) for name in studio.registry.names()})


def _signer(settings: Settings, data: Path) -> Signer | None:
    """Whoever says of our pictures that a machine made them; None where they are not signed."""
    if not settings.provenance:
        return None
    from tintype.assets.provenance import Signer

    return Signer.at(data / "provenance")


def _moderator(settings: Settings) -> Moderator:
    """Whoever looks at sentences and pictures; what is never painted is refused at any level."""
    from tintype.studio.moderation import Moderator

    return Moderator(settings)


def stage() -> Engine:
    """The stage, reading with what the whole house knows."""
    from tintype.engines.stage import StageEngine

    return StageEngine(read=read)


def retouch(settings: Settings) -> Engine:
    """The retouching engine, which opens files as warily as whatever comes from elsewhere, with the user's
    own enlarger if there is one."""
    from tintype.engines.retouch import RetouchEngine
    from tintype.studio.brought import opened

    return RetouchEngine(open=opened, enlarger=settings.enlarger, cutter=settings.cutter)


def faces(settings: Settings, *, serving: bool = False) -> Engine:
    """The engine that swaps faces, with the user's own networks if there are any. serving: only if somebody
    said that their licences let others be served."""
    from tintype.engines.faces import FacesEngine
    from tintype.engines.faces.engine import NETWORK
    from tintype.studio.catalogue.terms import may_serve

    if serving and NETWORK not in may_serve(settings):
        return FacesEngine(environ={})
    return FacesEngine(settings.face_swapper, settings.face_reader)


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
