from __future__ import annotations

import numpy as np
import pytest

import tintype
from tintype.core.errors import BadFile, BadOption, BadPrompt, BadSize, Cancelled, UnknownModel
from tintype.core.event import Event
from tintype.core.request import Request
from tintype.studio.build import asker, build
from tintype.studio.settings import Settings
from tintype.studio.studio import Studio


@pytest.fixture
def studio() -> Studio:
    return build(Settings(model="fake", size="256x256"), {"TINTYPE_FAKE": "1"})


def ignore(event: Event, /) -> None:
    pass


def test_a_request_becomes_pictures_with_seeds_that_follow(studio: Studio) -> None:
    pictures = studio.run(Request(prompt="a vase", n=2, seed=7), ignore)
    assert [picture.plan.seed for picture in pictures] == [7, 8]
    assert pictures[0].pixels.shape == (256, 256, 3)
    assert pictures[0].seconds > 0


def test_pictures_come_one_by_one(studio: Studio) -> None:
    seen: list[Event] = []
    stream = studio.stream(Request(prompt="a vase", n=3, seed=7), seen.append)
    next(stream)
    assert seen
    before = len(seen)
    next(stream)
    assert len(seen) > before


def test_what_is_left_open_comes_from_the_settings_and_is_reported(studio: Studio) -> None:
    settled = studio.settled(Request(prompt=" a\nvase "))
    assert settled.prompt == "a vase"
    assert (settled.model, settled.size, settled.quality) == ("fake", (256, 256), "medium")
    assert settled.seed is not None
    assert settled.seed >= 0


def test_a_plan_painted_again_gives_the_same_pixels(studio: Studio) -> None:
    (plan,) = studio.plan(Request(prompt="a vase", seed=7))
    assert np.array_equal(studio.paint(plan, ignore).pixels, studio.paint(plan, ignore).pixels)


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (Request(prompt=" "), BadPrompt),
        (Request(prompt="a vase", n=0), BadOption),
        (Request(prompt="a vase", n=65), BadOption),
        (Request(prompt="a vase", seed=-2), BadOption),
        (Request(prompt="a vase", size=(0, 0)), BadSize),
        (Request(prompt="a vase", model="dall-e"), UnknownModel),
        (Request(prompt="a vase", options={"wobble": 1}), BadOption),
        (Request(prompt="a vase", operation="upscale"), BadOption),
    ],
)
def test_what_cannot_be_met_is_refused(studio: Studio, request_: Request, error: type[Exception]) -> None:
    with pytest.raises(error):
        studio.run(request_, ignore)


def test_cancelling_reaches_the_caller(studio: Studio) -> None:
    def stop(event: Event, /) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        studio.run(Request(prompt="a vase"), stop)


def test_the_fake_is_hidden_unless_asked_for() -> None:
    assert "fake" not in [card.name for card in build(Settings(), {}).models()]
    assert "stage" in [card.name for card in build(Settings(), {}).models()]


def test_no_endpoint_is_asked_when_none_is_set_or_offline() -> None:
    assert asker(Settings()) is None
    assert asker(Settings(chat_url="http://localhost:1/v1", offline=True)) is None


def test_an_endpoint_that_is_away_is_noted_and_our_rules_do_it() -> None:
    studio = build(Settings(chat_url="http://127.0.0.1:9/v1", chat_model="m"), {})
    enriched = studio.enrich(studio.read("a red vase"))
    assert enriched.additions
    assert any("127.0.0.1:9" in note for note in enriched.notes)


def test_change_keeps_seed_size_and_the_other_words(studio: Studio) -> None:
    (plan,) = studio.plan(Request(prompt="a red vase on oak, soft window light", seed=7, size=(320, 256)))
    brief, changed = studio.change(plan, "lighting", "moonlight")
    assert (changed.seed, changed.width, changed.height) == (7, 320, 256)
    assert "a red vase on oak" in brief.sentence
    assert "moonlight" in changed.prompt
    with pytest.raises(BadOption, match="wobble"):
        studio.change(plan, "wobble", "x")


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("lighting", "candle light from the right"),
        ("camera", "close-up, 100mm macro"),
        ("atmosphere", "warm film grain"),
    ],
)
def test_change_moves_no_body_and_keeps_the_options(element: str, words: str) -> None:
    studio = build(Settings(), {})
    options = {"background": "transparent", "denoise": False, "samples": 3}
    request = Request(
        prompt="three lemons in a blue bowl, soft light", seed=7, size=(320, 256), options=options
    )
    (plan,) = studio.plan(request)
    _, changed = studio.change(plan, element, words)
    assert {name: changed.settings[name] for name in options} == options
    assert changed.settings["scene"]["bodies"] == plan.settings["scene"]["bodies"]
    assert changed.settings["scene"] != plan.settings["scene"]


def test_the_front_door(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    from tintype.assets.stamp import read
    from tintype.studio import front

    monkeypatch.setenv("TINTYPE_FAKE", "1")
    front._studio.cache_clear()
    picture = tintype.generate("a red vase", size=(256, 256), seed=7, model="fake", seconds=0.0)
    assert isinstance(picture, tintype.Picture)
    path = tintype.save(picture, tmp_path / "x.png")
    assert read(path).plan == picture.plan
    assert tintype.parse("a red vase").things[0].kind == "vase"
    front._studio.cache_clear()
    with pytest.raises(tintype.TintypeError):
        tintype.parse("")
    with pytest.raises(BadFile):
        read(tmp_path / "none.png")
