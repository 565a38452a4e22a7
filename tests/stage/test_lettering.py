"""Lettering can be read, fits its sheet, contrasts with its paper, and says what it cannot draw."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tintype.core.request import Request
from tintype.engines.stage import StageEngine, typeset
from tintype.engines.stage.film import srgb
from tintype.engines.stage.lettering import Sheet, Style, lettered, note, uncovered
from tintype.engines.stage.letters import pictured
from tintype.engines.stage.printed import canvas, dial, page, picture, screenful
from tintype.engines.stage.surfaces import surface
from tintype.engines.stage.surfaces.surface import luminance
from tintype.scene.kinds.catalogue import KINDS, placed
from tintype.scene.mesh import Part
from tintype.scene.model import Body, Material, Scene

STYLES: tuple[Style, ...] = (
    "label", "sign", "neon", "screen", "book", "poster", "stamp", "print", "chalk",
)  # fmt: skip
WORDS = (
    ("label", "LUMIERE"), ("label", "Rosewater"), ("label", "HONEY"), ("label", "Olive Oil"),
    ("label", "COLD BREW COFFEE"), ("label", "Jasmine"), ("sign", "OPEN"), ("sign", "Bakery"),
    ("sign", "NO PARKING"), ("sign", "Library"), ("neon", "HOTEL"), ("neon", "Jazz Club"),
    ("screen", "Welcome"), ("screen", "Good morning"), ("book", "The Quiet Garden"), ("book", "WALDEN"),
    ("poster", "SUMMER FESTIVAL"), ("poster", "Exhibition"), ("stamp", "APPROVED"), ("stamp", "Fragile"),
    ("print", "Coffee"), ("chalk", "Soup of the day"),
)  # fmt: skip


def look(sheet: Sheet) -> np.ndarray:
    """The sheet under even light, uint8 (h, w, 3)."""
    light = sheet.albedo if sheet.emission is None else sheet.albedo + np.minimum(sheet.emission, 1)
    return (srgb(light) * 255).astype(np.uint8)


def read(sheet: Sheet, tmp_path: Path) -> str:
    """What tesseract reads inside the border, letters only, upper case.

    Its layout analysis takes a framed word for a picture, so the border is cut off first.
    """
    pixels = look(sheet).mean(axis=-1)
    if np.median(pixels) < 110:
        pixels = 255 - pixels
    edge = round(0.09 * min(pixels.shape))
    inner = Image.fromarray(pixels[edge:-edge, edge:-edge].astype(np.uint8))
    inner.thumbnail((420, 420))
    page = Image.new("L", (inner.width + 80, inner.height + 80), int(np.median(pixels)))
    page.paste(inner, (40, 40))
    file = tmp_path / "sheet.png"
    page.save(file)
    done = subprocess.run(
        ["tesseract", str(file), "-", "--psm", "6"], capture_output=True, text=True, timeout=30, check=True
    )
    return plain(done.stdout)


def plain(text: str) -> str:
    flat = unicodedata.normalize("NFD", text.upper())
    return "".join(c for c in flat if c.isascii() and c.isalnum())


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract reads the labels")
@pytest.mark.parametrize(("style", "words"), WORDS)
def test_lettering_can_be_read(style: Style, words: str, tmp_path: Path):
    size = (0.06, 0.08) if style in ("label", "book") else (0.3, 0.2)
    papers = {"neon": "#20242c", "book": "#6a1024", "chalk": "#2b302d"}
    sheet = lettered(words, size_m=size, paper=papers.get(style, "#f2ede2"), style=style, seed=4, detail=640)
    assert plain(words) in read(sheet, tmp_path)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", [(0.05, 0.05), (0.3, 0.06), (0.04, 0.12)])
@pytest.mark.parametrize(
    "words", ["A", "Hello", "Extraordinarily long words wrapped on a label", "Привет, мир"]
)
def test_text_stays_inside_and_fills_its_sheet(style: Style, size: tuple[float, float], words: str):
    rng_free = lettered(words, size_m=size, paper="#ffffff", style=style, detail=256)
    blank = lettered("", size_m=size, paper="#ffffff", style=style, detail=256)
    text = np.clip(rng_free.ink - blank.ink, 0, 1) > 0.25
    h, w = text.shape
    assert max(h, w) == 256
    rows, columns = np.flatnonzero(text.any(axis=1)), np.flatnonzero(text.any(axis=0))
    margin = 0.03 * min(h, w)
    assert rows[0] >= margin
    assert columns[0] >= margin
    assert rows[-1] <= h - 1 - margin
    assert columns[-1] <= w - 1 - margin
    assert (rows[-1] - rows[0]) / h > 0.25 or (columns[-1] - columns[0]) / w > 0.45


@pytest.mark.parametrize("paper", ["#ffffff", "#111111", "#c81e1e", "#f2c716", "#22863a", "#83858a"])
@pytest.mark.parametrize("style", ["label", "sign", "book", "poster"])
def test_ink_contrasts_with_its_paper(paper: str, style: Style):
    for seed in range(4):
        sheet = lettered("Tea", size_m=(0.1, 0.1), paper=paper, style=style, seed=seed, detail=128)
        on, off = (
            float(luminance(sheet.albedo[mask]).mean()) for mask in (sheet.ink > 0.95, sheet.ink < 0.02)
        )
        assert (max(on, off) + 0.05) / (min(on, off) + 0.05) > 3


def test_the_ink_asked_for_is_used():
    sheet = lettered("Tea", size_m=(0.1, 0.1), paper="#ffffff", ink="#0000ff", style="poster", detail=128)
    letters = sheet.albedo[sheet.ink > 0.99].mean(axis=0)
    assert letters == pytest.approx([0, 0, 1], abs=0.02)


def test_neon_and_screens_shine_and_paper_does_not():
    for style in STYLES:
        sheet = lettered("Bar", size_m=(0.3, 0.2), paper="#eeeeee", style=style, detail=128)
        assert (sheet.emission is not None) == (style in ("neon", "screen"))
    neon = lettered("Bar", size_m=(0.3, 0.2), paper="#222222", style="neon", detail=256)
    assert neon.emission is not None
    assert neon.emission[neon.ink > 0.9].max() > 2
    assert neon.emission[neon.ink < 0.01].max() < 0.3


def test_a_label_without_text_is_blank_but_for_its_border():
    sheet = lettered("", size_m=(0.1, 0.1), paper="#ffffff", style="label", detail=256)
    assert (sheet.ink[40:-40, 40:-40] == 0).all()
    assert sheet.ink.max() > 0.1


def lettered_body(kind: str, text: str | None, **materials: Material) -> tuple[Body, Part]:
    """A body and the part its words are on."""
    body = Body(id=1, kind=kind, at=(0.0, 0.0, 0.0), text=text, materials=materials)
    return body, next(part for part, _ in placed(body) if part.slot == KINDS[kind].lettering)


@pytest.mark.parametrize("kind", ["mug", "cup", "box", "barrel", "book"])
def test_letters_are_printed_on_the_thing_itself(kind: str):
    coat = Material(name="lacquer", colour="#c8b02a")
    body, part = lettered_body(kind, "Tea", body=coat)
    made, shines = pictured(
        surface(Material(name="paper")), body, part, KINDS[kind].slots["label"], detail=256
    )
    bare = surface(coat).albedo.reshape(-1, 3).mean(axis=0)
    assert shines is None or shines.max() == 0
    assert np.median(made.albedo.reshape(-1, 3), axis=0) == pytest.approx(bare, abs=0.03)
    assert made.albedo.min() < bare.min()


def test_a_label_of_its_own_stays_paper():
    coat, own = Material(name="lacquer", colour="#202020"), Material(name="paper", colour="#f0f0f0")
    body, part = lettered_body("mug", "Tea", body=coat, label=own)
    made, _ = pictured(surface(own), body, part, own, detail=256)
    assert np.median(made.albedo) > 0.5


def test_slate_is_lettered_in_chalk():
    slate = Material(name="slate", colour="#2b302d")
    body, part = lettered_body("sign", "Soup", label=slate)
    made, _ = pictured(surface(slate), body, part, slate, detail=256)
    assert np.median(made.albedo) < 0.1
    assert made.albedo.max() > 0.4


def test_a_neon_sign_shines_in_the_colour_asked_for():
    blue = Material(name="emissive", colour="#2040ff", glow=5.0)
    body, part = lettered_body("neon_sign", "Bar", label=blue)
    _, shines = pictured(surface(blue), body, part, blue, detail=256)
    assert shines is not None
    light = shines.reshape(-1, 3).sum(axis=0)
    assert light[2] > 1.5 * light[0]


def test_two_lettered_things_keep_their_own_words():
    prompt = 'a white mug that says "Papa" next to a tin can labelled "Tea"'
    plan = StageEngine().plan(Request(prompt=prompt, size=(256, 256), seed=1))[0]
    told = {body.kind: body.text for body in Scene.from_json(plan.settings["scene"]).bodies if body.text}
    assert told == {"mug": "Papa", "tin_can": "Tea"}


def test_the_plan_says_what_it_cannot_letter():
    request = Request(prompt='a sign that says "Tea 日本"', size=(256, 256), seed=1)
    assert [said for said in StageEngine().plan(request)[0].notes if "日本" in said]


def test_an_accent_typed_apart_is_the_same_letter():
    together, apart = (
        lettered(text, size_m=(0.1, 0.1), paper="#ffffff", detail=128) for text in ("Caf\u00e9", "Cafe\u0301")
    )
    assert np.array_equal(together.ink, apart.ink)
    assert uncovered("Cafe\u0301") == ""


def test_paper_of_a_material_shows_its_texture():
    sheet = lettered("", size_m=(0.2, 0.2), paper=Material(name="linen"), style="poster", detail=256)
    assert sheet.albedo.std(axis=(0, 1)).min() > 0.005


def test_what_no_face_covers_is_said_and_left_out():
    assert uncovered("Café Ω Привет") == ""
    assert uncovered("a😀b日a😀") == "😀日"
    assert "😀" in note("hi 😀")
    assert note("hi") == ""
    with_it, without = (
        lettered(t, size_m=(0.1, 0.1), paper="#ffffff", style="sign", detail=128) for t in ("hi😀", "hi")
    )
    assert np.array_equal(with_it.ink, without.ink)


@pytest.mark.parametrize("text", ["\x00\x07", "\u200b", " \n\t ", "😀", "a" * 500, "word " * 200])
def test_odd_text_gives_a_sheet(text: str):
    for style in STYLES:
        sheet = lettered(text, size_m=(0.1, 0.05), paper="#ffffff", style=style, detail=128)
        assert sheet.albedo.shape == (64, 128, 3)
        assert np.isfinite(sheet.albedo).all()


def test_lettering_is_the_same_for_the_same_seed():
    make = [
        lettered("Tea", size_m=(0.1, 0.1), paper="#ffffff", style="label", seed=3, detail=128)
        for _ in range(2)
    ]
    assert np.array_equal(make[0].albedo, make[1].albedo)


@pytest.mark.parametrize("slot", ["label", "screen", "page", "dial", "canvas"])
def test_every_picture_slot_has_a_picture(slot: str):
    for seed in range(3):
        sheet = picture(
            slot, text=None, size_m=(0.2, 0.3), paper=Material(name="paper"), seed=seed, detail=192
        )
        assert sheet.albedo.shape == (192, 128, 3)
        assert sheet.albedo.dtype == np.float32
        assert 0 <= sheet.albedo.min() <= sheet.albedo.max() <= 1
        assert (sheet.emission is not None) == (slot == "screen")


def test_a_dial_has_ticks_all_round_and_a_page_has_lines():
    ink = dial(1, detail=256).ink
    y, x = np.mgrid[:256, :256] - 127.5
    ring = (np.hypot(x, y) > 112) & (np.hypot(x, y) < 117)
    turn = np.floor((np.arctan2(y, x) + np.pi) / (2 * np.pi) * 12).clip(0, 11)
    assert all(ink[ring & (turn == k)].max() > 0.5 for k in range(12))
    lines = page(1, detail=512).ink.mean(axis=1)
    assert ((lines[1:] > 0.05) & (lines[:-1] <= 0.05)).sum() > 20


def test_canvases_and_screens_differ_by_seed():
    assert not np.array_equal(canvas(1, detail=64).albedo, canvas(2, detail=64).albedo)
    one, two = (screenful(None, s, detail=64).emission for s in (1, 2))
    assert one is not None
    assert two is not None
    assert not np.array_equal(one, two)


def test_every_face_is_shipped_with_its_licence():
    for file in typeset.FACES.values():
        assert (typeset.FONTS / file).is_file()
    licences = [path.read_text() for path in typeset.FONTS.glob("LICENSE-*.txt")]
    for file in typeset.FACES.values():
        assert any(text.startswith(file) for text in licences)
    assert sum(p.stat().st_size for p in typeset.FONTS.iterdir()) < 1_500_000
