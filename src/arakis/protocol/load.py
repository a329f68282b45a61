"""A protocol from YAML text, with errors that name the key and propose the right one."""

from pydantic import ValidationError

from arakis.domain.plain import explain, plain
from arakis.domain.protocol import Protocol
from arakis.errors import InputError, ProtocolError

ADVICE = "`arakis protocol new` writes a commented example"


def load(text: str, name: str = "the protocol") -> Protocol:
    """The protocol written in `text` (YAML or JSON).

    Raises ProtocolError, naming the place and what to do, for text that is not YAML, unknown keys (with the nearest
    known one), missing keys and values out of bounds.
    """
    try:
        data = plain(text, name)
    except InputError as error:
        raise ProtocolError(error.message, error.hint) from error
    if data is None:
        raise ProtocolError(f"{name} is empty", ADVICE)
    if not isinstance(data, dict):
        raise ProtocolError(f"{name} does not hold keys and values", ADVICE)
    try:
        return Protocol.model_validate(data)
    except ValidationError as error:
        raise ProtocolError(f"{name}: {explain(error, Protocol)}", ADVICE) from error
