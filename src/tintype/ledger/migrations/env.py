"""Alembic's way in: runs the migrations on the connection that schema.py hands over."""

from __future__ import annotations

from alembic import context

from tintype.ledger.tables import REVISION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
