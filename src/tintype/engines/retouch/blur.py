"""How a picture was blurred: out of focus, or by moving; found in its spectrum, and undone.

What is blurred by a disc or along a line has its power multiplied by that of the disc or line, with dips
where nothing came through. So for each of many it is looked how well "a smooth spectrum, times this, plus
noise" fits, against the same without a blur or with a soft one (a lens, an enlargement). One that fits
clearly better is taken away by Wiener's filter, whose spectra of picture and noise that fit gives.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from tintype.core.picture import Pixels

    Floats = npt.NDArray[np.float64]

CLEARLY = 0.06
"""Share of the misfit that a blur must explain; sharp pictures show none."""
SMALLEST = 256
"""Side in pixels of a picture that is looked at."""
HALO = 64
TILE = 416
"""So that a piece with its halo and its padding is 640 pixels wide, quick to transform."""

_SIDE = 128
_SAMPLE = 1024
_FLOOR = 1.0
"""Power of noise that is supposed at least: no dip is deeper, so one beside it is found as well."""
_LUMA = np.array([0.299, 0.587, 0.114])
_GREY_NOISE = float((_LUMA**2).sum())
"""Power of noise in luma, for 1 in each colour."""
_PAD = 48
_WARY = 3.0
"""Times the noise is taken for, for a filter that is a little wrong rings less."""
_LEAST_NOISE = 0.5
_LENGTHS = (5, 6, 7, 8, 9, 10, 11.5, 13, 15, 17.5, 20)
_SOFT = (0.4, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0)


class Blur(msgspec.Struct, frozen=True, kw_only=True):
    """size: radius of the disc, or length of the way, in pixels. angle: of the way, degrees from the right
    upwards. spectrum: of the picture, see `_smooth`. noise: power in luma. share: of the misfit explained."""

    kind: str
    size: float
    angle: float = 0.0
    spectrum: tuple[float, ...] = ()
    noise: float = 0.0
    share: float = 0.0

    @property
    def said(self) -> str:
        if self.kind == "defocus":
            return f"Blur of a lens out of focus (a disc of {2 * self.size:.1f} pixels)"
        return f"Blur of a movement ({self.size:.0f} pixels at {self.angle % 180:.0f}°)"


def found(pixels: Pixels) -> Blur | None:
    """The blur of a picture, uint8 (H, W, 3|4); None where none stands out."""
    if min(pixels.shape[:2]) < SMALLEST:
        return None
    power = _power(pixels)
    if power.max() < _FLOOR:
        return None
    candidates = tuple(_candidates())
    quick = _Fit(power, every=4)
    usual = quick.misfits(_soft())[0].min()
    misfits = quick.misfits(_responses())[0]
    best = candidates[int(misfits.argmin())]
    if misfits.min() > (1 - CLEARLY / 2) * usual:
        return None
    fit = _Fit(power)
    usual = float(fit.misfits(_soft())[0].min())
    for step in (1.0, 0.5, 0.25):
        near = [best, *_beside(best, step)]
        misfits, spectra = fit.misfits(np.stack([_response(blur) for blur in near]))
        index = int(misfits.argmin())
        best, share, spectrum = near[index], 1 - float(misfits[index]) / usual, spectra[index]
    if share < CLEARLY:
        return None
    return msgspec.structs.replace(
        best, spectrum=tuple(round(float(value), 4) for value in spectrum), noise=round(fit.noise, 3),
        share=round(share, 3),
    )  # fmt: skip


def undone(piece: Pixels, blur: Blur, strength: float) -> Pixels:
    """A piece of the picture, uint8 (h, w, 3|4), without the blur; at its rim it stays as it is."""
    height, width = piece.shape[:2]
    shape = (height + 2 * _PAD + height % 2, width + 2 * _PAD + width % 2)
    transfer = _transfer(kernel(blur), shape)
    picture = np.exp(np.clip(_smooth(*_frequencies(shape)) @ np.array(blur.spectrum), -30, 30))
    noise = max(_WARY * blur.noise, _LEAST_NOISE) / _GREY_NOISE
    wiener = np.conj(transfer) * picture / (np.abs(transfer) ** 2 * picture + noise)
    rims = ((_PAD, shape[0] - height - _PAD), (_PAD, shape[1] - width - _PAD))
    inner = _inward(shape, _PAD)
    done = piece.copy()
    share = strength * _inward((height, width), 3 * kernel(blur).shape[0] // 2)
    for channel in range(3):
        plane = np.pad(piece[..., channel].astype(np.float64), rims, mode="symmetric")
        for _ in range(3):  # left and right, top and bottom go over into each other, as the transform has it
            around = np.fft.irfft2(np.fft.rfft2(plane) * transfer, s=shape)
            plane = inner * plane + (1 - inner) * around
        sharp = np.fft.irfft2(np.fft.rfft2(plane) * wiener, s=shape)[_PAD:, _PAD:][:height, :width]
        mixed = piece[..., channel] + share * (np.clip(sharp, 0, 255) - piece[..., channel])
        done[..., channel] = np.rint(mixed).astype(np.uint8)
    return done


def kernel(blur: Blur) -> Floats:
    """What a point becomes, (2k + 1, 2k + 1), sum 1."""
    return _disc(blur.size) if blur.kind == "defocus" else _line(blur.size, blur.angle)


def _disc(radius: float) -> Floats:
    reach, fine = math.ceil(radius) + 1, 8
    side = 2 * reach + 1
    place = (np.arange(side * fine) + 0.5) / fine - side / 2
    inside = (place[:, None] ** 2 + place[None] ** 2 <= radius**2).astype(np.float64)
    disc = inside.reshape(side, fine, side, fine).sum((1, 3), dtype=np.float64)
    return disc / float(disc.sum())


def _line(length: float, angle: float) -> Floats:
    reach = math.ceil(length / 2) + 1
    along = np.linspace(-length / 2, length / 2, int(length * 16) + 1)
    y, x = reach - along * math.sin(math.radians(angle)), reach + along * math.cos(math.radians(angle))
    top, left = np.floor(y).astype(int), np.floor(x).astype(int)
    line = np.zeros((2 * reach + 1, 2 * reach + 1))
    for down in (0, 1):
        for right in (0, 1):
            weight = (1 - down + (2 * down - 1) * (y - top)) * (1 - right + (2 * right - 1) * (x - left))
            np.add.at(line, (top + down, left + right), weight)
    return line / line.sum()


def _candidates() -> Iterator[Blur]:
    for quarter in range(6, 25):
        yield Blur(kind="defocus", size=quarter / 4)
    for length in _LENGTHS:
        for angle in range(0, 180, 12):
            yield Blur(kind="motion", size=length, angle=angle)


def _beside(blur: Blur, step: float) -> list[Blur]:
    """Blurs a little larger, smaller or turned."""
    if blur.kind == "defocus":
        return [msgspec.structs.replace(blur, size=blur.size + way * step / 4) for way in (-1, 1)]
    return [
        Blur(kind="motion", size=blur.size + 0.8 * step * longer, angle=blur.angle + 5 * step * turned)
        for longer in (-1, 0, 1)
        for turned in (-1, 0, 1)
        if longer or turned
    ]


class _Fit:
    """Looks how well a smooth spectrum, times a response, plus noise, is the power that was measured."""

    def __init__(self, power: Floats, every: int = 1) -> None:
        """every: how many of the frequencies are passed over for one that is looked at."""
        kept, terms = _kept()
        self._kept = np.flatnonzero(kept)[::every]
        self._terms = terms[::every]
        self._pairs = (self._terms[:, :, None] * self._terms[:, None]).reshape(len(self._terms), -1)
        self.noise = max(1 / 24, 0.9 * float(np.percentile(power[kept], 1)))
        self._measured = np.log(power.ravel()[self._kept] + _FLOOR)

    def misfits(self, responses: Floats) -> tuple[Floats, Floats]:
        """(mean difference of logarithms, the spectrum's terms) of each response, (N,) and (N, 7)."""
        passed, noise = responses.reshape(len(responses), -1)[:, self._kept], self.noise + _FLOOR
        open = (passed > 0.1).astype(np.float64)
        terms = self._solved(open, open * (self._measured - np.log(np.maximum(passed, 0.1))))
        for _ in range(4):  # Gauss and Newton's steps
            signal = np.exp(np.clip(terms @ self._terms.T, -30, 30)) * passed
            part = signal / (signal + noise)
            terms = terms + self._solved(part, part * (self._measured - np.log(signal + noise)))
        signal = np.exp(np.clip(terms @ self._terms.T, -30, 30)) * passed
        return np.abs(self._measured - np.log(signal + noise)).mean(1), terms

    def _solved(self, weights: Floats, left: Floats) -> Floats:
        """The terms that explain what is left best, both (N, frequencies)."""
        count = self._terms.shape[1]
        square = (weights**2 @ self._pairs).reshape(-1, count, count) + 1e-3 * np.eye(count)
        return np.asarray(np.linalg.solve(square, (left @ self._terms)[..., None])[..., 0], np.float64)


@cache
def _kept() -> tuple[npt.NDArray[np.bool_], Floats]:
    """Frequencies that are looked at, and the terms of a smooth spectrum there."""
    radius, turn = _frequencies((_SIDE, _SIDE))
    kept = (radius > 0.03) & (radius < 0.48)
    return kept, _smooth(radius, turn)[kept]


@cache
def _responses() -> Floats:
    """Of all candidates, in their order."""
    return np.stack([_response(blur) for blur in _candidates()])


def _response(blur: Blur) -> Floats:
    """Share of power that a blur lets through."""
    return np.abs(_transfer(kernel(blur), (_SIDE, _SIDE))) ** 2


@cache
def _soft() -> Floats:
    """The same of no blur, and of soft ones."""
    radius = _frequencies((_SIDE, _SIDE))[0]
    return np.stack([np.exp(-((2 * np.pi * radius * wide) ** 2)) for wide in (0.0, *_SOFT)])


def _frequencies(shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """(cycles per pixel, direction) of a real transform."""
    y, x = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None]
    return np.hypot(y, x), np.arctan2(y + 0 * x, x + 0 * y)


def _smooth(radius: Floats, turn: Floats) -> Floats:
    """Terms whose weighted sum is the logarithm of a smooth spectrum, (…, 7)."""
    fall = np.log(np.maximum(radius, 1 / _SIDE))
    lean = [np.cos(2 * turn), np.sin(2 * turn), np.cos(4 * turn), np.sin(4 * turn)]
    return np.stack([np.ones_like(fall), fall, fall**2, *lean], -1)


def _power(pixels: Pixels) -> Floats:
    """Mean power of the frequencies of luma, in the middle of the picture (Welch's way)."""
    top, left = (max(0, (side - _SAMPLE) // 2) for side in pixels.shape[:2])
    grey = pixels[top : top + _SAMPLE, left : left + _SAMPLE, :3].astype(np.float64) @ _LUMA
    hann = np.hanning(_SIDE + 1)[:_SIDE]
    window = hann[:, None] * hann[None]
    total, count = np.zeros((_SIDE, _SIDE // 2 + 1)), 0
    for y in range(0, grey.shape[0] - _SIDE + 1, _SIDE // 2):
        for x in range(0, grey.shape[1] - _SIDE + 1, _SIDE // 2):
            part = grey[y : y + _SIDE, x : x + _SIDE]
            total += np.abs(np.fft.rfft2((part - part.mean()) * window)) ** 2
            count += 1
    return total / (count * (window**2).sum())


def _transfer(point: Floats, shape: tuple[int, int]) -> npt.NDArray[np.complex128]:
    whole = np.zeros(shape)
    whole[: point.shape[0], : point.shape[1]] = point
    return np.fft.rfft2(np.roll(whole, (-(point.shape[0] // 2), -(point.shape[1] // 2)), (0, 1)))


def _inward(shape: tuple[int, int], rim: int) -> Floats:
    """1 inside, falling to 0 over a rim of that many pixels."""
    ways = [np.minimum(np.arange(side), side - 1 - np.arange(side)) + 0.5 for side in shape]
    return np.minimum(1, np.minimum(ways[0][:, None], ways[1][None]) / rim)
