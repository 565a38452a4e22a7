"""What people do on the page, said once for all tests."""

from __future__ import annotations

import os
from typing import Any

import pytest
from served import Served

QUICK = {"model": "fake", "quality": "low", "long": 256, "sentence": ""}
"""A draft that is painted in milliseconds."""


def let_in(server: Served, browser: Any) -> list[Any]:
    """The cookie that the printed address is exchanged for, once."""
    if not hasattr(server, "cookies"):
        context = browser.new_context()
        context.request.get(server.address)
        server.cookies = context.cookies()  # type: ignore[attr-defined]
        context.close()
    return server.cookies  # type: ignore[attr-defined]


def say(page: Any, sentence: str) -> None:
    """Types a sentence and waits until it is read."""
    page.wait_for_selector("[data-ready=true]")
    page.fill("#sentence", sentence)
    page.wait_for_function(
        "letters => document.querySelector('.mirror').textContent.startsWith(letters)", arg=sentence
    )
    page.wait_for_selector(".mirror span[class]:not([class=''])", state="attached")


def paint(page: Any, sentence: str) -> str:
    """Paints a sentence; the new picture's id."""
    say(page, sentence)
    with page.expect_response(lambda answer: answer.url.endswith("/api/jobs")) as asked:
        page.keyboard.press("Control+Enter")
    sheet = f".sheet.done[data-job='{asked.value.json()['id']}'] .plate a"
    page.wait_for_selector(f"{sheet} img.whole")
    return page.get_attribute(sheet, "href").rpartition("/")[2]


def api(page: Any, method: str, path: str, body: Any = None) -> Any:
    """What the server says to this page."""
    told = page.evaluate(
        """async ([method, path, body]) => {
            const headers = { "Content-Type": "application/json" };
            const answer = await fetch("/api" + path, { method, headers, body: body && JSON.stringify(body) });
            return [answer.status, await answer.json()];
        }""",
        [method, path, body],
    )
    assert told[0] < 300, told
    return told[1]


def fair_clock() -> None:
    """Leaves out what a clock says while others have this machine; bench/page.py measures it in quiet."""
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    if load > 2:
        pytest.skip(f"{load:.1f} programs wait for each processor here: no clock is fair")
