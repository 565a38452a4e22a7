"""What is filled and extended: nothing outside changes, and inside it is as if nothing had been there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import saved, spot, weave
from PIL import Image

from tintype.core.errors import BadFile, BadOption, BadPrompt, BadSize, Cancelled, TooLarge
from tintype.core.request import Plan, Request
from tintype.engines.retouch.engine import RetouchEngine
from tintype.engines.retouch.even import evened
from tintype.testing import ignore


def plan(path: str, mask: str | None = None, **changes: Any) -> Plan:
    request = Request(
        **{"prompt": "", "operation": "edit", "images": (path,), "mask": mask, "seed": 3, **changes}
    )
    (made,) = RetouchEngine().plan(request)
    return made


def paint(made: Plan) -> Any:
    return RetouchEngine().paint(made, ignore)


@pytest.mark.parametrize("seed", range(24))
def test_outside_the_mask_nothing_changes(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    height, width = (int(side) for side in rng.integers(1, 90, 2))
    channels = 3 + seed % 2
    pixels = rng.integers(0, 256, (height, width, channels), dtype=np.uint8)
    if seed % 4 == 3:
        pixels[..., 3] = 255
    mask = spot(height, width, seed)
    if seed % 3 == 0:
        mask = np.minimum(mask, rng.integers(1, 256, mask.shape, dtype=np.uint8))
    ending = ("png", "webp")[seed % 5 == 4]
    path = tmp_path / f"a.{ending}"
    Image.fromarray(pixels).save(path, lossless=True, exact=True)
    pixels = np.asarray(Image.open(path))  # WebP leaves out an alpha that is 255 all over
    if mask.all() or not mask.any():
        pytest.skip("a picture too small to have two parts")
    done = paint(plan(str(path), saved(mask, tmp_path / "mask.png")))
    assert done.shape == pixels.shape
    assert np.array_equal(done[mask == 0], pixels[mask == 0])


def test_a_pattern_goes_on_through_the_hole(tmp_path: Path) -> None:
    pixels = weave(200, 240)
    hurt = pixels.copy()
    hurt[80:130, 100:150] = (255, 0, 0)
    mask = np.zeros((200, 240), np.uint8)
    mask[80:130, 100:150] = 255
    done = paint(plan(saved(hurt, tmp_path / "a.png"), saved(mask, tmp_path / "m.png"))).astype(float)
    inside = (slice(80, 130), slice(100, 150))
    flat = np.broadcast_to(pixels[mask == 0].mean(0), pixels[inside].shape)
    error, plain = (np.mean((guess - pixels[inside]) ** 2) for guess in (done[inside], flat))
    assert error < plain / 3
    assert done[inside].std() == pytest.approx(pixels[inside].std(), rel=0.2)


def test_a_mask_by_half_fills_by_half(tmp_path: Path) -> None:
    pixels = np.full((64, 64, 3), 100, np.uint8)
    pixels[30:34, 30:34] = 200
    mask = np.zeros((64, 64), np.uint8)
    mask[30:34, 30:34] = 128
    done = paint(plan(saved(pixels, tmp_path / "a.png"), saved(mask, tmp_path / "m.png")))
    assert np.abs(done[30:34, 30:34].astype(int) - 150).max() <= 2


def test_a_clear_hole_becomes_opaque_and_clear_surroundings_stay_clear(tmp_path: Path) -> None:
    pixels = np.dstack([weave(96, 96), np.full((96, 96), 255, np.uint8)])
    mask = np.zeros((96, 96), np.uint8)
    mask[40:60, 40:60] = 255
    hole = pixels.copy()
    hole[mask > 0] = 0
    path = saved(mask, tmp_path / "m.png")
    assert (paint(plan(saved(hole, tmp_path / "a.png"), path))[..., 3] == 255).all()
    clear = pixels.copy()
    clear[:, :, 3] = 0
    clear[:, :20, 3] = 255
    clear[40:60, 40:60] = (255, 0, 0, 255)
    done = paint(plan(saved(clear, tmp_path / "b.png"), path))
    assert done[40:60, 40:60, 3].mean() < 30


def test_spots_apart_are_filled_each_from_around_it(tmp_path: Path) -> None:
    pixels = np.full((300, 400, 3), 40, np.uint8)
    pixels[:, 200:] = 210
    hurt, mask = pixels.copy(), np.zeros((300, 400), np.uint8)
    for y, x in ((20, 30), (150, 60), (280, 120), (40, 360), (200, 300)):
        hurt[y : y + 8, x : x + 8] = (255, 0, 0)
        mask[y : y + 8, x : x + 8] = 255
    done = paint(plan(saved(hurt, tmp_path / "a.png"), saved(mask, tmp_path / "m.png")))
    assert np.abs(done.astype(int) - pixels).max() <= 1


def test_a_large_hole_is_filled_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tintype.engines.retouch.mend._WINDOW", 10_000)
    monkeypatch.setattr("tintype.engines.retouch.mend._BLOCK", 64)
    pixels = weave(220, 260)
    mask = np.zeros((220, 260), np.uint8)
    mask[40:180, 60:200] = 255
    done = paint(plan(saved(pixels, tmp_path / "a.png"), saved(mask, tmp_path / "m.png"))).astype(float)
    assert np.array_equal(done[mask == 0], pixels[mask == 0])
    assert done[mask > 0].std() == pytest.approx(pixels[mask > 0].std(), rel=0.3)


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (np.full((10, 20), 255, np.uint8), "20x10 and the picture 40x30"),
        (np.zeros((30, 40), np.uint8), "keeps every pixel"),
        (np.full((30, 40), 255, np.uint8), "covers the whole picture"),
    ],
)
def test_masks_that_cannot_be_are_refused(tmp_path: Path, mask: Any, said: str) -> None:
    path = saved(weave(30, 40), tmp_path / "a.png")
    with pytest.raises(BadFile, match=said):
        plan(path, saved(mask, tmp_path / "m.png"))


@pytest.mark.parametrize("words", ["remove the lamp", "Please erase it", "fill", "Get rid of the wire"])
def test_words_that_ask_for_nothing_new_are_taken(tmp_path: Path, words: str) -> None:
    path, mask = saved(weave(30, 40), tmp_path / "a.png"), saved(spot(30, 40, 1), tmp_path / "m.png")
    assert plan(path, mask, prompt=words).prompt == words


def test_words_that_ask_for_something_are_refused(tmp_path: Path) -> None:
    path, mask = saved(weave(30, 40), tmp_path / "a.png"), saved(spot(30, 40, 1), tmp_path / "m.png")
    with pytest.raises(BadPrompt, match="cannot paint “a red vase”"):
        plan(path, mask, prompt="a red vase")


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({"left": 70}, (160, 70)),
        ({"right": 9, "bottom": 1}, (99, 71)),
        ({"left": 30, "right": 200, "top": 40, "bottom": 5}, (320, 115)),
    ],
)
def test_sides_are_extended_around_what_was_there(
    tmp_path: Path, options: Any, size: tuple[int, int]
) -> None:
    pixels = weave(70, 90)
    done = paint(plan(saved(pixels, tmp_path / "a.png"), options=options))
    assert done.shape[1::-1] == size
    top, left = options.get("top", 0), options.get("left", 0)
    assert np.array_equal(done[top : top + 70, left : left + 90], pixels)
    new = np.ones(done.shape[:2], bool)
    new[top : top + 70, left : left + 90] = False
    assert np.abs(done[new].mean(0) - pixels.mean((0, 1))).max() < 25
    if new.sum() > 2000:
        assert done[new].std() == pytest.approx(pixels.std(), rel=0.35)


def test_a_larger_size_is_reached_evenly(tmp_path: Path) -> None:
    made = plan(saved(weave(64, 64), tmp_path / "a.png"), size=(100, 65))
    assert [made.settings[side] for side in ("left", "right", "top", "bottom")] == [18, 18, 0, 1]
    assert paint(made).shape == (65, 100, 3)


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (3, 2), (8, 8)])
def test_the_smallest_pictures_are_extended_too(tmp_path: Path, size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    done = paint(plan(saved(pixels, tmp_path / "a.png"), options={"left": 3, "bottom": 2}))
    assert np.array_equal(done[: size[0], 3:], pixels)


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({}, BadOption, "Nothing says what to change"),
        ({"options": {"left": -3}}, BadOption, "left is -3"),
        ({"options": {"left": 1.5}}, BadOption, "left is 1.5"),
        ({"options": {"left": 5}, "size": (99, 99)}, BadOption, "99x99"),
        ({"size": (20, 99)}, BadSize, "smaller than the picture, 40x30"),
        ({"options": {"left": 10_000_000}}, TooLarge, "at most 100"),
        ({"images": ()}, BadOption, "no picture"),
        ({"images": ("a.png", "b.png")}, BadOption, "2 pictures"),
    ],
)
def test_edits_that_cannot_be_are_refused(
    tmp_path: Path, changes: Any, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        plan(saved(weave(30, 40), tmp_path / "a.png"), **changes)


def test_filling_can_be_stopped(tmp_path: Path) -> None:
    made = plan(saved(weave(200, 200), tmp_path / "a.png"), options={"left": 100})
    heard: list[Any] = []

    def stop(event: Any, /) -> None:
        heard.append(event)
        if len(heard) == 5:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        RetouchEngine().paint(made, stop)


def test_a_filling_takes_its_shade_from_its_rim_and_keeps_its_texture() -> None:
    """Darker from left to right, so that no patch is as light as the hole is at its left and its right."""
    y, x = np.mgrid[:120, :160]
    weave_of = 12.0 * ((x // 3 + y // 3) % 2)
    true = np.dstack([220 - x + weave_of] * 3).round().clip(0, 255).astype(np.uint8)
    hole = np.zeros((120, 160), bool)
    hole[40:80, 55:105] = True
    patched = true.copy()
    patched[hole] = true[:, 20:70][hole[:, 55:105]]  # as good a texture, 35 shades too light
    done = evened(patched, hole, np.zeros_like(hole))
    off = [np.abs((each.astype(float) - true)[hole]).mean() for each in (patched, done)]
    assert off[1] < 0.5 * off[0]
    steps = [np.abs(np.diff(each[50:70, 65:95, 0].astype(float), axis=1)).mean() for each in (true, done)]
    assert steps[1] > 0.7 * steps[0]
    assert np.array_equal(done[~hole], true[~hole])
