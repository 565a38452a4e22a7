"""Makes .venv whole: once, one at a time, and never half. Standard library only.

    set_up.py        what tintype needs
    set_up.py dev    and what its tests need

`.venv/.half` exists while it works and `.venv/.whole` once it is done; an environment that still
carries `.half` was interrupted and is made anew. An environment with neither is somebody's own and
is completed where it is. Says what it does on stderr; exit code 1 and one sentence if it cannot.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
HALF, WHOLE = VENV / ".half", VENV / ".whole"
PYTHON = VENV / "bin" / "python"
LISTS = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
NO_SYSTEM = "TINTYPE_NO_SYSTEM"
"""Set to 1, the system's package manager is left alone."""


class Failed(Exception):
    """The set-up cannot go on; the message is one sentence."""


def say(text: str) -> None:
    sys.stderr.write(f"tintype: {text}\n")
    sys.stderr.flush()


def main(words: Sequence[str]) -> int:
    try:
        with open(ROOT / ".venv.lock", "w") as lock:
            wait_for(lock)
            set_up(dev="dev" in words)
    except Failed as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"The environment cannot be made in {ROOT} ({error}); put the folder where you may write.")
        return 1
    except KeyboardInterrupt:
        say("stopped; the next start sets up again.")
        return 130
    return 0


def wait_for(lock: TextIO) -> None:
    """Holds the lock until this process ends; a second set-up waits here and then finds it done."""
    import fcntl

    os.set_inheritable(lock.fileno(), True)  # pip outlives a set-up that is killed, and so does the lock
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("another start is setting up; waiting for it …")
        fcntl.flock(lock, fcntl.LOCK_EX)


def set_up(*, dev: bool) -> None:
    stamp = WHOLE.read_text().splitlines() if WHOLE.exists() else []
    dev = dev or "dev" in stamp  # a developer's environment stays one
    wanted = [str(ROOT), fingerprint(), *(["dev"] if dev else [])]
    if stamp == wanted and PYTHON.exists() and not HALF.exists():
        os.utime(WHOLE)
        return
    say("setting up, once; this takes a minute or two …" if not stamp else "something changed; refreshing …")
    start = time.monotonic()
    make_environment()
    WHOLE.unlink(missing_ok=True)
    try:
        install(dev=dev)
    except Failed:
        if stamp:  # pip took back what it began: the next start tries again, without making all anew
            HALF.unlink()
        raise
    bring_system_parts(dev=dev)
    WHOLE.write_text("\n".join(wanted) + "\n")
    HALF.unlink()
    say(f"set up in {time.monotonic() - start:.0f} s.")


def fingerprint() -> str:
    """Changes when what must be installed changes."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in LISTS if path.exists())).hexdigest()


def make_environment() -> None:
    """A .venv with pip in it, marked as half."""
    moved = WHOLE.exists() and WHOLE.read_text().splitlines()[:1] != [str(ROOT)]
    if HALF.exists() or moved or (VENV.exists() and not works(PYTHON)):
        shutil.rmtree(VENV)
    VENV.mkdir(exist_ok=True)
    HALF.touch()
    if works(PYTHON):
        return
    say(f"making {VENV} with Python {sys.version.split()[0]} …")
    if not run([sys.executable, "-m", "venv", str(VENV)]) and not (
        bring_debian("python3-venv", f"python3.{sys.version_info.minor}-venv")
        and run([sys.executable, "-m", "venv", str(VENV)])
    ):
        raise Failed(
            f"{sys.executable} cannot make environments; install its venv module"
            " (apt-get install python3-venv) and run this again."
        )


def works(python: Path) -> bool:
    """Whether it is there, new enough, and has pip."""
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return python.exists() and run([str(python), "-c", test])


def run(command: Sequence[str]) -> bool:
    """Runs it without a word; whether it succeeded."""
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, close_fds=False)
    except OSError:
        return False
    return done.returncode == 0


def install(*, dev: bool) -> None:
    """tintype and all it needs: the versions it was tested with, else the newest that fit."""
    what = ["-e", f"{ROOT}[dev]" if dev else str(ROOT)]
    tested = ["--only-binary=:all:", "-c", str(ROOT / "constraints.txt")]
    for choice in (tested, ["--prefer-binary"]):
        told = pip("install", *choice, *what)
        if told is None:
            return
        say(f"that did not work ({told}); trying other versions …" if choice is tested else told)
    raise Failed(
        "The packages could not be installed; check the network (pip needs a package index) and try again."
    )


def pip(*words: str) -> str | None:
    """Runs pip, telling what it fetches; None when it worked, else its last words."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *words]
    last, told = "", set[str]()
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        close_fds=False,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.match(r"(?:Collecting|Obtaining dependency information for) ([\w.-]+)", line):
                if found[1] not in told:
                    say(f"fetching {found[1]} …")
                told.add(found[1])
            elif line.startswith("Installing collected"):
                say("installing …")
            elif line.startswith("ERROR"):
                last = line.strip()
    return None if process.returncode == 0 else last or f"pip ended with {process.returncode}"


