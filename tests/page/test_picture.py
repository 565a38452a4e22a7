"""A picture from being asked for to being looked at, kept, taken along and thrown away."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from acts import QUICK, api, paint, say
from PIL import Image

VASE = {"prompt": "a vase", "model": "fake", "size": "256x192"}


@pytest.fixture
def paused(opened: Callable[..., Any]) -> Iterator[Any]:
    """A page before a server that gives no work out; afterwards it does again."""
    page = opened(draft=QUICK)
    api(page, "POST", "/queue/pause")
    yield page
    api(opened(), "POST", "/queue/resume")


def test_it_has_its_place_at_once_and_is_found_again_after_a_reload(paused: Any) -> None:
    page = paused
    api(page, "POST", "/jobs", {**VASE, "prompt": "the vase before"})
    say(page, "a second vase")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".sheet.queued figcaption >> text=1 job before it; the queue is paused")
    page.wait_for_selector(".bar .house >> text=2 waiting")
    page.wait_for_selector(".others >> text=the vase before")
    page.close()
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_selector(".sheet.queued >> text=a second vase")
    api(again, "POST", "/queue/resume")
    again.wait_for_selector(".sheet.done img.whole")


def test_it_grows_through_previews_and_nothing_moves(opened: Callable[..., Any]) -> None:
    page = opened(draft={**QUICK, "model": "stage", "long": 512})
    page.context.set_default_timeout(120_000)
    page.evaluate("""() => {
        window.moved = 0;
        window.what = [];
        new PerformanceObserver((list) => {
            for (const each of list.getEntries().filter((each) => !each.hadRecentInput)) {
                window.moved += each.value;
                window.what.push(...each.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)));
            }
        }).observe({ type: "layout-shift", buffered: false });
        new MutationObserver(() => { window.grown ||= Boolean(document.querySelector(".sheet.running img.preview")); }).observe(document.body, { childList: true, subtree: true });
    }""")
    say(page, "a silver cube on a blue backdrop")
    page.wait_for_timeout(600)
    page.evaluate("window.moved = 0")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".sheet:not(.done) .plate")
    page.wait_for_selector(".sheet.done img.whole")
    assert page.evaluate("window.grown") is True
    assert page.evaluate("window.moved") < 0.01, page.evaluate("window.what")


def test_a_job_is_stopped_and_tried_again(paused: Any) -> None:
    page = paused
    say(page, "a vase, stopped")
    page.keyboard.press("Control+Enter")
    page.click(".sheet.queued button:has-text('Stop')")
    page.wait_for_selector(".sheet.cancelled figcaption >> text=Stopped.")
    api(page, "POST", "/queue/resume")
    page.click(".sheet button:has-text('Try again')")
    page.wait_for_selector(".sheet.done img.whole")


def test_what_went_wrong_is_one_sentence(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK, forgive=("400 (Bad Request)",))
    job = api(page, "POST", "/jobs", {**VASE, "options": {"broken": "black"}})
    page.wait_for_function("() => localStorage.getItem('tintype.current')")  # nothing is put there later
    page.evaluate("id => localStorage.setItem('tintype.current', id)", job["id"])
    page.reload()
    page.wait_for_selector(".sheet.failed [role='alert']")
    assert len(page.inner_text(".sheet.failed [role='alert']")) > 20
    page.evaluate(
        "localStorage.setItem('tintype.draft', JSON.stringify({ ...JSON.parse(localStorage.getItem('tintype.draft')), model: 'stage', seed: '99999999999' }))"
    )
    page.reload()
    page.wait_for_selector("[data-ready=true]")
    page.fill("#sentence", "a vase")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".toast")
    assert "seed" in page.inner_text(".toast").lower()


def test_it_is_copied_with_its_sentence_and_seed(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK, permissions=["clipboard-read", "clipboard-write"])
    id = paint(page, "a copied vase")
    page.click(".sheet [aria-label='Copy the picture']")
    page.wait_for_selector(".toast >> text=Copied.")
    size = page.evaluate("""async () => {
        const [item] = await navigator.clipboard.read();
        const { width, height } = await createImageBitmap(await item.getType("image/png"));
        return [width, height];
    }""")
    assert size == [256, 256]
    page.goto(page.url.partition("#")[0] + f"#/picture/{id}")
    for name, words in (
        ("Copy the sentence", "a copied vase"),
        ("Copy the seed", str(api(page, "GET", f"/pictures/{id}")["seed"])),
    ):
        page.click(f"[aria-label='{name}']")
        page.wait_for_function(
            "words => navigator.clipboard.readText().then((there) => there === words)", arg=words
        )


def test_it_downloads_in_three_formats(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    id = paint(page, "a downloaded vase")
    page.goto(page.url.partition("#")[0] + f"#/picture/{id}")
    for name, kind in (("PNG", "PNG"), ("JPEG", "JPEG"), ("WebP", "WEBP")):
        page.click("[aria-label='Download']")
        with page.expect_download() as coming:
            page.click(f"[role='menuitem']:has-text('{name}')")
        data = Path(coming.value.path()).read_bytes()
        picture = Image.open(io.BytesIO(data))
        assert picture.format == kind
        assert picture.size == (256, 256)


def test_zoom_pan_and_back(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    id = paint(page, "a zoomed vase")
    page.goto(page.url.partition("#")[0] + f"#/picture/{id}")
    page.wait_for_selector(".viewer img.whole")
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pane')).transform)"
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert abs(page.evaluate(f"{scale}.a") - 1.96) < 0.01
    box = page.query_selector(".viewer").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25)
    page.mouse.up()
    assert page.evaluate(f"[{scale}.e, {scale}.f]") == [40, 25]
    page.mouse.wheel(0, -300)
    assert page.evaluate(f"{scale}.a") > 2.5
    page.keyboard.press("0")
    assert page.evaluate(f"[{scale}.a, {scale}.e]") == [1, 0]


def test_the_trail_is_walked_back_and_forth(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    first = paint(page, "a red vase on slate, candlelight")
    page.goto(page.url.partition("#")[0] + f"#/picture/{first}")
    page.wait_for_selector(".viewer")
    page.keyboard.press("c")
    page.wait_for_selector("#another")
    page.fill("#another", "backlit")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=beside")
    second = page.url.rpartition("/")[2].partition("?")[0]
    page.wait_for_selector(".trail li li a[aria-current] >> text=Lighting: backlit")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+z")
    page.wait_for_url(f"**/{first}")
    page.wait_for_selector(".trail a[aria-current] >> text=The first")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(f"**/{second}")
    page.check(".modes label:has-text('Slider') input")
    page.focus(".split input")
    page.keyboard.press("ArrowRight")
    assert page.eval_on_selector(".split", "each => each.style.getPropertyValue('--at')") == "51%"


def test_it_is_thrown_away_and_taken_back(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    id = paint(page, "a doomed vase")
    page.goto(page.url.partition("#")[0] + f"#/picture/{id}")
    page.wait_for_selector(".viewer")
    page.keyboard.press("f")
    page.wait_for_selector("[aria-label='Favourite'][aria-pressed='true']")
    page.keyboard.press("Delete")
    page.wait_for_selector(".toast >> text=Put into the bin.")
    assert api(page, "GET", f"/pictures/{id}")["deleted"]
    with page.expect_response("**/pictures/restore"):
        page.click(".toast >> text=Undo")
    told = api(page, "GET", f"/pictures/{id}")
    assert told["deleted"] is None
    assert told["favourite"] is True


def test_its_settings_go_back_to_the_studio(opened: Callable[..., Any]) -> None:
    page = opened(draft={**QUICK, "aspect": "3:2"})
    id = paint(page, "a vase to use again")
    seed = api(page, "GET", f"/pictures/{id}")["seed"]
    page.fill("#sentence", "something else")
    page.click(".sheet [aria-label='Use its settings']")
    assert page.input_value("#sentence") == "a vase to use again"
    page.click(".frame summary")
    assert page.input_value("input[aria-label='Seed']") == str(seed)
    assert page.is_checked(".shapes input[value='3:2']")
