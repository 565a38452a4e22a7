"""Faces: somebody's face in the place of another's, with their consent.

`detect` finds faces, `align` says which pixel belongs where, `blend` lays one over the other in its
light. `swapper` does the middle part with a network of the user's own instead.
"""

from tintype.engines.faces.engine import FacesEngine

__all__ = ["FacesEngine"]
