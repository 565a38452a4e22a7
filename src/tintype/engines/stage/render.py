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
    Guide = npt.NDArray[np.float16]

PREVIEW = 256
"""Longest side of a preview in pixels."""


GUIDED = 32
"""Samples per pixel that go into the guides; more would not make them better."""


class Tracer(Protocol):
    """Traces tiles of one scene; `lanes` camera rays at once take well under a second. guides: most
    samples per pixel that albedo and normal are made of. glass: some of it is clear."""

    lanes: int
    guides: int
    glass: bool

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
    """Light is a sum, float32, the guides are means, float16, each (H, W, 3); taken: samples a pixel."""

    light: Image
    albedo: Guide
    normal: Guide
    taken: int = 0

    @classmethod
    def dark(cls, shot: Shot) -> Exposure:
        shape = (shot.height, shot.width, 3)
        return cls(np.zeros(shape, np.float32), np.zeros(shape, np.float16), np.zeros(shape, np.float16))


def expose(
    tracer: Tracer, shot: Shot, emit: Emit, look: Callable[[Image, Guide], Pixels] | None
) -> tuple[Image, Guide]:
    """Light float32 and albedo float16, both (H, W, 3), finished; `look` develops them for previews, None
    where nobody watches.

    Raises Cancelled from `emit`, EngineFailed where no light or broken numbers come back.
    """
    film = Exposure.dark(shot)
    plan = [
        (tile, start, count)
        for start, count in _passes(shot, tracer.lanes)
        for tile in _cut(shot, count, tracer)
    ]
    # Noise halves with four times the samples: a preview at every threefold shows it all.
    total, shown = len(plan) + 1, 0
    for done, (tile, start, count) in enumerate(plan):
        emit(Progress("painting", done, total))
        _add(film, tile, count, tracer.sums(tile, count, start, shot.seed))
        if tile.y + tile.height == shot.height and tile.x + tile.width == shot.width:
            film.taken = start + count
            if look and film.taken >= shown * 3 and film.taken < shot.samples:
                shown = film.taken
                emit(Preview(look(*_small(film, shot))))
    developing = Progress("developing", total - 1, total)
    emit(developing)
    return _finished(film, shot, tracer, lambda: emit(developing)), film.albedo


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


def _add(film: Exposure, tile: Tile, count: int, sums: tuple[Image, Image, Image]) -> None:
    light, albedo, normal = sums
    broken = ~np.isfinite(light).all(axis=2)
    if broken.mean() > 0.01:
        raise EngineFailed("The renderer gave broken numbers for this scene; another seed may help.")
    light[broken] = 0.0
    at = slice(tile.y, tile.y + tile.height), slice(tile.x, tile.x + tile.width)
    film.light[at] += light
    if film.taken < GUIDED:
        share = np.float32(count)
        before = np.float32(film.taken)
        for kept, new in ((film.albedo, albedo), (film.normal, normal)):
            kept[at] = ((kept[at] * before + np.nan_to_num(new)) / (before + share)).astype(np.float16)


def _small(film: Exposure, shot: Shot) -> tuple[Image, Guide]:
    """Light and albedo so far at most PREVIEW pixels long, noise taken out."""
    from tintype.engines.stage.denoise import denoised

    every = -(-max(shot.width, shot.height) // PREVIEW)
    light = film.light[::every, ::every] / np.float32(film.taken)
    albedo, normal = (np.array(field[::every, ::every], order="C") for field in (film.albedo, film.normal))
    return denoised(light, albedo, normal, samples=0) if shot.denoise else light, albedo


def _finished(film: Exposure, shot: Shot, tracer: Tracer, tell: Callable[[], None]) -> Image:
    """The light of the whole exposure, in place: a large picture fills much of the memory."""
    from tintype.engines.stage.denoise import denoised

    light = film.light
    light /= np.float32(shot.samples)
    if float(light.max()) < 1e-5:
        raise EngineFailed("No light reached the camera in this scene; name a light or a time of day.")
    if shot.denoise:
        samples = min(tracer.guides, shot.samples)
        light = denoised(light, film.albedo, film.normal, samples=samples, glass=tracer.glass, tell=tell)
    return light
