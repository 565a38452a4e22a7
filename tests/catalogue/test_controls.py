"""Compose exactly, paint freely: what the stage draws for a ControlNet, and whose file it becomes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tintype.assets.store import Store
from tintype.core.errors import BadOption
from tintype.core.request import Request
from tintype.engines.diffusers import DiffusersEngine, Local
from tintype.engines.diffusers.engine import OPTIONS
from tintype.engines.diffusers.local import Extra
from tintype.ports.engine import ModelCard
from tintype.ports.registry import Registry
from tintype.studio.build import read
from tintype.studio.references import digest_of
from tintype.studio.settings import Settings
from tintype.studio.studio import Studio

SENTENCE = "a (red:1.3) ball on a white table <lora:fine:0.5>"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    card = ModelCard(
        name="mix",
        title="",
        best_at="",
        cannot="",
        licence="",
        operations=("generate",),
        sizes=(64, 2048),
        options=OPTIONS,
    )
    extras = tuple(
        Extra(name=name, part="lora" if name == "fine" else "control", path=f"/{name}")  # type: ignore[arg-type]
        for name in ("fine", "sd-depth", "sd-canny", "sd-normal", "sd-pose")
    )
    engine = DiffusersEngine((Local(card=card, family="sd15", path="/x", extras=extras),))
    settings = Settings(data=str(tmp_path / "data"), model="mix", size="256x256")
    return Studio(Registry({"diffusers": lambda: engine}), settings, read=read)


def drawn(studio: Studio, control: str, sentence: str = SENTENCE, **more: object) -> list[np.ndarray]:
    plans = studio.plan(Request(prompt=sentence, seed=5, options={"control": control}, **more))  # type: ignore[arg-type]
    assert [plan.seed for plan in plans] == [5 + index for index in range(len(plans))]
    assert all(plan.settings["task"] == "generate" and plan.prompt == sentence for plan in plans)
    return [np.array(Image.open(plan.settings["images"][0])) for plan in plans]


def test_nearness_is_brightness(studio: Studio) -> None:
    (picture,) = drawn(studio, "sd-depth:0.8")
    assert picture.shape == (256, 256, 3)
    assert (picture[..., 0] == picture[..., 2]).all()
    assert picture[-20:, 100:156].mean() > picture[:20, 100:156].mean() + 40, "the table's edge is nearer"


def test_normals_are_seen_from_the_camera(studio: Studio) -> None:
    (picture,) = drawn(studio, "sd-normal")
    floor = picture[-20:, 100:156].reshape(-1, 3).mean(0)
    assert floor[1] > 180, "a table looks up"
    right, up, back = (picture.reshape(-1, 3).astype(float) / 127.5 - 1).T
    assert np.percentile(back, 5) > -0.05, "nothing that is seen looks away"
    assert np.hypot(np.hypot(right, up), back) == pytest.approx(1.0, abs=0.03)
    assert right.min() < -0.5
    assert right.max() > 0.5, "a ball looks both ways"


def test_a_changed_picture_is_set_anew_with_the_same_control(studio: Studio) -> None:
    (plan,) = studio.plan(Request(prompt=SENTENCE, seed=5, options={"control": "sd-depth:0.5"}))
    _, changed = studio.change(plan, "lighting", "moonlight")
    assert changed.settings["control"] == {"name": "sd-depth", "weight": 0.5}
    assert changed.settings["lora"] == {"fine": 0.5}
    assert changed.settings["images"] == plan.settings["images"], "light moves nothing"


def test_each_picture_of_a_request_has_its_own(studio: Studio) -> None:
    first, second = drawn(studio, "sd-canny", n=2, size=(256, 128))
    assert first.shape == (128, 256, 3)
    assert (first != second).any()
    assert (drawn(studio, "sd-canny", size=(256, 128))[0] == first).all(), "the same seed, the same scene"


def test_who_brings_a_picture_or_asks_for_another_kind_gets_no_drawing(
    studio: Studio, tmp_path: Path
) -> None:
    Image.new("RGB", (64, 64)).save(mine := str(tmp_path / "mine.png"))
    (plan,) = studio.plan(Request(prompt="a ball", images=(mine,), options={"control": "sd-depth"}))
    assert plan.settings["images"] == [mine]
    with pytest.raises(BadOption, match="needs one picture"):
        studio.plan(Request(prompt="a ball", options={"control": "sd-pose"}))
    assert not (tmp_path / "data" / "controls").exists()


def test_a_server_draws_in_a_process_of_its_own_and_keeps_it_in_the_store(
    studio: Studio, tmp_path: Path
) -> None:
    (here,) = drawn(studio, "sd-depth", size=(256, 256))
    store = Store.open(str(tmp_path / "store"))
    studio.store = store  # type: ignore[attr-defined]
    (plan,) = studio.plan(Request(prompt=SENTENCE, seed=5, options={"control": "sd-depth"}, size=(256, 256)))
    (image,) = plan.settings["images"]
    digest = digest_of(image)
    assert digest is not None
    assert str(tmp_path) not in str(plan)
    assert (np.array(Image.open(store.local(digest))) == here).all()
