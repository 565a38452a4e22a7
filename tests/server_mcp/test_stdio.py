"""`tintype mcp` as a process, spoken to by the package's own client."""

from __future__ import annotations

import base64
import functools
import io
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from PIL import Image

FAKE = {"TINTYPE_FAKE": "1", "TINTYPE_MODEL": "fake", "TINTYPE_PROVENANCE": "0"}


def environment(data: Path, **more: str) -> dict[str, str]:
    return {"TINTYPE_DATA": str(data), "TINTYPE_SETTINGS": str(data / "none.toml"), **FAKE, **more}


def speaking(data: Path, talk: Callable[[Client], Awaitable[Any]], mode: str = "auto", **more: str) -> Any:
    """What a conversation with a fresh process gives."""

    async def run() -> Any:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "tintype", "mcp"], env=environment(data, **more)
        )
        async with Client(stdio_client(command), mode=mode) as client:
            return await talk(client)

    return anyio.run(run)


def picture(block: Any) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(block.data)))


class Assistant:
    """One conversation for many tests."""

    def __init__(self, data: Path) -> None:
        self._portal_context = start_blocking_portal()
        self._portal = self._portal_context.__enter__()
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "tintype", "mcp"], env=environment(data)
        )
        self._context = self._portal.wrap_async_context_manager(Client(stdio_client(command)))
        self._client = self._context.__enter__()

    def tool(self, name: str, progress: Any = None, **arguments: Any) -> Any:
        return self._portal.call(
            functools.partial(self._client.call_tool, name, arguments, progress_callback=progress)
        )

    def end(self) -> None:
        self._context.__exit__(None, None, None)
        self._portal_context.__exit__(None, None, None)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    found = Assistant(tmp_path_factory.mktemp("mcp"))
    yield found
    found.end()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_it_introduces_itself_and_its_tools(tmp_path: Path, mode: str) -> None:
    async def talk(client: Client) -> Any:
        return client.server_info, (await client.list_tools()).tools

    info, tools = speaking(tmp_path, talk, mode)
    assert info.name == "tintype"
    names = {tool.name for tool in tools}
    assert names == {"generate", "edit", "change", "coach", "enrich", "gallery", "picture", "models"}
    for tool in tools:
        assert tool.description
        for name, field in tool.input_schema["properties"].items():
            assert field.get("description") or name in ("limit", "element"), (tool.name, name)
    assert not (tmp_path / "ledger.db").exists(), "looking at tools opens no house"


def test_words_are_worked_on_before_anything_is_painted(assistant: Assistant) -> None:
    coached = assistant.tool("coach", sentence="a vase")
    assert {"environment", "lighting"} <= {each["element"] for each in coached.structured_content["findings"]}
    assert "Try:" in coached.content[0].text
    enriched = assistant.tool("enrich", sentence="a vase on a table", seed=3)
    assert enriched.structured_content["sentence"].startswith("a vase on a table")
    models = assistant.tool("models").structured_content
    assert {"stage", "fake"} <= {each["name"] for each in models["models"]}
    assert models["default"] == "fake"


def test_a_picture_is_painted_and_shown(assistant: Assistant) -> None:
    steps: list[tuple[float, float | None]] = []

    async def progress(done: float, total: float | None, message: str | None) -> None:
        steps.append((done, total))

    made = assistant.tool("generate", progress, prompt="a red vase", size="256x192", seed=7, n=2)
    assert [block.type for block in made.content] == ["text", "image", "text", "image"]
    assert picture(made.content[1]).size == (256, 192)
    first, second = made.structured_content["pictures"]
    assert (first["seed"], second["seed"]) == (7, 8)
    assert first["id"] in made.content[0].text
    whole = Image.open(first["file"])
    assert whole.size == (256, 192)
    assert "Seed: 7" in whole.info["parameters"]
    assert steps[0][1] == steps[-1][1] == 2
    assert steps[-1][0] == 2
    assert all(a < b for (a, _), (b, _) in itertools.pairwise(steps))


def test_a_picture_is_changed_edited_and_found(assistant: Assistant) -> None:
    made = assistant.tool("generate", prompt="a red vase on oak, soft light", size="256x192", seed=7)
    first = made.structured_content["pictures"][0]
    changed = assistant.tool("change", picture=first["id"], element="lighting", words="moonlight")
    again = changed.structured_content["pictures"][0]
    assert "moonlight" in again["prompt"]
    assert (again["seed"], again["parent"]) == (7, first["id"])
    edited = assistant.tool("edit", picture=first["id"], prompt="a blue vase")
    assert edited.structured_content["pictures"][0]["parent"] == first["id"]
    found = assistant.tool("gallery", words="blue")
    assert [each["prompt"] for each in found.structured_content["pictures"]] == ["a blue vase"]
    shown = assistant.tool("picture", picture=first["id"])
    assert shown.structured_content["pictures"][0]["file"] == first["file"]


