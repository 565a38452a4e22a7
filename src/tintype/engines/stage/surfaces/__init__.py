"""Materials made ready for light: `surface(material) -> Surface`."""

from __future__ import annotations

from tintype.engines.stage.surfaces.bake import surface
from tintype.engines.stage.surfaces.surface import Surface

__all__ = ["Surface", "surface"]
