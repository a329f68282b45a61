"""Reviews, and the head of each one's ledger."""

import sqlalchemy as sa

from arakis.tables.base import metadata

reviews = sa.Table(
    "reviews",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.Column("options", sa.Text, nullable=False),
    sa.Column("runs", sa.Integer, nullable=False, server_default="0"),
    sa.Column("head", sa.String(64), nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
)

installation = sa.Table(
    "installation",
    metadata,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
