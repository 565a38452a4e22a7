"""FlowEngine: a Request becomes a Plan with a whole Scene in it, a Plan is painted out of noise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption, BadPrompt, EngineFailed, TintypeError, UnknownModel
from tintype.core.event import Progress
from tintype.core.frame import check_size
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.core.version import VERSION
from tintype.engines.flow.weights import GUIDANCE, Card, card
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from tintype.brief.model import Brief
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Operation, Quality, Request

MODEL = "tintype-1"
WEIGHTS = Path(__file__).parent / "weights"
OPTIONS = ("guidance", "guide", "steps")

MOST_STEPS = 100
STEPS: dict[Quality, float] = {"low": 0.5, "medium": 1.0, "high": 2.0}
"""Share of the card's steps."""

DEFAULT_SIDE = 256


class FlowEngine:
    """Refines noise into a picture, step by step, over the Guide of the set that a sentence describes.

    folder: where card and weights lie.
    """

    name = "flow"

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where card and weights lie."""
        return self._folder

    def info(self) -> tuple[ModelCard, ...]:
        known = card(self._folder)
        return (
            ModelCard(
                name=MODEL,
                title="Tintype 1",
                best_at="still life and products in about a second: what stands where, its shape and colour; "
                "puts a thing of your words where a mask marks a picture",
                cannot="paint people or animals; places, light from a side, fine texture and lettering "
                "come out softly or not at all",
                licence="Apache-2.0",
                operations=("generate", "edit"),
                sizes=(256, 1024),
                files={known.file: known.sha256},
                options=OPTIONS,
            ),
        )

    def plan(self, request: Request) -> tuple[Plan, ...]:
        from tintype.brief.parse import parse

        if request.model not in (None, MODEL):
            raise UnknownModel(f"The engine flow has no model “{request.model}”; it has: {MODEL}.")
        operations = self.info()[0].operations
        if request.operation not in operations:
            raise BadOption(
                f"The model “{MODEL}” cannot {request.operation}; it can: {', '.join(operations)}."
            )
        if request.n < 1:
            raise BadOption(f"{request.n} pictures cannot be painted; ask for 1 or more.")
        given = _given_size(request)
        size = check_size(request.size or given)
        quality: Quality = request.quality or "medium"
        settings = _settings(request, card(self._folder), quality)
        brief = parse(request.prompt)
        _known(brief)
        first = settle(request.seed)
        return tuple(
            self._one(request.operation, brief, nth(first, i), size, quality, settings)
            for i in range(request.n)
        )

    def _one(
        self, operation: Operation, brief: Brief, seed: int, size: tuple[int, int], quality: Quality,
        settings: dict[str, Any],
    ) -> Plan:  # fmt: skip
        from tintype.engines.flow.grid import grid
        from tintype.scene.compose import compose

        known = card(self._folder)
        rows, columns = grid(size, known.side, known.patch)
        scene = compose(brief, seed, frame=columns / rows)
        return Plan(
            engine=self.name,
            model=MODEL,
            operation=operation,
            prompt=brief.sentence,
            width=size[0],
            height=size[1],
            seed=seed,
            quality=quality,
            settings=settings | {"scene": scene.to_json()},
            notes=scene.notes,
            version=VERSION,
        )

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        emit(Progress("reading", 0, 1))
        from tintype.engines.flow.paint import painted

        try:
            return painted(plan, emit, self._folder)
        except TintypeError:
            raise
        except Exception as error:
            raise EngineFailed(f"The network broke on this scene: {error}; another seed may help.") from error


def _known(brief: Brief) -> None:
    """Raises BadPrompt for what it was never shown and would paint as something else."""
    from tintype.engines.flow.living import living

    found = next((thing for thing in brief.things if not thing.known and living(thing)), None)
    if found is not None:
        raise BadPrompt(
            f"{MODEL} was never shown “{found.word}” and cannot paint people or animals; "
            "take a model that can, such as FLUX or SDXL (`tintype models` lists those here)."
        )


def _given_size(request: Request) -> tuple[int, int]:
    """That of the picture that is to be changed, or the usual one."""
    if request.operation == "generate":
        return DEFAULT_SIDE, DEFAULT_SIDE
    from tintype.engines.flow.given import size_of

    if not request.images or not request.mask:
        raise BadOption(f"{MODEL} paints where a mask marks an image; give both an image and a mask.")
    return size_of(request.images[0])


def _settings(request: Request, known: Card, quality: Quality) -> dict[str, Any]:
    """The options, checked, with defaults filled in, and the pictures that it starts from."""
    options = request.options
    for name in options:
        if name not in OPTIONS:
            raise BadOption(f"The model “{MODEL}” knows no option “{name}”; it has: {', '.join(OPTIONS)}.")
    steps = options.get("steps", max(1, round(known.steps * STEPS[quality])))
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= MOST_STEPS:
        raise BadOption(f"The option steps is {steps!r}; it must be a whole number from 1 to {MOST_STEPS}.")
    guide = options.get("guide", True)
    if not isinstance(guide, bool):
        raise BadOption(f"The option guide is {guide!r}; it must be true or false.")
    guidance, (low, high) = options.get("guidance", known.guidance), GUIDANCE
    if isinstance(guidance, bool) or not isinstance(guidance, int | float) or not low <= guidance <= high:
        raise BadOption(f"The option guidance is {guidance!r}; it must be a number from {low:g} to {high:g}.")
    pictures: dict[str, Any] = {"images": list(request.images[:1]), "mask": request.mask or ""}
    if request.operation == "generate":
        pictures = {"images": [], "mask": ""}
    return {"guide": guide, "steps": steps, "guidance": float(guidance)} | pictures
