"""Clients of other makes and years, each in an environment of its own. tests/clients holds the programs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from calls import png
from live_server import Live

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "tests" / "clients"
BESIDE = ROOT / ".venv" / "clients"


def run(command: list[str], **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def beside(script: str, live: Live) -> dict[str, Any]:
    if not (BESIDE / "litellm").exists():
        pytest.skip("the older Python clients could not be fetched: openai 2.x and LiteLLM were left out")
    command = [sys.executable, str(CLIENTS / script), f"{live.url}/v1"]
    return run(command, PYTHONPATH=str(BESIDE), LITELLM_LOCAL_MODEL_COST_MAP="True", NO_PROXY="127.0.0.1")


def test_the_openai_package_of_last_year(live: Live) -> None:
    found = beside("openai2_client.py", live)
    assert found["version"].startswith("2.")
    assert all(size > 1000 for size in (*found["generated"], found["edited"], found["edited several"]))
    assert httpx.get(found["url"]).status_code == 200
    assert found["models"] > 5
    assert found["events"] == ["image_generation.partial_image", "image_generation.completed"]
    assert found["events of an edit"] == ["image_edit.completed"]
    assert found["refused"] == ["invalid_value", "size"]
    assert found["unknown"] == ["model_not_found", "model"]


def test_litellm(live: Live) -> None:
    found = beside("litellm_client.py", live)
    assert found["generated"] > 1000
    assert found["edited"] > 1000
    assert found["masked"] > 1000
    assert httpx.get(found["url"]).status_code == 200
    assert found["refused"] == "NotFoundError"


def test_javascript(live: Live, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (CLIENTS / "node" / "node_modules" / "openai").exists():
        pytest.skip("the JavaScript clients could not be fetched: openai-node and the AI SDK were left out")
    (tmp_path / "red.png").write_bytes(png())
    (tmp_path / "mask.png").write_bytes(png(colour="black", hole=True))
    script = str(CLIENTS / "node" / "client.mjs")
    found = run([node, script, f"{live.url}/v1", str(tmp_path / "red.png"), str(tmp_path / "mask.png")])
    assert found["models"] > 5
    assert len(found["generated"]) == 2
    assert len(found["vercel"]) == 3
    assert min(*found["generated"], found["edited"], found["editedSeveral"], *found["vercel"]) > 1000
    assert httpx.get(found["url"]).status_code == 200
    assert found["events"] == ["image_generation.partial_image", "image_generation.completed"]
    assert found["refused"] == ["BadRequestError", "invalid_value", "size"]


REQUESTS: dict[str, tuple[dict[str, Any], str]] = {
    "LangChain": ({"prompt": "a vase", "n": 1, "size": "1024x1024", "model": "dall-e-3"}, "url"),
    "Open WebUI": ({"model": "gpt-image-1", "prompt": "a vase", "n": 1, "size": "512x512"}, "b64_json"),
    "Open WebUI, other model": ({"model": "fake", "prompt": "a", "n": 1, "response_format": "b64_json"}, "b64_json"),
    "LibreChat": (
        {"model": "gpt-image-1", "prompt": "a", "background": "auto", "output_format": "png", "quality": "auto",
         "size": "auto"}, "b64_json",
    ),
    "n8n": ({"model": "dall-e-3", "prompt": "a", "n": 1, "output_compression": 80, "quality": "standard"}, "url"),
    "SillyTavern": (
        {"model": "dall-e-3", "prompt": "a", "n": 1, "size": "1024x1024", "style": "vivid",
         "response_format": "b64_json"}, "b64_json",
    ),
    "a form's numbers": ({"model": "gpt-image-2", "prompt": "a", "n": "2", "stream": "false"}, "b64_json"),
}  # fmt: skip


@pytest.mark.parametrize("program", REQUESTS)
def test_requests_as_programs_send_them(program: str, live: Live) -> None:
    body, needs = REQUESTS[program]
    answer = httpx.post(f"{live.url}/v1/images/generations", json=body, timeout=20)
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"][0][needs]
