"""Keys on both databases: shown once, hashed, named, revoked."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tintype.core.errors import BadOption, Conflict, NotFound
from tintype.ledger import Ledger


def test_a_key_opens_with_its_secret_only(ledger: Ledger) -> None:
    secret, key = ledger.make_key("laptop", ("generate", "read"))
    assert secret.startswith("tt-")
    assert len(secret) >= 46
    assert (key.name, key.scopes, key.hint, key.revoked) == (
        "laptop",
        ("generate", "read"),
        secret[-4:],
        None,
    )
    found = ledger.key(secret)
    assert found is not None
    assert found.id == key.id
    for wrong in (
        "",
        secret[:-1],
        secret + "x",
        secret.upper(),
        "tt-",
        key.id,
        key.name,
        "\x00",
        "é",
        "\ud800",
        "' OR 1=1 --",
    ):
        assert ledger.key(wrong) is None


def test_secrets_differ_and_are_kept_nowhere(tmp_path: Path) -> None:
    ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.db")
    secrets = [ledger.make_key(f"key {number}", ())[0] for number in range(5)]
    ledger.key(secrets[0])
    assert len(set(secrets)) == 5
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    ledger.close()
    kept += b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in secrets:
        assert secret.encode() not in kept
        assert secret[3:].encode() not in kept


def test_a_revoked_key_opens_nothing(ledger: Ledger) -> None:
    secret, key = ledger.make_key("laptop", ())
    other, _ = ledger.make_key("phone", ())
    revoked = ledger.revoke("laptop")
    assert revoked.id == key.id
    assert revoked.revoked is not None
    assert ledger.key(secret) is None
    assert ledger.key(other) is not None
    assert ledger.revoke(key.id) == revoked
    with pytest.raises(NotFound, match="tablet"):
        ledger.revoke("tablet")
    names = [one.name for one in ledger.keys()]  # noqa: SIM118
    assert names == ["laptop", "phone"]


def test_a_name_is_used_once_at_a_time(ledger: Ledger) -> None:
    _, first = ledger.make_key("laptop", ())
    with pytest.raises(Conflict, match="laptop"):
        ledger.make_key(" laptop ", ())
    ledger.revoke(first.id)
    secret, second = ledger.make_key("laptop", ())
    assert second.id != first.id
    assert ledger.revoke("laptop").id == second.id
    assert ledger.key(secret) is None
    for name in ("", "  ", "x" * 81, "a\nb", "a\x00b"):
        with pytest.raises(BadOption):
            ledger.make_key(name, ())


def test_use_is_noted_at_most_once_a_minute(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, _ = ledger.make_key("laptop", ())
    ledger.key(secret)
    deadline = time.time() + 5
    while (used := ledger.keys()[0].used) is None and time.time() < deadline:
        time.sleep(0.01)
    assert used is not None
    ledger.key(secret)
    ledger.pause(False)  # waits for the writer
    assert ledger.keys()[0].used == used
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 61)
    ledger.key(secret)
    ledger.pause(False)
    later = ledger.keys()[0].used
    assert later is not None
    assert later >= used + 60
