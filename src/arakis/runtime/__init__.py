"""Doors to the outside: database, engine, blobs, HTTP, models, child processes. No word of a review in here."""
