"""Compare: one sentence, several models, a blind vote, a leaderboard, a sheet to take along."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from acts import QUICK, api
from PIL import Image
from served import Served
from test_everybody import AXE, barriers

PLAIN = {"model": "fake", "size": "256x192"}


def test_a_blind_comparison_is_voted_on_and_told(opened: Callable[..., Any]) -> None:
    page = opened("#/compare", draft={**QUICK, "long": 256})
    page.wait_for_selector(".standings >> text=Nobody voted yet.")
    page.fill("#compared", "a silver cube on a blue backdrop")
    page.check(".candidates label:has-text('Stage') input")
    assert page.is_disabled(".asking [type=submit]")
    page.check(".candidates label:has-text('Fake') input")
    page.check(".candidates label:has-text('Tintype 1') input")
    page.focus("#compared")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".plates .letter >> nth=2")
    assert "Stage" not in page.inner_text(".showing")
    page.wait_for_selector(".vote >> nth=2", timeout=90_000)
    id = page.url.rpartition("/")[2]
    told = api(page, "GET", f"/compare/{id}")
    assert len({each["file"] for each in told["entrants"]}) == 3
    assert "Fake" not in page.inner_text(".showing")
    if AXE.exists():
        assert barriers(page) == []
    page.keyboard.press("b")
    page.wait_for_selector(".ballot >> text=Counted.")
    said = page.inner_text(".plates")
    assert all(name in said for name in ("Stage", "Fake", "Tintype 1"))
    pictures = [
        api(page, "GET", f"/pictures/{each['picture']}")
        for each in api(page, "GET", f"/compare/{id}")["entrants"]
    ]
    assert len({(each["seed"], each["width"], each["height"], each["prompt"]) for each in pictures}) == 1
    winner = next(
        each["model"] for each in api(page, "GET", f"/compare/{id}")["entrants"] if each["letter"] == "B"
    )
    assert api(page, "GET", "/leaderboard")["standings"][0]["model"] == winner
    page.wait_for_selector(".standings tbody tr >> nth=2")
    assert "1 of 1" in page.inner_text(".standings tbody tr >> nth=0")
    assert "not settled" in page.inner_text(".standings")
    if AXE.exists():
        assert barriers(page) == []
    page.keyboard.press("s")
    page.wait_for_selector(".sliding .split")
    page.select_option(
        "[aria-label='On the right']", label=page.inner_text("[aria-label='On the left'] option >> nth=2")
    )
    assert page.get_attribute(".split img >> nth=1", "src") == told["entrants"][2]["file"]
    page.keyboard.press("s")
    with page.expect_download() as coming:
        page.keyboard.press("e")
    sheet = Image.open(io.BytesIO(Path(coming.value.path()).read_bytes()))
    assert sheet.format == "PNG"
    assert sheet.width == 2400
    assert len(sheet.convert("RGB").resize((64, 64)).getcolors(4096) or ()) > 200


def test_pictures_of_the_gallery_stand_beside_one_another(opened: Callable[..., Any], served: Served) -> None:
    page = opened(draft=QUICK)
    jobs = [
        api(page, "POST", "/jobs", {**PLAIN, "prompt": words})["id"]
        for words in ("a red vase", "a blue vase")
    ]
    while any(api(page, "GET", f"/jobs/{job}")["state"] != "done" for job in jobs):
        page.wait_for_timeout(50)
    ids = [api(page, "GET", f"/jobs/{job}")["pictures"][0]["id"] for job in jobs]
    page.goto(f"{served.url}/#/gallery")
    for id in ids:
        page.hover(f"[data-id='{id}']")
        page.click(f"[data-id='{id}'] .tick")
    page.click(".chosen [aria-label='Compare']")
    page.wait_for_selector(".plates img.whole >> nth=1")
    assert "a red vase" in page.inner_text(".plates")
    page.check(".segments label:has-text('Slider') input")
    page.focus(".split input")
    page.keyboard.press("ArrowRight")
    assert page.eval_on_selector(".split", "each => each.style.getPropertyValue('--at')") == "51%"


def test_asking_shuts_nobody_out_and_nothing_sticks_out(opened: Callable[..., Any]) -> None:
    page = opened("#/compare", draft=QUICK)
    page.wait_for_selector(".candidates li")
    if AXE.exists():
        assert barriers(page) == []
    for width in (320, 390, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
