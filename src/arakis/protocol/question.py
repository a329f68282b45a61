"""A protocol from a question and lists of criteria, for those who do not write the full one."""

from collections.abc import Sequence

from pydantic import ValidationError

from arakis.domain.protocol import Criterion, Protocol
from arakis.errors import ProtocolError


def protocol_from(question: str, criteria: Sequence[Criterion], schema: str = "auto") -> Protocol:
    """The protocol that a question and criteria make: no comparison and no outcome is invented.

    Raises ProtocolError when the question is too short or too long.
    """
    try:
        return Protocol.model_validate({"question": question.strip(), "criteria": criteria, "schema": schema})
    except ValidationError as error:
        raise ProtocolError(f"the question: {error.errors()[0]['msg']}", "give --question a full sentence") from error
