"""Type: which face covers a text, how large it can be set in a box, and its mask. Pillow only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.floating]

FONTS = Path(__file__).parent / "fonts"
FACES: dict[str, str] = {
    "serif": "TintypeSerif.otf",
    "sans": "TintypeSans.ttf",
    "geometric": "LeagueSpartan-Medium.otf",
    "condensed": "BebasNeue-Bold.otf",
    "rounded": "Comfortaa-Bold.ttf",
    "wide": "TintypeWide.ttf",
}
"""Face → file. "wide" covers most (Latin, Greek, Cyrillic, Armenian, Georgian, symbols)."""

MAX_LINES = 12


@lru_cache(maxsize=128)
def font(face: str, px: int) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels."""
    return ImageFont.truetype(str(FONTS / FACES[face]), px, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def covers(face: str, character: str) -> bool:
    """Whether the face has a glyph of its own for the character; white space always counts."""
    if character.isspace():
        return True
    drawn = _drawn(face, character)
    return drawn.count(0) < len(drawn) and drawn != _drawn(face, "\U0010ffff")


def _drawn(face: str, character: str) -> bytes:
    """The pixels of one character; of a character no face has, the face's empty box."""
    sheet = Image.new("L", (32, 32), 0)
    ImageDraw.Draw(sheet).text((4, 26), character, font=font(face, 20), fill=255, anchor="ls")
    return sheet.tobytes()


def face_for(text: str, wish: str) -> str:
    """The wished face if it covers the text, else "wide"."""
    return wish if all(covers(wish, c) for c in text) else "wide"


def uncovered(text: str) -> str:
    """The characters, each once and in order, that no face we ship can draw; "" if all can be."""
    text = normalize("NFC", text)
    return "".join(
        c for c in dict.fromkeys(text) if not covers("wide", c) and not any(covers(face, c) for face in FACES)
    )


def settable(text: str) -> str:
    """The text as it can be set: one space between words, without what no face covers."""
    text = normalize("NFC", text)
    missing = set(uncovered(text))
    return " ".join("".join(c for c in text if c not in missing).split())


@dataclass(frozen=True)
class Setting:
    """Lines of text in a face at `px` pixels, `tracking` ems between letters, `leading` ems a line."""

    lines: tuple[str, ...]
    face: str
    px: int
    tracking: float
    leading: float


def breaks(words: list[str], lines: int) -> tuple[str, ...]:
    """The words in that many lines, as even as they can be (by characters)."""
    if lines >= len(words):
        return tuple(words)
    if len(words) > 14:
        return _greedy(words, lines)
    best: tuple[str, ...] = ()
    for cuts in combinations(range(1, len(words)), lines - 1):
        edges = (0, *cuts, len(words))
        rows = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))
        if not best or max(map(len, rows)) < max(map(len, best)):
            best = rows
    return best


def _greedy(words: list[str], lines: int) -> tuple[str, ...]:
    goal = (sum(map(len, words)) + len(words)) / lines
    rows: list[list[str]] = [[]]
    for word in words:
        if rows[-1] and len(" ".join(rows[-1])) + len(word) / 2 > goal and len(rows) < lines:
            rows.append([])
        rows[-1].append(word)
    return tuple(" ".join(row) for row in rows)


def line_width(line: str, face: str, px: int, tracking: float) -> float:
    """Pixels from the first letter's origin to the end of the last letter."""
    return font(face, px).getlength(line) + tracking * px * max(len(line) - 1, 0)


def fitted(
    text: str, face: str, box: tuple[int, int], *, tracking: float = 0.0, leading: float = 1.18
) -> Setting:
    """The text as large as it fits a box of (width, height) pixels, broken at words."""
    words = text.split() or [""]
    face = face_for(text, face)
    best = Setting((text,), face, 1, tracking, leading)
    for count in range(1, min(len(words), MAX_LINES) + 1):
        lines = breaks(words, count)
        widest = max(line_width(line, face, 100, tracking) for line in lines) / 100
        tall = 0.78 + leading * (len(lines) - 1)
        px = int(min(box[0] / max(widest, 1e-3), box[1] / tall))
        if px > best.px * 1.08:
            best = Setting(lines, face, px, tracking, leading)
    return best


def mask(setting: Setting, size: tuple[int, int], centre: tuple[float, float], *, stroke: int = 0) -> Mask:
    """Ink coverage float32 (h, w), 0..1, of lines centred about a point; size is (width, height).

    The block is centred on its capitals: from the top of the first line's to the last baseline.
    """
    sheet = Image.new("L", size, 0)
    draw = ImageDraw.Draw(sheet)
    own = font(setting.face, setting.px)
    capital = -own.getbbox("H", anchor="ls")[1]
    step = setting.leading * setting.px
    baseline = centre[1] + capital / 2 - step * (len(setting.lines) - 1) / 2
    for line in setting.lines:
        left = centre[0] - line_width(line, setting.face, setting.px, setting.tracking) / 2
        _draw_line(draw, line, left, baseline, setting, stroke)
        baseline += step
    return np.asarray(sheet, np.float32) / 255


def _draw_line(
    draw: ImageDraw.ImageDraw, line: str, left: float, baseline: float, setting: Setting, stroke: int
) -> None:
    own = font(setting.face, setting.px)
    if not setting.tracking:
        draw.text((left, baseline), line, font=own, fill=255, anchor="ls", stroke_width=stroke)
        return
    for i, letter in enumerate(line):
        x = left + own.getlength(line[:i]) + setting.tracking * setting.px * i
        draw.text((x, baseline), letter, font=own, fill=255, anchor="ls", stroke_width=stroke)
