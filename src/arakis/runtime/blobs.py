"""Documents and exports by the SHA-256 of their bytes, in a folder or any S3 bucket (obstore)."""

import errno
import hashlib
from pathlib import Path
from typing import Any

from arakis.errors import NotFound, WorkspaceError


class Blobs:
    """A store of immutable bytes. Writing the same bytes twice is one object."""

    def __init__(self, store: Any) -> None:
        self._store = store

    @classmethod
    def folder(cls, path: Path) -> "Blobs":
        """A store in a folder, which is made if it is absent."""
        from obstore.store import LocalStore

        path.mkdir(parents=True, exist_ok=True)
        return cls(LocalStore(prefix=path))

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256. Raises WorkspaceError when the store refuses (disk full, read-only)."""
        name = hashlib.sha256(data).hexdigest()
        self.put_named(name, data)
        return name

    def put_named(self, name: str, data: bytes) -> None:
        """Keep `data` under a name derived from content elsewhere (a text layer's id). Written whole or not at all."""
        import obstore
        from obstore.exceptions import BaseError

        if self.has(name):
            return
        try:
            obstore.put(self._store, self._path(name), data)
        except (BaseError, OSError) as error:
            said = str(error).split("Debug source")[0].strip()
            what = "the disk is full" if f"os error {errno.ENOSPC}" in said else said
            raise WorkspaceError(
                f"a document could not be kept in the workspace: {what}",
                "free some space or make the workspace writable, then try again",
            ) from error

    def get(self, name: str) -> bytes:
        """The bytes kept under `name`. Raises NotFound."""
        import obstore

        try:
            return bytes(obstore.get(self._store, self._path(name)).bytes())
        except FileNotFoundError as error:
            raise NotFound(f"no document {name} is kept in this workspace") from error

    def has(self, name: str) -> bool:
        """Whether something is kept under `name`."""
        import obstore

        try:
            obstore.head(self._store, self._path(name))
        except FileNotFoundError:
            return False
        return True

    @staticmethod
    def _path(name: str) -> str:
        key = name.rsplit("-", 1)[-1]
        return f"{key[:2]}/{name}"
