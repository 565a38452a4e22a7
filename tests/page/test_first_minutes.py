"""The first five minutes, as one person would spend them, with the real model."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from acts import api
from PIL import Image
from served import Served

SENTENCE = "a gold sphere on white marble, single key light from above-left, 85mm lens"
SMALL = {"quality": "low", "long": 256}


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def varied(page: Any, address: str, how: str, told: Any) -> float:
    """How far two variations lie from the picture they are of, a pixel in the mean."""
    page.goto(address)
    page.check(f".vary label:has-text('{how}') input")
    page.click(".vary .stepper button >> nth=0")
    page.click(".vary .stepper button >> nth=0")
    page.click(".vary >> text=Paint 2 more")
    page.wait_for_selector(".sheet.many.done img.whole >> nth=1")
    found = api(page, "GET", "/pictures?limit=2")["pictures"]
    assert len({told["seed"], *(each["seed"] for each in found)}) == 3
    assert {(each["parent"], each["prompt"]) for each in found} == {(told["id"], told["prompt"])}
    base = address.partition("/#")[0]
    one, *others = [
        pixels(page.request.get(f"{base}{each['file']}").body()).astype(int) for each in (told, *found)
    ]
    return float(np.mean([np.abs(one - other) for other in others]))


def test_the_first_five_minutes(opened: Callable[..., Any], tmp_path: Path, fresh: Served) -> None:
    page = opened(server=fresh, draft={**SMALL, "aspect": "16:9"})

    page.context.set_default_timeout(120_000)

    # A box, focused; nothing else to do first.
    assert page.evaluate("document.activeElement.id") == "sentence"
    page.keyboard.type(SENTENCE)
    page.wait_for_selector(".chip.camera.said >> text=85mm lens")
    assert page.inner_text(".chip.subject .words") == "a gold sphere"
    assert "single key light from above-left" in page.inner_text(".chip.lighting .words")

    # Pressed: a plate of the picture's shape at once, then the picture, and nothing moved.
    page.keyboard.press("Control+Enter")
    plate = page.wait_for_selector(".sheet:not(.done) .plate")
    box = plate.bounding_box()
    assert abs(box["width"] / box["height"] - 256 / 144) < 0.02
    page.wait_for_selector(".sheet.done .plate img.whole")
    after = page.query_selector(".sheet .plate").bounding_box()
    assert (after["width"], after["height"]) == (box["width"], box["height"])

    # Looked at closely: the exact sentence, seed, model and time are there.
    page.click(".sheet .plate a")
    details = page.wait_for_selector(".details").inner_text()
    first = page.url.rpartition("/")[2]
    told = api(page, "GET", f"/pictures/{first}")
    for fact in (SENTENCE, str(told["seed"]), "stage", "256 × 144"):
        assert fact in details

    # One thing changed: the new one stands beside the old one, with the same seed.
    page.click(".part.lighting")
    page.fill("#another", "moonlight from the right")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pair .card.finished, .pair .card.queued, .pair .card.running")
    page.wait_for_url("**view=beside")
    second = re.search(r"picture/(\w+)", page.url)[1]
    changed = api(page, "GET", f"/pictures/{second}")
    assert changed["seed"] == told["seed"]
    assert changed["parent"] == first
    assert changed["prompt"] == "a gold sphere on white marble, moonlight from the right, 85mm lens"
    assert len(page.query_selector_all(".pair .plate img")) == 2
    page.wait_for_selector(".trail >> text=Lighting: moonlight from the right")

    # Variations: contact sheets of two, near to it and arranged anew.
    for how in ("Subtle", "New arrangement"):
        assert varied(page, f"{fresh.url}/#/picture/{first}?do=vary", how, told) > 1

    # From code: each of the three paints the very same picture.
    page.goto(f"{fresh.url}/#/picture/{first}")
    page.click(".panel >> text=Use from code")
    for name, run in (("curl", ["sh", "-c"]), ("Python", [sys.executable, "-c"]), ("Terminal", ["sh", "-c"])):
        page.check(f".code .segments label:has-text('{name}') input")
        assert np.array_equal(made(page, run, tmp_path / name, "picture.png"), file_of(page, fresh, first)), (
            name
        )

    # What was varied is in its file, and painted again from there.
    subtle = api(page, "GET", "/pictures?limit=4")["pictures"][2]["id"]
    page.keyboard.press("Escape")
    page.goto(f"{fresh.url}/#/picture/{subtle}")
    page.click(".panel >> text=Use from code")
    page.wait_for_selector(".code >> text=came from another picture")
    assert np.array_equal(
        made(page, ["sh", "-c"], tmp_path / "again", "again.png"), file_of(page, fresh, subtle)
    )


def file_of(page: Any, server: Served, id: str) -> np.ndarray:
    return pixels(page.request.get(f"{server.url}/files/{id}.png").body())


def made(page: Any, run: list[str], folder: Path, name: str) -> np.ndarray:
    """What the code makes that the page shows now, run in an empty folder."""
    folder.mkdir()
    environ = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TINTYPE_FAKE": "",
    }
    code = [*run, page.inner_text(".code pre")]
    done = subprocess.run(code, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return pixels((folder / name).read_bytes())
