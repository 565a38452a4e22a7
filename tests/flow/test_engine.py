"""The engine of tintype-1 over a network of a few thousand random weights (tests/flow/tiny)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from tintype.core.errors import BadFile, BadPrompt, MissingPart, UserError
from tintype.core.event import Preview, Progress
from tintype.core.request import Plan, Request
from tintype.engines.flow.cues import THINGS, WORDS, cues, things
from tintype.engines.flow.engine import FlowEngine
from tintype.engines.flow.grid import enlarged, grid
from tintype.engines.flow.lay import laid
from tintype.testing import EngineContract, ignore

TINY = Path(__file__).parent / "tiny"
PROMPT = "a red ceramic vase left of a gold sphere on white marble"


class TestFlow(EngineContract):
    def make(self) -> FlowEngine:
        return FlowEngine(TINY)


def plan(prompt: str = PROMPT, **changes: object) -> Plan:
    (made,) = FlowEngine(TINY).plan(Request(prompt=prompt, **{"seed": 7, "size": (256, 256), **changes}))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    ("prompt", "word"),
    [
        ("a portrait of an old woman by a window", "woman"),
        ("two cats on a sofa", "cats"),
        ("a crowd in a street at night", "crowd"),
        ("three people at a table", "people"),
    ],
)
def test_people_and_animals_are_refused_by_name(prompt: str, word: str) -> None:
    with pytest.raises(BadPrompt, match=word):
        plan(prompt)


@pytest.mark.parametrize("prompt", ["a snowman in the woods", "a vase, no people", "a red vase"])
def test_what_it_knows_is_not_refused(prompt: str) -> None:
    assert plan(prompt).model == "tintype-1"


def test_every_step_is_shown_and_told() -> None:
    events: list[object] = []
    FlowEngine(TINY).paint(plan(options={"steps": 5}), events.append)
    assert sum(isinstance(event, Preview) for event in events) == 4
    assert sum(isinstance(event, Progress) for event in events) == 7


def test_quality_sets_the_steps() -> None:
    steps = [plan(quality=quality).settings["steps"] for quality in ("low", "medium", "high")]
    assert steps == [2, 4, 8]


def test_the_guide_the_words_and_the_seed_all_count() -> None:
    engine = FlowEngine(TINY)
    base = engine.paint(plan(), ignore)
    for other in (plan(options={"guide": False}), plan(seed=8), plan(PROMPT.replace("red", "blue"))):
        assert engine.paint(other, ignore).tobytes() != base.tobytes()


@pytest.mark.parametrize("size", [(256, 256), (512, 288), (300, 400), (256, 96)])
def test_any_ratio_is_painted(size: tuple[int, int]) -> None:
    assert FlowEngine(TINY).paint(plan(size=size), ignore).shape == (size[1], size[0], 3)


@pytest.mark.parametrize(
    "options",
    [{"steps": 0}, {"steps": True}, {"steps": 1.5}, {"guide": "yes"}, {"guidance": 0}, {"guidance": "much"}],
)
def test_options_out_of_range_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UserError):
        plan(options=options)


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """320 × 200, transparent in one corner."""
    rng = np.random.default_rng(5)
    pixels = np.full((200, 320, 4), 255, np.uint8)
    pixels[..., :3] = np.kron(rng.integers(0, 256, (20, 32, 3)), np.ones((10, 10, 1))).astype(np.uint8)
    pixels[:20, :20, 3] = 0
    Image.fromarray(pixels).save(tmp_path / "photograph.png")
    return tmp_path / "photograph.png"


def test_outside_the_mask_every_byte_stays(tmp_path: Path, photograph: Path) -> None:
    before = np.asarray(Image.open(photograph))
    drawn = np.zeros((200, 320), np.uint8)
    drawn[60:140, 100:260] = 255
    Image.fromarray(drawn).save(tmp_path / "mask.png")
    made = plan(operation="edit", images=(str(photograph),), mask=str(tmp_path / "mask.png"), size=None)
    after = FlowEngine(TINY).paint(made, ignore)
    assert after.shape == before.shape
    assert (after[drawn == 0] == before[drawn == 0]).all()
    assert (after[100, 180] != before[100, 180]).any()


def test_a_mask_that_keeps_all_and_a_picture_that_is_none_are_refused(
    tmp_path: Path, photograph: Path
) -> None:
    Image.new("L", (320, 200)).save(tmp_path / "mask.png")
    made = plan(operation="edit", images=(str(photograph),), mask=str(tmp_path / "mask.png"), size=None)
    with pytest.raises(BadFile, match="keeps every pixel"):
        FlowEngine(TINY).paint(made, ignore)
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(BadFile, match=r"text\.png"):
        plan(operation="edit", images=(str(tmp_path / "text.png"),), mask=str(tmp_path / "mask.png"))
    with pytest.raises(UserError, match="give both"):
        plan(operation="edit", images=(str(photograph),))


def test_what_was_planned_is_laid_into_the_mask() -> None:
    planes = np.zeros((15, 64, 64), np.float32)
    planes[3, 10:50, 20:40] = planes[0, 10:50, 20:40] = 1
    mask = np.zeros((1, 1, 64, 64), np.float32)
    mask[..., 30:60, 4:24] = 1
    there = laid(planes, np.zeros((1, 3, 64, 64), np.float32), mask)[3] > 0
    rows, columns = np.nonzero(there)
    assert 30 <= rows.min() < 36
    assert 56 <= rows.max() < 60
    assert columns.mean() == pytest.approx(13.5, abs=1)
    assert np.ptp(rows) / np.ptp(columns) == pytest.approx(2, abs=0.25)


@pytest.mark.parametrize(
    "change", [{"steps": 10**9}, {"scene": {}}, {"scene": None}, {"guide": None}, {"images": [7]}]
)
def test_an_altered_plan_is_refused(change: dict[str, object]) -> None:
    made = plan()
    altered = msgspec.structs.replace(made, settings={**made.settings, **change})
    with pytest.raises(BadFile):
        FlowEngine(TINY).paint(altered, ignore)


def test_without_weights_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="reinstall"):
        FlowEngine(tmp_path).info()


def test_the_grid_covers_the_ratio() -> None:
    assert grid((256, 256), 128, 16) == (128, 128)
    assert grid((1024, 576), 128, 16) == (80, 128)
    assert grid((100, 300), 128, 16) == (128, 48)
    pixels = np.zeros((80, 128, 3), np.uint8)
    pixels[4:76] = 255
    assert enlarged(pixels, (1024, 576))[16:-16].min() > 200


def test_cues_tag_words_and_place_things() -> None:
    from tintype.brief.parse import parse
    from tintype.runtime.minilm import tokens
    from tintype.scene.compose import compose
    from tintype.scene.guide import guide

    sentence = "a red glass vase left of a gold sphere on white marble, soft light from the left, 85mm"
    brief = parse(sentence)
    scene = compose(brief, 7)
    seen = things(scene, guide(scene, 64, 64))
    assert {phrase for phrase, _ in seen} == {"red glass vase", "gold sphere"}
    told = cues(brief, seen, tokens)
    assert told.words.shape == (WORDS, 384)
    assert set(told.tags.tolist()) >= {0, 2, 4, 5}
    assert (told.things[2:] == 0).all()
    assert told.things.shape[0] == THINGS
    boxes = dict(seen)
    assert boxes["red glass vase"][0] < boxes["gold sphere"][0]
