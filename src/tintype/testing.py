"""For those who write engines: a fake that is instant, and the suite every engine passes.

    class TestMine(EngineContract):
        def make(self):
            return MyEngine()

Run it with pytest. Nothing here imports pytest, so an application may use the fake as well.
"""

from __future__ import annotations

import os
import random
import signal
import time
import zlib
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from tintype.core.errors import BadFile, BadOption, Cancelled, UserError
from tintype.core.event import Preview, Progress
from tintype.core.frame import DEFAULT_LONG_SIDE, check_size
from tintype.core.request import Plan, Request
from tintype.core.seed import nth, settle
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.core.event import Emit, Event
    from tintype.core.picture import Pixels
    from tintype.ports.engine import Engine

__all__ = ["EngineContract", "FakeEngine", "ignore"]


def ignore(event: Event, /) -> None:
    """An Emit that forgets everything."""


class FakeEngine:
    """Paints a smooth pattern that depends on prompt, seed and images only, in a millisecond.

    edit repaints where the mask is 255 (everywhere, half through, without one); vary draws its waves
    from the image as well. Options try what goes wrong, each empty or false unless given:

    seconds  0..60: takes that long, and tells of it
    deaf     takes that long, and neither tells nor hears of anything
    crash    "kill": its process is killed; "exit": it ends; "raise": an error that is not ours
    broken   "nan", "black" or "empty": gives what is no picture
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
                operations=("generate", "edit", "vary"),
                sizes=(64, 4096),
                options=tuple(_OPTIONS),
            ),
        )

    def plan(self, request: Request) -> tuple[Plan, ...]:
        options = {**_OPTIONS, **_checked(request.options)}
        if request.operation not in (operations := self.info()[0].operations):
            raise BadOption(f"The model “fake” cannot {request.operation}; it can: {', '.join(operations)}.")
        images = request.images if request.operation != "generate" else ()
        if request.operation != "generate" and not images:
            raise BadOption(f"There is no image to {request.operation}; give one.")
        width, height = check_size(request.size or (DEFAULT_LONG_SIDE, DEFAULT_LONG_SIDE))
        seed = settle(request.seed)
        settings = {**options, "samples": 4, "images": list(images), "mask": request.mask or ""}
        return tuple(
            Plan(
                engine=self.name, model="fake", operation=request.operation, prompt=request.prompt,
                width=width, height=height, seed=nth(seed, index), quality=request.quality or "medium",
                settings=settings, notes=(), version="1",
            )
            for index in range(request.n)
        )  # fmt: skip

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        options = plan.settings
        _crash(options["crash"])
        if options["deaf"]:
            time.sleep(options["seconds"])
        steps = int(options["samples"])
        whole = _broken(options["broken"], self._pattern(plan))
        for step in range(steps):
            emit(Progress("painting", step, steps))
            until = time.monotonic() + (0 if options["deaf"] else options["seconds"] / steps)
            while (left := until - time.monotonic()) > 0:
                time.sleep(min(0.05, left))
                emit(Progress("painting", step, steps))
            if not options["broken"]:
                emit(Preview(whole[:: 2 ** (steps - step), :: 2 ** (steps - step)]))
        emit(Progress("painting", steps, steps))
        return whole

    def _pattern(self, plan: Plan) -> Pixels:
        """What the operation gives; shape (height, width, 3|4)."""
        import numpy as np

        images = plan.settings["images"]
        if not images:
            return _waves(plan)
        base = _opened(images[0], plan, "RGBA")
        if plan.operation == "vary":
            return _waves(plan, zlib.crc32(base.tobytes()))
        waves = np.dstack([_waves(plan), np.full(base.shape[:2], 255, np.uint8)])
        if mask := plan.settings["mask"]:
            painted = np.where(_opened(mask, plan, "L")[..., None] >= 128, waves, base)
        else:
            painted = base // 2 + waves // 2
        return painted if (painted[..., 3] < 254).any() else np.ascontiguousarray(painted[..., :3])


_OPTIONS: dict[str, Any] = {"seconds": 0.0, "deaf": False, "crash": "", "broken": ""}
"""Options of the fake with their defaults."""
_WORDS = {"crash": ("", "kill", "exit", "raise"), "broken": ("", "nan", "black", "empty")}


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """The same options; raises BadOption for one that is unknown or out of range."""
    for name, value in options.items():
        if name not in _OPTIONS:
            raise BadOption(f"The model “fake” knows no option “{name}”; it has: {', '.join(_OPTIONS)}.")
        if name == "deaf" and not isinstance(value, bool):
            raise BadOption(f"The option deaf is {value!r}; it must be true or false.")
        if name in _WORDS and value not in _WORDS[name]:
            raise BadOption(
                f"The option {name} is {value!r}; it must be one of {', '.join(_WORDS[name][1:])}."
            )
    seconds = options.get("seconds", 0.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= 60:
        raise BadOption(f"The option seconds is {seconds!r}; it must be a number from 0 to 60.")
    return {**options, "seconds": float(seconds)}


def _crash(how: str) -> None:
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "exit":
        os._exit(3)
    elif how == "raise":
        raise RuntimeError("the fake was told to break")


def _broken(how: str, pixels: Pixels) -> Any:
    """The pixels, or what is none."""
    import numpy as np

    spoiled: dict[str, Callable[[], Any]] = {
        "nan": lambda: np.full(pixels.shape, np.nan, np.float32),
        "black": lambda: np.zeros_like(pixels),
        "empty": lambda: pixels[:0],
    }
    return spoiled[how]() if how else pixels


def _waves(plan: Plan, salt: int = 0) -> Pixels:
    """Three cosine waves, one per channel; shape (height, width, 3)."""
    import numpy as np

    draw = random.Random(f"{plan.seed} {salt} {plan.prompt}")
    # angles in 256ths of a turn: a sum of bytes begins anew by itself, and a table knows all cosines
    cosines = (128 + 102 * np.cos(np.arange(256) * (2 * np.pi / 256))).astype(np.uint8).tobytes()
    across, down = np.arange(plan.width), np.arange(plan.height)[:, None]
    picture = np.empty((plan.height, plan.width, 3), np.uint8)
    for channel in range(3):
        angle, turn = draw.uniform(0, 6.28), 256 * draw.uniform(0.3, 2.0) / max(plan.width, plan.height)
        x = turn * np.cos(angle) * across
        y = turn * np.sin(angle) * down + draw.uniform(0, 256)
        at = x.astype(np.int64).astype(np.uint8) + y.astype(np.int64).astype(np.uint8)
        picture[..., channel] = np.frombuffer(at.tobytes().translate(cosines), np.uint8).reshape(at.shape)
    return picture


def _opened(path: str, plan: Plan, mode: str) -> Pixels:
    """The pixels of a file, at the size of the plan; shape (height, width, 4), (height, width) for "L"."""
    import numpy as np
    from PIL import Image

    try:
        with Image.open(path) as image:
            return np.asarray(image.convert(mode).resize((plan.width, plan.height)))
    except (OSError, ValueError) as error:
        raise BadFile(f"The image {path} cannot be read ({error}); give a PNG, JPEG or WebP.") from error


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
