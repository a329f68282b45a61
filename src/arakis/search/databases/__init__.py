"""Literature databases asked over the network, behind one protocol."""

from arakis.search.databases.known import database

__all__ = ["database"]
