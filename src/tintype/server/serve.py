"""Starting and ending: a port, the workers, one printed address, and an end that loses nothing.

When told to end it stops accepting, lets running pictures finish within the grace time, gives the
rest back to the ledger, then closes its streams. Told again, it ends at once: nothing is lost that
way either, it is only painted again.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import uvicorn

from tintype.core.errors import BadOption
from tintype.server import logs
from tintype.server.access import is_loopback
from tintype.server.app import create_app
from tintype.server.sessions import new_token
from tintype.studio.catalogue.records import records
from tintype.studio.catalogue.terms import refused

if TYPE_CHECKING:
    from types import FrameType

    from tintype.studio.house import House
    from tintype.studio.settings import Settings

PORT = 8484
TRIED = 100
"""Ports that are tried, from PORT on, where none was asked for."""
LAST_WORDS = 3
"""Seconds that open answers get after the workers have ended."""
FILES = 65536
"""Open files, and so connections, that are wished for."""

_WILD = ("0.0.0.0", "::", "")


class Server(uvicorn.Server):
    """Uvicorn with our end."""

    def __init__(
        self,
        config: uvicorn.Config,
        house: House,
        closing: asyncio.Event,
        grace: float,
        ready: Callable[[], None] | None = None,
    ) -> None:
        """closing: set when the streams shall end. ready: called when it answers and can be told to end."""
        super().__init__(config)
        self._house, self._closing, self._grace, self._ready = house, closing, grace, ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM end the server in an orderly way; the process then ends with 0."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told to end; told again, at once."""
        if self.should_exit:
            os._exit(128 + sig)
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Answers from here on."""
        await super().startup(sockets)
        if self._ready is not None:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops accepting, then painting, then speaking."""
        for server in self.servers:
            server.close()
        await asyncio.get_running_loop().run_in_executor(None, self._house.runner.stop, self._grace)
        self._closing.set()
        await super().shutdown(sockets)


def serve(
    settings: Settings,
    *,
    say: Callable[[str], None],
    answer: Callable[[str], None],
    open_page: bool = False,
    verbose: bool = False,
) -> None:
    """Serves until it is told to end. answer: takes the address, say: everything else.

    Raises OurError when another server has the data folder, BadOption when the port is taken.
    """
    from tintype.studio.build import build_house

    logs.set_up(verbose=verbose)
    _wish_for_files()
    with contextlib.ExitStack() as stack:
        listener = bound(settings.host, settings.port)
        stack.callback(listener.close)
        house = build_house(settings)
        stack.callback(house.close)
        house.runner.start()
        token = new_token()
        app = create_app(house, settings, token=token)
        page = f"{address_of(listener)}/?token={token}"

        def ready() -> None:
            answer(page)
            for line in greeting(settings, house, listener):
                say(line)
            if open_page:
                threading.Thread(target=webbrowser.open, args=(page,), daemon=True).start()

        Server(configured(app), house, app.state.closing, settings.grace, ready).run([listener])
    say("tintype: ended; everything accepted is kept.")


def configured(app: Any) -> uvicorn.Config:
    """How Uvicorn runs an application of ours."""
    return uvicorn.Config(
        app, http="h11", ws="none", lifespan="on", access_log=False, log_config=None, server_header=False,
        proxy_headers=False, timeout_keep_alive=30, timeout_graceful_shutdown=LAST_WORDS,
    )  # fmt: skip


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0: PORT, or the next that is free. Raises BadOption."""
    try:
        family, kind, proto, _, where = socket.getaddrinfo(
            host or "0.0.0.0", port or PORT, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise BadOption(f"The host “{host}” is no address of this machine; use 127.0.0.1.") from error
    for number in [port] if port else range(PORT, PORT + TRIED):
        listener = socket.socket(family, kind, proto)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((where[0], number, *where[2:]))
            listener.listen(2048)
            return listener
        except OSError as error:
            listener.close()
            if port or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise BadOption(_not_bound(host, number, error)) from error
    raise BadOption(f"The ports {PORT} to {PORT + TRIED - 1} are all taken; choose one with --port.")


def _not_bound(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"The port {port} is taken; choose another with --port, or leave it out to get a free one."
    if error.errno == errno.EACCES:
        return f"The port {port} may not be used by this user; choose one above 1023 with --port."
    return f"The server cannot listen at {host} ({error.strerror}); use an address of this machine."


def address_of(listener: socket.socket) -> str:
    """What a browser on this machine calls it by."""
    host, port = listener.getsockname()[:2]
    if host in _WILD:
        host = "127.0.0.1" if listener.family == socket.AF_INET else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def greeting(settings: Settings, house: House, listener: socket.socket) -> list[str]:
    """What is worth knowing at the start, a line each."""
    port = listener.getsockname()[1]
    lines = [f"tintype: open that address once; it works for one browser. Data: {house.data}. Ctrl-C ends."]
    if not settings.port and port != PORT:
        lines.append(f"tintype: port {PORT} is taken, so this is {port}.")
    lines += [f"tintype: {sentence}" for sentence in refused(records(settings), settings).values()]
    if is_loopback(settings.host):
        return lines
    if settings.keys == "never":
        lines.append("tintype: WARNING: whoever reaches this address may do everything (keys = never).")
    else:
        keys = [key for key in house.ledger.keys() if key.revoked is None]  # noqa: SIM118, it is no dict
        cure = "" if keys else "; there is none yet: tintype keys create NAME"
        lines.append(f"tintype: programs need a key here{cure}.")
    return lines


def _wish_for_files() -> None:
    """As many open files as the system lets this process have, up to FILES."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wish = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wish:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wish, hard))
