"""The engine `retouch` over networks of a few kilobytes (tests/retouch/tiny)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import saved, smooth, weave
from PIL import Image

from tintype.core.errors import BadOption, BadSize, Cancelled, MissingPart, TooLarge
from tintype.core.event import Progress
from tintype.core.request import Plan, Request
from tintype.engines.retouch.blur import HALO, Blur, kernel, undone
from tintype.engines.retouch.engine import RetouchEngine
from tintype.engines.retouch.tiles import tiled
from tintype.testing import EngineContract, ignore

TINY = Path(__file__).parent / "tiny"


class TestUpscale(EngineContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def make(self) -> RetouchEngine:
        return RetouchEngine(folder=TINY)

    def request(self, **changes: Any) -> Request:
        width, height = changes.get("size") or (256, 256)
        side = (min(width // 2, 512), height // 2)
        path = saved(weave(side[1], side[0]), self.folder / f"{side}.png")
        return super().request(**{"operation": "upscale", "images": (path,), "prompt": "", **changes})


class TestFill(TestUpscale):
    def request(self, **changes: Any) -> Request:
        width, height = changes.get("size") or (256, 256)
        side = (min(width, 512), height)
        mask = np.zeros(side[::-1], np.uint8)
        mask[100:130, 100:140] = 255
        changes["mask"] = saved(mask, self.folder / f"mask {side}.png")
        path = saved(weave(side[1], side[0]), self.folder / f"{side}.png")
        return EngineContract.request(
            self, **{"operation": "edit", "images": (path,), "prompt": "", **changes}
        )


class TestRestore(TestFill):
    def request(self, **changes: Any) -> Request:
        return super().request(**{"operation": "restore", **changes})


def plan(path: str, operation: str = "upscale", folder: Path = TINY, **changes: Any) -> Plan:
    request = Request(prompt="", images=(path,), operation=operation, seed=3, **changes)  # type: ignore[arg-type]
    (made,) = RetouchEngine(folder=folder).plan(request)
    return made


def paint(made: Plan, folder: Path = TINY) -> Any:
    return RetouchEngine(folder=folder).paint(made, ignore)


@pytest.mark.parametrize("scale", [2, 4])
def test_pieces_are_what_the_whole_would_have_been(
    tmp_path: Path, scale: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = plan(saved(weave(301, 290), tmp_path / "a.png"), options={"scale": scale})
    assert made.settings["passes"] == [f"sr-x{scale}"]
    whole = paint(made)
    for tile in (32, 94):
        monkeypatch.setattr(
            "tintype.engines.retouch.tiles.tiled.__kwdefaults__", {"scale": 1, "halo": 32, "tile": tile}
        )
        assert np.array_equal(paint(made), whole)


def test_without_networks_it_resamples_and_says_so(tmp_path: Path) -> None:
    pixels = weave(70, 90)
    made = plan(saved(pixels, tmp_path / "a.png"), folder=tmp_path)
    assert "Lanczos" in made.notes[0]
    expected = np.asarray(Image.fromarray(pixels).resize((180, 140), Image.Resampling.LANCZOS))
    assert np.array_equal(paint(made, tmp_path), expected)


def test_any_size_up_to_four_times_is_met_exactly(tmp_path: Path) -> None:
    path = saved(weave(60, 80), tmp_path / "a.png")
    for size, passes in (((120, 90), ["sr-x2"]), ((240, 180), ["sr-x4"]), ((81, 61), ["sr-x2"])):
        made = plan(path, size=size)
        assert made.settings["passes"] == passes
        assert paint(made).shape == (size[1], size[0], 3)


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        ({"size": (160, 160)}, BadSize, "160x120"),
        ({"size": (400, 300)}, BadSize, "5.00 times"),
        ({"size": (80, 60)}, BadSize, "1.00 times"),
        ({"options": {"scale": 3}}, BadOption, "scale is 3"),
        ({"options": {"scale": True}}, BadOption, "True"),
        ({"size": (160, 120), "options": {"scale": 4}}, BadOption, "320x240"),
        ({"options": {"strength": 1}}, BadOption, "strength"),
    ],
)
def test_what_cannot_be_enlarged_is_refused(
    tmp_path: Path, changes: Any, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        plan(saved(weave(60, 80), tmp_path / "a.png"), **changes)


def test_too_many_pixels_are_refused_before_they_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (4000, 3500)).save(path)
    with pytest.raises(TooLarge, match="16000x14000 would be 224 megapixels"):
        plan(str(path), options={"scale": 4})


def test_what_is_clear_bleeds_into_nothing(tmp_path: Path) -> None:
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[...] = (255, 0, 255, 0)  # a colour that nobody sees
    pixels[10:30, 10:30] = (20, 160, 40, 255)
    for folder in (TINY, tmp_path):
        done = paint(plan(saved(pixels, tmp_path / "a.png"), folder=folder), folder).astype(int)
        assert done.shape == (80, 80, 4)
        assert done[:8, :8, 3].max() == 0
        assert done[30:50, 30:50, 3].min() > 220
        seen = done[done[..., 3] > 40]
        assert seen[:, 0].max() < 120
        assert seen[:, 1].min() > 100


def test_a_single_pixel_is_enlarged(tmp_path: Path) -> None:
    path = saved(np.full((1, 1, 3), 77, np.uint8), tmp_path / "a.png")
    assert paint(plan(path)).shape == (2, 2, 3)
    assert paint(plan(path, folder=tmp_path), tmp_path).shape == (2, 2, 3)


def test_it_stops_between_pieces(tmp_path: Path) -> None:
    made = plan(saved(weave(600, 600), tmp_path / "a.png"))
    heard: list[Progress] = []

    def stop(event: Any, /) -> None:
        heard.append(event)
        if len(heard) == 4:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        RetouchEngine(folder=TINY).paint(made, stop)
    assert [event.done / event.total for event in heard[1:]] == pytest.approx([0, 1 / 9, 2 / 9], abs=0.001)


def test_a_clean_picture_is_left_alone_and_a_noisy_one_is_not(tmp_path: Path) -> None:
    clean = smooth(300, 400)
    made = plan(saved(clean, tmp_path / "clean.png"), "restore")
    assert "left as it is" in made.notes[0]
    assert np.array_equal(paint(made), clean)
    noisy = np.clip(clean + np.random.default_rng(1).normal(0, 20, clean.shape), 0, 255).astype(np.uint8)
    made = plan(saved(noisy, tmp_path / "noisy.png"), "restore")
    assert made.settings["noise"] == pytest.approx(20, abs=1.5)
    assert f"{made.settings['noise']:.0f} of 255" in made.notes[0]
    error = [np.mean((picture.astype(float) - clean) ** 2) for picture in (noisy, paint(made))]
    assert error[1] < error[0] / 4


def test_strength_is_how_much_and_noise_may_be_told(tmp_path: Path) -> None:
    noisy = weave(101, 83)
    path = saved(noisy, tmp_path / "a.png")
    full, half, none = (
        paint(plan(path, "restore", options={"strength": share, "noise": 30})).astype(int)
        for share in (1, 0.5, 0)
    )
    assert np.array_equal(none, noisy)
    assert np.abs(half - (full + none) / 2).max() <= 1
    assert np.abs(full - none).max() > 10


def test_blocks_of_jpeg_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(smooth(300, 400)).save(path, quality=8)
    assert "Blocks of a JPEG of about quality" in plan(str(path), "restore").notes[0]


def test_restoring_without_its_network_is_refused(tmp_path: Path) -> None:
    noisy = np.random.default_rng(1).normal(128, 20, (90, 90, 3)).astype(np.uint8)
    with pytest.raises(MissingPart, match=r"restore\.onnx is not part of this install"):
        plan(saved(noisy, tmp_path / "a.png"), "restore", folder=tmp_path)


def test_an_altered_network_is_refused(tmp_path: Path) -> None:
    for file in TINY.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with open(tmp_path / "sr-x2.onnx", "ab") as file:
        file.write(b"more")
    made = plan(saved(weave(20, 20), tmp_path / "a.png"), folder=tmp_path)
    with pytest.raises(MissingPart, match=r"sr-x2\.onnx are not the ones"):
        paint(made, tmp_path)


def photograph(height: int, width: int, seed: int = 5) -> Any:
    """Dead leaves, with edges and shades like those of photographs; uint8 (height, width, 3)."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    picture = np.zeros((height, width, 3))
    for _ in range(900):
        radius, colour = 4 / (rng.random() + 0.04), rng.uniform(20, 235, 3)
        at = rng.uniform(0, height), rng.uniform(0, width)
        picture[(y - at[0]) ** 2 + (x - at[1]) ** 2 < radius**2] = colour
    return np.rint(picture).astype(np.uint8)


