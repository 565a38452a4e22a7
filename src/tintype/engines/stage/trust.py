"""A Plan may come out of a file that somebody altered: nothing in it is believed unseen.

What is checked here is what would break the renderer, keep it busy for hours or fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import msgspec

from tintype.core.errors import BadFile

if TYPE_CHECKING:
    from tintype.core.request import Plan
    from tintype.scene.model import Material, Scene

MOST_BODIES, MOST_LIGHTS, MOST_LETTERS = 254, 256, 10_000
FARTHEST = 1e5
"""Metres, or any other measure in a Scene."""

_SEEDS = ("seed", "shape")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def scene_of(plan: Plan) -> Scene:
    """The Scene in a Plan, once everything in it can be painted; raises BadFile naming what cannot."""
    from tintype.scene.model import Scene

    _settings(plan.settings)
    _lengths(plan.settings.get("scene"))
    try:
        scene = Scene.from_json(plan.settings["scene"])
    except (KeyError, msgspec.ValidationError) as error:
        raise _refused(f"no scene that stage can read ({error})") from error
    _numbers(plan.settings["scene"])
    _catalogued(scene)
    _placed(scene)
    return scene


def _refused(what: str) -> BadFile:
    return BadFile(f"This plan holds {what}; it was altered or is of another version, so paint it anew.")


def _settings(settings: dict[str, Any]) -> None:
    from tintype.engines.stage.engine import BACKGROUNDS, MOST_SAMPLES

    for name, most in (("samples", MOST_SAMPLES), ("depth", 64)):
        value = settings.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise _refused(f"{name} {_short(value)}, which is no whole number from 1 to {most}")
    if settings.get("background") not in BACKGROUNDS:
        raise _refused(f"the background {_short(settings.get('background'))}")
    if not isinstance(settings.get("denoise"), bool):
        raise _refused(f"denoise {_short(settings.get('denoise'))}, which is neither true nor false")


def _lengths(scene: object) -> None:
    """Of the raw lists, before each of their members costs time."""
    lists = cast("dict[str, object]", scene) if isinstance(scene, dict) else {}
    for name, most in (("bodies", MOST_BODIES), ("lights", MOST_LIGHTS)):
        held = lists.get(name)
        if isinstance(held, list | tuple) and len(cast("list[object]", held)) > most:
            raise _refused(f"{len(cast('list[object]', held))} {name}")


def _numbers(value: object, name: str = "") -> None:
    """No measure in it is beyond reason; seeds are the only large numbers."""
    if isinstance(value, int | float) and not abs(value) <= (2**64 if name in _SEEDS else FARTHEST):
        raise _refused(f"the {name} {_short(value)}")
    if isinstance(value, dict):
        for key, inner in value.items():
            _numbers(inner, str(key))
    if isinstance(value, list | tuple):
        for inner in value:
            _numbers(inner, name)


def _catalogued(scene: Scene) -> None:
    """Every name in it is one that the catalogues know."""
    from tintype.brief.vocabulary import KINDS, MATERIALS, SETTINGS
    from tintype.engines.stage.grades import GRADES

    _among("the place", (scene.setting.name,), SETTINGS)
    _among("the kind", (body.kind for body in scene.bodies), KINDS)
    _among("the material", (material.name for material in _materials(scene)), MATERIALS)
    _among("the grade", (scene.film.grade,) if scene.film.grade else (), tuple(GRADES))
    lit = [*scene.lights, scene.sky, *_materials(scene), *([scene.fog] if scene.fog else [])]
    for colour in (each.colour for each in lit if each.colour is not None):
        if not _COLOUR.fullmatch(colour):
            raise _refused(f"the colour {_short(colour)}")


def _among(what: str, names: Iterable[str], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise _refused(f"{what} {_short(name)}")


def _materials(scene: Scene) -> Iterator[Material]:
    yield scene.setting.surface
    if scene.setting.backdrop is not None:
        yield scene.setting.backdrop
    for body in scene.bodies:
        yield from body.materials.values()


def _placed(scene: Scene) -> None:
    ids = {body.id for body in scene.bodies}
    if len(ids) < len(scene.bodies) or not ids <= set(range(1, MOST_BODIES + 1)):
        raise _refused("bodies whose numbers are not 1 to 254, each once")
    for body in scene.bodies:
        if not body.scale > 0:
            raise _refused(f"a body of the scale {body.scale}")
        if len(body.text or "") > MOST_LETTERS:
            raise _refused(f"a lettering of {len(body.text or '')} characters")
    camera = scene.camera
    if camera.at == camera.aim or min(camera.focal_mm, camera.f_number, camera.focus) <= 0:
        raise _refused("a camera that sees nothing")
    if not scene.setting.radius > 0 or not scene.frame > 0:
        raise _refused("a place without an extent")


def _short(value: object) -> str:
    said = f"“{value}”" if isinstance(value, str) else repr(value)
    return said if len(said) <= 40 else said[:39] + "…"
