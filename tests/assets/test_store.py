"""The store: one contract for a folder, for memory and for S3; and what a crash leaves."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tintype.assets.store import Store
from tintype.core.errors import BadOption, CannotWrite, DiskFull, MissingPart, NoNetwork, NotFound


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Address of a real HTTP server that speaks S3."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(params=["folder", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if request.param == "folder":
        return Store.open(str(tmp_path / "pictures"))
    if request.param == "memory":
        return Store.open(f"memory://{tmp_path.name}")
    for name, value in {
        "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": request.getfixturevalue("s3"),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return Store.open(f"s3://pictures-{os.getpid()}/{tmp_path.name}")


def test_a_content_comes_back_by_its_sha256(store: Store) -> None:
    digest = store.put(b"a picture")
    assert digest == hashlib.sha256(b"a picture").hexdigest()
    assert store.get(digest) == b"a picture"
    assert store.exists(digest)
    assert store.local(digest).read_bytes() == b"a picture"
    assert store.local(digest).suffix == ".png"


def test_the_same_content_twice_is_kept_once(store: Store) -> None:
    assert store.put(b"same") == store.put(b"same")
    assert store.sweep((), time.time() + 10) == 1


def test_what_is_not_there_is_named(store: Store) -> None:
    assert not store.exists("0" * 64)
    for ask in (store.get, store.local):
        with pytest.raises(NotFound, match="000000000000"):
            ask("0" * 64)


def test_what_was_derived_goes_with_its_content(store: Store) -> None:
    digest = store.put(b"large")
    assert store.kept(digest, "256.webp") is None
    store.keep(digest, "256.webp", b"small")
    assert store.kept(digest, "256.webp") == b"small"
    store.delete(digest)
    store.delete(digest)
    assert not store.exists(digest)
    assert store.kept(digest, "256.webp") is None


def test_sweeping_takes_only_what_nobody_needs_and_is_old(store: Store) -> None:
    kept, orphan = store.put(b"kept"), store.put(b"orphan")
    assert store.sweep({kept}, time.time() - 3600) == 0
    assert store.sweep({kept}, time.time() + 10) == 1
    assert store.exists(kept)
    assert not store.exists(orphan)


def test_only_pictures_are_kept(store: Store) -> None:
    with pytest.raises(BadOption, match=r"\.exe"):
        store.put(b"MZ", ".exe")


WRITER = """
import os, sys
from tintype.assets.store import Store
store = Store.open(sys.argv[1])
print("ready", flush=True)
while True:
    store.put(os.urandom(300_000))
"""


def test_a_writer_that_is_killed_leaves_no_half_file_under_its_name(tmp_path: Path) -> None:
    whole = 0
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.03)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    for path in tmp_path.rglob("*.png"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
        whole += 1
    assert whole > 8
    Store.open(str(tmp_path)).sweep({path.stem for path in tmp_path.rglob("*.png")}, time.time() + 10)
    assert not list(tmp_path.rglob(".tintype-*"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk could be mounted here: a full one was left out")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_one_sentence_and_leaves_nothing(small_disk: Path) -> None:
    store = Store.open(str(small_disk / "pictures"))
    first = store.put(os.urandom(600_000))
    with pytest.raises(DiskFull, match="assets"):
        store.put(os.urandom(600_000))
    assert [path.stem for path in small_disk.rglob("*") if path.is_file()] == [first]
    store.delete(first)
    assert store.exists(store.put(os.urandom(600_000)))


def test_addresses_that_cannot_be_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="file"):
        Store.open(str(tmp_path / "file" / "pictures"))
    with pytest.raises((BadOption, MissingPart), match="wobble"):
        Store.open("wobble://somewhere")


def test_a_service_that_does_not_answer_is_named_without_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "CANARY")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "CANARY")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    pytest.importorskip("s3fs").S3FileSystem.clear_instance_cache()
    with pytest.raises((NoNetwork, CannotWrite)) as caught:
        Store.open("s3://nobody/here")
    assert "s3://nobody/here" in str(caught.value)
    assert "CANARY" not in str(caught.value)
