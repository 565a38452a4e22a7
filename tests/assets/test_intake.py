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
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = taken(saved(red(), icc_profile=profile)).pixels[0, 0]
    assert np.abs(same.astype(int) - [200, 30, 40]).max() <= 2
    # A space whose red is sRGB's green and the other way round: the names in its table swapped.
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    found = taken(saved(red(), icc_profile=swapped))
    assert np.abs(found.pixels[0, 0].astype(int) - [30, 200, 40]).max() <= 2
    assert "colours brought to sRGB" in found.changed
    clear = taken(saved(red(mode="RGBA"), icc_profile=swapped)).pixels
    assert clear.shape == (10, 20, 4)
    assert np.abs(clear[0, 0].astype(int) - [30, 200, 40, 255]).max() <= 2
    assert tuple(taken(saved(red(), icc_profile=b"nonsense")).pixels[0, 0]) == (200, 30, 40)


def test_ink_becomes_light() -> None:
    ink = Image.new("CMYK", (20, 10), (0, 255, 255, 0))  # magenta and yellow
    for format in ("JPEG", "TIFF"):
        found = taken(saved(ink, format)).pixels[0, 0].astype(int)
        assert found[0] > 200
        assert found[1:].max() < 60


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.full((4, 4), 200, np.uint16), 1),
        (np.full((4, 4), 65_535, np.uint16), 255),
        (np.full((4, 4), 0.5, np.float32), 128),
        (np.full((4, 4), 70_000, np.int32), 255),
    ],
)  # fmt: skip
def test_dark_stays_dark_in_eight_bits(values: np.ndarray, expected: int) -> None:
    image = Image.fromarray(values)
    found = taken(saved(image, "PNG" if values.dtype == np.uint16 else "TIFF"))
    assert int(found.pixels[0, 0, 0]) == expected
    assert "16 bits made 8" in found.changed


def test_sixteen_bits_of_each_colour_are_said() -> None:
    head = struct.pack(">IIBBBBB", 1, 1, 16, 2, 0, 0, 0)
    row = zlib.compress(b"\0" + bytes([200, 1, 30, 1, 40, 1]))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    found = taken(data)
    assert tuple(found.pixels[0, 0]) == (200, 30, 40)
    assert found.changed == ("16 bits made 8",)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_as_pillow_turns_it(orientation: int) -> None:
    from PIL import ImageOps

    image = Image.effect_noise((6, 4), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(image, "PNG", exif=exif)
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    assert (taken(data).pixels == expected).all()


@pytest.mark.parametrize(
    "block", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff\x01\x12"]
)
def test_exif_that_nobody_can_read_turns_nothing(block: bytes) -> None:
    for format in ("PNG", "JPEG", "WEBP"):
        assert taken(saved(red(), format, exif=b"Exif\0\0" + block)).pixels.shape == (10, 20, 3)


def test_a_photograph_with_a_second_one_inside_is_a_jpeg() -> None:
    data = saved(red(), "MPO", save_all=True, append_images=[red((4, 4))])
    found = taken(data)
    assert (found.format, found.pixels.shape) == ("JPEG", (10, 20, 3))


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
