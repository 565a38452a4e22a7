"""Enlarging: a network for ×2 or ×4, then resampling to the exact size where that is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption, BadSize, MissingPart, TooLarge
from tintype.engines.retouch import own
from tintype.engines.retouch.opening import one_of
from tintype.engines.retouch.progress import within
from tintype.engines.retouch.weights import card, network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.engines.retouch.opening import Open, Planned
    from tintype.engines.retouch.tiles import Work

    Floats = npt.NDArray[np.float32]

SCALES = (2, 4)
OWN = "own"
"""How a pass by the user's own network is named."""
MOST = 4.0
"""Times as large, in one go."""
MOST_PIXELS = 200_000_000
"""Of what comes out."""

_LANCZOS_HALO = 8


def planned(request: Request, open: Open, folder: Path, own_file: str = "") -> Planned:
    """How a picture is enlarged. own_file: of a network of the user's own, which does it instead of ours.
    Raises BadOption, BadSize, BadFile, TooLarge, MissingPart."""
    path = one_of(request)
    height, width = open(path).shape[:2]
    size, scale = _size(request, width, height)
    if size[0] * size[1] > MOST_PIXELS:
        raise TooLarge(
            f"{size[0]}x{size[1]} would be {size[0] * size[1] / 1e6:.0f} megapixels; at most"
            f" {MOST_PIXELS // 1_000_000} are made, so enlarge it less."
        )
    factor = max(size[0] / width, size[1] / height)
    settings: dict[str, Any] = {"images": [path], "mask": "", "scale": scale}
    if own_file:
        _, times, family = own.opened(own_file)
        passes = [OWN] * next(count for count in (1, 2, 3) if times**count >= factor or count == 3)
        return size, {**settings, "passes": passes, "family": family, "sha256": own.digest(own_file)}, ()
    passes, notes = _passes(factor, folder)
    return size, {**settings, "passes": passes}, notes


def painted(plan: Plan, open: Open, folder: Path, emit: Emit, own_file: str = "") -> Pixels:
    """uint8 (height, width, 3|4) of a planned enlargement. Raises MissingPart without its network."""
    import numpy as np
    from PIL import Image

    from tintype.engines.retouch.tiles import tiled

    pixels = open(plan.settings["images"][0])
    steps = _steps(plan, pixels, folder, own_file)
    for index, (name, scale, work, halo) in enumerate(steps):
        told = within(emit, index / len(steps), (index + 1) / len(steps))
        pixels = tiled(pixels, work, told, doing=f"enlarging by {name}", scale=scale, halo=halo)
    if pixels.shape[:2] != (plan.height, plan.width):
        pixels = np.asarray(
            Image.fromarray(pixels).resize((plan.width, plan.height), Image.Resampling.LANCZOS)
        )
    return pixels


def _size(request: Request, width: int, height: int) -> tuple[tuple[int, int], float]:
    """((width, height) of what comes out, times as large)."""
    scale = request.options.get("scale")
    if scale is not None and (isinstance(scale, bool) or scale not in SCALES):
        raise BadOption(f"The option scale is {scale!r}; it must be 2 or 4, or ask for a size.")
    if request.size is None:
        scale = scale or 2
        return (width * scale, height * scale), float(scale)
    wide, high = request.size
    if scale is not None and (wide, high) != (width * scale, height * scale):
        raise BadOption(
            f"scale={scale} makes {width * scale}x{height * scale} of it, and the size is {wide}x{high};"
            " give one of them."
        )
    factor = max(wide / width, high / height)
    fitting = (max(1, round(width * factor)), max(1, round(height * factor)))
    if abs(fitting[0] - wide) > 1 or abs(fitting[1] - high) > 1:
        factor = min(MOST, max(1.0, wide / width))
        cure = f"{round(width * factor)}x{round(height * factor)}"
        raise BadSize(f"{wide}x{high} is not the shape of the picture, {width}x{height}; ask for {cure}.")
    if not 1 < factor <= MOST:
        raise BadSize(
            f"{wide}x{high} is {factor:.2f} times {width}x{height}; pictures are enlarged up to {MOST:.0f}"
            f" times, such as to {width * 2}x{height * 2}."
        )
    return (wide, high), round(factor, 4)


