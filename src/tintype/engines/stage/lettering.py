"""Lettering: a text set on a label, a sign, a book, a screen; as light meets it.

Every function gives a Sheet as read from the front: row 0 is the top. What is drawn is the text
and nothing that could be read besides it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tintype.engines.stage.surfaces import surface
from tintype.engines.stage.surfaces.surface import linear, luminance, mixed
from tintype.engines.stage.typeset import Setting, fitted, mask, settable, uncovered
from tintype.scene.streams import stream

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Material

    Light = npt.NDArray[np.floating]
    Mask = npt.NDArray[np.floating]

Style = Literal["label", "sign", "neon", "screen", "book", "poster", "stamp", "print", "chalk"]

__all__ = ["Sheet", "Style", "lettered", "note", "uncovered"]


@dataclass(frozen=True, eq=False)
class Sheet:
    """albedo: linear sRGB float32 (h, w, 3). emission: linear radiance (h, w, 3), 1 = white paper in
    full light, or None for what does not shine. ink: coverage float32 (h, w), 0..1."""

    albedo: Light
    emission: Light | None
    ink: Mask


def note(text: str) -> str:
    """A sentence for the user about characters that cannot be lettered; "" if there are none."""
    missing = uncovered(text)
    return f'I have no letters for "{missing}"; lettered without them.' if missing else ""


def lettered(
    text: str,
    *,
    size_m: tuple[float, float],
    paper: Material | str,
    ink: str | None = None,
    style: Style = "label",
    seed: int = 0,
    detail: int = 512,
) -> Sheet:
    """The text on a sheet of size_m (width, height) metres whose long side is `detail` pixels.

    paper: a Material or sRGB hex. ink: sRGB hex, or None for one that contrasts. Characters that no
    face covers are left out (see `uncovered` and `note`); without text the sheet stays blank.
    """
    width, height = pixels(size_m, detail)
    ground = _paper(paper, size_m, (width, height))
    tone = linear(ink) if ink else _contrasting(ground.mean(axis=(0, 1)), style, stream(seed, "ink"))
    words = settable(text)
    rng = stream(seed, "lettering", style)
    if style in ("neon", "screen"):
        return _shining(words, ground, tone, style, rng, given=ink is not None)
    cover = _set(words, (width, height), style, rng)
    cover = np.maximum(cover, _furniture((width, height), style, has_text=bool(words)))
    if style in ("stamp", "chalk"):
        cover = cover * _worn((width, height), rng, grain=6 if style == "stamp" else 2)
    return Sheet(mixed(ground, tone, cover), None, cover)


def pixels(size_m: tuple[float, float], detail: int) -> tuple[int, int]:
    """(width, height) in pixels of a sheet whose long side has `detail`; each at least 8."""
    long = max(*size_m, 1e-6)
    return max(round(size_m[0] / long * detail), 8), max(round(size_m[1] / long * detail), 8)


_FACE: dict[str, tuple[str, float]] = {
    "label": ("geometric", 0.1),
    "sign": ("sans", 0.03),
    "neon": ("rounded", 0.06),
    "screen": ("sans", 0.0),
    "book": ("serif", 0.02),
    "poster": ("condensed", 0.02),
    "stamp": ("sans", 0.06),
    "print": ("geometric", 0.04),
    "chalk": ("rounded", 0.03),
}
_MARGIN = {
    "label": 0.12,
    "sign": 0.15,
    "neon": 0.12,
    "screen": 0.14,
    "book": 0.14,
    "poster": 0.1,
    "stamp": 0.13,
    "print": 0.1,
    "chalk": 0.13,
}


def _set(words: str, size: tuple[int, int], style: Style, rng: np.random.Generator) -> Mask:
    """Ink coverage of the words, as large as the style's margins allow, and a label's short rule."""
    if not words:
        return np.zeros((size[1], size[0]), np.float32)
    setting, centre = _layout(words, size, style, rng)
    cover = mask(setting, size, centre)
    rows = np.flatnonzero(cover.max(axis=1) > 0.3)
    if style in ("label", "book") and len(rows):
        gap = 0.07 * min(size)
        thin = max(round(0.007 * min(size)), 1)
        top = round(float(rows[-1]) + gap)
        half = round((0.11 if style == "label" else 0.06) * min(size))
        middle = round(centre[0])
        if top + thin < size[1] - 0.13 * min(size):
            cover[top : top + thin, middle - half : middle + half] = 0.9
    return cover


def _layout(
    words: str, size: tuple[int, int], style: Style, rng: np.random.Generator
) -> tuple[Setting, tuple[float, float]]:
    face, tracking = _FACE[style]
    # A serif's hairlines are lost where a long word makes it small.
    if style == "label" and rng.random() < 0.35 and max(map(len, words.split())) <= 6:
        face, tracking = "serif", 0.05
    if face == "condensed" and words != words.upper():
        face = "sans"
    if any(c.islower() for c in words):
        tracking *= 0.4
    tall = size[1] > 1.2 * size[0]
    upright_book = style == "book" and tall
    edge = (0.105 if upright_book else _MARGIN[style]) * min(size)
    box = (int(size[0] - 2.4 * edge), int(size[1] - 2.8 * edge))
    y = 0.5
    if style == "label":
        y = 0.47  # the rule under the words weighs, too
    elif upright_book:
        box, y = (box[0], int(box[1] * 0.5)), 0.36
    elif style == "screen" and tall and len(words) < 10:
        y = 0.3  # where a phone has its clock
    return fitted(words, face, box, tracking=tracking), (size[0] / 2, size[1] * y)


def _furniture(size: tuple[int, int], style: Style, *, has_text: bool) -> Mask:
    """Borders and rules of the style, as ink coverage."""
    sheet = Image.new("L", size, 0)
    draw = ImageDraw.Draw(sheet)
    edge = 0.05 * min(size)
    thin = max(round(min(size) * 0.006), 1)
    frame = (edge, edge, size[0] - 1 - edge, size[1] - 1 - edge)
    if style in ("sign", "chalk"):
        draw.rounded_rectangle(frame, radius=edge, outline=255, width=thin)
    elif style == "stamp":
        draw.rounded_rectangle(frame, radius=edge * 0.6, outline=255, width=thin * 2)
    elif style in ("label", "book"):
        draw.rectangle(frame, outline=200 if has_text else 70, width=thin)
    return np.asarray(sheet, np.float32) / 255


def _worn(size: tuple[int, int], rng: np.random.Generator, *, grain: int) -> Mask:
    """Where a rubber stamp or chalk left colour: patchy in `grain` pixels, never below six tenths."""
    coarse = rng.random((max(size[1] // grain, 2), max(size[0] // grain, 2)), np.float32)
    patch = np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC), np.float32)
    return np.clip(0.68 + 0.5 * patch, 0.6, 1.0)


NEON = ("#ff3b5c", "#2fd0ff", "#ff8a2b", "#ff4fd0", "#ffd9a0")
"""Colours of tubes, one by seed where no ink is asked for."""


def _shining(
    words: str, ground: Light, tone: Light, style: Style, rng: np.random.Generator, *, given: bool
) -> Sheet:
    """Neon tubes on a dark board, or letters on a lit screen."""
    size = (ground.shape[1], ground.shape[0])
    cover = _set(words, size, style, rng)
    if style == "screen":
        lit = mixed(ground, tone, cover) * np.float32(0.9)
        return Sheet(np.full(ground.shape, 0.02, np.float32), lit, cover)
    if not given:
        tone = linear(NEON[int(rng.integers(len(NEON)))])
    spread = ImageFilter.GaussianBlur(0.012 * max(size))
    halo = np.asarray(Image.fromarray((cover * 255).astype(np.uint8)).filter(spread), np.float32) / 255
    # A tube is hotter along its middle: the eroded letter shines nearly white.
    core = np.clip(2.2 * halo - 0.9, 0, 1) * cover
    tube = mixed(tone, np.ones(3, np.float32), 0.75 * core) * (cover * np.float32(4.0))[..., None]
    light = tube + tone * (0.12 * halo * (1 - cover))[..., None]
    return Sheet(np.minimum(ground, 0.004).astype(np.float32), light.astype(np.float32), cover)


def _paper(paper: Material | str, size_m: tuple[float, float], size: tuple[int, int]) -> Light:
    """The bare sheet, float32 (h, w, 3): one colour, or a material's texture at its own scale."""
    if isinstance(paper, str):
        return np.broadcast_to(linear(paper), (size[1], size[0], 3)).astype(np.float32)
    made = surface(paper)
    return spread(made.albedo, made.tile, size_m, size)


