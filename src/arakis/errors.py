"""Every error that Arakis raises on purpose, in one tree.

ArakisError
├── InputError            bad input from outside: exit 2, HTTP 422
│   ├── ProtocolError     a protocol that cannot be used
│   └── NotFound          an id or a name that does not exist: HTTP 404
├── WorkspaceError        the workspace or output folder failed while running: exit 1
│   ├── Busy              another process works on it: HTTP 409
│   ├── Damaged           what it holds cannot be read
│   └── Unusable          found before anything was begun: exit 2
│       └── TooNew        it was made by a newer version
├── OutsideError          something outside failed while running: exit 1, HTTP 502
│   ├── ModelError        a model's endpoint
│   ├── BudgetReached     the next call would pass the budget: HTTP 402
│   └── SourceError       a literature database or full-text source
└── Interrupted           stopped by a person (Ctrl-C) or a signal: exit 130
"""


class ArakisError(Exception):
    """Base of all. `hint` says what to do; both are shown to people as one line each."""

    exit_status = 1
    http_status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(ArakisError):
    """Bad input from outside."""

    exit_status = 2
    http_status = 422


class ProtocolError(InputError):
    """A protocol that cannot be used."""


class NotFound(InputError):
    """An id or a name that does not exist."""

    http_status = 404


class WorkspaceError(ArakisError):
    """The workspace or output folder cannot be used."""


class Busy(WorkspaceError):
    """Another process works on the same review."""

    http_status = 409


class Damaged(WorkspaceError):
    """What the workspace holds of a review cannot be read."""


class Unusable(WorkspaceError):
    """The workspace or output folder cannot be used, which was found before anything was begun."""

    exit_status = 2


class TooNew(Unusable):
    """The workspace was made by a newer version of Arakis."""


class OutsideError(ArakisError):
    """Something outside Arakis failed while it was running."""

    http_status = 502


class ModelError(OutsideError):
    """A model's endpoint gave no usable answer."""


class BudgetReached(OutsideError):
    """The next model call would pass the budget."""

    http_status = 402


class SourceError(OutsideError):
    """A literature database or full-text source gave no usable answer."""


class Interrupted(ArakisError):
    """Stopped by a person or a signal; the work resumes."""

    exit_status = 130