def _passes(factor: float, folder: Path) -> tuple[list[str], tuple[str, ...]]:
    """(networks to run one after the other, what to say of it)."""
    have = card(folder)
    if factor <= 2 and "sr-x2" in have:
        return ["sr-x2"], ()
    if factor > 2 and "sr-x4" in have:
        return ["sr-x4"], ()
    if "sr-x2" in have:
        return ["sr-x2", "sr-x2"], ()
    times = "x2" if factor <= 2 else "x4"
    return [f"lanczos-{times}"], (
        f"The network sr-{times} is not part of this install; resampled by Lanczos, which adds no detail.",
    )


def _steps(plan: Plan, pixels: Pixels, folder: Path, own_file: str) -> list[tuple[str, int, Work, int]]:
    """(name, times as large, what is done with a piece, its halo) for each pass."""
    steps: list[tuple[str, int, Work, int]] = []
    clear = pixels.shape[2] == 4 and bool((pixels[..., 3] < 255).any())
    for name in plan.settings["passes"]:
        if name == OWN:
            run, scale = _own(plan, own_file)
            steps.append((name, scale, _by_network(run, clear), own.HALO))
            continue
        scale = 4 if name.endswith("x4") else 2
        if name.startswith("lanczos"):
            steps.append((name, scale, _lanczos(scale), _LANCZOS_HALO))
        else:
            steps.append((name, scale, _by_network(_ours(folder, name), clear), card(folder)[name].halo))
    return steps


def _lanczos(scale: int) -> Work:
    import numpy as np
    from PIL import Image

    def work(piece: Pixels) -> Pixels:
        size = (piece.shape[1] * scale, piece.shape[0] * scale)
        return np.asarray(Image.fromarray(piece).resize(size, Image.Resampling.LANCZOS))

    return work


def _ours(folder: Path, name: str) -> Callable[[Floats], Floats]:
    run, entry = network(folder, name), card(folder)[name]
    return lambda batch: run({entry.input: batch})[0]


def _own(plan: Plan, own_file: str) -> tuple[Callable[[Floats], Floats], int]:
    """(network, times as large) of the user's own, if it is the one that was planned with."""
    if not own_file or own.digest(own_file) != plan.settings.get("sha256"):
        raise MissingPart(
            "The picture was enlarged by a network that is not here; name its file in the setting enlarger."
        )
    return own.opened(own_file)[:2]


def _by_network(run: Callable[[Floats], Floats], clear: bool) -> Work:
    """run: RGB float32 [0, 1] NCHW → the same, larger. clear: the picture is transparent in places."""
    import numpy as np

    def enlarged(planes: np.ndarray) -> np.ndarray:
        """float32 (h, w, 3) → (h·scale, w·scale, 3), both 0 to 1."""
        batch = np.ascontiguousarray(planes.transpose(2, 0, 1)[None], np.float32)
        return np.clip(run(batch)[0].transpose(1, 2, 0), 0, 1)

    def work(piece: Pixels) -> Pixels:
        values = piece.astype(np.float32) / 255
        if not clear:
            colour = np.rint(enlarged(values[..., :3]) * 255).astype(np.uint8)
            if piece.shape[2] == 3:
                return colour
            return np.dstack([colour, np.full(colour.shape[:2], 255, np.uint8)])
        alpha = values[..., 3:]
        # colours count as much as they cover: what lies unseen under alpha 0 must not bleed into the rim
        wide_alpha = enlarged(np.repeat(alpha, 3, axis=2)).mean(2, keepdims=True)
        colour = enlarged(values[..., :3] * alpha) / np.maximum(wide_alpha, 1 / 255)
        return np.rint(np.clip(np.dstack([colour, wide_alpha]), 0, 1) * 255).astype(np.uint8)

    return work
