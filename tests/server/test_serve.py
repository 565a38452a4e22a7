"""`tintype serve` and `tintype keys` as somebody at a terminal meets them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_server import finished, painted, submit

from tintype.core.errors import BadOption
from tintype.server import serve

ENVIRONMENT = {
    "TINTYPE_FAKE": "1", "TINTYPE_MODEL": "fake", "TINTYPE_SIZE": "256x192", "TINTYPE_SETTINGS": "/nonexistent",
    "TINTYPE_PROVENANCE": "false", "TINTYPE_ISOLATION": "here",
}  # fmt: skip


class Process:
    """`tintype serve` in a process of its own."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        self.start = time.monotonic()
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "tintype", "serve", "--data", str(folder), *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **ENVIRONMENT, **environment},
        )  # fmt: skip
        assert self.popen.stdout is not None
        self.line = self.popen.stdout.readline()
        self.url = self.line.partition("/?")[0].strip()

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=20)

    def end(self, sig: int = signal.SIGTERM) -> tuple[int, str, str]:
        """(exit code, the rest of stdout, stderr)."""
        self.popen.send_signal(sig)
        out, err = self.popen.communicate(timeout=30)
        return self.popen.returncode, out, err


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    """Starts servers on one data folder."""
    started: list[Process] = []

    def running(*words: str, **environment: str) -> Process:
        started.append(Process(tmp_path / "data", *words, **environment))
        return started[-1]

    yield running
    for each in started:
        if each.popen.poll() is None:
            each.popen.kill()
        each.popen.communicate()


def tintype(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tintype", *words], capture_output=True, text=True, check=False, timeout=30,
        env={**os.environ, **ENVIRONMENT, "TINTYPE_DATA": str(folder)},
    )  # fmt: skip


def test_it_prints_one_address_answers_at_once_and_ends_in_order(run: Callable[..., Process]) -> None:
    server = run(TINTYPE_ISOLATION="process")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}\n", server.line)
    with server.client() as client:
        assert client.get("/healthz").status_code == 200
        assert time.monotonic() - server.start < 5  # bench/serve.py says how long on a quiet machine
        assert client.get("/", headers={"Sec-Fetch-Site": "none"}).status_code == 401
        assert client.get(server.line.strip(), follow_redirects=True).status_code == 200
        painted(client)
    code, out, err = server.end()
    assert (code, out) == (0, "")
    assert "token" not in err
    assert "Traceback" not in err
    assert err.rstrip().endswith("everything accepted is kept.")


def test_ctrl_c_is_an_orderly_end(run: Callable[..., Process]) -> None:
    code, _, err = run().end(signal.SIGINT)
    assert code == 0
    assert "Traceback" not in err


def test_a_second_server_on_the_same_folder_is_refused_in_one_sentence(
    run: Callable[..., Process], tmp_path: Path
) -> None:
    run()
    second = tintype(tmp_path / "data", "serve")
    assert second.returncode == 1
    assert second.stdout == ""
    assert len(second.stderr.strip().splitlines()) == 1
    assert "Another server" in second.stderr


def test_running_pictures_finish_and_the_rest_waits_for_the_next_start(run: Callable[..., Process]) -> None:
    server = run()
    with server.client() as client:
        running, waiting = submit(client, options={"seconds": 1.5}), submit(client, options={"seconds": 0.1})
        while client.get(f"/api/jobs/{running['id']}").json()["state"] != "running":
            time.sleep(0.02)
    assert server.end()[0] == 0
    again = run(TINTYPE_WORKERS="0")
    with again.client() as client:
        assert client.get(f"/api/jobs/{running['id']}").json()["state"] == "done"
        assert client.get(f"/api/jobs/{waiting['id']}").json()["state"] == "queued"
    again.end()
    with run().client() as client:
        assert finished(client, waiting["id"])["state"] == "done"


def test_a_grace_that_is_too_short_gives_the_job_back(run: Callable[..., Process]) -> None:
    server = run(TINTYPE_GRACE="0")
    with server.client() as client:
        job = submit(client, options={"seconds": 20})
        while client.get(f"/api/jobs/{job['id']}").json()["state"] != "running":
            time.sleep(0.02)
    start = time.monotonic()
    assert server.end()[0] == 0
    assert time.monotonic() - start < 6
    with run(TINTYPE_WORKERS="0").client() as client:
        found = client.get(f"/api/jobs/{job['id']}").json()
        assert (found["state"], found["attempts"]) == ("queued", 0)


def test_told_twice_it_ends_at_once(run: Callable[..., Process]) -> None:
    server = run()
    with server.client() as client:
        submit(client, options={"seconds": 20})
        time.sleep(0.3)
    server.popen.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    start = time.monotonic()
    assert server.end()[0] == 128 + signal.SIGTERM
    assert time.monotonic() - start < 2


