"""The one MetaData and the shape that all facts share."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def fact_table(name: str, *columns: sa.Column[str] | sa.Column[int]) -> sa.Table:
    """A table of facts: (review, id) with the fact as canonical JSON in `body`.

    `number` is the number of the event that wrote the row as it now stands; `first` that of the one that made it,
    which gives facts their order. `columns` repeat fields of the body by which rows are looked up.
    """
    return sa.Table(
        name,
        metadata,
        sa.Column("review", sa.String(40), sa.ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        *columns,
        sa.Index(f"ix_{name}_order", "review", "first"),
    )
