"""Film: scene light → the picture. Exposure, colour, tone, grain, and 8 bits. numpy only.

Order as in a camera and a print: exposure → white balance → bloom and vignette in the lens →
contrast and tone curve → grade → grain → sRGB transfer → dither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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


def developed(hdr: Light, film: Film, *, seed: int, scale: float) -> npt.NDArray[np.uint8]:
    """The finished picture, uint8 (H, W, 3) sRGB, from linear light float32 (H, W, 3).

    1.0 in `hdr` is a white diffuse surface in full light. `scale`: the picture's height over the
    height of the final one (a preview at half size: 0.5), so that grain keeps its look. Equal
    arguments give equal bytes. Values that are not finite become black.
    """
    grade = GRADES[film.grade] if film.grade else Grade()
    light = np.nan_to_num(np.asarray(hdr, np.float32), nan=0.0, posinf=64.0, neginf=0.0)
    light = np.clip(light, 0.0, 64.0)
    light = light * _gains(film.exposure + grade.exposure, film.warmth + grade.warmth)
    if film.bloom > 0:
        light = bloomed(light, film.bloom)
    vignette = max(film.vignette, grade.vignette)
    if vignette > 0:
        light = light * _vignette(light.shape[:2], vignette)[..., None]
    light = toned(light, film.contrast * grade.contrast)
    light = graded(light, grade, film.saturation)
    encoded = srgb(light)
    grain = max(film.grain, grade.grain)
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF11])
    if grain > 0:
        encoded = encoded + grained(encoded, grain, rng, scale)
    return _bytes(encoded, rng)


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


def bloomed(light: Light, amount: float) -> Light:
    """Highlights spread in the lens: three Gaussians of 0.4, 1.6 and 6 % of the height, the widest
    a little red (halation). Light is moved, not added: the sum stays."""
    h, w = light.shape[:2]
    over = np.minimum(np.maximum(light - 0.8, 0.0), 6.0)
    small = _shrunk(over, 2)
    glow = np.zeros_like(small)
    for share, sigma, tint in (
        (0.5, 0.004, (1, 1, 1)),
        (0.3, 0.016, (1.06, 1, 0.94)),
        (0.2, 0.06, (1.2, 0.98, 0.8)),
    ):
        glow += share * _blurred(small, sigma * small.shape[0]) * np.asarray(tint, np.float32)
    k = np.float32(0.55 * amount)
    return light - k * over * 0.6 + k * _grown(glow, (h, w))


def _shrunk(image: Light, by: int) -> Light:
    h, w = image.shape[:2]
    padded = np.pad(image, ((0, -h % by), (0, -w % by), (0, 0)), mode="edge")
    return padded.reshape(padded.shape[0] // by, by, padded.shape[1] // by, by, 3).mean(axis=(1, 3))


def _grown(image: Light, shape: tuple[int, int]) -> Light:
    grown = image.repeat(2, axis=0).repeat(2, axis=1)
    return grown[: shape[0], : shape[1]]


def _blurred(image: Light, sigma: float) -> Light:
    """Gaussian blur by FFT over an image padded by three sigmas of darkness."""
    pad = int(3 * sigma) + 1
    h, w = image.shape[0] + pad, image.shape[1] + pad
    fx, fy = np.fft.rfftfreq(w), np.fft.fftfreq(h)
    gain = np.exp(-2 * (np.pi * sigma) ** 2 * (fx[None, :] ** 2 + fy[:, None] ** 2)).astype(np.float32)
    spectrum = np.fft.rfft2(image, s=(h, w), axes=(0, 1)) * gain[..., None]
    full = np.fft.irfft2(spectrum, s=(h, w), axes=(0, 1))
    return full[: image.shape[0], : image.shape[1]].astype(np.float32)


def _vignette(shape: tuple[int, int], amount: float) -> Light:
    """Falloff of light to the corners, cos⁴-like; amount 1 leaves a fifth of it there."""
    h, w = shape
    y = (np.arange(h, dtype=np.float32) + 0.5) / h * 2 - 1
    x = (np.arange(w, dtype=np.float32) + 0.5) / w * 2 - 1
    r2 = (x[None, :] ** 2 + y[:, None] ** 2) / 2
    return (1.0 / (1.0 + np.float32(1.25 * amount) * r2 * r2 * (0.4 + 0.6 * r2)) ** 2).astype(np.float32)


def grained(encoded: Light, amount: float, rng: np.random.Generator, scale: float = 1.0) -> Light:
    """Film grain to add to an sRGB-encoded picture, float32 (H, W, 3), mean 0.

    Clumps of about a 700th of the height, strongest in the mid-tones, mostly luminance with a
    little colour; amount 1 has a standard deviation of 0.075 at mid-grey.
    """
    h, w = encoded.shape[:2]
    size = max(h / max(scale, 1e-3) / 1400.0 * scale, 0.35)
    luma = _clumps(rng, h, w, size)
    chroma = np.stack([_clumps(rng, h, w, size * 1.3) for _ in range(3)], axis=-1)
    tone = np.clip(encoded @ LUMA, 0.0, 1.0)
    strength = 0.075 * amount * (0.25 + 0.75 * np.sqrt(np.clip(4 * tone * (1 - tone), 0, 1)))
    grain = strength[..., None] * (luma[..., None] * 0.93 + 0.3 * chroma)
    return (grain - grain.mean(axis=(0, 1))).astype(np.float32)


def _clumps(rng: np.random.Generator, h: int, w: int, sigma: float) -> Light:
    noise = rng.standard_normal((h, w), np.float32)
    if sigma > 0.4:
        fx, fy = np.fft.rfftfreq(w), np.fft.fftfreq(h)
        gain = np.exp(-2 * (np.pi * sigma) ** 2 * (fx[None, :] ** 2 + fy[:, None] ** 2)).astype(np.float32)
        noise = np.fft.irfft2(np.fft.rfft2(noise) * gain, s=(h, w)).astype(np.float32)
    return noise / max(float(noise.std()), 1e-6)


def srgb(light: Light) -> Light:
    """Linear 0..1 → sRGB-encoded 0..1 (IEC 61966-2-1)."""
    x = np.clip(light, 0.0, 1.0)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** np.float32(1 / 2.4) - 0.055).astype(np.float32)


def _bytes(encoded: Light, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """8 bits with triangular dither of ±1 LSB, so that skies and sweeps show no bands."""
    dither = rng.random(encoded.shape, np.float32) - rng.random(encoded.shape, np.float32)
    return np.clip(np.rint(encoded * 255 + 0.5 * dither), 0, 255).astype(np.uint8)
