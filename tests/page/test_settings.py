"""Settings and health: the house as it is, its queue in another order, its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acts import QUICK, api
from test_everybody import AXE, barriers

SLOW = {"model": "fake", "size": "256x192", "options": {"seconds": 3}}


@pytest.fixture
def house(opened: Callable[..., Any]) -> Callable[..., Any]:
    def showing(**more: Any) -> Any:
        page = opened("#/settings", draft=QUICK, **more)
        page.wait_for_selector(".house-view[data-ready=true]")
        return page

    return showing


def test_it_tells_how_the_house_is(house: Callable[..., Any]) -> None:
    page = house()
    page.wait_for_selector(".verdict:not(:has-text('Looking'))")
    health = api(page, "GET", "/health")
    said = page.inner_text("#health")
    assert f"tintype {health['version']}" in said
    assert f"of {health['memory'] / 2**30:.1f} GB" in said
    page.wait_for_selector("#models .model:has-text('Stage')")
    card = page.inner_text("#models .model:has-text('Fake')")
    for words in ("follow a sentence", "Apache-2.0", "needs none"):
        assert words in card
    folders = [each["folder"] for each in api(page, "GET", "/models")["models"] if each["folder"]]
    assert folders
    assert all(Path(folder).is_dir() and folder in page.inner_text("#models") for folder in folders)
    page.fill(".filter", "upload_mb")
    assert page.inner_text(".in-force tbody").split() == ["upload_mb", "50"]


def test_the_queue_is_paused_put_in_order_and_stopped(house: Callable[..., Any]) -> None:
    page = house()
    try:
        page.click("#queue >> text=Pause")
        page.wait_for_selector("#queue >> text=Paused.")
        ids = [
            api(page, "POST", "/jobs", {**SLOW, "prompt": f"a vase {name}"})["id"]
            for name in ("one", "two", "three")
        ]
        page.wait_for_selector(".jobs li >> nth=2")
        order = "[...document.querySelectorAll('.jobs .words')].map((each) => each.textContent.split(' ').pop()).join()"
        assert page.evaluate(order) == "one,two,three"
        page.click("[aria-label='Earlier: a vase three']")
        page.wait_for_function(f"() => {order} === 'one,three,two'")
        page.click("[aria-label='Paint next: a vase two']")
        page.wait_for_function(f"() => {order} === 'two,one,three'")
        page.click("[aria-label='Later: a vase two']")
        page.wait_for_function(f"() => {order} === 'one,two,three'")
        page.click("[aria-label='Paint next: a vase three']")
        page.wait_for_function(f"() => {order} === 'three,one,two'")
        page.focus(".grip[aria-label^='1: a vase three']")
        page.keyboard.press("ArrowDown")
        page.wait_for_function(f"() => {order} === 'one,three,two'")
        page.wait_for_selector(".grip[aria-label^='2: a vase three']:focus")
        page.keyboard.press("ArrowUp")
        page.wait_for_function(f"() => {order} === 'three,one,two'")
        page.evaluate("document.getElementById('queue').scrollIntoView({ behavior: 'instant' })")
        page.locator(".grip").first.hover()  # once nothing moves any more
        first, last = (page.locator(".grip").nth(n).bounding_box() for n in (0, 2))
        page.mouse.move(first["x"] + 8, first["y"] + 8)
        page.mouse.down()
        page.mouse.move(first["x"] + 8, last["y"] + 8, steps=5)
        page.wait_for_selector(".jobs.dragging .held >> text=a vase three")
        page.mouse.up()
        page.wait_for_function(f"() => {order} === 'one,two,three'")
        page.click("[aria-label='Paint next: a vase three']")
        page.wait_for_function(f"() => {order} === 'three,one,two'")
        page.click("[aria-label='Stop: a vase two']")
        page.wait_for_function(f"() => {order} === 'three,one'")
        page.click(".toast >> text=Undo")
        page.wait_for_function(f"() => {order} === 'three,one,two'")
        ids[1] = next(
            each["id"] for each in api(page, "GET", "/jobs?state=queued")["jobs"] if "two" in each["prompt"]
        )
        page.click("[aria-label='Stop: a vase one']")
        page.wait_for_function(f"() => {order} === 'three,two'")
        assert [api(page, "GET", f"/jobs/{id}")["position"] for id in (ids[2], ids[1])] == [0, 1]
        page.click("#queue >> text=Go on")
        page.wait_for_selector(".jobs li.running:has-text('a vase three')")
        page.click("[aria-label='Stop: a vase three']")
        page.click("[aria-label='Stop: a vase two']")
    finally:
        api(page, "POST", "/queue/resume")


def test_a_key_is_made_shown_once_and_revoked(house: Callable[..., Any]) -> None:
    page = house()
    page.fill("#keys input", "Anna's laptop")
    page.select_option("#keys .make select", "read")
    page.click("text=Make a key")
    secret = page.inner_text(".secret code")
    with_key = f"fetch('/api/session', {{ headers: {{ Authorization: 'Bearer {secret}' }} }}).then((answer) => answer.json())"
    assert page.evaluate(with_key)["scopes"] == ["read"]
    page.reload()
    row = page.wait_for_selector(".keys-list li:has-text('Anna')")
    assert secret not in page.content()
    assert secret[-4:] in row.inner_text()
    page.click('[aria-label="Revoke the key of Anna\'s laptop"]')
    page.click("text=Revoke it for good")
    page.wait_for_selector(".keys-list li:has-text('Anna')", state="detached")
    assert all(key["revoked"] for key in api(page, "GET", "/keys")["keys"])


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here (npm ci in tests/page/node)")
def test_nobody_is_shut_out_of_the_settings(house: Callable[..., Any]) -> None:
    page = house()
    page.wait_for_selector(".checks", state="attached")
    page.wait_for_selector("#models .model")
    page.click(".checks summary")
    assert barriers(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_queue_finds_the_smallest_priorities(house: Callable[..., Any]) -> None:
    page = house()
    found = page.evaluate("""async () => {
        const base = document.querySelector("script[type=module]").src.replace("app.js", "");
        const { priorities } = await import(base + "settings/order.js");
        const job = (id) => ({ id, priority: 0 });
        const of = (ids, most) => { const found = priorities([...ids].map(job), most); return found && [...found.values()]; };
        return [of("abc", 10), of("cab", 10), of("cba", 10), of("cba", 0), of("zyxwvutsrqponmlkjihgfe", 10), of("zyxwvutsrqponmlkjihgfed", 0)];
    }""")
    assert found == [[0, 0, 0], [1, 0, 0], [2, 1, 0], [0, -1, -2], None, None]
