"""The one door to language models (any OpenAI-compatible endpoint)."""

import sqlalchemy as sa

from arakis.domain.review import ModelUse


def usage(connection: sa.Connection, review: str) -> tuple[ModelUse, ...]:
    """What each model did for a review."""
    return ()
