"""What is true of a Scene and can be said: read off its bodies, lights, camera and film.

Only what a viewer could check in the picture; relations come from where things appear, not from what
was once asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.brief.vocabulary import COLOURS
from tintype.scene.frame import contour
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.projection import axes, seen
from tintype.scene.sky import sky_for

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.scene.model import Body, Light, Scene

    Floats = npt.NDArray[np.float64]

_COLOUR_OF = {hexa: name for name, hexa in COLOURS.items()}
_DIRECTIONS: dict[str, tuple[float, float]] = {
    "left": (202, 26), "right": (338, 26), "back": (97, 48), "above": (97, 68), "above-left": (212, 48),
    "above-right": (328, 48), "back-left": (136, 42), "back-right": (44, 42),
}  # fmt: skip
_PRACTICALS = {1900: "candle", 2800: "lamp", 1850: "fire", 7800: "screen", 8800: "moon"}
_TIMES = ("sunrise", "morning", "noon", "afternoon", "golden_hour", "sunset", "night")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Bodies of one thing. colour, material: None if nothing but the kind's own."""

    kind: str
    count: int
    colour: str | None
    material: str | None
    contents: str | None
    text: str | None
    row: bool
    bodies: tuple[Body, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """groups and the relations (kind, i, j) between them; light, camera and film as the keys and
    values of the Brief that would ask for them."""

    groups: tuple[Group, ...]
    relations: tuple[tuple[str, int, int], ...]
    setting: str
    surface: str | None
    weather: str
    lighting: dict[str, str | int]
    camera: dict[str, str | float]
    atmosphere: dict[str, str | float]


def facts(scene: Scene) -> Facts:
    """Everything that `caption` may say of a Scene."""
    named: dict[str, list[Body]] = {}
    for body in scene.bodies:
        if body.thing is not None:
            named.setdefault(body.thing, []).append(body)
    groups = tuple(_group(bodies) for bodies in named.values())
    relations = tuple(
        (kind, i, j)
        for i in range(len(groups))
        for j in range(len(groups))
        if i != j and (kind := _relation(scene, groups[i], groups[j])) is not None
    )
    setting = scene.setting
    weather = setting.weather if setting.weather != "clear" else "clear"
    return Facts(
        groups=groups,
        relations=relations,
        setting=setting.name,
        surface=setting.surface.name,
        weather=weather,
        lighting=_lighting(scene),
        camera=_camera(scene, groups),
        atmosphere=_atmosphere(scene),
    )


def _group(bodies: list[Body]) -> Group:
    first = bodies[0]
    kind = KINDS[first.kind]
    worn = first.materials.get(kind.paint[0]) if kind.paint else None
    own = kind.slots[kind.paint[0]] if kind.paint else None
    contents = first.materials.get(kind.contents) if kind.contents else None
    y = np.array([body.at[1] for body in bodies])
    x = np.sort([body.at[0] for body in bodies])
    steps = np.diff(x)
    row = (
        len(bodies) > 2
        and float(np.ptp(y)) < 0.02 * float(np.ptp(x))
        and float(np.ptp(steps)) < 0.2 * float(steps.mean())
    )
    return Group(
        kind=first.kind,
        count=len(bodies),
        colour=_COLOUR_OF.get(worn.colour or "") if worn else None,
        material=worn.name if worn and own and worn.name != own.name else None,
        contents=_filled(contents.name, contents.colour) if contents else None,
        text=first.text,
        row=row,
        bodies=tuple(bodies),
    )


def _filled(name: str, colour: str | None) -> str | None:
    word = _COLOUR_OF.get(colour or "")
    if name == "water" and word is not None:
        return f"{word} liquid"
    return name if colour is None else None


def _extent(scene: Scene, group: Group) -> tuple[Floats, Floats]:
    """Bounds in the picture (2, 2) and in the world (2, 3) of a group."""
    points = np.concatenate([contour(body) for body in group.bodies])
    flat = seen(scene.camera, scene.frame, points)[:, :2]
    return np.stack([flat.min(axis=0), flat.max(axis=0)]), np.stack([points.min(axis=0), points.max(axis=0)])


def _relation(scene: Scene, a: Group, b: Group) -> str | None:
    """What a plainly is to b as the camera sees it, if anything."""
    ids = {body.id for body in b.bodies}
    if all(body.on in ids for body in a.bodies):
        return _resting(a, b)
    if any(body.on is not None for body in (*a.bodies, *b.bodies)):
        return None
    (flat_a, real_a), (flat_b, real_b) = _extent(scene, a), _extent(scene, b)
    if flat_a[1, 0] < flat_b[0, 0]:
        near = flat_b[0, 0] - flat_a[1, 0] < 0.06
        level = real_a[0, 1] < real_b[1, 1] and real_b[0, 1] < real_a[1, 1]
        return "left_of" if level or not near else None
    if flat_b[1, 0] < flat_a[0, 0]:
        near = flat_a[0, 0] - flat_b[1, 0] < 0.06
        level = real_a[0, 1] < real_b[1, 1] and real_b[0, 1] < real_a[1, 1]
        return "right_of" if level or not near else None
    wide = min(flat_a[1, 0] - flat_a[0, 0], flat_b[1, 0] - flat_b[0, 0])
    shared = min(flat_a[1, 0], flat_b[1, 0]) - max(flat_a[0, 0], flat_b[0, 0])
    if shared < 0.3 * wide or real_a[0, 2] > 0.2 * real_b[1, 2] or real_b[0, 2] > 0.2 * real_a[1, 2]:
        return None
    if real_a[0, 1] > real_b[1, 1] - 1e-6:
        return "behind"
    return "in_front_of" if real_b[0, 1] > real_a[1, 1] - 1e-6 else None


def _resting(a: Group, b: Group) -> str | None:
    """On, inside or above, for bodies that rest on those of b."""
    body = a.bodies[0]
    base = next(other for other in b.bodies if other.id == body.on)
    tops = contour(base)[:, 2]
    height = body.at[2] - base.at[2]
    kind = KINDS[base.kind]
    if kind.stand is not None and abs(height - kind.stand * base.scale) < 0.02 * (tops.max() - base.at[2]):
        return "on"
    if kind.hollow is not None and body.at[2] < tops.max() - 1e-4:
        return "inside"
    return "on" if body.at[2] >= tops.max() - 0.02 * (tops.max() - base.at[2]) else None


def _lighting(scene: Scene) -> dict[str, str | int]:
    said: dict[str, str | int] = {}
    keys = [light for light in scene.lights if light.role in {"key", "window", "practical", "neon"}]
    if keys:
        said.update(_key(scene, keys))
    elif scene.sky.sun > 0.25 and scene.sky.kind == "clear":
        said["direction"] = _nearest(scene.sky.azimuth, min(scene.sky.elevation, 48.0))
    if not keys and scene.sky.kind in {"clear", "night"}:
        said.update(_hour(scene))
    return said


def _key(scene: Scene, keys: list[Light]) -> dict[str, str | int]:
    said: dict[str, str | int] = {}
    key = max(keys, key=lambda light: light.power)
    offset = np.asarray(key.at) - np.asarray(key.aim)
    paired = any(
        abs(other.at[0] + key.at[0]) < 1e-4 and other is not key and other.power == key.power
        for other in keys
    )
    if paired:
        if offset[2] > 0.3 * float(np.linalg.norm(offset)):
            said["direction"] = "front"
    else:
        azimuth = float(np.rad2deg(np.arctan2(offset[1], offset[0]))) % 360
        flat = float(np.hypot(offset[0], offset[1]))
        said["direction"] = _nearest(azimuth, float(np.rad2deg(np.arctan2(offset[2], flat))))
    wide = max(key.size) / scene.setting.radius
    if key.role == "window":
        said["source"] = "window"
    elif key.role == "neon":
        said["source"] = "neon"
    elif key.role == "practical" and key.kelvin in _PRACTICALS:
        said["source"] = _PRACTICALS[key.kelvin]
    if wide >= 2.3:
        said["quality"] = "soft"
    elif wide <= 0.45:
        said["quality"] = "hard"
    return said


def _nearest(azimuth: float, elevation: float) -> str:
    """The direction word whose light stands nearest to these angles."""

    def unit(a: float, e: float) -> Floats:
        a, e = float(np.deg2rad(a)), float(np.deg2rad(e))
        return np.array([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)])

    here = unit(azimuth, elevation)
    return max(_DIRECTIONS, key=lambda word: float(here @ unit(*_DIRECTIONS[word])))


