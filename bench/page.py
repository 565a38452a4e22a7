"""How quick and how small the page is, and what it looks like: `python bench/page.py [folder]`.

Prints, as medians over RUNS fresh browsers: milliseconds to the first paint and until it can be used,
bytes that come over the wire, milliseconds from a letter to the chips. With a folder it also paints a
few pictures and keeps shots of every view there, dark and light, at three widths. Needs Chromium.
"""
# ruff: noqa: E501, JavaScript and whole sentences

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

RUNS = 9
WIDTHS = {390: 844, 1280: 800, 2560: 1440}
ENVIRONMENT = {**os.environ, "TINTYPE_FAKE": "1", "TINTYPE_SETTINGS": "/nonexistent"}
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
SENTENCES = (
    "three lemons in a blue ceramic bowl on a linen tablecloth, soft window light from the left, 85mm lens, calm, muted colours",
    "a brass desk lamp beside a stack of old books on a walnut desk, warm lamplight at night, 50mm lens, fine film grain",
    "a perfume bottle on white marble, single key light from above-left, 100mm macro lens, clean editorial look",
)  # fmt: skip

LETTER = """async (text) => {
    const box = document.querySelector("#sentence"), chips = document.querySelector(".elements ul");
    const began = performance.now();
    const seen = new Promise((told) => new MutationObserver((_, watch) => { watch.disconnect(); told(performance.now() - began); })
        .observe(chips, { subtree: true, characterData: true, childList: true, attributes: true }));
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return await seen;
}"""
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter((each) => !each.name.includes("/api/") && !each.name.includes("/files/"))
    .reduce((sum, each) => sum + each.encodedBodySize, 0)"""


def main(words: list[str]) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("bench/page.py needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as driver:
        command = [sys.executable, "-m", "tintype", "serve", "--no-open", "--data", data]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as server:
            try:
                address = server.stdout.readline().strip()  # type: ignore[union-attr]
                browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
                entered = browser.new_context()
                entered.request.get(address)
                cookies: Any = entered.cookies()
                url = address.partition("?")[0]
                measure(browser, cookies, url)
                if words:
                    Path(words[0]).mkdir(parents=True, exist_ok=True)
                    shoot(browser, cookies, url, Path(words[0]))
            finally:
                server.terminate()


def opened(browser: Browser, cookies: Any, url: str, **more: Any) -> Page:
    context = browser.new_context(**more)
    context.set_default_timeout(300_000)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("[data-ready=true]")
    return page


def measure(browser: Browser, cookies: Any, url: str) -> None:
    figures: dict[str, list[float]] = {
        "first paint, ms": [],
        "ready, ms": [],
        "weight, kB": [],
        "chips, ms": [],
    }
    for _ in range(RUNS):
        page = opened(browser, cookies, url)
        figures["ready, ms"].append(page.evaluate("performance.now()"))
        figures["first paint, ms"].append(
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        )
        figures["weight, kB"].append(page.evaluate(WEIGHT) / 1000)
        figures["chips, ms"] += [
            page.evaluate(LETTER, f"{n} {what} on slate")
            for n in ("two", "three")
            for what in ("pears", "jars", "bells")
        ]
        page.context.close()
    for name, found in figures.items():
        print(f"{name:18} {statistics.median(found):8.0f}   least {min(found):.0f}, most {max(found):.0f}")


def shoot(browser: Browser, cookies: Any, url: str, folder: Path) -> None:
    for width, height in WIDTHS.items():
        page = opened(browser, cookies, url, viewport={"width": width, "height": height}, color_scheme="dark")
        page.screenshot(path=folder / f"first-{width}-dark.png")
        page.context.close()
    page = opened(browser, cookies, url)
    for sentence in SENTENCES:
        page.fill("#sentence", sentence)
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(500)
    page.wait_for_function(
        "fetch('/api/queue').then((told) => told.json()).then((queue) => queue.queued + queue.running === 0)"
    )
    last = page.evaluate(
        "fetch('/api/pictures?limit=1').then((told) => told.json()).then((told) => told.pictures[0].id)"
    )
    page.context.close()
    views = {
        "studio": "", "picture": f"picture/{last}", "change": f"picture/{last}?do=change", "gallery": "gallery",
        "compare": "compare", "edit": f"edit/{last}", "settings": "settings",
    }  # fmt: skip
    for width, height in WIDTHS.items():
        for scheme in ("dark", "light"):
            size: Any = {"width": width, "height": height}
            page = opened(browser, cookies, url, viewport=size, color_scheme=scheme)
            page.fill("#sentence", SENTENCES[-1])
            for name, path in views.items():
                page.goto(f"{url}#/{path}")
                page.wait_for_timeout(1500)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
            page.context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
