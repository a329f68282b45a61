"""The whole review as one frozen value: review.json is this type written out, and the manuscript a function of it."""

from typing import Any, Literal

from pydantic import Field

from arakis.domain.base import Frozen, volatile
from arakis.domain.bias import BiasAssessment
from arakis.domain.certainty import Certainty
from arakis.domain.document import Document
from arakis.domain.estimate import Synthesis
from arakis.domain.flow import Flow
from arakis.domain.judgement import Consensus, Judgement
from arakis.domain.protocol import Protocol
from arakis.domain.record import Record, SourceRun
from arakis.domain.report import Report, Study
from arakis.domain.result import Result

FORMAT = 1
# The stages of the HTTP contract, in order.
STAGES = (
    "search", "screen", "pdf_fetch", "extract", "rob", "analysis", "prisma", "tables", "introduction", "methods",
    "results", "discussion",
)  # fmt: skip
Status = Literal["pending", "running", "needs_review", "completed", "failed"]


class ProtocolVersion(Frozen):
    """A protocol as it stood from `at` on; `reason` says why it was amended, `after_screening` whether late."""

    number: int
    protocol: Protocol
    reason: str = ""
    after_screening: bool = False
    at: str = volatile(default="")


class Waiting(Frozen):
    """Something that a person should still decide."""

    kind: str  # "eligibility", "duplicate", "study", "value", "result", "conflict", "risk of bias", "certainty"
    subject: str
    question: str
    text: str  # one line for people
    command: str = volatile(default="")  # what to type; names the review


class StageState(Frozen):
    """How far a stage has come. Stage names are those of the HTTP contract."""

    stage: str
    status: Literal["pending", "in_progress", "completed", "failed", "skipped"] = "pending"
    note: str = ""
    error: str = ""
    started_at: str = volatile(default="")
    completed_at: str = volatile(default="")


class ModelUse(Frozen):
    """What models did in this review, for the statement of who decided."""

    model: str
    calls: int
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0  # US dollars
    unpriced: bool = False


class Review(Frozen):
    """Every fact of a review and what was computed from them."""

    format: int = FORMAT
    arakis: str  # version of the program
    id: str = volatile()
    created_at: str = volatile(default="")
    exported_at: str = volatile(default="")
    ledger_head: str = volatile(default="")  # hash of the last event
    ledger_events: int = volatile(default=0)
    edition: int = 1
    status: Status = "pending"
    protocols: tuple[ProtocolVersion, ...]
    runs: tuple[SourceRun, ...] = ()
    records: tuple[Record, ...] = ()
    reports: tuple[Report, ...] = ()
    documents: tuple[Document, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    consensus: tuple[Consensus, ...] = ()
    studies: tuple[Study, ...] = ()
    results: tuple[Result, ...] = ()
    bias: tuple[BiasAssessment, ...] = ()
    syntheses: tuple[Synthesis, ...] = ()
    certainty: tuple[Certainty, ...] = ()
    flow: Flow = Flow()
    stages: tuple[StageState, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    models: tuple[ModelUse, ...] = ()
    prose: dict[str, str] = Field(default_factory=dict)  # passages drafted by a model, by place, with {references}
    automation: dict[str, Any] = Field(default_factory=dict)  # what the built-in engine was allowed to do, and why

    @property
    def protocol(self) -> Protocol:
        """The protocol in force."""
        return self.protocols[-1].protocol

    @property
    def provisional(self) -> bool:
        """Whether something still waits for a person."""
        return bool(self.waiting)
