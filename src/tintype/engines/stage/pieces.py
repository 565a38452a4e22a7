"""Scene → pieces: every mesh on the set with its surface, its owner and how it shines. numpy only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.lamps import Lamp, lamps
from tintype.engines.stage.letters import has_picture, left_out, pictured
from tintype.engines.stage.surfaces import surface
from tintype.scene.mesh import PICTURE_SLOTS, Mesh
from tintype.scene.model import Material

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.surfaces.surface import Surface
    from tintype.scene.mesh import Part
    from tintype.scene.model import Body, Scene

SETTING = 255
"""The setting's value in the id buffer."""

NOTHING = 0
"""What the sky and the lights have there."""

CLEAR = frozenset({"glass", "liquid"})
"""Families that light goes through."""


@dataclass(frozen=True, eq=False)
class Piece:
    """mesh: its uv in tiles of the surface. surface: its maps in half precision, None for a light
    panel or the sun. body: its value in the id buffer. lamp: how it shines, None if it does not."""

    mesh: Mesh
    surface: Surface | None
    body: int
    lamp: Lamp | None = None

    @property
    def clear(self) -> bool:
        """Whether light goes through it."""
        return self.surface is not None and self.surface.family in CLEAR


def pieces(scene: Scene, *, detail: int = 512) -> list[Piece]:
    """Everything there is to hit. detail: pixels across a material's maps."""
    made = [
        _piece(body, part, material, detail)
        for body, part, material in dressed(scene)
        if not left_out(body, part)
    ]
    return made + [Piece(lamp.mesh, None, NOTHING, lamp) for lamp in lamps(scene)]


def dressed(scene: Scene) -> list[tuple[Body | None, Part, Material]]:
    """The parts of the setting (body None) and of all bodies, where they stand."""
    from tintype.scene import kinds, places  # noqa: F401 (importing them fills their catalogues)
    from tintype.scene.kinds.catalogue import placed
    from tintype.scene.places.catalogue import built

    here: list[tuple[Body | None, Part, Material]] = [(None, *pair) for pair in built(scene.setting)]
    for body in scene.bodies:
        here += [(body, *pair) for pair in placed(body)]
    return here


@lru_cache(maxsize=40)
def _worn(name: str, colour: str | None, seed: int, glow: float, detail: int) -> Surface:
    """A surface kept for the next picture: baking takes longer than painting it small. Maps in half
    precision, without the relief's height, which nothing here reads."""
    made = surface(Material(name=name, colour=colour, seed=seed, glow=glow), detail=detail)
    half = {"albedo": made.albedo, "roughness": made.roughness, "normal": made.normal}
    kept = {field: None if values is None else values.astype(np.float16) for field, values in half.items()}
    return replace(made, height=None, **kept)


def _piece(body: Body | None, part: Part, material: Material, detail: int) -> Piece:
    worn = _worn(material.name, material.colour, material.seed, material.glow, detail)
    glow: npt.NDArray[np.float32] | None = np.asarray(worn.glow, np.float32).reshape(1, 1, 3)
    if has_picture(body, part):
        worn, glow = pictured(worn, body, part, material, detail=2 * detail)
    mesh = part.mesh
    if part.slot not in PICTURE_SLOTS:
        mesh = replace(mesh, uv=mesh.uv / np.float32(worn.tile))
    lamp = Lamp(mesh, glow) if glow is not None and glow.max() > 0 else None
    return Piece(mesh, worn, SETTING if body is None else body.id, lamp)
