"""Nothing of a request is read that need not be; what is broken is refused in a sentence."""

from __future__ import annotations

import contextlib
import io
import json
import re
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import httpx
import numpy as np
import pytest
from live_server import Live
from PIL import Image

from tintype.server import limits

MEGABYTE = 2**20


def resident() -> int:
    """Bytes of memory that this process, and so the server in it, has now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def raw(live: Live, head: str, pieces: Iterator[bytes]) -> tuple[bytes, int]:
    """(the answer, bytes that were taken from us until then)."""
    sent = 0
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as connection:
        connection.sendall(head.encode())
        connection.settimeout(0.0)
        answer = b""
        for piece in pieces:
            view = memoryview(piece)
            while view:
                try:
                    answer += connection.recv(65536)
                    if answer:
                        return rest(connection, answer), sent
                except BlockingIOError:
                    pass
                except ConnectionError:
                    return answer, sent
                try:
                    count = connection.send(view)
                    sent += count
                    view = view[count:]
                except BlockingIOError:
                    time.sleep(0.0005)
                except ConnectionError:
                    break
            if answer:
                break
        return rest(connection, answer), sent


def rest(connection: socket.socket, answer: bytes) -> bytes:
    """The whole of an answer that has begun: head and body may come apart, and the line stay open."""
    connection.settimeout(20)
    with contextlib.suppress(ConnectionError):
        while not whole(answer) and (piece := connection.recv(65536)):
            answer += piece
    return answer


def whole(answer: bytes) -> bool:
    head, between, body = answer.partition(b"\r\n\r\n")
    told = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(between) and told is not None and len(body) >= int(told[1])


def chunks(total: int, piece: bytes) -> Iterator[bytes]:
    for _ in range(total // len(piece)):
        yield b"%x\r\n%s\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


UPLOAD = (
    "POST /api/pictures HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
)


def test_a_gigabyte_in_chunks_is_refused_early(start: Callable[..., Live]) -> None:
    live = start(upload_mb=2)

    def body() -> Iterator[bytes]:
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        yield b"%x\r\n%s\r\n" % (len(head), head)
        yield from chunks(1024 * MEGABYTE, bytes(MEGABYTE // 4))

    before = resident()
    answer, sent = raw(live, UPLOAD, body())
    assert b" 413 " in answer.splitlines()[0]
    assert b"upload_mb" in answer
    assert b"connection: close" in answer.lower()
    assert sent < 12 * MEGABYTE  # what the limit lets in, and what lay in the sockets
    assert resident() - before < 40 * MEGABYTE


def test_an_announced_gigabyte_is_refused_at_once(live: Live) -> None:
    head = UPLOAD.replace("Transfer-Encoding: chunked", f"Content-Length: {2**30}")
    answer, sent = raw(live, head, iter([b"x"]))
    assert b" 413 " in answer.splitlines()[0]
    assert sent <= 1


def test_a_hundred_huge_bodies_at_once_do_not_fill_the_memory(start: Callable[..., Live]) -> None:
    live = start(upload_mb=1)
    before, statuses = resident(), []

    def send() -> None:
        statuses.append(raw(live, UPLOAD, chunks(64 * MEGABYTE, bytes(MEGABYTE // 8)))[0].split(b" ")[1])

    threads = [threading.Thread(target=send) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(statuses) == 100
    assert set(statuses) <= {b"413", b"400"}
    assert resident() - before < 250 * MEGABYTE
    with live.client() as client:
        assert client.get("/healthz").status_code == 200


def test_our_json_is_small(client: httpx.Client) -> None:
    body = json.dumps({"prompt": "x" * (2 * MEGABYTE)})
    answer = client.post("/api/jobs", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["error"]["kind"] == "TooLarge"


def test_a_body_that_stops_coming_is_given_up(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STALL", 0.2)
    head = "POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    with socket.create_connection(("127.0.0.1", live.port), timeout=5) as connection:
        connection.sendall(head.encode() + b'{"prompt"')
        answer = b""
        while b"stopped coming" not in answer:
            answer += connection.recv(65536)


def test_small_text_that_grows_is_refused(client: httpx.Client) -> None:
    for body in ("[" * 500_000, "[" + "[]," * 200_000 + "1]", '{"a":' * 300_000, "[" + "1," * 400_000 + "1]"):
        answer = client.post("/api/jobs", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 413), body[:10]


@pytest.mark.parametrize("depth", [50, 900, 1000, 3000, 40_000])
def test_deep_json_is_no_accident(client: httpx.Client, depth: int) -> None:
    deep = "[" * depth + "]" * depth
    body = f'{{"prompt": "x", "options": {{"a": {deep}}}}}'
    answer = client.post("/api/jobs", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "1", '"x"', "{", '{"prompt": "x"', '{"prompt": 1}', '{"prompt": ""}', '{"prompt": "   "}',
     '{"prompt": "\\u0000"}', '{"prompt": "\\ud800"}', '{"prompt": "x", "wobble": 1}', '{"prompt": "x", "n": 0}',
     '{"prompt": "x", "n": 1e9}', '{"prompt": "x", "n": true}', '{"prompt": "x", "seed": 1e400}',
     '{"prompt": "x", "size": "0x0"}', '{"prompt": "x", "size": "99999x1"}', '{"prompt": "x", "seed": -2}',
     '{"prompt": "x", "options": {"seconds": NaN}}', '{"prompt": "x", "options": {"seconds": 1e999}}',
     '{"prompt": "x", "options": {"\\ud800": 1}}', '{"prompt": "x", "options": {"seconds": "\\udfff"}}',
     '{"prompt": "x", "options": {"wobble": 1}}', '{"prompt": "x", "images": ["../../etc/passwd"]}',
     '{"prompt": "x", "images": ["/etc/passwd"]}', '{"prompt": "x", "aspect": "1:99"}', "\xff\xfe", "\x00",
     '{"prompt": "x", "prompt": 7}', '{"prompt": "x", "operation": "explode"}'],
)  # fmt: skip
def test_odd_bodies_are_refused_in_a_sentence(client: httpx.Client, body: str) -> None:
    answer = client.post(
        "/api/jobs", content=body.encode("latin-1"), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert error["message"].endswith(".")
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "", "application/xml", "application/x-www-form-urlencoded", "image/png", "multipart/form-data", "multipart/form-data; boundary=", "a/b/c; =;"])  # fmt: skip
def test_other_kinds_of_bodies_are_refused(client: httpx.Client, kind: str) -> None:
    for path in ("/api/jobs", "/api/pictures"):
        answer = client.post(path, content=b'{"prompt": "x"}', headers={"Content-Type": kind})
        assert answer.status_code == 400, (path, answer.text)


# Files


def png(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else (200, 100, 50)).save(file, "PNG")
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge and packs small."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9))
        + chunk(b"IEND", b"")
    )


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "half": png((300, 200))[:200],
    "head": b"\x89PNG\r\n\x1a\n",
    "bomb": bomb(50_000, 50_000),
    "huge": bomb(2**31 - 1, 2**31 - 1),
    "zero": bomb(0, 0),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "pickle": b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
    "gif head": b"GIF89a" + b"\xff" * 40,
    "webp head": b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff",
    "jpeg head": b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\xff" * 200,
    "tiff": b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\xff" * 100,
    "zip": b"PK\x03\x04" + bytes(100),
    "exe": b"MZ" + bytes(200),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n(/etc/passwd) run\n",
    "noise": np.random.default_rng(0).bytes(50_000),
    "flipped": bytes(255 - b if 60 < i < 90 else b for i, b in enumerate(png((300, 200)))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(client: httpx.Client, name: str) -> None:
    start = time.monotonic()
    answer = client.post("/api/pictures", files={"file": (f"{name}.png", HOSTILE[name], "image/png")})
    assert answer.status_code in (400, 413), answer.text
    assert time.monotonic() - start < 5
    assert "/" not in answer.json()["error"]["message"].replace("/docs", "").replace("and/or", "")


@pytest.mark.parametrize("name", ["../../../etc/cron.d/x.png", "/etc/passwd", "a\x00b.png", "con", "x" * 5000, "💥.png", ""])  # fmt: skip
def test_the_name_of_a_file_means_nothing(live: Live, name: str) -> None:
    before = sorted(path.name for path in live.house.data.iterdir())
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n\r\n'
    with live.client() as client:
        answer = client.post(
            "/api/pictures", content=body + png() + b"\r\n--x--\r\n",
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )  # fmt: skip
    assert answer.status_code in (201, 400), answer.text
    assert sorted(path.name for path in live.house.data.iterdir()) == before


def test_forms_of_a_thousand_parts_are_refused(client: httpx.Client) -> None:
    files = [("file", (f"{number}", b"x", "image/png")) for number in range(1500)]
    assert client.post("/api/pictures", files=files).status_code in (400, 413)


def test_pixels_are_counted_before_they_are_unpacked(start: Callable[..., Live]) -> None:
    live = start(upload_megapixels=1)
    before = resident()
    with live.client() as client:
        answer = client.post("/api/pictures", files={"file": png((1500, 1000))})
        assert answer.status_code == 413
        assert client.post("/api/pictures", files={"file": png((900, 1000))}).status_code == 201
    assert resident() - before < 60 * MEGABYTE


def test_a_long_head_is_refused(live: Live) -> None:
    answer, _ = raw(
        live, "GET / HTTP/1.1\r\nHost: localhost\r\n", (b"X-A: " + b"y" * 1000 + b"\r\n" for _ in range(5000))
    )
    assert b"400" in answer.splitlines()[0]