def spread(tiled: Light, tile: float, size_m: tuple[float, float], size: tuple[int, int]) -> Light:
    """A map (h, w, 3) that repeats every `tile` metres, laid over a sheet of size_m metres and size
    (width, height) pixels."""
    h, w = tiled.shape[:2]
    rows = (np.arange(size[1]) * (size_m[1] / size[1] * h / tile)).astype(np.int64) % h
    columns = (np.arange(size[0]) * (size_m[0] / size[0] * w / tile)).astype(np.int64) % w
    return np.ascontiguousarray(tiled[rows[:, None], columns[None, :]])


def _contrasting(ground: Light, style: Style, rng: np.random.Generator) -> Light:
    """An ink that reads on the ground: near-black on light paper, cream or gilt on dark."""
    if float(luminance(ground)) > 0.18:
        stamps = (
            ("#8f1f22", "#1d3f78") if float(luminance(ground)) > 0.45 else ("#5a0d10", "#12203f", "#221b16")
        )
        inks = stamps if style == "stamp" else ("#1c1a18", "#1f2430", "#2a1d17")
    else:
        gilt = float(luminance(ground)) < 0.06 and style != "sign"
        inks = ("#f3ead6", "#e6c88a", "#f4f3f0") if gilt else ("#fbf8f1",)
    return linear(inks[int(rng.integers(len(inks)))])
