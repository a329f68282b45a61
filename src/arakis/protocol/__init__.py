"""Protocols: read from YAML, written as a commented example, checked with errors that say what to do."""
