"""The last look at what an engine gave: never is something broken passed on as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tintype.core.errors import EngineFailed

if TYPE_CHECKING:
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan


def passed(given: object, plan: Plan) -> Pixels:
    """The same pixels if they can be the picture of that plan.

    Raises EngineFailed for anything but uint8 of shape (height, width, 3|4), and for a picture with
    nothing in it, all black or all transparent, unless one that may have been so was only worked on.
    """
    import numpy as np

    if not isinstance(given, np.ndarray):
        raise _failed(plan, f"a {type(given).__name__} instead of pixels")
    pixels = cast("Pixels", given)
    if pixels.dtype != np.uint8:
        finite = pixels.dtype.kind != "f" or bool(np.isfinite(pixels).all())
        raise _failed(plan, f"{pixels.dtype} for 8-bit pixels" if finite else "numbers that are not finite")
    if pixels.shape not in ((plan.height, plan.width, 3), (plan.height, plan.width, 4)):
        shape = "x".join(map(str, pixels.shape)) or "no"
        raise _failed(plan, f"{shape} values for a picture of {plan.width}x{plan.height}")
    if plan.operation in ("upscale", "restore"):
        return pixels
    alpha = pixels[..., 3] if pixels.shape[2] == 4 else None
    if alpha is not None and not alpha.any():
        raise _failed(plan, "a picture that is all transparent")
    if not pixels[..., :3].any() and (alpha is None or alpha.all()):  # else it is a black shape, cut out
        raise _failed(plan, "a picture that is all black")
    return pixels


def _failed(plan: Plan, what: str) -> EngineFailed:
    return EngineFailed(f"The engine “{plan.engine}” gave {what}; another seed may help.")
