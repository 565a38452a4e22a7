"""Other pictures like one of ours, and one of ours without its background: from what its file says of it.

A Plan that holds a Scene can be varied in measure. Subtle: the eye moves a little, the light a little
more, things turn a few degrees. Strong: things stay where they stand, and light, colours nobody named and
the side it is seen from are drawn anew. New: everything nobody named is; that needs the sentence alone, which
pictures of other programs often carry too.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

import msgspec

from tintype.core.errors import BadFile, BadOption
from tintype.core.frame import decide_size, parse_size
from tintype.core.request import Request
from tintype.core.seed import nth, settle

if TYPE_CHECKING:
    import numpy as np

    from tintype.brief.model import Brief
    from tintype.core.request import Plan
    from tintype.scene.model import Body, Camera, Light, Scene, Vec3
    from tintype.studio.brought import Item
    from tintype.studio.studio import Studio

How = Literal["subtle", "strong", "new"]
HOWS: tuple[How, ...] = get_args(How)

_STAGE = "stage"


def varied(
    studio: Studio, item: Item, how: str, seed: int | None = None, size: tuple[int, int] | None = None
) -> Plan:
    """The Plan of another picture like this one. size: of a new one, None = as large. Raises BadOption, and
    BadFile for one that says too little of its making."""
    if how not in HOWS:
        raise BadOption(f"There is no variation “{how[:40]}”; take one of: {', '.join(HOWS)}.")
    seed = settle(seed)
    if item.stamp is None and item.sentence and how == "new":
        return _from_the_sentence(studio, item, seed, size)
    plan = _made(item, "varied")
    if plan.operation != "generate":
        raise BadFile(
            f"{item.name} was made out of another picture ({plan.operation} by “{plan.model}”); vary the one"
            " it came from."
        )
    if how == "new":
        request = Request(
            prompt=plan.prompt, size=size or (plan.width, plan.height), seed=seed, model=plan.model,
            quality=plan.quality, options=studio.options_of(plan),
        )  # fmt: skip
        (fresh,) = studio.plan(request)
        return fresh
    if "scene" not in plan.settings:
        raise BadOption(
            f"{item.name} was made by “{plan.model}”, of which only the sentence is known; say --how new."
        )
    from tintype.scene.model import Scene

    try:
        scene = Scene.from_json(plan.settings["scene"])
    except msgspec.ValidationError as error:
        raise BadFile(f"The scene in {item.name} cannot be read ({error}); paint it anew.") from error
    brief = studio.read(plan.prompt)
    changed = _subtle(scene, seed) if how == "subtle" else _strong(scene, brief, seed)
    settings = plan.settings | {"scene": changed.to_json()}
    return msgspec.structs.replace(plan, seed=seed, settings=settings)


def _from_the_sentence(studio: Studio, item: Item, seed: int, size: tuple[int, int] | None) -> Plan:
    """A picture of another program, painted anew from what that says of it."""
    size = size or decide_size(None, "{}:{}".format(*item.size), parse_size(studio.settings.size))
    (plan,) = studio.plan(Request(prompt=item.sentence, size=size, seed=seed))
    note = "Another program made the picture; painted from its sentence alone."
    return msgspec.structs.replace(plan, notes=(*plan.notes, note))


def asked_for(studio: Studio, request: Request) -> tuple[Plan, ...]:
    """Plans for a request to vary a picture; the option `how` as in `varied`, the prompt what it shows where
    its file does not say. Raises UserError."""
    from tintype.assets.stamp import open_image, stamp_of
    from tintype.studio.brought import Item, read

    if len(request.images) != 1:
        raise BadOption(f"{len(request.images)} pictures were given to vary; give one.")
    for name in request.options:
        if name != "how":
            raise BadOption(f"To vary there is no option “{name}”; there is: how ({', '.join(HOWS)}).")
    path = Path(request.images[0])
    stamp = stamp_of(read(path))
    own = (0, 0) if stamp else open_image(path).size
    item = Item("The picture", "", own, stamp=stamp, sentence=request.prompt.strip())
    how, first = str(request.options.get("how", "subtle")), settle(request.seed)
    return tuple(varied(studio, item, how, nth(first, index), request.size) for index in range(request.n))


def cut_out(item: Item) -> Plan:
    """The Plan of the same picture with nothing behind what stands in it. Raises BadFile."""
    plan = _made(item, "cut out")
    if plan.engine != _STAGE or plan.operation != "generate":
        raise BadFile(
            f"{item.name} was made by “{plan.model}” ({plan.operation}), which does not know what stands"
            f" before what; cut out a picture by “{_STAGE}”."
        )
    return msgspec.structs.replace(plan, settings=plan.settings | {"background": "transparent"})


def _made(item: Item, what: str) -> Plan:
    if item.stamp is not None:
        return item.stamp.plan
    cure = (
        "a matting network does that: name one in the setting cutter, such as BiRefNet or U²-Net in ONNX"
        if what == "cut out"
        else "a model that can vary does that by the picture alone (`tintype models`)"
    )
    raise BadFile(f"{item.name} does not say how it was made, so it cannot be {what} here; {cure}.")


def _subtle(scene: Scene, seed: int) -> Scene:
    from tintype.scene.streams import stream

    rng = stream(seed, "vary", "subtle")
    side = _signed(rng, 2.0, 6.0)
    return msgspec.structs.replace(
        scene,
        seed=seed,
        camera=_moved(scene.camera, side, rng.uniform(0.97, 1.03)),
        bodies=tuple(_turned(body, rng.uniform(-6, 6)) for body in scene.bodies),
        lights=tuple(_about(light, _signed(rng, 4, 12), rng.uniform(0.88, 1.12)) for light in scene.lights),
        sky=msgspec.structs.replace(scene.sky, azimuth=round(scene.sky.azimuth + _signed(rng, 4, 12), 3)),
    )


def _strong(scene: Scene, brief: Brief, seed: int) -> Scene:
    from tintype.scene.compose import compose
    from tintype.scene.places import PLACES
    from tintype.scene.rigs import lit
    from tintype.scene.streams import stream

    rng = stream(seed, "vary", "strong")
    known = brief.resolved()
    style = (*known.atmosphere.style, *known.atmosphere.mood)
    place = PLACES[scene.setting.name]
    lights, sky = lit(known.lighting, place, scene.setting, stream(seed, "light"), style=style)
    other = compose(brief, seed, frame=scene.frame)
    same = [body.kind for body in other.bodies] == [body.kind for body in scene.bodies]
    bodies = tuple(
        msgspec.structs.replace(body, materials=other.bodies[index].materials) if same else body
        for index, body in enumerate(scene.bodies)
    )
    camera = _moved(scene.camera, _signed(rng, 10.0, 18.0), rng.uniform(0.95, 1.08))
    return msgspec.structs.replace(
        scene, seed=seed, bodies=bodies, lights=lights, sky=sky, camera=camera, film=other.film
    )


def _signed(rng: np.random.Generator, least: float, most: float) -> float:
    return float(rng.uniform(least, most) * rng.choice((-1, 1)))


def _around(at: Vec3, aim: Vec3, degrees: float, scale: float = 1.0) -> Vec3:
    """A point turned about the upright line through another, and moved nearer or away."""
    turn = math.radians(degrees)
    x, y, z = (a - b for a, b in zip(at, aim, strict=True))
    across, away = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    moved = (aim[0] + scale * across, aim[1] + scale * away, aim[2] + scale * z)
    return cast("Vec3", tuple(round(value, 5) for value in moved))


def _moved(camera: Camera, degrees: float, scale: float) -> Camera:
    at = _around(camera.at, camera.aim, degrees, scale)
    return msgspec.structs.replace(camera, at=at, focus=round(camera.focus * scale, 5))


def _about(light: Light, degrees: float, power: float) -> Light:
    at = _around(light.at, light.aim, degrees)
    return msgspec.structs.replace(light, at=at, power=round(light.power * power, 5))


def _turned(body: Body, degrees: float) -> Body:
    """Turned where it stands; what stands on or in another, lies down or bears lettering stays as it is."""
    if body.on is not None or body.tilt or body.text:
        return body
    return msgspec.structs.replace(body, yaw=round(body.yaw + degrees, 3))
