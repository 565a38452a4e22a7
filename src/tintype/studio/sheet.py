"""Sheet: pictures of one sentence side by side, each with who painted it, how long and in how much memory."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tintype.core.picture import Pixels
    from tintype.studio.compare import Shown

CELL = 512
"""Longest side of a picture on the sheet."""
_GAP, _TEXT, _SMALL = 24, 22, 17
_PAPER, _INK, _QUIET, _EMPTY = (250, 249, 246), (28, 27, 25), (110, 106, 100), (228, 225, 219)


def sheet(shown: Sequence[Shown], prompt: str, seed: int, *, blind: bool = False) -> Pixels:
    """The sheet; shape (height, width, 3). blind: letters instead of names, times and memory."""
    import numpy as np
    from PIL import Image, ImageDraw

    first = next(each.picture.pixels for each in shown if each.picture is not None)
    scale = CELL / max(first.shape[:2])
    cell = max(1, round(first.shape[1] * scale)), max(1, round(first.shape[0] * scale))
    across = len(shown) if len(shown) <= 3 else -(-len(shown) // 2) if len(shown) <= 6 else 4
    down = -(-len(shown) // across)
    width = max(across * (cell[0] + _GAP) + _GAP, 420)
    probe = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    head = _wrapped(probe, f"“{prompt}”", _font(_TEXT), width - 2 * _GAP, 4)
    top = _GAP + len(head) * (_TEXT + 8) + _SMALL + 8 + _GAP
    foot = _TEXT + _SMALL + 22
    page = Image.new("RGB", (width, top + down * (cell[1] + foot + _GAP)), _PAPER)
    draw = ImageDraw.Draw(page)
    for index, line in enumerate(head):
        draw.text((_GAP, _GAP + index * (_TEXT + 8)), line, _INK, _font(_TEXT))
    draw.text((_GAP, top - _GAP - _SMALL - 4), f"seed {seed}", _QUIET, _font(_SMALL))
    for index, each in enumerate(shown):
        row, column = divmod(index, across)
        place = _GAP + column * (cell[0] + _GAP), top + row * (cell[1] + foot + _GAP)
        _cell(page, draw, each, place, cell, blind=blind)
    return np.asarray(page)


def encoded(page: Pixels, format: str) -> bytes:
    """The sheet as a file; format: PNG, JPEG or WEBP."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(page).save(file, format, **({} if format == "PNG" else {"quality": 92}))
    return file.getvalue()


def facts(shown: Shown) -> str:
    """1.2 s · 310 MB, as far as it is known."""
    said = [] if shown.entrant.seconds is None else [f"{shown.entrant.seconds:.1f} s"]
    if shown.entrant.memory is not None:
        said.append(f"{shown.entrant.memory / 1e6:,.0f} MB")
    return " · ".join(said)


def _cell(
    page: Any, draw: Any, shown: Shown, place: tuple[int, int], size: tuple[int, int], *, blind: bool
) -> None:
    from PIL import Image

    left, top = place
    if shown.picture is None:
        draw.rectangle((left, top, left + size[0], top + size[1]), _EMPTY)
        why = "no picture" if blind else shown.entrant.failure
        for number, line in enumerate(_wrapped(draw, why, _font(_SMALL), size[0] - 32, 8)):
            draw.text((left + 16, top + 16 + number * (_SMALL + 7)), line, _QUIET, _font(_SMALL))
    else:
        image = Image.fromarray(shown.picture.pixels).convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        fitted = Image.alpha_composite(white, image).convert("RGB").resize(size, Image.Resampling.LANCZOS)
        page.paste(fitted, place)
    name = shown.entrant.letter if blind else shown.entrant.model
    (line, *_) = _wrapped(draw, name, _font(_TEXT), size[0], 1)
    draw.text((left, top + size[1] + 8), line, _INK, _font(_TEXT))
    if not blind:
        draw.text((left, top + size[1] + 8 + _TEXT + 6), facts(shown), _QUIET, _font(_SMALL))


def _wrapped(draw: Any, text: str, font: Any, width: int, most: int) -> list[str]:
    """The text in lines no wider than that; what does not fit into `most` of them ends in …"""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and draw.textlength(longer, font) > width:
            lines.append(line)
            longer = word
        line = longer
    lines = [*lines, line]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_cut(draw, each, font, width) for each in lines]


def _cut(draw: Any, line: str, font: Any, width: int) -> str:
    while len(line) > 2 and draw.textlength(line, font) > width:
        line = line[:-2].rstrip() + "…"
    return line


def _font(size: int) -> Any:
    from PIL import ImageFont

    from tintype.engines import stage

    return ImageFont.truetype(str(Path(stage.__path__[0]) / "fonts" / "TintypeSans.ttf"), size)
