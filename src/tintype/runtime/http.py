"""The one door to the network: one policy for time, retries, errors, and for addresses of strangers.

`post_json` asks an endpoint that the user chose in the settings, `stream` one that takes long, may cost
money and must be asked once only. `fetch` gets a file from an address that somebody put into a request,
so it must lead nowhere that only this machine can reach.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tintype.core.errors import BadFile, NoNetwork, TooLarge

if TYPE_CHECKING:
    import ssl
    from urllib.parse import SplitResult

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TRIES = 2
PAUSE = 0.5
"""Seconds before the second try; only a refused connection or a 5xx is tried again."""

HOPS = 4
"""Redirects that `fetch` follows, each looked at like the first address."""

_METADATA = frozenset({"168.63.129.16"})
"""Public addresses that clouds answer on the inside only; the others are link-local or private."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def post_json(url: str, body: dict[str, Any], *, key: str | None = None, timeout: float = 20.0) -> Any:
    """What the endpoint answered, decoded.

    key: sent as a bearer token, never part of an error. timeout: seconds for the whole answer.
    Raises NoNetwork with the host, what went wrong and the cure.
    """
    import httpx

    if urlsplit(url).scheme not in ("http", "https"):
        raise NoNetwork(f'"{url}" is no web address; it starts with http:// or https://.')
    host = urlsplit(url).netloc.rsplit("@", 1)[-1]
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    complaint = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE)
        try:
            answer = httpx.post(url, json=body, headers=headers, timeout=timeout)
        except httpx.TimeoutException as problem:
            raise NoNetwork(
                f"{host} did not answer within {timeout:g} s; try again or choose a faster model."
            ) from problem
        except httpx.HTTPError:
            complaint = f"{host} cannot be reached; is it running, and is the address right?"
            continue
        if answer.status_code < 400:
            return _decoded(answer, host)
        complaint = _complaint(host, answer.status_code)
        if answer.status_code < 500:
            break
    raise NoNetwork(complaint)


def _decoded(answer: Any, host: str) -> Any:
    try:
        return answer.json()
    except ValueError as problem:
        raise NoNetwork(f"{host} did not answer with JSON; is it a chat endpoint?") from problem


def _complaint(host: str, status: int) -> str:
    if status in (401, 403):
        return f"{host} refused the key ({status}); check the key in the settings."
    if status == 404:
        return f"{host} knows no such address or model (404); check both in the settings."
    if status == 429:
        return f"{host} asks to slow down (429); try again later."
    return f"{host} answered {status}; try again later."


class NotSent(NoNetwork):
    """Nobody was reached, so nothing was begun: asking again does nothing twice."""


class Lost(NoNetwork):
    """The request went out and no whole answer came: what was asked may have been done."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request. json: a body as JSON; otherwise fields and files make a form. files: (field, (name,
    bytes, media type)). headers: keys belong here, they are never part of an error."""

    url: str
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    json: Any = None
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    files: Sequence[tuple[str, tuple[str, bytes, str]]] = ()

    @property
    def host(self) -> str:
        """Whom it asks, as errors name it."""
        return urlsplit(self.url).netloc.rsplit("@", 1)[-1]


@dataclass(frozen=True)
class Head:
    """The beginning of an answer. headers: names in lower case."""

    status: int
    headers: Mapping[str, str]


def stream(
    call: Call, *, seconds: float, most: int, connect: float = 10.0, beat: float = 0.25
) -> Generator[Head | bytes | None]:
    """An answer as it comes: its Head, then bytes; None each `beat` seconds in which nothing comes, so
    that whoever reads can stop. Closing the generator hangs up. Nothing is sent twice, no redirect followed.

    seconds: for everything. most: bytes of the answer, at most. Raises NotSent, Lost, TooLarge.
    """
    came: queue.SimpleQueue[Head | bytes | BaseException] = queue.SimpleQueue()
    ended = StopIteration()
    hang_up: list[Callable[[], object]] = []

    async def talk() -> None:
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        hang_up.append(lambda: loop.call_soon_threadsafe(task.cancel))
        try:
            await _talk(call, came.put, seconds, connect, most)
        except BaseException as problem:  # whatever it is, the reader has to hear of it
            came.put(problem)
        came.put(ended)

    thread = threading.Thread(target=lambda: asyncio.run(talk()), name="tintype-http", daemon=True)
    thread.start()
    try:
        while True:
            try:
                item = came.get(timeout=beat)
            except queue.Empty:
                yield None
                continue
            if item is ended:
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        if thread.is_alive() and hang_up:
            with contextlib.suppress(RuntimeError):  # it ended this instant
                hang_up[0]()
        thread.join(2.0)


async def _talk(
    call: Call, tell: Callable[[Head | bytes], None], seconds: float, connect: float, most: int
) -> None:
    """Asks, and tells what comes; raises NotSent, Lost, TooLarge."""
    import httpx

    host = call.host
    limits = httpx.Timeout(seconds, connect=connect)
    lost = f"{host} was asked, and its answer got lost"
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(timeout=limits, follow_redirects=False) as client,
            client.stream(
                call.method, call.url, headers=dict(call.headers), json=call.json,
                data=dict(call.fields) or None, files=list(call.files) or None,
            ) as answer,
        ):  # fmt: skip
            tell(Head(answer.status_code, {name.lower(): value for name, value in answer.headers.items()}))
            taken = 0
            async for chunk in answer.aiter_bytes():
                taken += len(chunk)
                if taken > most:
                    raise TooLarge(f"The answer of {host} has more than {most / 2**20:g} MB; ask for less.")
                tell(chunk)
    except httpx.ConnectTimeout:
        raise NotSent(
            f"{host} did not answer within {connect:g} s; check the network and try again."
        ) from None
    except (httpx.ConnectError, httpx.ProxyError, httpx.PoolTimeout) as problem:
        cure = "is there a network, is it running, and is the address right?"
        if "CERTIFICATE" in str(problem):
            cure = "its certificate is not trusted here; check the address, or set SSL_CERT_FILE."
        raise NotSent(f"{host} cannot be reached; {cure}") from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise NotSent("The address of the endpoint is none; it starts with http:// or https://.") from None
    except (TimeoutError, httpx.TimeoutException):
        raise Lost(f"{lost}: it took longer than {seconds:g} s.") from None
    except httpx.HTTPError as problem:
        raise Lost(f"{lost} ({type(problem).__name__}).") from None


