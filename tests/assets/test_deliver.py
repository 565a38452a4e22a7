"""Delivery and thumbnails: every format, whole, stamped; a damaged file is a sentence."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tintype.assets.deliver import deliver
from tintype.assets.stamp import encode, read_all
from tintype.assets.store import Store
from tintype.assets.thumbnails import thumbnail
from tintype.core.errors import BadFile, BadOption, DiskFull, NotFound
from tintype.core.picture import Picture
from tintype.core.request import Request
from tintype.testing import FakeEngine, ignore


def painted(alpha: bool = False) -> Picture:
    engine = FakeEngine()
    (plan,) = engine.plan(Request(prompt="a red vase", size=(768, 512), seed=7))
    pixels = engine.paint(plan, ignore)
    if alpha:
        clear = np.zeros((*pixels.shape[:2], 1), np.uint8)
        pixels = np.concatenate([pixels, clear], axis=2)
    return Picture(pixels=pixels, plan=plan, seconds=0.1)


def test_png_is_the_stored_file_to_the_byte() -> None:
    master = encode(painted(), "PNG")
    assert deliver(master, "png") == master


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_other_formats_look_the_same_and_say_the_same(format: str, tmp_path: Path) -> None:
    picture = painted()
    data = deliver(encode(picture, "PNG"), format, 95)
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    assert np.abs(pixels - picture.pixels).mean() < 3
    path = tmp_path / f"a.{'jpg' if format == 'jpeg' else format}"
    path.write_bytes(data)
    stamp = read_all(path).stamp
    assert stamp is not None
    assert stamp.plan == picture.plan


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_compression_is_quality(format: str) -> None:
    master = encode(painted(), "PNG")
    sizes = [len(deliver(master, format, quality)) for quality in (5, 50, 100)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] / 2


def test_what_is_clear_stays_clear_or_becomes_white() -> None:
    master = encode(painted(alpha=True), "PNG")
    assert Image.open(io.BytesIO(deliver(master, "webp"))).convert("RGBA").getpixel((9, 9))[3] == 0
    assert min(Image.open(io.BytesIO(deliver(master, "jpeg"))).getpixel((9, 9))) > 250


@pytest.mark.parametrize(("format", "compression"), [("gif", 90), ("png", 101), ("jpeg", -1)])
def test_what_cannot_be_delivered_is_named(format: str, compression: int) -> None:
    with pytest.raises(BadOption, match=str(compression) if format != "gif" else "gif"):
        deliver(encode(painted(), "PNG"), format, compression)


@pytest.mark.parametrize("side", [256, 512])
def test_a_thumbnail_is_small_and_made_once(side: int, tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    digest = store.put(encode(painted(), "PNG"))
    first = thumbnail(store, digest, side)
    assert Image.open(io.BytesIO(first)).size == (side, side * 2 // 3 + (side * 2 % 3 > 1))
    store.local(digest).write_bytes(b"gone")
    assert thumbnail(store, digest, side) == first


def test_a_damaged_picture_has_no_thumbnail_but_a_sentence(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    digest = store.put(b"\x89PNG\r\n\x1a\nnonsense")
    with pytest.raises(BadFile, match=digest[:12]):
        thumbnail(store, digest)
    with pytest.raises(NotFound):
        thumbnail(store, "0" * 64)
    with pytest.raises(BadOption, match="100"):
        thumbnail(store, digest, 100)


def test_a_picture_too_long_for_a_format_is_said(tmp_path: Path) -> None:
    from tintype.assets.stamp import written

    long = written(np.zeros((1, 16_400, 3), np.uint8), "PNG", None, None)
    with pytest.raises(BadOption, match=r"16400x1 .* webp, which holds 16383"):
        deliver(long, "webp")
    assert Image.open(io.BytesIO(deliver(long, "jpeg"))).size == (16_400, 1)


def test_a_thumbnail_keeps_what_is_clear_and_a_cut_master_is_a_sentence(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    master = encode(painted(alpha=True), "PNG")
    small = Image.open(io.BytesIO(thumbnail(store, store.put(master))))
    assert small.mode == "RGBA"
    assert small.getpixel((9, 9))[3] == 0
    with pytest.raises(BadFile, match="damaged"):
        thumbnail(store, store.put(master[: len(master) // 2]))


def test_a_thumbnail_is_given_even_where_it_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(str(tmp_path))
    digest = store.put(encode(painted(), "PNG"))

    def full(*args: object) -> None:
        raise DiskFull("There is no room left.")

    monkeypatch.setattr(store, "keep", full)
    assert thumbnail(store, digest).startswith(b"RIFF")
    assert store.kept(digest, "256.webp") is None


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    import subprocess

    code = "import sys, tintype.assets.store, tintype.assets.intake, tintype.assets.deliver, tintype.assets.provenance;"
    code += "print([m for m in ('PIL', 'numpy', 'c2pa', 'cryptography', 'fsspec') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
