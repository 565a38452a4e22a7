"""The store: one contract for a folder, for memory and for S3; and what a crash leaves."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tintype.assets.remote import RemoteStore
from tintype.assets.store import LocalStore, Store, folders
from tintype.core.errors import BadOption, CannotWrite, DiskFull, MissingPart, NoNetwork, NotFound


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Address of a real HTTP server that speaks S3."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(params=["folder", "memory", "memory, named last", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if request.param == "folder":
        return Store.open(str(tmp_path / "pictures"))
    if request.param == "memory, named last":  # as on services where half a file can be seen
        monkeypatch.setattr("tintype.assets.remote._WHOLE_AT_ONCE", frozenset())
    if "memory" in request.param:
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


@pytest.mark.parametrize(
    "name",
    ["", "x", "../../../etc/passwd", "*", "0" * 63, "0" * 64 + "/", "0" * 64 + "\n", "F" * 64, "\0" * 64],
)
def test_what_is_no_digest_leads_nowhere(store: Store, name: str) -> None:
    kept = store.put(b"kept")
    assert not store.exists(name)
    for ask in (store.get, store.local, store.delete, lambda name: store.kept(name, "256.webp")):
        with pytest.raises(NotFound):
            ask(name)
    assert store.get(kept) == b"kept"


def _move_to_earlier_place(store: Store, digest: str) -> None:
    """As if an earlier version had written it."""
    now, earlier = folders(digest)
    if isinstance(store, LocalStore):
        root = store.local(digest).parent.parent
        (root / earlier).mkdir(parents=True, exist_ok=True)
        for path in (root / now).glob(f"{digest}*"):
            path.rename(root / earlier / path.name)
    else:
        assert isinstance(store, RemoteStore)
        files, root = store._files, store._root
        files.makedirs(f"{root}/{earlier}", exist_ok=True)
        for name in files.glob(f"{root}/{now}/{digest}*"):
            files.mv(name, f"{root}/{earlier}/{name.rpartition('/')[2]}")


def test_what_earlier_versions_kept_is_found_put_again_and_deleted(store: Store) -> None:
    """They wrote aa/bb/<sha256>.png; a store of theirs needs no move."""
    digest = store.put(b"a picture")
    store.keep(digest, "256.webp", b"small")
    _move_to_earlier_place(store, digest)
    assert store.exists(digest)
    assert store.get(digest) == b"a picture"
    assert store.kept(digest, "256.webp") == b"small"
    assert store.local(digest).read_bytes() == b"a picture"
    assert store.put(b"a picture") == digest
    assert store.sweep((digest,), time.time() + 10) == 0
    store.delete(digest)
    assert not store.exists(digest)
    assert store.kept(digest, "256.webp") is None


def test_a_sweep_takes_what_earlier_versions_kept_and_nobody_needs(store: Store) -> None:
    needless, needed = store.put(b"a picture"), store.put(b"another")
    _move_to_earlier_place(store, needless)
    _move_to_earlier_place(store, needed)
    assert store.sweep((needed,), time.time() + 10) == 1
    assert not store.exists(needless)
    assert store.get(needed) == b"another"


def test_a_folder_that_was_taken_away_meanwhile_is_made_again(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    digest = store.put(b"a picture")
    shutil.rmtree(store.local(digest).parent)
    assert store.put(b"a picture") == digest
    assert store.get(digest) == b"a picture"


def test_threads_put_the_same_and_different_things(store: Store) -> None:
    contents = [bytes([index % 7]) * 50_000 for index in range(42)]
    with ThreadPoolExecutor(6) as pool:
        digests = list(pool.map(store.put, contents))
    assert [store.get(digest) for digest in digests] == contents
    assert store.sweep((), time.time() + 10) == 7


def test_only_pictures_are_kept(store: Store) -> None:
    with pytest.raises(BadOption, match=r"\.exe"):
        store.put(b"MZ", ".exe")


WRITER = """
import os, sys
from tintype.assets.remote import RemoteStore
from tintype.assets.store import LocalStore, Store, folders
store = Store.open(sys.argv[1])
print("ready", flush=True)
while True:
    store.put(os.urandom(300_000))
"""


def test_a_writer_that_is_killed_leaves_no_half_file_under_its_name(tmp_path: Path) -> None:
    """Ten times, at a random moment: what has a name has every byte of it."""
    random.seed(3)
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.uniform(0.005, 0.06))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    named = list(tmp_path.rglob("*.png"))
    assert len(named) > 10
    for path in named:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    Store.open(str(tmp_path)).sweep({path.stem for path in named}, time.time() + 10)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(named)


def test_what_a_disk_has_lost_is_written_anew(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    digest = store.put(b"a picture")
    store.local(digest).write_bytes(b"a pic")
    assert store.put(b"a picture") == digest
    assert store.get(digest) == b"a picture"


def test_a_sweep_spares_what_is_put_again_at_that_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(str(tmp_path))
    digest = store.put(b"a picture")
    replace, when = os.replace, ["before", "after"]

    def meanwhile(source: object, target: object) -> None:
        """Somebody puts it just before, and just after, the sweep takes the file aside."""
        if str(target).endswith(".old") and "before" in when:
            when.remove("before")
            os.utime(source, (time.time() + 100, time.time() + 100))  # type: ignore[call-overload]
        replace(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", meanwhile)
    assert store.sweep((), time.time() + 10) == 0
    assert store.get(digest) == b"a picture"


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_disk_that_fills_up_at_any_step_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = Store.open(str(tmp_path / "pictures"))
    store.put(b"before")

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(DiskFull, match="no room left"):
            store.put(b"a picture")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert store.get(store.put(b"a picture")) == b"a picture"


def test_what_another_server_put_is_seen_at_once(
    s3: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name, value in {
        "AWS_ACCESS_KEY_ID": "k",
        "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_ENDPOINT_URL": s3,
    }.items():
        monkeypatch.setenv(name, value)
    where = f"s3://shared-{os.getpid()}/{tmp_path.name}"
    mine, theirs = neighbours()
    ours = Store.open(where)
    ours.put(mine)
    ours.delete(hashlib.sha256(mine).hexdigest())  # lists the folder that theirs will lie in
    digest = hashlib.sha256(theirs).hexdigest()
    assert not ours.exists(digest)
    code = "import sys; from tintype.assets.store import Store; Store.open(sys.argv[1]).put(sys.argv[2].encode())"
    subprocess.run([sys.executable, "-c", code, where, theirs.decode()], check=True)
    assert ours.exists(digest)
    assert ours.local(digest).read_bytes() == theirs
    ours.delete(digest)
    assert not ours.exists(digest)


def neighbours() -> tuple[bytes, bytes]:
    """Two contents that lie in the same folder: whose digests begin alike."""
    seen: dict[str, bytes] = {}
    for number in range(10_000):
        content = str(number).encode()
        start = hashlib.sha256(content).hexdigest()[:4]
        if start in seen:
            return seen[start], content
        seen[start] = content
    raise AssertionError


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