def get(
    url: str, *, headers: Mapping[str, str], connect: float = 10.0, silence: float = 30.0
) -> Generator[Head | bytes]:
    """What lies at an address that the user chose: its Head, then its bytes just as they come.
    Nothing is asked twice, no redirect followed.

    silence: seconds without a byte after which the connection counts as lost. Raises NotSent, Lost.
    """
    import httpx

    host = urlsplit(url).netloc.rsplit("@", 1)[-1]
    limits = httpx.Timeout(silence, connect=connect)
    said = {"Accept-Encoding": "identity", **headers}
    try:
        with (
            httpx.Client(timeout=limits, follow_redirects=False, verify=_trusted()) as client,
            client.stream("GET", url, headers=said) as answer,
        ):
            yield Head(answer.status_code, {name.lower(): value for name, value in answer.headers.items()})
            yield from answer.iter_raw()
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as problem:
        cure = "is there a network, and is the address right?"
        if "CERTIFICATE" in str(problem):
            cure = "its certificate is not trusted here; check the address, or set SSL_CERT_FILE."
        raise NotSent(f"{host} cannot be reached; {cure}") from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise NotSent(f"“{url[:80]}” is no web address; it starts with http:// or https://.") from None
    except httpx.HTTPError as problem:
        raise Lost(f"{host} hung up in the middle ({type(problem).__name__}); try again.") from None


@functools.cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed; reading them takes longer than many an answer, so it is done once."""
    import httpx

    return httpx.create_ssl_context()


def public(address: str) -> bool:
    """Whether an IP address is anybody's: not private, loopback, link-local, multicast, reserved or a
    cloud's own, also not when such an IPv4 address is wrapped into an IPv6 one."""
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not public(str(inner)):
            return False
    return found.is_global and not found.is_multicast and str(found) not in _METADATA


async def fetch(
    url: str, *, most: int, timeout: float = 20.0, permitted: Callable[[str], bool] = public
) -> bytes:
    """The bytes at an http or https address that a stranger named. What they are, their content says.

    most: bytes, at most. timeout: seconds for everything. permitted: which IP addresses may be
    connected to; each hop is resolved once, and that very address is used. No proxy, no cookies.
    Raises BadFile or TooLarge with a sentence that does not repeat what comes after the host.
    """
    try:
        async with asyncio.timeout(timeout):
            for _ in range(HOPS + 1):
                found = await _hop(url, most, permitted)
                if isinstance(found, bytes):
                    return found
                url = urljoin(url, found)
    except TimeoutError:
        raise BadFile(f"{_host(url)} did not answer within {timeout:g} s; send the file itself.") from None
    raise BadFile(f"{_host(url)} redirects more than {HOPS} times; send the file itself.")


async def _hop(url: str, most: int, permitted: Callable[[str], bool]) -> bytes | str:
    """The file at one address, or the address it redirects to."""
    import httpx

    parts = _checked(url)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    address = await _resolved(host, port, permitted)
    target = parts._replace(netloc=f"[{address}]:{port}" if ":" in address else f"{address}:{port}")
    headers = {"Host": parts.netloc, "Accept": "image/*", "Accept-Encoding": "identity"}
    try:
        async with (
            httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=10.0) as client,
            client.stream(
                "GET", target.geturl(), headers=headers, extensions={"sni_hostname": host}
            ) as answer,
        ):
            if answer.is_redirect:
                return answer.headers["location"]
            if answer.status_code != 200:
                raise BadFile(f"{host} answered {answer.status_code}; send the file itself.")
            return await _body(answer, host, most)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
        raise BadFile(f"{host} cannot be reached ({type(problem).__name__}); send the file itself.") from None


async def _body(answer: Any, host: str, most: int) -> bytes:
    length = answer.headers.get("content-length", "0")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise BadFile(f"{host} sends the file compressed although asked not to; send the file itself.")
    data = bytearray()
    if not (length.isdigit() and int(length) > most):
        async for chunk in answer.aiter_raw():
            data += chunk
            if len(data) > most:
                break
        else:
            return bytes(data)
    raise TooLarge(f"The file at {host} has more than {most / 2**20:g} MB; send a smaller one.")


def _checked(url: str) -> SplitResult:
    parts = urlsplit("")
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
        _ = parts.port
    except ValueError:
        whole = False
    if not whole or any(character.isspace() or not character.isprintable() for character in url):
        raise BadFile("The address of the file is none; it starts with http:// or https:// and a host.")
    return parts


async def _resolved(host: str, port: int, permitted: Callable[[str], bool]) -> str:
    """An IP address of the host; every one it has must be permitted."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadFile(f"There is no host {host[:80]}; check the address, or send the file itself.") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(permitted(address) for address in addresses):
        raise BadFile(
            f"{host[:80]} is not a public host, so nothing is fetched from it; send the file itself."
        )
    return addresses[0]


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "The host")[:80]
    except ValueError:
        return "The host"
