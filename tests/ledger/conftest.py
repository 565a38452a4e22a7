"""Ledgers on both databases: whoever asks for `ledger` or `url` is run twice."""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tintype.ledger import Ledger

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite ledger to copy from: migrating one for each test takes longer than the tests."""
    path = tmp_path_factory.mktemp("ledger") / "migrated.db"
    Ledger.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty ledger that no other test uses."""
    if request.param == "postgres":
        return request.getfixturevalue("cluster").create(f"test{next(_numbers)}", "migrated")
    path = tmp_path / "ledger.db"
    shutil.copy(request.getfixturevalue("migrated"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def open_ledger() -> Iterator[Callable[[str], Ledger]]:
    """Ledger.open, closed when the test ends."""
    opened: list[Ledger] = []

    def open_one(url: str) -> Ledger:
        opened.append(Ledger.open(url))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(url: str, open_ledger: Callable[[str], Ledger]) -> Ledger:
    return open_ledger(url)
