"""Files made to do harm: two things at once, a million parts, claims that are not true, random damage."""

from __future__ import annotations

import io
import random
import struct
import time
import warnings
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageFile

from tintype.assets.foreign import read_settings
from tintype.assets.intake import Intake, open_picture
from tintype.assets.kinds import MOST_PARTS, end, hidden
from tintype.core.errors import BadFile, TintypeError, TooLarge


def saved(format: str = "PNG", size: tuple[int, int] = (20, 10), **how: Any) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, format, **how)
    return file.getvalue()


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int, height: int, *, depth: int = 8, kind: int = 2, more: bytes = b"", rows: bytes = b""
) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND")


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("payload.txt", "x" * 100)
    return file.getvalue()


POLYGLOTS = {
    "a picture and an archive": (saved("PNG") + archive(), "zip archive"),
    "an archive behind a JPEG": (saved("JPEG") + b"\0" * 9 + archive(), "zip archive"),
    "an archive behind a WebP": (saved("WEBP") + archive(), "zip archive"),
    "an archive behind a GIF": (saved("GIF") + archive(), "zip archive"),
    "an archive as a text of a PNG": (
        png(1, 1, rows=bytes(4), more=chunk(b"tEXt", b"a\0" + archive())),
        "zip archive",
    ),
    "a document in a comment": (saved("JPEG", comment=b"%PDF-1.4 1 0 obj"), "PDF"),
    "a page behind a PNG": (saved("PNG") + b"\n<html><script>alert(1)</script>", "web page"),
    "a script behind a JPEG": (saved("JPEG") + b"<?php system($_GET['c']); ?>", "script"),
    "a drawing behind a WebP": (saved("WEBP") + b"<svg onload='alert(1)'>", "SVG"),
    "a program behind a PNG": (saved("PNG") + b"\x7fELF" + bytes(60), "program"),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_two_things_in_one_file_are_refused(name: str) -> None:
    data, word = POLYGLOTS[name]
    Image.open(io.BytesIO(data)).load()  # it is a picture
    if "archive" in name and "text" not in name:
        zipfile.ZipFile(io.BytesIO(data)).testzip()  # and an archive
    with pytest.raises(BadFile, match=word):
        open_picture(data)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_what_cameras_put_behind_a_picture_is_left_out(format: str) -> None:
    data = saved(format)
    assert end(data) == len(data)
    for tail in (saved("JPEG"), b"\0" * 99, b"SEFH" + bytes(40), b"\0\0\0\x18ftypmp42"):
        found = open_picture(data + tail)
        assert found.pixels.shape == (10, 20, 3)
        assert "what followed the picture left out" in found.changed


def test_honest_pictures_are_never_taken_for_two_things() -> None:
    for seed in range(60):
        random.seed(seed)
        size = (random.randrange(1, 90), random.randrange(1, 90))
        for format in ("PNG", "JPEG", "WEBP", "GIF"):
            assert hidden(saved(format, size)) is None


@pytest.mark.parametrize(
    "data",
    [
        png(1, 1, rows=bytes(4), more=chunk(b"prVt") * (MOST_PARTS + 5)),
        (jpeg := saved("JPEG"))[:2] + b"\xff\xfe\0\2" * (MOST_PARTS + 5) + jpeg[2:],
    ],
    ids=["PNG", "JPEG"],
)
def test_a_picture_of_a_million_parts_is_refused_at_once(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(TooLarge, match="50,000 parts"):
        open_picture(data)
    assert time.perf_counter() - start < 1


def gif(frames: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 4, 4, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b";"


def tiff(frames: int) -> bytes:
    fields = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 0), (277, 1), (278, 1), (279, 1))
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for index in range(frames):
        table = struct.pack("<H", len(fields)) + b"".join(
            struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields
        )
        out += table + struct.pack("<I", len(out) + len(table) + 4 if index < frames - 1 else 0)
    return bytes(out)


@pytest.mark.parametrize("data", [gif(100_000), tiff(20_000)], ids=["GIF", "TIFF"])
def test_of_a_hundred_thousand_frames_only_the_first_is_looked_at(data: bytes) -> None:
    start = time.perf_counter()
    assert "first frame of an animation" in open_picture(data).changed
    assert time.perf_counter() - start < 2


CLAIMS = {
    "png": png(9_000, 9_000),
    "gif": b"GIF89a" + struct.pack("<HHBBB", 9_000, 9_000, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    + b"\x2c" + struct.pack("<HHHHB", 0, 0, 9_000, 9_000, 0) + b"\x02\x02\x44\x01\x00;",
    "jpeg": b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 9_000, 9_000) + b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"
    + b"\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0" + bytes(20),
    "bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 60, 0, 54, 40, 9_000, 9_000, 1, 24, 0, 0, 0, 0, 0, 0),
}  # fmt: skip


@pytest.mark.parametrize("format", CLAIMS)
def test_nothing_is_decoded_that_claims_too_much(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **kwargs: object) -> None:
        pytest.fail("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", never)
    with pytest.raises(TooLarge, match="9000x9000, 81 megapixels; at most 64"):
        open_picture(CLAIMS[format])


@pytest.mark.parametrize("side", [60_000, 2**31 - 1])
def test_what_claims_more_than_anybody_could_open_is_told_how_much(side: int) -> None:
    with pytest.raises(TooLarge, match=f"{side * side / 1e6:.0f} megapixels"):
        open_picture(png(side, side))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (png(0, 0), "begins like a PNG"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<svg width='9'/>", "an SVG drawing"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "a web page"),
        (b"\0\0\0\x18ftypheic" + bytes(80), "a HEIC photograph"),
        (b"\0\0\0\x18ftypisom" + bytes(80), "a film"),
        (b"8BPS\0\1" + bytes(80), "Photoshop"),
        (saved("TIFF", compression="tiff_lzw"), "compressed TIFF"),
        (b"\0" * 500, "not a picture"),
    ],
)  # fmt: skip
def test_what_it_is_instead_is_said(data: bytes, word: str) -> None:
    with pytest.raises(BadFile, match=word):
        open_picture(data)


