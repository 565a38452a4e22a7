"""Film: scene light → the picture. Exposure, colour, tone, grain, and 8 bits. numpy and Pillow.

Order as in a camera and a print: exposure → white balance → bloom and vignette in the lens →
contrast and tone curve → grade → grain → sRGB transfer → dither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from tintype.engines.stage.grades import GRADES, Grade

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Film

    Light = npt.NDArray[np.floating]

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_SHOULDER = 0.7
"""Where the tone curve leaves the straight line; below it what was lit is what is seen."""
_KNEE = 1.7
"""How suddenly the shoulder bends: 1 is a long slow one, large a clip."""


def developed(
    hdr: Light, film: Film, *, seed: int, scale: float, white: Light | None = None
) -> npt.NDArray[np.uint8]:
    """The finished picture, uint8 (H, W, 3) sRGB, from linear light float32 (H, W, 3).

    1.0 in `hdr` is a white diffuse surface in full light. `white`: the camera's gains (3,), see
    `balance`. `scale`: the picture's height over the
    height of the final one (a preview at half size: 0.5), so that grain keeps its look. Equal
    arguments give equal bytes. Values that are not finite become black.
    """
    grade = GRADES[film.grade] if film.grade else Grade()
    light = np.clip(np.nan_to_num(np.asarray(hdr, np.float32), nan=0.0, posinf=64.0, neginf=0.0), 0.0, 64.0)
    gains = _gains(film.exposure + grade.exposure, film.warmth + grade.warmth)
    gains = gains if white is None else gains * white
    if film.bloom > 0:
        light = bloomed(light * gains, film.bloom) / gains
    shade = _vignette(light.shape[:2], max(film.vignette, grade.vignette))
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF11])
    grain = _grain_of(light.shape[:2], max(film.grain, grade.grain), rng, scale)
    picture = np.empty(light.shape, np.uint8)
    # Bands of rows stay in the cache: three times as fast as whole arrays.
    for top in range(0, light.shape[0], _BAND):
        rows = slice(top, top + _BAND)
        band = light[rows] * (gains * shade[rows, :, None])
        band = graded(ripened(toned(band, film.contrast * grade.contrast)), grade, film.saturation)
        encoded = srgb(band)
        if grain is not None:
            encoded = encoded + grain[rows] * _grain_strength(encoded)
        picture[rows] = _bytes(encoded, rng)
    return picture


_BAND = 32


def _gains(stops: float, warmth: float) -> Light:
    """Per-channel gains of exposure and white balance; warmth ±1 is about ±1500 K at 5500 K."""
    tint = np.array([1.0 + 0.16 * warmth, 1.0 + 0.01 * warmth, 1.0 - 0.2 * warmth], np.float32)
    tint /= float(tint @ LUMA)
    return (tint * np.float32(2.0**stops)).astype(np.float32)


def curve(x: Light) -> Light:
    """The tone curve: a straight line to 0.7, then a shoulder u / (1 + u^k)^(1/k) that tends to 1.

    Monotone with a continuous slope; 0.18 stays 0.18, 1.0 becomes 0.90, 2.0 0.986, 4.0 0.996.
    """
    room = np.float32(1.0 - _SHOULDER)
    over = np.maximum(x - np.float32(_SHOULDER), 0.0) / room
    bent = over * (1.0 + over ** np.float32(_KNEE)) ** np.float32(-1 / _KNEE)
    return np.minimum(x, np.float32(_SHOULDER)) + room * bent


def toned(light: Light, contrast: float = 1.0) -> Light:
    """Light through contrast (a power around mid-grey) and the curve, keeping its hue.

    The curve acts on the brightest channel, so ratios between channels stay; light far over white
    walks to white as film does, instead of to a pure primary.
    """
    peak = light.max(axis=-1, keepdims=True)
    peak = np.maximum(peak, 1e-6)
    pushed = peak if contrast == 1.0 else 0.18 * (peak / 0.18) ** np.float32(contrast)
    seen = curve(pushed)
    tint = light / peak
    wash = 1.0 - np.exp(-0.06 * np.maximum(pushed - 1.0, 0.0) ** 1.5)
    return (seen * (tint + (1.0 - tint) * wash)).astype(np.float32)


def ripened(light: Light) -> Light:
    """Display light whose dark yellows lean to gold: held at its hue, yellow in shade is seen as olive,
    while things that let light in, as fruit does, turn warmer there. Other hues and lit yellows stay."""
    red, green, blue = light[..., 0], light[..., 1], light[..., 2]
    peak = np.maximum(np.maximum(red, green), 1e-6)
    pure = np.clip((np.minimum(red, green) - blue) / peak, 0.0, 1.0)
    ratio = green / np.maximum(red, 1e-6)
    yellow = np.clip((ratio - 0.45) / 0.15, 0.0, 1.0) * np.clip((1.25 - ratio) / 0.2, 0.0, 1.0)
    dark = np.clip((0.6 - peak) / 0.5, 0.0, 1.0)
    turn = np.float32(0.2) * pure * yellow * dark
    glow = 1.0 + 1.2 * turn
    warm = np.stack([(1.0 + 0.6 * turn) * glow, (1.0 - turn) * glow, np.ones_like(turn)], axis=-1)
    return (light * warm).astype(np.float32)


def graded(light: Light, grade: Grade, saturation: float = 1.0) -> Light:
    """Display light 0..1 through a grade: saturation, split tone, lifted blacks, faded whites."""
    luma = (light @ LUMA)[..., None]
    amount = saturation * grade.saturation
    if amount != 1.0:
        light = luma + (light - luma) * np.float32(amount)
    if grade.shadows is not None or grade.highlights is not None:
        t = np.clip(luma, 0.0, 1.0) ** np.float32(0.45)
        dark = np.asarray(grade.shadows or (1.0, 1.0, 1.0), np.float32)
        bright = np.asarray(grade.highlights or (1.0, 1.0, 1.0), np.float32)
        light = light * (dark * (1.0 - t) + bright * t)
    light = (
        grade.lift + light * np.float32(grade.white - grade.lift) if grade.lift or grade.white != 1 else light
    )
    return np.clip(light, 0.0, 1.0).astype(np.float32)


_LENS = ((0.5, 0.004, (1.0, 1.0, 1.0)), (0.3, 0.016, (1.06, 1.0, 0.94)), (0.2, 0.06, (1.2, 0.98, 0.8)))
"""The lens's spread: (share, sigma over the picture's height, RGB)."""


def bloomed(light: Light, amount: float) -> Light:
    """Highlights spread in the lens: three Gaussians of 0.4, 1.6 and 6 % of the height, the widest
    a little red (halation). Most of the light is moved, not added."""
    h, w = light.shape[:2]
    over = np.minimum(np.maximum(light - 0.8, 0.0), 6.0)
    if not over.any():
        return light
    k = np.float32(0.55 * amount)
    glow = _grown(_spread(_shrunk(over, max(1, min(h, w) // 256))), (h, w))
    return light - (0.6 * k) * over + k * glow


def _shrunk(image: Light, by: int) -> Light:
    h, w = image.shape[:2]
    padded = np.pad(image, ((0, -h % by), (0, -w % by), (0, 0)), mode="edge")
    return padded.reshape(padded.shape[0] // by, by, padded.shape[1] // by, by, 3).mean(axis=(1, 3))


def _grown(image: Light, shape: tuple[int, int]) -> Light:
    """Bilinear, to (H, W)."""
    if image.shape[:2] == shape:
        return image
    size = (shape[1], shape[0])
    planes = [Image.fromarray(image[..., c]).resize(size, Image.Resampling.BILINEAR) for c in range(3)]
    return np.stack([np.asarray(plane) for plane in planes], axis=-1)


def _spread(image: Light) -> Light:
    """The lens's three blurs at once, by FFT over the image padded with darkness."""
    pad = int(0.15 * image.shape[0]) + 4
    h, w = image.shape[0] + pad, image.shape[1] + pad
    f2 = np.fft.fftfreq(h)[:, None] ** 2 + np.fft.rfftfreq(w)[None, :] ** 2
    gain = np.zeros((*f2.shape, 3), np.float32)
    for share, sigma, tint in _LENS:
        blur = share * np.exp(-2 * (np.pi * sigma * image.shape[0]) ** 2 * f2)
        gain += (blur[..., None] * np.array(tint)).astype(np.float32)
    spectrum = np.fft.rfft2(image, s=(h, w), axes=(0, 1)) * gain
    spread = np.fft.irfft2(spectrum, s=(h, w), axes=(0, 1))
    return np.maximum(spread[: image.shape[0], : image.shape[1]], 0).astype(np.float32)


