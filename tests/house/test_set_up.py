"""The launcher and the set-up: whole or not at all, from anywhere, once."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import threading
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of what starts the program, in a folder with a blank in its name."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in ("tintype", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / name, folder)
    shutil.copytree(ROOT / "tools", folder / "tools")
    return folder


@pytest.fixture
def ready(clone: Path) -> Path:
    """A clone with an environment that only repeats what it was asked."""
    python = clone / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    python.chmod(0o755)
    (clone / ".venv" / ".whole").write_text(f"{clone}\nfingerprint\n")
    return clone


def start(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, **options
    )  # type: ignore[call-overload]


def test_a_whole_environment_is_used_as_it_is(ready: Path, tmp_path: Path) -> None:
    done = start(ready / "tintype", "a red vase", "", "--size=1 2", cwd=tmp_path)
    assert done.stdout == "<-I><-m><tintype><a red vase><><--size=1 2>"
    assert done.stderr == ""


def test_it_starts_through_links_and_from_anywhere(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "second").symlink_to("../a clone/tintype")
    (tmp_path / "bin" / "first").symlink_to(tmp_path / "bin" / "second")
    for words, folder in (
        ([tmp_path / "bin" / "first"], "/"),
        (["bin/second"], tmp_path),
        (["./tintype"], ready),
        (["sh", "tintype"], ready),
    ):
        assert start(*words, "x", cwd=folder).stdout == "<-I><-m><tintype><x>"


def test_the_launcher_takes_a_few_milliseconds(ready: Path) -> None:
    (ready / ".venv" / "bin" / "python").write_text("#!/bin/sh\n")
    best = 9.0
    for _ in range(8):
        begin = time.perf_counter()
        start(ready / "tintype")
        best = min(best, time.perf_counter() - begin)
    assert best < 0.02


@pytest.mark.parametrize("change", ["moved", "list", "no stamp", "no python"])
def test_what_is_not_whole_is_set_up_first(ready: Path, change: str) -> None:
    (ready / "tools" / "set_up").write_text("#!/bin/sh\necho setting up\nexit 7\n")
    if change == "moved":
        (ready / ".venv" / ".whole").write_text("/elsewhere\n")
    elif change == "list":
        later = time.time() + 10
        os.utime(ready / "pyproject.toml", (later, later))
    elif change == "no stamp":
        (ready / ".venv" / ".whole").unlink()
    else:
        (ready / ".venv" / "bin" / "python").unlink()
    done = start(ready / "tintype", "x")
    assert done.stdout == "setting up\n"
    assert done.returncode == 7


def test_without_python_it_says_what_to_install(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "readlink"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or "")
    done = start(clone / "tintype", "x", env={"PATH": str(tmp_path / "bin")})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "install one (apt-get install python3" in done.stderr


def test_an_old_python_is_passed_over(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name, body in (("python3", "exit 1"), ("python3.12", '[ "$2" = -c ] || echo "$@"')):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    done = start(clone / "tools" / "set_up", "dev", env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"})
    assert done.stdout == f"-I {clone}/tools/set_up.py dev\n"


@pytest.fixture
def set_up(clone: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """tools/set_up.py of the clone, without a network: pip and apt only count their calls."""
    spec = importlib.util.spec_from_file_location("set_up", clone / "tools" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.installed = []  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "install", lambda *, dev: module.installed.append(dev))
    monkeypatch.setattr(module, "bring_system_parts", lambda *, dev: None)
    return module


def quick_environment(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m venv` without pip, which takes most of the time, and still counts as working."""
    real = module.run

    def run(command: list[str]) -> bool:
        if command[1:3] == ["-m", "venv"]:
            return real([command[0], "-m", "venv", "--without-pip", command[3]])
        return real([command[0], "-c", "pass"]) if "pip" in command[-1] else real(command)

    monkeypatch.setattr(module, "run", run)


def test_it_sets_up_once(set_up: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_environment(set_up, monkeypatch)
    assert set_up.main([]) == 0
    assert set_up.main([]) == 0
    assert set_up.installed == [False]
    assert (clone / ".venv" / ".whole").read_text().splitlines()[0] == str(clone)
    assert not (clone / ".venv" / ".half").exists()


def test_changed_lists_are_noticed_and_developers_stay_developers(
    set_up: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_environment(set_up, monkeypatch)
    set_up.main(["dev"])
    with open(clone / "constraints.txt", "a") as file:
        file.write("# changed\n")
    set_up.main([])
    assert set_up.installed == [True, True]


def test_an_interrupted_set_up_is_made_anew(
    set_up: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_environment(set_up, monkeypatch)
    calm = set_up.install

    def interrupted(*, dev: bool) -> None:
        (clone / ".venv" / "half a package").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(set_up, "install", interrupted)
    assert set_up.main([]) == 130
    assert not (clone / ".venv" / ".whole").exists()
    monkeypatch.setattr(set_up, "install", calm)
    assert set_up.main([]) == 0
    assert not (clone / ".venv" / "half a package").exists()


def test_two_started_at_once_set_up_once(
    set_up: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_environment(set_up, monkeypatch)
    calm = set_up.install
    monkeypatch.setattr(set_up, "install", lambda *, dev: (time.sleep(0.5), calm(dev=dev)))
    codes: list[int] = []
    threads = [threading.Thread(target=lambda: codes.append(set_up.main([]))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0, 0, 0]
    assert set_up.installed == [False]


def test_a_refresh_without_network_is_said_and_keeps_what_is_there(
    set_up: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    quick_environment(set_up, monkeypatch)
    set_up.main([])
    (clone / ".venv" / "a package").touch()
    with open(clone / "constraints.txt", "a") as file:
        file.write("# changed\n")

    def fail(*, dev: bool) -> None:
        raise set_up.Failed("No network.")

    calm = set_up.install
    monkeypatch.setattr(set_up, "install", fail)
    assert set_up.main([]) == 1
    assert capfd.readouterr().err.endswith("tintype: No network.\n")
    monkeypatch.setattr(set_up, "install", calm)
    assert set_up.main([]) == 0
    assert (clone / ".venv" / "a package").exists()
