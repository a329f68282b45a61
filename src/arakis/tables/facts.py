"""The facts of a review, by noun. What is not here is computed from what is."""

import sqlalchemy as sa

from arakis.tables.base import fact_table

protocols = fact_table("protocols")
runs = fact_table("runs")
records = fact_table("records", sa.Column("run", sa.String(80), nullable=False))
documents = fact_table("documents")
layers = fact_table("layers")
judgements = fact_table(
    "judgements",
    sa.Column("subject", sa.String(200), nullable=False, index=True),
    sa.Column("question", sa.String(200), nullable=False),
)
stages = fact_table("stages")
syntheses = fact_table("syntheses")
certainties = fact_table("certainties")
prose = fact_table("prose")

FACTS: dict[str, sa.Table] = {
    "protocol": protocols,
    "run": runs,
    "record": records,
    "document": documents,
    "layer": layers,
    "judgement": judgements,
    "stage": stages,
    "synthesis": syntheses,
    "certainty": certainties,
    "prose": prose,
}
