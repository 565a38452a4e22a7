"""The editor: what is marked is what was drawn, and what is done with it leaves all else as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from acts import QUICK, api, paint
from PIL import Image

Opened = Callable[..., Any]


def edited(opened: Opened, **more: Any) -> tuple[Any, str]:
    """A page with a picture of 256 × 256 in the editor, and the picture's id."""
    page = opened(draft=QUICK, **more)
    id = paint(page, "a vase on a table")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    page.wait_for_selector(".editor .base")
    page.wait_for_function("document.querySelector('.editor .base').complete")
    return page, id


def drag(page: Any, *points: tuple[float, float]) -> None:
    """The mouse down at the first of these points of the picture, over the others, and up."""
    box = page.locator(".editor .base").bounding_box()
    at = [(box["x"] + x * box["width"] / 256, box["y"] + y * box["height"] / 256) for x, y in points]
    page.mouse.move(*at[0])
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y, steps=4)
    page.mouse.up()


def file(page: Any, id: str) -> np.ndarray[Any, Any]:
    answer = page.request.get(f"{page.url.split('#')[0].rstrip('/')}/api/pictures/{id}/file")
    assert answer.ok, answer.status
    return np.asarray(Image.open(io.BytesIO(answer.body())).convert("RGB"))


def test_what_is_erased_is_what_was_drawn_and_no_byte_more(opened: Opened) -> None:
    page, id = edited(opened)
    page.keyboard.press("r")
    drag(page, (64, 96), (128, 160))
    with page.expect_request(
        lambda asked: asked.method == "POST" and asked.url.endswith("/api/jobs")
    ) as asked:
        page.get_by_role("button", name="Erase", exact=True).click()
    told = asked.value.post_data_json
    assert told["operation"] == "edit"
    assert told["images"] == [id]
    page.wait_for_function("id => !location.hash.includes(id) && location.hash.startsWith('#/edit/')", arg=id)
    child = page.evaluate("location.hash.match(/edit\\/([^?]+)/)[1]")
    assert api(page, "GET", f"/pictures/{child}")["parent"] == id
    changed = (file(page, id) != file(page, child)).any(axis=2)
    rows, columns = np.nonzero(changed)
    assert changed.sum() > 1000
    assert (rows.min(), columns.min()) >= (95, 63)
    assert (rows.max(), columns.max()) <= (160, 128)


def test_strokes_are_taken_back_and_turned_around(opened: Opened) -> None:
    page, _ = edited(opened)
    said = page.locator(".editor .marked")
    assert "Paint over" in said.inner_text()
    page.keyboard.press("r")
    drag(page, (0, 0), (128, 256))
    page.wait_for_function("document.querySelector('.editor .marked').textContent.includes('50 %')")
    drag(page, (128, 0), (192, 256))
    page.wait_for_function("document.querySelector('.editor .marked').textContent.includes('75 %')")
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelector('.editor .marked').textContent.includes('50 %')")
    page.keyboard.press("Control+y")
    page.keyboard.press("i")
    page.wait_for_function("document.querySelector('.editor .marked').textContent.includes('25 %')")


def test_a_phone_has_room_for_it(opened: Opened) -> None:
    page, _ = edited(opened, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.get_by_role("button", name="Erase", exact=True).is_visible()
