"""A plan out of a file that somebody altered is refused by name, before anything is built."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tintype.core.errors import UserError
from tintype.core.event import Event
from tintype.core.request import Plan, Request
from tintype.engines.stage.trust import scene_of
from tintype.studio.build import build
from tintype.studio.settings import Settings
from tintype.studio.studio import Studio

PROMPT = "a red vase left of a gold sphere on white marble"


@pytest.fixture(scope="module")
def studio() -> Studio:
    return build(Settings(), {})


@pytest.fixture(scope="module")
def plan(studio: Studio) -> Plan:
    (plan,) = studio.plan(Request(prompt=PROMPT, size=(256, 256), seed=7, quality="low"))
    return plan


def no_event(event: Event, /) -> None:
    pass


def scene(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], object]:
    return lambda plan: change(plan["settings"]["scene"])


ALTERED: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda plan: plan.update(engine="sdxl"), "sdxl"),
    (lambda plan: plan.update(model="sdxl"), "sdxl"),
    (lambda plan: plan.update(width=10**9, height=10**9), "1000000000x1000000000"),
    (lambda plan: plan.update(width=-1), "-1x256"),
    (lambda plan: plan.update(seed=-99), "-99"),
    (lambda plan: plan.update(seed=10**30), "out of range"),
    (lambda plan: plan.update(prompt="a" * 50_000), "50,000"),
    (lambda plan: plan.update(settings={}), "samples"),
    (lambda plan: plan["settings"].update(samples=10**9), "samples 1000000000"),
    (lambda plan: plan["settings"].update(samples="many"), "samples “many”"),
    (lambda plan: plan["settings"].update(depth=10**9), "depth"),
    (lambda plan: plan["settings"].update(denoise=1), "denoise 1"),
    (lambda plan: plan["settings"].update(background="hole"), "hole"),
    (lambda plan: plan["settings"].pop("scene"), "no scene"),
    (lambda plan: plan["settings"].update(scene=[1, 2]), "no scene"),
    (scene(lambda scene: scene["bodies"][0].update(kind="unicorn")), "unicorn"),
    (
        scene(lambda scene: scene["bodies"][0].update(materials={"body": {"name": "unobtainium"}})),
        "unobtainium",
    ),
    (
        scene(lambda scene: scene["bodies"][0].update(materials={"body": {"name": "gold", "colour": "zz"}})),
        "zz",
    ),
    (scene(lambda scene: scene["bodies"][0].update(scale=1e30)), "1e+30"),
    (scene(lambda scene: scene["bodies"][0].update(scale=-1)), "scale"),
    (scene(lambda scene: scene["bodies"][0].update(id=1000)), "1 to 254"),
    (scene(lambda scene: scene["bodies"][0].update(text="A" * 200_000)), "200000 characters"),
    (scene(lambda scene: scene.update(bodies=scene["bodies"] * 100_000)), "bodies"),
    (scene(lambda scene: scene.update(lights=scene["lights"] * 100_000)), "lights"),
    (scene(lambda scene: scene["setting"].update(name="hell")), "hell"),
    (scene(lambda scene: scene["setting"].update(radius=1e9)), "radius"),
    (scene(lambda scene: scene["setting"]["surface"].update(name="hell")), "hell"),
    (scene(lambda scene: scene["camera"].update(aim=scene["camera"]["at"])), "camera"),
    (scene(lambda scene: scene["camera"].update(focal_mm=-50.0)), "camera"),
    (scene(lambda scene: scene.update(film={"grade": "nope"})), "nope"),
]


@pytest.mark.parametrize(("change", "said"), ALTERED, ids=[said for _, said in ALTERED])
def test_it_is_refused_by_name_and_at_once(
    studio: Studio, plan: Plan, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    raw = msgspec.json.decode(msgspec.json.encode(plan))
    change(raw)
    start = time.perf_counter()
    with pytest.raises(UserError) as caught:
        studio.paint(msgspec.convert(raw, Plan), no_event)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300
    assert time.perf_counter() - start < 2.0


@pytest.mark.parametrize(
    "prompt", [PROMPT, 'a neon sign "OPEN" at night in fog', "a moonlit lake, sepia", "花瓶"]
)
def test_what_was_planned_is_believed(studio: Studio, prompt: str) -> None:
    for plan in studio.plan(Request(prompt=prompt, size=(512, 256), seed=3, n=3)):
        assert scene_of(plan).to_json() == plan.settings["scene"]
