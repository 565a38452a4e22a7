"""Enlarging by a network of the user's own: ONNX, or safetensors of the families that spandrel knows.

A file that may hold a program, as those of torch's own format can, is never opened.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.core.errors import BadFile
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

MODEL = "enlarger"
VARIABLE = "TINTYPE_ENLARGER"
"""Where the path stands, for processes of ours that know no settings."""
HALO = 32
"""Pixels that pieces overlap by: what most families look at, if not all of it."""
_PICKLES = (".pth", ".pt", ".ckpt", ".bin", ".pkl")
_LICENCES = ("license", "licence", "modelspec.license")
_HEADER = 1 << 24


def card(path: str) -> ModelCard:
    """What is known of the file without opening its network."""
    return ModelCard(
        name=MODEL,
        title=f"An enlarger of yours: {Path(path).name}",
        best_at="what it was taught: many sharpen more than “retouch” does, and invent detail",
        cannot="restore, fill or extend; whether it keeps lettering is its own affair",
        licence=_licence(Path(path)) or "that of your file, which does not name one",
        operations=("upscale",),
        sizes=(1, 32_768),
        options=("scale",),
    )


def check(path: str) -> Path:
    """The file, if it may be opened at all. Raises BadFile."""
    file = Path(path).expanduser()
    if file.suffix.lower() in _PICKLES:
        raise BadFile(
            f"{file.name} may hold a program besides weights, so it is not opened; give safetensors or ONNX."
        )
    if file.suffix.lower() not in (".safetensors", ".onnx"):
        raise BadFile(f"{file.name} is no network; give a file ending in .safetensors or .onnx.")
    if not file.is_file():
        raise BadFile(f"There is no network {file}; check the name.")
    return file


@cache
def opened(path: str) -> tuple[Callable[[Floats], Floats], int, str]:
    """(the network, RGB float32 [0, 1] NCHW → the same, larger; how many times; family), opened once. Raises
    BadFile, MissingPart."""
    file = check(path)
    if file.suffix.lower() == ".onnx":
        from tintype.runtime.onnx import open_enlarger

        return (*open_enlarger(file), "ONNX")
    from tintype.runtime.spandrel import open_weights

    return open_weights(file)


@cache
def digest(path: str) -> str:
    """sha256 of the file."""
    with open(check(path), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _licence(file: Path) -> str:
    """What the header of a safetensors file says of its licence, "" if nothing."""
    try:
        with open(file, "rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            if file.suffix.lower() != ".safetensors" or length > _HEADER:
                return ""
            said = json.loads(opened.read(length)).get("__metadata__", {})
        return next((str(said[name])[:200] for name in _LICENCES if said.get(name)), "")
    except (OSError, ValueError, AttributeError):
        return ""
