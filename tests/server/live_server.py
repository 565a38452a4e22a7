"""Real servers on loopback, with the fake engine, a real ledger and a real store; and what tests do with them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from tintype.server.app import create_app
from tintype.server.serve import Server, address_of, bound, configured
from tintype.studio.build import build_house
from tintype.studio.settings import Settings

TOKEN = "the-token-that-was-printed"


class Live:
    """A server that runs in a thread."""

    def __init__(self, folder: Path, **changes: Any) -> None:
        start: dict[str, Any] = {
            "model": "fake", "size": "256x192", "data": str(folder), "moderation": "off", "provenance": False,
            "isolation": "here", "grace": 2,
        }  # fmt: skip
        self.settings = Settings(**{**start, **changes})
        self.house = build_house(self.settings, {"TINTYPE_FAKE": "1"})
        self.house.runner.start()
        self.app = create_app(self.house, self.settings, token=TOKEN)
        self._socket = bound("127.0.0.1", _free())
        self.url = address_of(self._socket)
        self.port: int = self._socket.getsockname()[1]
        self.server = Server(configured(self.app), self.house, self.app.state.closing, self.settings.grace)
        self._thread = threading.Thread(target=self.server.run, args=([self._socket],), daemon=True)
        self._thread.start()
        while not self.server.started:
            time.sleep(0.005)

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(20)
        self.house.close()

    def client(self, key: str = "", **headers: str) -> httpx.Client:
        """A program; with a key it shows it."""
        if key:
            headers["Authorization"] = f"Bearer {key}"
        return httpx.Client(base_url=self.url, headers=headers, timeout=20)

    def browser(self, key: str = "") -> httpx.Client:
        """A page of ours in a browser that was let in."""
        client = self.client(**{"Sec-Fetch-Site": "same-origin", "Origin": self.url})
        if key:
            client.cookies.update(httpx.post(f"{self.url}/api/session", json={"key": key}).cookies)
        else:
            client.cookies.set(self.app.state.secret.cookie, self.app.state.secret.open(), "127.0.0.1", "/")
        return client

    def key(self, name: str, *scopes: str) -> str:
        return self.house.ledger.make_key(name, scopes or ("generate",))[0]


def _free() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def submit(client: httpx.Client, prompt: str = "a red vase", **more: Any) -> dict[str, Any]:
    """An accepted job."""
    answer = client.post("/api/jobs", json={"prompt": prompt, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def finished(client: httpx.Client, id: str, seconds: float = 15) -> dict[str, Any]:
    """The job, when it is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = client.get(f"/api/jobs/{id}").json()
        if job["state"] in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.02)
    raise AssertionError(f"not over: {job}")


def painted(client: httpx.Client, prompt: str = "a red vase", **more: Any) -> dict[str, Any]:
    """A finished picture."""
    job = finished(client, submit(client, prompt, **more)["id"])
    assert job["state"] == "done", job
    return job["pictures"][0]


class Frame:
    """One server-sent event."""

    def __init__(self, text: str) -> None:
        fields = [line.partition(": ") for line in text.splitlines() if not line.startswith(":")]
        self.event = next((value for name, _, value in fields if name == "event"), "")
        self.id = next((int(value) for name, _, value in fields if name == "id"), None)
        self.data = json.loads("".join(value for name, _, value in fields if name == "data") or "null")


def frames(response: httpx.Response) -> Iterator[Frame]:
    """Frames as they come; comments are passed over."""
    buffer = ""
    for piece in response.iter_text():
        buffer += piece
        while "\n\n" in buffer:
            block, _, buffer = buffer.partition("\n\n")
            if any(not line.startswith(":") for line in block.splitlines()):
                yield Frame(block)
