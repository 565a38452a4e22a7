"""Scene → light on the film: passes and tiles, growing previews, noise out, haze in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tintype.core.errors import EngineFailed
from tintype.core.event import Preview, Progress
from tintype.engines.stage.tiles import Tile, tiles

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels

    Image = npt.NDArray[np.float32]

PREVIEW = 320
"""Longest side of a preview in pixels."""


class Tracer(Protocol):
    """Traces tiles of one scene; `lanes` camera rays at once take well under a second. guides: most
    samples per pixel that albedo and normal are made of."""

    lanes: int
    guides: int

    def sums(self, tile: Tile, samples: int, start: int, seed: int) -> tuple[Image, Image, Image]:
        """Sums over `samples` samples from number `start` on: light, albedo, normal, each
        float32 (tile.height, tile.width, 3)."""
        ...

    def coverage(self, tile: Tile, seed: int) -> Image:
        """Share of each pixel that bodies cover, float32 (tile.height, tile.width) in [0, 1]."""
        ...


@dataclass(frozen=True)
class Shot:
    """What to take: pixels, samples per pixel, seed of the noise, whether noise is taken out."""

    width: int
    height: int
    samples: int
    seed: int
    denoise: bool = True


@dataclass(eq=False)
class Exposure:
    """Sums so far. light is float32, the guides float16, each (H, W, 3); taken: samples per pixel."""

    light: Image
    albedo: npt.NDArray[np.float16]
    normal: npt.NDArray[np.float16]
    taken: int = 0

    @classmethod
    def dark(cls, shot: Shot) -> Exposure:
        shape = (shot.height, shot.width, 3)
        return cls(np.zeros(shape, np.float32), np.zeros(shape, np.float16), np.zeros(shape, np.float16))


def expose(tracer: Tracer, shot: Shot, emit: Emit, look: Callable[[Image], Pixels]) -> Image:
    """Light float32 (H, W, 3), finished; `look` develops it for previews.

    Raises Cancelled from `emit`, EngineFailed where no light or broken numbers come back.
    """
    film = Exposure.dark(shot)
    plan = [
        (tile, start, count)
        for start, count in _passes(shot, tracer.lanes)
        for tile in _cut(shot, count, tracer)
    ]
    total = len(plan) + 1
    for done, (tile, start, count) in enumerate(plan):
        emit(Progress("painting", done, total))
        _add(film, tile, tracer.sums(tile, count, start, shot.seed))
        if tile.y + tile.height == shot.height and tile.x + tile.width == shot.width:
            film.taken = start + count
            # Noise halves with four times the samples; a preview for each doubling shows it all.
            if film.taken < shot.samples and film.taken & (film.taken - 1) == 0:
                emit(Preview(look(_small(film, shot, tracer.guides))))
    emit(Progress("developing", total - 1, total))
    return _finished(film, shot, tracer.guides)


def cutout(tracer: Tracer, shot: Shot, emit: Emit) -> Image:
    """Share of each pixel that bodies cover, not their setting; float32 (H, W)."""
    share = np.zeros((shot.height, shot.width), np.float32)
    parts = tiles(shot.width, shot.height, tracer.lanes)
    for done, tile in enumerate(parts):
        emit(Progress("cutting out", done, len(parts)))
        share[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width] = tracer.coverage(tile, shot.seed)
    return share


def _passes(shot: Shot, lanes: int) -> list[tuple[int, int]]:
    """(first sample, samples) of each pass over the frame: small pictures take several at a time."""
    step = int(np.clip(lanes // (shot.width * shot.height), 1, 8))
    return [(start, min(step, shot.samples - start)) for start in range(0, shot.samples, step)]


def _cut(shot: Shot, samples: int, tracer: Tracer) -> list[Tile]:
    return tiles(shot.width, shot.height, max(tracer.lanes // samples, 1))


def _add(film: Exposure, tile: Tile, sums: tuple[Image, Image, Image]) -> None:
    light, albedo, normal = sums
    broken = ~np.isfinite(light).all(axis=2)
    if broken.mean() > 0.01:
        raise EngineFailed("The renderer gave broken numbers for this scene; another seed may help.")
    light[broken] = 0.0
    rows, columns = slice(tile.y, tile.y + tile.height), slice(tile.x, tile.x + tile.width)
    film.light[rows, columns] += light
    film.albedo[rows, columns] += np.nan_to_num(albedo).astype(np.float16)
    film.normal[rows, columns] += np.nan_to_num(normal).astype(np.float16)


def _means(film: Exposure, taken: int, every: int = 1) -> tuple[Image, Image, Image]:
    scale = np.float32(1.0 / max(taken, 1))
    light, albedo, normal = (
        field[::every, ::every].astype(np.float32) * scale for field in (film.light, film.albedo, film.normal)
    )
    return light, albedo, normal


def _small(film: Exposure, shot: Shot, guides: int) -> Image:
    """The picture so far at most PREVIEW pixels long, noise taken out."""
    from tintype.engines.stage.denoise import denoised

    every = -(-max(shot.width, shot.height) // PREVIEW)
    light, albedo, normal = _means(film, film.taken, every)
    return denoised(light, albedo, normal, samples=min(guides, film.taken)) if shot.denoise else light


def _finished(film: Exposure, shot: Shot, guides: int) -> Image:
    from tintype.engines.stage.denoise import denoised

    light, albedo, normal = _means(film, shot.samples)
    if float(light.max()) < 1e-5:
        raise EngineFailed("No light reached the camera in this scene; name a light or a time of day.")
    return denoised(light, albedo, normal, samples=min(guides, shot.samples)) if shot.denoise else light
