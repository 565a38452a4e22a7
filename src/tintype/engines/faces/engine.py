"""FacesEngine: a picture of somebody gets another face, where both agreed to it."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption, EngineFailed, MissingPart, TintypeError, UnknownModel
from tintype.core.event import Progress
from tintype.core.request import Plan
from tintype.core.seed import nth, settle
from tintype.core.version import VERSION
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Request

MODEL, NETWORK = "faces", "faces-onnx"
OPTIONS = ("consent", "target", "source")
INSTALL = "pip install 'tintype[faces]'"
SWAPPER, READER = "TINTYPE_FACE_SWAPPER", "TINTYPE_FACE_READER"
"""Where paths of the user's networks stand, for processes of ours that know no settings."""

CONSENT = (
    "A face is swapped only with consent: everybody who is seen, before and after, agreed to it. Say so with"
    " --consent (in a program: consent true)."
)


class FacesEngine:
    """swapper, reader: ONNX files of the user's own, the one that swaps and the one that reads who
    somebody is; "": none, the environment may name them (environ: which one; None: that of the process)."""

    name = "faces"

    def __init__(self, swapper: str = "", reader: str = "", environ: Mapping[str, str] | None = None) -> None:
        named = os.environ if environ is None else environ
        self._swapper = swapper or named.get(SWAPPER, "")
        self._reader = reader or named.get(READER, "")

    @property
    def environ(self) -> dict[str, str]:
        """What a process that paints for us must find in its environment."""
        return {SWAPPER: self._swapper, READER: self._reader} if self._swapper else {}

    def info(self) -> tuple[ModelCard, ...]:
        plain = ModelCard(
            name=MODEL,
            title="Faces",
            best_at="somebody's face in the place of another's, in its light, where both look at the camera",
            cannot="change an expression, turn a head, or swap a face that is in profile, covered or small",
            licence="Apache-2.0 (OpenCV and its cascades: Apache-2.0 and BSD-3-Clause)",
            operations=("face_swap",),
            sizes=(1, 32_768),
            options=OPTIONS,
        )
        if not self._swapper:
            return (plain,)
        return (
            plain,
            ModelCard(
                name=NETWORK,
                title="Faces by a network of yours",
                best_at="a face in the place of another's, with its expression and turned as it is",
                cannot="be used for money where its licence forbids it: inswapper_128 and buffalo_l are for "
                "non-commercial research only",
                licence="that of your files",
                operations=("face_swap",),
                sizes=(1, 32_768),
                options=OPTIONS,
            ),
        )

    def plan(self, request: Request) -> tuple[Plan, ...]:
        names = [card.name for card in self.info()]
        model = request.model or MODEL
        if model == NETWORK and model not in names:
            raise UnknownModel(
                "There is no network to swap faces here; name two ONNX files in the settings face_swapper and"
                " face_reader."
            )
        if model not in names:
            raise UnknownModel(f"The engine faces has no model “{model}”; it has: {', '.join(names)}.")
        if request.operation != "face_swap":
            raise BadOption(f"The model “{model}” cannot {request.operation}; it can: face_swap.")
        self._check(request)
        _ready()
        from tintype.engines.faces.swap import planned

        networks = (Path(self._swapper), Path(self._reader)) if model == NETWORK else None
        (width, height), settings, notes = planned(request, networks)
        first = settle(request.seed)
        return tuple(
            Plan(
                engine=self.name, model=model, operation="face_swap", prompt=request.prompt, width=width,
                height=height, seed=nth(first, index), quality=request.quality or "medium",
                settings=settings, notes=notes, version=VERSION,
            )
            for index in range(request.n)
        )  # fmt: skip

    def _check(self, request: Request) -> None:
        """Raises BadOption for what is missing or said wrongly."""
        for name in request.options:
            if name not in OPTIONS:
                raise BadOption(f"To swap faces there is no option “{name}”; there is: {', '.join(OPTIONS)}.")
        if request.options.get("consent") is not True:
            raise BadOption(CONSENT)
        if len(request.images) != 2:
            raise BadOption(
                f"{len(request.images)} pictures were given; give two: whose face is changed, whose it is."
            )
        if request.mask:
            raise BadOption("A mask was given; faces are found, so leave it out and say which one instead.")
        if request.n < 1:
            raise BadOption(f"{request.n} pictures cannot be made; ask for 1 or more.")

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        _ready()
        from tintype.engines.faces.swap import painted

        emit(Progress("opening", 0, 1))
        settings: dict[str, Any] = plan.settings
        if settings.get("consent") is not True:
            raise BadOption(CONSENT)
        networks = (Path(self._swapper), Path(self._reader)) if plan.model == NETWORK else None
        try:
            pixels = painted(plan, networks, emit)
        except TintypeError:
            raise
        except Exception as error:
            raise EngineFailed(f"Swapping broke on these faces: {error}; try other pictures.") from error
        emit(Progress("done", 1, 1))
        return pixels


def _ready() -> None:
    """Raises MissingPart where the extra is not installed."""
    if find_spec("cv2") is None:
        raise MissingPart(f"To find faces OpenCV is needed, and it is not installed; run: {INSTALL}")
