"""A hub on loopback that speaks Hugging Face's published contract, and misbehaves when it is told to.

Large files (.safetensors) lie in LFS: `resolve` redirects to another address with X-Linked-ETag, and the
tree tells their sha256. Small ones come at once, and the tree tells git's SHA-1 of them.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "hf_secret"
PAGE = 3
"""Entries in one answer of the tree."""


@dataclass
class Asked:
    path: str
    headers: dict[str, str]


@dataclass
class HubServer:
    """repos: id → path → bytes. gated: ids that need TOKEN; unaccepted: those that refuse even that.
    cut: path → bytes after which the connection drops, once for each number. spoiled: path → bytes sent
    instead. answers: path → statuses sent instead, one each time. ranges: whether Range is known."""

    repos: dict[str, dict[str, bytes]] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    unaccepted: set[str] = field(default_factory=set)
    cut: dict[str, list[int]] = field(default_factory=dict)
    spoiled: dict[str, bytes] = field(default_factory=dict)
    answers: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    cards: dict[str, dict[str, str]] = field(default_factory=dict)
    ranges: bool = True
    cdn: str = ""
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                pass

            def do_GET(self) -> None:
                hub.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
                hub.serve(self)

            do_HEAD = do_GET  # noqa: N815, as http.server has it

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def commit(self, repo: str) -> str:
        return hashlib.sha1(repr(sorted(self.repos[repo].items())).encode()).hexdigest()

    def fetched(self, ending: str) -> list[Asked]:
        """What was asked of the bytes of a file."""
        return [each for each in self.asked if each.path.endswith(ending) and "/cdn/" in each.path]

    def serve(self, to: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(unquote(to.path))
        if found := re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/main", parts.path):
            if self._let_in(to, found[1]):
                about = {"id": found[1], "sha": self.commit(found[1]), "gated": found[1] in self.gated}
                _json(to, {**about, "cardData": self.cards.get(found[1], {})})
        elif found := re.fullmatch(r"/api/models/([^/]+/[^/]+)/tree/(\w+)", parts.path):
            if self._let_in(to, found[1]):
                self._tree(to, found[1], parse_qs(parts.query))
        elif found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/(\w+)/(.+)", parts.path):
            if self._let_in(to, found[1]):
                self._resolve(to, found[1], found[3])
        elif found := re.fullmatch(r"/cdn/([^/]+/[^/]+)/(.+)", parts.path):
            self._bytes(to, self.repos[found[1]][found[2]], found[2])
        else:
            _json(to, {"error": "Not Found"}, 404)

    def _let_in(self, to: BaseHTTPRequestHandler, repo: str) -> bool:
        token = to.headers.get("Authorization", "")
        if repo not in self.repos:
            code = {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}
            _json(to, {"error": "Repository not found"}, 404 if token else 401, code)
        elif repo in self.unaccepted and token == f"Bearer {TOKEN}":
            _json(to, {"error": "Access restricted"}, 403, {"X-Error-Code": "GatedRepo"})
        elif repo in self.gated | self.unaccepted and token != f"Bearer {TOKEN}":
            _json(to, {"error": "Access restricted"}, 401, {"X-Error-Code": "GatedRepo"})
        else:
            return True
        return False

    def _tree(self, to: BaseHTTPRequestHandler, repo: str, query: dict[str, list[str]]) -> None:
        entries: list[dict[str, Any]] = []
        for path, data in self.repos[repo].items():
            blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            entry: dict[str, Any] = {"type": "file", "oid": blob, "size": len(data), "path": path}
            if path.endswith(".safetensors"):
                entry["lfs"] = {
                    "oid": hashlib.sha256(data).hexdigest(),
                    "size": len(data),
                    "pointerSize": 135,
                }
                entry["oid"] = "0" * 40  # of the pointer, which is not the file
            entries.append(entry)
        entries += [{"type": "directory", "oid": "1" * 40, "size": 0, "path": "unet"}]
        start = int(query.get("cursor", ["0"])[0])
        more = {}
        if start + PAGE < len(entries):
            where = f"{self.url}{urlsplit(to.path).path}?recursive=true&cursor={start + PAGE}"
            more["Link"] = f'<{where}>; rel="next"'
        _json(to, entries[start : start + PAGE], 200, more)

    def _resolve(self, to: BaseHTTPRequestHandler, repo: str, path: str) -> None:
        data = self.repos[repo].get(path)
        if data is None:
            _json(to, {"error": "Entry not found"}, 404, {"X-Error-Code": "EntryNotFound"})
        elif path.endswith(".safetensors"):
            linked = {
                "Location": f"{self.cdn or self.url}/cdn/{repo}/{path}",
                "X-Linked-ETag": f'"{hashlib.sha256(data).hexdigest()}"',
                "X-Linked-Size": str(len(data)),
                "X-Repo-Commit": self.commit(repo),
            }
            _send(to, 302, b"", linked)
        else:
            self._bytes(to, data, path, {"X-Repo-Commit": self.commit(repo)})

    def _bytes(
        self, to: BaseHTTPRequestHandler, data: bytes, path: str, more: dict[str, str] | None = None
    ) -> None:
        if waiting := self.answers.get(path):
            status, headers = waiting.pop(0)
            _json(to, {"error": "later"}, status, headers)
            return
        etag = hashlib.md5(data).hexdigest()
        data = self.spoiled.get(path, data)
        wish = re.fullmatch(r"bytes=(\d+)-", to.headers.get("Range", ""))
        begin = int(wish[1]) if wish and self.ranges else 0
        if begin >= len(data) > 0:
            _send(to, 416, b"", {"Content-Range": f"bytes */{len(data)}"})
            return
        headers = {"ETag": f'"{etag}"', "Accept-Ranges": "bytes", **(more or {})}
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        cuts = self.cut.get(path)
        _send(to, 206 if begin else 200, data[begin:], headers, cut=cuts.pop(0) if cuts else None)


def _send(
    to: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str], cut: int | None = None
) -> None:
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name, value)
    to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    if to.command == "HEAD":
        return
    to.wfile.write(body if cut is None else body[:cut])
    if cut is not None:
        to.wfile.flush()
        to.close_connection = True


def _json(
    to: BaseHTTPRequestHandler, body: Any, status: int = 200, headers: dict[str, str] | None = None
) -> None:
    _send(to, status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})
