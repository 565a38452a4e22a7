"""StageEngine: a Request becomes a Plan with a whole Scene in it, a Plan becomes pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption, EngineFailed, OurError, TintypeError, UnknownModel
from tintype.core.event import Progress
from tintype.core.frame import DEFAULT_LONG_SIDE, check_size
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.core.version import VERSION
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.brief.model import Brief
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Quality, Request
    from tintype.engines.stage.device import Variant
    from tintype.scene.model import Scene

MODEL = "stage"

SAMPLES: dict[Quality, int] = {"low": 8, "medium": 16, "high": 64}
"""Camera rays per pixel."""

DEPTH: dict[Quality, int] = {"low": 3, "medium": 3, "high": 6}
"""Scatterings of a path off opaque surfaces."""

BACKGROUNDS = ("set", "transparent")
OPTIONS = ("background", "denoise", "samples")
MOST_SAMPLES = 1024


class StageEngine:
    """Builds the set that a sentence describes and photographs it.

    variant: on what rays are traced, None = the fastest this machine has (see `device`). read:
    sentence → Brief, None = `brief.parse`.
    """

    name = "stage"

    def __init__(self, variant: Variant | None = None, read: Callable[[str], Brief] | None = None) -> None:
        self._variant: Variant | None = variant
        self._read = read

    def info(self) -> tuple[ModelCard, ...]:
        return (
            ModelCard(
                name=MODEL,
                title="Stage",
                best_at="still life, products and places that follow every word: counts, colours, materials, "
                "positions, lettering, light and lens",
                cannot="paint people, animals or styles of painting; what it has no form for it leaves "
                "out and says so",
                licence="Apache-2.0",
                operations=("generate",),
                sizes=(256, 4096),
                options=OPTIONS,
            ),
        )

    def plan(self, request: Request) -> tuple[Plan, ...]:
        if request.model not in (None, MODEL):
            raise UnknownModel(f"The engine stage has no model “{request.model}”; it has: {MODEL}.")
        if request.operation != "generate":
            raise BadOption(f"The model “{MODEL}” cannot {request.operation}; it can: generate.")
        if request.n < 1:
            raise BadOption(f"{request.n} pictures cannot be painted; ask for 1 or more.")
        width, height = check_size(request.size or (DEFAULT_LONG_SIDE, DEFAULT_LONG_SIDE))
        quality: Quality = request.quality or "medium"
        settings = _settings(request.options, quality)
        brief = self._brief(request.prompt)
        first = settle(request.seed)
        return tuple(
            self._one(request.prompt, brief, nth(first, i), (width, height), quality, settings)
            for i in range(request.n)
        )

    def _brief(self, prompt: str) -> Brief:
        if self._read is not None:
            return self._read(prompt)
        from tintype.brief.parse import parse

        return parse(prompt)

    def _one(
        self,
        prompt: str,
        brief: Brief,
        seed: int,
        size: tuple[int, int],
        quality: Quality,
        settings: dict[str, Any],
    ) -> Plan:
        from tintype.scene.compose import compose

        scene = compose(brief, seed, frame=size[0] / size[1])
        return Plan(
            engine=self.name,
            model=MODEL,
            operation="generate",
            prompt=prompt,
            width=size[0],
            height=size[1],
            seed=seed,
            quality=quality,
            settings=settings | {"scene": scene.to_json()},
            notes=scene.notes + _unlettered(scene),
            version=VERSION,
        )

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        emit(Progress("building the set", 0, 1))
        from tintype.engines.stage.photograph import photograph
        from tintype.engines.stage.trust import scene_of

        scene = scene_of(plan)
        try:
            pixels = photograph(scene, plan, emit, self._variant)
        except TintypeError:
            raise
        except MemoryError as error:
            raise OurError("There is not enough memory for this size; take a smaller one.") from error
        except Exception as error:
            raise EngineFailed(
                f"The renderer broke on this scene: {error}; another seed may help."
            ) from error
        emit(Progress("done", 1, 1))
        return pixels


def _unlettered(scene: Scene) -> tuple[str, ...]:
    """A note for every text with characters that no face covers."""
    from tintype.engines.stage.lettering import note

    said = dict.fromkeys(note(body.text) for body in scene.bodies if body.text)
    return tuple(filter(None, said))


def _settings(options: dict[str, Any], quality: Quality) -> dict[str, Any]:
    """The options, checked, with defaults filled in."""
    for name in options:
        if name not in OPTIONS:
            raise BadOption(f"The model “{MODEL}” knows no option “{name}”; it has: {', '.join(OPTIONS)}.")
    background = options.get("background", "set")
    if background not in BACKGROUNDS:
        raise BadOption(
            f"The background {background!r} does not exist; take one of: {', '.join(BACKGROUNDS)}."
        )
    samples = options.get("samples", SAMPLES[quality])
    if isinstance(samples, bool) or not isinstance(samples, int) or not 1 <= samples <= MOST_SAMPLES:
        raise BadOption(
            f"The option samples is {samples!r}; it must be a whole number from 1 to {MOST_SAMPLES}."
        )
    denoise = options.get("denoise", True)
    if not isinstance(denoise, bool):
        raise BadOption(f"The option denoise is {denoise!r}; it must be true or false.")
    return {"background": background, "denoise": denoise, "depth": DEPTH[quality], "samples": samples}
