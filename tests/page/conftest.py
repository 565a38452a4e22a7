"""The page in Chromium, before a server of its own. Where there is no Chromium the tests are left out.

Every page that a test opens must have been quiet in the end: nothing on the console, no error, no
request that leaves this machine.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from acts import let_in
from served import Served

FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if FOUND is None and str(item.path).startswith(here) and item.path.name != "test_types.py":
            item.add_marker(pytest.mark.skip(reason="Chromium is not here (apt-get install chromium)"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server that most tests share."""
    server = Served(tmp_path_factory.mktemp("page"))
    yield server
    server.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Not for the session: as long as Playwright is there its event loop counts as running, and other
    tests that start one would fail."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=FOUND, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Watched:
    """What a page did that nobody should see."""

    def __init__(self, url: str) -> None:
        self.url, self.said, self.forgiven = url, list[str](), list[str]()

    def look(self, page: Any) -> None:
        page.on("console", lambda told: self.say(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.say(str(error)))
        page.on("request", lambda asked: self._asked(asked.url))

    def say(self, text: str) -> None:
        if not any(each in text for each in self.forgiven):
            self.said.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.said.append(f"a request to {url}")


@pytest.fixture
def opened(served: Served, browser: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Opens the page in a browser that was let in. server, path and what a context takes may be said."""
    contexts: list[tuple[Any, Watched]] = []

    def opening(
        path: str = "",
        server: Served = served,
        forgive: tuple[str, ...] = (),
        draft: dict[str, Any] | None = None,
        **more: Any,
    ) -> Any:
        more = {
            "viewport": {"width": 1280, "height": 800},
            "reduced_motion": "reduce",
            "color_scheme": "dark",
            **more,
        }
        context = browser.new_context(**more)
        context.set_default_timeout(40_000)
        context.add_cookies(let_in(server, browser))
        if draft is not None:
            kept = f"localStorage.getItem('tintype.draft') ?? localStorage.setItem('tintype.draft', JSON.stringify({__import__('json').dumps(draft)}))"
            context.add_init_script(kept)
        watched = Watched(server.url)
        watched.forgiven += forgive
        page = context.new_page()
        watched.look(page)
        contexts.append((context, watched))
        page.goto(f"{server.url}/{path}")
        page.wait_for_selector("#app main > *")
        return page

    yield opening
    for context, watched in contexts:
        context.close()
        assert watched.said == []


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server where nothing was painted yet."""
    server = Served(tmp_path_factory.mktemp("fresh"))
    yield server
    server.kill()
