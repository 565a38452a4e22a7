"""The one door to ONNX Runtime."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tintype.core.errors import MissingPart

if TYPE_CHECKING:
    from pathlib import Path

    import onnxruntime


def open_session(path: Path, *, sha256: str, threads: int = 0) -> onnxruntime.InferenceSession:
    """A CPU session on a weights file, refused unless its sha256 is the one its card names.

    threads: intra-op threads, 0 = one per core. Raises MissingPart if the file is absent or altered.
    """
    import onnxruntime

    try:
        weights = path.read_bytes()
    except OSError as problem:
        raise MissingPart(
            f"The weights {path.name} cannot be read ({problem.strerror}); reinstall tintype."
        ) from problem
    if hashlib.sha256(weights).hexdigest() != sha256:
        raise MissingPart(f"The weights {path.name} are not the ones their card names; reinstall tintype.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
