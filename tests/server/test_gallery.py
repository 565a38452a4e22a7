"""/api/pictures: found, marked, thrown away, brought back, brought in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import httpx
import pytest
from live_server import Live, painted
from PIL import Image
from PIL.PngImagePlugin import PngInfo


@pytest.fixture
def gallery(start: Callable[..., Live]) -> Iterator[httpx.Client]:
    """A program before an empty gallery."""
    with start().client() as client:
        yield client


def ids(client: httpx.Client, **which: object) -> list[str]:
    return [each["id"] for each in client.get("/api/pictures", params=which).json()["pictures"]]  # type: ignore[arg-type]


def test_pictures_are_found_by_words_marks_and_tags(gallery: httpx.Client) -> None:
    red, blue = painted(gallery, "a RED vase"), painted(gallery, "a blue vase")
    assert ids(gallery) == [blue["id"], red["id"]]
    assert ids(gallery, words="vase red") == [red["id"]]
    assert ids(gallery, words="green") == []
    assert ids(gallery, model="fake", limit=1) == [blue["id"]]
    assert ids(gallery, before=blue["id"]) == [red["id"]]
    marked = gallery.patch(
        f"/api/pictures/{red['id']}", json={"favourite": True, "tags": ["b", "a", "b"]}
    ).json()
    assert marked["favourite"] is True
    assert marked["tags"] == ["a", "b"]
    assert ids(gallery, favourite=True) == [red["id"]]
    assert ids(gallery, tag="a") == [red["id"]]
    assert gallery.patch(f"/api/pictures/{red['id']}", json={}).json()["favourite"] is True
    assert gallery.patch(f"/api/pictures/{red['id']}", json={"wobble": 1}).status_code == 400


def test_what_is_thrown_away_can_be_brought_back(gallery: httpx.Client) -> None:
    one, two = painted(gallery), painted(gallery)
    assert gallery.delete(f"/api/pictures/{one['id']}").json()["deleted"] is not None
    assert ids(gallery) == [two["id"]]
    assert ids(gallery, deleted=True) == [one["id"]]
    assert gallery.get(f"/files/{one['id']}.png").status_code == 404
    assert gallery.get(f"/api/pictures/{one['id']}").status_code == 200
    assert gallery.post("/api/pictures/restore", json={"ids": [one["id"], "0" * 26]}).json() == {"count": 1}
    assert len(ids(gallery)) == 2
    assert gallery.post("/api/pictures/delete", json={"ids": [one["id"], two["id"]]}).json() == {"count": 2}
    assert gallery.delete("/api/pictures/" + "0" * 26).status_code == 404
    gallery.post("/api/pictures/restore", json={"ids": [two["id"]]})
    assert gallery.post("/api/pictures/purge").json() == {"count": 1}
    assert ids(gallery, deleted=True) == []
    assert gallery.get(f"/api/pictures/{one['id']}").status_code == 404
    assert gallery.get(two["file"]).status_code == 200


def test_lineage_is_told_from_the_oldest(gallery: httpx.Client) -> None:
    first = painted(gallery)
    second = painted(gallery, operation="vary", images=[first["id"]])
    third = painted(gallery, operation="vary", images=[second["id"]])
    line = gallery.get(f"/api/pictures/{second['id']}/lineage").json()["pictures"]
    assert [each["id"] for each in line] == [first["id"], second["id"], third["id"]]


@pytest.mark.parametrize(("format", "kind"), [("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WEBP")])
def test_a_file_comes_in_any_format(client: httpx.Client, format: str, kind: str) -> None:
    id = painted(client)["id"]
    answer = client.get(f"/api/pictures/{id}/file", params={"format": format, "compression": 80})
    assert answer.headers["content-type"] == f"image/{format}"
    assert "immutable" in answer.headers["cache-control"]
    image = Image.open(io.BytesIO(answer.content))
    assert (image.format, image.size) == (kind, (256, 192))
    saved = client.get(f"/api/pictures/{id}/file", params={"format": format, "download": True})
    assert saved.headers["content-disposition"] == f'attachment; filename="tintype-{id}.{format}"'


def test_a_thumbnail_is_small(client: httpx.Client) -> None:
    id = painted(client, size="1024x512")["id"]
    for side, size in ((256, (256, 128)), (512, (512, 256))):
        image = Image.open(
            io.BytesIO(client.get(f"/api/pictures/{id}/thumbnail", params={"side": side}).content)
        )
        assert (image.format, image.size) == ("WEBP", size)
    assert client.get(f"/api/pictures/{id}/thumbnail", params={"side": 300}).status_code == 400


def dropped(text: dict[str, str] | None = None) -> bytes:
    info = PngInfo()
    for name, value in (text or {}).items():
        info.add_text(name, value)
    file = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 100, 50)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


INFOTEXT = "a red vase\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x640, Model: dream"


def test_a_picture_of_another_program_brings_its_settings(client: httpx.Client) -> None:
    answer = client.post("/api/pictures", files={"file": dropped({"parameters": INFOTEXT})})
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert (found["picture"]["width"], found["picture"]["height"], found["picture"]["job"]) == (64, 48, None)
    recalled = found["recalled"]
    assert (recalled["prompt"], recalled["negative"], recalled["seed"]) == ("a red vase", "blurry", 42)
    assert (recalled["steps"], recalled["size"], recalled["model"]) == (20, "512x640", "dream")
    assert client.get(f"/api/pictures/{found['picture']['id']}/recall").json() == recalled
    silent = client.post("/api/pictures", files={"file": dropped()}).json()
    assert silent["recalled"] is None
    assert client.get(f"/api/pictures/{silent['picture']['id']}/recall").json() is None


def test_settings_that_json_cannot_say_break_nothing(client: httpx.Client) -> None:
    for text in (
        '{"1": {"class_type": "KSampler", "inputs": {"cfg": NaN, "seed": 1e999}}}',
        "[" * 5000,
        "{}",
        "\x00",
    ):
        answer = client.post("/api/pictures", files={"file": dropped({"prompt": text, "workflow": text})})
        assert answer.status_code == 201, answer.text
        json.loads(answer.text, parse_constant=lambda name: pytest.fail(name))


def test_our_own_picture_remembers(client: httpx.Client) -> None:
    picture = painted(client, "a blue jar", seed=11)
    recalled = client.get(f"/api/pictures/{picture['id']}/recall").json()
    assert (recalled["prompt"], recalled["seed"], recalled["program"]) == ("a blue jar", 11, "tintype")


def test_a_picture_that_was_brought_in_can_be_varied_but_not_changed(client: httpx.Client) -> None:
    id = client.post("/api/pictures", files={"file": dropped()}).json()["picture"]["id"]
    assert painted(client, operation="vary", images=[id])["parent"] == id
    body = {"element": "lighting", "words": "moonlight"}
    assert client.post(f"/api/pictures/{id}/change", json=body).status_code == 400
