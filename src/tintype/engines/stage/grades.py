"""Colour grades by name: what a Film's `grade` does to the picture."""

from __future__ import annotations

from dataclasses import dataclass

RGB = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Grade:
    """exposure: stops; warmth: as in Film; contrast, saturation: factors; shadows, highlights: RGB
    gains at black and white (blended between), or None; lift: light of the deepest black; white:
    light of the brightest white; vignette, grain: at least this much, 0..1."""

    exposure: float = 0.0
    warmth: float = 0.0
    contrast: float = 1.0
    saturation: float = 1.0
    shadows: RGB | None = None
    highlights: RGB | None = None
    lift: float = 0.0
    white: float = 1.0
    vignette: float = 0.0
    grain: float = 0.0


GRADES: dict[str, Grade] = {
    "warm": Grade(warmth=0.45, saturation=1.04),
    "cool": Grade(warmth=-0.45),
    "sepia": Grade(saturation=0.0, shadows=(1.3, 0.95, 0.6), highlights=(1.08, 1.0, 0.8), lift=0.006),
    "monochrome": Grade(saturation=0.0, contrast=1.06),
    "teal_orange": Grade(saturation=1.08, shadows=(0.72, 1.03, 1.2), highlights=(1.07, 1.0, 0.88)),
    "vivid": Grade(saturation=1.22, contrast=1.05),
    "muted": Grade(saturation=0.7, contrast=0.98, exposure=0.06, lift=0.004),
    "pastel": Grade(saturation=0.72, contrast=0.86, exposure=0.25, lift=0.03),
    "vintage": Grade(
        saturation=0.8,
        warmth=0.22,
        shadows=(1.02, 0.98, 1.04),
        highlights=(1.05, 1.0, 0.86),
        lift=0.016,
        white=0.93,
        vignette=0.25,
        grain=0.18,
    ),
    "cinematic": Grade(
        contrast=1.1,
        saturation=0.94,
        shadows=(0.88, 1.0, 1.1),
        highlights=(1.04, 1.0, 0.93),
        vignette=0.2,
    ),
    "noir": Grade(saturation=0.0, contrast=1.32, exposure=0.1, vignette=0.3, grain=0.15),
}
"""Grade name → Grade, for every grade a Brief can name."""
