"""The frame: every control reaches the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from acts import QUICK, api, paint


def test_shape_size_number_and_seed_are_what_is_painted(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    page.check(".shapes input[value='9:16']")
    page.click(".frame summary")
    page.check(".segments[aria-label='Size'] input[value='512']")
    page.click("[aria-label='More']")
    page.click("[aria-label='More']")
    page.fill("input[aria-label='Seed']", "41")
    paint(page, "a red vase")
    page.wait_for_selector(".sheet .card.finished >> nth=2")
    href = page.get_attribute(".sheet.done .acts a:has-text('Side by side')", "href")
    pictures = api(page, "GET", "/pictures?limit=3")["pictures"]
    assert set(href.partition("=")[2].split(",")) == {each["id"] for each in pictures}
    assert {(each["width"], each["height"]) for each in pictures} == {(288, 512)}
    assert {each["seed"] for each in pictures} == {41, 42, 43}
    assert page.input_value("input[aria-label='Seed']") == ""  # not locked: the next one is drawn


def test_a_locked_seed_stays_and_dice_draw_one(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    page.click(".frame summary")
    page.click("[aria-label='Draw a seed']")
    drawn = page.input_value("input[aria-label='Seed']")
    assert drawn.isdigit()
    page.click("[aria-label='Keep this seed for the next picture']")
    id = paint(page, "a blue vase")
    assert api(page, "GET", f"/pictures/{id}")["seed"] == int(drawn)
    assert page.input_value("input[aria-label='Seed']") == drawn


def test_a_free_frame_takes_width_and_height(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    page.check(".shapes input[value='free']")
    page.fill(".sides input >> nth=0", "320")
    page.fill(".sides input >> nth=1", "256")
    id = paint(page, "a green vase")
    told = api(page, "GET", f"/pictures/{id}")
    assert (told["width"], told["height"]) == (320, 256)


def test_a_model_is_chosen_by_its_card(opened: Callable[..., Any]) -> None:
    page = opened(draft={**QUICK, "model": ""})
    page.click(".frame summary")
    page.click(".pick")
    card = page.wait_for_selector(".model:has-text('Fake')")
    said = card.inner_text()
    for fact in ("Best at", "Cannot", "follow a sentence", "Licence", "Apache-2.0", "Speed here"):
        assert fact in said
    page.click("[aria-label='Choose: Fake']")
    page.wait_for_selector("dialog", state="detached")
    id = paint(page, "a vase")
    assert api(page, "GET", f"/pictures/{id}")["model"] == "fake"


def test_what_must_not_be_there_is_asked_only_of_models_that_take_it(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK, forgive=("net::ERR_FAILED",))
    page.click(".frame summary")
    page.wait_for_selector(".pick >> text=Fake")
    assert page.query_selector("input[aria-label='Not in the picture']") is None

    def with_negative(route: Any) -> None:
        answer = route.fetch()
        told = answer.json()
        for model in told["models"]:
            model["options"].append("negative_prompt")
        route.fulfill(response=answer, json=told)

    page.route("**/api/models", with_negative)
    asked = []
    page.route("**/api/jobs", lambda route: (asked.append(route.request.post_data_json), route.abort()))
    page.reload()
    page.click(".frame summary")
    page.fill("input[aria-label='Not in the picture']", "text, people")
    page.fill("#sentence", "a vase")
    page.evaluate("setTimeout(() => document.querySelector('.go button').click())")
    page.wait_for_timeout(300)
    assert asked[0]["options"] == {"negative_prompt": "text, people"}
    page.unroute("**/api/jobs")


def test_every_control_tells_what_it_does(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    page.click(".frame summary")
    for group in page.query_selector_all(".desk fieldset"):
        tip = group.query_selector("legend .tip button")
        assert tip is not None, group.inner_text()
        assert len(tip.get_attribute("aria-label")) > 40
    page.hover("legend:has-text('Seed') .tip button")
    assert "same seed" in page.inner_text("[role='tooltip']")
