"""The editor: what is marked is what was drawn, and what is done with it leaves all else as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from acts import QUICK, api, let_in
from PIL import Image
from served import Served
from test_everybody import AXE, barriers

Opened = Callable[..., Any]
Grid = np.ndarray[Any, Any]
SIDE = 256
RADIUS = 0.07 * SIDE / 2
"""Of the brush, as the editor begins."""

HEAR = """() => {
    window.points = [];
    const at = (event) => {
        const ground = document.querySelector(".ground").getBoundingClientRect();
        const { left, top, width } = document.querySelector(".sheet-of").style;
        const pixels = document.querySelector(".base").naturalWidth / parseFloat(width);
        return [(event.clientX - ground.left - parseFloat(left)) * pixels, (event.clientY - ground.top - parseFloat(top)) * pixels];
    };
    addEventListener("pointerdown", (event) => { window.points = [at(event)]; }, true);
    addEventListener("pointermove", (event) => {
        if (event.buttons) for (const each of event.getCoalescedEvents()) window.points.push(at(each));
    }, true);
}"""
"""Notes where the hand was, in pixels of the picture."""


@pytest.fixture(scope="module")
def waves(served: Served, browser: Any) -> str:
    """A picture of 256 × 256, painted once for all tests."""
    return painted(served, browser, "a vase on a table", model="fake")


def painted(server: Served, browser: Any, prompt: str, **more: Any) -> str:
    context = browser.new_context()
    context.add_cookies(let_in(server, browser))
    asked = {"prompt": prompt, "size": f"{SIDE}x{SIDE}", "quality": "low", "seed": 4, **more}
    job = context.request.post(f"{server.url}/api/jobs", data=asked).json()["id"]
    context.request.get(f"{server.url}/api/jobs/{job}/events", timeout=120_000)  # until it is over
    pictures = context.request.get(f"{server.url}/api/jobs/{job}").json()["pictures"]
    context.close()
    return pictures[0]["id"]


@pytest.fixture
def edited(opened: Opened, waves: str) -> Opened:
    """Opens a picture in the editor."""

    def opening(id: str = waves, how: str = "", **more: Any) -> Any:
        page = opened(f"#/edit/{id}{how}", draft=QUICK, **more)
        page.wait_for_function("() => document.querySelector('.editor .base')?.naturalWidth > 0")
        page.evaluate(HEAR)
        return page

    return opening


def drag(page: Any, *points: tuple[float, float]) -> list[tuple[float, float]]:
    """The mouse down at the first of these points of the picture, over the others, and up; where it was."""
    box = page.locator(".editor .base").bounding_box()
    at = [(box["x"] + x * box["width"] / SIDE, box["y"] + y * box["height"] / SIDE) for x, y in points]
    page.mouse.move(*at[0])
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y, steps=4)
    page.mouse.up()
    return [(x, y) for x, y in page.evaluate("window.points")]


def stroked(points: list[tuple[float, float]], radius: float = RADIUS) -> Grid:
    """Every pixel whose middle is no farther from the line than the brush reaches."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    marked = np.zeros((SIDE, SIDE), bool)
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[-1]], strict=True):
        dx, dy = bx - ax, by - ay
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / max(dx * dx + dy * dy, 1e-12), 0, 1)
        marked |= (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2 <= radius**2
    return marked


def inside(points: list[tuple[float, float]]) -> Grid:
    """Every pixel whose middle lies within a closed line: an odd number of its sides lies to the left."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    odd = np.zeros((SIDE, SIDE), bool)
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        if ay != by:
            odd ^= ((ay <= y) != (by <= y)) & (x >= ax + (y - ay) * (bx - ax) / (by - ay))
    return odd


def file(page: Any, id: str) -> Grid:
    answer = page.request.get(f"{page.url.split('#')[0].rstrip('/')}/api/pictures/{id}/file")
    assert answer.ok, answer.status
    return np.asarray(Image.open(io.BytesIO(answer.body())).convert("RGB"))


def mask_of(server: Served, page: Any, press: Callable[[], None]) -> Grid:
    """The mask that leaves the page when something is pressed, as the server keeps it."""
    with page.expect_response(lambda answer: answer.url.endswith("/api/masks")) as told:
        press()
    (kept,) = (server.folder / "pictures").glob(f"**/{told.value.json()['mask']}.png")
    return np.asarray(Image.open(kept).convert("L"))


def child_of(page: Any, id: str) -> str:
    """The picture that the editor goes on to."""
    page.wait_for_function(
        "id => !location.hash.includes(id) && location.hash.startsWith('#/edit/')", arg=id, timeout=90_000
    )
    child = page.evaluate("location.hash.match(/edit\\/([^?]+)/)[1]")
    assert api(page, "GET", f"/pictures/{child}")["parent"] == id
    return child


def marked(page: Any, words: str) -> None:
    page.wait_for_function(
        "words => document.querySelector('.editor .marked').textContent.includes(words)", arg=words
    )


def press(page: Any, name: str) -> Callable[[], None]:
    return page.get_by_role("button", name=name, exact=True).click


def test_the_mask_that_leaves_is_what_was_drawn_pixel_for_pixel(
    served: Served, edited: Opened, waves: str
) -> None:
    page = edited()
    expected = stroked(drag(page, (40, 60), (90, 72), (70, 130)))
    page.keyboard.press("r")
    (left, top), *_, (right, bottom) = drag(page, (120, 96), (200, 180))
    expected[round(top) : round(bottom), round(left) : round(right)] = True
    page.keyboard.press("l")
    page.check(".takes label:has-text('Take away') input")
    loop = drag(page, (130.3, 110.7), (181.1, 120.2), (160.4, 171.3), (141.2, 150.1))
    corners = [loop[0]]
    scale = page.locator(".editor .base").bounding_box()["width"] / SIDE
    for x, y in loop[1:]:  # a lasso has no corners nearer to one another than three pixels of the screen
        if np.hypot(x - corners[-1][0], y - corners[-1][1]) * scale >= 3:
            corners.append((x, y))
    expected &= ~inside(corners)
    page.keyboard.press("e")
    expected &= ~stroked(drag(page, (40, 60), (60, 66)))
    drawn = mask_of(served, page, press(page, "Erase"))
    assert np.array_equal(drawn > 0, expected), np.argwhere((drawn > 0) != expected)[:9]
    assert set(np.unique(drawn)) == {0, 255}
    child = child_of(page, waves)
    before, after = file(page, waves), file(page, child)
    assert np.array_equal(before[~expected], after[~expected])
    assert (before != after).any(axis=2)[expected].mean() > 0.5
    told = api(page, "GET", f"/pictures/{child}")
    assert told["prompt"] == "a vase on a table"
    page.wait_for_selector(".chain a[aria-current] >> text=Erased")
    for where in ("", "&deleted=true"):
        found = api(page, "GET", f"/pictures?limit=200{where}")["pictures"]
        assert all(each["model"] for each in found), "a mask hangs in the gallery"


def test_a_soft_edge_lies_inside_what_was_marked(served: Served, edited: Opened) -> None:
    page = edited()
    page.keyboard.press("r")
    (left, top), *_, (right, bottom) = drag(page, (60, 80), (150, 140))
    hard = np.zeros((SIDE, SIDE), bool)
    hard[round(top) : round(bottom), round(left) : round(right)] = True
    page.get_by_label("Soft edge", exact=True).fill("12")
    soft = mask_of(served, page, press(page, "Erase"))
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    outside = np.argwhere(~hard)
    near = [np.sqrt(((outside - (y, x)) ** 2).sum(1).min()) for y, x in np.argwhere(hard)]
    t = np.clip((np.array(near) - 0.5) / 12, 0, 1)
    wanted = np.maximum(1, 255 * t * t * (3 - 2 * t))
    assert np.array_equal(soft > 0, hard)
    assert np.abs(soft[rows[hard], columns[hard]] - wanted).max() <= 1


def test_strokes_are_taken_back_and_turned_around(edited: Opened) -> None:
    page = edited()
    marked(page, "Paint over")
    page.keyboard.press("r")
    drag(page, (0, 0), (128, 256))
    marked(page, "50 %")
    drag(page, (128, 0), (192, 256))
    marked(page, "75 %")
    page.keyboard.press("Control+z")
    marked(page, "50 %")
    page.keyboard.press("Control+y")
    page.keyboard.press("i")
    marked(page, "25 %")
    page.keyboard.press("Delete")
    marked(page, "Paint over")
    page.keyboard.press("b")
    page.focus(".ground")
    for key in ("Enter", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    share = stroked([(128, 128), (128 + 2 * 0.05 * SIDE, 128)]).mean()
    marked(page, f"{100 * share:.1f} %")


def test_a_finger_draws_two_zoom_and_a_pen_presses(served: Served, edited: Opened) -> None:
    page = edited(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".editor .base").bounding_box()
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *points: tuple[float, float]) -> None:
        at = [
            {"x": box["x"] + x * box["width"] / SIDE, "y": box["y"] + y * box["height"] / SIDE, "id": i}
            for i, (x, y) in enumerate(points)
        ]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    fingers("touchStart", (60, 60))
    fingers("touchMove", (100, 80))
    fingers("touchMove", (140, 60))
    fingers("touchEnd")
    page.wait_for_function(
        "() => !document.querySelector('.editor .marked').textContent.includes('Paint over')"
    )
    expected = stroked([(x, y) for x, y in page.evaluate("window.points")])
    before = page.inner_text(".zooms .share")
    fingers("touchStart", (100, 180))
    fingers("touchStart", (100, 180), (140, 180))
    fingers("touchMove", (80, 180), (160, 180))
    fingers("touchEnd")
    page.wait_for_function(
        "before => document.querySelector('.zooms .share').textContent !== before", arg=before
    )
    page.click(".zooms .share")
    page.wait_for_function(
        "before => document.querySelector('.zooms .share').textContent === before", arg=before
    )
    pen = {"button": "left", "buttons": 1, "pointerType": "pen", "clickCount": 1}
    for kind, x, force in (
        ("mousePressed", 40, 0.25), ("mouseMoved", 120, 0.25), ("mouseMoved", 200, 1.0), ("mouseReleased", 200, 0)
    ):  # fmt: skip
        at = {"x": box["x"] + x * box["width"] / SIDE, "y": box["y"] + 220 * box["height"] / SIDE}
        touch.send("Input.dispatchMouseEvent", {"type": kind, **at, **pen, "force": force})
    drawn = mask_of(served, page, press(page, "Erase")) > 0
    assert np.array_equal(drawn[:150], expected[:150])
    assert not drawn[150:200].any(), "what two fingers did left a stroke"
    thick = drawn[200:].sum(0)
    assert abs(thick[80] - 2 * RADIUS * 0.4) <= 2
    assert abs(thick[200] - 2 * RADIUS) <= 2


def test_each_thing_done_is_a_child_and_none_is_lost(edited: Opened, waves: str) -> None:
    page = edited(how="?do=extend")
    scale = page.locator(".editor .base").bounding_box()["width"] / SIDE
    edge = page.locator(".edge.right > i").bounding_box()
    x, y = edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40 * scale, y, steps=4)
    page.mouse.up()
    assert page.input_value(".amounts input >> nth=1") == "40"
    page.click(".shapes-to button:has-text('Print')")
    page.wait_for_selector(".becomes >> text=256 × 256 becomes 384 × 256")
    page.click(".becomes >> text=Reset")
    page.focus(".edge.bottom")
    page.keyboard.press("ArrowDown")
    page.fill(".amounts input >> nth=1", "40")
    page.keyboard.press("Tab")
    press(page, "Extend")  # the mode's own button bears the name, too
    page.click(".act.bare .primary")
    wider = child_of(page, waves)
    assert np.array_equal(file(page, wider)[:SIDE, :SIDE], file(page, waves))
    assert file(page, wider).shape == (264, 296, 3)

    page.click(".mode-list >> text=Restore")
    page.click(".act.bare .primary")
    restored = child_of(page, wider)
    page.wait_for_selector(".sheet-of .split input")
    page.wait_for_selector(".toast p")
    page.click(".mode-list >> text=Enlarge")
    assert "1184 × 1056" in page.inner_text(".scales button >> nth=1")
    page.click(".scales button >> nth=0")
    larger = child_of(page, restored)
    assert file(page, larger).shape == (528, 592, 3)
    page.wait_for_selector(".sheet-of .split input")

    named = page.locator(".chain li").all_inner_texts()
    assert [each.strip() for each in named] == ["Start", "Extended", "Restored", "Enlarged"]
    for id in (restored, wider, waves):
        page.keyboard.press("Control+z")
        page.wait_for_url(f"**/{id}*")
    page.keyboard.press("Control+y")
    page.wait_for_url(f"**/{wider}*")


def test_words_are_laid_into_the_mask_and_nowhere_else(edited: Opened, waves: str) -> None:
    page = edited()
    page.keyboard.press("r")
    drag(page, (80, 80), (176, 176))
    page.select_option("select[aria-label='Who paints it'] >> nth=0", label="Tintype 1")
    page.fill("form.act:has-text('Replace') input", "a red ceramic vase")
    press(page, "Replace")()
    child = child_of(page, waves)
    told = api(page, "GET", f"/pictures/{child}")
    assert (told["prompt"], told["model"]) == ("a red ceramic vase", "tintype-1")
    before, after = file(page, waves).astype(int), file(page, child).astype(int)
    hole = np.zeros((SIDE, SIDE), bool)
    hole[80:176, 80:176] = True
    assert np.array_equal(before[~hole], after[~hole])
    red, green, blue = after[100:160, 108:148].mean(axis=(0, 1))
    assert red > 1.4 * max(green, blue)


def test_the_background_changes_behind_what_stands_there(
    served: Served, browser: Any, edited: Opened
) -> None:
    cube = painted(served, browser, "a red ceramic vase on a blue backdrop", model="stage")
    page = edited(cube)
    form = page.locator("form.act:has-text('Change background')")
    form.locator("select").select_option(label="Tintype 1")
    form.locator("input").fill("a green meadow")
    backdrop = mask_of(served, page, form.get_by_role("button").click) > 0
    assert 0.05 < 1 - backdrop.mean() < 0.6
    child = child_of(page, cube)
    before, after = file(page, cube), file(page, child)
    assert np.array_equal(before[~backdrop], after[~backdrop])
    assert (before != after).any(axis=2)[backdrop].mean() > 0.9
    red, _, blue = before[~backdrop].mean(0)
    assert red > 1.3 * blue  # what was kept is the vase, not what is behind it
    assert page.locator(".chain li").count() == 2  # not what was painted to find the vase
    left = api(page, "GET", "/pictures?limit=3")["pictures"]
    assert [each["id"] for each in left[:2]] == [child, cube]


def test_a_face_is_swapped_only_with_consent(served: Served, edited: Opened, tmp_path: Path) -> None:
    pytest.importorskip("cv2", reason="needs the extra faces (OpenCV)")
    photograph = pytest.importorskip("skimage.data", reason="needs scikit-image, which has it").astronaut()
    dark = (photograph[:, ::-1] * np.array((0.75, 0.6, 0.5))).astype(np.uint8)
    for name, pixels in (("face", photograph), ("portrait", dark)):
        Image.fromarray(pixels).save(tmp_path / f"{name}.png")
    page = edited(how="?do=faces")
    sent = {"name": "a.png", "mimeType": "image/png", "buffer": (tmp_path / "portrait.png").read_bytes()}
    told = page.request.post(f"{served.url}/api/pictures", multipart={"file": sent})
    portrait = told.json()["picture"]["id"]
    page.evaluate("id => { location.hash = `#/edit/${id}?do=faces`; }", portrait)
    page.wait_for_selector(".leave >> text=512 × 512")
    page.set_input_files(".whose input", tmp_path / "face.png")
    page.wait_for_selector(".whose [aria-pressed='true']")
    assert page.is_disabled("text=Swap the face")
    page.check("text=Everybody who is seen, before and after, agreed")
    with page.expect_request(
        lambda asked: asked.url.endswith("/api/jobs") and asked.method == "POST"
    ) as asked:
        page.click("text=Swap the face")
    assert asked.value.post_data_json["options"] == {"consent": True, "target": "largest"}
    child = child_of(page, portrait)
    assert api(page, "GET", f"/pictures/{child}")["operation"] == "face_swap"
    page.wait_for_selector(".sheet-of .split input")
    assert not page.is_checked(".check input")  # agreed to once is not agreed to again
    changed = (file(page, portrait) != file(page, child)).any(axis=2)
    assert 0.01 < changed.mean() < 0.2
    assert not changed[300:].any()  # her suit


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here (npm ci in tests/page/node)")
def test_nobody_is_shut_out_of_the_editor(edited: Opened) -> None:
    page = edited()
    drag(page, (60, 60), (120, 120))
    for mode in ("Extend", "Enlarge", "Restore", "Faces", "Retouch"):
        page.click(f".mode-list >> text={mode}")
        page.wait_for_selector(f".mode-list [aria-pressed='true'] >> text={mode}")
        assert barriers(page) == [], mode
