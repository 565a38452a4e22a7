"""Where a Scene happens: importing this room fills the catalogue of places."""

from __future__ import annotations

from importlib import import_module

from tintype.scene.places.catalogue import PLACES, Place, built, default

for _room in ("still_life", "rooms", "interiors", "nature", "wild", "water", "town"):
    import_module(f"{__name__}.{_room}")  # each enters its places

__all__ = ["PLACES", "Place", "built", "default"]
