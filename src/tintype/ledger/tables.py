"""The tables, as the newest migration leaves them; a test holds the two together.

JSON is kept as text, as msgspec writes it. Times are seconds since 1970. Rows are never changed in
place by hand: every write goes through the writer (writer.py), every migration through migrations/.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

REVISIONS = ("0001", "0002", "0003")
"""Every migration there is, oldest first. The last is what this code reads and writes."""

REVISION_TABLE = "tintype_revision"
"""Where Alembic notes the revision; not its default name, so that a database can be shared."""

metadata = MetaData()

ID = String(26).with_variant(String(26, collation="C"), "postgresql")  # sorts by bytes, as ids are meant to
CURSOR = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only a column called INTEGER

QUEUED = literal_column("'queued'")
"""Spelled out in statements, not bound: only then do both databases use the partial index."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", ID, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("request", Text, nullable=False),
    Column("plans", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("created", Double, nullable=False),
    Column("started", Double),
    Column("finished", Double),
    Column("attempts", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("failure", Text),
    Column("key", Text),
    Column("worker", Text),  # who holds it while it is running
    Column("lease", Double),  # until when, unless renewed
    Index("ix_jobs_owner", "owner", "id"),
    Index("ix_jobs_state", "state", "id"),
)
Index("ux_jobs_key", jobs.c.owner, jobs.c.key, unique=True,
      sqlite_where=jobs.c.key.is_not(None), postgresql_where=jobs.c.key.is_not(None))  # fmt: skip
Index("ix_jobs_queue", jobs.c.owner, jobs.c.priority.desc(), jobs.c.id,
      sqlite_where=jobs.c.state == QUEUED, postgresql_where=jobs.c.state == QUEUED)  # fmt: skip

owners = Table(
    "owners",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("served", BigInteger, nullable=False, index=True),  # number of the turn it was last served in
    Column("waiting", Boolean, nullable=False),  # may have queued jobs; false: surely has none
)

events = Table(
    "events",
    metadata,
    Column("cursor", CURSOR, primary_key=True, autoincrement=True),
    Column("job", ID, ForeignKey("jobs.id"), nullable=False),
    Column("owner", Text, nullable=False),
    Column("at", Double, nullable=False),
    Column("kind", Text, nullable=False),
    Column("data", Text, nullable=False),
    Index("ix_events_job", "job", "cursor"),
    sqlite_autoincrement=True,  # a cursor that was seen is never given again
)

pictures = Table(
    "pictures",
    metadata,
    Column("id", ID, primary_key=True),
    Column("job", ID, ForeignKey("jobs.id")),
    Column("index", Integer, nullable=False),
    Column("owner", Text, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("plan", Text),
    Column("seconds", Double, nullable=False),
    Column("created", Double, nullable=False),
    Column("parent", ID, index=True),
    Column("favourite", Boolean, nullable=False),
    Column("deleted", Double),
    Column("words", Text, nullable=False, server_default=""),  # see gallery.fold
    UniqueConstraint("job", "index", name="ux_pictures_job"),
    Index("ix_pictures_owner", "owner", "id"),
)

tags = Table(
    "tags",
    metadata,
    Column("picture", ID, ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", Text, primary_key=True),
    Index("ix_tags_tag", "tag"),
)

recalls = Table(
    "recalls",
    metadata,
    Column("picture", ID, ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
    Column("said", Text, nullable=False),
)
"""What the file of a picture that was brought in said of its making; apart, for it may be long."""

keys = Table(
    "keys",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # sha256 of the secret, which is kept nowhere
    Column("created", Double, nullable=False),
    Column("used", Double),
    Column("revoked", Double),
)
Index("ux_keys_name", keys.c.name, unique=True,
      sqlite_where=keys.c.revoked.is_(None), postgresql_where=keys.c.revoked.is_(None))  # fmt: skip

house = Table(
    "house",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Switches of the whole house, such as paused."""
