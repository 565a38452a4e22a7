"""The commands over files of every kind: what comes in odd comes out right or is refused in a sentence."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import saved, weave
from PIL import Image, ImageCms

import tintype
from tintype.assets.stamp import read, read_back, written

Run = Any


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_picture_is_enlarged_and_says_what_it_came_from(run: Run, tmp_path: Path) -> None:
    path = saved(weave(30, 40), tmp_path / "a.png")
    said = run("upscale", path, "-o", "b.png")
    assert said.code == 0
    assert "b.png: 80×60" in said.err
    stamp = read(tmp_path / "b.png")
    assert stamp.plan.operation == "upscale"
    assert stamp.parent is not None
    assert str(tmp_path) not in (tmp_path / "b.png").read_bytes().decode("latin-1")
    assert stamp.plan.settings["images"][0].startswith("asset:")


def test_without_a_name_nothing_is_replaced(run: Run, tmp_path: Path) -> None:
    saved(weave(30, 40), tmp_path / "a.jpg")
    for _ in range(2):
        assert run("upscale", "a.jpg").code == 0
    assert sorted(os.listdir(tmp_path)) == ["a-enlarged-2.jpg", "a-enlarged.jpg", "a.jpg"]


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
def test_a_colour_profile_is_kept_and_so_are_the_pixels(run: Run, tmp_path: Path, ending: str) -> None:
    pixels = weave(64, 80)
    Image.fromarray(pixels).save(tmp_path / "a.png", icc_profile=PROFILE)
    assert run("inpaint", "a.png", "--box", "20,20,10,10", "-o", f"b.{ending}").code == 0
    with Image.open(tmp_path / f"b.{ending}") as done:
        assert done.info["icc_profile"] == PROFILE
        kept = np.ones((64, 80), bool)
        kept[20:30, 20:30] = False
        if ending == "png":
            assert np.array_equal(np.asarray(done)[kept], pixels[kept])


def odd_files(folder: Path) -> dict[str, tuple[int, int]]:
    """Files of many kinds → the size of twice their picture."""
    picture = Image.fromarray(weave(20, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(folder / "turned.jpg", exif=exif)
    picture.convert("CMYK").save(folder / "cmyk.jpg")
    picture.quantize(16).save(folder / "palette.png")
    picture.convert("L").save(folder / "grey.png")
    picture.convert("1").save(folder / "bits.png")
    Image.fromarray((np.arange(600, dtype=np.uint16) * 100).reshape(20, 30)).save(folder / "sixteen.png")
    frames = [Image.fromarray(weave(20, 30, seed)) for seed in range(3)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    frames[0].save(folder / "moving.webp", save_all=True, append_images=frames[1:])
    picture.convert("RGBA").save(folder / "clear.png")
    Image.new("RGB", (1, 1), "red").save(folder / "dot.png")
    Image.new("RGB", (30, 20)).save(folder / "black.png")
    return {name: (60, 40) for name in os.listdir(folder) if name != "deep"} | {
        "turned.jpg": (40, 60),
        "dot.png": (2, 2),
    }


def test_a_folder_of_odd_files_with_broken_ones_among_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    sizes = odd_files(tmp_path / "in")
    whole = io.BytesIO()
    Image.fromarray(weave(40, 40)).save(whole, "PNG")
    (tmp_path / "in" / "half.png").write_bytes(whole.getvalue()[:900])
    (tmp_path / "in" / "deep" / "text.jpg").write_text("not a picture")
    (tmp_path / "in" / "deep" / "empty.png").write_bytes(b"")
    saved(weave(5, 5), tmp_path / "in" / "deep" / "dot.png")
    (tmp_path / "in" / "notes.txt").write_text("no picture, and not one by its name")
    said = run("upscale", "in", "-o", "out", "--json")
    told = json.loads(said.out)
    assert said.code == 2
    assert (told["done"], told["skipped"], told["failed"]) == (len(sizes) + 1, 0, 3)
    assert json.loads((tmp_path / "out" / "tintype-report.json").read_text()) == told
    for each in told["files"]:
        if each["state"] == "failed":
            assert Path(each["file"]).name in each["message"]
            continue
        name = Path(each["file"])
        expected = (10, 10) if name.parent.name == "deep" else sizes[name.name]
        assert Image.open(each["path"]).size == expected, name
    notes = {Path(each["file"]).name: " ".join(each.get("notes", ())) for each in told["files"]}
    assert "turned upright" in notes["turned.jpg"]
    assert "first frame" in notes["moving.gif"]
    assert "16 bits made 8" in notes["sixteen.png"]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*g")}
    again = json.loads(run("upscale", "in", "-o", "out", "--json").out)
    assert (again["done"], again["skipped"], again["failed"]) == (0, len(sizes) + 1, 3)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*g")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["upscale", "none.png"], "There is no file none.png"),
        (["upscale", "a.png", "--scale", "3"], "scale is 3"),
        (["upscale", "a.png", "--size", "big"], "“big” is not a size"),
        (["upscale", "a.png", "b.png"], "2 pictures need a folder"),
        (["upscale", "a.png", "b.png", "-o", "c.png"], "do not fit into one file"),
        (["upscale", "empty/", "-o", "out"], "no picture in empty/"),
        (["upscale", "a.png", "-o", "c.tiff"], "“.tiff”"),
        (["inpaint", "a.png", "-o", "c.png"], "by a mask or by a box"),
        (["inpaint", "a.png", "--box", "1,2,3", "-o", "c.png"], "LEFT,TOP,WIDTH,HEIGHT"),
        (["inpaint", "a.png", "--box", "30,0,20,10", "-o", "c.png"], "does not lie in the picture, 40x30"),
        (["inpaint", "a.png", "--mask", "b.png", "-o", "c.png"], "mask b.png is 10x10 and the picture 40x30"),
        (["inpaint", "a.png", "--mask", "black.png", "-o", "c.png"], "keeps every pixel"),
        (["inpaint", "a.png", "--mask", "white.png", "-o", "c.png"], "marks the whole picture"),
        (["outpaint", "a.png", "-o", "c.png"], "Nothing is to be added to 40x30"),
        (["outpaint", "a.png", "--left", "much", "-o", "c.png"], "'much'"),
        (["outpaint", "a.png", "--aspect", "9", "-o", "c.png"], "“9” is not an aspect ratio"),
        (
            ["outpaint", "a.png", "--left", "9", "--words", "a red vase", "-o", "c.png"],
            "cannot paint “a red vase”",
        ),
        (["restore", "a.png", "--strength", "2", "-o", "c.png"], "strength is 2.0"),
        (["cutout", "a.png", "-o", "c.png"], "BiRefNet"),
        (["vary", "a.png", "-o", "c.png"], "does not say how it was made"),
        (["pipe", "none.toml"], "There is no recipe none.toml"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_leaves_nothing(
    run: Run, tmp_path: Path, words: list[str], said: str
) -> None:
    saved(weave(30, 40), tmp_path / "a.png")
    saved(weave(10, 10), tmp_path / "b.png")
    saved(np.zeros((30, 40), np.uint8), tmp_path / "black.png")
    saved(np.full((30, 40), 255, np.uint8), tmp_path / "white.png")
    (tmp_path / "empty").mkdir()
    before = sorted(os.listdir(tmp_path))
    done = run(*words)
    assert done.code == 2
    assert said in done.err.splitlines()[-1]
    assert done.err.count("tintype: ") <= 4
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("kind", ["clear", "white"])
def test_masks_are_clear_or_white(run: Run, tmp_path: Path, kind: str) -> None:
    pixels = weave(60, 60)
    saved(pixels, tmp_path / "a.png")
    mask = np.zeros((60, 60, 4), np.uint8)
    mask[..., 3] = 255
    mask[20:30, 20:30] = (0, 0, 0, 0) if kind == "clear" else (255, 255, 255, 255)
    saved(mask, tmp_path / "m.png")
    assert run("inpaint", "a.png", "--mask", "m.png", "-o", "b.png").code == 0
    changed = (np.asarray(Image.open("b.png")) != pixels).any(2)
    assert changed[20:30, 20:30].mean() > 0.5
    changed[20:30, 20:30] = False
    assert not changed.any()


def test_a_sentence_that_starts_like_a_command_is_still_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("FAKE", "1"), ("MODEL", "fake"), ("SIZE", "256x256")):
        monkeypatch.setenv(f"TINTYPE_{name}", value)
    assert run("restore", "a", "castle", "-o", "x.png").code == 0
    assert read(Path("x.png")).plan.prompt == "restore a castle"


def test_pictures_of_ours_are_varied_and_cut_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINTYPE_SIZE", "256x256")
    monkeypatch.setenv("TINTYPE_QUALITY", "low")
    assert run("a red ball and a blue cube on white marble", "--seed", "3", "-o", "a.png").code == 0
    first = read(Path("a.png"))
    scenes = [first.plan.settings["scene"]]
    for how in ("subtle", "strong", "new"):
        assert run("vary", "a.png", "--how", how, "--seed", "5", "-o", "b.png").code == 0
        again = read(Path("b.png"))
        assert again.parent == first.sha256
        assert again.plan.prompt == first.plan.prompt
        scenes.append(again.plan.settings["scene"])
    places = [[body["at"] for body in scene["bodies"]] for scene in scenes]
    assert places[0] == places[1] == places[2] != places[3]
    assert all(scene["camera"] != scenes[0]["camera"] for scene in scenes[1:])
    assert run("cutout", "a.png", "-o", "c.png").code == 0
    alpha = np.asarray(Image.open("c.png"))[..., 3]
    assert alpha.min() == 0
    assert alpha.max() == 255
    assert run("upscale", "c.png", "-o", "d.png").code == 0
    assert read(Path("d.png")).plan.prompt == first.plan.prompt
    assert "made by “retouch”" in run("cutout", "d.png").err


def test_a_recipe_for_a_folder_and_one_for_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("FAKE", "1"), ("MODEL", "fake")):
        monkeypatch.setenv(f"TINTYPE_{name}", value)
    (tmp_path / "in").mkdir()
    for number in range(3):
        saved(weave(30, 40, number), tmp_path / "in" / f"{number}.png")
    (tmp_path / "in" / "broken.png").write_text("nothing")
    Path("wider.toml").write_text('[[step]]\ndo="outpaint"\nright=20\n[[step]]\ndo="upscale"\n')
    done = run("pipe", "wider.toml", "in", "-o", "out")
    assert done.code == 2
    assert "3 done, 1 failed" in done.err
    assert Image.open("out/1.png").size == (120, 60)
    made = '[[step]]\ndo="generate"\nprompt="a vase"\nsize="256x128"\nn=2\nseed=4\n[[step]]\ndo="upscale"\nscale=4\n'
    Path("made.toml").write_text(made)
    assert run("pipe", "made.toml", "-o", "x.png").code == 0
    assert Image.open("x-2.png").size == (1024, 512)
    assert read(Path("x-2.png")).plan.prompt == "a vase"
    for text, said in (
        ("step = 3", "[[step]] tables alone"),
        ('[[step]]\ndo="fly"', "Step 1 of bad.toml does 'fly'"),
        ('[[step]]\ndo="upscale"\n[[step]]\ndo="generate"', "only the first can"),
        ('[[step]]\ndo="upscale"\nsize="100x50"\nhow="much"', "says “how”"),
        ("[[step]", "cannot be read"),
        ('[[step]]\ndo="upscale"', "pictures are needed"),
    ):
        Path("bad.toml").write_text(text)
        done = run("pipe", "bad.toml")
        assert done.code == 2
        assert said in done.err


def test_the_same_in_python(tmp_path: Path) -> None:
    path = saved(weave(40, 50), tmp_path / "a.png")
    picture = tintype.outpaint(path, left="20%", seed=1)
    assert picture.pixels.shape == (40, 60, 3)
    assert np.array_equal(tintype.outpaint(path, left="20%", seed=1).pixels, picture.pixels)
    assert tintype.upscale(picture, size=(90, 60)).pixels.shape == (60, 90, 3)
    assert tintype.inpaint(path, box=(1, 1, 5, 5)).pixels.shape == (40, 50, 3)
    assert tintype.restore(path, noise=20).plan.settings["noise"] == 20


def test_what_was_made_out_of_files_is_painted_again_from_them(run: Run, tmp_path: Path) -> None:
    saved(weave(40, 50), tmp_path / "a.png")
    mask = np.zeros((40, 50), np.uint8)
    mask[10:20, 10:20] = 255
    saved(mask, tmp_path / "m.png")
    assert run("inpaint", "a.png", "--mask", "m.png", "-o", "b.png").code == 0
    assert "made out of other pictures; give them as well" in run("replay", "b.png").err
    assert "give it as well" in run("replay", "b.png", "--from", "a.png").err
    again = run("replay", "b.png", "--from", "a.png", "--from", "m.png")
    assert again.code == 0, again.err
    assert "every pixel identical" in again.out


def test_a_plan_that_names_files_of_mine_opens_none(run: Run, tmp_path: Path) -> None:
    saved(weave(20, 20), tmp_path / "a.png")
    assert run("upscale", "a.png", "-o", "b.png").code == 0
    assert (
        "made out of another picture; give it as well: tintype replay b.png --from FILE"
        in run("replay", "b.png").err
    )
    data = Path("b.png").read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        text, record = read_back(picture)
    told = json.loads(record or b"")
    told["plan"]["settings"]["images"] = [str(tmp_path / "a.png")]
    Path("c.png").write_bytes(written(np.asarray(picture), "PNG", text, json.dumps(told).encode()))
    said = run("replay", "c.png", "-o", "d.png")
    assert said.code == 2
    assert "by a path" in said.err
    assert not Path("d.png").exists()
