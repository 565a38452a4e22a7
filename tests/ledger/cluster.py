"""A PostgreSQL of our own, in a folder that goes with it, for tests and benches.

Debian keeps the server's programs beside the path; where they are missing `missing()` says so.
Durability is what a user gets: fsync and synchronous_commit are on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

OPTIONS = "-c listen_addresses= -c max_connections=60 -c shared_buffers=32MB -c fsync=on"


def programs() -> Path | None:
    """The folder of the newest server installed, None where there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    plain = shutil.which("initdb")
    return Path(plain).parent if plain else None


def missing() -> str:
    """Why no server can be started here; empty if one can."""
    if programs() is None:
        return (
            "PostgreSQL is not installed (apt-get install postgresql): the ledger was tried on SQLite alone"
        )
    if os.geteuid() == 0 and not (shutil.which("runuser") and _is_user("postgres")):
        return "PostgreSQL refuses root, and there is no user postgres: the ledger was tried on SQLite alone"
    return ""


def _is_user(name: str) -> bool:
    return subprocess.run(["id", "-u", name], capture_output=True, check=False).returncode == 0


class Cluster:
    """Runs from construction to `stop`. `create` makes databases in it."""

    def __init__(self) -> None:
        self.folder = Path(
            tempfile.mkdtemp(prefix="tintype-pg-")
        )  # short: the name of a socket has 107 bytes
        self.folder.chmod(0o711)
        self.data = self.folder / "data"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        try:
            self._run(
                "initdb", "--no-sync", "--auth=trust", "--username=tintype", "--encoding=UTF8",
                "--locale=C.UTF-8", "-D", str(self.data),
            )  # fmt: skip
            self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def start(self) -> None:
        options = f"{OPTIONS} -k {self.folder}"
        self._run(
            "pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def halt(self, mode: str = "immediate") -> None:
        """Stops the server and keeps its data; immediate is what a crash does."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def stop(self) -> None:
        try:
            self.halt()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://tintype@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> str:
        """Makes a database; its URL."""
        self._run(
            "psql", "-qX", "-h", str(self.folder), "-U", "tintype", "-d", "postgres",
            "-c", f'CREATE DATABASE "{database}" TEMPLATE "{template}"',
        )  # fmt: skip
        return self.url(database)

    def _run(self, program: str, *words: str) -> None:
        folder = programs()
        assert folder is not None
        command = [str(folder / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        log = self.folder / "out"
        with open(log, "ab") as out:  # no pipe: the server would hold it open
            done = subprocess.run(
                command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", check=False
            )
        assert done.returncode == 0, log.read_text(errors="replace")[-2000:]