def _vignette(shape: tuple[int, int], amount: float) -> Light:
    """Falloff of light to the corners, cos⁴-like, (H, W); amount 1 leaves a fifth of it there."""
    h, w = shape
    y = (np.arange(h, dtype=np.float32) + 0.5) / h * 2 - 1
    x = (np.arange(w, dtype=np.float32) + 0.5) / w * 2 - 1
    r2 = (x[None, :] ** 2 + y[:, None] ** 2) / 2
    fall = 1.0 + np.float32(1.25 * amount) * r2 * r2 * (0.4 + 0.6 * r2)
    return (1.0 / (fall * fall)).astype(np.float32)


def grained(encoded: Light, amount: float, rng: np.random.Generator, scale: float = 1.0) -> Light:
    """Film grain to add to an sRGB-encoded picture, float32 (H, W, 3), mean 0 over even tones.

    Clumps of about a 700th of the final height, strongest in the mid-tones, mostly luminance with a
    little colour; amount 1 has a standard deviation of 0.06 at mid-grey. In a preview, clumps finer
    than a pixel average out as they would on paper.
    """
    grain = _grain_of((encoded.shape[0], encoded.shape[1]), amount, rng, scale)
    return np.zeros_like(encoded) if grain is None else grain * _grain_strength(encoded)