def damaged(data: bytes) -> bytes:
    """Some bytes changed, lost or added, mostly where the claims are."""
    out = bytearray(data)
    for _ in range(random.choice([1, 2, 5, 20])):
        at = random.randrange(min(len(out), random.choice([64, 400, len(out)])))
        how = random.random()
        if how < 0.5:
            out[at] = random.randrange(256)
        elif how < 0.7 and len(out) > 200:
            del out[at : at + random.choice([1, 4, 100])]
        elif how < 0.9:
            out[at:at] = random.randbytes(random.choice([1, 4, 64]))
        else:
            out[at : at + 4] = random.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"])
    return bytes(out)


def rich() -> list[bytes]:
    """A picture of each kind with something of everything in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + "p\nSteps: 3, Seed: 4, Size: 4x4".encode("utf-16-be")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    marked = [saved(format, exif=exif, icc_profile=profile) for format in ("PNG", "JPEG", "WEBP")]
    frame = Image.effect_noise((20, 10), 60)
    moving = io.BytesIO()
    frame.save(moving, "GIF", save_all=True, append_images=[frame.rotate(90)])
    return [*marked, moving.getvalue(), saved("TIFF"), saved("BMP")]


def test_random_damage_is_a_picture_or_a_sentence_and_warns_nobody() -> None:
    random.seed(4)
    said, found = [], []
    kinds = rich()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2000):
            data = damaged(random.choice(kinds))
            read_settings(data)
            try:
                found.append(open_picture(data, max_pixels=1_000_000))
            except TintypeError as error:
                said.append(str(error))
    assert len(found) > 50
    assert len(said) > 500
    assert all(each.pixels.dtype == np.uint8 for each in found)
    assert [each for each in said if not each.endswith(".") or "\n" in each] == []


def test_threads_that_open_at_once_leave_the_warnings_as_they_were() -> None:
    before = list(warnings.filters)
    strange = saved("PNG", exif=b"II*\0\x08\0\0\0\xff\xff\x12\x01")
    with pytest.warns(UserWarning, match="EXIF"):
        Image.open(io.BytesIO(strange)).getexif()

    def work(index: int) -> Intake:
        return open_picture(strange)

    with warnings.catch_warnings(record=True) as heard, ThreadPoolExecutor(8) as pool:
        warnings.simplefilter("always")
        assert all(found.format == "PNG" for found in pool.map(work, range(200)))
        assert not heard
    assert list(warnings.filters) == before
