"""Intake: every file that people send by mistake or on purpose."""

from __future__ import annotations

import io
import pickle
import struct
import warnings
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tintype.assets.intake import Intake, open_picture
from tintype.core.errors import BadFile, TooLarge, UserError


def saved(image: Image.Image, format: str = "PNG", **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **how)
    return file.getvalue()


def red(size: tuple[int, int] = (20, 10), mode: str = "RGB") -> Image.Image:
    return Image.new("RGB", size, (200, 30, 40)).convert(mode)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb(width: int, height: int) -> bytes:
    """A small PNG that unpacks to width · height pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def taken(data: bytes, **how: Any) -> Intake:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return open_picture(data, **how)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"])
def test_ordinary_pictures_are_taken(format: str) -> None:
    found = taken(saved(red(), format))
    assert found.format == format
    assert found.pixels.shape == (10, 20, 3)
    assert np.abs(found.pixels.astype(int) - [200, 30, 40]).max() <= 6


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16", "RGBA", "LA"])
def test_every_kind_of_pixel_becomes_eight_bits_of_rgb(mode: str) -> None:
    if mode == "I;16":
        data = saved(Image.fromarray(np.full((10, 20), 40_000, np.uint16)))
    else:
        data = saved(red(mode=mode), "TIFF" if mode == "CMYK" else "PNG")
    found = taken(data)
    assert found.pixels.dtype == np.uint8
    assert found.pixels.shape == (10, 20, 4 if mode in ("RGBA", "LA") else 3)
    if mode == "I;16":
        assert abs(int(found.pixels[0, 0, 0]) - 156) <= 1


def test_a_palette_with_a_hole_keeps_the_hole() -> None:
    image = red(mode="P")
    assert taken(saved(image, transparency=image.getpixel((0, 0)))).pixels[0, 0, 3] == 0


def test_a_photograph_on_its_side_is_turned_upright() -> None:
    image = red()
    image.putpixel((0, 0), (0, 0, 255))
    exif = Image.Exif()
    exif[0x0112] = 6
    found = taken(saved(image, "PNG", exif=exif))
    assert found.pixels.shape == (20, 10, 3)
    assert tuple(found.pixels[0, -1]) == (0, 0, 255)
    assert "turned upright" in found.changed


def test_colours_of_another_space_are_brought_to_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert np.abs(taken(saved(red(), icc_profile=lab)).pixels[0, 0].astype(int) - [200, 30, 40]).max() <= 2
    assert tuple(taken(saved(red(), icc_profile=b"nonsense")).pixels[0, 0]) == (200, 30, 40)


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [red(), Image.new("RGB", (20, 10), "blue")]
    found = taken(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert found.pixels[0, 0, 0] > 150
    assert "first frame of an animation" in found.changed


def test_one_pixel_is_a_picture() -> None:
    assert taken(saved(red((1, 1)))).pixels.shape == (1, 1, 3)


HOSTILE = {
    "empty": (b"", "empty"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    "html": (b"<!DOCTYPE html><script>1</script>", "web page"),
    "pickle": (pickle.dumps({"a": 1}), "pickle"),
    "zip": (b"PK\x03\x04" + b"\0" * 60, "zip"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "program": (b"\x7fELF" + b"\0" * 60, "program"),
    "noise": (bytes(range(256)) * 4, "not a picture"),
    "cut png": (saved(Image.effect_noise((200, 200), 80))[:900], "cut off"),
    "cut jpeg": (saved(red((300, 300)), "JPEG")[:400], "cut off"),
    "cut webp": (saved(Image.effect_noise((200, 200), 80), "WEBP")[:500], "cut off"),
    "polyglot": (b"GIF89a" + b"<script>alert(1)</script>" * 9, "image"),
    "png with a gzip tail": (b"\x89PNG\r\n\x1a\n" + b"\x1f\x8b" * 40, "image"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_whole_picture_is_refused_in_one_sentence(name: str) -> None:
    data, word = HOSTILE[name]
    with pytest.raises(BadFile) as caught:
        taken(data, name="image")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (100_000, 1_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(UserError) as caught:
        taken(bomb(*size), max_pixels=64_000_000)
    assert isinstance(caught.value, TooLarge | BadFile)


def test_a_bomb_of_text_harms_nobody() -> None:
    info = PngInfo()
    info.add_text("parameters", "x" * 90_000_000, zip=True)
    with pytest.raises(TooLarge, match="texts"):
        taken(saved(red(), pnginfo=info))


def test_a_gigabyte_is_refused_by_its_length() -> None:
    with pytest.raises(TooLarge, match=r"64\.0 MB.*50 MB"):
        taken(bytes(64 << 20), max_bytes=50 << 20)
