"""A picture in under a second, for other models to start from and for a page to show while it waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tintype.engines.stage.photograph import look_of, tracer
from tintype.engines.stage.render import Shot, expose

if TYPE_CHECKING:
    from tintype.core.event import Event
    from tintype.core.picture import Pixels
    from tintype.engines.stage.device import Variant
    from tintype.scene.model import Scene

LONG_SIDE = 256
SAMPLES, DEPTH = 4, 3


def draft(scene: Scene, width: int, height: int, *, seed: int = 0, variant: Variant | None = None) -> Pixels:
    """uint8 (h, w, 3): the scene at most LONG_SIDE pixels long, few samples, noise taken out, enlarged
    to (height, width)."""
    import numpy as np
    from PIL import Image

    small = min(1.0, LONG_SIDE / max(width, height))
    shot = Shot(max(8, round(width * small)), max(8, round(height * small)), SAMPLES, seed)
    look = partial(look_of, scene=scene, seed=seed, height=shot.height)
    pixels = look(*expose(tracer(scene, shot, DEPTH, variant, detail=256), shot, _silent, look))
    if (shot.width, shot.height) == (width, height):
        return pixels
    return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC))


def _silent(event: Event, /) -> None:
    del event
