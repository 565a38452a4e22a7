"""compose: a Brief and a seed become a Scene. Pure and deterministic, nothing is painted here.

cast → location → arrange → frame → light → look. Each draws from streams of its own names, so that
changing the lighting moves no body and no camera.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from tintype.scene.arrange import arrange
from tintype.scene.background import background
from tintype.scene.cast import cast
from tintype.scene.dress import extras, lettered
from tintype.scene.extent import bounds
from tintype.scene.frame import framed, reach, viewpoint
from tintype.scene.location import AFLOAT, WATERS, location
from tintype.scene.look import look
from tintype.scene.model import Scene
from tintype.scene.places import PLACES
from tintype.scene.rigs import lit
from tintype.scene.settle import BROKEN
from tintype.scene.streams import stream
from tintype.scene.visibility import shown

if TYPE_CHECKING:
    from tintype.brief.model import Brief
    from tintype.scene.arrange import Blocking
    from tintype.scene.cast import Cast
    from tintype.scene.model import Body, Camera, Setting

_ATTEMPTS = 4
_WELL_SEEN = 0.5
"""Share of every body that should be visible."""

_DRAUGHT = 0.05
"""Share of a boat's height, mast included, that is under water."""

_EMPTY_RADIUS = {"hand": 0.3, "room": 1.6, "land": 6.0}
"""Half width in metres of what is shown of a place in which nothing stands."""


def compose(brief: Brief, seed: int, *, frame: float = 1.0) -> Scene:
    """The Scene for a Brief, composed for a picture of width / height `frame`.

    Equal arguments give an equal Scene. `Scene.notes` says what could not be met; nothing that was
    asked for is left out without one.
    """
    asked = {thing.id for thing in brief.things}
    brief, notes = lettered(brief.resolved())
    people = cast(brief, seed)
    setting, told = location(brief, people, seed)
    notes += [*people.notes, *told]
    if not people.actors:
        things, relations, told = extras(brief, setting.name, seed)
        brief = msgspec.structs.replace(brief, things=things, relations=relations)
        people, asked = cast(msgspec.structs.replace(brief, likened=()), seed), set[str]()
        notes += told
    place = PLACES[setting.name]
    blocking, setting, camera = _blocked(brief, people, setting, frame, seed)
    style = (*brief.atmosphere.style, *brief.atmosphere.mood)
    lights, sky = lit(brief.lighting, place, setting, stream(seed, "light"), style=style)
    film, fog = look(brief, setting, distance=_distance(camera), indoor=place.indoor)
    behind = background(brief, setting, blocking.bodies, camera, frame, seed) if asked else ()
    return Scene(
        setting=setting, bodies=(*_signed(blocking.bodies, asked), *behind), lights=lights, sky=sky,
        camera=camera, film=film, fog=fog, frame=frame, seed=seed,
        notes=tuple(dict.fromkeys([*notes, *blocking.notes])),
    )  # fmt: skip


def _blocked(
    brief: Brief, people: Cast, setting: Setting, frame: float, seed: int
) -> tuple[Blocking, Setting, Camera]:
    """Bodies in their places, the setting at their scale and the camera: the first arrangement in
    which every wish is met and everything is well seen, or the best of a few."""
    place = PLACES[setting.name]
    best: tuple[tuple[bool, float], Blocking, Setting, Camera] | None = None
    for attempt in range(_ATTEMPTS):
        view = viewpoint(brief, people, place, frame, seed, raised=4.0 * attempt)
        blocking = arrange(brief, people, view, seed, attempt=attempt)
        blocking = replace(blocking, bodies=_afloat(blocking.bodies, setting))
        radius = reach(blocking.bodies)[0] if blocking.bodies else _EMPTY_RADIUS[place.scale_class]
        scaled = msgspec.structs.replace(setting, radius=round(radius, 4))
        camera = framed(brief, blocking.bodies, scaled, view, seed)
        least = min(shown(blocking.bodies, camera, frame).values(), default=1.0)
        score = (blocking.cost < BROKEN, min(least, _WELL_SEEN))
        if best is None or score > best[0]:
            best = (score, blocking, scaled, camera)
        if score == (True, _WELL_SEEN):
            break
    assert best is not None
    return best[1:]


def _afloat(bodies: tuple[Body, ...], setting: Setting) -> tuple[Body, ...]:
    """Hulls a little under water where there is water, with all they carry."""
    if setting.name not in WATERS or (setting.name == "lake" and setting.surface.name != "water"):
        return bodies
    sunk: dict[int, float] = {}
    for body in bodies:
        if body.on is None and body.kind in AFLOAT:
            sunk[body.id] = _DRAUGHT * float(bounds(body.kind, body.shape)[1, 2]) * body.scale
    for _ in range(3):  # what stands on what stands on a boat
        sunk.update({body.id: sunk[body.on] for body in bodies if body.on in sunk})
    return tuple(
        msgspec.structs.replace(body, at=(*body.at[:2], round(body.at[2] - sunk.get(body.id, 0.0), 5)))
        for body in bodies
    )


def _distance(camera: Camera) -> float:
    return sum((a - b) ** 2 for a, b in zip(camera.at, camera.aim, strict=True)) ** 0.5


def _signed(bodies: tuple[Body, ...], named: set[str]) -> tuple[Body, ...]:
    """Bodies of things nobody named lose the thing id."""
    return tuple(
        body if body.thing in named else msgspec.structs.replace(body, thing=None) for body in bodies
    )