def bring_system_parts(*, dev: bool) -> None:
    """LLVM, for the fast renderer; for tests also tesseract, which reads letterings back, PostgreSQL,
    on which the ledger is tried as well, and Chromium, in which the page is."""
    if not traces_fast():
        brought = bring_debian("libllvm19", "libllvm20", "libllvm18", "libllvm17", "libllvm16") or bring_brew(
            "llvm"
        )
        if not (brought and traces_fast()):
            say("LLVM is not here, so painting is slower; `tintype doctor` says how to bring it.")
    if dev and not shutil.which("tesseract") and not bring_debian("tesseract-ocr"):
        say("tesseract is not here, so the tests that read letterings are skipped.")
    if dev and not serves_postgres() and not bring_debian("postgresql"):
        say("PostgreSQL is not here, so the ledger is tried on SQLite alone.")
    if dev and not shows_pages() and not bring_debian("chromium"):
        say("Chromium is not here, so the tests of the page are skipped.")
    if dev:
        bring_clients()
        bring_axe()
        bring_torch()


def bring_clients() -> None:
    """Programs that speak to our server, of other makes and years; what cannot be had is left out by
    its tests, which say so."""
    lists = ROOT / "tests" / "clients"
    target = VENV / "clients"
    if not (target / "litellm").exists():
        say("fetching clients for the tests …")
        told = pip("install", "--no-deps", "--target", str(target), "-r", str(lists / "requirements.txt"))
        if told is not None:
            say(f"the older clients are not here ({told}), so their tests are skipped.")
    if not (lists / "node" / "node_modules").exists():
        found = shutil.which("npm") or (bring_debian("npm") and shutil.which("npm"))
        if not found or not run([found, "ci", "--no-audit", "--no-fund", "--prefix", str(lists / "node")]):
            say("npm is not here, or cannot fetch, so the tests of JavaScript clients are skipped.")


def bring_axe() -> None:
    """axe-core, which looks for what bars people from the page, and TypeScript, which checks its types."""
    folder, npm = ROOT / "tests" / "page" / "node", shutil.which("npm")
    there = folder / "node_modules"
    if not folder.exists() or all((there / name).exists() for name in ("axe-core", "typescript")):
        return
    if not npm or not run([npm, "ci", "--no-audit", "--no-fund", "--prefix", str(folder)]):
        say("axe-core and TypeScript are not here: no test looks for barriers in the page or at its types.")


def bring_torch() -> None:
    """What paints with local models, where torch comes without the gigabytes for a card."""
    if run([str(PYTHON), "-c", "import diffusers, gguf, peft, torch"]):
        return
    light = sys.platform == "darwin" or comes_light()
    listed = ["-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}[diffusers]"]
    told = (
        pip("install", "--only-binary=:all:", *listed) if light else "torch would bring gigabytes for a card"
    )
    if told is not None:
        say(f"local models are not tried ({told}); to try them: {PYTHON} -m pip install -e '.[diffusers]'")


def comes_light() -> bool:
    """Whether the torch that pip finds here is one for processors only."""
    asked = ["install", "--dry-run", "--ignore-installed", "--no-deps", "--report", "-", "-q"]
    told = subprocess.run(
        [str(PYTHON), "-m", "pip", "--no-input", *asked, "-c", str(ROOT / "constraints.txt"), "torch"],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, close_fds=False,
    )  # fmt: skip
    return told.returncode == 0 and "+cpu" in told.stdout


def shows_pages() -> bool:
    """Whether a browser that the tests can drive is here."""
    return any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))


def serves_postgres() -> bool:
    """Whether a server's programs are here; Debian keeps them beside the path."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def traces_fast() -> bool:
    """Whether rays are traced on a card or through LLVM, not one at a time; the engine knows."""
    test = "import sys; from tintype.engines.stage.device import variant; sys.exit(variant() == 'scalar_rgb')"
    return run([str(PYTHON), "-c", test])


def bring_debian(*candidates: str) -> bool:
    """Installs the first candidate that apt knows, if we may; whether it did."""
    if os.environ.get(NO_SYSTEM) == "1" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    for refresh in (False, True):
        if refresh and not run(["apt-get", "update", "-q"]):
            return False
        for name in candidates:
            if run(["apt-cache", "show", name]):
                say(f"installing {name} with apt-get …")
                quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y"]
                if run([*quiet, "--no-install-recommends", name]):
                    return True
    return False


def bring_brew(name: str) -> bool:
    """Installs a Homebrew formula on macOS; whether it did."""
    if os.environ.get(NO_SYSTEM) == "1" or sys.platform != "darwin" or not shutil.which("brew"):
        return False
    say(f"installing {name} with brew …")
    return run(["brew", "install", "-q", name])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
