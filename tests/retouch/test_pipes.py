"""A recipe as one job of the server: what `tintype pipe` does, step by step, durably."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from live_server import finished, frames
from pictures import weave
from test_server import pixels_of, png

import tintype

RECIPE = [
    {"do": "generate", "prompt": "a vase", "size": "256x128", "n": 2, "seed": 4},
    {"do": "upscale", "scale": 2},
    {"do": "outpaint", "left": "25%", "seed": 9},
]


@pytest.fixture
def client(start: Any) -> Any:
    with start(moderation="auto").client() as found:
        yield found


def piped(client: Any, step: list[dict[str, Any]], **more: Any) -> Any:
    answer = client.post("/api/pipes", json={"step": step, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_every_step_is_a_picture_whose_parent_is_the_step_before(client: Any, tmp_path: Path) -> None:
    job = finished(client, piped(client, RECIPE)["id"])
    assert job["state"] == "done", job
    made = job["pictures"]
    assert [(each["width"], each["height"]) for each in made] == [(256, 128), (512, 256), (640, 256)] * 2
    assert [each["model"] for each in made] == ["fake", "retouch", "retouch"] * 2
    assert [each["seed"] for each in made[::3]] == [4, 5]
    parents = [each["parent"] for each in made]
    ids = [each["id"] for each in made]
    assert parents == [None, ids[0], ids[1], None, ids[3], ids[4]]
    line = client.get(f"/api/pictures/{ids[2]}/lineage").json()
    assert [each["id"] for each in line["pictures"]] == ids[:3]
    with client.stream("GET", f"/api/jobs/{job['id']}/events") as told:
        heard = [(frame.event, frame.data.get("index")) for frame in frames(told)]
    assert sorted(index for event, index in heard if event == "picture") == [0, 1, 2, 3, 4, 5]
    assert [event for event, _ in heard if event in ("running", "done")] == ["running", "done"]
    (tmp_path / "first.png").write_bytes(client.get(made[0]["file"]).content)
    pixels = pixels_of(client.get(made[1]["file"]).content)
    assert np.array_equal(pixels, tintype.upscale(tmp_path / "first.png", scale=2).pixels)


def test_it_starts_from_a_picture_and_masks_lie_in_the_house(client: Any) -> None:
    pixels = weave(60, 80)
    id = client.post("/api/pictures", files={"file": ("a.png", png(pixels))}).json()["picture"]["id"]
    mask = np.zeros((60, 80), np.uint8)
    mask[20:30, 20:30] = 255
    name = client.post("/api/masks", files={"file": ("m.png", png(mask))}).json()["mask"]
    steps = [{"do": "outpaint", "right": 20}, {"do": "inpaint", "box": [0, 0, 9, 9]}]
    job = finished(client, piped(client, [{"do": "inpaint", "mask": name}, *steps], image=id)["id"])
    assert job["state"] == "done", job
    one, two, three = job["pictures"]
    assert one["parent"] == id
    last = pixels_of(client.get(three["file"]).content)
    kept = np.ones((60, 80), bool)
    kept[20:30, 20:30] = kept[:9, :9] = False
    assert np.array_equal(last[:, :80][kept], pixels[kept])
    assert three["parent"] == two["id"]


def test_what_no_step_can_do_is_refused_before_the_first(client: Any) -> None:
    part = {"do": "inpaint", "box": [0, 0, 9, 9]}
    refusals: list[tuple[Any, str]] = [
        ([{"do": "fly"}], "Step 1 of this request does 'fly'"),
        ([{"do": "upscale"}], "give its id as `image`"),
        ([{"do": "generate", "prompt": "a vase", "n": "2"}], "says n = '2'; it must be a whole number"),
        ([RECIPE[0], {"do": "upscale", "scale": 3}], "scale is 3"),
        ([RECIPE[0], {"do": "inpaint", "box": [250, 0, 9, 9]}], "does not lie in the picture, 256x128"),
        ([RECIPE[0], {**part, "words": "a red vase", "model": "retouch"}], "cannot paint"),
        ([{**RECIPE[0], "n": 40}, *RECIPE[1:]], "too many for one job"),
        ([RECIPE[0], {"do": "upscale"}, {"do": "vary"}], "was made out of another picture"),
        ([RECIPE[0], {"do": "outpaint", "left": 9, "words": "a naked child"}], "is not painted here"),
    ]
    for step, said in refusals:
        answer = client.post("/api/pipes", json={"step": step})
        assert answer.status_code == 400, answer.text
        assert said in answer.json()["error"]["message"]
    assert client.get("/api/jobs").json()["jobs"] == []


def test_a_server_that_ends_midway_goes_on_where_it_was(start: Any) -> None:
    slow = [{**RECIPE[0], "n": 3, "options": {"seconds": 0.3}}, {"do": "upscale"}]
    server = start(grace=0)
    with server.client() as client:
        whole = seen(client, finished(client, piped(client, slow)["id"]))
        id = piped(client, slow)["id"]
        while client.get(f"/api/jobs/{id}").json()["done"] < 2:
            time.sleep(0.02)
    server.stop()
    with start(grace=0).client() as client:
        before = client.get(f"/api/jobs/{id}").json()["done"]
        job = finished(client, id)
        again = seen(client, job)
    assert before < len(whole) == 6
    assert all(np.array_equal(*pair) for pair in zip(whole, again, strict=True))
    assert [each["parent"] for each in job["pictures"][1::2]] == [each["id"] for each in job["pictures"][::2]]


def seen(client: Any, job: Any) -> list[Any]:
    """The pixels of a job's pictures."""
    return [pixels_of(client.get(each["file"]).content) for each in job["pictures"]]


def test_it_can_be_stopped_between_steps(client: Any) -> None:
    slow = [{**RECIPE[0], "n": 8, "options": {"seconds": 0.2}}, {"do": "upscale"}]
    id = piped(client, slow)["id"]
    while client.get(f"/api/jobs/{id}").json()["done"] < 2:
        time.sleep(0.02)
    client.delete(f"/api/jobs/{id}")
    job = finished(client, id)
    assert job["state"] == "cancelled"
    time.sleep(0.5)
    assert len(client.get(f"/api/jobs/{id}").json()["pictures"]) == len(job["pictures"]) < 16
