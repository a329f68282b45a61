"""The sections of the manuscript, one module each."""
