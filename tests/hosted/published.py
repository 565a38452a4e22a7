"""A server on loopback that speaks OpenAI's published contract, and holds itself and its callers to it.

Every body that comes is checked against the published schema of its call, every answer against that of
answers: what does not fit is a failure of the test (`wrong`). No two pictures are the same, so a picture
that is the same was not asked for again.
"""

from __future__ import annotations

import base64
import io
import json
import socket
import threading
import time
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
from PIL import Image

SPEC = json.loads((Path(__file__).parents[1] / "server_openai" / "published.json").read_text())
KEY = "sk-a-key-of-the-tests-0123456789"
GENERATE, EDIT = "/v1/images/generations", "/v1/images/edits"
USAGE = {
    "total_tokens": 220, "input_tokens": 24, "output_tokens": 196,
    "input_tokens_details": {"text_tokens": 14, "image_tokens": 10},
    "output_tokens_details": {"text_tokens": 0, "image_tokens": 196},
}  # fmt: skip


def complaints(name: str, value: Any) -> list[str]:
    """What the published schema has against a value."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": SPEC["components"]}
    found = jsonschema.Draft202012Validator(schema).iter_errors(value)
    return [f"{name}: {error.message[:200]}" for error in found]


class Published:
    """script: what the next calls meet instead of a picture, each (status, headers, JSON or bytes), or a
    word: "cut", "hang", "broken", "slow". models: those it lists. newest: parameters beyond the
    published file are known here (they came after it)."""

    def __init__(self) -> None:
        self.script: list[Any] = []
        self.calls: list[dict[str, Any]] = []
        self.wrong: list[str] = []
        self.models = [("flux-local", "localai"), ("sd-cpp-local", "sd")]
        self.unknown: set[str] = set()
        self.official = True
        self.links = False
        self.painted = 0
        self.gone = 0
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                server._post(self)

            def do_GET(self) -> None:
                server._get(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        assert self.wrong == []

    # In

    def _get(self, handler: Any) -> None:
        if handler.path == "/v1/models":
            data = [
                {"id": id, "object": "model", "created": 1, "owned_by": whose} for id, whose in self.models
            ]
            answer = {"object": "list", "data": data}
            self.wrong += complaints("ListModelsResponse", answer)
            self._send(handler, 200, {}, answer)
        else:
            self._send(handler, 200, {}, self._picture((256, 256)))

    def _post(self, handler: Any) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        kind = handler.headers["Content-Type"]
        fields, files = (json.loads(body), {}) if "json" in kind else form(kind, body)
        with self._lock:
            self.calls.append(
                {"path": handler.path, "fields": fields, "files": files, "headers": dict(handler.headers)}
            )
            self._check(handler.path, fields, files)
            turn = self.script.pop(0) if self.script else None
        if self.official and handler.headers.get("Authorization") != f"Bearer {KEY}":
            turn = (401, {}, error("Incorrect API key provided: sk-a-k…789.", code="invalid_api_key"))
        for name in self.unknown & fields.keys():
            turn = (400, {}, error(f"Unknown parameter: '{name}'.", param=name, code="unknown_parameter"))
        if isinstance(turn, tuple):
            self._send(handler, *turn)
        elif turn == "cut":
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._paint(handler, fields, turn)

    def _check(self, path: str, fields: dict[str, Any], files: dict[str, list[bytes]]) -> None:
        """Holds a body to the published schema of its call."""
        if path == EDIT:
            named = {"image" if name == "image[]" else name for name in files}
            for name in ("n", "output_compression", "partial_images"):
                if name in fields:
                    fields[name] = int(fields[name])
            if "stream" in fields:
                fields["stream"] = fields["stream"] == "true"
            self.wrong += complaints("CreateImageEditRequest", {**fields, **dict.fromkeys(named, "binary")})
            known = SPEC["components"]["schemas"]["CreateImageEditRequest"]["properties"]
        else:
            self.wrong += complaints("CreateImageRequest", fields)
            known = SPEC["components"]["schemas"]["CreateImageRequest"]["properties"]
        if self.official:
            self.wrong += [f"{name} is no parameter" for name in fields.keys() - known.keys()]
            self.wrong += ["response_format"] if "response_format" in fields else []

    # Out

    def _paint(self, handler: Any, fields: dict[str, Any], turn: str | None) -> None:
        width, _, height = fields["size"].partition("x")
        size = int(width), int(height)
        if turn == "hang":
            self._until_gone(handler)
            return
        if turn == "slow":
            time.sleep(0.6)
        if fields.get("stream"):
            self._stream(handler, fields, size, turn)
            return
        file = b"no picture" if turn == "broken" else self._picture(size, fields.get("output_format", "png"))
        item = {"b64_json": base64.b64encode(file).decode()}
        if self.links:
            item = {"url": f"{self.url.removesuffix('/v1')}/files/1.png"}
        answer = {
            "created": 1_790_000_000, "data": [item], "background": "opaque", "quality": "low",
            "output_format": fields.get("output_format", "png"), "size": fields["size"], "usage": USAGE,
        }  # fmt: skip
        lacking = dict(answer)
        if fields["size"] not in ("1024x1024", "1024x1536", "1536x1024"):
            del lacking["size"]  # the published file is older than free sizes
        self.wrong += complaints("ImagesResponse", lacking)
        self._send(handler, 200, {}, answer)

    def _stream(self, handler: Any, fields: dict[str, Any], size: tuple[int, int], turn: str | None) -> None:
        kind = "image_edit" if handler.path == EDIT else "image_generation"
        schema = "ImageEdit" if handler.path == EDIT else "ImageGen"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        about = {"created_at": 1, "size": "1024x1024", "quality": "low", "background": "opaque",
                 "output_format": "png"}  # fmt: skip
        for number in range(fields["partial_images"]):
            text = base64.b64encode(self._picture(size, count=False)).decode()
            event = {
                "type": f"{kind}.partial_image",
                "b64_json": text,
                "partial_image_index": number,
                **about,
            }
            self.wrong += complaints(f"{schema}PartialImageEvent", event)
            self._frame(handler, event)
            if turn == "cut later":
                handler.close_connection = True
                return
            if turn == "blocked":
                self._frame(handler, {"type": "error", **error("no", code="moderation_blocked")})
                return
        text = base64.b64encode(self._picture(size)).decode()
        event = {"type": f"{kind}.completed", "b64_json": text, "usage": USAGE, **about}
        self.wrong += complaints(f"{schema}CompletedEvent", event)
        self._frame(handler, event)
        handler.wfile.write(b"data: [DONE]\n\n")

    def _frame(self, handler: Any, event: dict[str, Any]) -> None:
        handler.wfile.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())
        handler.wfile.flush()

    def _send(self, handler: Any, status: int, headers: dict[str, str], answer: Any) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        handler.send_response(status)
        headers = {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def _until_gone(self, handler: Any) -> None:
        """Says nothing until the caller hangs up."""
        handler.connection.settimeout(10)
        try:
            if not handler.connection.recv(1):
                self.gone += 1
        except OSError:
            pass
        handler.close_connection = True

    def _picture(self, size: tuple[int, int], format: str = "png", *, count: bool = True) -> bytes:
        self.painted += count
        across = np.linspace(0, 255, size[0], dtype=np.uint8)
        pixels = np.zeros((size[1], size[0], 3), np.uint8)
        pixels[..., 0], pixels[..., 1] = across, 40 * self.painted % 256
        pixels[: size[1] // 2, :, 2] = 200
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, format.upper())
        return file.getvalue()


def error(
    message: str, *, param: str | None = None, code: str | None = None, type: str = ""
) -> dict[str, Any]:
    """An error as published."""
    found = {
        "error": {"message": message, "type": type or "invalid_request_error", "param": param, "code": code}
    }
    assert complaints("ErrorResponse", found) == []
    return found


def form(kind: str, body: bytes) -> tuple[dict[str, Any], dict[str, list[bytes]]]:
    """(fields, files by the name of their part) of a multipart form."""
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields: dict[str, Any] = {}
    files: dict[str, list[bytes]] = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if part.get_filename():
            files.setdefault(name, []).append(data)
        else:
            fields[name] = data.decode()
    return fields, files
