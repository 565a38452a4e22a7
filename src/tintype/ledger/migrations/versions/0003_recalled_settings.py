"""What the file of a picture that was brought in said of its making, which its pixels do not carry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    identity = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
    op.create_table(
        "recalls",
        sa.Column("picture", identity, sa.ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("said", sa.Text, nullable=False),
    )
