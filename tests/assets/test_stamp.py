from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image
from sd_parsers import ParserManager

from tintype.assets.files import save
from tintype.assets.stamp import digest, infotext, read, read_all, stamp
from tintype.core.errors import BadFile, OurError
from tintype.core.picture import Picture

ENDINGS = ["png", "jpg", "jpeg", "webp"]

INFOTEXT_FIELD = re.compile(r'\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
"""The field pattern that readers of the `parameters` convention use."""


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_tells_how_it_was_made(picture: Picture, tmp_path: Path, ending: str) -> None:
    path = save(picture, tmp_path / f"x.{ending}")
    assert read(path) == stamp(picture)
    assert read(path).plan == picture.plan


def test_png_holds_the_pixels_bit_for_bit(picture: Picture, tmp_path: Path) -> None:
    found = read_all(save(picture, tmp_path / "x.png"))
    assert found.stamp is not None
    assert found.sha256 == found.stamp.sha256 == digest(picture.pixels)
    assert found.size == (64, 48)


def test_transparency_survives_where_the_format_has_it(picture: Picture, tmp_path: Path) -> None:
    clear = replace(picture, pixels=np.dstack([picture.pixels, picture.pixels[..., :1]]))
    assert read_all(save(clear, tmp_path / "x.png")).sha256 == digest(clear.pixels)
    assert Image.open(save(clear, tmp_path / "x.webp")).mode == "RGBA"
    assert Image.open(save(clear, tmp_path / "x.jpg")).mode == "RGB"


@pytest.mark.parametrize("ending", ENDINGS)
def test_others_read_the_parameters(picture: Picture, tmp_path: Path, ending: str) -> None:
    text = read_all(save(picture, tmp_path / f"x.{ending}")).text
    assert text is not None
    prompt, last = text.rsplit("\n", 1)
    assert prompt == picture.plan.prompt
    fields = dict(INFOTEXT_FIELD.findall(last))
    assert len(fields) >= 3
    assert fields["Seed"] == "42"
    assert fields["Size"] == "64x48"
    assert fields["Steps"] == "16"
    assert fields["Model"] == "stage"
    assert fields["Version"].startswith("tintype ")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_independent_reader_understands_it(picture: Picture, tmp_path: Path, ending: str) -> None:
    found = ParserManager().parse(save(picture, tmp_path / f"x.{ending}"))
    assert found is not None
    assert found.generator.value == "AUTOMATIC1111"
    assert [str(prompt) for prompt in found.prompts] == [picture.plan.prompt]
    assert [model.name for model in found.models] == ["stage"]
    assert found.samplers[0].parameters == {"seed": "42", "steps": "16"}


def test_png_text_lies_under_the_key_that_others_look_for(picture: Picture, tmp_path: Path) -> None:
    image = Image.open(save(picture, tmp_path / "x.png"))
    image.load()
    assert image.info["parameters"] == infotext(picture.plan)


def test_jpeg_comment_has_the_header_that_others_look_for(picture: Picture, tmp_path: Path) -> None:
    comment = Image.open(save(picture, tmp_path / "x.jpg")).getexif().get_ifd(0x8769)[0x9286]
    assert comment.startswith(b"UNICODE\0")
    assert comment[8:].decode("utf-16-be") == infotext(picture.plan)


def test_a_scene_of_a_hundred_bodies_fits_into_a_jpeg(picture: Picture, tmp_path: Path) -> None:
    body = {"at": [0.123, -0.456, 0.789], "kind": "bottle", "yaw": 12.3456, "materials": {"glass": "#aabbcc"}}
    settings = {"bodies": [{**body, "id": index, "shape": index * 7919} for index in range(100)]}
    full = replace(picture, plan=msgspec.structs.replace(picture.plan, settings=settings))
    assert read(save(full, tmp_path / "x.jpg")).plan.settings == settings


def test_a_description_too_long_for_jpeg_is_said_and_leaves_no_file(picture: Picture, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 16, 200_000)
    settings = {"noise": "".join(f"{digit:x}" for digit in noise)}
    heavy = replace(picture, plan=msgspec.structs.replace(picture.plan, settings=settings))
    with pytest.raises(OurError, match=r"\.png"):
        save(heavy, tmp_path / "x.jpg")
    assert list(tmp_path.iterdir()) == []
    assert read(save(heavy, tmp_path / "x.png")).plan.settings == settings


@pytest.mark.parametrize(
    "comment",
    [
        b"UNICODE\0" + "a cat\nSteps: 20 花".encode("utf-16-be"),
        b"UNICODE\0" + "a cat\nSteps: 20 花".encode("utf-16-le"),
        b"ASCII\0\0\0a cat\nSteps: 20 ?",
    ],
)
def test_comments_of_others_are_read_in_either_byte_order(tmp_path: Path, comment: bytes) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = comment
    Image.new("RGB", (8, 8)).save(tmp_path / "x.jpg", exif=exif)
    text = read_all(tmp_path / "x.jpg").text
    assert text is not None
    assert text.startswith("a cat\nSteps: 20 ")


def test_a_graph_of_another_program_is_shown(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("prompt", '{"3": {"class_type": "KSampler"}}')
    Image.new("RGB", (8, 8)).save(tmp_path / "x.png", pnginfo=info)
    assert "KSampler" in (read_all(tmp_path / "x.png").text or "")


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_secret_gets_into_a_file(
    picture: Picture, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tintype.core.request import Request
    from tintype.studio.build import build

    canaries = {
        "TINTYPE_CHAT_KEY": "canary-one",
        "OPENAI_API_KEY": "canary-two",
        "TINTYPE_CHAT_URL": "http://canary-three/",
    }
    for name, value in canaries.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TINTYPE_FAKE", "1")
    studio = build()
    assert studio.settings.chat_key == "canary-one"
    (painted,) = studio.run(Request(prompt="a vase", model="fake", size=(256, 256)), lambda event: None)
    path = save(painted, tmp_path / f"canary-four.{ending}")
    everything = path.read_bytes() + msgspec.json.encode(read_all(path))
    assert b"canary" not in everything
    assert str(Path.home()).encode() not in everything


def test_a_picture_of_somebody_else_is_said_to_be_silent(tmp_path: Path) -> None:
    for ending in ENDINGS:
        Image.new("RGB", (8, 8)).save(tmp_path / f"x.{ending}")
        assert read_all(tmp_path / f"x.{ending}").stamp is None
        with pytest.raises(BadFile, match="does not say how it was made"):
            read(tmp_path / f"x.{ending}")


@pytest.mark.parametrize(
    "content",
    [b"", b"not a picture", b"\x80\x04\x95cos\nsystem\n", b"GIF89a" + bytes(100), b"\x89PNG\r\n\x1a\n"],
)
def test_what_is_no_picture_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.png"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"strange\.png"):
        read(path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_cut_off_anywhere_is_refused(picture: Picture, tmp_path: Path, ending: str) -> None:
    data = save(picture, tmp_path / f"x.{ending}").read_bytes()
    cut = tmp_path / f"cut.{ending}"
    for share in (0.1, 0.5, 0.9):
        cut.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(BadFile):
            read(cut)


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    with pytest.raises(BadFile, match="more pixels than are safe"):
        read(path)


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with open(path, "wb") as file:
        file.truncate(201 * 2**20)
    with pytest.raises(BadFile, match="201 MB"):
        read(path)


def test_an_altered_description_is_refused(picture: Picture, tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    for record in ("{", '{"plan": 1}', '{"plan": {"engine": "stage"}}', "[]"):
        info = PngInfo()
        info.add_itxt("tintype", record)
        Image.new("RGB", (8, 8)).save(tmp_path / "x.png", pnginfo=info)
        with pytest.raises(BadFile, match="altered"):
            read(tmp_path / "x.png")


@pytest.mark.parametrize("name", ["nowhere.png", "."])
def test_what_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile):
        read(tmp_path / name)
