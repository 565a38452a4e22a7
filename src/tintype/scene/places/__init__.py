"""Where a Scene happens: importing this room fills the catalogue of places."""

from __future__ import annotations

from tintype.scene.places import interiors, nature, rooms, still_life, town, water, wild  # noqa: F401 (enter their places)
from tintype.scene.places.catalogue import PLACES, Place, built, default

__all__ = ["PLACES", "Place", "built", "default"]
