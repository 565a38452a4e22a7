"""Enriching through a chat endpoint: a real HTTP server that answers as the published API does."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tintype.brief.enrich import enrich
from tintype.brief.parse import parse
from tintype.studio.chat import chat_asker


@pytest.fixture
def endpoint():
    """(base url, requests seen, dict whose "status" and "content" the server answers with)."""
    seen: list[tuple[dict, str | None]] = []
    answer = {"status": 200, "content": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append(({"path": self.path, **body}, self.headers.get("Authorization")))
            self.send_response(answer["status"])
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            message = {"role": "assistant", "content": answer["content"]}
            self.wfile.write(json.dumps({"choices": [{"index": 0, "message": message}]}).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1", seen, answer
    server.shutdown()


def test_its_words_are_used_and_the_key_stays_in_the_header(endpoint):
    url, seen, answer = endpoint
    added = {"element": "lighting", "words": "soft window light from the right", "because": "it models"}
    answer["content"] = f"```json\n{json.dumps({'additions': [added]})}\n```"
    richer = enrich(parse("a pear on linen"), ask=chat_asker(url, "llama3", key="s3cret"))
    assert "soft window light from the right" in richer.sentence
    body, authorization = seen[0]
    assert (body["path"], body["model"], authorization) == ("/v1/chat/completions", "llama3", "Bearer s3cret")
    assert "s3cret" not in json.dumps(body)


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [(401, "", "check the key"), (200, "Sure! Here is a prompt", "not the JSON"), (404, "", "model")],
)
def test_a_useless_answer_falls_back_and_says_why(endpoint, status: int, content: str, said: str):
    url, _, answer = endpoint
    answer.update(status=status, content=content)
    richer = enrich(parse("a pear on linen"), ask=chat_asker(url, "llama3", key="s3cret"))
    assert len(richer.additions) == 3
    assert said in richer.notes[0]
    assert "s3cret" not in richer.notes[0]


def test_nobody_there_falls_back_and_says_so():
    richer = enrich(parse("a pear on linen"), ask=chat_asker("http://127.0.0.1:9/v1", "llama3"))
    assert "cannot be reached" in richer.notes[0]
    assert richer.additions
