"""Every test starts from the same house: no settings of the person who runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "ledger"))

from cluster import Cluster, missing


@pytest.fixture(autouse=True)
def no_settings_of_mine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [name for name in os.environ if name.startswith("TINTYPE_")]:
        monkeypatch.delenv(name)
    nowhere: Path = tmp_path_factory.getbasetemp() / "no-settings.toml"
    monkeypatch.setenv("TINTYPE_SETTINGS", str(nowhere))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, started once, with an empty ledger "migrated" to make others like."""
    if why := missing():
        pytest.skip(why)
    from tintype.ledger import Ledger

    cluster = Cluster()
    try:
        Ledger.open(cluster.create("migrated")).close()
        yield cluster
    finally:
        cluster.stop()
