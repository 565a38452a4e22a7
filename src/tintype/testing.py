"""For those who write engines: a fake that is instant, and the suite every engine passes.

    class TestMine(EngineContract):
        def make(self):
            return MyEngine()

Run it with pytest. Nothing here imports pytest, so an application may use the fake as well.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from tintype.core.errors import BadOption, Cancelled, UserError
from tintype.core.event import Preview, Progress
from tintype.core.frame import DEFAULT_LONG_SIDE, check_size
from tintype.core.request import Plan, Request
from tintype.core.seed import nth, settle
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from tintype.core.event import Emit, Event
    from tintype.core.picture import Pixels
    from tintype.ports.engine import Engine

__all__ = ["EngineContract", "FakeEngine", "ignore"]


def ignore(event: Event, /) -> None:
    """An Emit that forgets everything."""


class FakeEngine:
    """Paints a smooth pattern that depends on prompt and seed only, in milliseconds.

    Option `seconds` (0..60) makes it take that long, to try progress and cancelling.
    """

    name = "fake"

    def info(self) -> tuple[ModelCard, ...]:
        return (
            ModelCard(
                name="fake",
                title="Fake",
                best_at="tests: coloured waves in milliseconds",
                cannot="follow a sentence",
                licence="Apache-2.0",
                operations=("generate",),
                sizes=(64, 4096),
                options=("seconds",),
            ),
        )

    def plan(self, request: Request) -> tuple[Plan, ...]:
        seconds = request.options.get("seconds", 0.0)
        for option in request.options:
            if option != "seconds":
                raise BadOption(f"The model “fake” knows no option “{option}”; it has: seconds.")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= 60:
            raise BadOption(f"The option seconds is {seconds!r}; it must be a number from 0 to 60.")
        if request.operation != "generate":
            raise BadOption(f"The model “fake” cannot {request.operation}; it can: generate.")
        width, height = check_size(request.size or (DEFAULT_LONG_SIDE, DEFAULT_LONG_SIDE))
        seed = settle(request.seed)
        return tuple(
            Plan(
                engine=self.name, model="fake", operation="generate", prompt=request.prompt,
                width=width, height=height, seed=nth(seed, index), quality=request.quality or "medium",
                settings={"seconds": float(seconds), "samples": 4}, notes=(), version="1",
            )
            for index in range(request.n)
        )  # fmt: skip

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        steps = int(plan.settings["samples"])
        whole = self._waves(plan)
        for step in range(steps):
            emit(Progress("painting", step, steps))
            until = time.monotonic() + plan.settings["seconds"] / steps
            while time.monotonic() < until:
                time.sleep(min(0.05, until - time.monotonic()))
                emit(Progress("painting", step, steps))
            emit(Preview(whole[:: 2 ** (steps - step), :: 2 ** (steps - step)]))
        emit(Progress("painting", steps, steps))
        return whole

    def _waves(self, plan: Plan) -> Pixels:
        """Three cosine waves, one per channel; shape (height, width, 3)."""
        import numpy as np

        rng = np.random.default_rng([plan.seed, *plan.prompt.encode()])
        y, x = np.mgrid[0 : plan.height, 0 : plan.width].astype(np.float32) / max(plan.width, plan.height)
        angle, cycles, phase = rng.uniform(0, 6.28, 3), rng.uniform(0.3, 2.0, 3), rng.uniform(0, 6.28, 3)
        along = x[..., None] * np.cos(angle) + y[..., None] * np.sin(angle)
        waves = 0.5 + 0.4 * np.cos(6.2832 * cycles * along + phase)
        return np.round(255 * waves).astype(np.uint8)


class EngineContract:
    """What every engine keeps. Subclass it, override `make`, and `request` if need be."""

    model: ClassVar[str | None] = None
    """Model to ask for; None takes the engine's first."""

    def make(self) -> Engine:
        """A fresh engine."""
        raise NotImplementedError

    def request(self, **changes: Any) -> Request:
        """The smallest request the engine serves, with changes."""
        model = self.model or self.make().info()[0].name
        start: dict[str, Any] = {
            "prompt": "a red ball on a white table", "size": (256, 256), "seed": 7,
            "quality": "low", "model": model,
        }  # fmt: skip
        return Request(**{**start, **changes})

    def test_cards_say_what_a_user_needs(self) -> None:
        cards = self.make().info()
        assert cards, "an engine serves at least one model"
        assert len({card.name for card in cards}) == len(cards)
        for card in cards:
            for field in ("name", "title", "best_at", "cannot", "licence"):
                assert getattr(card, field).strip(), f"{card.name}: {field} is empty"
            assert card.operations
            assert 0 < card.sizes[0] <= card.sizes[1]
            assert all(len(digest) == 64 for digest in card.files.values())

    def test_a_plan_decides_everything_and_survives_json(self) -> None:
        (plan,) = self.make().plan(self.request())
        assert nulls(msgspec.to_builtins(plan)) == []
        assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan
        assert (plan.width, plan.height, plan.seed) == (256, 256, 7)
        assert plan.engine == self.make().name
        assert plan.version

    def test_size_seed_and_quality_may_be_left_open(self) -> None:
        (plan,) = self.make().plan(self.request(size=None, seed=None, quality=None))
        assert plan.width > 0
        assert plan.height > 0
        assert plan.seed >= 0

    def test_the_same_request_gives_the_same_plan(self) -> None:
        assert self.make().plan(self.request()) == self.make().plan(self.request())

    def test_n_pictures_have_seeds_that_follow_and_equal_single_ones(self) -> None:
        plans = self.make().plan(self.request(n=3))
        assert [plan.seed for plan in plans] == [7, 8, 9]
        assert plans[2] == self.make().plan(self.request(seed=9))[0]

    def test_an_unknown_option_is_refused_by_name(self) -> None:
        assert "wobble" in str(refusal(BadOption, self.make(), self.request(options={"wobble": 1})))

    def test_an_impossible_size_is_refused(self) -> None:
        assert "99999" in str(refusal(UserError, self.make(), self.request(size=(99999, 256))))

    def test_painting_gives_the_planned_pixels_twice(self) -> None:
        engine = self.make()
        (plan,) = engine.plan(self.request(size=(256, 192)))
        first = engine.paint(plan, ignore)
        assert first.shape[:2] == (192, 256)
        assert first.shape[2] in (3, 4)
        assert str(first.dtype) == "uint8"
        replayed = self.make().paint(msgspec.json.decode(msgspec.json.encode(plan), type=Plan), ignore)
        assert first.tobytes() == replayed.tobytes()

    def test_progress_never_goes_back_and_arrives(self) -> None:
        engine, events = self.make(), []
        (plan,) = engine.plan(self.request())
        engine.paint(plan, events.append)
        steps = [event for event in events if isinstance(event, Progress)]
        shares = [step.done / step.total for step in steps]
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
        assert all(step.doing for step in steps)
        assert all(event.pixels.ndim == 3 for event in events if isinstance(event, Preview))

    def test_cancelling_stops_it(self) -> None:
        engine = self.make()
        (plan,) = engine.plan(self.request())

        def stop(event: Event, /) -> None:
            raise Cancelled("stopped")

        try:
            engine.paint(plan, stop)
        except Cancelled:
            return
        raise AssertionError("paint went on after Cancelled was raised in emit")


def nulls(value: object, path: str = "plan") -> list[str]:
    """Paths of every None inside a JSON value."""
    if value is None:
        return [path]
    if isinstance(value, dict):
        return [hit for key, inner in value.items() for hit in nulls(inner, f"{path}.{key}")]
    if isinstance(value, list | tuple):
        return [hit for index, inner in enumerate(value) for hit in nulls(inner, f"{path}[{index}]")]
    return []


def refusal(kind: type[UserError], engine: Engine, request: Request) -> UserError:
    """The error that planning raised; fails the test when there was none of that kind."""
    try:
        engine.plan(request)
    except kind as error:
        return error
    raise AssertionError(f"expected {kind.__name__}, but the request was accepted")