def test_after_kill_9_everything_is_there_and_goes_on(run: Callable[..., Process]) -> None:
    server = run(TINTYPE_ISOLATION="process")
    with server.client() as client:
        done = painted(client, "before")
        client.patch(f"/api/pictures/{done['id']}", json={"favourite": True, "tags": ["mine"]})
        jobs = [submit(client, f"job {i}", options={"seconds": 0.4})["id"] for i in range(4)]
        session = client.get(server.line.strip()).headers["set-cookie"].partition(";")[0]
        time.sleep(0.6)
    server.popen.kill()
    server.popen.wait()
    again = run()
    with again.client() as client:
        for id in jobs:
            job = finished(client, id)
            assert job["state"] == "done"
            assert len(job["pictures"]) == 1
        found = client.get(f"/api/pictures/{done['id']}").json()
        assert (found["favourite"], found["tags"]) == (True, ["mine"])
        assert client.get(found["file"]).status_code == 200
        assert len(client.get("/api/pictures").json()["pictures"]) == 5
        look = {"Sec-Fetch-Site": "same-origin", "Cookie": session}
        assert client.get("/api/queue", headers=look).status_code == 200


def test_a_taken_port_is_passed_over_unless_it_was_asked_for(
    run: Callable[..., Process], tmp_path: Path
) -> None:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # taken already
            stack.enter_context(socket.create_server(("127.0.0.1", serve.PORT)))
        server = run()
        assert server.url != f"http://127.0.0.1:{serve.PORT}"
        assert str(serve.PORT) in server.end()[2]
        refused = tintype(tmp_path / "other", "serve", "--port", str(serve.PORT))
        assert refused.returncode == 2
        assert f"port {serve.PORT} is taken" in refused.stderr


def test_open_to_the_network_it_says_who_gets_in(run: Callable[..., Process]) -> None:
    server = run("--host", "0.0.0.0")
    assert server.url.startswith("http://127.0.0.1:")
    with server.client() as client:
        assert client.get("/api/queue").status_code == 401
    assert "tintype keys create" in server.end()[2]
    assert "WARNING" in run("--host", "0.0.0.0", "--keys", "never").end()[2]


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 0), ("203.0.113.7", 0)])
def test_an_address_that_cannot_be_is_refused(host: str, port: int) -> None:
    with pytest.raises(BadOption):
        serve.bound(host, port)


def test_an_address_of_the_new_kind_is_written_in_brackets() -> None:
    try:
        listener = serve.bound("::1", 0)
    except BadOption:
        pytest.skip("this machine has no IPv6")
    with listener:
        assert serve.address_of(listener).startswith("http://[::1]:")


# Keys


def made(folder: Path, *words: str) -> dict[str, Any]:
    done = tintype(folder, "keys", "create", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_key_is_made_shown_once_listed_and_revoked(run: Callable[..., Process], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    server = run("--keys", "always")
    key = made(folder, "phone")
    with server.client() as client:
        head = {"Authorization": f"Bearer {key['key']}"}
        assert client.get("/api/queue", headers=head).status_code == 200
        listed = tintype(folder, "keys", "list")
        assert "phone" in listed.stdout
        assert key["key"] not in listed.stdout
        assert key["key"][-4:] in listed.stdout
        assert tintype(folder, "keys", "create", "phone").returncode == 2
        assert tintype(folder, "keys", "revoke", "phone").returncode == 0
        until = time.monotonic() + 8
        while client.get("/api/queue", headers=head).status_code == 200 and time.monotonic() < until:
            time.sleep(0.2)
        assert client.get("/api/queue", headers=head).status_code == 401
    for name in folder.rglob("*"):
        if name.is_file():
            assert key["key"].encode() not in name.read_bytes(), name


def test_scopes_are_asked_for_by_name(tmp_path: Path) -> None:
    key = made(tmp_path, "frame", "--scopes", "read,metrics", "--for", "anna")
    assert key["scopes"] == ["read", "metrics", "for:anna"]
    wrong = tintype(tmp_path, "keys", "create", "x", "--scopes", "wobble")
    assert wrong.returncode == 2
    assert "wobble" in wrong.stderr
    assert tintype(tmp_path, "keys", "revoke", "nobody").returncode == 2


@pytest.mark.parametrize("words", [["serve", "me", "a", "vase"], ["keys", "on", "a", "table"]])
def test_a_sentence_that_begins_like_a_command_is_a_sentence(words: list[str]) -> None:
    from tintype.cli.main import to_command

    assert to_command(words) == ["paint", *words]


@pytest.mark.parametrize(
    "words", [["serve"], ["serve", "--port", "9000"], ["keys", "list"], ["keys", "--help"]]
)
def test_and_a_command_is_a_command(words: list[str]) -> None:
    from tintype.cli.main import to_command

    assert to_command(words) == words
