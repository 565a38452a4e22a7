"""A server of its own process, as `tintype serve` starts it, with the models stage and fake."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


class Served:
    """`tintype serve` on a folder; may be killed and started again on the same port."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.settings = {"fake": "1", "size": "256x256", "quality": "low", **settings}
        self.begin()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Starts it and waits for the address it prints."""
        told = self.folder / "address.txt"
        command = [
            sys.executable,
            "-m",
            "tintype",
            "serve",
            "--no-open",
            "--port",
            str(self.port),
            "--data",
            str(self.folder),
        ]
        environ = {
            **os.environ,
            **{f"TINTYPE_{name.upper()}": value for name, value in self.settings.items()},
        }
        with open(told, "w") as out, open(self.folder / "log.txt", "a") as log:
            self._process = subprocess.Popen(
                command, stdout=out, stderr=log, env=environ, start_new_session=True
            )
        until = time.monotonic() + 90
        while not (found := re.search(r"http\S+", told.read_text())):
            assert time.monotonic() < until, (self.folder / "log.txt").read_text()[-2000:]
            time.sleep(0.02)
        self.address = found[0]

    def kill(self) -> None:
        """The plug is pulled."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
