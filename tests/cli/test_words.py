from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tintype.assets.stamp import read

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_coach_shows_the_elements_and_says_what_is_missing(run: Run) -> None:
    said = run("coach", "a", "nice", "red", "vase")
    assert said.code == 0
    assert "subject" in said.out
    assert "vase" in said.out
    assert "try: " in said.out
    findings = json.loads(run("coach", "--json", "a nice red vase").out)["findings"]
    assert {"empty", "vague"} & {finding["fault"] for finding in findings}


def test_enrich_keeps_every_word_and_says_why(run: Run) -> None:
    said = run("enrich", "a red vase")
    assert said.out.startswith("a red vase")
    assert len(said.out) > len("a red vase\n")
    assert "lighting" in said.err
    answer = json.loads(run("enrich", "--json", "a red vase").out)
    assert answer["sentence"] + "\n" == said.out
    assert all(addition["because"] for addition in answer["additions"])


def test_painting_can_enrich_first(run: Run) -> None:
    said = run("a red vase", "--enrich", "--json", "-o", "x.png")
    answer = json.loads(said.out)
    assert answer["own_words"] == "a red vase"
    assert answer["prompt"].startswith("a red vase")
    assert answer["additions"]
    assert read(Path("x.png")).plan.prompt == answer["prompt"]


def test_change_keeps_the_rest_and_the_seed(run: Run) -> None:
    run("a red vase on white marble, soft window light", "--seed", "7", "-o", "x.png")
    assert run("change", "x.png", "--lighting", "candle light from the left", "-o", "y.png").code == 0
    before, after = read(Path("x.png")), read(Path("y.png"))
    assert "a red vase on white marble" in after.plan.prompt
    assert "candle light from the left" in after.plan.prompt
    assert "window" not in after.plan.prompt
    assert (after.plan.seed, after.plan.width, after.plan.model) == (7, 256, "fake")
    assert after.parent == before.sha256


def test_change_can_take_an_element_out(run: Run) -> None:
    run("a red vase on white marble, soft window light", "-o", "x.png")
    assert run("change", "x.png", "--lighting", "", "-o", "y.png").code == 0
    assert read(Path("y.png")).plan.prompt == "a red vase on white marble"


def test_change_takes_one_element_at_a_time(run: Run) -> None:
    run("a red vase", "-o", "x.png")
    for words in ([], ["--lighting", "moon", "--camera", "85mm"]):
        said = run("change", "x.png", *words)
        assert said.code == 2
        assert "name one of" in said.complaint
