"""Reports and studies: a report is a document (duplicates merged), a study is what reports are about."""

from typing import Literal

from pydantic import Field

from arakis.domain.base import Frozen
from arakis.domain.record import Citation

State = Literal[
    "duplicate",
    "removed before screening",
    "excluded on title and abstract",
    "not retrieved",
    "excluded at full text",
    "awaiting classification",
    "ongoing",
    "included",
]
Stage = Literal["title_abstract", "full_text"]


class Report(Citation):
    """Records that are the same document, with the fields merged from them.

    `id` is derived from its first record, so that a later merge or split does not move decisions. `taken_from` says
    which record each field came from.
    """

    id: str
    records: tuple[str, ...]
    taken_from: dict[str, str] = Field(default_factory=dict)
    document: str | None = None  # SHA-256 of its full text
    layer: str | None = None  # id of the text layer in use
    sought: bool = False  # full text was looked for
    studies: tuple[str, ...] = ()
    state: State | None = None  # None while it is not yet decided (the review is still running)
    primary_criterion: str = ""  # why it was excluded
    excluded_by: Literal["", "person", "model", "built-in"] = ""
    reason: str = ""
    label: str = ""  # "Aronson 1948"


class Study(Frozen):
    """An investigation, described by one or more reports. `id` is derived from its main report (and trial label)."""

    id: str
    label: str  # "Aronson 1948", made distinct with a, b ... where needed
    reports: tuple[str, ...]  # the main report first
    trial: str = ""  # which trial of a report that has several: "Trial 2"
    design: str = ""  # "parallel", "cluster", "crossover", "not randomised" ...
    allocation: str = ""  # "random", "alternate", "systematic", "not random", "not stated"
    registrations: tuple[str, ...] = ()
    characteristics: dict[str, str] = Field(default_factory=dict)  # participants, setting ... quoted or "not reported"
    perhaps: tuple[str, ...] = ()  # studies with which it may be one: a person is asked, and until then they count once
