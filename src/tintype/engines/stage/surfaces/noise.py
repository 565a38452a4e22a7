"""Random fields on a square that tiles: FFT-filtered noise, cells, warps. numpy only, float32.

Every field has shape (n, n), wraps around at both edges and depends on its generator alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Field = npt.NDArray[np.floating]


def clouds(
    rng: np.random.Generator,
    n: int,
    *,
    beta: float = 2.0,
    low: float = 1.0,
    high: float | None = None,
    stretch: float = 1.0,
) -> Field:
    """Gaussian noise of power ∝ f^−beta between `low` and `high` cycles per tile; mean 0, variance 1.

    stretch > 1 draws the features out along x by that factor, < 1 along y.
    """
    fx = np.fft.rfftfreq(n, 1 / n).astype(np.float32)
    fy = np.fft.fftfreq(n, 1 / n).astype(np.float32)
    f2 = (fx * fx * np.float32(stretch))[None, :] + (fy * fy / np.float32(stretch))[:, None]
    f2[0, 0] = 1.0
    top = np.float32((high or n / 2) ** -2)
    gain = np.exp(-0.25 * beta * np.log(f2) - (f2 * top) ** 2)
    gain /= 1.0 + (np.float32(low * low) / f2) ** 4
    gain[0, 0] = 0.0
    # White noise is drawn on a fixed small grid when the band is low, so that a finer bake of the
    # same seed shows the same features and only adds detail.
    white = _white(rng, n, high)
    field = np.fft.irfft2(white * gain, s=(n, n)).astype(np.float32)
    return field / max(float(field.std()), 1e-9)


def _white(rng: np.random.Generator, n: int, high: float | None) -> npt.NDArray[np.complex64]:
    """Half-plane spectrum of white noise, filled ring by ring so that low bands agree at every n."""
    seed = int(rng.integers(2**63))
    spectrum = np.zeros((n, n // 2 + 1), np.complex64)
    size, filled = 32, 0
    limit = n if high is None else min(n, 1 << int(np.ceil(np.log2(max(4 * high, 32)))))
    while filled < limit:
        size = min(size, n)
        half = size // 2
        rows = np.fft.fftfreq(size, 1 / size).astype(int) % n
        own = np.random.default_rng([seed, size])
        block = own.standard_normal((2, size, half + 1), np.float32)
        ring = block[0] + 1j * block[1]
        if filled:
            inner = filled // 2
            near = np.minimum(np.arange(size), size - np.arange(size)) < inner
            keep = near[:, None] & (np.arange(half + 1) < inner)[None, :]
            ring[keep] = spectrum[rows][:, : half + 1][keep]
        spectrum[rows, : half + 1] = ring
        filled, size = size, size * 2
    return spectrum


def ridges(field: Field, width: float = 0.35) -> Field:
    """0..1, bright where a zero-mean field crosses zero: veins, cracks, caustics."""
    return np.exp(-((field / width) ** 2)).astype(np.float32)


def ramp(field: Field, start: float | Field, end: float | Field) -> Field:
    """Smoothstep: 0 below start, 1 above end (or the other way round if end < start)."""
    t = np.clip((field - start) / (end - start), 0.0, 1.0)
    return (t * t * (3.0 - 2.0 * t)).astype(np.float32)


def grid(n: int) -> tuple[Field, Field]:
    """x along columns and y along rows, pixel centres, 0..1 over the tile; each (n, n)."""
    axis = ((np.arange(n) + 0.5) / n).astype(np.float32)
    x, y = np.meshgrid(axis, axis)
    return x, y


def warped(field: Field, dx: Field, dy: Field) -> Field:
    """The field (h, w) or (h, w, c) sampled at (x + dx, y + dy), tile units, bilinear, wrapping."""
    h, w = field.shape[:2]
    n = dx.shape[0]
    rows, columns = np.meshgrid(np.arange(n) * (h / n), np.arange(n) * (w / n), indexing="ij")
    u, v = columns + dx * w, rows + dy * h
    c0, r0 = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    fu, fv = (u - c0).astype(np.float32), (v - r0).astype(np.float32)
    if field.ndim == 3:
        fu, fv = fu[..., None], fv[..., None]
    c1, r1 = (c0 + 1) % w, (r0 + 1) % h
    c0, r0 = c0 % w, r0 % h
    top = field[r0, c0] * (1 - fu) + field[r0, c1] * fu
    bottom = field[r1, c0] * (1 - fu) + field[r1, c1] * fu
    return top * (1 - fv) + bottom * fv


def cells(
    rng: np.random.Generator, n: int, across: int, *, down: int | None = None, jitter: float = 1.0
) -> tuple[Field, Field, npt.NDArray[np.int32]]:
    """Worley cells, `across` × `down` jittered points: (distance to the nearest, to the second
    nearest, both in cell widths; index of the nearest, 0..across·down)."""
    down = down or across
    px = rng.uniform(0.5 - jitter / 2, 0.5 + jitter / 2, (down, across)).astype(np.float32)
    py = rng.uniform(0.5 - jitter / 2, 0.5 + jitter / 2, (down, across)).astype(np.float32)
    x, y = grid(n)
    x, y = x * across, y * down
    cx, cy = x.astype(np.int32), y.astype(np.int32)
    first = np.full((n, n), 9.0, np.float32)
    second, owner = first.copy(), np.zeros((n, n), np.int32)
    for oy in (-1, 0, 1):
        for ox in (-1, 0, 1):
            ix, iy = cx + ox, cy + oy
            index = (iy % down) * across + ix % across
            d = (x - ix - px.ravel()[index]) ** 2 + (y - iy - py.ravel()[index]) ** 2
            nearer = d < first
            second = np.where(nearer, first, np.minimum(second, d))
            owner = np.where(nearer, index, owner)
            first = np.minimum(first, d)
    return np.sqrt(first), np.sqrt(second), owner


def blurred(field: Field, sigma: float) -> Field:
    """Gaussian blur, wrapping; sigma in tile units (0.01 = a hundredth of the tile)."""
    h, w = field.shape[:2]
    fx, fy = np.fft.rfftfreq(w, 1 / w), np.fft.fftfreq(h, 1 / h)
    gain = np.exp(-2 * (np.pi * sigma) ** 2 * (fx[None, :] ** 2 + fy[:, None] ** 2)).astype(np.float32)
    if field.ndim == 3:
        gain = gain[..., None]
    return np.fft.irfft2(np.fft.rfft2(field, axes=(0, 1)) * gain, s=(h, w), axes=(0, 1)).astype(np.float32)


def streaks(rng: np.random.Generator, n: int, *, length: float = 0.5, beta: float = 0.6) -> Field:
    """Fine lines along x, each about `length` of the tile long; mean 0, variance 1."""
    fx, fy = np.fft.rfftfreq(n, 1 / n), np.fft.fftfreq(n, 1 / n)
    white = rng.standard_normal((2, n, n // 2 + 1), np.float32)
    along = np.exp(-((fx * length) ** 2))[None, :]
    across = np.maximum(np.abs(fy), 1.0)[:, None] ** (-beta / 2)
    spectrum = (white[0] + 1j * white[1]) * (along * across).astype(np.float32)
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, s=(n, n)).astype(np.float32)
    return field / max(float(field.std()), 1e-9)
