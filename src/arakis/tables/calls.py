"""Answers of models, kept so that no call is paid twice. They belong to the installation; uses name the review."""

import sqlalchemy as sa

from arakis.tables.base import metadata

calls = sa.Table(
    "calls",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),  # digest of all inputs of the call
    sa.Column("model", sa.String(200), nullable=False),
    sa.Column("request", sa.Text, nullable=False),
    sa.Column("response", sa.Text, nullable=False),
    sa.Column("input_tokens", sa.Integer, nullable=False),
    sa.Column("output_tokens", sa.Integer, nullable=False),
    sa.Column("cost", sa.Float, nullable=True),  # US dollars; NULL: no price known
    sa.Column("at", sa.String(40), nullable=False),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("review", sa.String(40), nullable=False, index=True),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # asked, answered, failed, lost, reused
    sa.Column("owner", sa.String(40), nullable=False),  # the process that asks: another's open attempt may be lost
    sa.Column("reserved", sa.Float, nullable=False),  # US dollars held back until the true cost is known
    sa.Column("cost", sa.Float, nullable=True),
)