def test_a_file_can_be_edited(assistant: Assistant, tmp_path: Path) -> None:
    base, mask = Image.new("RGB", (256, 192), "teal"), Image.new("L", (256, 192), 0)
    mask.paste(255, (0, 0, 128, 192))
    base.save(tmp_path / "base.png")
    mask.save(tmp_path / "mask.png")
    done = assistant.tool(
        "edit", picture=str(tmp_path / "base.png"), prompt="a vase", mask=str(tmp_path / "mask.png")
    )
    with Image.open(done.structured_content["pictures"][0]["file"]) as found:
        assert found.getpixel((200, 100)) == base.getpixel((200, 100))
        assert found.getpixel((50, 100)) != base.getpixel((50, 100))


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("generate", {"prompt": "a vase", "size": "10x10"}, "10x10 cannot be painted"),
        ("generate", {"prompt": "a vase", "size": "wide"}, "“wide” is not a size"),
        ("generate", {"prompt": "  "}, "empty"),
        ("generate", {"prompt": "a vase", "model": "sdxxl"}, "no model “sdxxl”"),
        ("generate", {"prompt": "a vase", "n": 40}, "less than or equal to 4"),
        ("generate", {"prompt": "a naked child"}, "not painted here"),
        ("generate", {"prompt": "a vase", "options": {"broken": "black"}}, "all black"),
        ("edit", {"picture": "nothing.png", "prompt": "a vase"}, "no picture “nothing.png”"),
        ("edit", {"picture": __file__, "prompt": "a vase"}, "not a picture"),
        ("edit", {"picture": "/etc", "prompt": "a vase"}, "no picture “/etc”"),
        ("picture", {"picture": "0" * 26}, "no picture"),
        ("picture", {"picture": "../../etc/passwd"}, "no id of a picture"),
        ("change", {"picture": "0" * 26, "element": "mood", "words": "x"}, "element"),
        ("coach", {}, "sentence"),
    ],
)
def test_what_cannot_be_is_a_result_that_says_so(
    assistant: Assistant, name: str, arguments: dict[str, Any], said: str
) -> None:
    result = assistant.tool(name, **arguments)
    assert result.is_error
    assert said in result.content[0].text


def test_stage_paints_here_too(assistant: Assistant) -> None:
    made = assistant.tool(
        "generate", prompt="a gold sphere on white marble", size="256x256", quality="low", model="stage"
    )
    assert not made.is_error, made.content
    assert picture(made.content[1]).size == (256, 256)
    assert made.structured_content["pictures"][0]["model"] == "stage"


# By hand, to see what is really on the lines


class Process:
    """`tintype mcp` with bare pipes."""

    def __init__(self, data: Path, **more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tintype", "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, **environment(data, **more)},
        )  # fmt: skip
        self._number = 0
        self.call("initialize", {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
        })  # fmt: skip
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def begin(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def call(self, method: str, params: dict[str, Any]) -> Any:
        number = self.begin(method, params)
        assert self.process.stdout
        while True:
            message = json.loads(self.process.stdout.readline())
            assert message["jsonrpc"] == "2.0"
            if message.get("id") == number:
                return message

    def tool(self, name: str, **arguments: Any) -> Any:
        return self.call("tools/call", {"name": name, "arguments": arguments})["result"]

    def end(self) -> tuple[str, str]:
        """(what else was on stdout, what was on stderr)."""
        out, err = self.process.communicate(timeout=20)
        return out, err


def test_nothing_but_the_protocol_is_on_stdout(tmp_path: Path) -> None:
    process = Process(tmp_path)
    assert process.tool("generate", prompt="a vase", size="256x192")["structuredContent"]["pictures"]
    assert process.tool("generate", prompt="a vase", options={"crash": "raise"})["isError"]
    process.send({"jsonrpc": "2.0", "id": 99, "method": "no/such/thing"})
    assert process.process.stdin
    process.process.stdin.write("this is no JSON\n")
    process.process.stdin.flush()
    assert process.tool("coach", sentence="a vase")["content"]
    out, _ = process.end()
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in out.splitlines())
    assert process.process.returncode == 0


def test_going_away_stops_the_picture(tmp_path: Path) -> None:
    process = Process(tmp_path)
    process.tool("generate", prompt="a first one, so that the painter is warm", size="256x192")
    process.begin("tools/call", {"name": "generate", "arguments": {
        "prompt": "a slow vase", "size": "256x192", "options": {"seconds": 30.0},
    }})  # fmt: skip
    time.sleep(1.0)
    start = time.monotonic()
    process.end()
    assert time.monotonic() - start < 10
    from tintype.ledger import Ledger

    ledger = Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}")
    assert [job.state for job in ledger.jobs()] == ["cancelled", "done"]
    ledger.close()


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    import importlib.util

    from tintype.cli.main import main

    find = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, package=None: None if name == "mcp" else find(name, package)
    )
    assert main(["mcp"]) == 1
    said = capsys.readouterr()
    assert 'pip install "tintype[mcp]"' in said.err
    assert said.out == ""


# Beside a server


class Served:
    """`tintype serve` on a folder."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tintype", "serve"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **environment(data)},
        )  # fmt: skip
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()


def test_a_running_server_paints_and_when_it_dies_we_do(tmp_path: Path) -> None:
    server = Served(tmp_path)
    assert server.address.startswith("http")
    process = Process(tmp_path)
    try:
        made = process.tool("generate", prompt="a vase", size="256x192")
        assert made["structuredContent"]["pictures"][0]["prompt"] == "a vase"
        killer = threading.Timer(1.0, server.process.kill)
        killer.start()
        start = time.monotonic()
        slow = process.tool("generate", prompt="a slow vase", size="256x192", options={"seconds": 3.0})
        assert slow["structuredContent"]["pictures"][0]["prompt"] == "a slow vase"
        assert time.monotonic() - start > 3.0
        killer.join()
    finally:
        server.process.kill()
        server.process.communicate()
        process.end()
