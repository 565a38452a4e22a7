"""Our own server, asked through our own engine for OpenAI's API, gives the same picture byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from live_server import Live
from PIL import Image

from tintype.core.errors import BadOption
from tintype.core.event import Preview
from tintype.core.request import Request
from tintype.studio.build import build
from tintype.studio.settings import Settings
from tintype.studio.studio import Studio
from tintype.testing import ignore


@pytest.fixture
def desk(start: Callable[..., Live], tmp_path: Path) -> Callable[..., Studio]:
    """A studio that has our server as “desk”, and the engines of the server itself."""
    live = start()

    def studio(**changes: Any) -> Studio:
        facts: dict[str, Any] = {
            "servers": f"desk={live.url}/v1",
            "data": str(tmp_path / "client"),
            **changes,
        }
        return build(Settings(**facts), {"TINTYPE_FAKE": "1"})

    return studio


def both(studio: Studio, model: str, **changes: Any) -> tuple[Any, Any]:
    """(pixels painted here, pixels painted there)."""
    facts: dict[str, Any] = {
        "prompt": "a brass bell on slate",
        "size": (256, 192),
        "seed": 7,
        "quality": "low",
    }
    here = Request(**{**facts, "model": model, **changes})
    there = Request(**{**facts, "model": f"desk/{model}", **changes})
    return studio.run(here, ignore)[0].pixels, studio.run(there, ignore)[0].pixels


@pytest.mark.parametrize("model", ["fake", "stage"])
def test_a_sentence_gives_the_same_picture(desk: Callable[..., Studio], model: str) -> None:
    here, there = both(desk(), model)
    assert here.tobytes() == there.tobytes()


def test_a_masked_edit_and_a_variation_give_the_same_picture(
    desk: Callable[..., Studio], tmp_path: Path
) -> None:
    studio = desk()
    base, mask = tmp_path / "base.png", tmp_path / "mask.png"
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (192, 256, 3), np.uint8)
    Image.fromarray(pixels).save(base)
    hole = np.zeros((192, 256), np.uint8)
    hole[40:90, 30:200] = 255
    Image.fromarray(hole).save(mask)
    here, there = both(studio, "fake", operation="edit", images=(str(base),), mask=str(mask))
    assert here.tobytes() == there.tobytes()
    assert there[hole == 0].tobytes() == pixels[hole == 0].tobytes()
    assert (there[hole == 255] != pixels[hole == 255]).any()
    words = "another picture like this one"  # that is how the server reads a call that has no sentence
    here, there = both(studio, "fake", prompt=words, operation="vary", images=(str(base),))
    assert here.tobytes() == there.tobytes()


def test_its_models_are_listed_and_it_shows_how_the_picture_grows(desk: Callable[..., Studio]) -> None:
    studio = desk()
    names = [card.name for card in studio.models()]
    assert {"stage", "fake", "desk/stage", "desk/fake"} <= set(names)
    assert "desk/gpt-image-2" not in names  # it only stands for another
    seen: list[Any] = []
    request = Request(
        prompt="a bell", model="desk/fake", size=(256, 192), seed=3, options={"partial_images": 3}
    )
    (picture,) = studio.run(request, seen.append)
    previews = [event for event in seen if isinstance(event, Preview)]
    assert all(preview.pixels.shape == picture.pixels.shape for preview in previews)


def test_what_the_server_refuses_is_said_in_its_words(desk: Callable[..., Studio]) -> None:
    request = Request(
        prompt="a bell", model="desk/fake", options={"background": "transparent"}, size=(256, 192)
    )
    with pytest.raises(BadOption, match="Transparent background is not supported by the model “fake”"):
        desk().run(request, ignore)
