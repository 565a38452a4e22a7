"""What a scene looks like before light: distance, normals, colours, and whose each pixel is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage import device
from tintype.engines.stage.lens import lens
from tintype.engines.stage.stand import stand

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.device import Variant
    from tintype.scene.model import Scene


@dataclass(frozen=True, eq=False)
class Buffers:
    """Through the pixels' centres, everything sharp, glass as if it were solid.

    depth: float32 (H, W), metres from the eye, inf where nothing is. normal: float32 (H, W, 3) unit,
    world. albedo: float32 (H, W, 3) linear. ids: uint8 (H, W), 0 nothing, 255 the setting, else the
    body's id.
    """

    depth: npt.NDArray[np.float32]
    normal: npt.NDArray[np.float32]
    albedo: npt.NDArray[np.float32]
    ids: npt.NDArray[np.uint8]


def buffers(scene: Scene, width: int, height: int, *, variant: Variant | None = None) -> Buffers:
    """The buffers of a scene at any size; about 0.1 s at 256 × 256 once the set is built."""
    mi = device.mitsuba(variant)
    there = stand(scene, width, height, depth=1, detail=256)
    if mi.variant() == "scalar_rgb":
        from tintype.engines.stage.plain import Plain

        return Plain(there, lens(scene.camera), width, height).buffers()
    from tintype.engines.stage.wavefront import Wavefront

    return Wavefront(there, lens(scene.camera), width, height).buffers()
