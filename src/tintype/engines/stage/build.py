"""Scene → what Mitsuba traces: meshes, coats, lamps, sky, and who each shape belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tintype.engines.stage import coat, lamps
from tintype.scene.mesh import PICTURE_SLOTS, Mesh

if TYPE_CHECKING:
    from types import ModuleType

    import numpy.typing as npt

    from tintype.engines.stage.surfaces.surface import Surface
    from tintype.scene.mesh import Part
    from tintype.scene.model import Body, Material, Scene

SETTING = 255
"""The setting's value in the id buffer."""

NOTHING = 0
"""What the sky and the lights have there."""


@dataclass(frozen=True, eq=False)
class Owner:
    """Whose a shape is. body: its value in the id buffer. clear: light goes through it, and each
    crossing leaves `tint` of it. glow: radiance it emits. panel: a light that the camera does not see."""

    body: int
    clear: bool = False
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)
    panel: bool = False


@dataclass(eq=False)
class Built:
    """traced: the mi.Scene. owners: shape id → Owner. centre, radius: a sphere around the bodies."""

    mi: ModuleType
    scene: Scene
    traced: Any = None
    owners: dict[str, Owner] = field(default_factory=dict)


def build(mi: ModuleType, scene: Scene, *, detail: int = 512) -> Built:
    """Everything of the scene, ready to trace. detail: pixels across a material's maps."""
    made = Built(mi, scene)
    parts: dict[str, Any] = {"type": "scene"}
    for body, part, material in _dressed(scene):
        surface = _surface(body, part, material, detail)
        length = coat.chord(part.mesh) if surface.family in coat.CLEAR else 0.0
        shading = mi.load_dict(coat.bsdf(mi, surface, length), optimize=False)
        name = f"part{len(parts)}"
        scaled = part.mesh.uv if part.slot in PICTURE_SLOTS else part.mesh.uv / np.float32(surface.tile)
        parts[name] = _shape(mi, name, part.mesh, scaled, shading, surface.glow)
        made.owners[name] = Owner(
            SETTING if body is None else body.id,
            surface.family in coat.CLEAR,
            tuple(coat.tint(surface, length)) if length else (1.0, 1.0, 1.0),
            surface.glow,
        )
    parts |= _lights(mi, scene, made.owners)
    made.traced = mi.load_dict(parts, optimize=False)
    return made


def _dressed(scene: Scene) -> list[tuple[Body | None, Part, Material]]:
    from tintype.scene import kinds, places  # noqa: F401 (importing them fills their catalogues)
    from tintype.scene.kinds.catalogue import placed
    from tintype.scene.places.catalogue import built

    here: list[tuple[Body | None, Part, Material]] = [(None, *pair) for pair in built(scene.setting)]
    for body in scene.bodies:
        here += [(body, *pair) for pair in placed(body)]
    return here


def _surface(body: Body | None, part: Part, material: Material, detail: int) -> Surface:
    from tintype.engines.stage.surfaces import surface

    del body, part
    return surface(material, detail=detail)


def _shape(
    mi: ModuleType,
    name: str,
    mesh: Mesh,
    uv: npt.NDArray[np.float32],
    bsdf: Any,
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0),
    weight: float = 1.0,
) -> Any:
    """The mesh as a mi.Mesh that wears `bsdf`, and glows if it does."""
    worn = mi.Properties()
    worn["mesh_bsdf"] = bsdf
    if max(glow) > 0:
        worn["mesh_emitter"] = mi.load_dict(
            {"type": "area", "radiance": {"type": "rgb", "value": list(glow)}, "sampling_weight": weight}
        )
    flat = mesh.normals is None
    made = mi.Mesh(
        name,
        len(mesh.vertices),
        len(mesh.faces),
        worn,
        has_vertex_normals=not flat,
        has_vertex_texcoords=True,
    )
    values = mi.traverse(made)
    values["vertex_positions"] = np.ravel(mesh.vertices).astype(np.float32)
    values["faces"] = np.ravel(mesh.faces).astype(np.uint32)
    values["vertex_texcoords"] = np.ravel(uv).astype(np.float32)
    if mesh.normals is not None:
        values["vertex_normals"] = np.ravel(mesh.normals).astype(np.float32)
    values.update()
    return made


def _lights(mi: ModuleType, scene: Scene, owners: dict[str, Owner]) -> dict[str, Any]:
    from tintype.scene.sky import radiance, sun_light
    from tintype.scene.tint import tint

    black = mi.load_dict({"type": "diffuse", "reflectance": {"type": "rgb", "value": [0.0, 0.0, 0.0]}})
    lit: dict[str, Any] = {}
    for i, light in enumerate(scene.lights):
        mesh = lamps.panel(light)
        glow = tuple(lamps.panel_radiance(light, tint(light.kelvin, light.colour)))
        lit[f"light{i}"] = _shape(mi, f"light{i}", mesh, mesh.uv, black, glow, max(light.power, 0.05))
        owners[f"light{i}"] = Owner(NOTHING, glow=glow, panel=True)
    sun = sun_light(scene.sky)
    if sun is not None:
        direction, irradiance, degrees = sun
        mesh = lamps.sun_disc(direction, degrees, np.zeros(3, np.float32), 400.0 * scene.setting.radius)
        glow = tuple(lamps.sun_radiance(irradiance, degrees))
        lit["sun"] = _shape(mi, "sun", mesh, mesh.uv, black, glow)
        owners["sun"] = Owner(NOTHING, glow=glow)
    grid = lamps.sky_grid()
    lit["sky"] = lamps.environment(mi, radiance(scene.sky, grid).reshape(grid.shape))
    return lit
