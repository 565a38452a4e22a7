"""Models compared, voted on blindly, recommended; the file of votes through crashes and crowds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from tintype.core.errors import BadOption, NotFound
from tintype.core.request import Plan, Request
from tintype.ports import catalogue
from tintype.ports.engine import ModelCard
from tintype.ports.registry import Registry
from tintype.studio.build import build, processes, read
from tintype.studio.compare import compared
from tintype.studio.leaderboard import Choice, leaderboard
from tintype.studio.recommend import recommended
from tintype.studio.settings import Settings
from tintype.studio.sheet import sheet
from tintype.studio.studio import Studio
from tintype.studio.votes import Entrant, Votes, lettered
from tintype.testing import FakeEngine, ignore


class Second(FakeEngine):
    """Another model, in other colours."""

    name = "second"

    def info(self) -> tuple[ModelCard, ...]:
        return (msgspec.structs.replace(super().info()[0], name="second"),)

    def plan(self, request: Request) -> tuple[Plan, ...]:
        plans = super().plan(msgspec.structs.replace(request, model="fake"))
        return tuple(msgspec.structs.replace(plan, engine="second", model="second") for plan in plans)

    def paint(self, plan: Plan, emit: Any) -> Any:
        return super().paint(plan, emit)[..., ::-1].copy()


class Broken(Second):
    name = "broken"

    def info(self) -> tuple[ModelCard, ...]:
        return (msgspec.structs.replace(super().info()[0], name="broken"),)

    def plan(self, request: Request) -> tuple[Plan, ...]:
        raise BadOption("The model “broken” cannot do anything; use another.")


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    makers: Any = {"fake": FakeEngine, "second": Second, "broken": Broken}
    settings = Settings(model="fake", size="256x192", data=str(tmp_path))
    return Studio(Registry(makers), settings, read=read)


@contextlib.contextmanager
def watch(title: str, size: str) -> Iterator[Any]:
    yield ignore


def test_all_paint_the_same_sentence_seed_and_frame_and_who_cannot_says_why(studio: Studio) -> None:
    request = Request(prompt="a red vase", seed=11)
    settled, shown = compared(studio, request, ["fake", "broken", "second"], watch)
    assert [each.entrant.letter for each in shown] == ["A", "B", "C"]
    first, broken, second = shown
    assert first.picture is not None
    assert second.picture is not None
    assert first.picture.plan.seed == second.picture.plan.seed == settled.seed == 11
    assert (second.picture.pixels == first.picture.pixels[..., ::-1]).all()
    assert broken.picture is None
    assert "cannot do anything" in broken.entrant.failure
    assert first.entrant.seconds is not None


def test_where_nobody_can_it_is_an_error(studio: Studio) -> None:
    with pytest.raises(BadOption, match="name 2 to 16"):
        compared(studio, Request(prompt="a vase"), ["fake"], watch)
    with pytest.raises(BadOption, match="cannot do anything"):
        studio.plan(Request(prompt="a vase", model="broken"))


def test_memory_is_that_of_a_process_of_its_own(tmp_path: Path) -> None:
    here = build(Settings(model="fake", data=str(tmp_path)), {"TINTYPE_FAKE": "1"})
    makers: Any = {"fake": FakeEngine, "second": Second}
    both = Studio(Registry(makers), here.settings, read=read)
    own = lambda: Registry({"fake": lambda: processes(here).engine("fake"), "second": Second})  # noqa: E731
    _, shown = compared(
        both, Request(prompt="a vase", size=(256, 192)), ["fake", "second"], watch, processes=own
    )
    peak = shown[0].entrant.memory
    assert peak is not None
    assert 15e6 < peak < 400e6
    assert shown[1].entrant.memory is None


def test_the_sheet_shows_every_picture_and_tells_nothing_when_blind(studio: Studio) -> None:
    _, shown = compared(studio, Request(prompt="a red vase", seed=1), ["fake", "broken", "second"], watch)
    page = sheet(shown, "a red vase", 1)
    first, second = shown[0].picture, shown[2].picture
    assert first is not None
    assert second is not None
    top = np.flatnonzero((page[:, 24 + 256] != page[0, 0]).any(1))
    assert top.size
    assert (page == sheet(shown, "a red vase", 1)).all()
    blind = sheet(shown, "a red vase", 1, blind=True)
    renamed = [
        msgspec.structs.replace(
            each.entrant, model="another name", seconds=99.0, memory=1, failure=each.entrant.failure
        )
        for each in shown
    ]
    other = [type(each)(entrant, each.picture) for each, entrant in zip(shown, renamed, strict=True)]
    assert (blind == sheet(other, "a red vase", 1, blind=True)).all()
    assert (page != sheet(other, "a red vase", 1)).any()


# Votes


def entrants(*models: str) -> list[Entrant]:
    return [Entrant(letter=letter, model=model) for letter, model in lettered(models, blind=False)]


def test_blind_orders_differ_and_lose_nobody() -> None:
    orders = {tuple(model for _, model in lettered("abcd", blind=True, seed=seed)) for seed in range(40)}
    assert len(orders) > 8
    assert all(sorted(order) == list("abcd") for order in orders)


def test_votes_become_standings_and_a_second_one_replaces_the_first(tmp_path: Path) -> None:
    votes = Votes(tmp_path)
    kept = votes.begin("a vase", 1, (256, 256), entrants("x", "y"), blind=True)
    votes.vote(kept.id, "a")
    votes.vote(kept.id, "B")
    votes.vote(kept.id, "tie", owner="alice")
    assert sorted(votes.choices(), key=repr) == sorted(
        [Choice(("x", "y"), "y"), Choice(("x", "y"), None)], key=repr
    )
    assert [each.model for each in leaderboard(votes.choices())] == ["y", "x"]


def test_a_vote_that_means_nothing_is_refused(tmp_path: Path) -> None:
    votes = Votes(tmp_path)
    with pytest.raises(NotFound, match="no comparison yet"):
        votes.vote(None, "A")
    seen = votes.begin("a vase", 1, (256, 256), entrants("x", "y"), blind=False)
    with pytest.raises(BadOption, match="showed the names"):
        votes.vote(seen.id, "A")
    failed = [entrants("x", "y", "z")[0], msgspec.structs.replace(entrants("x", "y", "z")[1], failure="no")]
    with pytest.raises(BadOption, match="fewer than two"):
        votes.vote(votes.begin("a", 1, (256, 256), failed, blind=True).id, "A")
    with pytest.raises(BadOption, match="“Q” is none of its pictures; vote A, B or tie"):
        votes.vote(votes.begin("a", 1, (256, 256), entrants("x", "y"), blind=True).id, "Q")
    with pytest.raises(NotFound):
        votes.vote(seen.id, "A", sees="somebody else")
    assert votes.choices() == []


def test_a_line_that_a_crash_cut_short_harms_no_other(tmp_path: Path) -> None:
    votes = Votes(tmp_path)
    kept = votes.begin("a vase", 1, (256, 256), entrants("x", "y"), blind=True)
    votes.vote(kept.id, "A")
    with open(tmp_path / "votes.jsonl", "ab") as file:
        file.write(b'{"type":"vote","comparis')
    votes.vote(kept.id, "B", owner="alice")
    assert len(votes.choices()) == 2


def test_many_vote_at_once_and_none_is_lost(tmp_path: Path) -> None:
    kept = Votes(tmp_path).begin("a vase", 1, (256, 256), entrants("x", "y"), blind=True)
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda number: Votes(tmp_path).vote(kept.id, "A", owner=f"o{number}"), range(60)))
    assert len(Votes(tmp_path).choices()) == 60


# What suits

HAVE = ("stage", "tintype-1", "openai/gpt-image-2", "openai/gpt-image-2.6-sunburst")


@pytest.fixture
def many(tmp_path: Path) -> Studio:
    return build(Settings(data=str(tmp_path)), {"OPENAI_API_KEY": "sk-none"})


@pytest.mark.parametrize(
    ("sentence", "best", "why"),
    [
        ("a woman laughing naturally, candid moment, 85mm f/1.8", "openai/", "“woman” lives"),
        ("two dogs on a beach", "openai/", "“dogs” lives"),
        ("a vase, oil painting", "openai/", "“oil painting” is a manner"),
        ("three red apples left of a blue cup", "", "3 times “apples”"),
    ],
)
def test_what_suits_a_sentence_and_why(many: Studio, sentence: str, best: str, why: str) -> None:
    advice = recommended(many, many.read(sentence), standings=())
    assert advice[0].model.startswith(best)
    assert why in advice[0].reason
    stage = next(each for each in advice if each.model == "stage")
    assert stage.suits == (best == "")


def test_lettering_goes_to_who_can_letter(many: Studio) -> None:
    advice = recommended(many, many.read('a poster that says "OPEN LATE"'), standings=())
    order = [each.model for each in advice if each.model in HAVE]
    assert order[:3] == ["openai/gpt-image-2.6-sunburst", "stage", "openai/gpt-image-2"]
    assert all(not each.suits for each in advice if each.model == "tintype-1")  # it cannot letter


def test_votes_that_say_something_count_and_those_that_do_not_do_not(many: Studio) -> None:
    brief = many.read("a glass bottle on marble")
    plain = {each.model: each.score for each in recommended(many, brief, standings=())}
    few = leaderboard([Choice(("stage", "openai/gpt-image-2"), "stage")])
    often = leaderboard([Choice(("stage", "openai/gpt-image-2"), "stage")] * 30)
    assert {each.model: each.score for each in recommended(many, brief, standings=few)} == plain
    voted = {each.model: each for each in recommended(many, brief, standings=often)}
    assert voted["stage"].score > plain["stage"]
    assert "won most of 30 blind votes" in voted["stage"].reason


def test_an_order_to_change_a_picture_goes_to_who_can(many: Studio) -> None:
    advice = recommended(many, many.read("replace the chair with a stool"), standings=())
    assert all("edit" in _operations(each.model) for each in advice)


def test_the_catalogue_is_whole() -> None:
    names = [entry.name for entry in catalogue.entries()]
    assert len(set(names)) == len(names)
    for entry in catalogue.entries():
        assert entry.title
        assert entry.best_at
        assert entry.licence
        assert all(0 <= grade <= 5 for grade in entry.strengths.values())
        assert not entry.strengths or entry.evidence
        if entry.status != "active":
            assert entry.ended
            follower = catalogue.entry(entry.instead)
            assert follower is not None
            assert follower.status == "active"


def _operations(model: str) -> tuple[str, ...]:
    entry = catalogue.entry(model)
    return entry.operations if entry else ("edit",)