def decibels(found: Any, true: Any) -> float:
    return float(10 * np.log10(255**2 / np.mean((found.astype(float) - true) ** 2)))


@pytest.mark.parametrize(("quality", "top", "left"), [(20, 3, 5), (75, 0, 0), (92, 3, 5)])
def test_the_quality_of_a_jpeg_is_known_also_when_it_is_none_any_more(
    tmp_path: Path, quality: int, top: int, left: int
) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(photograph(200, 264)).save(path, quality=quality)
    cut = saved(np.asarray(Image.open(path))[top:, left:], tmp_path / "b.png")
    for file in (str(path), cut):
        made = plan(file, "restore")
        if quality < 90:
            said = re.search(r"JPEG of about quality (\d+) were smoothed", made.notes[0])
            assert said
            assert int(said[1]) == pytest.approx(quality, abs=1)
        else:
            assert "left as it is" in made.notes[0]
            assert made.settings["network"] == ""


@pytest.mark.parametrize(
    ("blur", "said"),
    [
        (Blur(kind="defocus", size=3), "out of focus (a disc of 6.0 pixels)"),
        (Blur(kind="motion", size=9, angle=24), "a movement (9 pixels at 24°)"),
    ],
)
def test_blur_is_named_and_undone(tmp_path: Path, blur: Blur, said: str) -> None:
    true, point = photograph(300, 320).astype(float), kernel(blur)
    reach = len(point) // 2
    wide = np.pad(true, ((reach, reach), (reach, reach), (0, 0)), mode="reflect")
    soft = sum(
        point[y, x] * wide[2 * reach - y :, 2 * reach - x :][:300, :320]
        for y in range(len(point))
        for x in range(len(point))
    )
    blurred = np.rint(soft)[10:-10, 10:-10].astype(np.uint8)
    made = plan(saved(blurred, tmp_path / "a.png"), "restore")
    assert said in made.notes[0]
    sharp = true[10:-10, 10:-10]
    assert decibels(paint(made), sharp) > decibels(blurred, sharp) + 2
    half = paint(plan(saved(blurred, tmp_path / "a.png"), "restore", options={"strength": 0.5}))
    assert np.abs(half.astype(int) * 2 - paint(made) - blurred).max() <= 2


def test_pieces_are_sharpened_without_a_seam() -> None:
    blur = Blur(kind="defocus", size=2, spectrum=(1.0, -2.5, 0, 0, 0, 0, 0), noise=0.1)
    soft = np.asarray(Image.fromarray(photograph(400, 420)).resize((210, 200)).resize((420, 400)))
    whole = undone(soft, blur, 1.0)
    pieces = tiled(soft, lambda piece: undone(piece, blur, 1.0), ignore, doing="", halo=HALO, tile=208)
    assert np.abs(whole.astype(int) - pieces).max() <= 2
