"""Arakis: from a research question to an audit-ready systematic review."""

from arakis.version import __version__

__all__ = ["__version__"]
