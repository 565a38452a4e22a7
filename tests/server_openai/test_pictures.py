"""Pictures that come with a call: odd, broken and dangerous ones."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

import httpx
import pytest
from calls import png
from live_server import Live
from PIL import Image


def edit(live: Live, files: Any, **fields: str) -> httpx.Response:
    data = {"prompt": "w", "model": "gpt-image-1", **fields}
    return httpx.post(f"{live.url}/v1/images/edits", files=files, data=data, timeout=30)


def saved(image: Image.Image, format: str, **more: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **more)
    return file.getvalue()


def lying() -> bytes:
    """A PNG of a kilobyte that says it is 50,000 by 50,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


BROKEN: dict[str, tuple[bytes, int, str]] = {
    "cut off": (png((512, 512))[:300], 400, "invalid_image_file"),
    "empty": (b"", 400, "invalid_image_file"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 400, "invalid_image_file"),
    "a page": (b"<!DOCTYPE html><script>alert(1)</script>", 400, "invalid_image_file"),
    "a pickle": (b"\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00.", 400, "invalid_image_file"),
    "a bomb": (lying(), 413, "image_file_too_large"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_picture_is_told_of_the_part_that_brought_it(kind: str, live: Live) -> None:
    data, status, code = BROKEN[kind]
    answer = edit(live, [("image[0]", png()), ("image[1]", data)])
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (status, code, "image[1]")
    masked = edit(live, {"image": png(), "mask": data})
    assert (masked.status_code, masked.json()["error"]["param"]) == (status, "mask")


def test_a_photograph_that_lies_on_its_side_is_set_upright(live: Live) -> None:
    image = Image.new("RGB", (300, 200), "red")
    turned = image.getexif()
    turned[274] = 6
    answer = edit(live, {"image": saved(image, "JPEG", exif=turned)})
    assert answer.json()["size"] == "200x300"


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_pictures_for_print_are_taken_or_refused(format: str, live: Live) -> None:
    answer = edit(live, {"image": saved(Image.new("CMYK", (256, 256), (0, 255, 255, 0)), format)})
    assert answer.status_code in (200, 400)
    if format == "JPEG":
        made = Image.open(io.BytesIO(base64.b64decode(answer.json()["data"][0]["b64_json"])))
        assert made.size == (256, 256)


@pytest.mark.parametrize(
    ("size", "painted"),
    [((300, 200), "300x200"), ((4200, 1500), "4096x1463"), ((16, 16), "256x256"), ((64, 32), "256x128")],
)
def test_auto_is_the_size_of_the_picture_or_the_nearest_that_can_be_painted(
    size: tuple[int, int], painted: str, live: Live
) -> None:
    answer = edit(live, {"image": saved(Image.new("RGB", size, "red"), "JPEG")}, size="auto")
    assert answer.json()["size"] == painted
    made = Image.open(io.BytesIO(base64.b64decode(answer.json()["data"][0]["b64_json"])))
    assert "{}x{}".format(*made.size) == painted


def test_a_picture_that_is_too_narrow_says_so_and_a_size_helps(live: Live) -> None:
    answer = edit(live, {"image": png((2000, 200))})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "size")
    assert edit(live, {"image": png((2000, 200))}, size="512x256").status_code == 200


def test_a_mask_that_changes_everything_is_one(live: Live) -> None:
    whole = saved(Image.new("RGBA", (256, 256), (0, 0, 0, 0)), "PNG")
    answer = edit(live, {"image": png(), "mask": whole}, seed="3")
    assert answer.status_code == 200
    made = Image.open(io.BytesIO(base64.b64decode(answer.json()["data"][0]["b64_json"])))
    assert made.convert("RGB").getcolors() is None  # waves, no red


def test_a_link_has_the_compression_that_was_asked(live: Live) -> None:
    sizes = []
    for compression in (5, 100):
        body = {
            "model": "dall-e-3", "prompt": "a", "size": "512x512", "seed": 3, "output_format": "jpeg",
            "output_compression": compression,
        }  # fmt: skip
        made = httpx.post(f"{live.url}/v1/images/generations", json=body, timeout=20).json()
        answer = httpx.get(made["data"][0]["url"])
        assert answer.headers["content-type"] == "image/jpeg"
        sizes.append(len(answer.content))
    assert sizes[0] * 3 < sizes[1]
    name, _, query = made["data"][0]["url"].partition("?")
    assert httpx.get(f"{name.replace('.jpg', '-50.jpg')}?{query}").status_code == 403


def test_a_file_that_is_asked_after_alone(live: Live) -> None:
    address = f"{live.url}/v1/content_provenance_checks"
    for how, code in (
        ({"files": {"file": png()}, "data": {"wobble": "1"}}, "unknown_parameter"),
        ({"files": {"file": b""}}, "empty_image_file"),
        ({"files": {"image": png()}}, "unknown_parameter"),
        ({"data": {"a": "1"}}, "unknown_parameter"),
        ({}, "invalid_json"),
    ):
        answer = httpx.post(address, timeout=20, **how)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
