"""The set as it stands before the camera: everything a tracer is handed, as numpy and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tintype.engines.stage.backdrop import backdrop
from tintype.engines.stage.lamps import sky_light
from tintype.engines.stage.lens import lens
from tintype.engines.stage.pieces import pieces

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tintype.engines.stage.pieces import Piece
    from tintype.scene.model import Scene

SMALL = 400
"""Frames with a longer side get finer maps."""

BOUND = 10.0
"""Radiance that a scattered path may bring, in units of white paper in full light."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Stand:
    """sky: radiance on lamps.sky_grid. backdrop: what the camera sees where it meets nothing,
    float32 (h, w, 3) over the frame. reach: metres that count as the set's size. depth: scatterings
    of a path. bound: radiance that a scattered path may bring. haze: fog per metre."""

    pieces: list[Piece]
    sky: npt.NDArray[np.float32]
    backdrop: npt.NDArray[np.float32]
    reach: float
    depth: int
    bound: float
    haze: float
    haze_colour: tuple[float, float, float]


def stand(scene: Scene, width: int, height: int, *, depth: int, detail: int | None = None) -> Stand:
    """The scene, ready to be traced over a frame of that many pixels. detail: pixels across a
    material's maps, None = as many as the frame can show."""
    from tintype.scene.tint import linear

    fog = scene.fog
    r, g, b = (float(c) for c in linear(fog.colour)) if fog else (0.0, 0.0, 0.0)
    return Stand(
        pieces=pieces(scene, detail=detail or (256 if max(width, height) <= SMALL else 512)),
        sky=sky_light(scene),
        backdrop=backdrop(scene, lens(scene.camera), width, height),
        reach=scene.setting.radius,
        depth=depth,
        bound=BOUND,
        haze=fog.density if fog else 0.0,
        haze_colour=(r, g, b),
    )
