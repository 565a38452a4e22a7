"""The prompt as it is searched, so that É finds é on every database."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("pictures", sa.Column("words", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    after = ""
    while rows := connection.execute(
        sa.text("SELECT id, prompt FROM pictures WHERE id > :after ORDER BY id LIMIT 1000"), {"after": after}
    ).all():
        connection.execute(
            sa.text("UPDATE pictures SET words = :words WHERE id = :id"),
            [{"id": row.id, "words": folded(row.prompt)} for row in rows],
        )
        after = rows[-1].id


def folded(prompt: str) -> str:
    """As gallery.fold did when this was written; a migration keeps its own copy."""
    return unicodedata.normalize("NFKC", prompt).casefold()
