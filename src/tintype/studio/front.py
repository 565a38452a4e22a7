"""The library's front door: what `import tintype` offers, in one call each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.request import Quality, Request

if TYPE_CHECKING:
    from tintype.brief.model import Brief
    from tintype.core.event import Event
    from tintype.core.picture import Picture
    from tintype.studio.studio import Studio

__all__ = ["generate", "parse", "save"]


def generate(
    prompt: str,
    *,
    size: tuple[int, int] | None = None,
    seed: int | None = None,
    model: str | None = None,
    quality: Quality | None = None,
    **options: Any,
) -> Picture:
    """The picture of a sentence. size: (width, height); options: the model's own. Raises UserError."""
    request = Request(prompt=prompt, size=size, seed=seed, model=model, quality=quality, options=options)
    (picture,) = _studio().run(request, _ignore)
    return picture


def parse(sentence: str) -> Brief:
    """The sentence, read: its five elements, its things, what it implies. Raises BadPrompt."""
    return _studio().read(sentence)


def save(picture: Picture, path: str | Path) -> Path:
    """Writes a picture with everything needed to paint it again; PNG, JPEG or WebP by extension."""
    from tintype.assets import files

    return files.save(picture, Path(path))


@cache
def _studio() -> Studio:
    from tintype.studio.build import build

    return build()


def _ignore(event: Event, /) -> None:
    """Nobody watches."""