def _hour(scene: Scene) -> dict[str, str | int]:
    sky = scene.sky
    for time in _TIMES:
        usual = sky_for(time)
        if (
            usual.kind == sky.kind
            and usual.kelvin == sky.kelvin
            and abs(usual.elevation - sky.elevation) < 0.2
        ):
            return {"time": time}
    return {}


def _camera(scene: Scene, groups: tuple[Group, ...]) -> dict[str, str | float]:
    camera = scene.camera
    said: dict[str, str | float] = {"focal_mm": camera.focal_mm, "f_number": camera.f_number}
    down = float(np.rad2deg(np.arcsin(np.clip(-axes(camera)[2, 2], -1, 1))))
    if camera.roll:
        said["angle"] = "dutch"
    elif down > 70:
        said["angle"] = "top"
    elif 30 < down < 60:
        said["angle"] = "high"
    elif down < 3.5:
        said["angle"] = "low"
    if groups:
        points = np.concatenate([contour(body) for group in groups for body in group.bodies])
        flat = seen(camera, scene.frame, points)[:, :2]
        size = float((flat.max(axis=0) - flat.min(axis=0)).max())
        if size > 0.9:
            said["shot"] = "macro"
        elif size < 0.5:
            said["shot"] = "wide"
    return said


def _atmosphere(scene: Scene) -> dict[str, str | float]:
    film, said = scene.film, dict[str, str | float]()
    if film.grade is not None:
        said["grade"] = film.grade
    if film.grain >= 0.2:
        said["grain"] = film.grain
    if film.vignette >= 0.28:
        said["vignette"] = film.vignette
    if scene.fog is not None and scene.fog.density * _reach(scene) > 0.2:
        said["fog"] = 0.5
    return said


def _reach(scene: Scene) -> float:
    camera = scene.camera
    return float(np.linalg.norm(np.subtract(camera.at, camera.aim))) + 1.5 * scene.setting.radius
