"""Pictures packed into one file, pictures found by colour, keys made and revoked over the API."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from live_server import Live, painted
from PIL import Image


@pytest.fixture
def gallery(start: Callable[..., Live]) -> Iterator[httpx.Client]:
    """A program before an empty gallery."""
    with start().client() as client:
        yield client


def packed(client: httpx.Client, ids: list[str], **more: Any) -> zipfile.ZipFile:
    answer = client.post("/api/pictures/zip", json={"ids": ids, **more})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert f'-{len(ids)}.zip"' in answer.headers["content-disposition"]
    file = zipfile.ZipFile(io.BytesIO(answer.content))
    assert file.testzip() is None
    return file


@pytest.mark.parametrize(("format", "kind"), [("png", "PNG"), ("webp", "WEBP")])
def test_a_zip_holds_every_picture_in_order_under_a_name_that_says_what_it_is(
    client: httpx.Client, format: str, kind: str
) -> None:
    one, two = painted(client, "a Red vase, café!", seed=5), painted(client, "two jugs", seed=6)
    file = packed(client, [two["id"], one["id"]], format=format)
    assert file.namelist() == [f"1-two-jugs-6.{format}", f"2-a-red-vase-cafe-5.{format}"]
    for name in file.namelist():
        image = Image.open(io.BytesIO(file.read(name)))
        assert (image.format, image.size) == (kind, (256, 192))


def test_a_zip_passes_over_what_is_not_there_and_says_what_cannot_be_read(
    start: Callable[..., Live],
) -> None:
    live = start()
    with live.client() as client:
        here, binned, broken = painted(client), painted(client), painted(client)
        client.delete(f"/api/pictures/{binned['id']}")
        live.house.store.delete(live.house.ledger.picture_of(broken["id"]).digest)
        body = {"ids": [here["id"], "0" * 26, binned["id"], broken["id"], here["id"]]}
        file = zipfile.ZipFile(io.BytesIO(client.post("/api/pictures/zip", json=body).content))
        assert len(file.namelist()) == 2
        assert file.namelist()[1] == "LEFT-OUT.txt"
        assert file.read("LEFT-OUT.txt").decode().startswith("2-a-red-vase-")
        assert client.post("/api/pictures/zip", json={"ids": ["0" * 26]}).status_code == 404
        assert client.post("/api/pictures/zip", json={"ids": []}).status_code == 400
    with live.client(live.key("anna", "read")) as other:
        assert other.post("/api/pictures/zip", json={"ids": [here["id"]]}).status_code == 404


def coloured(client: httpx.Client, rgb: tuple[int, int, int], on: tuple[int, int, int]) -> str:
    """A picture that was brought in: a disc of a tenth of it, on a ground."""
    image = Image.new("RGB", (320, 320), on)
    image.paste(rgb, (110, 110, 210, 210))
    file = io.BytesIO()
    image.save(file, "PNG")
    return client.post("/api/pictures", files={"file": file.getvalue()}).json()["picture"]["id"]


def test_pictures_are_found_by_their_colours(gallery: httpx.Client) -> None:
    lemon = coloured(gallery, (240, 210, 40), (250, 250, 248))
    sky = coloured(gallery, (40, 90, 200), (20, 20, 22))
    rose = coloured(gallery, (200, 30, 40), (130, 130, 130))

    def ids(**which: object) -> list[str]:
        return [each["id"] for each in gallery.get("/api/pictures", params=which).json()["pictures"]]  # type: ignore[arg-type]

    assert ids(colour="yellow") == ids(colour="white") == [lemon]
    assert ids(colour="blue") == ids(colour="black") == [sky]
    assert ids(colour="red") == ids(colour="grey") == [rose]
    assert ids(colour="green") == []
    gallery.patch(f"/api/pictures/{sky}", json={"favourite": True})
    assert ids(colour="blue", favourite=True) == [sky]
    assert ids(colour="red", favourite=True) == []
    assert gallery.get("/api/pictures", params={"colour": "mauve"}).status_code == 400


def test_colours_come_page_by_page(gallery: httpx.Client) -> None:
    reds = [coloured(gallery, (200 + i, 30, 40), (130, 130, 130)) for i in range(3)]
    coloured(gallery, (40, 90, 200), (130, 130, 130))
    first = gallery.get("/api/pictures", params={"colour": "red", "limit": 2}).json()
    assert [each["id"] for each in first["pictures"]] == [reds[2], reds[1]]
    rest = gallery.get("/api/pictures", params={"colour": "red", "limit": 2, "before": first["next"]}).json()
    assert [each["id"] for each in rest["pictures"]] == [reds[0]]
    assert rest["next"] is None


def test_a_key_is_made_told_once_and_revoked(start: Callable[..., Live]) -> None:
    live = start()
    with live.client() as client:
        made = client.post("/api/keys", json={"name": "anna", "scopes": ["read"]})
        assert made.status_code == 201
        secret, key = made.json()["secret"], made.json()["key"]
        assert key["hint"] == secret[-4:]
        assert client.post("/api/keys", json={"name": "anna"}).status_code == 409
        assert client.post("/api/keys", json={"name": "b", "scopes": ["wobble"]}).status_code == 400
        assert secret not in client.get("/api/keys").text
        with live.client(secret) as anna:
            assert anna.get("/api/session").json()["scopes"] == ["read"]
            assert anna.get("/api/keys").status_code == 403
            assert anna.post("/api/keys", json={"name": "mine"}).status_code == 403
        assert client.delete(f"/api/keys/{key['id']}").json()["revoked"] is not None
        assert [each["revoked"] is None for each in client.get("/api/keys").json()["keys"]] == [False]
        assert client.delete("/api/keys/" + "0" * 26).status_code == 404
    assert live.house.ledger.key(secret) is None


def test_only_an_operator_hears_where_files_of_models_lie(start: Callable[..., Live]) -> None:
    live = start()

    def folders(client: httpx.Client) -> list[str]:
        models = client.get("/api/models").json()["models"]
        assert all(bool(each["files"]) or not each["folder"] for each in models)
        return [each["folder"] for each in models if each["folder"]]

    with live.client(live.key("anna")) as other:
        assert folders(other) == []
    with live.client() as client:
        assert any(folder.endswith("weights") for folder in folders(client))
