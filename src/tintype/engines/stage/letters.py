"""Which sheets of a scene carry letters or pictures, and the surface that comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.lettering import spread
from tintype.engines.stage.printed import picture
from tintype.engines.stage.surfaces import surface
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.mesh import PICTURE_SLOTS

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.lettering import Style
    from tintype.engines.stage.surfaces.surface import Surface
    from tintype.scene.mesh import Mesh, Part
    from tintype.scene.model import Body, Material

_STYLES: dict[str, Style] = {
    "sign": "sign",
    "neon_sign": "neon",
    "book": "book",
    "notebook": "book",
    "stack_of_books": "book",
    "box": "stamp",
    "street_sign": "sign",
    "mug": "print",
    "cup": "print",
    "tube": "print",
    "envelope": "print",
    "barrel": "stamp",
}

_BARE: dict[str, str] = dict.fromkeys(
    ("mug", "cup", "tube", "box", "barrel", "book", "notebook", "envelope"), "body"
)
"""Kinds that are printed on as they are: the slot whose material lies under the letters, unless the
sentence gave the label one of its own."""


def has_picture(body: Body | None, part: Part) -> bool:
    """Whether the part shows something: the body's text, or what such a slot carries by itself."""
    if part.slot not in PICTURE_SLOTS:
        return False
    if part.slot == "dial":
        # A watch brings its marks as metal; a printed dial has hands of its own (see `left_out`).
        return body is not None and "marks" not in KINDS[body.kind].slots
    # A book without a title keeps the ruled border of its cover.
    return part.slot != "label" or _text(body, part) is not None or (body is not None and body.kind == "book")


def left_out(body: Body | None, part: Part) -> bool:
    """Whether the part is drawn on a dial instead of standing before it."""
    return body is not None and part.slot == "hands" and "marks" not in KINDS[body.kind].slots


def _text(body: Body | None, part: Part) -> str | None:
    if body is None or not body.text or KINDS[body.kind].lettering != part.slot:
        return None
    return body.text


def pictured(
    worn: Surface, body: Body | None, part: Part, material: Material, *, detail: int
) -> tuple[Surface, npt.NDArray[np.float32] | None]:
    """The surface with its picture on it, and its radiance (h, w, 3) where that shines."""
    ground = _ground(body, part)
    if ground is not None:
        worn, material = surface(ground, detail=512), ground
    size_m = sheet_size(part.mesh)
    style = _style(body, material)
    sheet = picture(
        part.slot,
        text=_text(body, part),
        size_m=size_m,
        paper=material,
        ink=material.colour if style == "neon" and _asked(body, part) else None,
        seed=material.seed if body is None else body.shape,
        style=style,
        detail=detail,
    )
    # A sheet's first row is its top; a map's first row is v = 0.
    albedo = np.ascontiguousarray(sheet.albedo[::-1])
    rough = np.full((1, 1), float(worn.roughness.mean()), np.float32)
    relief = None
    if ground is not None and worn.normal is not None:
        relief = spread(worn.normal, worn.tile, size_m, (sheet.ink.shape[1], sheet.ink.shape[0]))
    # Letters on bare metal would come and go with what it mirrors; a sign's face is painted.
    made = replace(
        worn, albedo=albedo, roughness=rough, normal=relief, height=None, glow=(0.0, 0.0, 0.0), metallic=0.0
    )
    return made, None if sheet.emission is None else np.ascontiguousarray(sheet.emission[::-1])


def _asked(body: Body | None, part: Part) -> bool:
    """Whether the sentence gave this part a material."""
    return body is not None and part.slot in body.materials


def _style(body: Body | None, paper: Material) -> Style:
    """How a body is lettered: by its kind, but in chalk on slate."""
    style = "label" if body is None else _STYLES.get(body.kind, "label")
    return "chalk" if style == "sign" and paper.name == "slate" else style


def _ground(body: Body | None, part: Part) -> Material | None:
    """What is printed on where no sheet of its own is glued; None where one is."""
    slot = None if body is None or part.slot != "label" else _BARE.get(body.kind)
    if body is None or slot is None or _asked(body, part):
        return None
    return body.materials.get(slot, KINDS[body.kind].slots[slot])


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