def _grain_strength(encoded: Light) -> Light:
    """How strongly a tone shows grain, (H, W, 1): 1 at mid-grey, a quarter at black and white."""
    tone = np.clip(encoded @ LUMA, 0.0, 1.0)
    return (0.25 + 0.75 * np.sqrt(4 * tone * (1 - tone)))[..., None]


def _grain_of(shape: tuple[int, int], amount: float, rng: np.random.Generator, scale: float) -> Light | None:
    """Grain (H, W, 3) before it is weighed by tone, mean 0; None for no grain."""
    if amount <= 0:
        return None
    h, w = shape
    final = max(h / max(scale, 1e-3) / 1400.0, 0.35)
    here = final * min(scale, 1.0)
    tile = _grain_tile(int(rng.integers(2**31)), round(here, 2), min(512, max(64, h, w)))
    n = tile.shape[0]
    rows, columns = (np.arange(h) + int(rng.integers(n))) % n, (np.arange(w) + int(rng.integers(n))) % n
    grain = tile[rows[:, None], columns[None, :]]
    grain -= grain.mean(axis=(0, 1))
    return grain * np.float32(0.06 * amount * min(here / 0.35, 1.0))


def _grain_tile(seed: int, sigma: float, n: int) -> Light:
    """One tile of grain (n, n, 3), variance about 1; noise shows no seam and no repeat."""
    rng = np.random.default_rng(seed)
    luma = _clumps(rng, n, sigma)
    colours = [_clumps(rng, n, sigma * 1.3) for _ in range(3)]
    return np.stack([0.93 * luma + 0.3 * colour for colour in colours], axis=-1)


def _clumps(rng: np.random.Generator, n: int, sigma: float) -> Light:
    noise = rng.standard_normal((n, n), np.float32)
    if sigma > 0.4:
        fx, fy = np.fft.rfftfreq(n), np.fft.fftfreq(n)
        gain = np.exp(-2 * (np.pi * sigma) ** 2 * (fx[None, :] ** 2 + fy[:, None] ** 2)).astype(np.float32)
        noise = np.fft.irfft2(np.fft.rfft2(noise) * gain, s=(n, n)).astype(np.float32)
    return noise / max(float(noise.std()), 1e-6)


def _encoding() -> Light:
    """IEC 61966-2-1 at 65536 even steps of linear light."""
    x = np.linspace(0.0, 1.0, 65536)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055).astype(np.float32)


_ENCODED = _encoding()


def srgb(light: Light) -> Light:
    """Linear 0..1 → sRGB-encoded 0..1, float32; from a table, exact to 0.03 of 1/255."""
    return _ENCODED[(np.clip(light, 0.0, 1.0) * np.float32(65535) + np.float32(0.5)).astype(np.uint16)]


def _bytes(encoded: Light, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """8 bits with triangular dither of ±½ LSB, so that skies and sweeps show no bands."""
    raw = np.frombuffer(rng.bytes(encoded.size), np.uint8).reshape(encoded.shape)
    dither = ((raw >> 4) + (raw & 15)).astype(np.float32) * np.float32(1 / 30)
    # rint(v + d − ½) = floor(v + d): the dither is centred by the rounding itself.
    return np.clip(encoded * np.float32(255) + dither, 0, 255).astype(np.uint8)
