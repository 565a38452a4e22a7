"""What a user reads when the database cannot: one sentence, the place and the cure, nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import Cluster, missing
from things import kinds, picture, submit

from tintype.core.errors import (
    BadOption,
    CannotWrite,
    DiskFull,
    LedgerFailed,
    MissingPart,
    NoNetwork,
    TintypeError,
)
from tintype.ledger import Ledger


def told(error: pytest.ExceptionInfo[TintypeError]) -> str:
    """Its sentence, which is one line that ends as sentences do."""
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert "sqlalche.me" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "database URL"),
        ("ledger.db", "database URL"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
        ("sqlite:///file:/tmp/x.db?mode=memory&uri=true", "plain file"),
        ("mysql://me:hush@host/db", "cannot be kept in mysql"),
        ("postgresql://me:hush@[::1/db", "database URL"),
    ],
)
def test_a_url_of_no_ledger_is_refused(url: str, said: str) -> None:
    with pytest.raises(BadOption, match=said) as error:
        Ledger.open(url)
    assert "hush" not in told(error)


def test_a_password_is_never_shown() -> None:
    for url in ("postgres://me:hush@127.0.0.1:1/db", "postgresql://127.0.0.1:1/db?user=me&password=hush"):
        with pytest.raises(NoNetwork, match=r"127\.0\.0\.1:1/db does not answer.*correct its URL") as error:
            Ledger.open(url)
        assert "hush" not in told(error)


def test_without_the_driver_it_says_how_to_bring_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingPart, match=r"pip install 'tintype\[postgres\]'") as error:
        Ledger.open("postgresql://me:hush@127.0.0.1:1/db")
    assert "hush" not in told(error)


def test_a_new_ledger_makes_its_folder_and_is_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "a new" / "folder" / "ledger.db"
    ledger = Ledger.open(f"sqlite:///{path}")
    submit(ledger)
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name
    ledger.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="choose a folder") as error:
        Ledger.open(f"sqlite:///{tmp_path}/file/ledger.db")
    assert str(tmp_path) in told(error)
    with pytest.raises(CannotWrite, match="another place"):
        Ledger.open(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"This is my diary, and it is rather long." * 100)
    before = path.read_bytes()
    with pytest.raises(LedgerFailed, match=r"ledger\.db is damaged.*move it away") as error:
        Ledger.open(f"sqlite:///{path}")
    told(error)
    assert path.read_bytes() == before


def test_a_damaged_ledger_says_so(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(migrated, path)
    ledger = Ledger.open(f"sqlite:///{path}")
    for number in range(50):
        submit(ledger, str(number) * 50)
    ledger.close()
    with open(path, "r+b") as file:  # the first page, which says what is where, stays whole
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))

    def use() -> None:
        ledger = Ledger.open(f"sqlite:///{path}")
        try:
            ledger.jobs()
        finally:
            ledger.close()

    with pytest.raises(LedgerFailed, match=r"is damaged.*put a copy in its place") as error:
        use()
    told(error)


def test_a_ledger_held_by_another_program_says_so(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tintype.ledger import connect

    monkeypatch.setattr(connect, "PATIENCE", 0.1)
    path = tmp_path / "ledger.db"
    shutil.copy(migrated, path)
    ledger = Ledger.open(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerFailed, match=r"held by another program.*try again") as error:
        submit(ledger)
    told(error)
    assert ledger.jobs() == []
    other.execute("ROLLBACK")
    other.close()
    assert submit(ledger).state == "queued"
    ledger.close()


def test_a_read_only_ledger_says_so(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(migrated, path)
    ledger = Ledger.open(f"sqlite:///{path}")
    submit(ledger)
    assert ledger._writer._connection is not None
    ledger._writer._connection.exec_driver_sql("PRAGMA query_only=1")  # root may write any file
    ledger._writer._connection.rollback()
    with pytest.raises(CannotWrite, match=r"cannot be written.*readonly.*another place") as error:
        submit(ledger)
    told(error)
    assert len(ledger.jobs()) == 1
    ledger.close()


def test_a_closed_ledger_says_so(ledger: Ledger) -> None:
    ledger.close()
    for call in (lambda: submit(ledger), ledger.jobs, ledger.last_cursor):
        with pytest.raises(LedgerFailed, match="closed"):
            call()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount here: a disk that is really full was left out")
    if done.returncode != 0:
        pytest.skip("no disk may be mounted here: a disk that is really full was left out")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(ledger: Ledger) -> list[str]:
    """Ids of the jobs accepted until the disk was full, from four threads; every caller was told."""
    accepted: list[str] = []
    errors: list[BaseException] = []

    def feed() -> None:
        try:
            while True:
                accepted.append(submit(ledger, "a long sentence " * 200).id)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=feed) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(errors) == 4
    for error in errors:
        assert isinstance(error, DiskFull)
        assert "no room left" in str(error)
        assert "free some space" in str(error)
    return accepted


def check_nothing_lost(ledger: Ledger, accepted: list[str]) -> None:
    assert accepted
    assert {job.id for job in ledger.jobs(limit=100_000)} == set(accepted)
    assert kinds(ledger) == ["queued"] * min(500, len(accepted))
    for _ in range(5):
        submit(ledger)
    (job,) = ledger.claim("w")
    assert ledger.picture(picture(job), "w", last=True)


def test_a_full_disk_is_told_and_loses_nothing(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    ledger = Ledger.open(f"sqlite:///{small_disk}/ledger.db")
    accepted = fill(ledger)
    with pytest.raises(DiskFull):
        submit(ledger, "a long sentence " * 2000)
    assert {job.id for job in ledger.jobs(limit=100_000)} >= set(accepted)
    ballast.unlink()
    check_nothing_lost(ledger, [job.id for job in ledger.jobs(limit=100_000)])
    ledger.close()


def test_a_full_ledger_is_told_and_loses_nothing(migrated: Path, tmp_path: Path) -> None:
    """As above where nothing can be mounted: the file may not grow."""
    from sqlalchemy import event

    path = tmp_path / "ledger.db"
    shutil.copy(migrated, path)
    ledger = Ledger.open(f"sqlite:///{path}")
    engine = ledger._place.writer
    engine.dispose()
    event.listen(
        engine, "connect", lambda connection, record: connection.execute("PRAGMA max_page_count=120")
    )
    accepted = fill(ledger)
    with ledger._place.writer.connect() as connection:  # after trouble the writer let it go
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
    check_nothing_lost(ledger, accepted)
    ledger.close()


def test_a_restarted_postgresql_is_found_again(cluster_of_my_own: Cluster) -> None:
    cluster = cluster_of_my_own
    ledger = Ledger.open(cluster.create("mine"))
    before = submit(ledger)
    cluster.halt()
    for call in (lambda: submit(ledger), lambda: ledger.job(before.id)):
        with pytest.raises(NoNetwork, match=r"does not answer.*start it") as error:
            call()
        told(error)
    cluster.start()
    assert ledger.job(before.id) == before
    after = submit(ledger)
    cluster.halt("fast")
    cluster.start()
    assert submit(ledger).state == "queued"
    assert ledger.job(after.id) == after
    ledger.close()


@pytest.fixture
def cluster_of_my_own() -> Iterator[Cluster]:
    """One that may be stopped and started."""
    if why := missing():
        pytest.skip(why)
    cluster = Cluster()
    yield cluster
    cluster.stop()


def test_who_may_not_come_in_is_told(cluster: Cluster) -> None:
    url = cluster.url("migrated")
    with pytest.raises(BadOption, match="correct its URL") as error:
        Ledger.open(url.replace("tintype@", "stranger:hush@"))
    assert "hush" not in told(error)
    with pytest.raises(BadOption, match="nowhere"):
        Ledger.open(cluster.url("nowhere"))
