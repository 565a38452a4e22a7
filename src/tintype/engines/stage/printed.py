"""What picture slots carry when nobody asked for a text: dials, pages, screens, canvases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from tintype.engines.stage.canvases import canvas, hsv
from tintype.engines.stage.lettering import Sheet, Style, lettered, pixels
from tintype.engines.stage.surfaces.noise import clouds, grid, ramp
from tintype.engines.stage.surfaces.surface import linear, mixed
from tintype.engines.stage.typeset import font
from tintype.scene.streams import stream

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Material

    Light = npt.NDArray[np.floating]


__all__ = ["canvas", "dial", "page", "picture", "screenful"]


def picture(
    slot: str,
    *,
    text: str | None,
    size_m: tuple[float, float],
    paper: Material | str,
    seed: int,
    ink: str | None = None,
    style: Style = "label",
    detail: int = 512,
) -> Sheet:
    """What a picture slot ("label", "screen", "page", "dial", "canvas") shows; long side `detail`.

    A text is lettered on a label in `style`, on a page as in a book, over a screen's wallpaper, on a
    canvas as on a poster; a dial never carries one. Without a text each shows its own picture. ink: as
    in `lettered`.
    """
    aspect = size_m[0] / max(size_m[1], 1e-6)
    if slot == "screen":
        return screenful(text, seed, size_m=size_m, detail=detail)
    if slot == "dial":
        return _cropped(dial(seed, paper=paper, detail=detail), pixels(size_m, detail))
    if slot == "page" and not text:
        return page(seed, paper=paper, aspect=aspect, detail=detail)
    if slot == "canvas" and not text:
        return canvas(seed, aspect=aspect, detail=detail)
    style = {"page": "book", "canvas": "poster"}.get(slot, style)  # type: ignore[assignment]
    return lettered(text or "", size_m=size_m, paper=paper, ink=ink, style=style, seed=seed, detail=detail)


def _cropped(sheet: Sheet, size: tuple[int, int]) -> Sheet:
    """The middle of a square sheet."""
    n = sheet.ink.shape[0]
    top, left = (n - size[1]) // 2, (n - size[0]) // 2
    window = (slice(top, top + size[1]), slice(left, left + size[0]))
    return Sheet(np.ascontiguousarray(sheet.albedo[window]), None, np.ascontiguousarray(sheet.ink[window]))


def dial(seed: int, *, paper: Material | str = "#f4f1ea", detail: int = 512) -> Sheet:
    """A clock or watch face: minute ticks, numerals or batons, two hands near ten past ten."""
    rng = stream(seed, "dial")
    ground = lettered("", size_m=(0.1, 0.1), paper=paper, style="poster", detail=detail).albedo
    dark = float(ground.mean()) < 0.2
    n = detail * 2
    sheet = Image.new("L", (n, n), 0)
    draw = ImageDraw.Draw(sheet)
    numerals = ("arabic", "roman", "batons")[int(rng.integers(3))]
    _ticks(draw, n, heavy=numerals == "batons")
    if numerals != "batons":
        _numerals(draw, n, roman=numerals == "roman")
    minute = 60 * 0.155 + float(rng.uniform(-1.5, 1.5))
    _hand(draw, n, minute / 60, 0.37, 0.013)
    _hand(draw, n, (10 + minute / 60) / 12, 0.25, 0.02)
    draw.ellipse([n * 0.48, n * 0.48, n * 0.52, n * 0.52], fill=255)
    ink = np.asarray(sheet.resize((detail, detail), Image.Resampling.BOX), np.float32) / 255
    return Sheet(mixed(ground, linear("#e9e2d0" if dark else "#1b1b1e"), ink), None, ink)


def _spoke(n: int, turn: float, radius: float) -> tuple[float, float]:
    angle = 2 * np.pi * turn
    return n * (0.5 + radius * float(np.sin(angle))), n * (0.5 - radius * float(np.cos(angle)))


def _ticks(draw: ImageDraw.ImageDraw, n: int, *, heavy: bool) -> None:
    for i in range(60):
        hour = i % 5 == 0
        inner = (0.38 if heavy else 0.425) if hour else 0.443
        width = (0.016 if heavy else 0.009) if hour else 0.0035
        draw.line(
            [_spoke(n, i / 60, inner), _spoke(n, i / 60, 0.46)], fill=255, width=max(round(n * width), 1)
        )


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _numerals(draw: ImageDraw.ImageDraw, n: int, *, roman: bool) -> None:
    names = _ROMAN if roman else tuple(str(i) for i in range(1, 13))
    own = font("serif" if roman else "geometric", round(n * (0.078 if roman else 0.085)))
    for i, name in enumerate(names):
        x, y = _spoke(n, (i + 1) / 12, 0.36)
        draw.text((x, y), name, font=own, fill=255, anchor="mm")


def _hand(draw: ImageDraw.ImageDraw, n: int, turn: float, length: float, half: float) -> None:
    tip, tail = _spoke(n, turn, length), _spoke(n, turn + 0.5, 0.06)
    sx, sy = _spoke(n, turn + 0.25, half)
    dx, dy = sx - n / 2, sy - n / 2
    points = [
        (tail[0] - dx, tail[1] - dy),
        (tail[0] + dx, tail[1] + dy),
        (tip[0] + dx * 0.35, tip[1] + dy * 0.35),
    ]
    draw.polygon([*points, (tip[0] - dx * 0.35, tip[1] - dy * 0.35)], fill=255)


def page(seed: int, *, paper: Material | str = "#f3eee2", aspect: float = 0.7, detail: int = 512) -> Sheet:
    """A page of a book as seen from where it cannot be read: lines of word-like strokes."""
    rng = stream(seed, "page")
    blank = lettered("", size_m=(0.2 * aspect, 0.2), paper=paper, style="poster", detail=detail)
    h, w = blank.ink.shape
    sheet = Image.new("L", (w * 2, h * 2), 0)
    draw = ImageDraw.Draw(sheet)
    left, right, bottom = 0.13 * w * 2, 0.87 * w * 2, 0.9 * h * 2
    step = h * 2 * 0.0235
    y = 0.11 * h * 2
    indent = False
    while y < bottom:
        ends = rng.random() < 0.14
        last = right * rng.uniform(0.4, 0.9) if ends else right
        _words(draw, rng, left + (step * 1.4 if indent else 0), last, y, step)
        indent = ends
        y += step
    ink = np.asarray(sheet.resize((w, h), Image.Resampling.BOX), np.float32) / 255 * 0.85
    return Sheet(mixed(blank.albedo, linear("#2a2724"), ink), None, ink)


def _words(
    draw: ImageDraw.ImageDraw, rng: np.random.Generator, left: float, right: float, y: float, step: float
) -> None:
    """One line of strokes that have the rhythm of letters: x-height, ascenders, word gaps."""
    x, letter = left, step * 0.21
    while x < right:
        for _ in range(int(rng.integers(2, 10))):
            if x + letter > right:
                return
            tall = rng.random()
            top = y - step * (0.46 if tall < 0.25 else 0.28)
            foot = y + step * (0.14 if tall > 0.9 else 0.0)
            draw.rectangle([x, top, x + letter * 0.42, foot], fill=200)
            draw.rectangle([x, y - step * 0.07, x + letter * 0.85, y], fill=150)
            x += letter * 1.15
        x += letter * 1.3


def screenful(
    text: str | None, seed: int, *, size_m: tuple[float, float] = (0.3, 0.2), detail: int = 512
) -> Sheet:
    """A lit screen: a soft wallpaper in two or three hues, and the text over it if there is one."""
    rng = stream(seed, "screen")
    width, height = pixels(size_m, detail)
    n = max(width, height)
    x, y = grid(n)
    hue = float(rng.random())
    shades = ((0.0, 0.75, 0.35), (0.09, 0.7, 0.8), (-0.14, 0.55, 0.95))
    colours = [hsv(hue + d, s, v) for d, s, v in shades]
    swell = 0.12 * clouds(rng, n, beta=4, high=6)
    wall = mixed(colours[0], colours[1], ramp(y + swell, 1.0, 0.1))
    wall = mixed(wall, colours[2], 0.75 * ramp(x - 0.6 * y + 0.16 * clouds(rng, n, beta=4, high=5), 0.1, 0.9))
    wall = wall[(n - height) // 2 :, (n - width) // 2 :][:height, :width]
    ink = np.zeros((height, width), np.float32)
    if text:
        ink = lettered(text, size_m=size_m, paper="#000000", style="screen", seed=seed, detail=detail).ink
        wall = mixed(wall * np.float32(0.35), np.ones(3, np.float32), ink)
    return Sheet(
        np.full((height, width, 3), 0.02, np.float32), (wall * np.float32(1.2)).astype(np.float32), ink
    )
