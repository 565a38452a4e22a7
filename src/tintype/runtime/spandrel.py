"""The one door to spandrel, which knows enlargers by their weights (extra `tintype[spandrel]`).

Weights come as safetensors alone. Whoever has no torchvision, which two of its families want that enlarge
nothing, uses the others all the same: they are loaded one by one, without the library's own front page.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from typing import TYPE_CHECKING, Any

import numpy as np

from tintype.core.errors import BadFile, MissingPart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

INSTALL = "pip install 'tintype[spandrel]'"
FAMILIES = (
    "Compact", "SwiftSRGAN", "HAT", "GRL", "Swin2SR", "SwinIR", "OmniSR", "RGT", "DAT", "CRAFT", "DITN",
    "SPAN", "RealCUGAN", "SAFMN", "DCTLSA", "ATD", "DRCT", "ESRGAN", "PLKSR", "SeemoRe", "MoSR", "RCAN",
)  # fmt: skip
"""Those that enlarge, in the order in which spandrel asks them."""


def open_weights(path: Path) -> tuple[Callable[[Floats], Floats], int, str]:
    """(RGB float32 [0, 1] NCHW → the same, larger; how many times; family). Raises MissingPart without the
    extra, BadFile for weights of no family that enlarges."""
    try:
        torch: Any = importlib.import_module("torch")
        load_file: Any = importlib.import_module("safetensors.torch").load_file
        registry = _registry()
    except ImportError as error:
        raise MissingPart(
            f"Weights in safetensors need an extra ({error.name} is missing); install it with {INSTALL}, or"
            " give an ONNX file."
        ) from error
    try:
        model: Any = registry.load(load_file(str(path)))
    except Exception as error:  # each family stumbles in its own way over what is not its own
        raise BadFile(
            f"The weights {path.name} are of no family that is known here ({type(error).__name__}); it has to"
            f" be one of: {', '.join(FAMILIES)}."
        ) from error
    if model.input_channels != 3 or model.output_channels != 3 or model.scale < 2:
        raise BadFile(
            f"The weights {path.name} ({model.architecture.name}) make {model.output_channels} channels of"
            f" {model.input_channels}, {model.scale} times as large; give those of an enlarger for RGB."
        )
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device).eval()

    def run(batch: Floats) -> Floats:
        with torch.inference_mode():
            return model(torch.from_numpy(batch).to(device)).float().cpu().numpy()

    return run, int(model.scale), str(model.architecture.name)


def _registry() -> Any:
    """The families that are there. Raises ImportError without spandrel or torch."""
    if "spandrel" not in sys.modules and importlib.util.find_spec("torchvision") is None:
        found = importlib.util.find_spec("spandrel")
        if found is None:
            raise ImportError("spandrel is missing", name="spandrel")
        bare = types.ModuleType("spandrel")
        bare.__path__ = list(found.submodule_search_locations or ())
        sys.modules["spandrel"] = bare
    helpers = importlib.import_module("spandrel.__helpers.registry")
    canonical = importlib.import_module("spandrel.__helpers.canonicalize")
    registry = helpers.ArchRegistry()
    for name in FAMILIES:
        family = importlib.import_module(f"spandrel.architectures.{name}")
        registry.add(helpers.ArchSupport.from_architecture(getattr(family, f"{name}Arch")()))
    return _Families(registry, canonical.canonicalize_state_dict)


class _Families:
    def __init__(self, registry: Any, canonical: Any) -> None:
        self._registry, self._canonical = registry, canonical

    def load(self, state: dict[str, Any]) -> Any:
        return self._registry.load(self._canonical(state))
