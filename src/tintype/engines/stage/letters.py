"""Which sheets of a scene are lettered, in what style, and the surface that comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.lettering import lettered
from tintype.scene.kinds.catalogue import KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.lettering import Style
    from tintype.engines.stage.surfaces.surface import Surface
    from tintype.scene.mesh import Mesh, Part
    from tintype.scene.model import Body, Material

_BY_SLOT: dict[str, Style] = {"screen": "screen", "page": "book", "canvas": "poster"}
_BY_KIND: dict[str, Style] = {
    "sign": "sign",
    "neon_sign": "neon",
    "book": "book",
    "notebook": "book",
    "stack_of_books": "book",
    "box": "stamp",
    "barrel": "stamp",
    "street_sign": "sign",
}


def has_letters(body: Body | None, part: Part) -> bool:
    """Whether the body's text is to be set on this part."""
    return body is not None and bool(body.text) and KINDS[body.kind].lettering == part.slot


def lettered_surface(
    worn: Surface, body: Body, part: Part, material: Material, *, detail: int
) -> tuple[Surface, npt.NDArray[np.float32] | None]:
    """The surface with the body's text on it, and its radiance (h, w, 3) where it shines."""
    assert body.text, "only called where has_letters says so"
    sheet = lettered(
        body.text,
        size_m=sheet_size(part.mesh),
        paper=material,
        style=_BY_SLOT.get(part.slot) or _BY_KIND.get(body.kind, "label"),
        seed=body.shape,
        detail=detail,
    )
    # A sheet's first row is its top; a map's first row is v = 0.
    albedo = np.ascontiguousarray(sheet.albedo[::-1])
    rough = np.full((1, 1), float(worn.roughness.mean()), np.float32)
    made = replace(worn, albedo=albedo, roughness=rough, normal=None, height=None, glow=(0.0, 0.0, 0.0))
    return made, None if sheet.emission is None else np.ascontiguousarray(sheet.emission[::-1])


def sheet_size(mesh: Mesh) -> tuple[float, float]:
    """Metres across and up a sheet whose uv covers [0, 1]², by its mean stretch."""
    p, t = mesh.vertices[mesh.faces].astype(np.float64), mesh.uv[mesh.faces].astype(np.float64)
    sides, steps = p[:, 1:] - p[:, :1], t[:, 1:] - t[:, :1]
    area = steps[:, 0, 0] * steps[:, 1, 1] - steps[:, 0, 1] * steps[:, 1, 0]
    safe = np.where(np.abs(area) > 1e-12, area, np.inf)[:, None]
    along = (sides[:, 0] * steps[:, 1, 1, None] - sides[:, 1] * steps[:, 0, 1, None]) / safe
    up = (sides[:, 1] * steps[:, 0, 0, None] - sides[:, 0] * steps[:, 1, 0, None]) / safe
    weight = np.abs(area) / max(float(np.abs(area).sum()), 1e-12)
    width, height = (float((np.linalg.norm(way, axis=1) * weight).sum()) for way in (along, up))
    return max(width, 1e-4), max(height, 1e-4)
