"""Studio: the one application service. Every face (terminal, page, library) calls only this."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

import msgspec

from tintype.core.errors import BadOption, BadSize, UnknownModel
from tintype.core.frame import check_size, parse_size
from tintype.core.picture import Picture
from tintype.core.prompt import clean
from tintype.core.request import Plan, Request
from tintype.core.seed import settle
from tintype.ports.catalogue import entry
from tintype.ports.gate import passed
from tintype.studio.references import located, with_paths, with_references

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.brief.coach import Finding
    from tintype.brief.enrich import Ask, Enriched
    from tintype.brief.model import Brief, Element
    from tintype.core.event import Emit
    from tintype.core.request import Operation
    from tintype.ports.engine import Engine, ModelCard
    from tintype.ports.registry import Registry
    from tintype.studio.settings import Settings

MOST = 64
"""Pictures in one request."""


MOST_PIXELS = 200_000_000
"""Of a picture that was made from one."""


class Studio:
    """Paints requests with whatever engines the registry holds."""

    def __init__(
        self,
        registry: Registry,
        settings: Settings,
        *,
        read: Callable[[str], Brief],
        ask: Ask | None = None,
        assets: Callable[[str], Path] | None = None,
    ) -> None:
        """read: how sentences are read. ask: a chat model that proposes words when enriching; None:
        our own rules do. assets: where the stored picture of a digest lies; None: there is no store."""
        self.registry = registry
        self.settings = settings
        self._read = read
        self._ask = ask
        self._assets = assets

    def models(self) -> tuple[ModelCard, ...]:
        """Cards of all models a user can pick."""
        return tuple(card for _, card in self.registry.models())

    def plan(self, request: Request) -> tuple[Plan, ...]:
        """What will be painted: one Plan per picture. Raises UserError for what cannot be met."""
        request = self.settled(request)
        ready, names = with_paths(request, self._assets)
        if request.operation == "vary" and not self._able(str(request.model), "vary"):
            from tintype.studio.variations import asked_for

            return asked_for(self, ready)
        if request.options.get("control"):
            from tintype.studio import controls

            if kind := controls.kind_of(request):
                return controls.plans(self, request, kind)
        plans = self.serving(str(request.model)).plan(ready)
        return tuple(with_references(plan, names) for plan in plans)

    def serving(self, model: str) -> Engine:
        """The engine that serves a model; raises UnknownModel, which says what to set or take instead, or
        Forbidden where its licence does not let it be served."""
        from tintype.studio.catalogue.terms import check_served
        from tintype.studio.hosted import sentence_for

        try:
            return self.registry.serving(model)
        except UnknownModel as error:
            check_served(model, self.settings)
            raise UnknownModel(sentence_for(model) or str(error)) from error

    def settled(self, request: Request) -> Request:
        """The request with the user's settings and a drawn seed where it left things open. What starts
        from a picture needs no words, and its size follows from the picture's."""
        if not 1 <= request.n <= MOST:
            raise BadOption(f"{request.n} pictures cannot be painted at once; ask for 1 to {MOST}.")
        fresh = request.operation == "generate"
        return msgspec.structs.replace(
            request,
            prompt=clean(request.prompt) if fresh or request.prompt.strip() else "",
            size=check_size(request.size or parse_size(self.settings.size)) if fresh else request.size,
            seed=settle(request.seed),
            model=self.model_for(request.operation) if request.model is None else request.model,
            quality=request.quality or self.settings.quality,
        )

    def model_for(self, operation: Operation) -> str:
        """The model that does it where nobody names one: that of the settings, or else the first that can
        and costs nothing."""
        usual = self.settings.model
        if operation == "generate":
            return usual
        able = [card.name for card in self.models() if operation in card.operations]
        free = [name for name in able if (known := entry(name)) is None or known.price is None]
        return usual if usual in able or not free else free[0]

    def _able(self, model: str, operation: Operation) -> bool:
        """Whether that model does it; also where there is no such model, which others say."""
        cards = [card for card in self.models() if card.name == model]
        return not cards or operation in cards[0].operations

    def paint(
        self, plan: Plan, emit: Emit, *, parent: str | None = None, through: Registry | None = None
    ) -> Picture:
        """The Picture of a Plan; the same Plan gives the same pixels. parent: see Picture. through:
        the same engines, somewhere else; None: they run here.

        Raises UserError for a Plan that no engine here would have made: it may come from a file.
        """
        engine = self._engine_for(plan, through or self.registry)
        ready = located(plan, self._assets)
        start = time.perf_counter()
        pixels = passed(engine.paint(ready, emit), plan)
        return Picture(pixels=pixels, plan=plan, seconds=time.perf_counter() - start, parent=parent)

    def _engine_for(self, plan: Plan, registry: Registry | None = None) -> Engine:
        try:
            engine = (registry or self.registry).engine(plan.engine)
        except UnknownModel:
            self.serving(plan.model)  # which may know what to say
            raise
        if all(card.name != plan.model for card in engine.info()):
            raise UnknownModel(
                f"The engine “{plan.engine}” has no model “{plan.model}”; see `tintype models`."
            )
        _check_planned(plan)
        if settle(plan.seed) != plan.seed:
            raise BadOption(f"The seed {plan.seed} is none that a picture is painted with; plan it anew.")
        if plan.operation == "generate" or plan.prompt:
            clean(plan.prompt)
        return engine

    def stream(self, request: Request, emit: Emit) -> Iterator[Picture]:
        """The pictures of a request, each as soon as it is finished."""
        for plan in self.plan(request):
            yield self.paint(plan, emit)

    def run(self, request: Request, emit: Emit) -> list[Picture]:
        """All pictures of a request."""
        return list(self.stream(request, emit))

    def read(self, sentence: str) -> Brief:
        """The sentence as we understand it; raises BadPrompt."""
        return self._read(clean(sentence))

    def coach(self, brief: Brief) -> tuple[Finding, ...]:
        """What the sentence leaves open, says too vaguely or contradicts."""
        from tintype.brief.coach import coach

        return coach(brief)

    def enrich(self, brief: Brief, seed: int = 0) -> Enriched:
        """The sentence with its open elements filled; every word of the user stays."""
        from tintype.brief.enrich import enrich

        return enrich(brief, seed, ask=self._ask)

    def said_differently(self, sentence: str, element: str, words: str) -> Brief:
        """The sentence with one element said differently; "" takes it out. Raises BadOption."""
        from tintype.brief.change import change

        return change(self.read(sentence), cast("Element", element), clean(words) if words.strip() else "")

    def change(self, plan: Plan, element: str, words: str) -> tuple[Brief, Plan]:
        """The Brief and Plan of the same picture with one element said differently ("" takes it out);
        size, quality, seed and the model's options stay."""
        brief, request = self.changed(plan, element, words)
        (changed,) = self.plan(request)
        return brief, changed

    def changed(self, plan: Plan, element: str, words: str) -> tuple[Brief, Request]:
        """The same as a Request, not planned yet."""
        brief = self.said_differently(plan.prompt, element, words)
        request = Request(
            prompt=brief.sentence,
            size=(plan.width, plan.height),
            seed=plan.seed,
            model=plan.model,
            quality=plan.quality,
            options=self.options_of(plan),
        )
        return brief, request

    def options_of(self, plan: Plan) -> dict[str, Any]:
        """The options that a Plan was made with, as its model's card names them."""
        cards = self._engine_for(plan).info()
        names = next(card.options for card in cards if card.name == plan.model)
        return {name: plan.settings[name] for name in names if name in plan.settings}


def _check_planned(plan: Plan) -> None:
    """Raises BadSize for a size that nobody would have planned."""
    if plan.operation == "generate":
        check_size((plan.width, plan.height))
    elif min(plan.width, plan.height) < 1 or plan.width * plan.height > MOST_PIXELS:
        raise BadSize(f"{plan.width}x{plan.height} is no size of a picture; plan it anew.")
