"""Palette: the colours that a person would say a picture has, by twelve plain names."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, get_args

from tintype.assets.quiet import quietly
from tintype.assets.thumbnails import thumbnail
from tintype.core.colour import Colour
from tintype.core.errors import CannotWrite, DiskFull, NoNetwork

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tintype.assets.store import Store

COLOURS: tuple[Colour, ...] = get_args(Colour)
NEUTRAL = frozenset[Colour](("black", "grey", "white"))
ENOUGH, ENOUGH_BROWN, ENOUGH_NEUTRAL = 0.05, 0.15, 0.40
"""Share of the picture from which on it has the colour. A lemon on a table is a yellow picture; wood and
shadow are brown everywhere, and grey is what most backgrounds are."""

_MARK = "palette-1.txt"
_SIDE = 64
_HUES: tuple[tuple[float, Colour], ...] = (
    (14, "red"), (45, "orange"), (68, "yellow"), (165, "green"), (195, "teal"), (262, "blue"),
    (300, "purple"), (342, "pink"), (360, "red"),
)  # fmt: skip
"""Degrees up to which a hue has the name."""


def palette(store: Store, digest: str) -> frozenset[Colour]:
    """The colours of a stored picture, looked at once and kept beside it. Raises NotFound, BadFile."""
    kept = store.kept(digest, _MARK)
    if kept is None:
        kept = " ".join(sorted(colours(thumbnail(store, digest)))).encode()
        with contextlib.suppress(DiskFull, CannotWrite, NoNetwork):  # it is looked at again next time
            store.keep(digest, _MARK, kept)
    named = set(kept.decode().split())
    return frozenset(each for each in COLOURS if each in named)


def colours(file: bytes) -> frozenset[Colour]:
    """The colours of a picture file."""
    import numpy as np
    from PIL import Image

    with quietly():
        image = Image.open(io.BytesIO(file)).convert("RGBA")
    image.thumbnail((_SIDE, _SIDE))
    pixels = np.asarray(image)
    return of_pixels(pixels[pixels[..., 3] > 127][:, :3])


def of_pixels(pixels: npt.NDArray[np.uint8]) -> frozenset[Colour]:
    """The colours of RGB pixels, N×3."""
    import numpy as np

    if not len(pixels):
        return frozenset()
    share = np.bincount(named(pixels), minlength=len(COLOURS)) / len(pixels)
    needed = [
        ENOUGH_NEUTRAL if each in NEUTRAL else ENOUGH_BROWN if each == "brown" else ENOUGH for each in COLOURS
    ]
    return frozenset(each for each, has, least in zip(COLOURS, share, needed, strict=True) if has >= least)


def named(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    """For each of N×3 RGB pixels the place of its colour in COLOURS."""
    import numpy as np

    rgb = pixels.astype(np.float32) / 255
    high, low = rgb.max(1), rgb.min(1)
    span = high - low
    depth = np.where(high > 0, span / np.maximum(high, 1e-6), 0)
    red, green, blue = rgb.T
    safe = np.maximum(span, 1e-6)
    turn = np.select(
        [high == red, high == green],
        [(green - blue) / safe, (blue - red) / safe + 2],
        (red - green) / safe + 4,
    )
    hue = turn * 60 % 360
    at = {name: place for place, name in enumerate(COLOURS)}
    found = np.array([at[name] for _, name in _HUES])[
        np.searchsorted([end for end, _ in _HUES], hue, side="right").clip(max=len(_HUES) - 1)
    ]
    warm = (found == at["orange"]) | ((found == at["red"]) & (hue > 8) & (hue < 20))
    found[warm & ((high < 0.62) | (depth < 0.5))] = at["brown"]
    found[(found == at["yellow"]) & (high < 0.5)] = at["brown"]
    found[(found == at["red"]) & (depth < 0.5) & (high > 0.72)] = at["pink"]
    found[depth < 0.2] = at["grey"]
    found[(depth < 0.16) & (high > 0.8)] = at["white"]
    found[high < 0.16] = at["black"]
    return found
