"""Cutting out of any picture what stands before its background, by a network of the user's own.

Such as U²-Net, IS-Net or BiRefNet in ONNX: a picture normalised as ImageNet's are, square or of any size,
becomes how much of each pixel stands in front. None comes with the program.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tintype.core.errors import BadFile, BadOption
from tintype.core.event import Progress
from tintype.engines.retouch.opening import one_of
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.engines.retouch.opening import Open, Planned

    Floats = npt.NDArray[np.float32]

MODEL = "cutter"
VARIABLE = "TINTYPE_CUTTER"
"""Where the path stands, for processes of ours that know no settings."""
USUAL = 1024
"""Side in pixels at which a network looks that takes any size."""
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of ImageNet's colours, by which such networks are taught."""


def card(path: str) -> ModelCard:
    """What is known of the file without opening its network."""
    return ModelCard(
        name=MODEL,
        title=f"A cutter of yours: {Path(path).name}",
        best_at="cutting out of any picture what stands before its background",
        cannot="paint, and tell which of several things you mean",
        licence="that of your file",
        operations=("edit",),
        sizes=(1, 32_768),
    )


def planned(request: Request, open: Open, path: str) -> Planned:
    """How a picture is cut out. Raises BadOption, BadFile."""
    if request.mask or request.options or request.prompt.strip():
        raise BadOption("To cut out, give a picture alone: no words, no mask and no options.")
    picture = one_of(request)
    height, width = open(picture).shape[:2]
    _network(path)
    return (width, height), {"images": [picture], "mask": "", "cutter": Path(path).name}, ()


def painted(plan: Plan, open: Open, path: str, emit: Emit) -> Pixels:
    """uint8 (height, width, 4): the picture, clear where its background was."""
    import numpy as np
    from PIL import Image

    run, side = _network(path)
    emit(Progress("cutting out", 0, 1))
    pixels = open(plan.settings["images"][0])
    small = Image.fromarray(np.ascontiguousarray(pixels[..., :3])).resize(
        (side or USUAL, side or USUAL), Image.Resampling.BILINEAR
    )
    seen = (np.asarray(small, np.float32) / 255 - MEAN) / SPREAD
    front = run(np.ascontiguousarray(seen.transpose(2, 0, 1)[None], np.float32))
    levels = Image.fromarray(np.round(front * 255).astype(np.uint8))
    alpha = np.asarray(levels.resize((plan.width, plan.height), Image.Resampling.BICUBIC))
    if pixels.shape[2] == 4:
        alpha = np.minimum(alpha, pixels[..., 3])
    return np.dstack([pixels[..., :3], alpha])


def _network(path: str) -> tuple[Callable[[Floats], Floats], int]:
    from tintype.runtime.onnx import open_matting

    file = Path(path).expanduser()
    if file.suffix.lower() != ".onnx":
        raise BadFile(f"{file.name} is no ONNX file; other weights may hold programs, export it.")
    if not file.is_file():
        raise BadFile(f"There is no network {file}; check the setting cutter.")
    return open_matting(file)
