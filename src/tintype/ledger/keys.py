"""Keys that open the server. A secret is shown once and kept nowhere.

Secrets are 256 random bits, which nobody can guess, so a plain sha256 guards them: slow hashes are
for passwords that people choose, and would cost every request tens of milliseconds.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import insert, or_, select, update

from tintype.core.errors import BadOption, Conflict, NotFound
from tintype.core.job import ApiKey
from tintype.ledger.rows import KEY, key_of, quoted, text_of
from tintype.ledger.tables import keys

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tintype.ledger.writer import Group

PREFIX = "tt-"
LONGEST_NAME = 80
USED_EVERY = 60.0
"""Seconds between two notes of when a key was used."""


class Made(NamedTuple):
    """A new key and the sha256 of its secret."""

    key: ApiKey
    digest: str


def new_secret() -> str:
    """tt- and 43 letters, digits, _ and -."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def check_name(name: str) -> str:
    """The name without outer blanks; raises BadOption."""
    if not (name.strip().isprintable() and 1 <= len(name.strip()) <= LONGEST_NAME):
        raise BadOption(
            f"The key name {name[:40]!r} does not do; use 1 to {LONGEST_NAME} printable characters."
        )
    return name.strip()


def make(group: Group, made: Made) -> ApiKey:
    """Keeps a key; raises Conflict while another of that name is in use."""
    taken = select(keys.c.id).where(keys.c.name == made.key.name, keys.c.revoked.is_(None))
    if group.connection.execute(taken).first() is not None:
        raise Conflict(f"There is a key “{made.key.name}” already; revoke it or choose another name.")
    row = {**msgspec.structs.asdict(made.key), "scopes": text_of(made.key.scopes), "digest": made.digest}
    group.connection.execute(insert(keys), row)
    return made.key


def found(connection: Connection, secret: str) -> ApiKey | None:
    """The key with that secret, unless it is revoked.

    It is looked up by the secret's hash, so how long that takes tells nothing about the secret.
    """
    digest = digest_of(secret)
    row = connection.execute(select(*KEY, keys.c.digest).where(keys.c.digest == digest)).first()
    if row is None or row.revoked is not None or not hmac.compare_digest(row.digest, digest):
        return None
    return key_of(row)


def note_use(group: Group, id: str) -> None:
    """When the key was used, at most once a minute."""
    stale = or_(keys.c.used.is_(None), keys.c.used < group.now - USED_EVERY)
    group.connection.execute(update(keys).where(keys.c.id == id, stale).values(used=group.now))


def listed(connection: Connection) -> list[ApiKey]:
    """All keys, the revoked ones too, oldest first."""
    return [key_of(row) for row in connection.execute(select(*KEY).order_by(keys.c.id))]


def revoke(group: Group, name: str) -> ApiKey:
    """By id or by the name of one in use; a revoked one stays as it is. Raises NotFound."""
    which = or_(keys.c.id == name, keys.c.name == name)
    query = select(*KEY).where(which).order_by(keys.c.revoked.is_not(None), keys.c.id.desc())
    row = group.connection.execute(query).first()
    if row is None:
        raise NotFound(f"There is no key {quoted(name)}; see `tintype keys`.")
    key = key_of(row)
    if key.revoked is not None:
        return key
    group.connection.execute(update(keys).where(keys.c.id == key.id).values(revoked=group.now))
    return msgspec.structs.replace(key, revoked=group.now)
