"""Jobs, their events, pictures, keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
CURSOR = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    jobs()
    events()
    pictures()
    keys()
    op.create_table(
        "house",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", ID, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("plans", sa.Text, nullable=False),
        sa.Column("delivery", sa.Text, nullable=False),
        sa.Column("created", sa.Double, nullable=False),
        sa.Column("started", sa.Double),
        sa.Column("finished", sa.Double),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("key", sa.Text),
        sa.Column("worker", sa.Text),
        sa.Column("lease", sa.Double),
    )
    op.create_index("ix_jobs_owner", "jobs", ["owner", "id"])
    op.create_index("ix_jobs_state", "jobs", ["state", "id"])
    keyed, queued = sa.text('"key" IS NOT NULL'), sa.text("state = 'queued'")
    op.create_index(
        "ux_jobs_key", "jobs", ["owner", "key"], unique=True, sqlite_where=keyed, postgresql_where=keyed
    )
    op.create_index(
        "ix_jobs_queue", "jobs", ["owner", sa.text("priority DESC"), "id"],
        sqlite_where=queued, postgresql_where=queued,
    )  # fmt: skip
    op.create_table(
        "owners",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("served", sa.BigInteger, nullable=False),
        sa.Column("waiting", sa.Boolean, nullable=False),
    )
    op.create_index("ix_owners_served", "owners", ["served"])


def events() -> None:
    op.create_table(
        "events",
        sa.Column("cursor", CURSOR, primary_key=True, autoincrement=True),
        sa.Column("job", ID, sa.ForeignKey("jobs.id"), nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_job", "events", ["job", "cursor"])


def pictures() -> None:
    op.create_table(
        "pictures",
        sa.Column("id", ID, primary_key=True),
        sa.Column("job", ID, sa.ForeignKey("jobs.id")),
        sa.Column("index", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("plan", sa.Text),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("created", sa.Double, nullable=False),
        sa.Column("parent", ID),
        sa.Column("favourite", sa.Boolean, nullable=False),
        sa.Column("deleted", sa.Double),
        sa.UniqueConstraint("job", "index", name="ux_pictures_job"),
    )
    op.create_index("ix_pictures_owner", "pictures", ["owner", "id"])
    op.create_index("ix_pictures_digest", "pictures", ["digest"])
    op.create_index("ix_pictures_parent", "pictures", ["parent"])
    op.create_table(
        "tags",
        sa.Column("picture", ID, sa.ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.Text, primary_key=True),
    )
    op.create_index("ix_tags_tag", "tags", ["tag"])


def keys() -> None:
    op.create_table(
        "keys",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("hint", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created", sa.Double, nullable=False),
        sa.Column("used", sa.Double),
        sa.Column("revoked", sa.Double),
    )
    active = sa.text("revoked IS NULL")
    op.create_index(
        "ux_keys_name", "keys", ["name"], unique=True, sqlite_where=active, postgresql_where=active
    )
