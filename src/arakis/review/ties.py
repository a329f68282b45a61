"""Values and the words that tie them to their side of a comparison."""

from arakis.domain.review import Review


def untied(review: Review) -> list[str]:
    """Values whose own evidence names the other side of the comparison, in words."""
    return []
