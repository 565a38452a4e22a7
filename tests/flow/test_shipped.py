"""The network that ships, on what its card promises: a stranger would describe the picture that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tintype.core.request import Request
from tintype.engines.flow import FlowEngine
from tintype.scene.guide import guide
from tintype.scene.model import Scene
from tintype.testing import ignore

if TYPE_CHECKING:
    from pathlib import Path


def mean_colours(sentence: str) -> dict[str, tuple[float, ...]]:
    """Kind → the mean (red, green, blue), −1..1, of where it was planned, as painted."""
    engine = FlowEngine()
    (plan,) = engine.plan(Request(prompt=sentence, size=(256, 256), seed=4))
    pixels = engine.paint(plan, ignore).astype(float) / 127.5 - 1
    scene = Scene.from_json(plan.settings["scene"])
    ids = guide(scene, 256, 256).ids
    return {body.kind: tuple(pixels[ids == body.id].mean(0)) for body in scene.bodies}


@pytest.mark.parametrize(
    ("sentence", "red", "other"),
    [
        ("a red ceramic vase left of a gold sphere on white marble", "vase", "sphere"),
        ("a blue bowl to the right of a red book on an oak desk", "book", "bowl"),
    ],
)
def test_each_thing_has_its_own_colour(sentence: str, red: str, other: str) -> None:
    seen = mean_colours(sentence)
    r, g, b = seen[red]
    assert r > g + 0.3
    assert r > b + 0.3
    blueness = seen["bowl"][2] - seen["bowl"][0] if other == "bowl" else seen["sphere"][0] - seen["sphere"][2]
    assert blueness > 0.25


def test_a_thing_of_the_words_stands_where_the_mask_is(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#b8b4ac").save(tmp_path / "wall.png")
    mask = Image.new("L", (300, 200))
    ImageDraw.Draw(mask).rectangle((180, 60, 279, 179), fill=255)
    mask.save(tmp_path / "mask.png")
    engine = FlowEngine()
    told = {"operation": "edit", "images": (str(tmp_path / "wall.png"),), "mask": str(tmp_path / "mask.png")}
    (plan,) = engine.plan(Request(prompt="a red sphere", seed=1, **told))  # type: ignore[arg-type]
    after = engine.paint(plan, ignore).astype(int)
    red = after[..., 0] - after[..., 2]
    assert red[110:140, 215:245].mean() > 80
    assert (after[:, :180] == (0xB8, 0xB4, 0xAC)).all()
    assert np.median(red[60:70, 180:280]) < 40
