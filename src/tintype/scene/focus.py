"""Where the lens is sharp and how fast sharpness falls off, at whatever scale the set is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tintype.scene.projection import LONG_SIDE_MM, seen

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.brief.model import Camera as Said
    from tintype.scene.model import Camera, Setting

    Floats = npt.NDArray[np.float64]

_SCALE_M = 1.0
"""Sets wider than this (radius in metres) are shot from further away with deeper focus."""

# f-number up to → how blurred what lies far behind should at least be, in shares of the long side.
_FAR_BLUR = ((2.0, 0.035), (2.8, 0.022), (4.0, 0.008))


def blur_for(
    said: Said, camera: Camera, frame: float, sharp: Floats, everything: Floats, setting: Setting
) -> Camera:
    """The camera focused on the front of `sharp`, its aperture as said or fitting.

    The main thing stays readable at any aperture, everything named stays recognisable, and a wide
    aperture shows as one even when the set is large (`Camera.blur` makes up the difference).
    """
    depth = seen(camera, frame, sharp)[:, 2]
    near, far = float(depth.min()), float(depth.max())
    focus = near + (0.12 if said.shot == "macro" else 0.25) * (far - near)
    f_number = _f_number(said, setting)
    camera = msgspec.structs.replace(camera, focus=round(focus, 5), f_number=f_number, blur=1.0)
    if f_number >= 22:
        return camera
    reach = seen(camera, frame, everything)[:, 2]
    wide = said.f_number is not None or said.focus == "shallow"
    outline = near + 0.6 * (far - near)  # what lies further back on the main thing is out of sight
    own = max(circle(camera, near), circle(camera, outline)) / (0.006 if wide else 0.0025)
    others = max(circle(camera, float(reach.min())), circle(camera, float(reach.max()))) / (
        0.012 if wide else 0.006
    )
    back = circle(camera, focus + 12 * setting.radius)
    wanted = next((least for limit, least in _FAR_BLUR if f_number <= limit), 0.0) if wide else 0.0
    blur = max(1.0, wanted / max(back, 1e-9))
    blur = min(blur, 1 / max(own, others, 1e-9))
    return msgspec.structs.replace(camera, blur=round(float(np.clip(blur, 0.01, 100.0)), 4))


def circle(camera: Camera, depth: float) -> float:
    """Diameter of the blur disc of a point at `depth` metres, as a share of the picture's long side.

    Thin lens: c = A · |z − s| / z · m with magnification m = f / (s − f).
    """
    aperture = camera.focal_mm / camera.f_number * camera.blur
    magnification = camera.focal_mm / max(camera.focus * 1000 - camera.focal_mm, 1.0)
    return aperture * abs(depth - camera.focus) / max(depth, 1e-6) * magnification / LONG_SIDE_MM


def _f_number(said: Said, setting: Setting) -> float:
    if said.f_number is not None:
        return round(float(said.f_number), 2)
    if said.focus == "shallow":
        return 1.8
    if said.focus == "deep":
        return 22.0
    if said.shot == "macro":
        return 5.6
    return 4.0 if setting.radius < _SCALE_M else 8.0
