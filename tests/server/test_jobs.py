"""/api/jobs: what is accepted is kept, told as it happens, and can be stopped."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import numpy as np
import pytest
from live_server import Frame, Live, finished, frames, painted, submit
from PIL import Image


def test_a_sentence_becomes_a_picture(client: httpx.Client) -> None:
    job = submit(client, "a red vase", size="320x200", seed=7, quality="low")
    assert (job["state"], job["size"], job["seed"], job["quality"]) == ("queued", "320x200", 7, "low")
    job = finished(client, job["id"])
    assert job["state"] == "done"
    assert job["started"] >= job["created"]
    (picture,) = job["pictures"]
    assert (picture["width"], picture["height"], picture["seed"]) == (320, 200, 7)
    file = client.get(picture["file"])
    assert file.headers["content-type"] == "image/png"
    assert file.content.startswith(b"\x89PNG")


def test_several_have_seeds_that_follow(client: httpx.Client) -> None:
    job = finished(client, submit(client, n=3, seed=5)["id"])
    assert [picture["seed"] for picture in job["pictures"]] == [5, 6, 7]
    assert job["done"] == job["n"] == 3


def test_the_answer_says_where_the_job_is(client: httpx.Client) -> None:
    answer = client.post("/api/jobs", json={"prompt": "a vase"})
    assert answer.headers["location"] == f"/api/jobs/{answer.json()['id']}"
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ({"aspect": "16:9"}, "256x144"),
        ({"aspect": "story"}, "144x256"),
        ({"size": "512"}, "512x512"),
        ({}, "256x192"),
    ],
)
def test_shapes_are_settled(client: httpx.Client, said: dict[str, str], size: str) -> None:
    assert submit(client, **said)["size"] == size


def test_an_element_is_filled_in_when_asked(client: httpx.Client) -> None:
    prompt = submit(client, "a red vase", enrich=True)["prompt"]
    assert prompt.startswith("a red vase")
    assert len(prompt) > 20


# Once and only once


def test_the_same_key_gives_the_same_job(client: httpx.Client) -> None:
    head = {"Idempotency-Key": "order-7"}
    first = client.post("/api/jobs", json={"prompt": "a vase"}, headers=head)
    again = client.post("/api/jobs", json={"prompt": "a vase"}, headers=head)
    other = client.post("/api/jobs", json={"prompt": "a jar"}, headers=head)
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert first.json()["id"] == again.json()["id"]
    assert again.headers["idempotent-replayed"] == "true"
    assert other.headers["x-should-retry"] == "false"


def test_twenty_at_once_with_one_key_paint_once(live: Live) -> None:
    ids: list[str] = []

    def send() -> None:
        with live.client(**{"Idempotency-Key": "at-once"}) as client:
            ids.append(client.post("/api/jobs", json={"prompt": "once"}).json()["id"])

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 20
    assert len(set(ids)) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 201])
def test_a_key_that_cannot_be_is_refused(client: httpx.Client, key: str) -> None:
    assert client.post("/api/jobs", json={"prompt": "x"}, headers={"Idempotency-Key": key}).status_code == 400


# Stopping, moving, trying again


def test_a_job_is_stopped_within_a_second(client: httpx.Client) -> None:
    job = submit(client, options={"seconds": 30})
    while client.get(f"/api/jobs/{job['id']}").json()["state"] != "running":
        time.sleep(0.02)
    start = time.monotonic()
    assert client.delete(f"/api/jobs/{job['id']}").json()["state"] == "cancelled"
    assert painted(client, "the next one")
    assert time.monotonic() - start < 3
    assert client.delete(f"/api/jobs/{job['id']}").json()["state"] == "cancelled"


def test_a_failed_job_says_why_and_can_be_tried_again(client: httpx.Client) -> None:
    job = finished(client, submit(client, options={"broken": "black"})["id"])
    assert job["state"] == "failed"
    assert job["failure"]["kind"] == "EngineFailed"
    assert job["pictures"] == []
    again = client.post(f"/api/jobs/{job['id']}/retry")
    assert again.status_code == 201
    assert again.json()["id"] != job["id"]
    assert again.json()["seed"] == job["seed"]


def test_a_job_that_is_not_over_cannot_be_tried_again(start: Callable[..., Live]) -> None:
    with start(workers=0).client() as client:
        assert client.post(f"/api/jobs/{submit(client)['id']}/retry").status_code == 409


def test_the_queue_is_paused_moved_and_counted(start: Callable[..., Live]) -> None:
    live = start()
    with live.client() as client:
        assert client.post("/api/queue/pause").json()["paused"] is True
        first, second = submit(client), submit(client)
        assert client.get(f"/api/jobs/{second['id']}").json()["position"] == 1
        moved = client.patch(f"/api/jobs/{second['id']}", json={"priority": 5}).json()
        assert (moved["priority"], moved["position"]) == (5, 0)
        queue = client.get("/api/queue").json()
        assert (queue["queued"], queue["running"], queue["paused"]) == (2, 0, True)
        assert client.post("/api/queue/resume").json()["paused"] is False
        done = [finished(client, job["id"]) for job in (second, first)]
        assert done[0]["started"] <= done[1]["started"]


def test_jobs_are_listed_newest_first_in_pages(start: Callable[..., Live]) -> None:
    with start(workers=0).client() as client:
        ids = [submit(client)["id"] for _ in range(5)]
        page = client.get("/api/jobs", params={"limit": 2}).json()
        rest = client.get("/api/jobs", params={"limit": 3, "before": page["next"]}).json()
        assert [job["id"] for job in page["jobs"] + rest["jobs"]] == ids[::-1]
        client.delete(f"/api/jobs/{ids[0]}")
        found = client.get("/api/jobs", params={"state": ["cancelled", "failed"]}).json()
        assert [job["id"] for job in found["jobs"]] == [ids[0]]
        assert client.get("/api/jobs", params={"state": "wobbly"}).status_code == 400


# One thing changed, and pictures as a start


def test_one_element_is_changed_and_the_child_knows_its_parent(start: Callable[..., Live]) -> None:
    live = start()
    with live.client() as client:
        picture = painted(client, "a red vase on white marble, soft window light", seed=9)
        body = {"element": "lighting", "words": "moonlight"}
        answer = client.post(f"/api/pictures/{picture['id']}/change", json=body)
        assert answer.status_code == 201, answer.text
        (child,) = finished(client, answer.json()["id"])["pictures"]
        assert "moonlight" in child["prompt"]
        assert "red vase" in child["prompt"]
        assert (child["seed"], child["parent"]) == (9, picture["id"])
        assert (
            client.post(f"/api/pictures/{picture['id']}/change", json={**body, "element": "soul"}).status_code
            == 400
        )


def test_a_mask_is_named_by_its_content_and_hangs_in_no_gallery(client: httpx.Client) -> None:
    picture = painted(client)
    mask = np.zeros((192, 256), np.uint8)
    mask[40:90, 60:120] = 255
    file = io.BytesIO()
    Image.fromarray(mask).save(file, "PNG")
    before = [client.get("/api/pictures", params={"deleted": binned}).json() for binned in (False, True)]
    told = client.post("/api/masks", files={"file": file.getvalue()}).json()
    assert (told["width"], told["height"]) == (256, 192)
    asked = {"operation": "edit", "images": [picture["id"]], "mask": told["mask"]}
    assert before == [
        client.get("/api/pictures", params={"deleted": binned}).json() for binned in (False, True)
    ]
    job = finished(client, submit(client, "a jar", **asked)["id"])
    assert job["state"] == "done", job
    gone = client.post("/api/jobs", json={**asked, "prompt": "a jar", "mask": "0" * 64})
    assert gone.status_code == 400
    assert "is not kept here any more" in gone.json()["error"]["message"]


def test_a_picture_is_varied_and_edited(client: httpx.Client) -> None:
    picture, mask = painted(client), painted(client, "a mask")
    for more in ({"operation": "vary"}, {"operation": "edit"}, {"operation": "edit", "mask": mask["id"]}):
        job = finished(client, submit(client, "a jar", images=[picture["id"]], **more)["id"])
        assert job["state"] == "done", job
        assert job["pictures"][0]["parent"] == picture["id"]
    assert client.post("/api/jobs", json={"prompt": "x", "operation": "vary"}).status_code == 400
    assert client.post("/api/jobs", json={"prompt": "x", "operation": "upscale"}).status_code == 400


# Events


def read(client: httpx.Client, url: str, most: int = 1000, **headers: str) -> list[Frame]:
    """Frames of a stream, until it ends or has given `most`."""
    found: list[Frame] = []
    with client.stream("GET", url, headers=headers) as response:
        assert response.status_code == 200, response.read()
        assert response.headers["content-type"].startswith("text/event-stream")
        for frame in frames(response):
            found.append(frame)
            if len(found) >= most:
                break
    return found


def kinds(found: list[Frame]) -> list[str]:
    return [frame.event for frame in found if frame.event != "growing"]


def test_a_job_tells_everything_and_then_ends(client: httpx.Client) -> None:
    job = submit(client, n=2)
    found = read(client, f"/api/jobs/{job['id']}/events")
    assert kinds(found) == ["queued", "running", "picture", "picture", "done"]
    ids = [frame.id for frame in found if frame.id is not None]
    assert ids == sorted(ids)
    assert {frame.data["index"] for frame in found if frame.event == "picture"} == {0, 1}


def test_a_picture_grows_before_ones_eyes(client: httpx.Client) -> None:
    job = submit(client, options={"seconds": 1.2})
    found = read(client, f"/api/jobs/{job['id']}/events?previews=true")
    grown = [frame for frame in found if frame.event == "growing"]
    assert len(grown) >= 3
    assert all(frame.id is None for frame in grown)
    assert grown[0].data["doing"]
    previews = [frame.data["preview"] for frame in grown if frame.data["preview"]]
    assert previews
    assert previews[-1].startswith("data:image/webp;base64,")
    plain = read(client, f"/api/jobs/{submit(client, options={'seconds': 0.6})['id']}/events")
    assert not any(frame.data.get("preview") for frame in plain)


def test_whoever_was_cut_off_resumes_where_they_were(client: httpx.Client) -> None:
    job = submit(client, n=3, options={"seconds": 0.3})
    url = f"/api/jobs/{job['id']}/events"
    seen: list[Frame] = []
    for _ in range(12):
        last = max((frame.id for frame in seen if frame.id), default=None)
        head = {"Last-Event-ID": str(last)} if last else {}
        part = read(client, url, most=2 if len(seen) < 20 else 1000, **head)
        seen += part
        if any(frame.event == "done" for frame in part):
            break
    told = [frame.id for frame in seen if frame.id is not None]
    assert told == sorted(set(told))
    assert kinds(seen) == ["queued", "running", "picture", "picture", "picture", "done"]


def test_nothing_more_is_said_after_the_end(client: httpx.Client) -> None:
    job = submit(client)
    last = read(client, f"/api/jobs/{job['id']}/events")[-1]
    url = f"/api/jobs/{job['id']}/events"
    assert client.get(url, headers={"Last-Event-ID": str(last.id)}).status_code == 204
    assert kinds(read(client, url)) == ["queued", "running", "picture", "done"]
    assert client.get(url, headers={"Last-Event-ID": "wobble"}).status_code == 400


def test_a_client_that_leaves_loses_nothing(client: httpx.Client) -> None:
    job = submit(client, options={"seconds": 0.8})
    read(client, f"/api/jobs/{job['id']}/events", most=2)  # and the connection is cut
    assert finished(client, job["id"])["state"] == "done"


def test_all_of_ones_jobs_are_told_and_nobody_elses(start: Callable[..., Live]) -> None:
    live = start(keys="always")
    anna, ben = live.client(live.key("anna")), live.client(live.key("ben"))
    stream = listen(live.client(live.key("annas page", "read", "for:anna")), "/api/events?previews=true")
    submit(ben, "not for anna")
    jobs = [submit(anna, options={"seconds": 0.5})["id"] for _ in range(2)]
    found = [next(stream)]
    while kinds(found).count("done") < 2:
        found.append(next(stream))
    assert {frame.data["job"] for frame in found} == set(jobs)
    assert any(frame.event == "growing" and frame.data["preview"] for frame in found)
    middle = [frame for frame in found if frame.id][3]
    rest = listen(anna, "/api/events", **{"Last-Event-ID": str(middle.id)})
    later = [frame.id for frame in found if frame.id and frame.id > middle.id]
    assert [next(rest).id for _ in later] == later
    for each in (anna, ben):
        each.close()


def listen(client: httpx.Client, url: str, **headers: str) -> Iterator[Frame]:
    """Frames of a stream that is open when this returns."""
    response = client.send(client.build_request("GET", url, headers=headers), stream=True)
    assert response.status_code == 200
    found = frames(response)
    time.sleep(0.2)  # the server reads where it stands after it has answered
    return found


def test_a_quiet_stream_says_that_it_lives(
    start: Callable[..., Live], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tintype.server.sse.HEARTBEAT", 0.1)
    with start(workers=0).client() as client:
        job = submit(client)
        with client.stream("GET", f"/api/jobs/{job['id']}/events") as response:
            text = ""
            for piece in response.iter_text():
                text += piece
                if text.count(": still here") >= 2:
                    break
    assert text.startswith(": open")


def test_streams_end_with_the_server(start: Callable[..., Live]) -> None:
    live = start()
    ended = threading.Event()

    def watch() -> None:
        with live.client() as client, client.stream("GET", "/api/events") as response:
            for _ in response.iter_text():
                pass
        ended.set()

    threading.Thread(target=watch, daemon=True).start()
    time.sleep(0.3)
    start_ = time.monotonic()
    live.stop()
    assert ended.wait(3)
    assert time.monotonic() - start_ < 4


def test_a_running_picture_may_finish_when_the_server_ends(start: Callable[..., Live]) -> None:
    live = start(grace=10)
    told: list[str] = []
    with live.client() as client:
        running, waiting = submit(client, options={"seconds": 1}), submit(client)
        stream = listen(client, f"/api/jobs/{running['id']}/events")
        thread = threading.Thread(target=lambda: told.extend(frame.event for frame in stream))
        thread.start()
        time.sleep(0.3)
        live.stop()
        thread.join(5)
    assert told[-1] == "done"
    again = start()
    with again.client() as client:
        assert client.get(f"/api/jobs/{running['id']}").json()["state"] == "done"
        assert finished(client, waiting["id"])["state"] == "done"
