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
    context = browser.new_context()
    context.add_cookies(cookies)
    api, views = f"{url}api", furnished(context.request, f"{url}api")
    keep(browser, cookies, url, folder, views)
    context.request.post(f"{api}/queue/pause")
    for sentence in SENTENCES:
        context.request.post(f"{api}/jobs", data={"prompt": sentence, "model": "stage"})
    keep(browser, cookies, url, folder, {"waiting": "", "queue": "settings/queue"})
    context.close()


def keep(browser: Browser, cookies: Any, url: str, folder: Path, views: dict[str, str]) -> None:
    """Shots of views (name → address) at each width, dark and light."""
    for width, height in WIDTHS.items():
        for scheme in ("dark", "light"):
            size: Any = {"width": width, "height": height}
            small = width < 500
            page = opened(
                browser, cookies, url, viewport=size, color_scheme=scheme, has_touch=small, is_mobile=small
            )
            page.fill("#sentence", SENTENCES[-1])
            for name, path in views.items():
                page.goto(f"{url}#/{path}")
                page.wait_for_timeout(1500)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
            page.context.close()


def furnished(ask: Any, api: str) -> dict[str, str]:
    """A house with something in every room; view → its address."""

    def done(**asked: Any) -> list[str]:
        job = ask.post(f"{api}/jobs", data=asked).json()["id"]
        ask.get(f"{api}/jobs/{job}/events", timeout=600_000)  # ends when the job is over
        return [each["id"] for each in ask.get(f"{api}/jobs/{job}").json()["pictures"]]

    last = ""
    for shape in ("16:9", "1:1", "9:16"):
        for sentence in SENTENCES:
            (last,) = done(prompt=sentence, model="stage", quality="low", aspect=shape, size="512", seed=7)
    (main,) = done(prompt=SENTENCES[0], model="stage", seed=1)
    (wider,) = done(operation="edit", model="retouch", images=[main], options={"left": 120, "right": 120})
    (restored,) = done(operation="restore", model="retouch", images=[wider])
    models = ["stage", "tintype-1", "fake", "fake-2"]
    models = [each["name"] for each in ask.get(f"{api}/models").json()["models"] if each["name"] in models]
    compared = []
    for blind in (True, False):
        body = {"prompt": SENTENCES[0], "models": models, "size": "512", "quality": "low", "blind": blind}
        compared.append(ask.post(f"{api}/compare", data=body).json())
    for one in compared:
        for entrant in one["entrants"]:
            ask.get(f"{api}/jobs/{entrant['job']}/events", timeout=600_000)
    ask.post(f"{api}/votes", data={"comparison": compared[0]["id"], "best": "A"})
    done(prompt=SENTENCES[2], model="stage", quality="low", size="512", n=4)
    ask.delete(f"{api}/pictures/{last}")
    return {
        "studio": "", "picture": f"picture/{main}", "change": f"picture/{main}?do=change", "vary": f"picture/{main}?do=vary",
        "gallery": "gallery", "compare": "compare", "compared": f"compare/{compared[1]['id']}",
        "edit": f"edit/{main}", "extend": f"edit/{main}?do=extend", "restored": f"edit/{restored}?do=restore&view=slider",
        "settings": "settings",
    }  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
