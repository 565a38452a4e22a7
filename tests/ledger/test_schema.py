"""Migrations: they lead to tables.py, keep what is there, and refuse what is not theirs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster
from sqlalchemy import create_engine, inspect, text
from things import picture, submit

from tintype.core.errors import BadOption, LedgerFailed
from tintype.ledger import Ledger
from tintype.ledger.connect import Place
from tintype.ledger.schema import bring_to_head
from tintype.ledger.tables import REVISION_TABLE, REVISIONS, metadata

VERSIONS = Path(sys.modules[bring_to_head.__module__].__file__ or "").with_name("migrations") / "versions"


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Makes empty databases: name → URL."""
    if request.param == "sqlite":
        return lambda name: f"sqlite:///{tmp_path}/{name}.db"
    cluster = request.getfixturevalue("cluster")
    return lambda name: cluster.create(f"{name}-{tmp_path.name}"[-60:])


def described(place: Place) -> dict[str, Any]:
    """Everything the database says of its tables, but for the note of the revision."""
    found: dict[str, Any] = {}
    look = inspect(place.reader)
    for table in sorted(set(look.get_table_names()) - {REVISION_TABLE}):
        found[table] = {
            "columns": sorted(
                (c["name"], repr(c["type"]), c["nullable"], str(c["default"]))
                for c in look.get_columns(table)
            ),
            "key": look.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted(map(repr, look.get_foreign_keys(table))),
            "unique": sorted(map(repr, look.get_unique_constraints(table))),
        }
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
        if place.sqlite
        else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    )
    with place.reader.connect() as connection:
        rows = connection.execute(text(query)).all()
    found["indexes"] = sorted(
        (name, " ".join((sql or "").split())) for name, sql in rows if REVISION_TABLE not in name
    )
    return found


def test_migrations_lead_to_the_tables(bare: Callable[[str], str]) -> None:
    migrated, made = Place(bare("migrated")), Place(bare("made"))
    bring_to_head(migrated)
    metadata.create_all(made.writer)
    assert described(migrated) == described(made)
    assert len(described(made)["indexes"]) > 8
    migrated.close()
    made.close()


def test_the_list_of_revisions_is_the_folder(tmp_path: Path) -> None:
    names = sorted(path.stem for path in VERSIONS.glob("*.py"))
    assert tuple(name[:4] for name in names) == REVISIONS


def test_every_revision_leads_to_the_newest_and_keeps_what_is_there(bare: Callable[[str], str]) -> None:
    place = Place(bare("old"))
    bring_to_head(place, "0001")
    with place.writer.begin() as connection:
        for statement in OLD.strip().split(";\n"):
            connection.exec_driver_sql(statement.replace("%", "%%") if not place.sqlite else statement)
    place.close()
    ledger = Ledger.open(place.url.render_as_string(hide_password=False))
    (found,) = ledger.gallery(words="ÄPFEL 100%")
    assert (found.prompt, found.tags, found.plan) == ("Äpfel, 100% rot", ("fruit",), None)
    assert ledger.gallery(words="birnen") == []
    (job,) = ledger.jobs()
    assert (job.id, job.state, job.request.prompt, job.key) == ("0" * 26, "queued", "Äpfel, 100% rot", "k")
    assert [event.kind for event in ledger.events()] == ["queued"]
    (claimed,) = ledger.claim("w")
    assert ledger.picture(picture(claimed, plan=None), "w", last=True)
    ledger.close()


OLD = """
INSERT INTO jobs (id, owner, state, priority, request, plans, delivery, created, attempts, done, key)
VALUES ('00000000000000000000000000', 'local', 'queued', 0, '{"prompt":"Äpfel, 100% rot"}',
 '[{"engine":"fake","model":"fake","operation":"generate","prompt":"Äpfel","width":64,"height":64,"seed":1,"quality":"low","settings":{},"notes":[],"version":"1"}]',
 '{}', 1.5, 0, 0, 'k');
INSERT INTO owners (owner, served, waiting) VALUES ('local', 0, true);
INSERT INTO events (job, owner, at, kind, data) VALUES ('00000000000000000000000000', 'local', 1.5, 'queued', '{}');
INSERT INTO pictures (id, "index", owner, digest, width, height, bytes, prompt, model, seed, seconds, created, favourite)
VALUES ('00000000000000000000000001', 0, 'local', 'd', 1, 1, 1, 'Äpfel, 100% rot', 'fake', 1, 1, 1, false);
INSERT INTO tags (picture, tag) VALUES ('00000000000000000000000001', 'fruit')
"""


def test_a_schema_from_the_future_is_refused(url: str) -> None:
    engine = create_engine(Place(url).url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerFailed, match=f"newer tintype.*9999.*{REVISIONS[-1]}.*update tintype"):
        Ledger.open(url)


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name)")
    with pytest.raises(BadOption, match=f"{path}.*another program.*recipes"):
        Ledger.open(f"sqlite:///{path}")
    with sqlite3.connect(path) as other:
        assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["recipes"]


def test_a_shared_postgresql_is_fine_but_for_tables_of_our_names(cluster: Cluster) -> None:
    place = Place(cluster.create("shared"))
    with place.writer.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    url = place.url.render_as_string(hide_password=False)
    ledger = Ledger.open(url)
    submit(ledger)
    ledger.close()
    with place.writer.begin() as connection:
        connection.execute(text(f"DROP TABLE {REVISION_TABLE}"))
    place.close()
    with pytest.raises(BadOption, match="another program"):
        Ledger.open(url)


def test_an_interrupted_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tintype.ledger import schema

    url = f"sqlite:///{tmp_path}/ledger.db"
    real = schema._migrate

    def half(connection: Any, head: str) -> None:
        real(connection, "0001")
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "_migrate", half)
    with pytest.raises(KeyboardInterrupt):
        Ledger.open(url)
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    Ledger.open(url).close()


def test_several_that_open_a_new_ledger_at_once_migrate_it_once(bare: Callable[[str], str]) -> None:
    url = bare("race")
    code = f"from tintype.ledger import Ledger; l = Ledger.open({url!r}); print(l.last_cursor()); l.close()"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for process in processes:
        out, error = process.communicate()
        assert (out, error) == ("0\n", "")


def test_opening_an_existing_ledger_loads_no_alembic(url: str) -> None:
    code = (
        f"import sys; from tintype.ledger import Ledger; Ledger.open({url!r}).close();"
        " print('alembic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"
