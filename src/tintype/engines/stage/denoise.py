"""Noise out, detail kept: Intel Open Image Denoise, guided by albedo and normals."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Image = npt.NDArray[np.float32]
    Guide = npt.NDArray[np.float16]

ENOUGH = 8
"""Samples per pixel from which the guides may be trusted to the pixel."""

MEMORY_MB = 900
"""What the network may take; larger pictures are cut into tiles that overlap, which costs up to twice
the time. Enough for 1024 × 1024 in one."""


def denoised(
    light: Image,
    albedo: Guide,
    normal: Guide,
    *,
    samples: int,
    glass: bool = True,
    tell: Callable[[], None] | None = None,
) -> Image:
    """Light (H, W, 3) without noise, written over `light`; the guides have the same shape and `samples`
    a pixel, and may be written over too.

    Behind `glass` the albedo is noisy itself, as some rays are mirrored and some pass; it is cleaned
    first, or its noise would be taken for detail. `tell` is called several times a second and may
    raise to stop. Without the package the light comes back as it is.
    """
    device = _device()
    if device is None:
        return light
    np.clip(albedo, 0, 1, out=albedo)
    np.clip(normal, -1, 1, out=normal)
    trusted = samples >= ENOUGH
    if trusted and glass:
        _run(device, {"albedo": albedo}, albedo, tell)
    guided = {"color": light, "albedo": albedo, "normal": normal}
    _run(device, guided, light, tell, hdr=True, clean_aux=trusted)
    return light


def _run(
    device: Any, images: dict[str, Any], output: Any, tell: Callable[[], None] | None, **settings: bool
) -> None:
    """One pass of the network; raises what `tell` raises."""
    network = device.new_filter("RT")
    for name, image in images.items():
        network.set_image(name, image)
    network.set_image("output", output)
    network.max_memory_mb = MEMORY_MB
    for name, value in settings.items():
        setattr(network, name, value)
    stopped: list[BaseException] = []

    def watch(done: float) -> bool:
        del done
        try:
            if tell is not None and not stopped:
                tell()
        except BaseException as reason:
            stopped.append(reason)
        return not stopped

    network.set_progress_monitor(watch)
    try:
        network.execute()
    except Exception:
        if not stopped:
            raise
    if stopped:
        raise stopped[0]


@lru_cache(maxsize=1)
def _device() -> Any:
    """The processor: pictures lie in its memory. None without the package."""
    try:
        import mitsuba_oidn
    except ImportError:
        return None
    device = mitsuba_oidn.Device(mitsuba_oidn.DeviceType.CPU)
    device.commit()
    return device
