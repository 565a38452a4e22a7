"""One Plan painted: set built, rays traced, film developed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tintype.core.errors import EngineFailed
from tintype.engines.stage import device
from tintype.engines.stage.balance import white
from tintype.engines.stage.film import developed
from tintype.engines.stage.lens import lens
from tintype.engines.stage.render import Shot, cutout, expose

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan
    from tintype.engines.stage.device import Variant
    from tintype.engines.stage.render import Guide, Image, Tracer
    from tintype.scene.model import Scene


def photograph(scene: Scene, plan: Plan, emit: Emit, variant: Variant | None = None) -> Pixels:
    """The picture, uint8 (H, W, 3), or (H, W, 4) where the background is transparent."""
    shot = Shot(plan.width, plan.height, plan.settings["samples"], plan.seed, plan.settings["denoise"])
    rays = tracer(scene, shot, plan.settings["depth"], variant)
    look = partial(look_of, scene=scene, seed=plan.seed, height=plan.height)
    light, albedo = expose(rays, shot, emit, look)
    if plan.settings["background"] == "set":
        del rays  # the set is large, and so may be the picture
        return _told_apart(look(light, albedo))
    pixels = _told_apart(look(light, albedo))
    alpha = np.round(255 * cutout(rays, shot, emit)).astype(np.uint8)
    return np.concatenate([pixels, alpha[..., None]], axis=2)


def _told_apart(pixels: Pixels) -> Pixels:
    if int(pixels.max()) == int(pixels.min()):
        raise EngineFailed("The picture came out blank; another seed or a simpler sentence may help.")
    return pixels


def look_of(light: Image, albedo: Guide, *, scene: Scene, seed: int, height: int) -> Pixels:
    """Light and albedo (h, w, 3) through the camera and the film; height: of the final picture."""
    gains = white(light, albedo, scene.film.balance)
    return developed(light, scene.film, seed=seed, scale=light.shape[0] / height, white=gains)


def tracer(
    scene: Scene, shot: Shot, depth: int, variant: Variant | None, *, detail: int | None = None
) -> Tracer:
    """The scene built and ready to trace on the fastest device, or on `variant`."""
    from tintype.engines.stage.stand import stand

    mi = device.mitsuba(variant)
    there = stand(scene, shot.width, shot.height, depth=depth, detail=detail)
    if mi.variant() == "scalar_rgb":
        from tintype.engines.stage.plain import Plain

        return Plain(there, lens(scene.camera), shot.width, shot.height)
    from tintype.engines.stage.wavefront import Wavefront

    return Wavefront(there, lens(scene.camera), shot.width, shot.height)
