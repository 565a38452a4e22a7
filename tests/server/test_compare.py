"""/api/compare: several models, one sentence; blind votes; standings."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_server import Live


@pytest.fixture
def two(start: Callable[..., Live], tmp_path_factory: pytest.TempPathFactory) -> Live:
    """A server that has a second server's fake as well."""
    other = Live(tmp_path_factory.mktemp("other"))
    live = start(servers=f"there={other.url}/v1 fake")
    live.other = other  # type: ignore[attr-defined]
    return live


def compared(client: httpx.Client, **more: Any) -> dict[str, Any]:
    body = {"prompt": "a red vase", "models": ["fake", "there/fake"], "size": "256x192", "seed": 7, **more}
    answer = client.post("/api/compare", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/compare/{answer.json()['id']}"
    return answer.json()


def painted(client: httpx.Client, id: str) -> dict[str, Any]:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = client.get(f"/api/compare/{id}").json()
        if all(each["state"] in ("done", "failed") for each in found["entrants"]):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_names_are_told_after_the_vote_and_the_vote_makes_standings(two: Live) -> None:
    with two.client() as client:
        begun = compared(client)
        assert begun["voted"] is False
        found = painted(client, begun["id"])
        assert [each["letter"] for each in found["entrants"]] == ["A", "B"]
        assert {each["model"] for each in found["entrants"]} == {None}
        files = [client.get(each["file"]).content for each in found["entrants"]]
        assert all(file.startswith(b"\x89PNG") for file in files)
        told = client.post("/api/votes", json={"comparison": begun["id"], "best": "B"}).json()
        assert {each["model"] for each in told["entrants"]} == {"fake", "there/fake"}
        winner = told["entrants"][1]["model"]
        board = client.get("/api/leaderboard").json()
        assert board["votes"] == 1
        assert board["standings"][0]["model"] == winner
        client.post("/api/votes", json={"comparison": begun["id"], "best": "tie"})
        board = client.get("/api/leaderboard").json()
        assert (board["votes"], board["standings"][0]["won"]) == (1, 0.5)
    two.other.stop()  # type: ignore[attr-defined]


def test_what_cannot_be_is_refused_and_nothing_is_accepted(start: Callable[..., Live]) -> None:
    live = start(servers="there=http://127.0.0.1:9/v1 fake")  # nobody answers there
    with live.client() as client:
        for body, status, said in (
            ({"models": ["fake"]}, 400, "models"),
            ({"models": ["fake", "fake"]}, 400, "name 2 to 16"),
            ({"models": ["fake", "nobody"]}, 404, "nobody"),
            ({"models": ["fake", "dall-e-3"]}, 404, "retired"),
            ({"models": ["fake", "there/fake"], "size": "1x1"}, 400, "1x1"),
        ):
            answer = client.post("/api/compare", json={"prompt": "a vase", **body})
            assert answer.status_code == status, answer.text
            assert said in answer.json()["error"]["message"]
        assert client.get("/api/jobs").json()["jobs"] == []
        nothing = client.post("/api/votes", json={"comparison": "0" * 26, "best": "A"})
        assert nothing.status_code == 404
        begun = client.post(
            "/api/compare",
            json={"prompt": "a vase", "models": ["fake", "there/fake"], "blind": False, "size": "256"},
        ).json()
        assert {each["model"] for each in begun["entrants"]} == {"fake", "there/fake"}
        for each in begun["entrants"]:
            client.delete(f"/api/jobs/{each['job']}")
        seen = client.post("/api/votes", json={"comparison": begun["id"], "best": "A"})
        assert seen.status_code == 400
    elsewhere = live.key("phone")
    with live.client(elsewhere) as client:
        assert client.get(f"/api/compare/{begun['id']}").status_code == 404


def test_votes_survive_the_server(tmp_path: Path) -> None:
    from tintype.studio.votes import Entrant, Votes

    for number in range(2):
        live = Live(tmp_path)
        with live.client() as client:
            assert client.get("/api/leaderboard").json()["votes"] == number
        votes = Votes(live.house.data)
        pair = [Entrant(letter="A", model="x"), Entrant(letter="B", model="y")]
        votes.vote(votes.begin("a vase", 1, (256, 256), pair, blind=True).id, "A")
        live.stop()
