"""The page for everybody: keyboard alone, screen readers, any width, any light; quick, small and at home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acts import QUICK, api, fair_clock, paint
from served import Served

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"


def test_all_of_it_by_keyboard(opened: Callable[..., Any]) -> None:
    page = opened(draft=QUICK)
    page.wait_for_selector("[data-ready=true]")
    page.keyboard.type("a pewter jug")
    page.wait_for_selector(".chip.subject.said")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Enrich"
    page.keyboard.press("Enter")
    page.wait_for_selector(".proposals li")
    to(page, "Accept “")
    page.keyboard.press("Enter")
    assert page.input_value("#sentence").startswith("a pewter jug, ")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".sheet.done img.whole")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector("dialog .keys >> text=Paint the sentence")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    to(page, "Open: a pewter jug")
    page.keyboard.press("Enter")
    page.wait_for_selector(".viewer")
    page.keyboard.press("c")
    page.wait_for_selector("#another:focus")
    page.keyboard.type("candlelight")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=beside")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    page.wait_for_selector("#sentence")


def to(page: Any, name: str) -> None:
    """Tab until the focus is on what bears that name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
        if found.strip().startswith(name):
            return
    raise AssertionError(f"Tab never comes to {name}")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here (npm ci in tests/page/node)")
def test_nobody_is_shut_out(opened: Callable[..., Any], fresh: Served) -> None:
    begun = opened(server=fresh, draft=QUICK)
    begun.wait_for_selector("[data-ready=true]")
    assert barriers(begun) == []
    page = opened(draft=QUICK)
    id = paint(page, "natural candid photo of a vase, professional studio lighting")
    page.click(".frame summary")
    page.click("text=Enrich")
    page.wait_for_selector(".proposals li")
    assert barriers(page) == []
    page.click(".pick")
    page.wait_for_selector("dialog .model")
    assert barriers(page) == []
    page.goto(page.url.partition("#")[0] + f"#/picture/{id}?do=change")
    page.wait_for_selector("#another")
    page.click("[aria-label='Download']")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")
    page.wait_for_selector("dialog pre")
    assert barriers(page) == []


def barriers(page: Any) -> list[str]:
    """What axe finds in the dark, and of what has to do with light also in the light; a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())  # not by a script element: the page's policy forbids those
    lines = []
    for scheme, only in (
        ("dark", {"type": "tag", "values": RULES}),
        ("light", {"type": "rule", "values": ["color-contrast"]}),
    ):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            "only => axe.run(document, { runOnly: only, resultTypes: ['violations'], preload: false, iframes: false })",
            only,
        )
        lines += [
            f"{scheme}, {each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
    page.emulate_media(color_scheme="dark")
    return lines


def test_nothing_sticks_out(opened: Callable[..., Any]) -> None:
    page = opened(draft={**QUICK, "n": 2})
    paint(
        page,
        "a very long sentence about a porcelain vase with cobalt dragons on a lacquered table, window light",
    )
    ids = [each["id"] for each in api(page, "GET", "/pictures?limit=1")["pictures"]]
    views = {
        "": ".sheet.many",
        f"picture/{ids[0]}?do=change": ".picture .another",
        f"edit/{ids[0]}": ".editor .base",
        f"edit/{ids[0]}?do=extend": ".editor .edges",
        f"edit/{ids[0]}?do=faces": ".editor .whose",
    }
    for path, there in views.items():
        page.goto(page.url.partition("#")[0] + f"#/{path}")
        page.wait_for_selector(there)
        for width in (320, 390, 768, 1280, 3840):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("new Promise(requestAnimationFrame)")
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (path, width)


def test_it_weighs_little_and_is_there_at_once(opened: Callable[..., Any], fresh: Served) -> None:
    """Best of three, for other work may run on this machine."""
    painted, ready = [], []
    for _ in range(3):
        page = opened(server=fresh, draft=QUICK)
        page.wait_for_selector("[data-ready=true]")
        ready.append(page.evaluate("performance.now()"))
        painted.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        loaded = page.evaluate("""() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .filter((each) => !each.name.includes("/api/")).map((each) => [each.name, each.encodedBodySize])""")
    assert len(loaded) > 20
    assert sum(size for _, size in loaded) <= 300_000, loaded
    fair_clock()
    assert min(painted) <= 500, painted
    assert min(ready) <= 1000, ready


def test_the_plug_is_pulled_and_the_page_goes_on(opened: Callable[..., Any], tmp_path: Path) -> None:
    server = Served(tmp_path)
    try:
        page = opened(server=server, draft=QUICK, forgive=("Failed to load resource", "net::ERR"))
        api(
            page,
            "POST",
            "/jobs",
            {"prompt": "a vase that outlives", "model": "fake", "size": "256x256", "options": {"seconds": 2}},
        )
        page.wait_for_selector(".sheet, .others", timeout=10_000)
        page.wait_for_selector(".bar .house >> text=1 at work")
        server.kill()
        page.wait_for_selector(".bar .house >> text=Connecting again")
        page.fill("#sentence", "typed while nobody answered")
        server.begin()
        page.wait_for_selector(".sheet.done img.whole >> nth=0", timeout=30_000)
        assert page.input_value("#sentence") == "typed while nobody answered"
    finally:
        server.kill()
