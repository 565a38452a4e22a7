"""The one door to ONNX Runtime."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from tintype.core.errors import BadFile, MissingPart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

    Network = Callable[[dict[str, npt.NDArray[Any]]], list[npt.NDArray[np.float32]]]


def open_network(path: Path, *, sha256: str, threads: int = 0) -> Network:
    """A function from named inputs to outputs, on the CPU.

    The weights are refused unless their sha256 is the one their card names. threads: intra-op
    threads, 0 = one per core. Raises MissingPart if the file is absent or altered.
    """
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    ort: Any = onnxruntime
    try:
        weights = path.read_bytes()
    except OSError as problem:
        raise MissingPart(
            f"The weights {path.name} cannot be read ({problem.strerror}); reinstall tintype."
        ) from problem
    if hashlib.sha256(weights).hexdigest() != sha256:
        raise MissingPart(f"The weights {path.name} are not the ones their card names; reinstall tintype.")
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def run(inputs: dict[str, npt.NDArray[Any]]) -> list[npt.NDArray[np.float32]]:
        return [np.asarray(output, np.float32) for output in session.run(None, inputs)]

    return run


def open_enlarger(path: Path) -> tuple[Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]], int]:
    """(RGB float32 [0, 1] NCHW → the same, larger; how many times) of an ONNX file of the user's own. Raises
    BadFile for one that does something else."""
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    ort: Any = onnxruntime
    options = ort.SessionOptions()
    options.log_severity_level = 3
    side = 32
    try:
        session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        (given,) = session.get_inputs()

        def run(batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
            return np.asarray(session.run(None, {given.name: batch})[0], np.float32)

        shape = run(np.zeros((1, 3, side, side + 16), np.float32)).shape
    except Exception as error:  # ONNX Runtime's errors have no class in common
        said = " ".join(str(error).split())[:120]
        raise BadFile(
            f"The network {path.name} takes no RGB picture of any size ({said}); export it with free height"
            " and width."
        ) from error
    scale = shape[-1] // (side + 16)
    if shape != (1, 3, side * scale, (side + 16) * scale) or scale < 2:
        raise BadFile(f"The network {path.name} makes {shape} of 32x48 pixels; give one that enlarges RGB.")
    return run, scale


@cache
def open_matting(path: Path) -> tuple[Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]], int]:
    """(RGB float32 NCHW → how much of each pixel stands in front, float32 (H, W) in [0, 1]; the side that it
    wants, 0 for any) of an ONNX file of the user's own. Raises BadFile for one that does something else."""
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    ort: Any = onnxruntime
    options = ort.SessionOptions()
    options.log_severity_level = 3
    try:
        session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        (given,) = session.get_inputs()
        side = given.shape[3] if isinstance(given.shape[3], int) else 0

        def run(batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
            said = [np.asarray(each, np.float32) for each in session.run(None, {given.name: batch})]
            front = next(each for each in said if each.size == batch.shape[2] * batch.shape[3])
            front = front.reshape(batch.shape[2:])
            if front.min() < 0 or front.max() > 1:  # it leaves the last step to others
                front = 1 / (1 + np.exp(-np.clip(front, -30, 30)))
            return np.asarray(front, np.float32)

        run(np.zeros((1, 3, side or 64, side or 64), np.float32))
    except Exception as error:  # ONNX Runtime's errors have no class in common
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadFile(
            f"The network {path.name} takes no RGB picture, or does not say what stands in front ({said});"
            " give one such as U²-Net or BiRefNet."
        ) from error
    return run, side
