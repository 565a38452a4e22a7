"""Fetching what a stranger named: nothing that only this machine can reach, nothing endless."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tintype.core.errors import BadFile, TooLarge
from tintype.runtime import http
from tintype.runtime.http import fetch, public

Answer = Callable[[socket.socket, str], None]


class Origin:
    """A server on loopback that answers as told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        head = connection.recv(65536).decode()
        self.asked.append(head)
        try:
            self.answers[head.split()[1]](connection, head)
        except OSError:
            pass
        finally:
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def origin() -> Iterator[Origin]:
    server = Origin()
    yield server
    server.close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Host → addresses that each lookup gives, one lookup after the other."""
    table: dict[str, list[str]] = {}

    async def lookup(self: Any, host: str, port: int, **how: Any) -> Any:
        if host not in table:
            raise socket.gaierror("unknown")
        address = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in address.split()]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", lookup)
    return table


def anything(address: str) -> bool:
    return True


def get(url: str, **how: Any) -> bytes:
    return asyncio.run(fetch(url, **{"most": 1000, "timeout": 3.0, **how}))


def send(status: str, body: bytes = b"", **headers: str) -> Answer:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]

    def answer(connection: socket.socket, head: str) -> None:
        connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)

    return answer


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200", "::1", "::", "fe80::1%eth0",
     "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:0:0:0:0:0:f5ff:fffe", "nonsense", ""],
)  # fmt: skip
def test_inner_addresses_are_not_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_outer_addresses_are(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/a", "gopher://x/", "data:image/png;base64,AA", "//host/a", "host/a", "",
     "http://", "http://me:secret@example.org/", "http://exa mple.org/", "http://example.org:99999/", "http://[::1",
     "http://example.org/\r\nX: y"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadFile) as caught:
        get(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0",
        "2130706433",
        "0x7f.1",
        "127.1",
        "169.254.169.254",
        "[::ffff:7f00:1]",
    ],
)
def test_no_spelling_of_an_inner_host_is_reached(origin: Origin, host: str) -> None:
    with pytest.raises(BadFile):
        get(f"http://{host}:{origin.port}/")
    assert not origin.asked


def test_a_file_arrives_whole(origin: Origin, names: dict[str, list[str]]) -> None:
    names["pictures.example"] = ["127.0.0.1"]
    origin.answers["/a.png?x=1"] = send("200 OK", b"bytes", Content_Length="5")
    assert get(f"http://pictures.example:{origin.port}/a.png?x=1", permitted=anything) == b"bytes"
    assert f"Host: pictures.example:{origin.port}\r\n" in origin.asked[0]
    assert "cookie" not in origin.asked[0].lower()


def test_a_name_with_one_inner_address_is_refused(names: dict[str, list[str]]) -> None:
    names["both.example"] = ["93.184.216.34 127.0.0.1"]
    with pytest.raises(BadFile, match="public"):
        get("http://both.example/")


def test_a_name_that_changes_its_mind_is_asked_once(origin: Origin, names: dict[str, list[str]]) -> None:
    """Rebinding: what was looked at is what is connected to."""
    names["rebind.example"] = ["127.0.0.1", "127.0.0.2"]
    looked: list[str] = []
    origin.answers["/"] = send("200 OK", b"ok", Content_Length="2")
    get(f"http://rebind.example:{origin.port}/", permitted=lambda address: not looked.append(address))
    assert looked == ["127.0.0.1"]
    assert names["rebind.example"] == ["127.0.0.2"]


def test_a_redirect_inside_is_refused(origin: Origin, names: dict[str, list[str]]) -> None:
    names |= {"outer.example": ["127.0.0.1"], "inner.example": ["10.0.0.1"]}
    origin.answers["/"] = send("302 Found", Location="http://inner.example/secret")
    with pytest.raises(BadFile, match=r"inner\.example"):
        get(f"http://outer.example:{origin.port}/", permitted=lambda address: address != "10.0.0.1")


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://outer.example/", "http://me:x@outer.example/"])
def test_a_redirect_elsewhere_than_the_web_is_refused(
    origin: Origin, names: dict[str, list[str]], to: str
) -> None:
    names["outer.example"] = ["127.0.0.1"]
    origin.answers["/"] = send("302 Found", Location=to)
    with pytest.raises(BadFile):
        get(f"http://outer.example:{origin.port}/", permitted=anything)


def test_redirects_end(origin: Origin, names: dict[str, list[str]]) -> None:
    names["outer.example"] = ["127.0.0.1"]
    origin.answers["/"] = send("302 Found", Location="/")
    with pytest.raises(BadFile, match="redirects"):
        get(f"http://outer.example:{origin.port}/", permitted=anything)
    assert len(origin.asked) == http.HOPS + 1


def endless(connection: socket.socket, head: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def drip(connection: socket.socket, head: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        connection.sendall(f"X-{number}: a\r\n".encode())
        time.sleep(0.1)


def test_too_much_is_refused_whether_announced_or_not(origin: Origin, names: dict[str, list[str]]) -> None:
    names["big.example"] = ["127.0.0.1"]
    origin.answers |= {"/endless": endless, "/said": send("200 OK", Content_Length="99999999")}
    for path in ("/endless", "/said"):
        with pytest.raises(TooLarge):
            get(f"http://big.example:{origin.port}{path}", permitted=anything)


def test_a_slow_host_is_left(origin: Origin, names: dict[str, list[str]]) -> None:
    names["slow.example"] = ["127.0.0.1"]
    origin.answers["/?token=abc"] = drip
    start = time.monotonic()
    with pytest.raises(BadFile, match=r"slow\.example did not answer"):
        get(f"http://slow.example:{origin.port}/?token=abc", permitted=anything, timeout=0.5)
    assert time.monotonic() - start < 2


def test_compressed_and_refused_answers_are_said(origin: Origin, names: dict[str, list[str]]) -> None:
    names["odd.example"] = ["127.0.0.1"]
    origin.answers |= {
        "/zip": send("200 OK", b"\x1f\x8b", Content_Encoding="gzip"), "/no": send("403 Forbidden"),
        "/nonsense": lambda connection, head: connection.sendall(b"nonsense\r\n\r\n"),
    }  # fmt: skip
    for path, said in (("/zip", "compressed"), ("/no", "403"), ("/nonsense", "reached")):
        with pytest.raises(BadFile, match=said):
            get(f"http://odd.example:{origin.port}{path}", permitted=anything)


def test_an_unknown_host_is_said() -> None:
    with pytest.raises(BadFile, match=r"nowhere\.invalid"):
        get("http://nowhere.invalid/")
